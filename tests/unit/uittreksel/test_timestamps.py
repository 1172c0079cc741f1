"""Time stamps over a network: used when good, refused when not, and fetched elsewhere when one authority is out."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from duo_site.uittreksel.key_making import believe, new_seal
from duo_site.uittreksel.keys import load_keys
from duo_site.uittreksel.seal_block import list_seal_blocks
from duo_site.uittreksel.seal_reading import read_seal
from duo_site.uittreksel.sealing import PyHankoSealer, SealingFailed, TimeStampFailed
from duo_site.uittreksel.timestamps import NetworkTimeStamps
from duo_site.uittreksel.tokens import find_stamp
from tests.unit.uittreksel.authorities import Authorities, authorities_in

DIGEST = sha256(b"document").digest()
FAILURES = ["out", "slow", "garbage", "endless", "wrong time", "wrong nonce", "wrong imprint"]


@pytest.fixture
def authorities(tmp_path: Path) -> Iterator[Authorities]:
    """Two authorities that listen."""
    folder = tmp_path / "authorities"
    folder.mkdir()
    with authorities_in(folder) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path, authorities: Authorities) -> Path:
    """The seal folder of an operator who believes them."""
    folder = tmp_path / "zegel"
    new_seal(folder, "Stichting Voorbeeld", datetime.now(UTC) - timedelta(days=1))
    believe(folder, [authorities.root])
    return folder


@pytest.fixture
def stamps(folder: Path, authorities: Authorities) -> NetworkTimeStamps:
    """A client of both, the first one preferred."""
    addresses = [authorities.address("eerste"), authorities.address("tweede")]
    return NetworkTimeStamps(addresses, load_keys(folder), connect=1, read=0.7, pause=0)


def test_a_good_token_is_used(stamps: NetworkTimeStamps, folder: Path, authorities: Authorities) -> None:
    now = datetime.now(UTC)
    stamp = find_stamp(stamps.stamp(DIGEST, now)["content"], DIGEST, load_keys(folder))
    assert stamp is not None
    assert abs(stamp.at - now) < timedelta(seconds=5)
    assert authorities.asked == ["/proef/tsa/eerste"]


@pytest.mark.parametrize("failure", FAILURES)
def test_the_second_one_is_asked_when_the_first_fails(
    stamps: NetworkTimeStamps, authorities: Authorities, failure: str
) -> None:
    authorities.fails["eerste"] = failure
    stamps.stamp(DIGEST, datetime.now(UTC))
    assert authorities.asked[-1] == "/proef/tsa/tweede"
    begun = time.monotonic()
    stamps.stamp(DIGEST, datetime.now(UTC))
    assert time.monotonic() - begun < 0.6, "nobody waits again for the one that failed"


@pytest.mark.parametrize("failure", FAILURES)
def test_when_both_fail_there_is_one_clear_sentence(
    stamps: NetworkTimeStamps, authorities: Authorities, failure: str
) -> None:
    authorities.fails = {"eerste": failure, "tweede": failure}
    begun = time.monotonic()
    with pytest.raises(TimeStampFailed, match="at this moment"):
        stamps.stamp(DIGEST, datetime.now(UTC))
    assert time.monotonic() - begun < 5
    authorities.fails = {}
    assert stamps.stamp(DIGEST, datetime.now(UTC)), "a later try succeeds"


def test_when_all_failed_nobody_waits_for_them_again(folder: Path, authorities: Authorities) -> None:
    authorities.fails = {"eerste": "out", "tweede": "out"}
    addresses = [authorities.address("eerste"), authorities.address("tweede")]
    stamps = NetworkTimeStamps(addresses, load_keys(folder))
    for _ in range(2):
        with pytest.raises(TimeStampFailed, match="at this moment"):
            stamps.stamp(DIGEST, datetime.now(UTC))
    assert authorities.asked == ["/proef/tsa/eerste", "/proef/tsa/tweede"], "the second one was told at once"


def test_an_authority_that_is_not_in_the_key_list_is_not_believed(authorities: Authorities, tmp_path: Path) -> None:
    new_seal(tmp_path / "other", None, datetime.now(UTC))
    stranger = NetworkTimeStamps([authorities.address("eerste")], load_keys(tmp_path / "other"))
    with pytest.raises(TimeStampFailed):
        stranger.stamp(DIGEST, datetime.now(UTC))


def test_a_document_is_sealed_with_what_the_network_gives(
    unsealed: bytes, folder: Path, authorities: Authorities
) -> None:
    sealer = PyHankoSealer(folder, [authorities.address("eerste"), authorities.address("tweede")])
    sealed = sealer.seal(unsealed, datetime.now(UTC))
    blocks = list(list_seal_blocks(sealed))
    reading = read_seal(sealed, blocks, blocks[0], load_keys(folder))
    assert reading is not None
    assert reading.is_whole
    assert len(reading.stamps) == 2
    fetched = [path for path in authorities.asked if "/crls/" in path]
    assert fetched
    sealer.seal(unsealed, datetime.now(UTC))
    assert [path for path in authorities.asked if "/crls/" in path] == fetched, "kept on disk and in memory"
    authorities.fails = {"eerste": "out", "tweede": "out"}
    with pytest.raises(TimeStampFailed, match="at this moment"):
        sealer.seal(unsealed, datetime.now(UTC))


def test_without_revocation_data_nothing_is_issued(unsealed: bytes, folder: Path, authorities: Authorities) -> None:
    authorities.fails["latest.crl"] = "out"
    with pytest.raises(SealingFailed, match="not revoked"):
        PyHankoSealer(folder, [authorities.address("eerste")]).seal(unsealed, datetime.now(UTC))
