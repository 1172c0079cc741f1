"""Real authorities over HTTP, made with certomancer: they stamp, issue and revoke, or fail as a test tells them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from asn1crypto import tsp  # type: ignore[import-untyped, unused-ignore]
from certomancer.integrations.animator import Animator, AnimatorArchStore
from certomancer.registry import ArchLabel, CertLabel, CertomancerConfig, KeyLabel
from certomancer.registry.issued.general import RevocationStatus
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from werkzeug.serving import make_server
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request, Response

from tests.unit.uittreksel.authority_config import SEALS, list_settings


class Authorities:
    """Under one root two that stamp, `eerste` and `tweede`, and one that issues seals; with CRL, and OCSP for seals."""

    def __init__(self, folder: Path) -> None:
        self.fails: dict[str, str] = {}
        self.slowness = 1.5
        self._closing = threading.Event()
        self.asked: list[str] = []
        self._folder = folder
        _write_keys(folder)
        self._server = make_server("127.0.0.1", 0, self._answer, threaded=True)
        self.origin = f"http://127.0.0.1:{self._server.port}"
        config = CertomancerConfig(list_settings(), str(folder), external_url_prefix=self.origin)
        self._pki = config.get_pki_arch(ArchLabel("proef"))
        self._animator = Animator(AnimatorArchStore({ArchLabel("proef"): self._pki}), with_web_ui=False)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def root(self) -> x509.Certificate:
        """Give the trust anchor of both."""
        return x509.load_der_x509_certificate(self._pki.get_cert(CertLabel("root")).dump())

    def address(self, name: str) -> str:
        """Give the address where an authority listens."""
        return f"{self.origin}/proef/tsa/{name}"

    def issue(self, public_key: bytes, name: str = "zegel") -> bytes:
        """Issue a seal for a public key (PEM); give its certificate and the chain above it (PEM)."""
        (self._folder / f"{name}.pem").write_bytes(public_key)
        known = self._pki.key_set[KeyLabel(name)]
        known._key = None
        known._load()  # type: ignore[no-untyped-call]
        chain = [self._pki.get_cert(CertLabel(label)).dump() for label in (name, "uitgever", "root")]
        return b"".join(x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM) for der in chain)

    def revoke(self, name: str) -> None:
        """Revoke what was issued, since a minute."""
        label, since = CertLabel(name), datetime.now(UTC) - timedelta(minutes=1)
        self._pki._cert_specs[label] = replace(self._pki.get_cert_spec(label), revocation=RevocationStatus(since))

    def close(self) -> None:
        """Stop listening."""
        self._closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _answer(self, environ: dict[str, Any], start: Any) -> Any:
        request = Request(environ)
        name = request.path.rpartition("/")[2]
        self.asked.append(request.path)
        match self.fails.get(name):
            case "slow":
                self._closing.wait(self.slowness)
            case "out":
                return Response("out of order", 503)(environ, start)
            case "garbage":
                return Response(b"0\x03garbage", mimetype="application/timestamp-reply")(environ, start)
            case "endless":
                endless = (b"0" * 8192 for _ in iter(int, 1))
                return Response(endless, mimetype="application/timestamp-reply")(environ, start)
            case "wrong time":
                moment = datetime.now(UTC) - timedelta(hours=1)
                environ["HTTP_X_CERTOMANCER_FAKE_TIME"] = moment.isoformat()
            case "wrong nonce" | "wrong imprint" as lie:
                asked = tsp.TimeStampReq.load(request.get_data())
                if lie == "wrong nonce":
                    asked["nonce"] = 1
                else:
                    asked["message_imprint"]["hashed_message"] = b"0" * 32
                environ = EnvironBuilder(request.path, self.origin, method="POST", data=asked.dump(True)).get_environ()
        return self._animator(environ, start)


@contextmanager
def authorities_in(folder: Path) -> Iterator[Authorities]:
    """Run authorities with keys in a folder."""
    authorities = Authorities(folder)
    try:
        yield authorities
    finally:
        authorities.close()


def _write_keys(folder: Path) -> None:
    keys: dict[str, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey] = {
        "root": ec.generate_private_key(ec.SECP256R1()),
        "eerste": rsa.generate_private_key(65537, 2048),
        "tweede": ec.generate_private_key(ec.SECP256R1()),
        "uitgever": ec.generate_private_key(ec.SECP256R1()),
        "ocsp": ec.generate_private_key(ec.SECP256R1()),
    }
    for name, key in keys.items():
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (folder / f"{name}.pem").write_bytes(pem)
    for name in SEALS:
        # Certomancer wants all keys at the start; what stands here has no use.
        nobody = ec.generate_private_key(ec.SECP256R1()).public_key()
        (folder / f"{name}.pem").write_bytes(nobody.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
