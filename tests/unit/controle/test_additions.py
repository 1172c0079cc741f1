"""What may stand behind the seal: our policy lets through less than pyHanko's own, never more."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from asn1crypto import x509  # type: ignore[import-untyped, unused-ignore]
from pyhanko.pdf_utils import generic as typed_generic
from pyhanko.pdf_utils.generic import NameObject as Name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult, ModificationLevel
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation.dss import DocumentSecurityStore

from duo_site.controle.additions import are_allowed
from duo_site.controle.quick_reader import QuickReader
from duo_site.uittreksel.keys import KeyList, load_keys
from duo_site.uittreksel.signatures import RepeatableWriter, stamp_document
from duo_site.uittreksel.timestamps import OwnTimeStamps

generic: Any = typed_generic
Change = Callable[[IncrementalPdfFileWriter], object]
TRIES = 30


def append(data: bytes, *changes: Change) -> bytes:
    """Append a revision for each change."""
    for change in changes:
        writer, written = RepeatableWriter(BytesIO(data)), BytesIO()
        change(writer)
        writer.write(written)  # type: ignore[no-untyped-call]
        data = written.getvalue()
    return data


def is_let_through(data: bytes) -> bool:
    """Ask our policy about all that stands behind the seal; a file that cannot be read is not let through."""
    reader = QuickReader(BytesIO(data))
    try:
        return are_allowed(reader, reader.embedded_regular_signatures[0].signed_revision)
    except (LookupError, TypeError, ValueError, PdfError):
        return False


def is_let_through_by_pyhanko(data: bytes) -> bool:
    """Ask the policy that pyHanko uses by itself."""
    reader = QuickReader(BytesIO(data))
    signed = reader.embedded_regular_signatures[0].signed_revision
    result = DEFAULT_DIFF_POLICY.review_file(reader, signed, doc_mdp=MDPPerm.NO_CHANGES)
    return isinstance(result, DiffResult) and result.modification_level <= ModificationLevel.LTA_UPDATES


def text(written: str) -> Any:
    """Make a text."""
    return generic.TextStringObject(written)


def add_certificate(keys: KeyList) -> Change:
    """Add a certificate to the validation data, as a renewal does."""
    certificate = x509.Certificate.load(keys.keys[0].certificate)
    return lambda writer: DocumentSecurityStore.supply_dss_in_writer(writer, None, certs=[certificate])


def change_page(writer: IncrementalPdfFileWriter) -> None:
    """Turn the page."""
    page = writer.root["/Pages"]["/Kids"][0]
    page[Name("/Rotate")] = generic.NumberObject(180)
    writer.update_container(page)


def change_page_back(writer: IncrementalPdfFileWriter) -> None:
    """Turn the page back."""
    page = writer.root["/Pages"]["/Kids"][0]
    del page["/Rotate"]
    writer.update_container(page)


def add_what_nobody_asked_for(writer: IncrementalPdfFileWriter) -> None:
    """Add an object that nothing points to."""
    writer.add_object(generic.StreamObject(stream_data=b"BT (cum laude) Tj ET"))


def hide_among_validation_data(writer: IncrementalPdfFileWriter) -> None:
    """Put a dictionary where certificates belong."""
    data = writer.root["/DSS"]
    data["/Certs"].append(writer.add_object(generic.DictionaryObject({Name("/Type"): Name("/Page")})))
    writer.update_container(data["/Certs"])


def add_key_to_validation_data(writer: IncrementalPdfFileWriter) -> None:
    """Put something else beside the validation data."""
    writer.root["/DSS"][Name("/Pages")] = writer.root.raw_get("/Pages")
    writer.update_container(writer.root["/DSS"])


def take_validation_data(writer: IncrementalPdfFileWriter) -> None:
    """Take the revocation data away."""
    del writer.root["/DSS"]["/CRLs"]
    writer.update_container(writer.root["/DSS"])


def add_field(**more: Any) -> Change:
    """Add a field like that of a time stamp, but for what is given."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        stamp = generic.DictionaryObject({Name("/Type"): Name("/DocTimeStamp")})
        values = {
            "FT": Name("/Sig"),
            "Subtype": Name("/Widget"),
            "T": text("Tijdstempel9"),
            "Rect": generic.ArrayObject(map(generic.NumberObject, (0, 0, 0, 0))),
            "V": writer.add_object(stamp),
        } | more
        field = generic.DictionaryObject({Name(f"/{key}"): value for key, value in values.items()})
        fields = writer.root["/AcroForm"]["/Fields"]
        fields.append(writer.add_object(field))
        writer.update_container(fields)

    return change


