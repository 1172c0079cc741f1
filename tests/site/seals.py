"""The keys of the site of the tests: made once, of long before any test seals, so that the order of tests is free."""

from datetime import UTC, datetime
from pathlib import Path

from duo_site.uittreksel.key_making import new_seal
from duo_site.uittreksel.keys import KEY_LIST
from duo_site.uittreksel.proofs.keys import CREDENTIAL_KEY_LIST, new_credential_key

_MADE_AT = datetime(2026, 1, 1, tzinfo=UTC)


def make_keys(folder: Path) -> None:
    """Make the seal and the key of the proofs in a folder, unless they are there."""
    if not (folder / KEY_LIST).exists():
        new_seal(folder, None, _MADE_AT)
    if not (folder / CREDENTIAL_KEY_LIST).exists():
        new_credential_key(folder, _MADE_AT)
