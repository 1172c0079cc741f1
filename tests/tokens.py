"""A real PKCS#11 token for the tests: SoftHSM2, with its data in a folder of the test."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from duo_site.settings import SealToken

MODULE = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN = "2468"


@dataclass(frozen=True)
class Token:
    """A token that can be plugged out and in again."""

    access: SealToken
    _folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """Give the settings of a site that uses it."""
        return {
            "DUO_PKCS11_MODULE": str(self.access.module),
            "DUO_PKCS11_TOKEN": self.access.name,
            "DUO_PKCS11_PIN": self.access.pin,
        }

    def plug_out(self) -> None:
        """Take the token away."""
        self._folder.rename(self._folder.with_name("elsewhere"))
        self._folder.mkdir()

    def plug_in(self) -> None:
        """Bring the token back."""
        self._folder.rmdir()
        self._folder.with_name("elsewhere").rename(self._folder)


def new_token(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Token:
    """Make a token that has a PIN and holds nothing; processes that start later find it too."""
    tokens, settings = folder / "tokens", folder / "softhsm2.conf"
    tokens.mkdir()
    settings.write_text(f"directories.tokendir = {tokens}\nobjectstore.backend = file\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(settings))
    words = ["--init-token", "--free", "--label", "zegel", "--so-pin", "12345678", "--pin", PIN]
    subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)
    return Token(SealToken(MODULE, "zegel", PIN), tokens)
