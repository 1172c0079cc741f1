"""The API of the diplomahulp, held against the page and the dataset in every cell, and the plumbing of /api/v1."""

from typing import Any

import pytest
from flask import Flask
from lxml import html

from duo_site.diplomahulp.dataset import load_dataset
from duo_site.diplomahulp.domain import Bekostiging, NextStep, Outcome, Question
from duo_site.diplomahulp.rules import answer
from duo_site.web.api import BASE, operation_of
from duo_site.web.clock import today
from tests.site.client import LookingClient

API = "/api/v1/diplomahulp"
DATASET = load_dataset()
SOME_YEARS = [1900, 1995, 1996, 2005, 2006, 2007, 2010, 2011, 2012, 2013, 2014, 2017, 2018, 2022, 2023, 2024]


def ask(client: LookingClient, **query: str) -> Any:
    found = client.get(API, query_string=query)
    assert found.status_code == 200, found.get_data(as_text=True)
    assert found.headers["API-Version"] == "1.0.0"
    return found.get_json()


def test_hbo_bekostigd_1994(client: LookingClient) -> None:
    found = ask(client, soort="hbo", bekostiging="bekostigd", jaar="1994")
    assert set(found) == {"uitkomst", "vervolgstap", "vanaf", "uitleg", "adres"}
    assert (found["uitkomst"], found["vervolgstap"], found["vanaf"]) == (
        "niet-in-register",
        "onderwijsinstelling",
        1996,
    )
    assert found["adres"] == "https://duo.test/diplomahulp?soort=hbo&bekostiging=bekostigd&jaar=1994"


@pytest.mark.parametrize("soort", DATASET.soorten)
def test_api_agrees_with_the_rules_in_every_cell(client: LookingClient, soort: str) -> None:
    entry, day = DATASET.soorten[soort], today()
    for bekostiging in Bekostiging:
        for year in range(1900, day.year + 1):
            found = ask(client, soort=soort, bekostiging=bekostiging, jaar=str(year))
            question = Question(
                entry, bekostiging if entry.asks_bekostiging else None, year if entry.asks_year else None
            )
            expected = answer(DATASET, question, day)
            assert Outcome(found["uitkomst"]) is expected.outcome
            assert NextStep(found["vervolgstap"]) is expected.next_step
            assert found["vanaf"] == expected.held_from
            assert found["uitleg"]
        refused = client.get(API, query_string={"soort": soort, "bekostiging": bekostiging, "jaar": day.year + 1})
        assert (refused.status_code, refused.get_json()["veld"]) == (422, "jaar")


@pytest.mark.parametrize("soort", DATASET.soorten)
def test_the_page_says_what_the_api_says(client: LookingClient, soort: str) -> None:
    entry = DATASET.soorten[soort]
    for bekostiging in Bekostiging if entry.asks_bekostiging else ["bekostigd"]:
        for year in SOME_YEARS if entry.asks_year else [2000]:
            found = ask(client, soort=soort, bekostiging=bekostiging, jaar=str(year))
            page = html.fromstring(client.get(found["adres"]).get_data(as_text=True))
            assert page.xpath("//*[@data-uitkomst]/@data-uitkomst") == [found["uitkomst"]]
            verdict = " ".join(page.xpath("string(//*[contains(@class, 'verdict__text')])").split())
            assert verdict == found["uitleg"]
            assert len(page.xpath("//*[@class='next-step']//a")) == 1


@pytest.mark.parametrize(
    ("query", "field", "fields"),
    [
        ({}, "soort", ["soort"]),
        ({"soort": "lts"}, "soort", ["soort"]),
        ({"soort": "hbo", "jaar": "1994"}, "bekostiging", ["bekostiging"]),
        ({"soort": "hbo", "bekostiging": "gratis", "jaar": "1994"}, "bekostiging", ["bekostiging"]),
        ({"soort": "hbo", "bekostiging": "bekostigd"}, "jaar", ["jaar"]),
        ({"soort": "hbo", "bekostiging": "bekostigd", "jaar": "94"}, "jaar", ["jaar"]),
        ({"soort": "nt2", "jaar": "1899"}, "jaar", ["jaar"]),
        ({"jaar": "3000"}, "jaar", ["jaar", "soort"]),
        ({"soort": "nt2", "jaar": "2015", "taal": "fr"}, "taal", ["taal"]),
    ],
)
def test_nonsense_names_the_field(client: LookingClient, query: dict[str, str], field: str, fields: list[str]) -> None:
    refused = client.get(API, query_string=query)
    assert (refused.status_code, refused.mimetype) == (422, "application/problem+json")
    problem = refused.get_json()
    assert (problem["status"], problem["veld"]) == (422, field)
    assert [error["veld"] for error in problem["fouten"]] == fields
    assert all(error["melding"] for error in problem["fouten"])
    assert refused.headers["API-Version"] == "1.0.0"


def test_the_address_follows_the_language(client: LookingClient) -> None:
    found = client.get(API, query_string={"soort": "promotie", "taal": "en"})
    assert found.headers["Content-Language"] == "en"
    assert found.get_json()["adres"] == "https://duo.test/en/diplomahulp?soort=promotie"


def test_the_dataset(client: LookingClient) -> None:
    rows = client.get(f"{API}/aanbod").get_json()
    assert [(row["soort"], row["bekostigd_vanaf"], row["particulier_vanaf"]) for row in rows] == [
        (soort.key, soort.bekostigd_from, soort.particulier_from) for soort in DATASET.held
    ]
    for row in rows:
        assert set(row) == {"soort", "label", "bekostigd_vanaf", "particulier_vanaf", "bron", "gecontroleerd_op"}
        assert row["bron"]
        assert row["label"]
        assert row["gecontroleerd_op"] == DATASET.soorten[row["soort"]].checked_on.isoformat()


def test_openapi_describes_every_view_of_the_api(app: Flask, client: LookingClient) -> None:
    found = client.get(f"{BASE}/openapi.json")
    assert found.headers["Access-Control-Allow-Origin"] == "*"
    document = found.get_json()
    assert document["openapi"].startswith("3.0.")
    assert document["info"]["version"] == found.headers["API-Version"]
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith(BASE) and "openapi" not in rule.rule]
    undescribed = [rule.rule for rule in rules if operation_of(app.view_functions[rule.endpoint]) is None]
    assert undescribed == []
    assert len(document["paths"]) == len({rule.rule for rule in rules})
    for path in document["paths"].values():
        for operation in path.values():
            assert operation["operationId"]
            assert operation["summary"]
            assert all("API-Version" in response["headers"] for response in operation["responses"].values())


def test_errors_of_the_api_are_problems(client: LookingClient) -> None:
    for method, status in (("get", 404), ("post", 404), ("put", 405)):
        answered = getattr(client, method)(f"{BASE}/bestaat-niet")
        assert (answered.status_code, answered.mimetype) == (status, "application/problem+json")
        assert answered.headers["API-Version"] == "1.0.0"
    answered = client.post(API)
    assert (answered.status_code, answered.mimetype) == (405, "application/problem+json")
