"""The text of the weekly e-mail, in Dutch: it is read by editors of a Dutch site, outside any request."""

from datetime import date

from babel.dates import format_date

from duo_site.feedback.digest.service import Summary
from duo_site.feedback.reading.statistics import Change
from duo_site.feedback.reading.words import name_page, write_count, write_mean, write_share
from duo_site.mail import Message
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import ngettext

_PAGES_NAMED = 3
_PATH = "/redactie/feedback"


def write_letter(summary: Summary, address: str, base_url: str) -> Message:
    """Write the e-mail of a week."""
    total = summary.figures.total
    paragraphs = [
        _(
            "Dit zeiden bezoekers van %(first)s tot en met %(last)s over de site.",
            first=_day(summary.days.first),
            last=_day(summary.days.last),
        ),
        *(_tell_figures(summary) if total.now.answers else [_("Er kwamen deze week geen antwoorden binnen.")]),
        *_tell_work(summary),
        _("Alle cijfers: %(link)s", link=f"{base_url}{_PATH}"),
        _("Wilt u dit weekbericht niet meer? Zet het uit: %(link)s", link=f"{base_url}{_PATH}/weekbericht"),
    ]
    subject = _("Weekbericht over de site, week %(number)s", number=summary.week.number)
    return Message(address, subject, "\n\n".join(paragraphs) + "\n")


def _tell_figures(summary: Summary) -> list[str]:
    total = summary.figures.total
    counted = _(
        "Antwoorden: %(answers)s, waarvan %(complete)s compleet.",
        answers=write_count(total.now.answers),
        complete=write_count(total.now.complete),
    )
    found = _("Gevonden wat zij zochten: %(share)s.", share=write_share(total.now.found))
    mark = _("Cijfer: %(mark)s.", mark=write_mean(total.now.sample))
    lines = [counted, found + _compare(total.found_change), mark + _compare(total.mark_change)]
    needy = [line for line in summary.figures.pages if line.now.found.is_known][:_PAGES_NAMED]
    if needy:
        lines.append(_("Deze pagina's vragen de meeste aandacht:"))
        lines.append("\n".join(f"- {name_page(line.name)}: {write_share(line.now.found)}" for line in needy))
    return lines


def _compare(change: Change) -> str:
    match change:
        case Change.UP:
            return " " + _("Dat is hoger dan de week ervoor.")
        case Change.DOWN:
            return " " + _("Dat is lager dan de week ervoor.")
        case Change.NONE:
            return " " + _("Er is geen duidelijk verschil met de week ervoor.")
        case Change.UNKNOWN:
            return ""


def _tell_work(summary: Summary) -> list[str]:
    unread, waiting = summary.unread, summary.figures.waiting
    lines = [
        ngettext("%(num)s opmerking is nog niet gelezen.", "%(num)s opmerkingen zijn nog niet gelezen.", unread)
        if unread
        else "",
        ngettext("%(num)s antwoord wacht op controle.", "%(num)s antwoorden wachten op controle.", waiting)
        if waiting
        else "",
    ]
    return [line for line in lines if line]


def _day(day: date) -> str:
    return str(format_date(day, "d MMMM", locale="nl"))
