"""Outcomes as data survive being carried, and no cell of the table is a formula."""

import csv
from datetime import UTC, date, datetime
from io import StringIO

import pytest

from duo_site.controle.batch import Checked
from duo_site.controle.carrying import NotCarried, carry, read_carried
from duo_site.controle.domain import GeenZegel, Geldig, Oordeel, Reden, RegisterEntry, Verzegeld
from duo_site.controle.report import Report, make_report
from duo_site.controle.spreadsheet import write_csv
from duo_site.controle.texts import EXPLANATIONS, REASONS
from duo_site.secrecy import Secrecy
from duo_site.uittreksel.domain import Status, UittrekselInhoud

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
SECRECY = Secrecy(bytes(range(32)))


def make(inhoud: UittrekselInhoud, name: str = "a.pdf") -> Report:
    seal = Geldig(Verzegeld(AT, "Zegel", "key", inhoud))
    entry = RegisterEntry(inhoud, Status.GELDIG, AT)
    return make_report([Checked(name, seal, entry, "0" * 64), Checked("b.pdf", GeenZegel(), None, None, 1)], AT)


def test_a_report_is_carried_whole(inhoud: UittrekselInhoud) -> None:
    report = make(inhoud)
    carried = read_carried(carry(report, SECRECY), SECRECY)
    assert carried == report
    assert carried.genuine == 1
    assert carried.rows[0].birth_date == date(1998, 5, 3)


def test_what_another_site_signed_is_not_read(inhoud: UittrekselInhoud) -> None:
    with pytest.raises(NotCarried):
        read_carried(carry(make(inhoud), Secrecy(bytes(32))), SECRECY)


def test_two_hundred_take_little_room(inhoud: UittrekselInhoud) -> None:
    seal = Geldig(Verzegeld(AT, "Zegel", "key", inhoud))
    entry = RegisterEntry(inhoud, Status.GELDIG, AT)
    report = make_report([Checked(f"{number}.pdf", seal, entry, f"{number:064}") for number in range(200)], AT)
    assert len(carry(report, SECRECY)) < 100_000


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "|calc", "%0A=1"])
def test_no_cell_is_a_formula(inhoud: UittrekselInhoud, name: str) -> None:
    heads = [str(number) for number in range(15)]
    titles: dict[Oordeel, str] = {oordeel: words.title for oordeel, words in EXPLANATIONS.items()}
    reasons: dict[Reden, str] = REASONS
    table = write_csv(make(inhoud, name), heads, titles, reasons).decode("utf-8-sig")
    _heads, first, _second = csv.reader(StringIO(table), delimiter=";")
    assert first[1] == f"'{name}"
