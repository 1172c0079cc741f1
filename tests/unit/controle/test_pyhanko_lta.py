"""Others can prove a seal with the norm alone (ETSI EN 319 102-1): long after the certificates in it have ended.

pyHanko follows that algorithm to the letter. It is given the trust anchors and, as every verifier fetches for himself,
revocation data of today about whoever stamped last; all else stands in the file.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
import time_machine
from asn1crypto import cms, crl, keys  # type: ignore[import-untyped, unused-ignore]
from asn1crypto.x509 import Certificate  # type: ignore[import-untyped, unused-ignore]
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate, AdESPassed, AdESSubIndic
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.policy_decl import (
    LocalKnowledge,
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager
from pyhanko_certvalidator.revinfo.archival import CRLContainer

from duo_site.uittreksel.certificates import Made, issue_crl
from duo_site.uittreksel.key_making import new_seal
from duo_site.uittreksel.keys import load_keys
from duo_site.uittreksel.revocation import RevocationCache
from duo_site.uittreksel.seal_room import ValidationData
from duo_site.uittreksel.sealing import PyHankoSealer
from duo_site.uittreksel.signatures import Certifier, RepeatableWriter, Stamper, seal_document, stamp_document
from duo_site.uittreksel.signers import open_signer

SEALED_AT = datetime(2021, 1, 1, tzinfo=UTC)
SEAL_ENDED = datetime(2024, 2, 1, tzinfo=UTC)
RENEWED_AT = datetime(2024, 6, 1, tzinfo=UTC)
STAMP_ENDED = datetime(2026, 2, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Authority:
    """Somebody else who stamps, under a root of his own."""

    root: Made
    certificate: x509.Certificate
    key: rsa.RSAPrivateKey

    def revocation_list(self, at: datetime) -> crl.CertificateList:
        """Issue the list of a moment."""
        return crl.CertificateList.load(issue_crl(self.root, [], at).public_bytes(Encoding.DER))

    def stamper(self, at: datetime) -> Stamper:
        """Stamp at a moment."""
        private = self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        theirs = DummyTimeStamper(
            asn1(self.certificate), keys.PrivateKeyInfo.load(private), fixed_dt=at, include_nonce=False
        )

        def stamp(digest: bytes) -> cms.ContentInfo:
            _nonce, request = theirs.request_cms(digest, "sha256")  # type: ignore[no-untyped-call]
            return theirs.request_tsa_response(request)["time_stamp_token"]

        return stamp


def asn1(certificate: x509.Certificate) -> Certificate:
    """Give a certificate as pyHanko has it."""
    return Certificate.load(certificate.public_bytes(Encoding.DER))


def make_authority(name: str, since: datetime, until: datetime) -> Authority:
    """Make a root and below it who stamps."""
    root_key, key = ec.generate_private_key(ec.SECP256R1()), rsa.generate_private_key(65537, 2048)
    above, below = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{part} {name}")]) for part in ("Root", "TSA"))
    begun = x509.CertificateBuilder().issuer_name(above).not_valid_before(since).not_valid_after(until)
    root = (
        begun.subject_name(above)
        .public_key(root_key.public_key())
        .serial_number(1)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(root_key, SHA256())
    )
    certificate = (
        begun.subject_name(below)
        .public_key(key.public_key())
        .serial_number(2)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(root_key, SHA256())
    )
    return Authority(Made(root, root_key), certificate, key)


@pytest.fixture(scope="module")
def first() -> Authority:
    """Who stamped first, until 2025."""
    return make_authority("Een", datetime(2010, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC))


@pytest.fixture(scope="module")
def second() -> Authority:
    """Who stamped then, until 2038."""
    return make_authority("Twee", datetime(2023, 1, 1, tzinfo=UTC), datetime(2038, 1, 1, tzinfo=UTC))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A seal folder whose seal ends in 2023."""
    folder = tmp_path_factory.mktemp("zegel")
    key = new_seal(folder, "Zegelhuis", datetime(2020, 1, 1, tzinfo=UTC))
    assert key.valid_until < SEAL_ENDED
    return folder


@pytest.fixture(scope="module")
def lasting(unsealed: bytes, house: Path, first: Authority) -> bytes:
    """A document that was sealed and stamped as we issue it."""
    return seal(unsealed, house, first.stamper(SEALED_AT), [first])


