"""Writes the two signatures of a sealed document with pyHanko: the certification, and the document time stamp.

The revocation data stand in the revision that the certification signs, so a document needs one revision less than
pyHanko's own `PdfSigner` makes, and no reading in between: ETSI EN 319 142-1 only asks that they are there before the
document time stamp.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from itertools import chain, count
from typing import Any

from asn1crypto import cms, crl, keys, ocsp, x509  # type: ignore[import-untyped, unused-ignore]
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.attributes import SigningCertificateV2Provider
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import as_signing_certificate_v2
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp, PdfSignedData, SignatureObject
from pyhanko.sign.timestamps.api import TimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

from duo_site.uittreksel.certificates import Made
from duo_site.uittreksel.tokens import finished

SEAL_FIELD = "Zegel"
STAMP_FIELD = "Tijdstempel"
_SEAL_IN_WORDS = "Zegel van het diplomaregister"
_STAMP_IN_WORDS = "Tijdstempel van het document"
_RESERVED = 2 * 6144
"""Hexadecimal digits for a CMS: ours with a token of RSA-4096 takes three quarters at most."""

Stamper = Callable[[bytes], cms.ContentInfo]
"""Gives a time stamp token over a SHA-256 digest."""


@dataclass(frozen=True)
class ValidationData:
    """What a later reader needs to judge the signatures (DER)."""

    certificates: Sequence[bytes]
    crls: Sequence[bytes]
    ocsps: Sequence[bytes]


class Certifier(SimpleSigner):
    """Signs with ECDSA whose nonce follows from key and data (RFC 6979), and keeps the loaded key (stack.md trap 3)."""

    def __init__(self, made: Made) -> None:
        """Take the key of the seal and its certificate."""
        super().__init__(
            signing_cert=x509.Certificate.load(made.certificate.public_bytes(Encoding.DER)),
            signing_key=keys.PrivateKeyInfo.load(
                made.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
            ),
            cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
            embed_roots=False,
        )
        self._private = made.key
        self._named = _NamedOnce(self.signing_cert)

    def _signed_attr_providers(self, *args: Any, **kwargs: Any) -> Any:
        for provider in super()._signed_attr_providers(*args, **kwargs):
            yield self._named if isinstance(provider, SigningCertificateV2Provider) else provider

    async def signed_attrs(self, *args: Any, **kwargs: Any) -> Any:
        """Gather what is signed; pyHanko calls this."""
        return finished(await super().signed_attrs(*args, **kwargs))

    def signer_info(self, *args: Any, **kwargs: Any) -> Any:
        """Write who signs what; pyHanko calls this."""
        return finished(super().signer_info(*args, **kwargs))

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        """Sign data; pyHanko calls this."""
        if digest_algorithm != "sha256":
            raise ValueError("The seal uses SHA-256 and nothing else.")
        return self._private.sign(data, ECDSA(SHA256(), deterministic_signing=True))


def certify(pdf: bytes, certifier: SimpleSigner, at: datetime, stamper: Stamper | None, data: ValidationData) -> bytes:
    """Certify a document so that no change is allowed, with a time stamp over the signature and validation data."""
    writer = RepeatableWriter(BytesIO(pdf))
    moment = at.astimezone(UTC).replace(microsecond=0)
    placeholder = SignatureObject(timestamp=moment, subfilter=SigSeedSubFilter.PADES, bytes_reserved=_RESERVED)
    rights = SigMDPSetup(md_algorithm="sha256", certify=True, docmdp_perms=MDPPerm.NO_CHANGES)
    if data.crls or data.ocsps:
        DocumentSecurityStore.supply_dss_in_writer(
            writer,
            None,
            certs=[x509.Certificate.load(part) for part in data.certificates],
            crls=[crl.CertificateList.load(part) for part in data.crls],
            ocsps=[ocsp.OCSPResponse.load(part) for part in data.ocsps],
        )

    def sign(digest: bytes) -> cms.ContentInfo:
        timestamper = None if stamper is None else _Timestamper(stamper)
        return asyncio.run(certifier.async_sign(digest, "sha256", use_pades=True, timestamper=timestamper))

    return _embed(writer, SEAL_FIELD, placeholder, rights, sign)


def stamp_document(pdf: bytes, stamper: Stamper) -> bytes:
    """Add a document time stamp over the whole file."""
    placeholder = DocumentTimestamp(bytes_reserved=_RESERVED)  # type: ignore[no-untyped-call]
    writer = RepeatableWriter(BytesIO(pdf))
    taken = {name for name, _value, _field in enumerate_sig_fields(writer)}
    later = (f"{STAMP_FIELD} {number}" for number in count(2))
    field = next(name for name in chain([STAMP_FIELD], later) if name not in taken)
    return _embed(writer, field, placeholder, None, stamper)


def _embed(
    writer: IncrementalPdfFileWriter, field: str, placeholder: PdfSignedData, rights: SigMDPSetup | None, sign: Stamper
) -> bytes:
    """Follow pyHanko's protocol: field, signature dictionary, digest of the written file, CMS."""
    steps = PdfCMSEmbedder(
        new_field_spec=SigFieldSpec(
            field,
            readable_field_name=_SEAL_IN_WORDS if field == SEAL_FIELD else _STAMP_IN_WORDS,
            invis_sig_settings=InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True),
        )
    ).write_cms(field, writer)
    next(steps)
    steps.send(SigObjSetup(sig_placeholder=placeholder, mdp_setup=rights))
    prepared, output = steps.send(SigIOSetup(md_algorithm="sha256"))
    steps.send(sign(prepared.document_digest))
    return bytes(output.getvalue())


class _NamedOnce(SigningCertificateV2Provider):
    """Names the certificate of the seal; the same in each document, and most of what its CMS costs."""

    def __init__(self, certificate: x509.Certificate) -> None:
        super().__init__(certificate)
        self._value = finished(as_signing_certificate_v2(certificate))

    async def build_attr_value(self, dry_run: bool = False) -> Any:
        return self._value


class _Timestamper(TimeStamper):
    """Lets pyHanko put our tokens under its signatures."""

    def __init__(self, stamper: Stamper) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._stamper = stamper

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        return self._stamper(message_digest)


class RepeatableWriter(IncrementalPdfFileWriter):
    """Adds a revision without chance or clock in it.

    Leans on two inner methods of pyHanko 0.38; the tests that seal twice and compare the bytes guard both.
    """

    @classmethod
    def _handle_id(cls, prev: Any) -> ArrayObject:
        first, _second = super()._handle_id(prev)  # type: ignore[no-untyped-call]
        prev.stream.seek(0)
        return ArrayObject([first, ByteStringObject(sha256(prev.stream.read()).digest()[:16])])

    def _update_meta(self) -> None:
        """Leave the metadata as rendered: pyHanko would put the time of its clock in and rewrite the XMP packet."""
