"""The settings of the site: the only place that reads the environment.

Every default is safe in production; secrets have none. The table in README.md lists them; a test compares the two.
"""

import base64
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from duo_site.means import Means

_THIS_MACHINE = ("127.0.0.1", "::1", "localhost")


def whole_environment() -> dict[str, str]:
    """Give the environment of this process, to pass on to the processes it starts."""
    return dict(os.environ)


class SettingsError(Exception):
    """A setting is missing or makes no sense; the message says which and what it should be."""


@dataclass(frozen=True)
class Provider:
    """An OpenID Connect provider that logs people in with one means."""

    means: Means
    issuer: str
    client_id: str
    client_key: Path
    acr: str
    """The lowest level of assurance that is accepted, as the provider names it."""


@dataclass(frozen=True)
class MailServer:
    """The server that takes our e-mail, and in whose name it is sent."""

    host: str
    port: int
    sender: str
    starttls: bool
    user: str | None = None
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class Settings:
    """Everything an operator may choose, checked once at the start."""

    secret_key: str = field(repr=False)
    data_key: bytes = field(repr=False)
    base_url: str
    instance: Path
    database_url: str = field(repr=False)
    files_folder: Path
    seal_folder: Path
    operator: str | None = None
    security_contact: str | None = None
    providers: tuple[Provider, ...] = ()
    trusted_proxies: int = 0
    metrics_token: str | None = field(default=None, repr=False)
    style_guide: bool = False
    render_workers: int = 1
    full_rendering: bool = False
    tsa_urls: tuple[str, ...] = ()
    mail_server: MailServer | None = None
    xbrl_taxonomy: Path | None = None
    """A taxonomy package; None for the test taxonomy that comes with the site."""
    students_per_day: int = 50

    @property
    def mail_folder(self) -> Path:
        """Where e-mail lies that no server is there for."""
        return self.instance / "post"

    @property
    def demonstration(self) -> bool:
        """Whether nobody has claimed this site as his own yet."""
        return self.operator is None

    def provider(self, means: Means) -> Provider | None:
        """Find the provider of a means; None where that login is not configured."""
        return next((provider for provider in self.providers if provider.means is means), None)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Read the settings from variables `DUO_*`; raise SettingsError with the name of the first that is wrong."""
        source = _Source(os.environ if environment is None else environment)
        instance = Path(source.text("DUO_INSTANCE", "instance")).resolve()
        return cls(
            secret_key=source.secret("DUO_SECRET_KEY"),
            data_key=source.key("DUO_DATA_KEY"),
            base_url=source.origin("DUO_BASE_URL"),
            instance=instance,
            database_url=source.database("DUO_DATABASE_URL", instance / "duo.sqlite"),
            files_folder=source.folder("DUO_FILES_FOLDER", instance / "uittreksels"),
            seal_folder=source.folder("DUO_SEAL_FOLDER", instance / "zegel"),
            operator=source.optional("DUO_OPERATOR"),
            security_contact=source.optional("DUO_SECURITY_CONTACT"),
            providers=tuple(provider for means in Means if (provider := source.provider(means, instance))),
            trusted_proxies=source.number("DUO_TRUSTED_PROXIES", 0, least=0, most=10),
            metrics_token=source.optional("DUO_METRICS_TOKEN"),
            style_guide=source.flag("DUO_STYLE_GUIDE"),
            render_workers=source.number("DUO_RENDER_WORKERS", 1, least=1, most=64),
            full_rendering=source.flag("DUO_FULL_RENDERING"),
            tsa_urls=source.web_addresses("DUO_TSA_URLS"),
            mail_server=source.mail_server(),
            xbrl_taxonomy=source.file("DUO_XBRL_TAXONOMY"),
            students_per_day=source.number("DUO_STUDENTS_PER_DAY", 50, least=1, most=10_000),
        )


class _Source:
    """Reads and checks one variable at a time."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    def optional(self, name: str) -> str | None:
        return self._environment.get(name, "").strip() or None

    def text(self, name: str, default: str) -> str:
        return self.optional(name) or default

    def required(self, name: str) -> str:
        value = self.optional(name)
        if value is None:
            raise SettingsError(f"{name} is not set. README.md explains each setting.")
        return value

    def secret(self, name: str) -> str:
        value = self.required(name)
        if len(value) < 32:
            raise SettingsError(f"{name} is too short: use at least 32 random characters.")
        return value

    def key(self, name: str) -> bytes:
        try:
            value = base64.b64decode(self.required(name), validate=True)
        except ValueError as error:
            raise SettingsError(f"{name} is not base64.") from error
        if len(value) != 32:
            raise SettingsError(f"{name} must be 32 random bytes in base64; it holds {len(value)}.")
        return value

    def address(self, name: str) -> str:
        value = self.required(name).rstrip("/")
        _split_address(name, value)
        return value

    def origin(self, name: str) -> str:
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
        value = self.text(name, f"sqlite:///{default}")
        if not value.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
            raise SettingsError(f"{name} must begin with sqlite:/// or postgresql://.")
        return value

    def folder(self, name: str, default: Path) -> Path:
        return Path(self.text(name, str(default))).resolve()

    def file(self, name: str) -> Path | None:
        value = self.optional(name)
        if value is not None and not Path(value).exists():
            raise SettingsError(f"{name} names {value}, which is not there.")
        return Path(value).resolve() if value else None

    def number(self, name: str, default: int, least: int, most: int) -> int:
        value = self.text(name, str(default))
        if not re.fullmatch("[0-9]{1,6}", value) or not least <= int(value) <= most:
            raise SettingsError(f"{name} must be a whole number from {least} to {most}.")
        return int(value)

    def flag(self, name: str) -> bool:
        value = self.text(name, "0")
        if value not in ("0", "1"):
            raise SettingsError(f"{name} must be 0 or 1.")
        return value == "1"

    def mail_server(self) -> MailServer | None:
        host = self.optional("DUO_SMTP_HOST")
        if host is None:
            return None
        sender, user = self.required("DUO_SMTP_SENDER"), self.optional("DUO_SMTP_USER")
        if not re.fullmatch(r"[!-?A-~]+@[!-?A-~]+", sender):
            raise SettingsError("DUO_SMTP_SENDER must be an e-mail address.")
        return MailServer(
            host=host,
            port=self.number("DUO_SMTP_PORT", 587, least=1, most=65535),
            sender=sender,
            # A password or an invitation does not cross a network that others can read.
            starttls=host not in _THIS_MACHINE,
            user=user,
            password=self.required("DUO_SMTP_PASSWORD") if user else "",
        )

    def provider(self, means: Means, instance: Path) -> Provider | None:
        prefix = f"DUO_{means.name}"
        if self.optional(f"{prefix}_ISSUER") is None:
            return None
        return Provider(
            means=means,
            issuer=self.address(f"{prefix}_ISSUER"),
            client_id=self.required(f"{prefix}_CLIENT_ID"),
            client_key=Path(self.text(f"{prefix}_CLIENT_KEY", str(instance / "login" / f"{means}.pem"))),
            acr=self.required(f"{prefix}_ACR"),
        )


def _split_address(name: str, value: str, *, allow_http: bool = False) -> SplitResult:
    """Take an address apart; refuse what is not one, what is not encrypted and what holds more than an address."""
    try:
        parts = urlsplit(value)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise SettingsError(f"{name} is not an address.") from error
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and (allow_http or host in _THIS_MACHINE))
    if not host or not is_safe:
        raise SettingsError(f"{name} must be an https address (http only on this machine itself).")
    if "@" in parts.netloc or parts.query or parts.fragment or not re.fullmatch("[!-~]+", value):
        raise SettingsError(f"{name} must hold a plain address, without a name, a password or a query.")
    return parts
