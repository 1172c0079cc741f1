"""The words of the figures are those of the rooms that count: no soort or outcome is forgotten."""

from duo_site.cijfers import words
from duo_site.cijfers.domain import ALL, Part, Series, Split
from duo_site.cijfers.forms import find_part, write_part
from duo_site.cijfers.values import VALUES
from duo_site.controle.domain import Oordeel
from duo_site.controle.texts import EXPLANATIONS
from duo_site.mijn_diplomas.domain import Soort
from duo_site.mijn_diplomas.labels import SOORTEN
from duo_site.tally import NO_LANGUAGE, UNKNOWN
from duo_site.web.i18n import LANGUAGES


def test_every_soort_and_language_is_there() -> None:
    for series in Series:
        soorten, languages = VALUES[series, Split.SOORT], VALUES[series, Split.TAAL]
        assert set(soorten) - {UNKNOWN} == set(Soort)
        assert set(languages) - {NO_LANGUAGE} == set(LANGUAGES)


def test_every_oordeel_is_there() -> None:
    assert set(VALUES[Series.CONTROLES, Split.OORDEEL]) == set(Oordeel)


def test_only_what_is_checked_can_be_unknown() -> None:
    assert {UNKNOWN, NO_LANGUAGE}.isdisjoint(
        value for (series, _split), values in VALUES.items() for value in values if series is not Series.CONTROLES
    )


def test_names_are_those_of_the_other_rooms() -> None:
    for soort in Soort:
        assert words.name_of(Part(Split.SOORT, soort)) == str(SOORTEN[soort])
    for oordeel in Oordeel:
        assert words.name_of(Part(Split.OORDEEL, oordeel)) == EXPLANATIONS[oordeel].word


def test_every_part_has_a_name_and_an_address() -> None:
    parts = {Part(split, value) for (_series, split), values in VALUES.items() for value in values}
    for part in (ALL, *parts):
        assert words.name_of(part)
        assert find_part(write_part(part)) == part
    assert find_part("soort-geldig") is None
    assert find_part("") is None