@pytest.fixture(scope="module")
def renewed(lasting: bytes, first: Authority, second: Authority) -> bytes:
    """The same, stamped again, with a list that says that who stamped first was not revoked until then."""
    writer, written = RepeatableWriter(BytesIO(lasting)), BytesIO()
    DocumentSecurityStore.supply_dss_in_writer(
        writer,
        None,
        certs=[asn1(second.root.certificate), asn1(second.certificate)],
        crls=[authority.revocation_list(RENEWED_AT) for authority in (first, second)],
    )
    writer.write(written)  # type: ignore[no-untyped-call]
    return stamp_document(written.getvalue(), second.stamper(RENEWED_AT))


def seal(unsealed: bytes, folder: Path, stamper: Stamper, authorities: Sequence[Authority]) -> bytes:
    """Seal a document with the key of a folder."""
    key_list = load_keys(folder)
    key = key_list.current
    crls = RevocationCache(folder, key_list).get(key.certificate, (key.root,), SEALED_AT).crls
    parts = [part for authority in authorities for part in (authority.root.certificate, authority.certificate)]
    data = ValidationData(
        [key.root, key.certificate, *(part.public_bytes(Encoding.DER) for part in parts)],
        [*crls, *(authority.revocation_list(SEALED_AT).dump() for authority in authorities)],
        [],
    )
    return seal_document(unsealed, Certifier(open_signer(folder, key)), SEALED_AT, stamper, data)


def root_of(folder: Path) -> Certificate:
    """Give the trust anchor of a seal."""
    return Certificate.load(load_keys(folder).current.root)


def judge(
    file: bytes, at: datetime, anchors: Sequence[Certificate], fetched: Sequence[crl.CertificateList]
) -> AdESSubIndic:
    """Let pyHanko judge a file at a moment; nothing comes from a network."""
    trust = CertValidationPolicySpec(
        trust_manager=SimpleTrustManager.build(anchors), revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO)
    )
    known = LocalKnowledge(known_crls=[CRLContainer(found) for found in fetched])
    spec = SignatureValidationSpec(
        trust, RevocationInfoGatheringSpec(RevinfoOnlineFetchingRule.LOCAL_ONLY), local_knowledge=known
    )
    (embedded,) = PdfFileReader(BytesIO(file)).embedded_regular_signatures
    # In the past validation pyHanko asks the clock itself.
    with time_machine.travel(at, tick=False):
        timing = ValidationTimingInfo.now(UTC)
        found = asyncio.run(ades_lta_validation(embedded, PdfSignatureValidationSpec(spec), timing))
    assert found.api_status is not None
    assert found.api_status.intact
    return found.ades_subindic


def test_a_seal_is_proved_after_its_certificate_ended(lasting: bytes, house: Path, first: Authority) -> None:
    anchors = [root_of(house), asn1(first.root.certificate)]
    today = first.revocation_list(SEAL_ENDED - HOUR)
    assert judge(lasting, SEAL_ENDED, anchors, [today]) is AdESPassed.OK


def test_a_seal_is_proved_after_its_time_stamps_ended_too_once_renewed(
    lasting: bytes, renewed: bytes, house: Path, first: Authority, second: Authority
) -> None:
    assert first.certificate.not_valid_after_utc < STAMP_ENDED
    anchors = [root_of(house), asn1(first.root.certificate), asn1(second.root.certificate)]
    today = second.revocation_list(STAMP_ENDED - HOUR)
    assert judge(renewed, STAMP_ENDED, anchors, [today]) is AdESPassed.OK
    assert isinstance(judge(lasting, STAMP_ENDED, anchors, [today]), AdESIndeterminate), "nothing covers the stamps"


def test_who_stamped_last_is_judged_by_a_list_of_today(lasting: bytes, house: Path, first: Authority) -> None:
    anchors = [root_of(house), asn1(first.root.certificate)]
    assert judge(lasting, SEALED_AT + HOUR, anchors, []) is AdESPassed.OK
    assert isinstance(judge(lasting, SEAL_ENDED, anchors, []), AdESIndeterminate)


def test_a_document_of_the_demonstration_is_proved_too(unsealed: bytes, tmp_path: Path) -> None:
    new_seal(tmp_path, None, datetime(2020, 1, 1, tzinfo=UTC))
    file = PyHankoSealer(tmp_path).seal(unsealed, SEALED_AT)
    key_list = load_keys(tmp_path)
    (authority,) = key_list.authorities
    cache = RevocationCache(tmp_path, key_list)
    (today,) = cache.get(authority.certificates[-1], authority.certificates, SEAL_ENDED - HOUR).crls
    anchors = [root_of(tmp_path), Certificate.load(authority.certificates[0])]
    assert judge(file, SEAL_ENDED, anchors, [crl.CertificateList.load(today)]) is AdESPassed.OK
