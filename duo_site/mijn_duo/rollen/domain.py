"""What a medewerker of an onderwijsinstelling holds, and where he may therefore work."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duo_site.identity import POLICY_OF, Kenmerk, Permission, Rol, RolPolicy, Sector, Werkplek


class Bekostiging(StrEnum):
    """Who pays for the education of an onderwijsinstelling."""

    BEKOSTIGD = "bekostigd"
    PARTICULIER = "particulier"


@dataclass(frozen=True)
class Bestuur:
    """A bevoegd gezag."""

    bestuursnummer: str
    name: str


@dataclass(frozen=True)
class Onderwijsinstelling:
    """An onderwijsinstelling as the register knows it."""

    instellingscode: str
    name: str
    town: str
    sector: Sector
    bestuursnummer: str
    bekostiging: Bekostiging


@dataclass(frozen=True)
class Roltoekenning:
    """A rol that somebody holds for an instellingscode and a bestuursnummer, from a date until a date.

    `instellingscode` is empty where the rol counts for the bestuur as a whole, or where it is missing still.
    """

    rol: Rol
    instellingscode: str
    bestuursnummer: str
    starts_on: date
    ends_on: date | None
    given_by: str
    machtigingen: frozenset[Permission] = frozenset()

    @property
    def policy(self) -> RolPolicy:
        """Give what the rol holds."""
        return POLICY_OF[self.rol]

    def list_missing(self) -> tuple[Kenmerk, ...]:
        """List the kenmerken without which this rol does not work yet."""
        has = {Kenmerk.INSTELLINGSCODE: self.instellingscode, Kenmerk.BESTUURSNUMMER: self.bestuursnummer}
        return tuple(kenmerk for kenmerk in self.policy.kenmerken if not has[kenmerk])


@dataclass(frozen=True)
class HeldRol:
    """A rol that somebody holds today, beside what the register says about the place."""

    toekenning: Roltoekenning
    bestuur: Bestuur | None
    onderwijsinstelling: Onderwijsinstelling | None

    @property
    def werkplek(self) -> Werkplek | None:
        """Give where the rol lets somebody work; None where it does not count (yet)."""
        held, policy = self.toekenning, self.toekenning.policy
        if held.list_missing() or self.bestuur is None:
            return None
        if not policy.is_for_one_onderwijsinstelling:
            return Werkplek("", held.bestuursnummer, self.bestuur.name, None)
        place = self.onderwijsinstelling
        if place is None or place.bestuursnummer != held.bestuursnummer or not policy.counts_in(place.sector):
            return None
        return Werkplek(place.instellingscode, place.bestuursnummer, place.name, place.sector)


def list_werkplekken(held: tuple[HeldRol, ...]) -> tuple[Werkplek, ...]:
    """List where somebody may work, by name; who is beheerder of a bestuur has no other work there."""
    places = {rol.werkplek for rol in held} - {None}
    managed = {place.bestuursnummer for place in places if place and not place.instellingscode}
    kept = {place for place in places if place and (not place.instellingscode or place.bestuursnummer not in managed)}
    return tuple(sorted(kept, key=lambda place: (place.name, place.key)))


def permissions_at(held: tuple[HeldRol, ...], werkplek: Werkplek) -> frozenset[Permission]:
    """Give what somebody may do at a werkplek: what his rollen there hold, and the machtigingen that fit them."""
    permissions: frozenset[Permission] = frozenset()
    for rol in held:
        if rol.werkplek == werkplek:
            policy = rol.toekenning.policy
            permissions |= policy.permissions | (rol.toekenning.machtigingen & policy.machtigingen)
    return permissions


@dataclass(frozen=True)
class Actor:
    """Who changes a rol: a beheerder, or the bevoegd gezag, which has no login of its own."""

    subject: str | None
    name: str


BEVOEGD_GEZAG = Actor(None, "het bevoegd gezag")


@dataclass(frozen=True)
class Grant:
    """A rol to give: to whom, where, and for how long."""

    subject: str
    name: str
    rol: Rol
    bestuursnummer: str
    instellingscode: str
    starts_on: date
    ends_on: date | None = None
    machtigingen: frozenset[Permission] = frozenset()
    email: str = ""


class Change(StrEnum):
    """What happened to a rol, as the history keeps it."""

    INVITED = "uitgenodigd"
    WITHDRAWN = "ingetrokken"
    ACCEPTED = "aanvaard"
    GIVEN = "gegeven"
    CHANGED = "gewijzigd"
    ENDED = "beeindigd"


class Refusal(StrEnum):
    """Why a rol was not given or changed."""

    HIMSELF = "himself"
    ONLY_BEVOEGD_GEZAG = "only-bevoegd-gezag"
    NO_KENMERK = "no-kenmerk"
    UNKNOWN_PLACE = "unknown-place"
    OTHER_SECTOR = "other-sector"
    IS_BEHEERDER = "is-beheerder"
    HOLDS_ROLLEN = "holds-rollen"
    WRONG_DATES = "wrong-dates"
    WRONG_MACHTIGING = "wrong-machtiging"
    HELD_ALREADY = "held-already"
    CHANGED_MEANWHILE = "changed-meanwhile"
    INVITED_ALREADY = "invited-already"


@dataclass(frozen=True)
class Given:
    """The rol was given or changed; `number` is by what it is known."""

    number: int


@dataclass(frozen=True)
class NotGiven:
    """Nothing was changed."""

    reason: Refusal


GiveOutcome = Given | NotGiven
