"""The seal in the file's first revision: what pyHanko would have written, in the room that the file has for it."""

import secrets
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from asn1crypto import cms  # type: ignore[import-untyped, unused-ignore]
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils.reader import PdfFileReader

from duo_site.uittreksel.compiled.renderer import CompiledRenderer
from duo_site.uittreksel.cross_reference import find_end
from duo_site.uittreksel.pdf import WeasyPrintRenderer
from duo_site.uittreksel.seal_block import list_seal_blocks
from duo_site.uittreksel.seal_form import SealForm, UnexpectedCms
from duo_site.uittreksel.seal_reading import read_seal
from duo_site.uittreksel.seal_room import RESERVED, SealTooLarge, ValidationData, find_room, write_seal
from duo_site.uittreksel.seal_tools import SealTools, Toolbox
from duo_site.uittreksel.sealing import PyHankoSealer
from duo_site.uittreksel.signatures import Certifier, Stamper, certify, seal_document
from duo_site.uittreksel.signers import CertifiedKey, FileKey
from tests.unit.uittreksel.conftest import ANJA, ATTACHED, QR
from tests.unit.uittreksel.norms_lint import list_faults
from tests.unit.uittreksel.same_document import list_differences

NOTHING = ValidationData((), (), ())
Write = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def tools(seal_folder: Path, at: datetime) -> SealTools:
    return Toolbox(seal_folder).get(at)


@pytest.fixture(scope="module")
def stamper(tools: SealTools, at: datetime) -> Stamper:
    return lambda digest: tools.stamp(digest, at)


@pytest.fixture(scope="module")
def compiled(renderer: WeasyPrintRenderer) -> bytes:
    return CompiledRenderer(renderer).render(ANJA, attachment=ATTACHED, qr=QR)


@pytest.fixture(scope="module")
def without_room(unsealed: bytes) -> bytes:
    """Anja's document as it was before there was room for a seal in it."""
    saved = BytesIO()
    with pikepdf.open(BytesIO(unsealed)) as document:
        # pikepdf leaves out what is null.
        document.save(saved, deterministic_id=True)
    return saved.getvalue()


def test_the_seal_is_in_the_first_revision_and_the_time_stamp_in_the_second(
    unsealed: bytes, compiled: bytes, tools: SealTools, stamper: Stamper, at: datetime
) -> None:
    for document in (unsealed, compiled):
        room = find_room(document)
        assert room is not None
        certified = certify(document, tools.certifier, at, stamper, tools.gather(at))
        assert certified.startswith(room.body)
        assert certified.count(b"%%EOF") == 1
        reader = PdfFileReader(BytesIO(seal_document(document, tools.certifier, at, stamper, tools.gather(at))))
        assert reader.xrefs.total_revisions == 2
        assert [seal.signed_revision for seal in reader.embedded_signatures] == [0, 1]


@pytest.mark.parametrize("with_data", [False, True])
def test_both_ways_of_layout_give_files_that_all_programs_read(
    unsealed: bytes, compiled: bytes, tools: SealTools, stamper: Stamper, at: datetime, with_data: bool
) -> None:
    made = [
        certify(document, tools.certifier, at, stamper, tools.gather(at)) if with_data
        else certify(document, tools.certifier, at, None, NOTHING)
        for document in (unsealed, compiled)
    ]  # fmt: skip
    for document in made:
        with pikepdf.open(BytesIO(document)) as pdf:
            assert pdf.check_pdf_syntax() == []
        assert list_faults(document) == []
        reader = PdfFileReader(BytesIO(document))
        for reference in reader.xrefs.explicit_refs_in_revision(0):
            reader.get_object(reference)  # type: ignore[no-untyped-call]
    differences = list_differences(*made)
    assert {difference.partition(":")[0].partition("[")[0] for difference in differences} <= {
        "Root/AcroForm/Fields", "Root/Perms/DocMDP/ByteRange", "Root/Perms/DocMDP/Contents"
    }  # fmt: skip


def test_pyhanko_would_write_the_same_dictionaries(
    unsealed: bytes, without_room: bytes, tools: SealTools, stamper: Stamper, at: datetime
) -> None:
    data = tools.gather(at)
    ours, theirs = (
        _list_written(seal_document(document, tools.certifier, at, stamper, data))
        for document in (unsealed, without_room)
    )
    assert ours == theirs


