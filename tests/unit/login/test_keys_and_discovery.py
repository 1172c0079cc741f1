"""The key of the site, and reading what a provider says about itself, from a provider that says anything."""

import http.server
import json
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import ECKey, RSAKey

from duo_site.login.oidc import ClientKeyError, load_client_key, new_client_key, public_jwks
from duo_site.login.oidc.discovery import Discovery, ProviderFailure
from duo_site.login.providers import make_clients
from duo_site.means import Means
from duo_site.settings import Provider, SettingsError
from tests.builders import make_settings


def test_a_key_is_made_once_and_only_the_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "digid.pem"
    new_client_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        new_client_key(path)
    (public,) = public_jwks(path)["keys"]
    assert "d" not in public
    assert (public["kty"], public["crv"], public["alg"], public["kid"]) == (
        "EC", "P-256", "ES256", load_client_key(path).kid,
    )  # fmt: skip


@pytest.mark.parametrize(
    "pem",
    [
        b"",
        b"no key",
        ECKey.generate_key("P-256").as_pem(private=False),
        ECKey.generate_key("P-384").as_pem(private=True),
        RSAKey.generate_key(2048).as_pem(private=True),
    ],
    ids=["empty", "text", "public", "other curve", "rsa"],
)
def test_another_key_is_refused(tmp_path: Path, pem: bytes) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(pem)
    with pytest.raises(ClientKeyError):
        load_client_key(path)


def test_a_mistake_in_the_settings_is_told_at_the_start(tmp_path: Path) -> None:
    new_client_key(tmp_path / "key.pem")
    good = Provider(Means.DIGID, "https://inlog.example", "site", tmp_path / "key.pem", "urn:unknown")
    with pytest.raises(SettingsError, match="DUO_DIGID_ACR"):
        make_clients(make_settings(tmp_path, providers=(good,)))
    acr = "urn:etoegang:core:assurance-class:loa3"
    lost = Provider(Means.EHERKENNING, "https://inlog.example", "site", tmp_path / "lost.pem", acr)
    with pytest.raises(SettingsError, match="DUO_EHERKENNING_CLIENT_KEY"):
        make_clients(make_settings(tmp_path, providers=(lost,)))


class Talker:
    """A server that answers each path with what the test put there."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, bytes]] = {}
        self.asked: list[str] = []
        talker = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                talker.asked.append(self.path)
                status, body = talker.answers.get(self.path, (404, b""))
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", "/elders")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def metadata(self, **changes: object) -> dict[str, object]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
            **changes,
        }

    def say(self, path: str, body: object, status: int = 200) -> None:
        self.answers[path] = (status, body if isinstance(body, bytes) else json.dumps(body).encode())


@pytest.fixture
def talker() -> Iterator[Talker]:
    made = Talker()
    thread = threading.Thread(target=made.server.serve_forever)
    thread.start()
    yield made
    made.server.shutdown()
    thread.join(timeout=5)
    made.server.server_close()


WELL_KNOWN = "/.well-known/openid-configuration"


def test_metadata_and_keys_are_kept_for_an_hour(talker: Talker) -> None:
    moments = [0.0]
    discovery = Discovery(talker.address, clock=lambda: moments[0])
    talker.say(WELL_KNOWN, talker.metadata())
    talker.say("/jwks", {"keys": [ECKey.generate_key("P-256").as_dict(private=False)]})
    for _ in range(3):
        discovery.metadata()
        discovery.keys()
    assert talker.asked == [WELL_KNOWN, "/jwks"]
    discovery.keys(True)
    assert talker.asked == [WELL_KNOWN, "/jwks", "/jwks"]
    moments[0] = 3601
    assert discovery.metadata().end_session_endpoint is None
    assert talker.asked[3:] == [WELL_KNOWN]


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "https://other.example"},
        {"issuer": None},
        {"token_endpoint": "http://elsewhere.example/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": None},
        {"end_session_endpoint": "ftp://127.0.0.1/"},
    ],
)
def test_metadata_that_is_not_safe_is_refused(talker: Talker, change: dict[str, object]) -> None:
    talker.say(WELL_KNOWN, talker.metadata(**change))
    with pytest.raises(ProviderFailure):
        Discovery(talker.address).metadata()


@pytest.mark.parametrize(
    ("status", "body"),
    [(500, b"{}"), (302, b""), (200, b"<html>"), (200, b"[]"), (200, b"\xff"), (200, b" " * 300_000)],
)
def test_an_answer_that_is_no_metadata_is_refused(talker: Talker, status: int, body: bytes) -> None:
    talker.say(WELL_KNOWN, body, status)
    with pytest.raises(ProviderFailure):
        Discovery(talker.address).metadata()
    assert "/elders" not in talker.asked


@pytest.mark.parametrize("keys", [{}, {"keys": "x"}, {"keys": [{"kty": "?"}]}, {"keys": [1]}, []])
def test_keys_that_are_none_are_refused(talker: Talker, keys: object) -> None:
    talker.say(WELL_KNOWN, talker.metadata())
    talker.say("/jwks", keys)
    with pytest.raises(ProviderFailure):
        Discovery(talker.address).keys()
