"""The kinds that are filled in here: what they ask, when that is whole, and how it is put in words."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from flask import url_for
from sqlalchemy.orm import Session

from duo_site.jobs import enqueue
from duo_site.mijn_duo.zaken.domain import MOST_OVERVIEWS, OVERVIEWS, Inhoud, Status, Zaak, ZaakKind
from duo_site.mijn_duo.zaken.kinds import KindPart
from duo_site.mijn_duo.zaken.overview.making import CSV, JOB_KIND, XLSX
from duo_site.mijn_duo.zaken.service.overviews import count_waiting
from duo_site.web.i18n import gettext as _

FIRST_YEAR = 1996
"""The first year of which the register holds diplomas (domain.md section 2)."""
MOST_STUDENTS = 100_000
FIELDS = {
    ZaakKind.REGISTRATIEOVERZICHT: ("van_jaar", "tot_jaar", "vorm"),
    ZaakKind.OBO: ("van_jaar", "tot_jaar", "vorm"),
    ZaakKind.SUBSIDIE: ("opleidingsschool", "schooljaar", "partners", "studenten", "toelichting"),
}
OPTIONAL = frozenset({"toelichting"})
_YEAR = re.compile("[12][0-9]{3}")
_SCHOOL_YEAR = re.compile("20[0-9]{2}-20[0-9]{2}")
_NUMBER = re.compile("[0-9]{1,6}")


def school_years(day: date) -> tuple[str, ...]:
    """List the school years for which an opgave can be made: the one that runs (from August) and the next."""
    first = day.year if day.month >= 8 else day.year - 1
    return tuple(f"{year}-{year + 1}" for year in (first, first + 1))


def is_school_year(text: str) -> bool:
    """Tell whether a text is a school year."""
    return _SCHOOL_YEAR.fullmatch(text) is not None and int(text[5:]) == int(text[:4]) + 1


def list_problems(kind: ZaakKind, inhoud: Inhoud, this_year: int) -> dict[str, str]:
    """List what keeps a draft from being handed in, by field; empty where it is whole."""
    problems = {field: _("Vul dit in.") for field in FIELDS[kind] if field not in OPTIONAL and not inhoud.get(field)}
    check = _check_years if kind in OVERVIEWS else _check_subsidie
    return check(inhoud, this_year) | problems


def _check_years(inhoud: Inhoud, this_year: int) -> dict[str, str]:
    problems: dict[str, str] = {}
    years = {field: str(inhoud.get(field, "")) for field in ("van_jaar", "tot_jaar")}
    for field, text in years.items():
        if not _YEAR.fullmatch(text) or not FIRST_YEAR <= int(text) <= this_year:
            problems[field] = _("Vul een jaar in van %(first)s tot en met %(last)s.", first=FIRST_YEAR, last=this_year)
    if not problems and int(years["van_jaar"]) > int(years["tot_jaar"]):
        problems["tot_jaar"] = _("Dit jaar ligt voor het eerste jaar.")
    return problems


def _check_subsidie(inhoud: Inhoud, _this_year: int) -> dict[str, str]:
    problems = {}
    if not is_school_year(str(inhoud.get("schooljaar", ""))):
        problems["schooljaar"] = _("Kies een schooljaar.")
    for field, most in (("partners", 500), ("studenten", MOST_STUDENTS)):
        text = str(inhoud.get(field, ""))
        if not _NUMBER.fullmatch(text) or not 1 <= int(text) <= most:
            problems[field] = _("Vul een heel getal in van 1 tot en met %(most)s.", most=most)
    return problems


def _describe_overview(inhoud: Inhoud) -> list[tuple[str, str]]:
    forms = {CSV: _("CSV, voor elk rekenprogramma"), XLSX: _("Excel (XLSX)")}
    return [
        (_("Diploma's behaald vanaf"), _shown(inhoud, "van_jaar")),
        (_("Tot en met"), _shown(inhoud, "tot_jaar")),
        (_("Vorm van het bestand"), forms.get(str(inhoud.get("vorm")), _("nog niet ingevuld"))),
    ]


def _describe_subsidie(inhoud: Inhoud) -> list[tuple[str, str]]:
    return [
        (_("Naam van de opleidingsschool"), _shown(inhoud, "opleidingsschool")),
        (_("Schooljaar"), _shown(inhoud, "schooljaar")),
        (_("Aantal scholen dat meedoet"), _shown(inhoud, "partners")),
        (_("Aantal studenten"), _shown(inhoud, "studenten")),
        (_("Toelichting"), str(inhoud.get("toelichting") or _("geen"))),
    ]


def _shown(inhoud: Inhoud, field: str) -> str:
    return str(inhoud.get(field) or _("nog niet ingevuld"))


def _refuse(_session: Session, zaak: Zaak) -> str | None:
    """Refuse to hand in what is not whole."""
    # Years are compared with the moment of the last change: what was whole then stays so.
    missing = list_problems(zaak.kind, zaak.inhoud, zaak.changed_at.year)
    return _("De aanvraag is nog niet volledig ingevuld.") if missing else None


def _refuse_overview(session: Session, zaak: Zaak) -> str | None:
    """Refuse what is not whole, and more overviews than one onderwijsinstelling can wait for."""
    reason = _refuse(session, zaak)
    if reason or count_waiting(session, zaak) < MOST_OVERVIEWS:
        return reason
    return _(
        "Wij maken nu al %(number)s overzichten voor u. Uw aanvraag is bewaard. Dien die in zodra er een klaar is.",
        number=MOST_OVERVIEWS,
    )


def _order_overview(session: Session, zaak: Zaak, status: Status, at: datetime) -> None:
    """Ask for the job that makes the overview, in the transaction of the hand in."""
    if status is Status.INGEDIEND:
        enqueue(session, JOB_KIND, zaak.number, {}, at)


def _start_of(kind: ZaakKind) -> str:
    return url_for("mijn_duo_zaken.new", soort=kind)


def _edit(zaak: Zaak) -> str:
    return url_for("mijn_duo_zaken.edit", number=zaak.number)


OWN_KINDS: Mapping[ZaakKind, KindPart] = {
    ZaakKind.REGISTRATIEOVERZICHT: KindPart(
        _describe_overview, lambda: _start_of(ZaakKind.REGISTRATIEOVERZICHT), _edit, _refuse_overview, _order_overview
    ),
    ZaakKind.OBO: KindPart(
        _describe_overview, lambda: _start_of(ZaakKind.OBO), _edit, _refuse_overview, _order_overview
    ),
    ZaakKind.SUBSIDIE: KindPart(_describe_subsidie, lambda: _start_of(ZaakKind.SUBSIDIE), _edit, _refuse),
}
