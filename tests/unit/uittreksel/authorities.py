"""Real time stamp authorities over HTTP, made with certomancer: they work, or fail as a test tells them."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from asn1crypto import tsp  # type: ignore[import-untyped, unused-ignore]
from certomancer.integrations.animator import Animator, AnimatorArchStore
from certomancer.registry import ArchLabel, CertLabel, CertomancerConfig
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from werkzeug.serving import make_server
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request, Response

_VALIDITY = {"valid-from": "2020-01-01T00:00:00+0000", "valid-to": "2120-01-01T00:00:00+0000"}


class Authorities:
    """Two authorities under one root, `eerste` and `tweede`, with a list of revoked certificates and OCSP."""

    def __init__(self, folder: Path) -> None:
        self.fails: dict[str, str] = {}
        self.asked: list[str] = []
        _write_keys(folder)
        self._server = make_server("127.0.0.1", 0, self._answer, threaded=True)
        self.origin = f"http://127.0.0.1:{self._server.port}"
        config = CertomancerConfig(_config(), str(folder), external_url_prefix=self.origin)
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

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _answer(self, environ: dict[str, Any], start: Any) -> Any:
        request = Request(environ)
        name = request.path.rpartition("/")[2]
        self.asked.append(request.path)
        match self.fails.get(name):
            case "slow":
                time.sleep(1.5)
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
    }
    for name, key in keys.items():
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (folder / f"{name}.pem").write_bytes(pem)


def _config() -> dict[str, Any]:
    stamping = [
        {"id": "key_usage", "critical": True, "smart-value": {"schema": "key-usage", "params": ["digital_signature"]}},
        {"id": "extended_key_usage", "critical": True, "value": ["time_stamping"]},
        {
            "id": "crl_distribution_points",
            "smart-value": {"schema": "crl-dist-url", "params": {"crl-repo-names": ["root"]}},
        },
    ]
    certificates = {
        name: {"issuer": "root", "validity": _VALIDITY, "extensions": stamping} for name in ("eerste", "tweede")
    }
    return {
        "keysets": {"keys": {"keys": {name: {"path": f"{name}.pem"} for name in ("root", "eerste", "tweede")}}},
        "pki-architectures": {
            "proef": {
                "keyset": "keys",
                "entity-defaults": {"country-name": "NL", "organization-name": "Proef"},
                "entities": {name: {"common-name": name} for name in ("root", "eerste", "tweede")},
                "certs": {
                    "root": {"issuer": "root", "validity": _VALIDITY, "profiles": [{"id": "simple-ca"}]},
                    **certificates,
                },
                "services": {
                    "crl-repo": {
                        "root": {"for-issuer": "root", "signing-key": "root", "simulated-update-schedule": "P3D"}
                    },
                    "time-stamping": {name: {"signing-cert": name} for name in ("eerste", "tweede")},
                },
            }
        },
    }
