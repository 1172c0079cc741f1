"""The rules of the register, over every cell of soort, bekostiging and year."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest

from duo_site.diplomahulp.dataset import load_dataset
from duo_site.diplomahulp.domain import Answer, Bekostiging, NextStep, Outcome, Question, Reason
from duo_site.diplomahulp.rules import answer
from duo_site.diplomahulp.steps import describe_step
from duo_site.diplomahulp.texts import explain, title

DATASET = load_dataset()
TODAY = date(2026, 11, 21)
YEARS = range(DATASET.earliest_year, TODAY.year + 1)
SURENESS = [Outcome.NIET_IN_REGISTER, Outcome.ONBEKEND, Outcome.WAARSCHIJNLIJK, Outcome.BESCHIKBAAR]

# First diploma year held, from the table of the register.
FIRST_YEARS = {
    "wo": (1996, 2018), "hbo": (1996, 2018), "mbo": (2007, 2012), "vo": (2006, 2012), "vavo": (2007, 2012),
    "vso": (2013, None), "schooldiploma": (2023, None), "staatsexamen-vo": (2011, None),
    "staatsexamen-vso": (2011, None), "nt2": (2011, None), "inburgering": (2007, None), "wft": (None, 2014),
}  # fmt: skip


def ask(soort: str, bekostiging: Bekostiging | None, year: int | None, today: date = TODAY) -> Answer:
    return answer(DATASET, Question(DATASET.soorten[soort], bekostiging, year), today)


def columns() -> Iterator[tuple[str, Bekostiging | None]]:
    for soort in DATASET.held:
        yield from ((soort.key, choice) for choice in (Bekostiging if soort.asks_bekostiging else [None]))


def test_the_dataset_holds_the_years_of_the_register() -> None:
    assert {soort.key: (soort.bekostigd_from, soort.particulier_from) for soort in DATASET.held} == FIRST_YEARS


@pytest.mark.parametrize(("soort", "bekostiging"), list(columns()))
def test_every_cell(soort: str, bekostiging: Bekostiging | None) -> None:
    bekostigd, particulier = FIRST_YEARS[soort]
    years = [year for year in (bekostigd, particulier) if year]
    if len(years) == 2 and bekostiging is not Bekostiging.WEET_NIET:
        years = [years[0] if bekostiging is Bekostiging.BEKOSTIGD else years[1]]
    possible, promised = min(years), max(years)
    for year in YEARS:
        found = ask(soort, bekostiging, year)
        if year < possible:
            expected = Outcome.NIET_IN_REGISTER
        elif year < promised:
            expected = Outcome.ONBEKEND
        elif year in (promised, TODAY.year):
            expected = Outcome.WAARSCHIJNLIJK
        else:
            expected = Outcome.BESCHIKBAAR
        assert found.outcome is expected, year
        assert found.held_from == promised
        assert found.next_step not in found.other_steps
        assert (found.next_step is NextStep.UITTREKSEL) == (expected is not Outcome.NIET_IN_REGISTER)


@pytest.mark.parametrize(("soort", "bekostiging"), list(columns()))
def test_once_available_it_stays_available(soort: str, bekostiging: Bekostiging | None) -> None:
    sure = [SURENESS.index(ask(soort, bekostiging, year).outcome) for year in YEARS if year < TODAY.year]
    assert all(earlier <= later for earlier, later in pairwise(sure))
    assert ask(soort, bekostiging, TODAY.year).reason is Reason.PERHAPS_TOO_NEW


@pytest.mark.parametrize(("soort", "bekostiging"), list(columns()))
def test_not_knowing_promises_no_more_than_the_worst_choice(soort: str, bekostiging: Bekostiging | None) -> None:
    if bekostiging is not Bekostiging.WEET_NIET:
        return
    for year in YEARS:
        by_choice = [SURENESS.index(ask(soort, choice, year).outcome) for choice in list(Bekostiging)[:2]]
        unsure = ask(soort, bekostiging, year)
        assert unsure.held_from == ask(soort, Bekostiging.PARTICULIER, year).held_from
        if unsure.outcome is Outcome.BESCHIKBAAR:
            assert min(by_choice) == SURENESS.index(Outcome.BESCHIKBAAR)
        if unsure.outcome is Outcome.NIET_IN_REGISTER:
            assert max(by_choice) == SURENESS.index(Outcome.NIET_IN_REGISTER)


@pytest.mark.parametrize(
    ("soort", "outcome", "step"),
    [
        ("pre-master", Outcome.NOOIT, NextStep.ONDERWIJSINSTELLING),
        ("post-hbo", Outcome.NOOIT, NextStep.ONDERWIJSINSTELLING),
        ("promotie", Outcome.NOOIT, NextStep.ONDERWIJSINSTELLING),
        ("zij-instroom", Outcome.NOOIT, NextStep.ONDERWIJSINSTELLING),
        ("branche", Outcome.NOOIT, NextStep.ONDERWIJSINSTELLING),
        ("buitenland", Outcome.BUITENLAND, NextStep.IDW),
        ("caribisch-nederland", Outcome.ONBEKEND, NextStep.CONTACT),
    ],
)
def test_what_is_never_held(soort: str, outcome: Outcome, step: NextStep) -> None:
    found = ask(soort, None, None)
    assert (found.outcome, found.next_step, found.held_from) == (outcome, step, None)


@pytest.mark.parametrize(
    ("soort", "bekostiging", "year", "step"),
    [
        ("hbo", Bekostiging.BEKOSTIGD, 1994, NextStep.ONDERWIJSINSTELLING),
        ("wo", Bekostiging.PARTICULIER, 2017, NextStep.ONDERWIJSINSTELLING),
        ("mbo", Bekostiging.BEKOSTIGD, 2006, NextStep.VAE),
        ("vo", Bekostiging.BEKOSTIGD, 1985, NextStep.VAE),
        ("vavo", Bekostiging.WEET_NIET, 2006, NextStep.VAE),
        ("nt2", None, 2010, NextStep.VAE),
        ("staatsexamen-vo", None, 2010, NextStep.VAE),
        ("wft", None, 2013, NextStep.EXAMENINSTITUUT),
    ],
)
def test_the_step_for_what_is_too_old(soort: str, bekostiging: Bekostiging | None, year: int, step: NextStep) -> None:
    found = ask(soort, bekostiging, year)
    assert (found.outcome, found.next_step) == (Outcome.NIET_IN_REGISTER, step)


def test_a_vod_is_for_vo_and_staatsexamen_vo_alone() -> None:
    assert {soort.key for soort in DATASET.soorten.values() if NextStep.VOD in soort.steps} == {
        "vo",
        "staatsexamen-vo",
    }


@pytest.mark.parametrize(
    ("today", "year", "reason"),
    [
        (date(2026, 1, 5), 2026, Reason.TOO_NEW),
        (date(2026, 2, 25), 2026, Reason.TOO_NEW),
        (date(2026, 2, 26), 2026, Reason.PERHAPS_TOO_NEW),
        (date(2026, 12, 31), 2026, Reason.PERHAPS_TOO_NEW),
        (date(2026, 2, 24), 2025, Reason.PERHAPS_TOO_NEW),
        (date(2026, 2, 25), 2025, Reason.HELD),
        (date(2026, 1, 5), 2024, Reason.HELD),
    ],
)
def test_a_new_diploma_takes_eight_weeks_at_most(today: date, year: int, reason: Reason) -> None:
    found = ask("vo", Bekostiging.BEKOSTIGD, year, today)
    assert found.reason is reason
    waits = NextStep.WACHTEN in (found.next_step, *found.other_steps)
    assert waits == (reason is not Reason.HELD)
    if reason is Reason.TOO_NEW:
        assert (found.outcome, found.next_step) == (Outcome.NOG_NIET, NextStep.WACHTEN)


@pytest.mark.parametrize(
    ("soort", "bekostiging", "year", "is_noted"),
    [
        ("wo", Bekostiging.BEKOSTIGD, 1995, False),
        ("wo", Bekostiging.BEKOSTIGD, 1996, True),
        ("wo", Bekostiging.WEET_NIET, 2010, True),
        ("wo", Bekostiging.BEKOSTIGD, 2011, False),
        ("wo", Bekostiging.PARTICULIER, 2005, False),
        ("vso", None, 2012, True),
        ("vso", None, 2011, False),
    ],
)
def test_notes_stand_where_they_matter(soort: str, bekostiging: Bekostiging | None, year: int, is_noted: bool) -> None:
    assert bool(ask(soort, bekostiging, year).notes) == is_noted


def test_every_answer_can_be_told_in_plain_sentences() -> None:
    cells = [(soort, choice, year) for soort, choice in columns() for year in (1950, 2010, 2012, 2025, 2026)]
    cells += [(soort.key, None, None) for soort in DATASET.soorten.values() if soort.outside]  # type: ignore[misc]
    for cell in cells:
        found = ask(*cell)
        sentences = [title(found, "nl"), *explain(DATASET, found, "nl")]
        for step in (found.next_step, *found.other_steps):
            text = describe_step(step, DATASET, found, "nl")
            assert text.path.startswith("/")
            sentences += [text.title, text.text, *text.facts]
        assert all(sentence and "%(" not in sentence for sentence in sentences)
        assert all(len(part.split()) <= 20 for sentence in sentences for part in sentence.split(". "))


def test_prices_and_terms_are_told() -> None:
    vae = ask("vo", Bekostiging.BEKOSTIGD, 1985)
    told = " ".join(describe_step(NextStep.VAE, DATASET, vae, "nl").facts).replace("\u00a0", " ")
    assert "€ 72." in told
    assert "3 weken" in told
    idw = ask("buitenland", None, None)
    assert "148,83" in " ".join(describe_step(NextStep.IDW, DATASET, idw, "nl").facts)
    hbo = ask("hbo", Bekostiging.BEKOSTIGD, 1994)
    assert "50 jaar" in " ".join(describe_step(NextStep.ONDERWIJSINSTELLING, DATASET, hbo, "nl").facts)
