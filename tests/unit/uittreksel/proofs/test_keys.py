"""The keys of the credentials: private ones for us alone, old public ones kept."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from duo_site.uittreksel.proofs import (
    NoCredentialKey,
    load_credential_keys,
    load_signing_key,
    make_proofs,
    new_credential_key,
    read_inhoud,
)
from duo_site.uittreksel.proofs.keys import CREDENTIAL_KEY_LIST
from duo_site.uittreksel.proofs.qr_reading import QrHolds, read_qr
from tests.unit.uittreksel.proofs.conftest import INHOUD

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
SECOND = datetime(2026, 6, 1, tzinfo=UTC)


def test_a_new_key_ends_the_one_before_and_keeps_it_in_the_list(tmp_path: Path) -> None:
    old = new_credential_key(tmp_path, FIRST)
    with_old = make_proofs(INHOUD, load_signing_key(tmp_path), FIRST)
    new = new_credential_key(tmp_path, SECOND)
    listed = load_credential_keys(tmp_path)
    assert [key.id for key in listed.keys] == [old.id, new.id]
    assert listed.current_id == new.id == load_signing_key(tmp_path).id
    assert listed.keys[0].valid_until == SECOND
    assert read_inhoud(with_old.attachment, listed) == INHOUD
    assert isinstance(read_qr(with_old.qr, listed), QrHolds)


def test_what_an_old_key_signs_after_its_end_is_not_ours(tmp_path: Path) -> None:
    new_credential_key(tmp_path, FIRST)
    old = load_signing_key(tmp_path)
    new_credential_key(tmp_path, SECOND)
    listed = load_credential_keys(tmp_path)
    late = make_proofs(INHOUD, old, SECOND + timedelta(minutes=1))
    assert read_inhoud(late.attachment, listed) is None
    assert not isinstance(read_qr(late.qr, listed), QrHolds)


def test_private_keys_are_for_us_alone(tmp_path: Path) -> None:
    key = new_credential_key(tmp_path, FIRST)
    assert (tmp_path / f"credential-{key.id}.pem").stat().st_mode & 0o777 == 0o600
    public = (tmp_path / CREDENTIAL_KEY_LIST).read_text()
    assert "PRIVATE" not in public
    assert set(json.loads(public)["keys"][0]) == {"id", "x", "y", "valid_from", "valid_until"}
    assert "d" not in key.to_jwk()


def test_without_a_key_it_says_what_to_do(tmp_path: Path) -> None:
    for load in (load_credential_keys, load_signing_key):
        with pytest.raises(NoCredentialKey, match="duo zegel nieuw"):
            load(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"current": "x", "keys": [{}]}',
        '{"current": "x", "keys": [{"id": "x", "x": "AA", "y": "AA", "valid_from": "2026-01-01T00:00:00Z", '
        '"valid_until": "2027-01-01T00:00:00Z"}]}',
    ],
)
def test_a_list_that_makes_no_sense_is_no_list(tmp_path: Path, content: str) -> None:
    (tmp_path / CREDENTIAL_KEY_LIST).write_text(content)
    for load in (load_credential_keys, load_signing_key):
        with pytest.raises(NoCredentialKey):
            load(tmp_path)


def test_a_key_under_the_id_of_another_is_refused(tmp_path: Path) -> None:
    new_credential_key(tmp_path, FIRST)
    new_credential_key(tmp_path, SECOND)
    path = tmp_path / CREDENTIAL_KEY_LIST
    listed = json.loads(path.read_text())
    listed["keys"][0]["id"], listed["keys"][1]["id"] = listed["keys"][1]["id"], listed["keys"][0]["id"]
    path.write_text(json.dumps(listed))
    with pytest.raises(NoCredentialKey):
        load_credential_keys(tmp_path)