def change_something(seed: int) -> Change:
    """Change one value, by lot, in one of the objects that lead to what is shown."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        chance = Random(seed)
        page = writer.root["/Pages"]["/Kids"][0]
        root, form = writer.root, writer.root["/AcroForm"]
        parts = (root, page, root["/Pages"], form, root["/DSS"], form["/Fields"][0], page["/Resources"])
        holder = chance.choice([*parts, writer.trailer["/Info"]])
        key = chance.choice([*sorted(holder), "/New"])
        new = (generic.NumberObject(7), generic.ArrayObject(), text("x"), writer.root.raw_get("/Pages"), Name("/X"))
        holder[Name(key)] = chance.choice(new)
        writer.update_container(holder)

    return change


def name_in_metadata(data: bytes, number: int) -> bytes:
    """Let the signed part name an object; an address in the metadata makes room, so that all stays in its place."""
    address = b"http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    assert address in data
    return data.replace(address, (b"%d 0 R" % number).ljust(len(address)), 1)


@pytest.mark.parametrize(
    "change",
    [
        change_page,
        add_what_nobody_asked_for,
        hide_among_validation_data,
        add_key_to_validation_data,
        take_validation_data,
        add_field(A=generic.DictionaryObject({Name("/S"): Name("/JavaScript")})),
        add_field(AP=generic.DictionaryObject()),
        add_field(Rect=generic.ArrayObject(map(generic.NumberObject, (0, 0, 9, 9)))),
        add_field(FT=Name("/Tx")),
    ],
)
def test_what_is_no_time_stamp_and_no_validation_data_is_refused(sealed: bytes, change: Change) -> None:
    assert not is_let_through(append(sealed, change))


def test_what_comes_and_goes_is_refused(sealed: bytes) -> None:
    assert not is_let_through(append(sealed, change_page, change_page_back))


def test_a_number_that_the_signed_part_names_cannot_come_into_use(sealed: bytes, keys: KeyList) -> None:
    grown = append(sealed, add_certificate(keys))
    assert is_let_through(grown)
    reader = QuickReader(BytesIO(grown))
    signed = reader.embedded_regular_signatures[0].signed_revision
    (new,) = {
        reference.idnum
        for reference in reader.xrefs.explicit_refs_in_revision(reader.xrefs.total_revisions - 1)
        if reader.get_historical_resolver(signed).is_ref_unassignable(reference)
        and reader.xrefs.get_xref_container_info(reader.xrefs.total_revisions - 1).stream_ref != reference
        and reference not in reader.xrefs.object_streams_used_in(reader.xrefs.total_revisions - 1)  # type: ignore[no-untyped-call]
    }
    assert not is_let_through(name_in_metadata(grown, new))


def test_validation_data_that_stand_elsewhere_too_cannot_change(sealed: bytes, keys: KeyList) -> None:
    reader = QuickReader(BytesIO(sealed))
    data = reader.root.raw_get("/DSS").idnum
    assert is_let_through(append(name_in_metadata(sealed, data), lambda _writer: None)), "nothing changed"
    assert not is_let_through(append(name_in_metadata(sealed, data), add_certificate(keys)))


def test_time_stamps_and_validation_data_are_let_through_however_often(
    sealed: bytes, keys: KeyList, seal_folder: Path, now: datetime
) -> None:
    loaded = load_keys(seal_folder)
    stamps = OwnTimeStamps(seal_folder, loaded.authorities[-1], loaded)
    renewed = sealed
    for _ in range(3):
        renewed = stamp_document(append(renewed, add_certificate(keys)), lambda digest: stamps.stamp(digest, now))
    assert is_let_through(renewed)
    assert is_let_through_by_pyhanko(renewed)


def test_what_pyhanko_refuses_is_refused(sealed: bytes) -> None:
    refused = 0
    for seed in range(TRIES):
        changed = append(sealed, change_something(seed))
        try:
            is_good = is_let_through_by_pyhanko(changed)
        except (LookupError, TypeError, ValueError, PdfError):
            is_good = False
        refused += not is_good
        assert is_good or not is_let_through(changed), seed
    assert refused > TRIES // 2
