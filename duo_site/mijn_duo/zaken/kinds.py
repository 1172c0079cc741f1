"""What a part gives so that its kind of zaak is shown, edited and answered with all others."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from duo_site.mijn_duo.zaken.domain import Inhoud, Status, Zaak

KIND_PARTS = "mijn_duo_zaken.kinds"
"""Under this name app.py puts a dictionary ZaakKind -> KindPart in `site.parts`."""


class CannotCarryOut(Exception):
    """What follows from a change of state cannot be done any more; the message is for the person who asks for it."""


def _nothing(_session: Session, _zaak: Zaak) -> str | None:
    return None


def _no_reason(_zaak: Zaak, _at: datetime) -> str | None:
    return None


def _no_step(_session: Session, _zaak: Zaak, _status: Status, _at: datetime) -> None:
    return None


@dataclass(frozen=True)
class KindPart:
    """How a kind is put in words, where a draft is begun and edited, and what a change of state brings about.

    `refuse` is asked in the transaction of the hand in, for a sentence why it cannot be handed in. `on_status` is
    called in the transaction of every change of state by people; where it raises CannotCarryOut, nothing is changed.
    `refuse_withdrawal` gives a sentence why a zaak cannot be withdrawn any more.
    """

    describe: Callable[[Inhoud], list[tuple[str, str]]]
    start: Callable[[], str] | None = None
    edit: Callable[[Zaak], str] | None = None
    refuse: Callable[[Session, Zaak], str | None] = _nothing
    on_status: Callable[[Session, Zaak, Status, datetime], None] = _no_step
    refuse_withdrawal: Callable[[Zaak, datetime], str | None] = _no_reason
