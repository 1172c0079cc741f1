"""A time stamp authority of our own for a test: the same input gives the same token."""

from datetime import datetime
from hashlib import sha256

from asn1crypto import cms, core, keys, tsp, x509  # type: ignore[import-untyped, unused-ignore]
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.general import as_signing_certificate_v2, simple_cms_attribute
from pyhanko.sign.timestamps import DummyTimeStamper

from duo_site.uittreksel.tokens import finished


class RepeatableStamper(DummyTimeStamper):
    """pyHanko's own authority, with a P-256 key instead of RSA and nothing of chance in its tokens."""

    def __init__(self, private: object, certificate: bytes) -> None:
        """Take the private key and its certificate (DER)."""
        self._private = private
        super().__init__(
            x509.Certificate.load(certificate),
            keys.PrivateKeyInfo.load(
                private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())  # type: ignore[attr-defined]
            ),
            include_nonce=False,
        )
        named = as_signing_certificate_v2(self.tsa_cert)
        self._certificate_attribute = finished(_attribute("signing_certificate_v2", named))

    def _build_tst_info(self, message_imprint: tsp.MessageImprint, dt: datetime, req: tsp.TimeStampReq) -> tsp.TSTInfo:
        told = super()._build_tst_info(message_imprint, dt, req)
        told["serial_number"] = int.from_bytes(
            sha256(message_imprint.dump() + dt.isoformat().encode()).digest()[:15], "big"
        )
        return told

    def _sign_tst_info(self, tst_info_data: bytes, md_algorithm: str, dt: datetime) -> tuple[bytes, cms.CMSAttributes]:
        attributes = cms.CMSAttributes(
            [
                _attribute("content_type", "tst_info"),
                _attribute("signing_time", cms.Time({"utc_time": core.UTCTime(dt)})),
                self._certificate_attribute,
                _attribute("message_digest", sha256(tst_info_data).digest()),
            ]
        )
        attributes = finished(attributes)
        algorithm = ECDSA(SHA256(), deterministic_signing=True)
        return self._private.sign(attributes.dump(), algorithm), attributes  # type: ignore[attr-defined]

    def _build_signed_data(
        self, tst_info_data: bytes, md_algorithm: str, signature: bytes, signed_attrs: cms.CMSAttributes
    ) -> dict[str, object]:
        built = super()._build_signed_data(tst_info_data, md_algorithm, signature, signed_attrs)
        (signer,) = built["signer_infos"]
        signer["signature_algorithm"] = {"algorithm": "sha256_ecdsa"}
        built["signer_infos"] = [finished(signer)]
        return dict(built)


def _attribute(name: str, value: object) -> cms.CMSAttribute:
    return simple_cms_attribute(name, value)  # type: ignore[no-untyped-call]
