"""Signs a document with pyHanko, which builds the CMS: the certification, and the document time stamp.

A file with room for a seal gets the certification in its first and only revision (decision 15). Any other PDF gets it
as a revision more, written by pyHanko. In both the revocation data stand in what the certification signs: ETSI EN
319 142-1 only asks that they are there before the document time stamp.
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from itertools import chain, count
from typing import Any

from asn1crypto import cms, crl, ocsp, x509  # type: ignore[import-untyped, unused-ignore]
from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.attributes import SigningCertificateV2Provider
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import as_signing_certificate_v2
from pyhanko.sign.signers import Signer
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp, PdfSignedData, SignatureObject
from pyhanko.sign.timestamps.api import TimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

from duo_site.uittreksel.seal_form import SealForm
from duo_site.uittreksel.seal_room import (
    RESERVED,
    SEAL_FIELD,
    SEAL_IN_WORDS,
    STAMP_FIELD,
    STAMP_IN_WORDS,
    Room,
    SealedFile,
    find_room,
    write_seal,
    write_stamp,
)
from duo_site.uittreksel.seal_room import (
    ValidationData as ValidationData,
)
from duo_site.uittreksel.signers import SealSigner
from duo_site.uittreksel.tokens import finished

Stamper = Callable[[bytes], cms.ContentInfo]
"""Gives a time stamp token over a SHA-256 digest."""

_SAMPLE = sha256(b"sample").digest()


class Certifier(Signer):
    """Lets pyHanko build the CMS of a seal, and a private key sign it, wherever that key is."""

    def __init__(self, signer: SealSigner) -> None:
        """Take the private key of the seal, with its certificate."""
        super().__init__(
            signing_cert=x509.Certificate.load(signer.certificate),
            cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
            embed_roots=False,
        )
        self._signer = signer
        self._form: SealForm | None = None
        self._named = _NamedOnce(self.signing_cert)

    def write_cms(self, digest: bytes, stamper: Stamper | None) -> bytes:
        """Write the CMS over the digest of a document, with a time stamp over its signature."""
        if self._form is None:
            self._form = SealForm(self.build_cms(_SAMPLE, None).dump(), _SAMPLE)
        if stamper is None:
            return self._form.fill(digest, self._signer.sign, None)
        return self._form.fill(
            digest, self._signer.sign, lambda signature: bytes(stamper(sha256(signature).digest()).dump())
        )

    def build_cms(self, digest: bytes, stamper: Stamper | None) -> cms.ContentInfo:
        """Let pyHanko build the whole CMS over a digest."""
        timestamper = None if stamper is None else _Timestamper(stamper)
        return asyncio.run(self.async_sign(digest, "sha256", use_pades=True, timestamper=timestamper))

    def _signed_attr_providers(self, *args: Any, **kwargs: Any) -> Any:
        for provider in super()._signed_attr_providers(*args, **kwargs):
            yield self._named if isinstance(provider, SigningCertificateV2Provider) else provider

    async def signed_attrs(self, *args: Any, **kwargs: Any) -> Any:
        """Gather what is signed; pyHanko calls this."""
        return finished(await super().signed_attrs(*args, **kwargs))

    def signer_info(self, *args: Any, **kwargs: Any) -> Any:
        """Write who signs what; pyHanko calls this."""
        return finished(super().signer_info(*args, **kwargs))

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """Sign data; pyHanko calls this."""
        if digest_algorithm != "sha256":
            raise ValueError("The seal uses SHA-256 and nothing else.")
        return self._signer.sign(data)


def seal_document(pdf: bytes, certifier: Certifier, at: datetime, stamper: Stamper, data: ValidationData) -> bytes:
    """Certify a document with a time stamp over the signature and validation data, and stamp the whole of it."""
    room = find_room(pdf)
    if room is None:
        return stamp_document(certify(pdf, certifier, at, stamper, data), stamper)
    sealed = _certify_in_room(room, certifier, at, stamper, data)
    return write_stamp(sealed, lambda digest: bytes(stamper(digest).dump()))


def certify(pdf: bytes, certifier: Certifier, at: datetime, stamper: Stamper | None, data: ValidationData) -> bytes:
    """Certify a document so that no change is allowed, with a time stamp over the signature and validation data."""
    room = find_room(pdf)
    if room is not None:
        return _certify_in_room(room, certifier, at, stamper, data).data
    writer = RepeatableWriter(BytesIO(pdf))
    moment = at.astimezone(UTC).replace(microsecond=0)
    placeholder = SignatureObject(timestamp=moment, subfilter=SigSeedSubFilter.PADES, bytes_reserved=RESERVED)
    rights = SigMDPSetup(md_algorithm="sha256", certify=True, docmdp_perms=MDPPerm.NO_CHANGES)
    if data.crls or data.ocsps:
        DocumentSecurityStore.supply_dss_in_writer(
            writer,
            None,
            certs=[x509.Certificate.load(part) for part in data.certificates],
            crls=[crl.CertificateList.load(part) for part in data.crls],
            ocsps=[ocsp.OCSPResponse.load(part) for part in data.ocsps],
        )
    return _embed(writer, SEAL_FIELD, placeholder, rights, lambda digest: certifier.build_cms(digest, stamper))


def _certify_in_room(
    room: Room, certifier: Certifier, at: datetime, stamper: Stamper | None, data: ValidationData
) -> SealedFile:
    return write_seal(room, at, data, lambda digest: certifier.write_cms(digest, stamper))


def stamp_document(pdf: bytes, stamper: Stamper) -> bytes:
    """Add a document time stamp over the whole of any PDF."""
    placeholder = DocumentTimestamp(bytes_reserved=RESERVED)  # type: ignore[no-untyped-call]
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
            readable_field_name=SEAL_IN_WORDS if field == SEAL_FIELD else STAMP_IN_WORDS,
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
