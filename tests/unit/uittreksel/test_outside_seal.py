"""A seal whose certificate an outside authority issued: asked for, joined, held against OCSP, and followed up."""

import asyncio
import base64
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from asn1crypto.x509 import Certificate  # type: ignore[import-untyped, unused-ignore]
from click.testing import CliRunner, Result
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.policy_decl import PdfSignatureValidationSpec, SignatureValidationSpec
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager

from duo_site.controle.domain import Geldig
from duo_site.controle.inspection import inspect
from duo_site.uittreksel.commands import zegel
from duo_site.uittreksel.key_making import believe
from duo_site.uittreksel.keys import SealKey, load_keys
from duo_site.uittreksel.pdf import WeasyPrintRenderer
from duo_site.uittreksel.proofs.keys import load_signing_key
from duo_site.uittreksel.proofs.making import make_proofs
from duo_site.uittreksel.revocation import CertificateRevoked, RevocationCache, RevocationUnknown
from duo_site.uittreksel.sealing import PyHankoSealer, SealingFailed
from tests.unit.uittreksel.authorities import Authorities, authorities_in
from tests.unit.uittreksel.conftest import ANJA


class Operator:
    """Somebody who runs the site and works at its command line."""

    def __init__(self, folder: Path, authorities: Authorities) -> None:
        self.seals, self.authorities, self._folder = folder / "zegel", authorities, folder
        self._environment = {
            "DUO_SECRET_KEY": "s" * 32,
            "DUO_DATA_KEY": base64.b64encode(b"k" * 32).decode(),
            "DUO_BASE_URL": "http://127.0.0.1:8000",
            "DUO_INSTANCE": str(folder),
            "DUO_OPERATOR": "Stichting Voorbeeld",
            "DUO_TSA_URLS": authorities.address("eerste"),
        }

    def run(self, *words: str) -> Result:
        """Run a command of `duo zegel`."""
        return CliRunner().invoke(zegel, words, env=self._environment)

    def done(self, *words: str) -> str:
        """Run a command that succeeds, and give what it says."""
        result = self.run(*words)
        assert result.exit_code == 0, result.output
        return result.output

    def ask(self, *words: str) -> x509.CertificateSigningRequest:
        """Ask for a certificate."""
        request = self.done("aanvraag", "--naam", "Zegel Voorbeeld", "--nummer", "NTRNL-12345678", *words)
        return x509.load_pem_x509_csr(request.encode())

    def join(self, name: str = "zegel", *words: str, request: x509.CertificateSigningRequest | None = None) -> SealKey:
        """Let the authority issue a certificate, and join it."""
        public = (request or self.ask()).public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        file = self._folder / "certificaat.pem"
        file.write_bytes(self.authorities.issue(public, name))
        self.done("opnemen", str(file), *words)
        return load_keys(self.seals).keys[-1]

    def cache(self) -> RevocationCache:
        """Give the cache of a new process."""
        return RevocationCache(self.seals, load_keys(self.seals))

    def asked(self) -> int:
        """Tell how often OCSP was asked."""
        return sum("/ocsp/" in path for path in self.authorities.asked)


@pytest.fixture
def operator(tmp_path: Path) -> Iterator[Operator]:
    """An operator and authorities that listen."""
    (tmp_path / "authorities").mkdir()
    with authorities_in(tmp_path / "authorities") as running:
        operator = Operator(tmp_path, running)
        operator.seals.mkdir()
        believe(operator.seals, [running.root])
        yield operator


@pytest.fixture
def seal(operator: Operator, renderer: WeasyPrintRenderer) -> Callable[..., bytes]:
    """Render and seal Anja's document with what the operator has."""
    sealer: list[PyHankoSealer] = []

    def make(at: datetime | None = None) -> bytes:
        moment = at or datetime.now(UTC)
        sealer[:] = sealer or [PyHankoSealer(operator.seals, [operator.authorities.address("eerste")])]
        proofs = make_proofs(ANJA, load_signing_key(operator.seals), moment)
        return sealer[0].seal(renderer.render(ANJA, attachment=proofs.attachment, qr=proofs.qr), moment)

    return make


def is_valid(pdf: bytes, operator: Operator) -> bool:
    return isinstance(inspect(pdf, load_keys(operator.seals), datetime.now(UTC)), Geldig)


