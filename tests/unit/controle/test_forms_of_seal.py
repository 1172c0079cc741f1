"""Every form in which we ever sealed is judged alike: in two revisions, in three, and renewed any number of times."""

from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import x509  # type: ignore[import-untyped, unused-ignore]
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.dss import DocumentSecurityStore

from duo_site.controle.domain import Geldig, Gewijzigd
from duo_site.controle.inspection import inspect
from duo_site.uittreksel.keys import KeyList
from duo_site.uittreksel.sealing import PyHankoSealer
from duo_site.uittreksel.signatures import RepeatableWriter, stamp_document
from duo_site.uittreksel.timestamps import OwnTimeStamps

RENEWALS = 3


@pytest.fixture(scope="module")
def sealed_before(unsealed: bytes, seal_folder: Path, sealed_at: datetime) -> bytes:
    """The document as it was sealed at first: rendered, certified and stamped in a revision each."""
    plain = BytesIO()
    with pikepdf.open(BytesIO(unsealed)) as document:
        # What is prepared for the seal points to nothing; saving leaves it out.
        document.save(plain, deterministic_id=True)
    return PyHankoSealer(seal_folder).seal(plain.getvalue(), sealed_at)


def count_revisions(data: bytes) -> int:
    """Count the revisions of a file."""
    return int(PdfFileReader(BytesIO(data)).xrefs.total_revisions)


def renew(data: bytes, folder: Path, keys: KeyList, at: datetime) -> bytes:
    """Add validation data and a time stamp, in a revision each."""
    writer, written = RepeatableWriter(BytesIO(data)), BytesIO()
    certificate = x509.Certificate.load(keys.keys[0].certificate)
    DocumentSecurityStore.supply_dss_in_writer(writer, None, certs=[certificate])
    writer.write(written)  # type: ignore[no-untyped-call]
    own = OwnTimeStamps(folder, keys.authorities[-1], keys)
    return stamp_document(written.getvalue(), lambda digest: own.stamp(digest, at))


def test_each_form_is_valid_however_often_it_is_renewed(
    sealed: bytes, sealed_before: bytes, keys: KeyList, now: datetime, seal_folder: Path
) -> None:
    assert [count_revisions(data) for data in (sealed, sealed_before)] == [2, 3]
    for data in (sealed, sealed_before):
        first = inspect(data, keys, now)
        assert isinstance(first, Geldig)
        renewed = data
        # The revocation data in the file hold for a week.
        for days in range(1, RENEWALS + 1):
            later = now + timedelta(days=days)
            renewed = renew(renewed, seal_folder, keys, later)
            assert inspect(renewed, keys, later) == first
        assert isinstance(inspect(renewed + b"\n", keys, later), Gewijzigd)