def test_a_file_without_room_is_sealed_in_a_revision_more(
    without_room: bytes, seal_folder: Path, tools: SealTools, at: datetime
) -> None:
    assert find_room(without_room) is None
    sealed = PyHankoSealer(seal_folder).seal(without_room, at)
    assert sealed.startswith(without_room)
    assert PdfFileReader(BytesIO(sealed)).xrefs.total_revisions == 3
    blocks = list(list_seal_blocks(sealed))
    reading = read_seal(sealed, blocks, blocks[0], tools.keys)
    assert reading is not None
    assert reading.is_whole
    assert len(reading.stamps) == 2


def test_the_cms_is_what_pyhanko_builds(tools: SealTools, stamper: Stamper) -> None:
    for _ in range(20):
        digest = secrets.token_bytes(32)
        for stamp in (None, stamper):
            ours = tools.certifier.write_cms(digest, stamp)
            assert ours == tools.certifier.build_cms(digest, stamp).dump()
            (signer,) = cms.ContentInfo.load(ours, strict=True)["content"]["signer_infos"]
            attributes = {attribute["type"].native: attribute["values"] for attribute in signer["signed_attrs"]}
            assert attributes.keys() == {"content_type", "message_digest", "signing_certificate_v2"}
            assert attributes["message_digest"][0].native == digest
            assert bool(signer["unsigned_attrs"]) == (stamp is not None)


def test_the_cms_of_an_rsa_key_is_what_pyhanko_builds(tools: SealTools, stamper: Stamper) -> None:
    certifier = Certifier(CertifiedKey(tools.key.certificate, FileKey(rsa.generate_private_key(65537, 2048))))
    digest = secrets.token_bytes(32)
    for stamp in (None, stamper):
        assert certifier.write_cms(digest, stamp) == certifier.build_cms(digest, stamp).dump()


def test_a_cms_that_cannot_be_cut_is_refused(tools: SealTools, stamper: Stamper) -> None:
    digest = b"d" * 32
    with pytest.raises(UnexpectedCms):
        SealForm(tools.certifier.build_cms(digest, None).dump(), b"other digest".ljust(32))
    with pytest.raises(UnexpectedCms):
        SealForm(tools.certifier.build_cms(digest, stamper).dump(), digest)


def test_a_cms_that_is_too_large_is_refused(unsealed: bytes, at: datetime) -> None:
    room = find_room(unsealed)
    assert room is not None
    fits: Write = lambda _digest: b"0" * (RESERVED // 2)  # noqa: E731
    assert write_seal(room, at, NOTHING, fits).data.count(b"30" * (RESERVED // 2)) == 1
    with pytest.raises(SealTooLarge):
        write_seal(room, at, NOTHING, lambda _digest: b"0" * (RESERVED // 2 + 1))


def test_room_is_found_in_files_of_ours_alone(unsealed: bytes, sealed: bytes) -> None:
    end = find_end(unsealed)
    assert end is not None
    assert end.list_free() == [end.list_free()[0] + place for place in range(3)]
    assert find_room(sealed) is None
    for other in (
        b"",
        b"%PDF-1.7\n",
        unsealed + b"\n",
        unsealed[:-8],
        unsealed.replace(b"startxref\n", b"startxref\n9", 1),
        unsealed.replace(b"/Type /XRef/Index [0 1", b"/Type /XRef/Index [0 2"),
        unsealed[: end.position + 180] + b"x" * 40 + unsealed[end.position + 220 :],
    ):
        assert find_room(other) is None


def _list_written(pdf: bytes) -> list[Any]:
    """List what sealing added to a file: both signature dictionaries, fields, permissions and validation data."""
    with pikepdf.open(BytesIO(pdf)) as document:
        root = document.Root
        seal, stamp = root.AcroForm.Fields
        assert [note.objgen for note in document.pages[0].Annots] == [seal.objgen, stamp.objgen]
        assert root.Perms.DocMDP.objgen == seal.V.objgen
        told: list[Any] = [
            {str(key): _plain(value) for key, value in part.items() if key not in ("/Contents", "/ByteRange", "/P")}
            for part in (seal.V, stamp.V, {k: v for k, v in stamp.items() if k != "/V"})
        ]
        told += [[part.read_bytes() for part in root.DSS.get(kind, [])] for kind in ("/Certs", "/CRLs", "/OCSPs")]
        told.append([len(bytes(field.V.Contents)) for field in (seal, stamp)])
        return told


def _plain(value: Any) -> str:
    return value.unparse().decode() if isinstance(value, pikepdf.Object) else str(value)
