"""The key list for programs: what goes out comes back the same, and nothing secret goes out."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from duo_site.uittreksel.key_making import new_seal
from duo_site.uittreksel.keys import load_keys
from duo_site.uittreksel.proofs import load_credential_keys, new_credential_key
from duo_site.uittreksel.proofs.key_document import (
    MOST_BYTES,
    UnreadableKeyDocument,
    read_key_document,
    write_key_document,
)


@pytest.fixture(scope="module")
def seal_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two keys of each kind."""
    folder = tmp_path_factory.mktemp("zegel")
    for year in (2025, 2026):
        new_seal(folder, None, datetime(year, 1, 1, tzinfo=UTC))
        new_credential_key(folder, datetime(year, 1, 1, tzinfo=UTC))
    return folder


def document_of(folder: Path) -> dict[str, Any]:
    return write_key_document(load_keys(folder), load_credential_keys(folder))


def test_what_goes_out_comes_back(seal_folder: Path) -> None:
    seals, credentials = load_keys(seal_folder), load_credential_keys(seal_folder)
    read_seals, read_credentials = read_key_document(json.dumps(document_of(seal_folder)).encode())
    assert read_credentials == credentials
    assert (read_seals.keys, read_seals.current_id) == (seals.keys, seals.current_id)
    for ours, theirs in zip(seals.authorities, read_seals.authorities, strict=True):
        assert (ours.id, ours.certificates, ours.valid_from) == (theirs.id, theirs.certificates, theirs.valid_from)
        assert (ours.key_file is None) == (theirs.key_file is None)


def test_the_credential_keys_are_a_jwk_set(seal_folder: Path) -> None:
    from joserfc.jwk import KeySet

    jwks = document_of(seal_folder)["verklaringen"]
    assert len(KeySet.import_key_set(jwks).keys) == 2
    assert [key["huidig"] for key in jwks["keys"]] == [False, True]


def test_nothing_secret_goes_out(seal_folder: Path) -> None:
    text = json.dumps(document_of(seal_folder))
    assert '"d"' not in text
    assert "PRIVATE" not in text
    assert ".p12" not in text
    assert str(seal_folder) not in text


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"[" * 100_000, b'{"zegels": 1}', b"x" * (MOST_BYTES + 1)])
def test_something_else_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableKeyDocument):
        read_key_document(data)


@pytest.mark.parametrize("change", [{"crv": "P-384"}, {"kid": "x"}, {"geldig_tot": "2027-01-01"}, {"x": "AAAA"}])
def test_a_key_that_makes_no_sense_is_refused(seal_folder: Path, change: dict[str, str]) -> None:
    document = document_of(seal_folder)
    document["verklaringen"]["keys"][0] |= change
    with pytest.raises(UnreadableKeyDocument):
        read_key_document(json.dumps(document).encode())
