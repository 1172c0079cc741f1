"""Every field of a delivery: what is right, what is wrong, and that the reason repeats no value."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duo_site.deliveries.domain import RawLine, RefusedLine
from duo_site.mijn_diplomas.delivery.checking import check_line
from duo_site.mijn_diplomas.delivery.domain import (
    REQUIRED_COLUMNS,
    CheckedLine,
    DeliveredDiploma,
    Withdrawal,
)
from duo_site.mijn_diplomas.domain import Bekostiging, Soort
from duo_site.uittreksel.domain import Cijfer, Document
from tests.unit.mijn_diplomas.builders import TODAY, make_row

HBO: dict[str, Any] = {"soort": "hbo", "profiel": "", "opleidingscode": "34560", "cijfers": None}


def check(**changes: Any) -> CheckedLine:
    return check_line(RawLine(7, make_row(**changes), 0), TODAY)


def accepted(**changes: Any) -> DeliveredDiploma:
    checked = check(**changes)
    assert isinstance(checked, DeliveredDiploma), checked
    return checked


def refused_fields(**changes: Any) -> list[str]:
    checked = check(**changes)
    assert isinstance(checked, RefusedLine), checked
    assert {error.line for error in checked.errors} == {7}
    return [error.field for error in checked.errors]


def test_a_line_that_is_right() -> None:
    diploma = accepted()
    assert (diploma.soort, diploma.document, diploma.bekostiging) == (Soort.VO, Document.DIPLOMA, Bekostiging.BEKOSTIGD)
    assert diploma.behaald_op == date(2006, 6, 15)
    assert diploma.cijfers == (Cijfer("Nederlands", "7.1", "6.8", "7"), Cijfer("Fries", "8", None, "8"))


def test_what_is_read_names_no_person_when_it_is_printed() -> None:
    assert "999990019" not in repr(accepted())
    assert "Vries" not in repr(accepted())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("levering", ""), ("levering", "a" * 101), ("levering", "met spatie"), ("levering", None), ("levering", 12),
        ("bsn", "99999001"), ("bsn", "999990018"), ("bsn", "000000000"), ("bsn", 999990019), ("bsn", None),
        ("bsn", "99999001٩"), ("bsn", "9999 90019"),
        ("achternaam", ""), ("achternaam", "   "), ("achternaam", "-"), ("achternaam", "a" * 101), ("achternaam", None),
        ("achternaam", "V\x00ies"), ("achternaam", "Vr\u202eies"), ("achternaam", "Vr\ud800ies"), ("achternaam", ["x"]),
        ("tussenvoegsel", "a" * 31), ("voornamen", "a" * 151), ("voornamen", 5),
        ("geboortedatum", "14-03-1988"), ("geboortedatum", "1988-02-30"), ("geboortedatum", "19880314"),
        ("geboortedatum", "1899-12-31"), ("geboortedatum", "1988-00-00"), ("geboortedatum", ""),
        ("document", "bul"), ("document", ""), ("document", []), ("soort", "VWO"), ("soort", None), ("soort", {}),
        ("bekostiging", ""), ("bekostiging", "gratis"),
        ("opleidingscode", "3456"), ("opleidingscode", "3456a"), ("opleidingscode", 34560),
        ("opleiding", ""), ("opleiding", "\n\n"), ("opleiding", "x" * 501), ("opleiding", "\n".join("abcdefg")),
        ("opleiding", None), ("profiel", "x" * 101),
        ("niveau_nlqf", "9"), ("niveau_nlqf", "4-"), ("niveau_nlqf", 4),
        ("instellingscode", "AB98"), ("instellingscode", "98cd"), ("instellingscode", "98CDE"), ("instellingscode", ""),
        ("onderwijsinstelling", ""), ("onderwijsinstelling", "1234"), ("onderwijsinstelling", "x" * 201),
        ("plaats", ""), ("plaats", "x" * 101),
        ("behaald_op", "2026-11-22"), ("behaald_op", "1988-03-14"), ("behaald_op", "2006-06"), ("behaald_op", None),
        ("cijfers", None), ("cijfers", []), ("cijfers", "geen json"), ("cijfers", {"vak": "x"}), ("cijfers", [1]),
        ("cijfers", [{"vak": "x", "se": "7"}] * 2), ("cijfers", [{"vak": "x"}]), ("cijfers", [{"vak": "", "se": "7"}]),
        ("cijfers", [{"vak": "x", "se": "11"}]), ("cijfers", [{"vak": "x", "se": "0"}]),
        ("cijfers", [{"vak": "x", "se": "7.25"}]), ("cijfers", [{"vak": "x", "se": True}]),
        ("cijfers", [{"vak": "x", "se": "7", "ook": "8"}]), ("cijfers", [{"vak": "x", "se": -3}]),
        ("cijfers", [{"vak": f"vak{n}", "se": "7"} for n in range(61)]), ("cijfers", "[" * 5000),
        ("ingetrokken", "misschien"), ("ingetrokken", 1), ("ingetrokken", []),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_by_its_field(field: str, value: object) -> None:
    assert refused_fields(**{field: value}) == [field]


@pytest.mark.parametrize(
    "changes",
    [
        {"tussenvoegsel": "", "voornamen": ""},
        {"tussenvoegsel": None},
        {"achternaam": "’t Hoen-Çelik", "voornamen": "Ûltsje Ελένη Łucja"},
        {"niveau_nlqf": ""},
        {"niveau_nlqf": "instroom"},
        {"behaald_op": "2026-11-21"},
        {"cijfers": '[{"vak": "Nederlands", "se": "7,0", "ce": null, "eind": "voldoende"}]'},
        {"cijfers": [{"vak": "x", "eind": 10}]},
        HBO,
        HBO | {"cijfers": ""},
        HBO | {"soort": "inburgering", "bekostiging": "", "opleidingscode": ""},
        HBO | {"soort": "wft", "bekostiging": "particulier", "opleidingscode": ""},
    ],
)
def test_more_that_is_right(changes: dict[str, Any]) -> None:
    accepted(**changes)


def test_rules_that_take_two_fields() -> None:
    assert refused_fields(**HBO | {"profiel": "Cultuur en maatschappij"}) == ["profiel"]
    assert refused_fields(**HBO | {"opleidingscode": ""}) == ["opleidingscode"]


def test_every_wrong_field_is_named_at_once() -> None:
    assert refused_fields(bsn="1", plaats="", cijfers=None) == ["bsn", "plaats", "cijfers"]
    assert len(refused_fields(**dict.fromkeys(REQUIRED_COLUMNS))) == 11


def test_text_is_written_in_one_way() -> None:
    diploma = accepted(achternaam="  Fu\u0302gelsang \t op\u00a0 ’t  Veld ", opleiding=" vwo \r\n\n gymnasium ")
    assert diploma.achternaam == "Fûgelsang op ’t Veld"
    assert diploma.opleiding == "vwo\ngymnasium"


def test_an_unknown_field_refuses_the_line() -> None:
    assert refused_fields(bsnn="999990019") == ["hele regel"]


@pytest.mark.parametrize("word", [True, "ja", "TRUE"])
def test_a_withdrawal_needs_its_key_alone(word: object) -> None:
    line = RawLine(3, {"levering": "98CD-1", "ingetrokken": word}, 0)
    assert check_line(line, TODAY) == Withdrawal(3, "98CD-1")
    keyless = check_line(RawLine(3, {"ingetrokken": word}, 0), TODAY)
    assert isinstance(keyless, RefusedLine)


def test_taking_a_withdrawal_back_is_said_in_words() -> None:
    assert accepted(ingetrokken=False).reinstates
    assert accepted(ingetrokken="nee").reinstates
    assert not accepted(ingetrokken="").reinstates
    assert not accepted().reinstates


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*REQUIRED_COLUMNS, "ingetrokken"]), _VALUES))
def test_nonsense_is_refused_and_never_an_accident(values: dict[str, object]) -> None:
    assert not isinstance(check_line(RawLine(1, make_row() | values, 0), TODAY), type(None))


@given(st.text(min_size=9, max_size=9, alphabet="0123456789"))
def test_a_reason_never_repeats_a_bsn(bsn: str) -> None:
    checked = check(bsn=bsn)
    if isinstance(checked, RefusedLine):
        assert bsn not in str(checked.errors[0])
