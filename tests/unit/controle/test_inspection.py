"""A file is called valid only when everything holds; each kind of tampering gets its own word."""

import json
import random
import shutil
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.generic import NameObject, Reference, TextStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from duo_site.controle.domain import GeenZegel, Geldig, Gewijzigd, NietTeControleren, NietVanOns, Reden
from duo_site.controle.inspection import inspect
from duo_site.controle.inspection_pool import MOST_BYTES, InspectionPool
from duo_site.controle.quick_reader import QuickReader
from duo_site.uittreksel.domain import UittrekselInhoud
from duo_site.uittreksel.key_making import new_seal
from duo_site.uittreksel.keys import KEY_LIST, KeyList, load_keys
from duo_site.uittreksel.seal_block import list_seal_blocks
from duo_site.uittreksel.sealing import PyHankoSealer


def flip(data: bytes, place: int, bit: int = 0) -> bytes:
    """Change one bit."""
    return data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]


def unreadable(reden: Reden) -> NietTeControleren:
    """Expect a file that cannot be judged, for one reason."""
    return NietTeControleren((reden,))


def test_the_genuine_one_is_valid_and_tells_its_contents(
    sealed: bytes, keys: KeyList, now: datetime, sealed_at: datetime, inhoud: UittrekselInhoud
) -> None:
    outcome = inspect(sealed, keys, now)
    assert isinstance(outcome, Geldig)
    assert outcome.verzegeld.inhoud == inhoud
    assert outcome.verzegeld.number == inhoud.number
    assert outcome.verzegeld.sealed_at == sealed_at
    assert outcome.verzegeld.sealed_by == "Zegel TEST - geen echt zegel"
    assert outcome.verzegeld.key_id == keys.current_id


def test_one_flipped_bit_anywhere_is_found(sealed: bytes, keys: KeyList, now: datetime) -> None:
    chance = random.Random(2)
    blocks = list_seal_blocks(sealed)
    edges = [place for block in blocks for place in (block.start, block.end - 1)]
    for place in [*chance.sample(range(len(sealed)), 300), *range(12), *range(len(sealed) - 12, len(sealed)), *edges]:
        outcome = inspect(flip(sealed, place, chance.randrange(8)), keys, now)
        assert isinstance(outcome, Gewijzigd), place


def test_a_flipped_bit_in_seal_and_time_stamp_themselves_is_found(sealed: bytes, keys: KeyList, now: datetime) -> None:
    chance = random.Random(3)
    for block in list_seal_blocks(sealed):
        for place in chance.sample(range(block.start + 1, block.end - 1), 60):
            # Bit 5 turns the case of a hexadecimal letter: the same seal in other bytes.
            outcome = inspect(flip(sealed, place, chance.choice([0, 1, 2, 3, 5, 6])), keys, now)
            assert isinstance(outcome, Gewijzigd), place


def test_an_appended_revision_is_a_change(sealed: bytes, keys: KeyList, now: datetime) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(sealed))
    writer.root[NameObject("/Note")] = TextStringObject("later")
    writer.update_root()  # type: ignore[no-untyped-call]
    appended = BytesIO()
    writer.write(appended)  # type: ignore[no-untyped-call]
    for changed in (appended.getvalue(), sealed + b"\n", sealed + b"%comment"):
        assert inspect(changed, keys, now) == Gewijzigd((Reden.IETS_TOEGEVOEGD,))


def test_bytes_in_front_or_a_cut_end_are_a_change(sealed: bytes, keys: KeyList, now: datetime) -> None:
    for changed in (b"\n" + sealed, sealed[:-1], sealed[:-300]):
        assert isinstance(inspect(changed, keys, now), Gewijzigd)


def test_data_in_the_filling_of_the_seal_is_a_change(sealed: bytes, keys: KeyList, now: datetime) -> None:
    for block in list_seal_blocks(sealed):
        changed = sealed[: block.end - 9] + b"DEADBEEF" + sealed[block.end - 1 :]
        assert isinstance(inspect(changed, keys, now), Gewijzigd)


