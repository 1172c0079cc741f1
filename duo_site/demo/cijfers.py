"""The counts of the demonstration: two years of months that never were, much smaller than the real register has."""

from collections.abc import Mapping
from datetime import date
from random import Random

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from duo_site.tally import NO_LANGUAGE, UNKNOWN, Act, Counted, TallyRow, month_of, tally_all

_MONTHS = 24
_A_MONTH = {
    "wo": 310, "hbo": 480, "mbo": 420, "vo": 260, "vavo": 34, "vso": 9, "schooldiploma": 14,
    "staatsexamen-vo": 17, "staatsexamen-vso": 2, "nt2": 58, "inburgering": 46, "wft": 6,
}  # fmt: skip
"""Downloads in a quiet month, by soort."""
_SEASON = (1.0, 0.9, 1.0, 1.1, 1.2, 1.9, 2.3, 1.8, 1.5, 1.1, 1.0, 0.8)
"""How busy each month is: diplomas are won in summer, and wanted for what begins after it."""
_OORDELEN = {
    "geldig": 0.81, "vervangen": 0.02, "ingetrokken": 0.003, "gewijzigd": 0.008,
    "niet-van-ons": 0.015, "geen-zegel": 0.12, "niet-te-controleren": 0.024,
}  # fmt: skip
_KNOWN = ("geldig", "vervangen", "ingetrokken")


def give_demo_cijfers(session: Session, today: date) -> None:
    """Count two years up to last month, once; what was counted since stays."""
    this_month = month_of(today)
    if session.execute(select(func.count()).select_from(TallyRow).where(TallyRow.month < this_month)).scalar_one():
        return
    first = this_month.year * 12 + this_month.month - 1 - _MONTHS
    for number in range(first, first + _MONTHS):
        month = date(number // 12, number % 12 + 1, 1)
        growth = 1 + 0.012 * (number - first)
        chance = Random(month.isoformat())  # noqa: S311 - the same invented numbers each time, no secret
        tally_all(session, _count_month(chance, _SEASON[month.month - 1] * growth), month)


def _count_month(chance: Random, busy: float) -> Mapping[Act, int]:
    """Count a month: each number around what is usual."""
    counts: dict[Act, int] = {}
    for soort, usual in _A_MONTH.items():
        downloads = _about(chance, usual * busy)
        made = round(downloads * chance.uniform(0.68, 0.78))
        english = chance.uniform(0.12, 0.2) if soort in ("wo", "hbo") else chance.uniform(0.02, 0.06)
        _divide(counts, Counted.DOWNLOAD, soort, downloads, english)
        _divide(counts, Counted.UITTREKSEL, soort, made, english)
        _divide(counts, Counted.NUMMER, soort, _about(chance, downloads * 0.11), 0.08)
    checked = {oordeel: _about(chance, 640 * busy * share) for oordeel, share in _OORDELEN.items()}
    genuine = sum(checked[oordeel] for oordeel in _KNOWN)
    soorten = {soort: round(genuine * usual / sum(_A_MONTH.values())) for soort, usual in _A_MONTH.items()}
    soorten["hbo"] += genuine - sum(soorten.values())
    soorten[UNKNOWN] = sum(checked.values()) - genuine
    for what, numbers in ((Counted.CONTROLE, soorten), (Counted.OORDEEL, checked)):
        for name, number in numbers.items():
            asked = round(number * 0.3)
            counts[Act(what, name, NO_LANGUAGE)] = asked
            _divide(counts, what, name, number - asked, 0.09)
    return {act: count for act, count in counts.items() if count}


def _divide(counts: dict[Act, int], what: Counted, soort: str, number: int, english: float) -> None:
    """Divide a number between the languages."""
    in_english = round(number * english)
    counts[Act(what, soort, "nl")] = number - in_english
    counts[Act(what, soort, "en")] = in_english


def _about(chance: Random, usual: float) -> int:
    return max(0, round(chance.gauss(usual, usual**0.5)))
