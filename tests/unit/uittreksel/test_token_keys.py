"""A seal key in a PKCS#11 token (SoftHSM2): it seals, and what is wrong with the token is said in one line."""

import base64
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from duo_site.controle.domain import Geldig
from duo_site.controle.inspection import inspect
from duo_site.uittreksel.commands import zegel
from duo_site.uittreksel.domain import UittrekselInhoud
from duo_site.uittreksel.keys import NoSealKey, load_keys
from duo_site.uittreksel.pdf import RenderingFailed
from duo_site.uittreksel.rendering import RenderPool
from duo_site.uittreksel.seal_failures import SealKeyUnavailable
from duo_site.uittreksel.signers import open_signer, open_token_key
from duo_site.uittreksel.token_keys import make_token_key
from tests.tokens import Token, new_token

_FORKS = """
import os, sys
from pathlib import Path
from duo_site.settings import SealToken
from duo_site.uittreksel.token_keys import TokenKey

key = TokenKey(SealToken(Path(sys.argv[1]), sys.argv[2], sys.argv[3]), "zegel-1")
key.sign(b"before")
if (child := os.fork()) == 0:
    key.sign(b"in the child")
    os._exit(7)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), len(key.sign(b"after")) > 60)
"""


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Token:
    """An empty token."""
    return new_token(tmp_path, monkeypatch)


@pytest.fixture
def environment(tmp_path: Path, token: Token) -> dict[str, str]:
    """The settings of an operator with this token."""
    return {
        "DUO_SECRET_KEY": "s" * 32,
        "DUO_DATA_KEY": base64.b64encode(b"k" * 32).decode(),
        "DUO_BASE_URL": "http://127.0.0.1:8000",
        "DUO_INSTANCE": str(tmp_path),
        "DUO_OPERATOR": "Stichting Voorbeeld",
        **token.environment,
    }


def test_a_seal_made_in_the_token_is_valid(
    tmp_path: Path, token: Token, environment: dict[str, str], inhoud: Callable[..., UittrekselInhoud]
) -> None:
    made = CliRunner().invoke(zegel, ["nieuw", "--proef", "--pkcs11"], env=environment)
    assert made.exit_code == 0, made.output
    folder, now = tmp_path / "zegel", datetime.now(UTC)
    keys = load_keys(folder)
    assert keys.current.token_label is not None
    assert not (folder / f"{keys.current.id}.p12").exists(), "the key is nowhere but in the token"
    assert token.access.pin.encode() not in b"".join(file.read_bytes() for file in folder.iterdir())
    assert keys.current.token_label in CliRunner().invoke(zegel, ["lijst"], env=environment).output
    pool = RenderPool(folder, token=token.access)
    try:
        one, other = (pool.make(inhoud(), now) for _ in range(2))
        assert all(isinstance(inspect(pdf, keys, datetime.now(UTC)), Geldig) for pdf in (one, other))
        assert one != other, "a token draws by lot; so the file that was issued is kept"
        token.plug_out()
        with pytest.raises(RenderingFailed, match="token zegel"):
            pool.make(inhoud(), now)
        token.plug_in()
        assert isinstance(inspect(pool.make(inhoud(), now), keys, datetime.now(UTC)), Geldig)
    finally:
        pool.close()


def test_a_signature_of_the_token_holds(token: Token) -> None:
    key = make_token_key(token.access, "zegel-1")
    public = load_der_public_key(key.public_key)
    assert isinstance(public, EllipticCurvePublicKey)
    public.verify(key.sign(b"data"), b"data", ECDSA(SHA256()))
    with pytest.raises(NoSealKey, match="already"):
        make_token_key(token.access, "zegel-1")


@pytest.mark.parametrize("kind", [[], ["--rsa"]])
def test_a_certificate_can_be_asked_for_a_key_in_the_token(environment: dict[str, str], kind: list[str]) -> None:
    asked = CliRunner().invoke(zegel, ["aanvraag", "--naam", "Zegel", "--pkcs11", *kind], env=environment)
    assert asked.exit_code == 0, asked.output
    assert x509.load_pem_x509_csr(asked.output.encode()).is_signature_valid


def test_a_token_that_is_away_is_named_and_comes_back(token: Token) -> None:
    key = make_token_key(token.access, "zegel-1")
    token.plug_out()
    with pytest.raises(SealKeyUnavailable, match="token zegel"):
        key.sign(b"data")
    token.plug_in()
    assert key.sign(b"data")


def test_a_wrong_pin_is_tried_once(token: Token) -> None:
    make_token_key(token.access, "zegel-1")
    key = open_token_key(replace(token.access, pin="1357"), "zegel-1")
    with pytest.raises(SealKeyUnavailable, match="refuses the PIN") as refused:
        key.sign(b"data")
    assert "1357" not in str(refused.value)
    token.plug_out()
    with pytest.raises(SealKeyUnavailable, match="refuses the PIN"):
        key.sign(b"data")


def test_a_key_that_is_not_there_is_named(token: Token) -> None:
    with pytest.raises(SealKeyUnavailable, match="key zegel-2"):
        open_token_key(token.access, "zegel-2").sign(b"data")
    with pytest.raises(SealKeyUnavailable, match="does not answer"):
        open_token_key(replace(token.access, module=Path("/nowhere/library.so")), "zegel-1").sign(b"data")


def test_without_a_token_it_says_which_settings_are_missing(tmp_path: Path, environment: dict[str, str]) -> None:
    CliRunner().invoke(zegel, ["nieuw", "--pkcs11"], env=environment)
    with pytest.raises(NoSealKey, match="DUO_PKCS11_MODULE"):
        open_signer(tmp_path / "zegel", load_keys(tmp_path / "zegel").current)
    del environment["DUO_PKCS11_PIN"]
    refused = CliRunner().invoke(zegel, ["nieuw", "--pkcs11"], env=environment)
    assert (refused.exit_code, refused.output.count("\n")) == (1, 1)
    assert "DUO_PKCS11_PIN" in refused.output


def test_a_forked_process_opens_its_own_session(token: Token) -> None:
    make_token_key(token.access, "zegel-1")
    words = [sys.executable, "-c", _FORKS, str(token.access.module), token.access.name, token.access.pin]
    told = subprocess.run(words, capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout == "7 True\n"
