"""The states of a year, and until when it can be changed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from duo_site.mijn_duo.verantwoording.domain import (
    Bestand,
    Dossier,
    FileKind,
    FileState,
    Lease,
    Status,
    Submission,
    deadline,
    is_known_year,
    is_open,
    list_open_years,
)
from tests.moments import NOON

REPORT = Bestand(1, 2025, FileKind.JAARREKENING, "a.xbrl", 9, "", FileState.GOED, 0, 0, "Hanna", NOON)
BAD = replace(REPORT, number=2, state=FileState.FOUT, errors=3)
STATEMENT = replace(REPORT, number=3, kind=FileKind.CONTROLEVERKLARING)
EMPTY = Dossier(2025, 1, (), None, None, is_open=True)
SENT = Submission(1, NOON, "Hanna", "Z2026-000001", 1, None)


@pytest.mark.parametrize(
    ("dossier", "status"),
    [
        (EMPTY, Status.LEEG),
        (replace(EMPTY, files=(BAD,)), Status.LEEG),
        (replace(EMPTY, files=(REPORT,)), Status.ZONDER_VERKLARING),
        (replace(EMPTY, files=(BAD, REPORT)), Status.ZONDER_VERKLARING),
        (replace(EMPTY, files=(STATEMENT, REPORT)), Status.MET_VERKLARING),
        (replace(EMPTY, files=(REPORT,), submission=SENT), Status.INGEDIEND),
        (replace(EMPTY, files=(REPORT,), submission=replace(SENT, count=2)), Status.GECORRIGEERD),
        (replace(EMPTY, files=(REPORT,), submission=SENT, is_open=False), Status.GESLOTEN),
    ],
)
def test_the_status(dossier: Dossier, status: Status) -> None:
    assert dossier.status is status


@pytest.mark.parametrize(
    ("files", "submission", "has_news"),
    [
        ((), None, False),
        ((BAD,), None, False),
        ((REPORT,), None, True),
        ((REPORT,), SENT, False),
        ((BAD, REPORT), SENT, False),
        ((STATEMENT, REPORT), SENT, True),
        ((replace(REPORT, number=4), REPORT), SENT, True),
    ],
)
def test_what_can_be_handed_in(files: tuple[Bestand, ...], submission: Submission | None, has_news: bool) -> None:
    assert replace(EMPTY, files=files, submission=submission).has_news is has_news


def test_a_year_closes_on_1_july_in_the_netherlands() -> None:
    assert deadline(2025).astimezone(UTC) == datetime(2026, 6, 30, 22, tzinfo=UTC)
    assert is_open(2025, datetime(2026, 6, 30, 21, 59, 59, tzinfo=UTC))
    assert not is_open(2025, datetime(2026, 6, 30, 22, tzinfo=UTC))
    assert not is_open(2025, datetime(2024, 12, 31, 22, 59, tzinfo=UTC))
    assert is_open(2025, datetime(2024, 12, 31, 23, tzinfo=UTC)), "it is the new year already in the Netherlands"


def test_the_years_on_offer() -> None:
    assert list_open_years(datetime(2026, 6, 1, tzinfo=UTC)) == (2026, 2025)
    assert list_open_years(datetime(2026, 8, 1, tzinfo=UTC)) == (2026,)
    assert is_known_year(2020, NOON)
    assert not is_known_year(2019, NOON)
    assert not is_known_year(2027, NOON)


def test_only_another_editor_is_in_the_way() -> None:
    dossier = replace(EMPTY, lease=Lease("hanna", "Hanna", NOON))
    assert dossier.is_edited_by_another("bram")
    assert not dossier.is_edited_by_another("hanna")
    assert not EMPTY.is_edited_by_another("bram")
