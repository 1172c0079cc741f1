"""What an editor fills in to make, try and send an issue."""

import re
import secrets
from typing import Any

from wtforms import BooleanField, Field, HiddenField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Regexp, ValidationError

from duo_site.nieuwsbrief.domain import (
    LONGEST_INTRODUCTION,
    LONGEST_ITEM,
    LONGEST_LINK,
    LONGEST_TITLE,
    MOST_ITEMS,
    Contents,
    Item,
    Topic,
)
from duo_site.nieuwsbrief.forms import AddressField, offer
from duo_site.web.forms import SiteForm
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import lazy_gettext as _l

_LINK = re.compile(r"/(?![/\\])[^\s\\]*|https://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:[/?#]\S*)?")


def new_key() -> str:
    """Make the word by which a form that is sent twice is known."""
    return secrets.token_urlsafe(16)


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def _lines(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


class TestForm(SiteForm):
    """Where the trial of an issue goes; the address is not kept."""

    email = AddressField(_l("Naar welk e-mailadres?"), [InputRequired(_l("Vul een e-mailadres in."))])


class SendForm(SiteForm):
    """The yes to sending an issue as it was seen."""

    versie = HiddenField(validators=[Regexp("[0-9]{1,9}$")])
    akkoord = BooleanField(_l("Ik heb de nieuwsbrief nagekeken"), [InputRequired(_l("Kijk de nieuwsbrief eerst na."))])

    @property
    def version(self) -> int:
        """The version that was seen."""
        return int(self.versie.data)


class _IssueFields(SiteForm):
    """An issue that is being written: it may be unfinished, but nothing is too long."""

    titel = StringField(_l("Titel"), [Length(max=LONGEST_TITLE)], filters=[_line])
    taal = RadioField(_l("In welke taal schrijft u?"), [InputRequired(_l("Kies een taal."))])
    onderwerpen = SelectMultipleField(_l("Voor wie is deze nieuwsbrief?"))
    inleiding = TextAreaField(_l("Inleiding"), [Length(max=LONGEST_INTRODUCTION)], filters=[_lines])
    versie = HiddenField(validators=[Regexp("[0-9]{0,9}$")])
    sleutel = HiddenField(validators=[Regexp("[A-Za-z0-9_-]{0,40}$")])


def _check_link(_form: object, field: Field) -> None:
    if field.data and (len(field.data) > LONGEST_LINK or not _LINK.fullmatch(field.data)):
        raise ValidationError(_("Begin de link met / voor deze site, of met https:// voor een andere site."))


def _add_items(form: type[_IssueFields]) -> type[_IssueFields]:
    """Give the form its fields for each item."""
    for number in range(1, MOST_ITEMS + 1):
        kop = StringField(_l("Kop van bericht %(number)s", number=number), [Length(max=LONGEST_TITLE)], filters=[_line])
        tekst = TextAreaField(
            _l("Tekst van bericht %(number)s", number=number), [Length(max=LONGEST_ITEM)], filters=[_lines]
        )
        link = StringField(_l("Link van bericht %(number)s", number=number), [_check_link], filters=[_line])
        for name, field in (("kop", kop), ("tekst", tekst), ("link", link)):
            setattr(form, f"{name}_{number}", field)
    return form


@_add_items
class IssueForm(_IssueFields):
    """The form of an issue."""

    def __init__(self, **values: Any) -> None:
        super().__init__(**{"taal": "nl", **values})
        offer(self.onderwerpen, self.taal)
        for field in (self.titel, self.onderwerpen, self["kop_1"], self["tekst_1"]):
            field.flags.required = True

    @classmethod
    def of(cls, contents: Contents, version: int) -> "IssueForm":
        """Show what was written before."""
        values: dict[str, Any] = {
            "titel": contents.title,
            "taal": contents.language,
            "onderwerpen": sorted(topic.value for topic in contents.topics),
            "inleiding": contents.introduction,
            "versie": str(version),
        }
        for number, item in enumerate(contents.items, 1):
            values |= {f"kop_{number}": item.title, f"tekst_{number}": item.text, f"link_{number}": item.link}
        return cls(formdata=None, **values)

    @property
    def version(self) -> int:
        """The version that was seen; 0 for a new issue."""
        return int(self.versie.data or 0)

    @property
    def contents(self) -> Contents:
        """What was written; an item of which nothing was filled in is none."""
        rows = [[self[f"{name}_{number}"].data for name in ("kop", "tekst", "link")] for number in self.numbers]
        items = tuple(Item(*row) for row in rows if any(row))
        topics = frozenset(map(Topic, self.onderwerpen.data or ()))
        return Contents(self.titel.data, self.inleiding.data, self.taal.data, topics, items)

    @property
    def numbers(self) -> range:
        """The numbers of the items."""
        return range(1, MOST_ITEMS + 1)
