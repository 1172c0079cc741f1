"""What time, revocation and later additions do to a seal: it lasts, and nothing can be slipped in behind it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import x509  # type: ignore[import-untyped, unused-ignore]
from pyhanko.pdf_utils import generic as typed_generic
from pyhanko.pdf_utils.generic import NameObject as Name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.validation.dss import DocumentSecurityStore

from duo_site.controle.domain import Geldig, Gewijzigd, NietTeControleren, Reden
from duo_site.controle.inspection import inspect
from duo_site.uittreksel.key_making import new_seal
from duo_site.uittreksel.keys import KeyList, load_keys
from duo_site.uittreksel.seal_block import cut_to_signed_part, list_seal_blocks
from duo_site.uittreksel.signatures import Certifier, RepeatableWriter, Stamper, ValidationData, certify, stamp_document
from duo_site.uittreksel.signers import open_signer
from duo_site.uittreksel.timestamps import OwnTimeStamps

OUTSIDE = NietTeControleren((Reden.ZEGEL_BUITEN_GELDIGHEID,))
ADDED = Gewijzigd((Reden.IETS_TOEGEVOEGD,))
NOTHING = ValidationData((), (), ())
generic: Any = typed_generic
Change = Callable[[IncrementalPdfFileWriter], None]


@pytest.fixture(scope="module")
def certified(sealed: bytes) -> bytes:
    """What our key certified, without the time stamp over the document."""
    return cut_to_signed_part(sealed, next(list_seal_blocks(sealed)))


@pytest.fixture(scope="module")
def certifier(seal_folder: Path, keys: KeyList) -> Certifier:
    """Our key, in whatever hands."""
    return Certifier(open_signer(seal_folder, keys.current))


def stamper(folder: Path, at: datetime) -> Stamper:
    """Stamp at a moment with the authority of a folder, as everybody can with a public one."""
    keys = load_keys(folder)
    own = OwnTimeStamps(folder, keys.authorities[-1], keys)
    return lambda digest: own.stamp(digest, at)


def with_current(keys: KeyList, **changes: object) -> KeyList:
    """Change the current key in the key list."""
    changed = replace(keys.current, **changes)  # type: ignore[arg-type]
    return replace(keys, keys=tuple(changed if key.id == changed.id else key for key in keys.keys))


def append(data: bytes, change: Change) -> bytes:
    """Append a revision that changes nothing else, not even the date in the metadata."""
    writer, written = RepeatableWriter(BytesIO(data)), BytesIO()
    change(writer)
    writer.write(written)  # type: ignore[no-untyped-call]
    return written.getvalue()


def hide(writer: IncrementalPdfFileWriter) -> None:
    """Draw something over the page."""
    page = writer.root["/Pages"]["/Kids"][0]
    overlay = writer.add_object(generic.StreamObject(stream_data=b"1 g 0 0 600 800 re f"))
    page[Name("/Contents")] = generic.ArrayObject([page.raw_get("/Contents"), overlay])
    writer.update_container(page)


def replace_text(writer: IncrementalPdfFileWriter) -> None:
    """Give the page another text."""
    page = writer.root["/Pages"]["/Kids"][0]
    page[Name("/Contents")] = writer.add_object(generic.StreamObject(stream_data=b"BT (cum laude) Tj ET"))
    writer.update_container(page)


def hide_and_replace(writer: IncrementalPdfFileWriter) -> None:
    """Point the catalog to other pages."""
    page = generic.DictionaryObject({Name("/Type"): Name("/Page")})
    pages = {Name("/Type"): Name("/Pages"), Name("/Count"): generic.NumberObject(1)}
    kids = generic.ArrayObject([writer.add_object(page)])
    writer.root[Name("/Pages")] = writer.add_object(generic.DictionaryObject({**pages, Name("/Kids"): kids}))
    writer.update_root()  # type: ignore[no-untyped-call]


def add_note(writer: IncrementalPdfFileWriter) -> None:
    """Put a note on the page."""
    page = writer.root["/Pages"]["/Kids"][0]
    note = {Name("/Type"): Name("/Annot"), Name("/Subtype"): Name("/FreeText"), Name("/F"): generic.NumberObject(4)}
    rectangle = generic.ArrayObject(map(generic.NumberObject, (0, 0, 600, 800)))
    page["/Annots"].append(writer.add_object(generic.DictionaryObject({**note, Name("/Rect"): rectangle})))
    writer.update_container(page["/Annots"])


def change_information(writer: IncrementalPdfFileWriter) -> None:
    """Give the document another number, which pyHanko allows."""
    information = writer.trailer["/Info"]
    information[Name("/Keywords")] = generic.TextStringObject("another number")
    writer.update_container(information)


CHANGES = [hide, replace_text, hide_and_replace, add_note, change_information]


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_can_be_slipped_in_behind_the_seal(
    sealed: bytes, certified: bytes, keys: KeyList, now: datetime, seal_folder: Path, change: Change
) -> None:
    assert inspect(append(sealed, change), keys, now) == ADDED
    stamp = stamper(seal_folder, now)
    assert inspect(stamp_document(append(certified, change), stamp), keys, now) == ADDED
    assert inspect(stamp_document(append(sealed, change), stamp), keys, now) == ADDED


def test_only_a_stamped_addition_of_validation_data_makes_a_seal_last_longer(
    sealed: bytes, keys: KeyList, now: datetime, seal_folder: Path
) -> None:
    def add(writer: IncrementalPdfFileWriter) -> None:
        DocumentSecurityStore.supply_dss_in_writer(
            writer, None, certs=[x509.Certificate.load(keys.keys[0].certificate)]
        )

    assert inspect(append(sealed, add), keys, now) == ADDED
    renewed = stamp_document(append(sealed, add), stamper(seal_folder, now))
    assert isinstance(inspect(renewed, keys, now), Geldig)
    assert isinstance(inspect(stamp_document(renewed, stamper(seal_folder, now)), keys, now), Geldig)


def test_a_seal_without_its_time_stamps_is_changed(
    sealed: bytes, certified: bytes, unsealed: bytes, certifier: Certifier, keys: KeyList, now: datetime, tmp_path: Path
) -> None:
    assert inspect(certified, keys, now) == Gewijzigd((Reden.ZEGEL_BESCHADIGD,))
    new_seal(tmp_path, None, datetime(2026, 11, 1, tzinfo=UTC))
    by_a_stranger = stamp_document(certified, stamper(tmp_path, now))
    assert inspect(by_a_stranger, keys, now) == Gewijzigd((Reden.ZEGEL_BESCHADIGD,))
    bare = certify(unsealed, certifier, now, None, NOTHING)
    assert inspect(bare, keys, now) == Gewijzigd((Reden.ZEGEL_BESCHADIGD,))


def test_a_seal_lasts_longer_than_its_certificate(sealed: bytes, keys: KeyList, now: datetime) -> None:
    later = now + timedelta(days=365 * 10)
    assert not keys.current.is_valid_at(later)
    assert isinstance(inspect(sealed, keys, later), Geldig)


def test_a_revoked_key_is_believed_up_to_its_revocation(
    sealed: bytes, keys: KeyList, now: datetime, sealed_at: datetime
) -> None:
    before = with_current(keys, revoked_at=sealed_at - timedelta(hours=1))
    assert inspect(sealed, before, now) == OUTSIDE
    after = with_current(keys, revoked_at=sealed_at + timedelta(hours=1))
    assert isinstance(inspect(sealed, after, now), Geldig)


def test_a_stolen_key_cannot_date_itself_back(
    unsealed: bytes, certifier: Certifier, keys: KeyList, now: datetime, sealed_at: datetime, seal_folder: Path
) -> None:
    stolen = with_current(keys, revoked_at=sealed_at + timedelta(hours=1))
    stamp = stamper(seal_folder, now)
    made = stamp_document(certify(unsealed, certifier, sealed_at, stamp, NOTHING), stamp)
    assert inspect(made, stolen, now) == OUTSIDE


def test_a_time_stamp_that_contradicts_the_seal_is_not_believed(
    unsealed: bytes, certifier: Certifier, keys: KeyList, now: datetime, sealed_at: datetime, seal_folder: Path
) -> None:
    for wrong in (sealed_at - timedelta(hours=1), sealed_at + timedelta(hours=1), now + timedelta(days=1)):
        stamp = stamper(seal_folder, wrong)
        made = stamp_document(certify(unsealed, certifier, sealed_at, stamp, NOTHING), stamp)
        assert inspect(made, keys, now) == OUTSIDE


def test_a_seal_without_revocation_data_is_not_judged(
    unsealed: bytes, certifier: Certifier, keys: KeyList, now: datetime, sealed_at: datetime, seal_folder: Path
) -> None:
    stamp = stamper(seal_folder, sealed_at)
    made = stamp_document(certify(unsealed, certifier, sealed_at, stamp, NOTHING), stamp)
    assert inspect(made, keys, now) == NietTeControleren((Reden.BESCHADIGD,))


def test_a_seal_of_before_the_time_stamps_keeps_its_own_rule(
    unsealed: bytes, certifier: Certifier, keys: KeyList, now: datetime, sealed_at: datetime
) -> None:
    earlier = with_current(keys, always_stamped=False)
    made = certify(unsealed, certifier, sealed_at, None, NOTHING)
    assert isinstance(inspect(made, earlier, now), Geldig)
    revoked = with_current(keys, always_stamped=False, revoked_at=sealed_at + timedelta(days=1))
    assert inspect(made, revoked, now) == OUTSIDE, "its own word about the time proves nothing"


def test_the_authority_must_be_in_the_key_list(sealed: bytes, keys: KeyList, now: datetime) -> None:
    assert isinstance(inspect(sealed, replace(keys, authorities=()), now), Gewijzigd)
