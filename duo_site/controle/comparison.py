"""The data of the file beside the data of the register, field by field."""

from dataclasses import dataclass

from duo_site.controle.domain import RegisterEntry
from duo_site.uittreksel.domain import Cijfer, Status, UittrekselInhoud
from duo_site.web.clock import DUTCH_TIME
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import ngettext
from duo_site.web.templating import format_day


@dataclass(frozen=True)
class ComparedField:
    """One field: what it is called, what the file says and what the register says."""

    label: str
    in_file: str
    in_register: str
    is_dutch: bool
    """Whether the text is of the register: Dutch, whatever the language of the page."""

    @property
    def differs(self) -> bool:
        """Whether the two say something else."""
        return self.in_file != self.in_register


def compare(in_file: UittrekselInhoud, entry: RegisterEntry) -> tuple[ComparedField, ...]:
    """Lay a file beside what the register holds now; fields that both leave empty stay out."""
    dutch = {_("Opleiding"), _("Profiel"), _("Onderwijsinstelling"), _("Plaats")}
    labels = {"holder": _("Naam"), "birth_date": _("Geboortedatum")}
    withheld = {labels[name] for name in entry.withheld}
    pairs = zip(_list_fields(in_file), _list_fields(entry.shown, in_file.grades), strict=True)
    compared = (
        ComparedField(label, left, _("Gewijzigd, wij tonen dit niet") if label in withheld else right, label in dutch)
        for (label, left), (_label, right) in pairs
    )
    status = ComparedField(_("Status"), _("Geldig"), _describe_status(entry), False)
    return (status, *(field for field in compared if field.in_file or field.in_register))


def _describe_status(entry: RegisterEntry) -> str:
    since = format_day(entry.status_since.astimezone(DUTCH_TIME).date())
    match entry.status:
        case Status.GELDIG:
            return _("Geldig")
        case Status.VERVANGEN:
            return _("Vervangen op %(day)s", day=since)
        case Status.INGETROKKEN:
            return _("Ingetrokken op %(day)s", day=since)


def _list_fields(inhoud: UittrekselInhoud, beside: tuple[Cijfer, ...] = ()) -> list[tuple[str, str]]:
    documents = {"diploma": _("Diploma"), "getuigschrift": _("Getuigschrift"), "certificaat": _("Certificaat")}
    return [
        (_("Soort document"), documents[inhoud.document]),
        (_("Opleiding"), " / ".join(inhoud.qualification)),
        (_("Profiel"), inhoud.profiel or ""),
        (_("Naam"), inhoud.holder),
        (_("Geboortedatum"), format_day(inhoud.birth_date)),
        (_("Onderwijsinstelling"), inhoud.onderwijsinstelling),
        (_("Plaats"), inhoud.place),
        (_("Behaald op"), format_day(inhoud.obtained_on)),
        (_("Niveau (NLQF)"), inhoud.nlqf or ""),
        (_("Cijferlijst"), _describe_grades(inhoud.grades, beside)),
        (_("Gedownload op"), format_day(inhoud.downloaded_on)),
        (_("Nummer"), inhoud.number),
    ]


def _describe_grades(grades: tuple[Cijfer, ...], beside: tuple[Cijfer, ...]) -> str:
    """Count the vakken; where they are as many as in the list beside them and yet others, say so."""
    if not grades:
        return ""
    if len(grades) == len(beside) and grades != beside:
        return ngettext("%(num)s vak, met andere cijfers", "%(num)s vakken, met andere cijfers", len(grades))
    return ngettext("%(num)s vak", "%(num)s vakken", len(grades))
