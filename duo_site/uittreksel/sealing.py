"""The port to the seal, and the one that seals with pyHanko: PAdES B-B as a certification (ETSI EN 319 142-1)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol

from asn1crypto import keys, x509  # type: ignore[import-untyped, unused-ignore]
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.stamp import NoOpStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from duo_site.uittreksel.keys import KEY_LIST, NoSealKey, SealKey, load_keys
from duo_site.uittreksel.seal_block import covers_whole_file, is_signed_by, is_written_as_sealed, list_seal_blocks

FIELD = "Zegel"
_FIELD_IN_WORDS = "Zegel van het diplomaregister"


class SealingFailed(Exception):
    """The document could not be sealed; nothing was issued."""


class Sealer(Protocol):
    """Seals a document."""

    def seal(self, pdf: bytes, at: datetime) -> bytes:
        """Seal a PDF at a moment and give the sealed bytes; raise SealingFailed, never give back what is unsealed."""
        ...


@dataclass(frozen=True)
class _Loaded:
    version: int
    key: SealKey
    signer: SimpleSigner


class PyHankoSealer:
    """Seals with the current key of a seal folder, and takes over a new key as soon as it stands in the key list."""

    def __init__(self, folder: Path) -> None:
        """Load the current key; raise NoSealKey when there is none."""
        self._folder = folder
        self._loaded = self._load()

    def seal(self, pdf: bytes, at: datetime) -> bytes:
        """Certify a PDF so that no change is allowed; the same bytes, key and moment give the same result."""
        loaded = self._loaded = self._load() if self._version() != self._loaded.version else self._loaded
        if not loaded.key.is_valid_at(at):
            raise SealingFailed("The current seal key is not valid at this moment.")
        try:
            writer = _RepeatableWriter(BytesIO(pdf))
            sealed = bytes(_SignerAt(loaded.signer, at).sign_pdf(writer).getvalue())
        except Exception as error:
            raise SealingFailed("The document could not be sealed.") from error
        _require_seal(pdf, sealed, loaded.key)
        return sealed

    def _version(self) -> int:
        try:
            return (self._folder / KEY_LIST).stat().st_mtime_ns
        except OSError as error:
            raise NoSealKey("There is no seal key yet. Make one with: duo zegel nieuw") from error

    def _load(self) -> _Loaded:
        version = self._version()
        key = load_keys(self._folder).current
        try:
            p12 = (self._folder / f"{key.id}.p12").read_bytes()
            passphrase = (self._folder / f"{key.id}.passphrase").read_bytes()
            private, _certificate, _others = pkcs12.load_key_and_certificates(p12, passphrase.strip())
        except (OSError, ValueError) as error:
            raise NoSealKey(f"The seal key {key.id} cannot be opened.") from error
        if not isinstance(private, EllipticCurvePrivateKey):
            raise NoSealKey(f"The seal key {key.id} is not an elliptic curve key.")
        return _Loaded(version, key, _RepeatableSigner(private, key.certificate))


def _require_seal(pdf: bytes, sealed: bytes, key: SealKey) -> None:
    """Refuse a result that does not carry the seal over the whole document."""
    blocks = list(list_seal_blocks(sealed))
    if (
        not sealed.startswith(pdf)
        or len(blocks) != 1
        or not covers_whole_file(sealed, blocks[0])
        or is_signed_by(sealed, blocks[0], key.certificate) != (True, True)
        or not is_written_as_sealed(sealed, blocks[0], key.certificate)
    ):
        raise SealingFailed("The seal that was made does not hold, so the document was not issued.")


class _RepeatableSigner(SimpleSigner):
    """Signs with ECDSA whose nonce follows from key and data (RFC 6979), and keeps the loaded key (stack.md trap 3)."""

    def __init__(self, private: EllipticCurvePrivateKey, certificate: bytes) -> None:
        super().__init__(
            signing_cert=x509.Certificate.load(certificate),
            signing_key=keys.PrivateKeyInfo.load(
                private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
            ),
            cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
            embed_roots=False,
        )
        self._private = private

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        if digest_algorithm != "sha256":
            raise SealingFailed("The seal uses SHA-256 and nothing else.")
        return self._private.sign(data, ECDSA(SHA256(), deterministic_signing=True))


class _SignerAt(PdfSigner):
    """Certifies with the moment it is given, instead of the clock's."""

    def __init__(self, signer: SimpleSigner, at: datetime) -> None:
        super().__init__(
            PdfSignatureMetadata(
                field_name=FIELD,
                md_algorithm="sha256",
                certify=True,
                docmdp_permissions=MDPPerm.NO_CHANGES,
                subfilter=SigSeedSubFilter.PADES,
            ),
            signer,
            stamp_style=NoOpStampStyle(),
            new_field_spec=SigFieldSpec(
                FIELD,
                readable_field_name=_FIELD_IN_WORDS,
                invis_sig_settings=InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True),
            ),
        )
        self._at = at.astimezone(UTC).replace(microsecond=0)

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


class _RepeatableWriter(IncrementalPdfFileWriter):
    """Adds the revision of the seal without chance or clock in it.

    Leans on two inner methods of pyHanko 0.38; the tests that seal twice and compare the bytes guard both.
    """

    @classmethod
    def _handle_id(cls, prev: Any) -> ArrayObject:
        first, _second = super()._handle_id(prev)  # type: ignore[no-untyped-call]
        prev.stream.seek(0)
        return ArrayObject([first, ByteStringObject(sha256(prev.stream.read()).digest()[:16])])

    def _update_meta(self) -> None:
        """Leave the metadata as rendered: pyHanko would put the time of its clock in and rewrite the XMP packet."""