def test_a_foreign_key_that_copies_our_names_is_not_ours(
    unsealed: bytes, keys: KeyList, now: datetime, sealed_at: datetime, tmp_path: Path
) -> None:
    new_seal(tmp_path, None, datetime(2026, 11, 1, tzinfo=UTC))
    foreign = PyHankoSealer(tmp_path).seal(unsealed, sealed_at)
    assert load_keys(tmp_path).current.name == keys.current.name
    assert inspect(foreign, keys, now) == NietVanOns()
    assert inspect(flip(foreign, 500), keys, now) == NietVanOns()


def test_an_older_key_stays_valid_for_its_own_time(
    unsealed: bytes, keys: KeyList, seal_folder: Path, now: datetime, tmp_path: Path
) -> None:
    folder = tmp_path / "zegel"
    shutil.copytree(seal_folder, folder)
    # Whoever kept the old key, and seals with it after its end.
    listed = json.loads((folder / KEY_LIST).read_text())
    kept = listed["keys"][0] | {"valid_until": "2030-01-01T00:00:00+00:00"}
    (folder / KEY_LIST).write_text(json.dumps(listed | {"keys": [kept], "current": kept["id"]}))
    sealer = PyHankoSealer(folder)
    assert isinstance(inspect(sealer.seal(unsealed, datetime(2025, 6, 1, tzinfo=UTC)), keys, now), Geldig)
    after = sealer.seal(unsealed, datetime(2026, 11, 10, tzinfo=UTC))
    assert inspect(after, keys, now) == unreadable(Reden.ZEGEL_BUITEN_GELDIGHEID)


def test_an_expired_certificate_or_a_seal_from_the_future_is_not_accepted(
    unsealed: bytes, seal_folder: Path, keys: KeyList, now: datetime, tmp_path: Path
) -> None:
    new_seal(tmp_path, None, datetime(2020, 1, 1, tzinfo=UTC))
    listed = (tmp_path / KEY_LIST).read_text()
    until = load_keys(tmp_path).current.valid_until
    (tmp_path / KEY_LIST).write_text(listed.replace(until.isoformat(), "2030-01-01T00:00:00+00:00"))
    expired = PyHankoSealer(tmp_path).seal(unsealed, now)
    assert isinstance(inspect(expired, load_keys(tmp_path), now), NietTeControleren)
    future = PyHankoSealer(seal_folder).seal(unsealed, now + timedelta(hours=1))
    assert inspect(future, keys, now) == unreadable(Reden.ZEGEL_BUITEN_GELDIGHEID)


def test_a_stripped_seal_is_no_seal_although_the_number_is_ours(
    sealed: bytes, unsealed: bytes, keys: KeyList, now: datetime
) -> None:
    bare = BytesIO()
    with pikepdf.open(BytesIO(unsealed)) as document:
        document.save(bare)
    assert inspect(bare.getvalue(), keys, now) == GeenZegel()
    with pikepdf.open(BytesIO(sealed)) as document:
        for field in document.Root.AcroForm.Fields:
            del field.V
        del document.pages[0].Annots
        del document.Root.AcroForm
        del document.Root.Perms
        saved = BytesIO()
        document.save(saved)
    assert isinstance(inspect(saved.getvalue(), keys, now), GeenZegel)


def test_a_seal_moved_to_another_document_is_a_change(
    sealed: bytes, keys: KeyList, now: datetime, seal_folder: Path
) -> None:
    empty = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(empty)
    other = PyHankoSealer(seal_folder).seal(empty.getvalue(), now)
    block, place = next(list_seal_blocks(sealed)), next(list_seal_blocks(other))
    seal = sealed[block.start : block.end][: place.end - place.start - 1] + b">"
    moved = other[: place.start] + seal + other[place.end :]
    assert isinstance(inspect(moved, keys, now), Gewijzigd)


