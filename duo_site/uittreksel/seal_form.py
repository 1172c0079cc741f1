"""The CMS of a seal with its variable parts left open: pyHanko builds it once for a key, and each seal fills it in.

Two CMS of one key differ in the digest of the document, the signature and the time stamp over it; a test holds the
result against what pyHanko builds anew, byte for byte, and each seal is read back before it is issued (decision 15).
"""

from collections.abc import Callable

from asn1crypto import cms  # type: ignore[import-untyped, unused-ignore]

from duo_site.uittreksel.der import FIRST, OCTETS, SECOND, SEQUENCE, SET, write_der


class UnexpectedCms(ValueError):
    """pyHanko built a CMS of another form than we know."""


class SealForm:
    """What all CMS of one key have in common."""

    def __init__(self, sample: bytes, digest: bytes) -> None:
        """Take a CMS that pyHanko built over a digest, without a time stamp; raise UnexpectedCms otherwise."""
        signed = cms.ContentInfo.load(sample)["content"]
        (signer,) = signed["signer_infos"]
        attributes = signer["signed_attrs"].untag().contents
        if attributes.count(digest) != 1 or signer["unsigned_attrs"]:
            raise UnexpectedCms("The digest does not stand at one place.")
        self._before_digest, self._after_digest = attributes.split(digest)
        self._before_attributes = b"".join(signer[part].dump() for part in ("version", "sid", "digest_algorithm"))
        self._algorithm = signer["signature_algorithm"].dump()
        parts = ("version", "digest_algorithms", "encap_content_info", "certificates")
        self._before_signers = b"".join(signed[part].dump() for part in parts)
        self._content_type = cms.ContentType("signed_data").dump()
        self._token_type = cms.CMSAttributeType("signature_time_stamp_token").dump()
        signature = signer["signature"].native
        if self.fill(digest, lambda _attributes: signature, None) != sample:
            raise UnexpectedCms("The sample cannot be written again as it was.")

    def fill(self, digest: bytes, sign: Callable[[bytes], bytes], stamp: Callable[[bytes], bytes] | None) -> bytes:
        """Write the CMS over a digest: who signs gets the attributes (DER), who stamps the signature."""
        attributes = self._before_digest + digest + self._after_digest
        signature = sign(write_der(SET, attributes))
        signer = b"".join(
            (
                self._before_attributes,
                write_der(FIRST, attributes),
                self._algorithm,
                write_der(OCTETS, signature),
                b"" if stamp is None else self._write_token(stamp(signature)),
            )
        )
        signed = write_der(SEQUENCE, self._before_signers + write_der(SET, write_der(SEQUENCE, signer)))
        return write_der(SEQUENCE, self._content_type + write_der(FIRST, signed))

    def _write_token(self, token: bytes) -> bytes:
        """Write the one attribute that nothing signs (RFC 3161 appendix A)."""
        return write_der(SECOND, write_der(SEQUENCE, self._token_type + write_der(SET, token)))