def test_the_request_names_the_organisation_and_holds_by_its_key(operator: Operator) -> None:
    request = operator.ask()
    assert request.is_signature_valid
    said = {part.oid.dotted_string: part.value for part in request.subject}
    assert said == {
        "2.5.4.6": "NL",
        "2.5.4.10": "Stichting Voorbeeld",
        "2.5.4.97": "NTRNL-12345678",
        "2.5.4.3": "Zegel Voorbeeld",
    }
    usage = request.extensions.get_extension_for_class(x509.KeyUsage).value
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)
    rsa = operator.ask("--rsa")
    assert rsa.is_signature_valid
    public = rsa.public_key()
    assert isinstance(public, RSAPublicKey)
    assert public.key_size == 3072


@pytest.mark.parametrize("kind", [(), ("--rsa",)])
def test_a_seal_of_an_authority_is_valid_here_and_for_pyhanko(
    operator: Operator, seal: Callable[..., bytes], kind: tuple[str, ...]
) -> None:
    key = operator.join(request=operator.ask(*kind))
    assert not list(operator.seals.glob("aanvraag-*"))
    sealed = seal()
    assert is_valid(sealed, operator)
    reader = PdfFileReader(BytesIO(sealed))
    store = DocumentSecurityStore.read_dss(reader)
    assert len(store.ocsps) == 1
    assert Certificate.load(key.issuers[0]).subject.native["common_name"] == "uitgever"
    trust: Any = SimpleTrustManager.build([Certificate.load(key.root)])
    policy = CertValidationPolicySpec(trust_manager=trust, revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO))
    specification = PdfSignatureValidationSpec(SignatureValidationSpec(cert_validation_policy=policy))
    result = asyncio.run(ades_lta_validation(reader.embedded_regular_signatures[0], specification))
    assert result.ades_subindic is AdESPassed.OK


def test_ocsp_is_asked_once_and_again_in_the_background(operator: Operator) -> None:
    key, now = operator.join(), datetime.now(UTC)
    cache = operator.cache()
    first = cache.get(key.certificate, key.chain, now)
    assert len(first.ocsps) == 1
    assert operator.cache().get(key.certificate, key.chain, now) == first
    assert operator.asked() == 1, "another process reads what the first one kept"
    later = now + timedelta(minutes=6)
    assert cache.get(key.certificate, key.chain, later) == first, "nobody waits for the new answer"
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and thread.daemon and "_renew_beside" in thread.name:
            thread.join()
    assert operator.asked() == 2
    assert operator.cache().get(key.certificate, key.chain, later).until > first.until


def test_without_the_responder_the_kept_answer_serves_while_it_is_good(
    operator: Operator, seal: Callable[..., bytes]
) -> None:
    key = operator.join()
    seal()
    operator.authorities.fails["ocsp"] = "out"
    assert is_valid(seal(), operator)
    cache, now = operator.cache(), datetime.now(UTC)
    assert cache.get(key.certificate, key.chain, now + timedelta(minutes=8))
    with pytest.raises(RevocationUnknown):
        cache.get(key.certificate, key.chain, now + timedelta(minutes=11))
    operator.authorities.fails.clear()
    assert cache.get(key.certificate, key.chain, datetime.now(UTC))


def test_a_revoked_seal_refuses_although_an_older_answer_was_good(
    operator: Operator, seal: Callable[..., bytes]
) -> None:
    key = operator.join()
    earlier = seal()
    operator.authorities.revoke("zegel")
    cache = operator.cache()
    with pytest.raises(CertificateRevoked):
        cache.get(key.certificate, key.chain, datetime.now(UTC) + timedelta(minutes=11))
    with pytest.raises(CertificateRevoked):
        cache.get(key.certificate, key.chain, datetime.now(UTC))
    with pytest.raises(SealingFailed, match="revoked"):
        PyHankoSealer(operator.seals, [operator.authorities.address("eerste")]).seal(earlier, datetime.now(UTC))
    assert is_valid(earlier, operator), "what was stamped earlier stays valid"


def test_a_key_takes_over_at_a_planned_moment_and_older_files_stay_valid(
    operator: Operator, seal: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = operator.join()
    before = seal()
    start = datetime.now(UTC) + timedelta(hours=1)
    second = operator.join("opvolger", "--vanaf", start.isoformat())
    keys = load_keys(operator.seals)
    assert keys.current.id == first.id
    assert keys.current_at(start - timedelta(seconds=1)).id == first.id
    assert keys.current_at(start) == second
    assert keys.keys[0].is_valid_at(start + timedelta(minutes=4)), "a stamp that comes a little later still counts"
    assert not keys.keys[0].is_valid_at(start + timedelta(minutes=6))
    assert first.certificate.hex().encode() in seal().lower()
    shown = operator.done("lijst")
    assert [line.endswith("seals now") for line in shown.splitlines()] == [True, False]
    third = operator.done("nieuw")
    assert load_keys(operator.seals).current.id in third
    assert is_valid(before, operator)
