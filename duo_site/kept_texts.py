"""What somebody typed when his session ran out: kept for him alone, for an hour. Knows no Flask.

A text is found by who typed it and the form it stood in, both as keyed hashes, and is encrypted for that place. It is
never sent on by itself. See docs/decisions/0024-typed-text-outlives-a-session.md.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import LargeBinary, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from duo_site.database import Base
from duo_site.retention import RetentionRule, count_deleted, mark
from duo_site.secrecy import Secrecy, UnreadableSecret

KEPT = timedelta(hours=1)
MOST_TEXTS = 5
"""More forms than somebody fills in at once; of a sixth the oldest goes."""
_MOST_CHARACTERS, _MOST_FIELDS = 50_000, 100
NOT_TYPED = frozenset({"csrf_token", "werkplek", "versie", "sleutel", "stand", "gekozen", "doe"})
"""What our forms carry that nobody types: the token, the place, what was seen or chosen before, and which button."""
_NEVER_KEPT = frozenset({"csrf_token", "doe"})


@dataclass(frozen=True)
class Owner:
    """Who typed: a means of logging in, and the pseudonym of a person there."""

    means: str
    subject: str


@dataclass(frozen=True)
class KeptText:
    """What a form held that was sent too late.

    `action` is where it was sent and `page` where the form stands, both without language. `werkplek` names the place
    for which it was filled in, empty where there is none. Files are not kept; `had_file` remembers that there was one.
    """

    form: str
    action: str
    page: str
    werkplek: str
    fields: tuple[tuple[str, str], ...]
    had_file: bool
    made_at: datetime

    @property
    def typed(self) -> tuple[tuple[str, str], ...]:
        """What a person filled in or chose."""
        return tuple((name, value) for name, value in self.fields if name not in NOT_TYPED and value.strip())

    @property
    def is_small(self) -> bool:
        """Whether it is no more than is kept."""
        length = sum(len(name) + len(value) for name, value in self.fields)
        return len(self.fields) <= _MOST_FIELDS and length <= _MOST_CHARACTERS

    @property
    def ends_at(self) -> datetime:
        """Until when it is kept."""
        return self.made_at + KEPT

    def fits(self, names: set[str]) -> bool:
        """Tell whether a form with these fields is the one that was filled in."""
        return {name for name, _ in self.fields} - {"werkplek"} <= names


class KeptTextRow(Base):
    """A kept text: hashes of who typed it and in which form, and its contents encrypted."""

    __tablename__ = "kept_text"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    form: Mapped[str] = mapped_column(String(64), primary_key=True)
    contents: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(index=True)


def make_text(
    secrecy: Secrecy, action: str, page: str, fields: list[tuple[str, str]], *, had_file: bool, at: datetime
) -> KeptText:
    """Make a text of what a form sent."""
    werkplek = next((value for name, value in fields if name == "werkplek"), "")
    kept = tuple((name, value) for name, value in fields if name not in _NEVER_KEPT)
    form = secrecy.lookup("kept-form", f"{action}\0{werkplek}")
    return KeptText(form, action, page, werkplek, kept, had_file, at)


def keep(session: Session, secrecy: Secrecy, owner: Owner, text: KeptText) -> None:
    """Keep a text; one that was typed in the same form before gives way, and so does what is too old of anybody."""
    session.execute(delete(KeptTextRow).where(KeptTextRow.made_at <= text.made_at - KEPT))
    key = _key(secrecy, owner)
    held = {"action": text.action, "page": text.page, "werkplek": text.werkplek, "had_file": text.had_file}
    contents = secrecy.encrypt(json.dumps({**held, "fields": text.fields}), _place(key, text.form))
    session.merge(KeptTextRow(owner=key, form=text.form, contents=contents, made_at=text.made_at))
    session.flush()
    newest = select(KeptTextRow.form).where(KeptTextRow.owner == key).order_by(KeptTextRow.made_at.desc())
    surplus = session.scalars(newest.offset(MOST_TEXTS)).all()
    session.execute(delete(KeptTextRow).where(KeptTextRow.owner == key, KeptTextRow.form.in_(surplus)))


def list_texts(session: Session, secrecy: Secrecy, owner: Owner, now: datetime) -> tuple[KeptText, ...]:
    """List what is kept of somebody, the newest first."""
    key = _key(secrecy, owner)
    rows = session.scalars(
        select(KeptTextRow)
        .where(KeptTextRow.owner == key, KeptTextRow.made_at > now - KEPT)
        .order_by(KeptTextRow.made_at.desc())
    )
    return tuple(text for row in rows if (text := _read(secrecy, row)))


def forget(session: Session, secrecy: Secrecy, owner: Owner, form: str) -> None:
    """Erase one text."""
    session.execute(delete(KeptTextRow).where(KeptTextRow.owner == _key(secrecy, owner), KeptTextRow.form == form))


def forget_all(session: Session, secrecy: Secrecy, owner: Owner) -> None:
    """Erase every text of somebody."""
    session.execute(delete(KeptTextRow).where(KeptTextRow.owner == _key(secrecy, owner)))


def _read(secrecy: Secrecy, row: KeptTextRow) -> KeptText | None:
    """Make the value of a row; None where it cannot be read with the key of now."""
    try:
        held = json.loads(secrecy.decrypt(row.contents, _place(row.owner, row.form)))
    except UnreadableSecret:
        return None
    fields = tuple((str(name), str(value)) for name, value in held.pop("fields"))
    return KeptText(form=row.form, fields=fields, made_at=row.made_at, **held)


def _key(secrecy: Secrecy, owner: Owner) -> str:
    return secrecy.lookup("kept-owner", "\0".join(asdict(owner).values()))


def _place(owner: str, form: str) -> str:
    return f"kept-text/{owner}/{form}"


def _erase(session: Session, before: datetime) -> int:
    return count_deleted(session, delete(KeptTextRow).where(KeptTextRow.made_at < before))


KEPT_TEXTS = RetentionRule(
    kind=mark("Wat u invulde toen uw sessie afliep"),
    keep=KEPT,
    period=mark("1 uur"),
    why=mark("Zodat u na opnieuw inloggen verder kunt. Alleen u kunt het lezen."),
    erase=_erase,
)
