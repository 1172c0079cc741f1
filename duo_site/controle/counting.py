"""Counts the controles for the public figures: each file once, under its soort, its oordeel and the language."""

from collections import Counter
from collections.abc import Mapping, Sequence

from flask import Response
from sqlalchemy.orm import Session

from duo_site.controle.batch import Checked
from duo_site.controle.domain import Oordeel
from duo_site.controle.parts import find_soorten_of
from duo_site.controle.report import find_seal
from duo_site.tally import UNKNOWN, Act, Counted
from duo_site.uittreksel.domain import Status
from duo_site.uittreksel.proofs.qr_reading import QrChanged, QrHolds, QrNotOurs
from duo_site.web.counting import count_after
from duo_site.web.site import current_site

Judged = tuple[Oordeel, str | None]
"""An oordeel, with the number that a seal or code of ours bears."""

_OF_STATUS = {
    Status.GELDIG: Oordeel.GELDIG,
    Status.INGETROKKEN: Oordeel.INGETROKKEN,
    Status.VERVANGEN: Oordeel.VERVANGEN,
}


def count_checked(answer: Response, checked: Sequence[Checked], language: str) -> Response:
    """Count the files of a request; a second copy of the same file is no second controle."""
    judged: list[Judged] = []
    for file in checked:
        if file.same_as is None:
            seal = find_seal(file.outcome)
            judged.append((file.outcome.oordeel, seal.number if seal else None))
    return _count(answer, judged, language)


def count_code(
    answer: Response, outcome: QrHolds | QrChanged | QrNotOurs, number: str | None, status: Status | None, language: str
) -> Response:
    """Count the QR code of a photo as what it turned out to be."""
    if isinstance(outcome, QrHolds):
        oordeel = _OF_STATUS[status] if status else Oordeel.NIET_TE_CONTROLEREN
    else:
        oordeel = Oordeel.GEWIJZIGD if isinstance(outcome, QrChanged) else Oordeel.NIET_VAN_ONS
    return _count(answer, [(oordeel, number)], language)


def count_number(answer: Response, number: str, language: str) -> Response:
    """Count a number that was looked up and found."""
    find_soorten = find_soorten_of(current_site())

    def acts(session: Session) -> Mapping[Act, int]:
        return {Act(Counted.NUMMER, soort, language): 1 for soort in find_soorten(session, {number}).values()}

    return count_after(answer, acts)


def _count(answer: Response, judged: Sequence[Judged], language: str) -> Response:
    find_soorten = find_soorten_of(current_site())

    def acts(session: Session) -> Mapping[Act, int]:
        soorten = find_soorten(session, {number for _oordeel, number in judged if number})
        counts: Counter[Act] = Counter()
        for oordeel, number in judged:
            counts[Act(Counted.CONTROLE, soorten.get(number or "", UNKNOWN), language)] += 1
            counts[Act(Counted.OORDEEL, oordeel.value, language)] += 1
        return counts

    return count_after(answer, acts)