def test_our_seal_on_what_is_no_uittreksel_is_not_valid(keys: KeyList, now: datetime, seal_folder: Path) -> None:
    empty = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(empty)
    outcome = inspect(PyHankoSealer(seal_folder).seal(empty.getvalue(), now), keys, now)
    assert isinstance(outcome, NietTeControleren)


def test_a_second_signature_is_never_valid(
    unsealed: bytes, sealed: bytes, keys: KeyList, now: datetime, sealed_at: datetime, tmp_path: Path
) -> None:
    new_seal(tmp_path, None, datetime(2026, 11, 1, tzinfo=UTC))
    foreign = PyHankoSealer(tmp_path).seal(unsealed, sealed_at)
    block = next(list_seal_blocks(foreign))
    doubled = sealed + b"\n% " + foreign[block.start : block.end]
    assert isinstance(inspect(doubled, keys, now), Gewijzigd)
    many = b"%PDF-1.7\n" + (foreign[block.start : block.end] + b"\n") * 40
    assert inspect(many, keys, now) == unreadable(Reden.MEER_ZEGELS)


def test_what_cannot_be_read_is_never_judged(unsealed: bytes, keys: KeyList, now: datetime) -> None:
    locked = BytesIO()
    with pikepdf.open(BytesIO(unsealed)) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert inspect(b"", keys, now) == unreadable(Reden.LEEG)
    assert inspect(b"PK\x03\x04 a zip", keys, now) == unreadable(Reden.GEEN_PDF)
    assert inspect(b"%PDF-1.7\n" + b"0" * MOST_BYTES, keys, now) == unreadable(Reden.TE_GROOT)
    assert inspect(locked.getvalue(), keys, now) == unreadable(Reden.BEVEILIGD)
    assert inspect(b"%PDF-1.7\nbroken", keys, now) == unreadable(Reden.BESCHADIGD)
    assert isinstance(inspect(unsealed[: len(unsealed) // 2], keys, now), NietTeControleren | GeenZegel)


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_get_an_answer(keys: KeyList, now: datetime, seed: int) -> None:
    outcome = inspect(b"%PDF-1.7\n" + random.Random(seed).randbytes(3000), keys, now)
    assert isinstance(outcome, NietTeControleren)


def test_no_key_list_makes_nothing_valid(sealed: bytes, now: datetime) -> None:
    assert inspect(sealed, KeyList((), ""), now) == NietVanOns()


def test_the_pool_gives_the_same_answers(sealed: bytes, keys: KeyList, now: datetime) -> None:
    pool = InspectionPool()
    try:
        assert pool.inspect(sealed, keys, now) == inspect(sealed, keys, now)
        assert pool.inspect(flip(sealed, 900), keys, now) == Gewijzigd((Reden.INHOUD_GEWIJZIGD,))
        assert pool.inspect(b"0" * (MOST_BYTES + 1), keys, now) == unreadable(Reden.TE_GROOT)
    finally:
        pool.close()


def test_a_file_that_takes_too_long_is_not_judged(sealed: bytes, keys: KeyList, now: datetime) -> None:
    pool = InspectionPool(timeout=0.001)
    try:
        assert pool.inspect(sealed, keys, now) == unreadable(Reden.DUURT_TE_LANG)
    finally:
        pool.close()


def test_the_quick_reader_reads_what_pyhanko_reads(sealed: bytes) -> None:
    quick, plain = QuickReader(BytesIO(sealed)), PdfFileReader(BytesIO(sealed), strict=True)
    for revision in range(plain.xrefs.total_revisions):
        for reference in plain.xrefs.explicit_refs_in_revision(revision):
            written = [BytesIO(), BytesIO()]
            for reader, stream in zip((quick, plain), written, strict=True):
                Reference(reference.idnum, reference.generation, reader).get_object().write_to_stream(stream, None)
            assert written[0].getvalue() == written[1].getvalue()
