"""Reads and checks variables, one at a time."""

import base64
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

THIS_MACHINE = ("127.0.0.1", "::1", "localhost")


class SettingsError(Exception):
    """A setting is missing or makes no sense; the message says which and what it should be."""


class Source:
    """Reads and checks one variable at a time."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Take the variables."""
        self._environment = environment

    def optional(self, name: str) -> str | None:
        """Read a variable; None when it is not set or empty."""
        return self._environment.get(name, "").strip() or None

    def text(self, name: str, default: str) -> str:
        """Read a variable that has a default."""
        return self.optional(name) or default

    def required(self, name: str) -> str:
        """Read a variable that must be set."""
        value = self.optional(name)
        if value is None:
            raise SettingsError(f"{name} is not set. README.md explains each setting.")
        return value

    def secret(self, name: str) -> str:
        """Read a secret of at least 32 characters."""
        value = self.required(name)
        if len(value) < 32:
            raise SettingsError(f"{name} is too short: use at least 32 random characters.")
        return value

    def key(self, name: str) -> bytes:
        """Read a key of 32 bytes in base64."""
        try:
            value = base64.b64decode(self.required(name), validate=True)
        except ValueError as error:
            raise SettingsError(f"{name} is not base64.") from error
        if len(value) != 32:
            raise SettingsError(f"{name} must be 32 random bytes in base64; it holds {len(value)}.")
        return value

    def address(self, name: str) -> str:
        """Read an https address, without a slash at its end."""
        value = self.required(name).rstrip("/")
        _split_address(name, value)
        return value

    def origin(self, name: str) -> str:
        """Read the address of a site, without a path."""
        value = self.address(name)
        if _split_address(name, value).path:
            raise SettingsError(f"{name} must end after the host and port: the site stands at the root.")
        return value

    def web_addresses(self, name: str) -> tuple[str, ...]:
        """Read addresses between commas; http is enough, for whoever is there signs his answers."""
        addresses = tuple(part.strip() for part in self.text(name, "").split(",") if part.strip())
        for address in addresses:
            _split_address(name, address, allow_http=True)
        return addresses

    def database(self, name: str, default: Path) -> str:
        """Read the address of a database."""
        value = self.text(name, f"sqlite:///{default}")
        if not value.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
            raise SettingsError(f"{name} must begin with sqlite:/// or postgresql://.")
        return value

    def folder(self, name: str, default: Path) -> Path:
        """Read a folder, told from the root."""
        return Path(self.text(name, str(default))).resolve()

    def file(self, name: str) -> Path | None:
        """Read the name of a file or folder that is there; None when it is not set."""
        value = self.optional(name)
        if value is not None and not Path(value).exists():
            raise SettingsError(f"{name} names {value}, which is not there.")
        return Path(value).resolve() if value else None

    def number(self, name: str, default: int, least: int, most: int) -> int:
        """Read a whole number between two others."""
        value = self.text(name, str(default))
        if not re.fullmatch("[0-9]{1,6}", value) or not least <= int(value) <= most:
            raise SettingsError(f"{name} must be a whole number from {least} to {most}.")
        return int(value)

    def flag(self, name: str) -> bool:
        """Read 0 or 1."""
        value = self.text(name, "0")
        if value not in ("0", "1"):
            raise SettingsError(f"{name} must be 0 or 1.")
        return value == "1"


def _split_address(name: str, value: str, *, allow_http: bool = False) -> SplitResult:
    """Take an address apart; refuse what is not one, what is not encrypted and what holds more than an address."""
    try:
        parts = urlsplit(value)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise SettingsError(f"{name} is not an address.") from error
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and (allow_http or host in THIS_MACHINE))
    if not host or not is_safe:
        raise SettingsError(f"{name} must be an https address (http only on this machine itself).")
    if "@" in parts.netloc or parts.query or parts.fragment or not re.fullmatch("[!-~]+", value):
        raise SettingsError(f"{name} must hold a plain address, without a name, a password or a query.")
    return parts
