"""What no font of the uittreksel can draw is delivered, and warned of with line and field."""

import pytest

from duo_site.uittreksel.repertoire import missing_characters, missing_scripts
from tests.unit.mijn_diplomas.builders import Register, counts, make_row


def test_a_name_that_cannot_be_drawn_is_delivered_with_a_warning(register: Register) -> None:
    rows = [make_row(), make_row(levering="98CD-2", voornamen="安雅", plaats="กรุงเทพ")]
    report = register.deliver(*rows)
    assert counts(report) == {"nieuw": 2}
    assert report.is_clean
    first, second = register.problems
    assert first.startswith("regel 2, voornamen: let op: ")
    assert "(schrift: cjk)" in first
    assert second.startswith("regel 2, plaats: let op: ")
    assert "安" not in first


def test_a_cijferlijst_is_looked_at_too(register: Register) -> None:
    register.deliver(make_row(cijfers=[{"vak": "中文", "se": "7", "ce": None, "eind": "7"}]))
    assert [problem.split(": ")[0] for problem in register.problems] == ["regel 1, cijfers"]


@pytest.mark.parametrize(
    "name", ["Anja", "Fenna Zoë van Dongen-Çelik", "Ελένη", "Олексій", "محمد", "שרה", "Արամ", "ნინო", "Đặng", ""]
)
def test_what_the_fonts_have_is_not_missing(name: str) -> None:
    assert missing_characters(name) == []


def test_a_script_is_named_without_its_characters() -> None:
    assert missing_scripts("Anja 安雅 สมชาย") == ["CJK", "THAI"]
