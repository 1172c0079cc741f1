"""The keys of the vectors, made as an operator makes them, and the genuine files that everything else is made of.

Three keys follow each other: one whose certificate has expired, one that was revoked, and the current one.
"""

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from duo_site.uittreksel.domain import Status
from duo_site.uittreksel.key_making import new_seal, revoke
from duo_site.uittreksel.keys import KEY_LIST, KeyList, load_keys
from duo_site.uittreksel.pdf import WeasyPrintRenderer
from duo_site.uittreksel.proofs import Proofs, load_signing_key, make_proofs, new_credential_key
from duo_site.uittreksel.proofs.key_document import write_key_document
from duo_site.uittreksel.proofs.status_list import write_status_list
from duo_site.uittreksel.sealing import PyHankoSealer
from tests.vectors.making.people import (
    AFTER_REVOCATION,
    ANJA,
    BEFORE_REVOCATION,
    EARLY,
    NOW,
    REGISTER,
    SEALED_AT,
    SITE,
    TOO_LATE,
    Person,
)

EARLY_AT = datetime(2023, 6, 1, 10, tzinfo=UTC)
TOO_LATE_AT = datetime(2025, 6, 1, 10, tzinfo=UTC)
BEFORE_AT, REVOKED_AT, AFTER_AT = (datetime(2026, month, 1, 10, tzinfo=UTC) for month in (3, 4, 5))
_FIRST_KEY, _SECOND_KEY, _THIRD_KEY = (datetime(*day, tzinfo=UTC) for day in ((2022, 1, 1), (2026, 2, 1), (2026, 6, 1)))
_SECOND_CREDENTIAL_KEY = datetime(2024, 6, 1, tzinfo=UTC)
_STALE = datetime(2026, 11, 20, 9, tzinfo=UTC)
_PLACES = 2**17


@dataclass(frozen=True)
class Made:
    """A sealed file with what went into it."""

    file: bytes
    unsealed: bytes
    proofs: Proofs


class World:
    """A seal folder, and documents sealed with its keys."""

    def __init__(self, folder: Path) -> None:
        """Make all keys in an empty folder, with what only the earlier ones can seal."""
        self.folder = folder / "zegel"
        self.renderer = WeasyPrintRenderer()
        self._made: dict[str, Made] = {}
        new_seal(self.folder, None, _FIRST_KEY)
        new_credential_key(self.folder, _FIRST_KEY)
        self._seal(EARLY, EARLY_AT)
        new_credential_key(self.folder, _SECOND_CREDENTIAL_KEY)
        self._seal_after_expiry(folder / "te-laat")
        new_credential_key(self.folder, _SECOND_KEY)
        revoked = new_seal(self.folder, None, _SECOND_KEY)
        self._seal(BEFORE_REVOCATION, BEFORE_AT)
        self._seal(AFTER_REVOCATION, AFTER_AT)
        new_seal(self.folder, None, _THIRD_KEY)
        revoke(self.folder, revoked.id, REVOKED_AT)

    @property
    def genuine(self) -> bytes:
        """Give Anja's file, of which most attacks are made."""
        return self.made(ANJA).file

    @cached_property
    def keys(self) -> KeyList:
        """Give the key list."""
        return load_keys(self.folder)

    def made(self, person: Person) -> Made:
        """Give somebody's file, sealed with the current key unless it was sealed earlier."""
        return self._made.get(person.inhoud.number) or self._seal(person, SEALED_AT)

    def write_keys(self) -> bytes:
        """Write the key list as /api/v1/sleutels gives it."""
        return json.dumps(write_key_document(self.keys, self.keys.credentials), indent=1).encode()

    def write_statuses(self, *, stale: bool = False, register: Sequence[Person] = REGISTER) -> bytes:
        """Write the status list as /api/v1/statuslijst gives it, or one of two days before."""
        changed = {
            person.inhoud.status_index: person.status
            for person in register
            if person.status not in (None, Status.GELDIG) and person.inhoud.status_index is not None
        }
        known = {index: status for index, status in changed.items() if status is not None}
        key = load_signing_key(self.folder)
        return write_status_list(_PLACES, known, None, SITE, key, _STALE if stale else NOW)

    def _seal(self, person: Person, at: datetime, folder: Path | None = None) -> Made:
        proofs = make_proofs(person.inhoud, load_signing_key(self.folder), at)
        unsealed = self.renderer.render(person.inhoud, attachment=proofs.attachment, qr=proofs.qr)
        made = Made(PyHankoSealer(folder or self.folder).seal(unsealed, at), unsealed, proofs)
        self._made[person.inhoud.number] = made
        return made

    def _seal_after_expiry(self, elsewhere: Path) -> None:
        """Seal with a key whose certificate has expired, as a key list that was tampered with allows."""
        shutil.copytree(self.folder, elsewhere)
        listed = json.loads((elsewhere / KEY_LIST).read_text())
        listed["keys"][0]["valid_until"] = "2030-01-01T00:00:00+00:00"
        (elsewhere / KEY_LIST).write_text(json.dumps(listed))
        self._seal(TOO_LATE, TOO_LATE_AT, elsewhere)
