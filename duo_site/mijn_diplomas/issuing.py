"""Makes an uittreksel: rendered and sealed outside any transaction, then entered in one.

The document is made from what was read first. When it is entered, the register is asked again: a correction or a
withdrawal that came in between wins, so that no document is valid that the register no longer stands by.
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from duo_site.audit import AuditLog
from duo_site.database import reading_session, writing_session
from duo_site.mijn_diplomas.domain import Diploma
from duo_site.mijn_diplomas.service import find_diploma
from duo_site.secrecy import Secrecy
from duo_site.tally import Counted, tally
from duo_site.uittreksel.domain import Language, UittrekselInhoud, UittrekselRequest
from duo_site.uittreksel.files import FileStore
from duo_site.uittreksel.number import new_number
from duo_site.uittreksel.pdf import CharactersMissing, RenderingFailed
from duo_site.uittreksel.rendering import RenderingBusy, RenderPool, StampingFailed
from duo_site.uittreksel.service import StatusIndexTaken, find_existing, store
from duo_site.uittreksel.status_service import StatusListFull, draw_status_index


@dataclass(frozen=True)
class Wish:
    """Who asks for an uittreksel of which diploma, how, and when."""

    asker: str
    public_id: str
    language: Language
    with_grades: bool
    at: datetime
    day: date
    origin: str


@dataclass(frozen=True)
class Made:
    """There is an uittreksel, made now or for an equal request of the same day."""

    number: str


@dataclass(frozen=True)
class NoSuchDiploma:
    """The asker has no such diploma."""


@dataclass(frozen=True)
class DiplomaWithdrawn:
    """The onderwijsinstelling took the diploma back."""


@dataclass(frozen=True)
class NotNow:
    """Nothing was issued; a later try may succeed. The reason is for the log."""

    reason: str
    is_without_time_stamp: bool = False


@dataclass(frozen=True)
class CannotBeDrawn:
    """The diploma has characters that no font of the document has. The reason, for the log, names none of them."""

    reason: str


Outcome = Made | NoSuchDiploma | DiplomaWithdrawn | NotNow | CannotBeDrawn


@dataclass(frozen=True)
class Issuer:
    """Issues uittreksels, with what the site gives it."""

    engine: Engine
    secrecy: Secrecy
    audit: AuditLog
    pool: RenderPool
    files: FileStore
    base_url: str
    operator: str | None

    def issue(self, wish: Wish) -> Outcome:
        """Give the uittreksel that somebody wishes; the same wish on the same day gives the same one."""
        with reading_session(self.engine) as session:
            diploma = find_diploma(session, self.secrecy, wish.asker, wish.public_id)
            if diploma is None:
                return NoSuchDiploma()
            if diploma.is_withdrawn:
                return DiplomaWithdrawn()
            request = _request(wish, diploma)
            existing = find_existing(session, self.secrecy, request)
            if existing is not None:
                return Made(existing.number)
            try:
                status_index = draw_status_index(session, secrets.randbelow)
            except StatusListFull as error:
                return NotNow(str(error))
        inhoud = self._write_inhoud(diploma, request, status_index)
        try:
            document = self.pool.make(inhoud, wish.at)
        except StampingFailed as error:
            return NotNow(str(error), is_without_time_stamp=True)
        except CharactersMissing as error:
            return CannotBeDrawn(str(error))
        except (RenderingBusy, RenderingFailed) as error:
            return NotNow(str(error))
        return self._enter(wish, request, inhoud, document)

    def _enter(self, wish: Wish, request: UittrekselRequest, inhoud: UittrekselInhoud, document: bytes) -> Outcome:
        """Keep the file and enter it in the register; a file that is not entered goes again."""
        sha256, kept = self.files.put(document), False
        try:
            with writing_session(self.engine) as session:
                diploma = find_diploma(session, self.secrecy, wish.asker, wish.public_id, lock=True)
                if diploma is None or diploma.is_withdrawn or diploma.version != request.version:
                    return NotNow("The diploma changed while its uittreksel was made.")
                stored = store(session, self.secrecy, request, inhoud, sha256, wish.at)
                if stored.is_new:
                    tally(session, Counted.UITTREKSEL, diploma.soort, wish.language, wish.day)
                    self._write_down(session, wish, stored.uittreksel.number)
            kept = stored.is_new
        except StatusIndexTaken as error:
            return NotNow(str(error))
        finally:
            if not kept:
                self.files.delete(sha256)
        return Made(stored.uittreksel.number)

    def _write_inhoud(self, diploma: Diploma, request: UittrekselRequest, status_index: int) -> UittrekselInhoud:
        number = new_number(secrets.token_bytes)
        prefix = "" if request.language == "nl" else f"/{request.language}"
        return UittrekselInhoud(
            number=number,
            language=request.language,
            downloaded_on=request.day,
            check_address=f"{self.base_url}{prefix}/controle/{number}",
            operator=self.operator,
            status_index=status_index,
            **diploma.for_uittreksel(with_grades=request.with_grades),
        )

    def _write_down(self, session: Session, wish: Wish, number: str) -> None:
        self.audit.write(
            session,
            action="uittreksel-gemaakt",
            target=number,
            result="gelukt",
            actor=wish.asker,
            origin=wish.origin,
            at=wish.at,
        )


def _request(wish: Wish, diploma: Diploma) -> UittrekselRequest:
    return UittrekselRequest(
        diploma_key=diploma.public_id,
        version=diploma.version,
        language=wish.language,
        with_grades=diploma.with_grades(wish.with_grades),
        day=wish.day,
    )
