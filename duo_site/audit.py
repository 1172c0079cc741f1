"""The audit log: lines chained by a keyed hash, written in the transaction of the act they tell of.

If the line cannot be written, the transaction fails and the act does not happen (BIO2 8.15). The last hash and the
number of lines stand apart under a seal, so that lines missing at the end are found too.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import BigInteger, Integer, String, func, insert, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from duo_site.database import Base

_START = "0" * 64
_LOCK_NUMBER = 0x64756F  # "duo": the advisory lock that lets one transaction at a time add to the chain
_BATCH = 1000


class AuditLine(Base):
    """One act: who did what to what, with which result."""

    __tablename__ = "audit_line"

    number: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    at: Mapped[datetime] = mapped_column()
    action: Mapped[str] = mapped_column(String(60))
    target: Mapped[str] = mapped_column(String(200))
    result: Mapped[str] = mapped_column(String(60))
    actor: Mapped[str] = mapped_column(String(255), index=True)
    origin: Mapped[str] = mapped_column(String(60))
    chain: Mapped[str] = mapped_column(String(64))


class AuditHead(Base):
    """The end of the chain: one row with the number of the last line, its hash, and a keyed hash of the two."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"))
    chain: Mapped[str] = mapped_column(String(64))
    seal: Mapped[str] = mapped_column(String(64))


@dataclass(frozen=True)
class AuditReport:
    """What a check of the chain found: the number of lines and the numbers at which the chain breaks."""

    lines: int
    broken_at: tuple[int, ...]

    @property
    def is_whole(self) -> bool:
        """Whether no line was changed, added or removed."""
        return not self.broken_at


class AuditLog:
    """Writes and checks the chain with a key of its own."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def write(
        self,
        session: Session,
        *,
        action: str,
        target: str,
        result: str,
        actor: str,
        origin: str,
        at: datetime,
    ) -> None:
        """Add a line in the caller's transaction; `actor` and `target` are pseudonyms or keys, never names or BSNs.

        Write it last: others who write wait from here until the transaction ends.
        """
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK_NUMBER})
        head = session.execute(_HEAD).one_or_none()
        number, previous = (head.number, head.chain) if head else (0, _START)
        if head and not hmac.compare_digest(head.seal, self._seal(number, previous)):
            number += 1  # The gap in the numbers keeps the break to be found, for ever.
        line = {
            "number": number + 1,
            "at": at,
            "action": action,
            "target": target,
            "result": result,
            "actor": actor,
            "origin": origin,
        }
        chain = self._link(previous, line)
        session.execute(insert(AuditLine).values(**line, chain=chain))
        new_head = {"number": number + 1, "chain": chain, "seal": self._seal(number + 1, chain)}
        session.execute(update(AuditHead).values(**new_head) if head else insert(AuditHead).values(id=1, **new_head))

    def check(self, session: Session) -> AuditReport:
        """Walk the chain from the first line to the last and report where it breaks."""
        broken: list[int] = []
        expected, previous = 1, _START
        lines = session.execute(
            select(AuditLine).order_by(AuditLine.number).execution_options(yield_per=_BATCH)
        ).scalars()
        for line in lines:
            fields = {name: getattr(line, name) for name in _FIELDS}
            if line.number != expected or not hmac.compare_digest(line.chain, self._link(previous, fields)):
                broken.append(line.number)
            expected, previous = line.number + 1, line.chain
        head = session.execute(_HEAD).one_or_none()
        end = (head.number, head.chain) if head else (0, _START)
        is_sealed = head is None or hmac.compare_digest(head.seal, self._seal(head.number, head.chain))
        if end != (expected - 1, previous) or not is_sealed:
            broken.append(expected)
        count = session.execute(select(func.count()).select_from(AuditLine)).scalar_one()
        return AuditReport(count, tuple(broken))

    def _link(self, previous: str, fields: dict[str, object]) -> str:
        at = fields["at"]
        moment = at.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(at, datetime) else ""
        return self._hash([previous, *(moment if name == "at" else fields[name] for name in _FIELDS)])

    def _seal(self, number: int, chain: str) -> str:
        return self._hash(["head", number, chain])

    def _hash(self, parts: list[object]) -> str:
        return hmac.new(self._key, json.dumps(parts).encode(), hashlib.sha256).hexdigest()


_FIELDS = ("number", "at", "action", "target", "result", "actor", "origin")
_HEAD = select(AuditHead.number, AuditHead.chain, AuditHead.seal)
