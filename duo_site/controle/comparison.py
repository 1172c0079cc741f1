"""The data of the file beside the data of the register, field by field."""

from dataclasses import dataclass

from duo_site.uittreksel.domain import UittrekselInhoud
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


def compare(in_file: UittrekselInhoud, in_register: UittrekselInhoud) -> tuple[ComparedField, ...]:
    """Lay the two beside each other; fields that both leave empty stay out."""
    dutch = {_("Opleiding"), _("Profiel"), _("Onderwijsinstelling"), _("Plaats")}
    pairs = zip(_list_fields(in_file), _list_fields(in_register), strict=True)
    compared = (ComparedField(label, left, right, label in dutch) for (label, left), (_label, right) in pairs)
    return tuple(field for field in compared if field.in_file or field.in_register)


def _list_fields(inhoud: UittrekselInhoud) -> list[tuple[str, str]]:
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
        (_("Cijferlijst"), ngettext("%(num)s vak", "%(num)s vakken", len(inhoud.grades)) if inhoud.grades else ""),
        (_("Gedownload op"), format_day(inhoud.downloaded_on)),
        (_("Nummer"), inhoud.number),
    ]
