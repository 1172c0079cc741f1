"""What a visitor fills in to get the nieuwsbrief."""

from typing import Any

from wtforms import RadioField, SelectChoice, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Optional, ValidationError

from duo_site.nieuwsbrief.addresses import read_address
from duo_site.nieuwsbrief.domain import Address, Subscription, Topic, Wish
from duo_site.nieuwsbrief.words import LANGUAGE_LABELS, TOPIC_LABELS
from duo_site.web.forms import OpenForm
from duo_site.web.i18n import LANGUAGES, current_language
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import lazy_gettext as _l

_EXAMPLE = "naam@voorbeeld.nl"


class AddressField(StringField):
    """An e-mail address; a browser may fill it in."""

    address: Address | None = None

    def pre_validate(self, form: Any) -> None:
        """Read the address; say what is wrong."""
        self.address = read_address(self.data or "")
        if self.data and self.address is None:
            raise ValidationError(_("Vul een e-mailadres in zoals %(example)s.", example=_EXAMPLE))


class ChoiceForm(OpenForm):
    """What the nieuwsbrief is about, and in which language."""

    onderwerpen = SelectMultipleField(
        _l("Waarover wilt u nieuws?"), [InputRequired(_l("Kies ten minste één onderwerp."))]
    )
    taal = RadioField(_l("In welke taal?"), [InputRequired(_l("Kies een taal."))])

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        offer(self.onderwerpen, self.taal)

    @classmethod
    def of(cls, subscription: Subscription) -> "ChoiceForm":
        """Show what somebody chose before."""
        topics = sorted(topic.value for topic in subscription.topics)
        return cls(formdata=None, onderwerpen=topics, taal=subscription.language)

    @property
    def topics(self) -> frozenset[Topic]:
        """The topics that were ticked."""
        return frozenset(map(Topic, self.onderwerpen.data or ()))


class SubscribeForm(ChoiceForm):
    """Asking for the nieuwsbrief."""

    email = AddressField(_l("Uw e-mailadres"), [InputRequired(_l("Vul uw e-mailadres in."))])
    onderwerp = StringField(_l("Laat dit veld leeg"), [Optional()])

    def __init__(self, **values: Any) -> None:
        super().__init__(**{"taal": current_language(), **values})

    @property
    def is_trapped(self) -> bool:
        """Whether a program filled in what people do not see."""
        return bool(self.onderwerp.data)

    @property
    def wish(self) -> Wish:
        """What was asked for, once the form was found right."""
        assert self.email.address is not None
        return Wish(self.email.address, self.topics, self.taal.data)


def offer(topics: SelectMultipleField, language: RadioField) -> None:
    """Give the two fields their choices, in the language of the page."""
    topics.choices = [SelectChoice(topic.value, _(label)) for topic, label in TOPIC_LABELS.items()]
    language.choices = [SelectChoice(one, _(LANGUAGE_LABELS[one])) for one in LANGUAGES]
