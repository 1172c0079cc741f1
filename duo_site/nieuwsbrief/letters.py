"""The e-mail of the nieuwsbrief, in the language of whom it is for, also outside a request."""

from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_datetime
from jinja2 import Environment

from duo_site.mail import Message
from duo_site.nieuwsbrief.domain import LINK_WORKS_FOR, Contents, Item, Subscription, Topic
from duo_site.nieuwsbrief.tokens import Purpose, Tokens
from duo_site.nieuwsbrief.words import TOPIC_LABELS
from duo_site.web.clock import DUTCH_TIME
from duo_site.web.i18n import path, translations


@dataclass(frozen=True)
class Links:
    """Writes whole addresses of this site into letters."""

    base_url: str
    tokens: Tokens

    def of(self, purpose: Purpose, subscription: Subscription) -> str:
        """Give the link with which somebody confirms, changes or ends a subscription."""
        token = self.tokens.make(purpose, subscription.id.hex)
        return self.to(f"/nieuwsbrief/{purpose}/{token}", subscription.language)

    def to(self, target: str, language: str) -> str:
        """Give the whole address of a page of this site."""
        return self.base_url + path(target, language)


@dataclass(frozen=True)
class Goodbyes:
    """The two links under an issue, and what mail programs need for one click (RFC 2369, RFC 8058)."""

    leave: str
    change: str

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """Give the headers by which a mail program can end the subscription."""
        return (
            ("List-Unsubscribe", f"<{self.leave}>"),
            ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
            ("Precedence", "bulk"),
        )


def write_confirmation(to: str, subscription: Subscription, links: Links) -> Message:
    """Write the letter that asks whether somebody wants the nieuwsbrief."""
    _ = translations(subscription.language).gettext
    until = _moment(subscription.wanted_at + LINK_WORKS_FOR, subscription.language)
    lines = (
        _("Iemand vroeg met dit e-mailadres de nieuwsbrief aan, over:"),
        _list(subscription.topics, subscription.language),
        _("Was u dat? Open dan deze link en bevestig uw aanmelding:"),
        links.of(Purpose.CONFIRM, subscription),
        _("De link werkt tot %(until)s.") % {"until": until},
        _("Was u dat niet? Dan hoeft u niets te doen. U krijgt geen nieuwsbrief en wij wissen dit adres."),
    )
    return _letter(to, _("Bevestig uw aanmelding voor de nieuwsbrief"), lines, subscription.language)


def write_already(to: str, subscription: Subscription, links: Links) -> Message:
    """Write the letter to somebody who is subscribed and whose address was filled in again."""
    _ = translations(subscription.language).gettext
    lines = (
        _("Iemand vroeg met dit e-mailadres de nieuwsbrief aan. U krijgt die al, over:"),
        _list(subscription.topics, subscription.language),
        _("Er is niets veranderd. Wilt u andere onderwerpen of een andere taal? Dat kan hier:"),
        links.of(Purpose.CHANGE, subscription),
        _("Wilt u de nieuwsbrief niet meer? Meld u dan hier af:"),
        links.of(Purpose.LEAVE, subscription),
    )
    return _letter(to, _("U krijgt de nieuwsbrief al"), lines, subscription.language)


def write_issue(to: str, contents: Contents, links: Links, goodbyes: Goodbyes, environment: Environment) -> Message:
    """Write an issue to one recipient: a text, and the same as HTML without pictures."""
    _ = translations(contents.language).gettext
    items = items_in(contents, links.base_url)
    blocks = [contents.introduction] if contents.introduction else []
    for number, item in enumerate(items, 1):
        blocks += [f"{number}. {item.title}", item.text, *([item.link] if item.link else [])]
    blocks += [
        "-- ",
        _("U krijgt deze nieuwsbrief omdat u zich hebt aangemeld."),
        _("Andere onderwerpen of een andere taal:"),
        goodbyes.change,
        _("Afmelden:"),
        goodbyes.leave,
    ]
    html = environment.get_template("nieuwsbrief/mail.html").render(contents=contents, items=items, goodbyes=goodbyes)
    text = "\n\n".join(blocks) + "\n"
    return Message(to, contents.title, text, contents.language, goodbyes.headers, html=html)


def items_in(contents: Contents, base_url: str = "") -> list[Item]:
    """Give the items with their links in the language of the issue; whole ones with a base."""

    def lead(target: str) -> str:
        return base_url + path(target, contents.language) if target.startswith("/") else target

    return [Item(item.title, item.text, lead(item.link)) for item in contents.items]


def _letter(to: str, subject: str, lines: tuple[str, ...], language: str) -> Message:
    return Message(to, subject, "\n\n".join(lines) + "\n", language)


def _list(topics: frozenset[Topic], language: str) -> str:
    """Write topics under each other, in the order in which the form has them."""
    gettext = translations(language).gettext
    return "\n".join(f"- {gettext(label)}" for topic, label in TOPIC_LABELS.items() if topic in topics)


def _moment(at: datetime, language: str) -> str:
    return format_datetime(at.astimezone(DUTCH_TIME), "d MMMM y, HH:mm", locale=language)
