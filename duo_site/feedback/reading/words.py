"""How the figures and the filters are written."""

from babel.numbers import format_decimal, format_percent

from duo_site.feedback.domain import Found, Kind, State, Task
from duo_site.feedback.reading.domain import HOME, NOWHERE, Period
from duo_site.feedback.reading.statistics import Change, Sample, Share, Week
from duo_site.web.i18n import current_language
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import lazy_gettext as _l

TASKS = {
    Task.DIPLOMAHULP: _l("Diplomahulp"),
    Task.UITTREKSEL: _l("Uittreksel downloaden"),
    Task.CONTROLE: _l("Uittreksel controleren"),
    Task.ZOEKEN: _l("Zoeken"),
    Task.PAGINA: _l("Een pagina lezen"),
}
KINDS = {Kind.VRAAGLIJST: _l("Vragenlijst"), Kind.PAGINAVOET: _l("Vraag onderaan de pagina")}
FOUND = {Found.JA: _l("Ja"), Found.DEELS: _l("Deels"), Found.NEE: _l("Nee")}
STATES = {State.GETELD: _l("Telt mee"), State.WACHTRIJ: _l("Wacht op controle"), State.SPAM: _l("Spam")}
LANGUAGES = {"nl": _l("Nederlands"), "en": _l("Engels")}
PERIODS = {
    Period.WEKEN_4: _l("De laatste 4 weken"),
    Period.WEKEN_13: _l("De laatste 13 weken"),
    Period.WEKEN_52: _l("De laatste 52 weken"),
    Period.ALLES: _l("Alles"),
}
SECTIONS = {
    HOME: _l("Startpagina"),
    "particulier": _l("Particulier"),
    "organisatie": _l("Organisatie"),
    "zakelijk": _l("Zakelijk"),
    "diplomahulp": _l("Diplomahulp"),
    "controle": _l("Controle"),
    "inloggen": _l("Inloggen"),
    "zoeken": _l("Zoeken"),
    "mijn-diplomas": _l("Mijn diploma's"),
    "mijn-duo": _l("Mijn DUO"),
    "contact": _l("Contact"),
    NOWHERE: _l("Geen pagina bekend"),
}
CHANGES = {
    Change.UP: _l("hoger"),
    Change.DOWN: _l("lager"),
    Change.NONE: _l("geen duidelijk verschil"),
    Change.UNKNOWN: _l("te weinig antwoorden"),
}


def name_page(page: str) -> str:
    """Name a page by its path."""
    return page or _("Geen pagina bekend")


def name_section(section: str) -> str:
    """Name a part of the site; one without a name is called by its path."""
    return str(SECTIONS.get(section, f"/{section}"))


def name_task(task: str) -> str:
    """Name a task; one that is no longer there is called by its word."""
    return str(TASKS[Task(task)]) if task in set(Task) else task


def name_language(language: str) -> str:
    """Name a language."""
    return str(LANGUAGES.get(language, language))


def name_week(week: Week) -> str:
    """Name a week, shortly."""
    return _("wk %(number)s", number=week.number)


def write_count(value: float) -> str:
    """Write a whole number."""
    return str(format_decimal(round(value), locale=current_language()))


def write_percentage(value: float) -> str:
    """Write a share in whole percents."""
    return str(format_percent(value, format="#,##0%", locale=current_language()))


def write_mark(value: float) -> str:
    """Write a mark with one decimal."""
    return str(format_decimal(value, format="0.0", locale=current_language()))


def write_share(share: Share) -> str:
    """Write a share with its interval and n, or that there are too few answers."""
    if not share.is_known:
        return _("te weinig antwoorden (n = %(n)s)", n=write_count(share.of))
    return _(
        "%(value)s (%(low)s tot %(high)s; n = %(n)s)",
        value=write_percentage(share.value),
        low=write_percentage(share.interval.low),
        high=write_percentage(share.interval.high),
        n=write_count(share.of),
    )


def write_mean(sample: Sample) -> str:
    """Write a mean mark with its interval and n, or that there are too few answers."""
    if not sample.is_known:
        return _("te weinig antwoorden (n = %(n)s)", n=write_count(sample.n))
    return _(
        "%(value)s (%(low)s tot %(high)s; n = %(n)s)",
        value=write_mark(sample.mean),
        low=write_mark(max(1.0, sample.interval.low)),
        high=write_mark(min(10.0, sample.interval.high)),
        n=write_count(sample.n),
    )
