"""Issues of the nieuwsbrief in the demonstration: one that was sent, in both languages, and a draft."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from duo_site.demo.people import ELS
from duo_site.nieuwsbrief.domain import Contents, DeliveryState, IssueState, Item, Topic
from duo_site.nieuwsbrief.models import UitgaveRow
from duo_site.nieuwsbrief.outcomes import Kept
from duo_site.nieuwsbrief.service import save_draft

_AT = datetime(2026, 10, 12, 8, 0, tzinfo=UTC)
_DUTCH = Contents(
    "Uittreksels controleren gaat nu ook met een foto",
    "In deze nieuwsbrief leest u wat er in oktober nieuw is.",
    "nl",
    frozenset({Topic.MIDDELBAAR_BEROEPSONDERWIJS, Topic.HOGER_ONDERWIJS}),
    (
        Item(
            "Controleer een uittreksel op papier",
            "Heeft iemand het uittreksel geprint? Maak een foto van de code. Stuur die in en u ziet of het klopt.",
            "/controle",
        ),
        Item(
            "Een rol aanvragen in vier stappen",
            "Nieuwe collega? Lees welke rol hij nodig heeft en wie die geeft.",
            "/zakelijk/rol-krijgen",
        ),
    ),
)
_ENGLISH = Contents(
    "You can now check an uittreksel with a photo",
    "In this newsletter you read what is new in October.",
    "en",
    _DUTCH.topics,
    (
        Item(
            "Check an uittreksel on paper",
            "Did somebody print the uittreksel? Take a photo of the code. Send it in and you see if it is right.",
            "/controle",
        ),
    ),
)
_DRAFT = Contents(
    "Vooruitblik op het nieuwe jaar",
    "",
    "nl",
    frozenset({Topic.DIPLOMAHOUDERS}),
    (Item("Diplomahulp", "", "/diplomahulp"),),
)


def write_demo_issues(session: Session) -> None:
    """Write the issues, once; what became of them since stays."""
    for key, contents in (("demo-1", _DUTCH), ("demo-2", _ENGLISH), ("demo-3", _DRAFT)):
        if session.scalar(select(UitgaveRow.id).where(UitgaveRow.key == key)) is not None:
            continue
        kept = save_draft(session, contents, ELS.name, _AT, key=key)
        assert isinstance(kept, Kept)
        if contents is not _DRAFT:
            row = session.get_one(UitgaveRow, kept.issue.id)
            row.state, row.sent_at, row.finished_at = IssueState.SENT, _AT, _AT
            row.figures = {DeliveryState.SENT: 118, DeliveryState.REFUSED: 2}
    session.flush()
