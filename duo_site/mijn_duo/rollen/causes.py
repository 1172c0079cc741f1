"""Why a rol does not work, or why somebody holds none: outcomes, to be put into words by `explanations`."""

from dataclasses import dataclass
from datetime import date

from duo_site.identity import Kenmerk, Permission, RolPolicy
from duo_site.mijn_duo.rollen.domain import HeldRol


@dataclass(frozen=True)
class KenmerkMissing:
    """A rol was given without a number that it needs."""

    policy: RolPolicy
    kenmerk: Kenmerk
    beheerders: tuple[str, ...]


@dataclass(frozen=True)
class NotCounting:
    """A rol names an onderwijsinstelling where it does not count: unknown, of another bestuur or another sector."""

    policy: RolPolicy
    instellingscode: str
    beheerders: tuple[str, ...]


@dataclass(frozen=True)
class RolEnded:
    """The last rol that somebody held is over."""

    policy: RolPolicy
    ended_on: date
    beheerders: tuple[str, ...]


@dataclass(frozen=True)
class RolLater:
    """The rol that is needed has not begun."""

    policy: RolPolicy
    starts_on: date
    beheerders: tuple[str, ...]


@dataclass(frozen=True)
class RolElsewhere:
    """The rol that is needed counts at another werkplek of the same person."""

    policy: RolPolicy
    place: str


@dataclass(frozen=True)
class BeheerderSeesNoData:
    """Who manages the rollen of a bestuur does no other work there."""

    policies: tuple[RolPolicy, ...]
    place: str


@dataclass(frozen=True)
class NeverHeld:
    """Somebody works here with other rollen; `machtiging` is what is given on top of a rol, where that is it."""

    policies: tuple[RolPolicy, ...]
    machtiging: Permission | None
    place: str
    beheerders: tuple[str, ...]


@dataclass(frozen=True)
class NoBeheerder:
    """The onderwijsinstelling has nobody yet who can give rollen."""

    onderwijsinstelling: str


@dataclass(frozen=True)
class NotLinked:
    """This login was never tied to a rol, while there are invitations that nobody has accepted yet."""

    beheerders: tuple[str, ...]


@dataclass(frozen=True)
class NothingHeld:
    """Nobody has given this person a rol."""

    beheerders: tuple[str, ...]


Cause = (
    KenmerkMissing
    | NotCounting
    | RolEnded
    | RolLater
    | RolElsewhere
    | BeheerderSeesNoData
    | NeverHeld
    | NoBeheerder
    | NotLinked
    | NothingHeld
)


@dataclass(frozen=True)
class Explained:
    """The rollen that somebody holds at his werkplek, and why he can do no more."""

    here: tuple[HeldRol, ...]
    causes: tuple[Cause, ...]
