"""The outcomes of a controle: seven words that programs rely on, and the reasons behind each."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from duo_site.uittreksel.domain import Status, UittrekselInhoud


class Oordeel(StrEnum):
    """The word for an outcome; exactly one holds for a file."""

    GELDIG = "geldig"
    INGETROKKEN = "ingetrokken"
    VERVANGEN = "vervangen"
    GEWIJZIGD = "gewijzigd"
    NIET_VAN_ONS = "niet-van-ons"
    GEEN_ZEGEL = "geen-zegel"
    NIET_TE_CONTROLEREN = "niet-te-controleren"


class Reden(StrEnum):
    """Why the outcome is what it is; the pages have a sentence for each."""

    ZEGEL_KLOPT = "zegel-klopt"
    INGETROKKEN_IN_REGISTER = "ingetrokken-in-register"
    VERVANGEN_IN_REGISTER = "vervangen-in-register"
    INHOUD_GEWIJZIGD = "inhoud-gewijzigd"
    IETS_TOEGEVOEGD = "iets-toegevoegd"
    ZEGEL_BESCHADIGD = "zegel-beschadigd"
    ZEGEL_VAN_EEN_ANDER = "zegel-van-een-ander"
    GEEN_ZEGEL_IN_BESTAND = "geen-zegel-in-bestand"
    GEEN_PDF = "geen-pdf"
    LEEG = "leeg"
    TE_GROOT = "te-groot"
    BEVEILIGD = "beveiligd-met-wachtwoord"
    BESCHADIGD = "beschadigd"
    DUURT_TE_LANG = "duurt-te-lang"
    MEER_ZEGELS = "meer-zegels"
    ZEGEL_BUITEN_GELDIGHEID = "zegel-buiten-geldigheid"
    NUMMER_ONTBREEKT = "nummer-ontbreekt"
    NIET_IN_REGISTER = "niet-in-register"
    REGISTER_ZEGT_ANDERS = "register-zegt-anders"
    GEEN_SLEUTELS = "geen-sleutels"
    AFBEELDING = "afbeelding"
    ONTVANGSTBEWIJS = "ontvangstbewijs"
    ARCHIEF_ONLEESBAAR = "archief-onleesbaar"
    ARCHIEF_IN_ARCHIEF = "archief-in-archief"
    ARCHIEF_VERDACHT = "archief-verdacht"
    SAMEN_TE_GROOT = "samen-te-groot"
    STATUSLIJST_ONTBREEKT = "statuslijst-ontbreekt"
    STATUSLIJST_ONGELDIG = "statuslijst-ongeldig"
    STATUSLIJST_VERLOPEN = "statuslijst-verlopen"
    NIET_IN_STATUSLIJST = "niet-in-statuslijst"


@dataclass(frozen=True)
class Verzegeld:
    """What a seal that holds tells: by whom, when, and what the file itself says."""

    sealed_at: datetime
    sealed_by: str
    """The common name in our own key list, never a name from the file."""
    key_id: str
    inhoud: UittrekselInhoud

    @property
    def number(self) -> str:
        """Give the number in the sealed file, by which the register can be asked."""
        return self.inhoud.number


@dataclass(frozen=True)
class Geldig:
    """The seal is ours, nothing changed since, and the register does not say otherwise."""

    verzegeld: Verzegeld
    redenen: tuple[Reden, ...] = (Reden.ZEGEL_KLOPT,)
    oordeel = Oordeel.GELDIG


@dataclass(frozen=True)
class Ingetrokken:
    """The seal is ours, but the diploma was withdrawn."""

    verzegeld: Verzegeld
    since: datetime
    redenen: tuple[Reden, ...] = (Reden.INGETROKKEN_IN_REGISTER,)
    oordeel = Oordeel.INGETROKKEN


@dataclass(frozen=True)
class Vervangen:
    """The seal is ours, but the data were corrected since."""

    verzegeld: Verzegeld
    since: datetime
    redenen: tuple[Reden, ...] = (Reden.VERVANGEN_IN_REGISTER,)
    oordeel = Oordeel.VERVANGEN


@dataclass(frozen=True)
class Gewijzigd:
    """Our seal is in the file, and the file is not what was sealed."""

    redenen: tuple[Reden, ...]
    oordeel = Oordeel.GEWIJZIGD


@dataclass(frozen=True)
class NietVanOns:
    """The file carries a seal, but none of ours, whatever names it bears."""

    redenen: tuple[Reden, ...] = (Reden.ZEGEL_VAN_EEN_ANDER,)
    oordeel = Oordeel.NIET_VAN_ONS


@dataclass(frozen=True)
class GeenZegel:
    """The file carries no seal at all: a scan, a print, another document, or a copy that was saved again."""

    redenen: tuple[Reden, ...] = (Reden.GEEN_ZEGEL_IN_BESTAND,)
    oordeel = Oordeel.GEEN_ZEGEL


@dataclass(frozen=True)
class NietTeControleren:
    """No judgement is possible, so the file must not be relied on."""

    redenen: tuple[Reden, ...]
    oordeel = Oordeel.NIET_TE_CONTROLEREN


SealOutcome = Geldig | Gewijzigd | NietVanOns | GeenZegel | NietTeControleren
Outcome = SealOutcome | Ingetrokken | Vervangen


@dataclass(frozen=True)
class RegisterEntry:
    """What the register says of the number in a sealed file."""

    inhoud: UittrekselInhoud
    """As it was issued."""
    status: Status
    status_since: datetime
    present: UittrekselInhoud | None = None
    """What the same uittreksel would say today, where the data were corrected since."""
    withheld: frozenset[str] = frozenset()
    """The fields of the person that were corrected: that is told, and to what is not (see `withhold_person`)."""

    @property
    def shown(self) -> UittrekselInhoud:
        """Give what the register holds now."""
        return self.present or self.inhoud


def withhold_person(issued: UittrekselInhoud, present: UittrekselInhoud) -> tuple[UittrekselInhoud, frozenset[str]]:
    """Take the name and date of birth of today out of corrected data; give what is left and which of them changed.

    An old file may lie with anybody. Who somebody became since, after a change of name or gender, is his to tell.
    """
    changed = frozenset(name for name in ("holder", "birth_date") if getattr(issued, name) != getattr(present, name))
    return replace(present, holder=issued.holder, birth_date=issued.birth_date), changed


def with_register(outcome: SealOutcome, entry: RegisterEntry | None) -> Outcome:
    """Lay what the register says beside what the seal says; a file that the register does not know is not valid."""
    if not isinstance(outcome, Geldig):
        return outcome
    if entry is None:
        return NietTeControleren((Reden.NIET_IN_REGISTER,))
    if entry.inhoud != outcome.verzegeld.inhoud:
        return NietTeControleren((Reden.REGISTER_ZEGT_ANDERS,))
    match entry.status:
        case Status.GELDIG:
            return outcome
        case Status.INGETROKKEN:
            return Ingetrokken(outcome.verzegeld, entry.status_since)
        case Status.VERVANGEN:
            return Vervangen(outcome.verzegeld, entry.status_since)
