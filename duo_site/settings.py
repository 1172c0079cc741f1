"""The settings of the site: the only place that reads the environment.

Every default is safe in production; secrets have none. The table in README.md lists them; a test compares the two.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from duo_site.means import Means
from duo_site.variables import THIS_MACHINE, SettingsError, Source

__all__ = ["MailServer", "Provider", "SealToken", "Settings", "SettingsError", "whole_environment"]


def whole_environment() -> dict[str, str]:
    """Give the environment of this process, to pass on to the processes it starts."""
    return dict(os.environ)


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
class SealToken:
    """A token (PKCS#11: an HSM, a smart card) that may hold the key of the seal."""

    module: Path
    """The library of whoever made the token."""
    name: str
    pin: str = field(repr=False)


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
    seal_token: SealToken | None = None
    mail_server: MailServer | None = None
    xbrl_taxonomy: Path | None = None
    """A taxonomy package; None for the test taxonomy that comes with the site."""
    students_per_day: int = 50
    mail_per_minute: int = 600
    """How fast the nieuwsbrief goes."""
    four_eyes: bool = False
    """Whether another than the writer must publish a text."""

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
        source = Source(os.environ if environment is None else environment)
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
            providers=tuple(provider for means in Means if (provider := _provider(source, means, instance))),
            trusted_proxies=source.number("DUO_TRUSTED_PROXIES", 0, least=0, most=10),
            metrics_token=source.optional("DUO_METRICS_TOKEN"),
            style_guide=source.flag("DUO_STYLE_GUIDE"),
            render_workers=source.number("DUO_RENDER_WORKERS", 1, least=1, most=64),
            full_rendering=source.flag("DUO_FULL_RENDERING"),
            tsa_urls=source.web_addresses("DUO_TSA_URLS"),
            seal_token=_token(source),
            mail_server=_mail_server(source),
            xbrl_taxonomy=source.file("DUO_XBRL_TAXONOMY"),
            four_eyes=source.flag("DUO_FOUR_EYES"),
            students_per_day=source.number("DUO_STUDENTS_PER_DAY", 50, least=1, most=10_000),
            mail_per_minute=source.number("DUO_MAIL_PER_MINUTE", 600, least=1, most=100_000),
        )


def _provider(source: Source, means: Means, instance: Path) -> Provider | None:
    prefix = f"DUO_{means.name}"
    if source.optional(f"{prefix}_ISSUER") is None:
        return None
    return Provider(
        means=means,
        issuer=source.address(f"{prefix}_ISSUER"),
        client_id=source.required(f"{prefix}_CLIENT_ID"),
        client_key=Path(source.text(f"{prefix}_CLIENT_KEY", str(instance / "login" / f"{means}.pem"))),
        acr=source.required(f"{prefix}_ACR"),
    )


def _mail_server(source: Source) -> MailServer | None:
    host = source.optional("DUO_SMTP_HOST")
    if host is None:
        return None
    sender, user = source.required("DUO_SMTP_SENDER"), source.optional("DUO_SMTP_USER")
    if not re.fullmatch(r"[!-?A-~]+@[!-?A-~]+", sender):
        raise SettingsError("DUO_SMTP_SENDER must be an e-mail address.")
    return MailServer(
        host=host,
        port=source.number("DUO_SMTP_PORT", 587, least=1, most=65535),
        sender=sender,
        # A password or an invitation does not cross a network that others can read.
        starttls=host not in THIS_MACHINE,
        user=user,
        password=source.required("DUO_SMTP_PASSWORD") if user else "",
    )


def _token(source: Source) -> SealToken | None:
    """Read how to reach a token; its PIN may stand in a file, as secrets of containers do."""
    module = source.optional("DUO_PKCS11_MODULE")
    if module is None:
        return None
    name, file = source.required("DUO_PKCS11_TOKEN"), source.optional("DUO_PKCS11_PIN_FILE")
    return SealToken(Path(module), name, source.required("DUO_PKCS11_PIN") if file is None else _read_pin(Path(file)))


def _read_pin(file: Path) -> str:
    try:
        pin = file.read_text().strip()
    except (OSError, ValueError) as error:
        raise SettingsError("DUO_PKCS11_PIN_FILE cannot be read.") from error
    if not pin:
        raise SettingsError("DUO_PKCS11_PIN_FILE is empty.")
    return pin
