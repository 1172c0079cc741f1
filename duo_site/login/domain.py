"""What logging in means: levels of assurance, a login under way, and how a login can end."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from duo_site.identity import Identity, Means, Permission

LONGEST_LOGIN = timedelta(minutes=15)
"""How long somebody may be away at the identity provider."""

PERMISSION_OF: dict[Means, Permission] = {
    Means.DIGID: Permission.MIJN_DIPLOMAS,
    Means.EHERKENNING: Permission.MIJN_DUO,
}
PERMISSION_OF_GROUP: dict[str, Permission] = {
    "redactie": Permission.REDACTIE,
    "zaken": Permission.BEANTWOORD_ZAKEN,
    "feedback": Permission.LEES_FEEDBACK,
    "feedback-beheer": Permission.BEHEER_FEEDBACK,
    "nieuwsbrief": Permission.MAAK_NIEUWSBRIEF,
    "vertalen": Permission.VERTAAL,
    "publiceren": Permission.PUBLICEER,
}
"""What a medewerker of the agency may, by the groups that his work account names."""

LANDING: dict[Means, str] = {
    Means.DIGID: "/mijn-diplomas",
    Means.EHERKENNING: "/mijn-duo",
    Means.MEDEWERKER: "/redactie",
}
"""Where somebody arrives who did not ask for a page of his own choice."""

_LONGEST_PATH = 300
_NO_DESTINATION = frozenset({".", "..", "inloggen", "uitloggen", "uitgelogd"})
"""Parts of a path that lead nowhere after a login: out again, or round in a circle."""
_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


_LANDING_OF_TASK = {
    Permission.BEANTWOORD_ZAKEN: "/redactie/zaken",
    Permission.LEES_FEEDBACK: "/redactie/feedback",
    Permission.MAAK_NIEUWSBRIEF: "/redactie/nieuwsbrief",
}


def landing_of(identity: Identity) -> str:
    """Give where somebody arrives: who is no redacteur has a page of his own."""
    if identity.means is Means.MEDEWERKER and not identity.may(Permission.REDACTIE):
        landings = [landing for task, landing in _LANDING_OF_TASK.items() if identity.may(task)]
        return landings[0] if landings else "/redactie/zaken"
    return LANDING[identity.means]


@dataclass(frozen=True)
class Level:
    """A level of assurance: the word of the protocol and the name people know it by."""

    uri: str
    label: str


LEVELS: dict[Means, tuple[Level, ...]] = {
    # Logius, interface specification of DigiD: the authentication contexts of basis, midden, substantieel and hoog.
    Means.DIGID: (
        Level("urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport", "Basis"),
        Level("urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract", "Midden"),
        Level("urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard", "Substantieel"),
        Level("urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI", "Hoog"),
    ),
    # Afsprakenstelsel Elektronische Toegangsdiensten: levels of assurance.
    Means.EHERKENNING: (
        Level("urn:etoegang:core:assurance-class:loa2", "EH2"),
        Level("urn:etoegang:core:assurance-class:loa2plus", "EH2+"),
        Level("urn:etoegang:core:assurance-class:loa3", "EH3"),
        Level("urn:etoegang:core:assurance-class:loa4", "EH4"),
    ),
    # REFEDS profiles for one and for more factors.
    Means.MEDEWERKER: (
        Level("https://refeds.org/profile/sfa", "1"),
        Level("https://refeds.org/profile/mfa", "2"),
    ),
}
"""The levels of each means, from low to high."""


def find_level(means: Means, uri: object) -> Level | None:
    """Find a level by its word; None for a word that the means does not have."""
    return next((level for level in LEVELS[means] if level.uri == uri), None)


def is_high_enough(means: Means, given: object, needed: str) -> bool:
    """Tell whether a level reaches the needed one; an unknown level never does."""
    order = [level.uri for level in LEVELS[means]]
    return given in order and needed in order and order.index(str(given)) >= order.index(needed)


@dataclass(frozen=True)
class PendingLogin:
    """A login under way: what was sent to the provider and must come back, and where to go afterwards."""

    means: Means
    state: str
    nonce: str
    verifier: str
    started: datetime
    language: str
    next_path: str

    def is_overdue(self, now: datetime) -> bool:
        """Tell whether the login took too long."""
        return not self.started - timedelta(minutes=1) <= now <= self.started + LONGEST_LOGIN


class Refusal(StrEnum):
    """Why a login was refused, in words that may stand in a log."""

    UNKNOWN_STATE = "unknown-state"
    OVERDUE = "overdue"
    BAD_ANSWER = "bad-answer"
    WRONG_ISSUER = "wrong-issuer"
    PROVIDER_REFUSED = "provider-refused"
    UNREADABLE = "unreadable"
    BAD_SIGNATURE = "bad-signature"
    WRONG_AUDIENCE = "wrong-audience"
    OUT_OF_DATE = "out-of-date"
    WRONG_NONCE = "wrong-nonce"
    OLD_AUTHENTICATION = "old-authentication"
    BAD_SUBJECT = "bad-subject"
    BAD_BSN = "bad-bsn"
    NO_MACHTIGING = "no-machtiging"
    NO_GROUP = "no-group"


@dataclass(frozen=True)
class LoggedIn:
    """Somebody proved who he is."""

    identity: Identity
    level: str = ""


@dataclass(frozen=True)
class Cancelled:
    """The person stopped at the provider."""


@dataclass(frozen=True)
class LevelTooLow:
    """The person logged in with a lower level than this site needs; `given` is None where it is unknown."""

    given: Level | None
    needed: Level


@dataclass(frozen=True)
class Refused:
    """The answer of the provider did not pass a check."""

    reason: Refusal


@dataclass(frozen=True)
class ProviderDown:
    """The provider does not answer, or not in the way it should."""


class Reason(StrEnum):
    """Why somebody is not logged in, as the word in the address of the page that explains it."""

    CANCELLED = "geannuleerd"
    LEVEL = "niveau"
    DOWN = "storing"
    EXPIRED = "verlopen"
    UNKNOWN = "onbekend"
    MACHTIGING = "machtiging"
    KEPT = "bewaard"


Failure = Cancelled | LevelTooLow | Refused | ProviderDown
Outcome = LoggedIn | Failure


def own_path(text: str | None) -> str:
    """Give a path of this site to go to after the login, or an empty text for anything else."""
    if not text or len(text) > _LONGEST_PATH or not text.isascii() or not text.isprintable():
        return ""
    if not text.startswith("/") or text.startswith("//") or "\\" in text:
        return ""
    parts = urlsplit(text)
    if parts.scheme or parts.netloc or not _NO_DESTINATION.isdisjoint(parts.path.split("/")):
        return ""
    return text


def is_bsn(text: str) -> bool:
    """Tell whether a text is a BSN: nine digits that pass the 11-test."""
    if len(text) != len(_BSN_WEIGHTS) or not text.isascii() or not text.isdecimal() or text == "000000000":
        return False
    return sum(weight * int(digit) for weight, digit in zip(_BSN_WEIGHTS, text, strict=True)) % 11 == 0
