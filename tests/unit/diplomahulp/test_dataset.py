"""A mistake in the dataset stops the start, with the place of the mistake."""

import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from duo_site.diplomahulp.dataset import PATH, DatasetError, load_dataset, make_dataset
from duo_site.diplomahulp.extraction import extract

CONTENT_FACTS = PATH.parents[1] / "content" / "facts.toml"


def raw() -> dict[str, Any]:
    return tomllib.loads(PATH.read_text())


def row(data: dict[str, Any], key: str) -> dict[str, Any]:
    found: dict[str, Any] = next(entry for entry in data["soort"] if entry["sleutel"] == key)
    return found


@pytest.mark.parametrize(
    ("break_it", "complaint"),
    [
        (lambda data: row(data, "wo").pop("bron"), "'wo': bron is missing"),
        (lambda data: row(data, "wo").update(groep="niets"), "group 'niets' is unknown"),
        (lambda data: row(data, "wo").update(bekostigd_vanaf="1996"), "bekostigd_vanaf is missing or of the wrong"),
        (lambda data: row(data, "wo").update(bekostigd_vanaf=2019), "must be before particulier_vanaf"),
        (lambda data: row(data, "wo").update(uitkomst="nooit"), "both a uitkomst and a year"),
        (lambda data: row(data, "nt2").pop("bekostigd_vanaf"), "neither a year nor a uitkomst"),
        (lambda data: row(data, "promotie").update(uitkomst="ooit"), "uitkomst must be one of"),
        (lambda data: row(data, "wo").update(vervolgstappen=[]), "has no vervolgstap"),
        (lambda data: row(data, "wo").update(vervolgstappen=["bidden"]), "bidden"),
        (lambda data: row(data, "wo").update(kleur="rood"), "unknown keys: kleur"),
        (lambda data: data["soort"].append(row(data, "wo")), "stands there twice"),
        (lambda data: data["feiten"]["vae"].pop("prijs"), "lacks the facts vae.prijs"),
        (lambda data: data["feiten"]["vae"].pop("gecontroleerd_op"), "feiten.vae: gecontroleerd_op"),
        (lambda data: data.update(soort=[]), "holds no soort"),
    ],
)
def test_a_mistake_is_named(break_it: Callable[[dict[str, Any]], object], complaint: str) -> None:
    data = raw()
    break_it(data)
    with pytest.raises(DatasetError, match=complaint):
        make_dataset(data)


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    file = tmp_path / "dataset.toml"
    file.write_text("soort = [")
    with pytest.raises(DatasetError, match=r"dataset\.toml"):
        load_dataset(file)


def test_years_by_name() -> None:
    dataset = load_dataset()
    assert dataset.first_year("hbo.bekostigd") == 1996
    assert dataset.first_year("wft.particulier") == 2014
    for unknown in ("hbo", "hbo.gratis", "lts.bekostigd", "wft.bekostigd"):
        with pytest.raises(LookupError):
            dataset.first_year(unknown)


def test_every_row_was_checked_in_the_last_two_years() -> None:
    dataset = load_dataset()
    checks = [soort.checked_on for soort in dataset.soorten.values()]
    checks += [fact.checked_on for fact in dataset.facts.values()]
    assert max(checks) - min(checks) < timedelta(days=730)
    assert min(checks) >= date(2026, 1, 1)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("vae.prijs", "vae-prijs"), ("vae.weken", "vae-termijn"), ("idw.prijs", "idw-prijs"),
        ("nieuw_diploma.meeste_weken", "zichtbaar-uiterlijk"),
        ("hoger_onderwijs.bewaart_jaren", "bewaren-hoger-onderwijs"),
        ("nieuw_diploma.levering_vo_mbo_dagen", "levering-vo-mbo"),
        ("nieuw_diploma.levering_hoger_onderwijs_weken", "levering-hoger-onderwijs"),
    ],
)  # fmt: skip
def test_pages_and_lookup_state_the_same_facts(ours: str, theirs: str) -> None:
    facts = tomllib.loads(CONTENT_FACTS.read_text())
    assert load_dataset().facts[ours].value == facts[theirs]["value"]


def test_every_text_of_the_dataset_is_extracted() -> None:
    with PATH.open("rb") as file:
        messages = {text for _, _, text, _ in extract(file, {}, (), {})}
    dataset = load_dataset()
    assert messages >= {soort.label for soort in dataset.soorten.values()} | set(dataset.groups.values())
    assert messages >= {note.text for soort in dataset.soorten.values() for note in soort.notes}
