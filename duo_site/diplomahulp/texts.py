"""The words of the diplomahulp, in the language asked for: pages and the API say the same."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from babel.dates import format_date

from duo_site.diplomahulp.domain import Answer, Bekostiging, Dataset, Reason
from duo_site.diplomahulp.reading import Field, Problem
from duo_site.web.i18n import translations

Translate = Callable[..., str]


@dataclass(frozen=True)
class YearsTable:
    """The table of all years, ready to be shown: texts of the columns, and of each row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def translator(language: str) -> Translate:
    """Make the function that translates into a language, whatever the language of the request."""
    catalogue = translations(language)

    def translate(text: str, **values: object) -> str:
        found = catalogue.gettext(text)
        return found % values if values else found

    return translate


def title(answer: Answer, language: str) -> str:
    """Say the outcome in one line."""
    _ = translator(language)
    match answer.reason:
        case Reason.HELD:
            return _("Ja, uw diploma staat in het register")
        case Reason.FIRST_YEAR | Reason.PERHAPS_TOO_NEW:
            return _("Waarschijnlijk staat uw diploma in het register")
        case Reason.TOO_NEW:
            return _("Uw diploma staat nog niet in het register")
        case Reason.DEPENDS_ON_BEKOSTIGING:
            return _("Misschien staat uw diploma in het register")
        case Reason.TOO_OLD:
            return _("Nee, uw diploma staat niet in het register")
        case Reason.NEVER_HELD:
            return _("Nee, dit diploma komt nooit in het register")
        case Reason.FOREIGN:
            return _("Nee, een buitenlands diploma staat niet in het register")
        case Reason.NOT_KNOWN:
            return _("Wij weten niet of uw diploma in het register staat")
        case _:
            assert_never(answer.reason)


def explain(dataset: Dataset, answer: Answer, language: str) -> tuple[str, ...]:
    """Explain the outcome in sentences, the notes about these years last."""
    _ = translator(language)
    return (*_because(dataset, answer, _), *(_(note) for note in answer.notes))


def _because(dataset: Dataset, answer: Answer, _: Translate) -> tuple[str, ...]:
    year = answer.question.year
    least = round(dataset.facts["nieuw_diploma.minste_weken"].value)
    most = round(dataset.facts["nieuw_diploma.meeste_weken"].value)
    match answer.reason:
        case Reason.HELD:
            return (*_held_from(answer, _), _("Uw diploma uit %(year)s hoort daar dus bij.", year=year))
        case Reason.FIRST_YEAR:
            return (
                *_held_from(answer, _),
                _("Omdat %(year)s het eerste jaar is, is het niet helemaal zeker.", year=year),
                _("Waarschijnlijk wel: controleer het na het inloggen."),
            )
        case Reason.PERHAPS_TOO_NEW:
            return (
                *_held_from(answer, _),
                _("Een nieuw diploma is pas na %(least)s tot %(most)s weken te zien.", least=least, most=most),
                _("Haalde u het langer dan %(most)s weken geleden? Dan hoort het in het register.", most=most),
            )
        case Reason.TOO_NEW:
            return (
                _("U haalde uw diploma minder dan %(most)s weken geleden.", most=most),
                _("Een nieuw diploma is pas na %(least)s tot %(most)s weken te zien.", least=least, most=most),
            )
        case Reason.DEPENDS_ON_BEKOSTIGING:
            return (*_held_from(answer, _), _("Log in om te zien of uw diploma uit %(year)s erin staat.", year=year))
        case Reason.TOO_OLD:
            return (*_held_from(answer, _), _("Uw diploma uit %(year)s is ouder en staat er dus niet in.", year=year))
        case Reason.NEVER_HELD:
            return (_("Uw diploma is wel geldig."), _("Het register bewaart geen diploma's van deze soort."))
        case Reason.FOREIGN:
            return (
                _("Het register bewaart alleen diploma's van Nederlandse opleidingen."),
                _("U kunt uw diploma wel laten vergelijken met een Nederlands diploma."),
            )
        case Reason.NOT_KNOWN:
            return (_("Of het register diploma's van deze soort bewaart, is bij ons niet bekend."),)
        case _:
            assert_never(answer.reason)


def _held_from(answer: Answer, _: Translate) -> tuple[str, ...]:
    """Say from which year the register holds such diplomas; what is promised comes first."""
    years, bekostiging = answer.first_years, answer.question.bekostiging
    if years is None:
        return ()
    match bekostiging:
        case None:
            return (_("Het register bewaart deze diploma's vanaf %(year)s.", year=years.promised),)
        case Bekostiging.BEKOSTIGD:
            return (
                _("Het register bewaart diploma's van bekostigde opleidingen vanaf %(year)s.", year=years.promised),
            )
        case Bekostiging.PARTICULIER:
            return (
                _("Het register bewaart diploma's van particuliere opleidingen vanaf %(year)s.", year=years.promised),
            )
        case Bekostiging.WEET_NIET:
            return (
                _("Vanaf %(year)s bewaart het register deze diploma's van alle opleidingen.", year=years.promised),
                _("Van bekostigde opleidingen bewaart het register ze al vanaf %(year)s.", year=years.possible),
            )
        case _:
            assert_never(bekostiging)


def bekostiging_label(bekostiging: Bekostiging, language: str) -> str:
    """Name a choice of bekostiging."""
    _ = translator(language)
    match bekostiging:
        case Bekostiging.BEKOSTIGD:
            return _("Ja, de opleiding was bekostigd")
        case Bekostiging.PARTICULIER:
            return _("Nee, de opleiding was particulier")
        case Bekostiging.WEET_NIET:
            return _("Dat weet ik niet")
        case _:
            assert_never(bekostiging)


def complaint(field: Field, problem: Problem, dataset: Dataset, today: date, language: str) -> str:
    """Tell what is wrong with an answer and what to do about it."""
    _ = translator(language)
    match problem:
        case Problem.MISSING:
            return _("Vul een jaar in.") if field is Field.JAAR else _("Kies een antwoord.")
        case Problem.NOT_A_CHOICE:
            return _("Dit antwoord kennen wij niet. Kies een antwoord uit de lijst.")
        case Problem.NOT_A_YEAR:
            return _("Vul een jaar in van vier cijfers, bijvoorbeeld 2004.")
        case Problem.TOO_EARLY:
            return _("Vul een jaar in vanaf %(year)s.", year=dataset.earliest_year)
        case Problem.IN_THE_FUTURE:
            return _("Dit jaar moet nog komen. Vul een jaar in tot en met %(year)s.", year=today.year)
        case _:
            assert_never(problem)


def years_table(dataset: Dataset, language: str) -> YearsTable:
    """Make the table of what the register holds, for the lookup and for content pages."""
    _ = translator(language)
    rows = tuple(
        (
            _(soort.label),
            _year_cell(soort.bekostigd_from, _),
            _year_cell(soort.particulier_from, _),
        )
        for soort in dataset.held
    )
    head = (_("Soort diploma"), _("Bekostigd"), _("Particulier"))
    return YearsTable(_("Eerste jaar in het diplomaregister"), head, rows)


def sources(dataset: Dataset, language: str) -> str:
    """Say where the years come from and when they were last checked."""
    _ = translator(language)
    oldest = min(soort.checked_on for soort in dataset.held)
    day = format_date(oldest, "d MMMM y", locale=language)
    return _("De jaren komen van duo.nl. Wij controleerden ze op %(day)s.", day=day)


def _year_cell(year: int | None, _: Translate) -> str:
    return _("Niet van toepassing") if year is None else _("Vanaf %(year)s", year=year)
