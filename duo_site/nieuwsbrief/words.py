"""How topics and states are named."""

from duo_site.identity.sector import SECTOR_LABELS, Sector
from duo_site.nieuwsbrief.domain import DeliveryState, IssueState, Topic


def _n_(text: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return text


TOPIC_LABELS = {
    **{Topic(sector.value): SECTOR_LABELS[sector] for sector in Sector},
    Topic.DIPLOMAHOUDERS: _n_("Diploma's: nieuws voor wie een diploma heeft"),
}
LANGUAGE_LABELS = {"nl": _n_("Nederlands"), "en": _n_("Engels")}
ISSUE_STATES = {
    IssueState.CONCEPT: _n_("Concept"),
    IssueState.SENDING: _n_("Wordt verstuurd"),
    IssueState.STOPPED: _n_("Gestopt"),
    IssueState.SENT: _n_("Verstuurd"),
}
DELIVERY_STATES = {
    DeliveryState.SENT: _n_("Verstuurd"),
    DeliveryState.WAITING: _n_("Nog te versturen"),
    DeliveryState.BUSY: _n_("Nu bezig"),
    DeliveryState.REFUSED: _n_("Geweigerd door de mailserver"),
    DeliveryState.UNSURE: _n_("Onzeker: misschien aangekomen, misschien niet"),
    DeliveryState.DROPPED: _n_("Vervallen: afgemeld voor het versturen"),
}
"""In the order in which they are shown."""
