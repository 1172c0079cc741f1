"""The figures for programs: CSV, JSON and the command say the same as the page."""

import base64
import csv
import io
import json
from typing import Any

import pytest
import time_machine
from click.testing import CliRunner, Result

from duo_site.cijfers.history import HISTORY
from duo_site.cli import duo
from duo_site.pages.facts import read_facts
from duo_site.pages.loader import CONTENT
from duo_site.web.site import Site
from tests.site.cijfers.conftest import NOW
from tests.site.client import LookingClient

API = "/api/v1/cijfers"


def read_csv(client: LookingClient, name: str) -> list[dict[str, str]]:
    answer = client.get(f"/cijfers/{name}.csv")
    assert answer.status_code == 200
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))


def ask(client: LookingClient, query: str = "") -> Any:
    answer = client.get(f"{API}?{query}")
    assert answer.status_code == 200
    assert answer.headers["API-Version"]
    return answer.get_json()


def test_csv_and_json_agree(counted: Site, client: LookingClient) -> None:
    rows, figures = read_csv(client, "aantallen"), ask(client)["cijfers"]
    assert len(rows) == len(figures) > 1000
    for row, figure in zip(rows, figures, strict=True):
        assert row["aantal"] == ("" if figure["aantal"] is None else str(figure["aantal"]))
        assert (row["verborgen"] == "ja") is figure["verborgen"] is (figure["aantal"] is None)
        assert [row[name] for name in ("wat", "periode", "verdeling", "waarde")] == [
            figure[name] for name in ("wat", "periode", "verdeling", "waarde")
        ]


def test_no_file_has_a_count_under_ten(counted: Site, client: LookingClient) -> None:
    shown = [int(row["aantal"]) for row in read_csv(client, "aantallen") if row["aantal"]]
    assert shown
    assert min(shown) >= 10


def test_parts_of_the_figures(counted: Site, client: LookingClient) -> None:
    found = ask(client, "wat=downloads&van=2026-02&tot=2026")
    assert {figure["periode"] for figure in found["cijfers"]} == {"2026-02", "2026-03"}
    assert {figure["wat"] for figure in found["cijfers"]} == {"downloads"}
    (opinion,) = found["tevredenheid"]
    assert opinion["maand"] == "2026-02"
    assert opinion["gevonden"] == {"waarde": 88, "vanaf": 64, "tot": 97, "antwoorden": 16}
    assert found["tot_en_met"] == "2026-03-31"
    assert found["demonstratie"] is True


@pytest.mark.parametrize(("query", "field"), [("wat=x", "wat"), ("van=gisteren", "van"), ("tot=2026-13", "tot")])
def test_what_makes_no_sense_is_named(client: LookingClient, query: str, field: str) -> None:
    answer = client.get(f"{API}?{query}")
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert answer.get_json()["veld"] == field


def test_the_description_of_the_api_is_true(counted: Site, client: LookingClient) -> None:
    described = client.get("/api/v1/openapi.json").get_json()["paths"]["/cijfers"]["get"]
    schema = described["responses"]["200"]["content"]["application/json"]["schema"]
    found = ask(client)
    assert set(schema["properties"]) == set(found)
    figure = schema["properties"]["cijfers"]["items"]["properties"]
    for shown in found["cijfers"]:
        assert set(shown) == set(figure)
        assert shown["wat"] in figure["wat"]["enum"]
        assert shown["verdeling"] in figure["verdeling"]["enum"]
    for past in found["geschiedenis"]:
        assert set(past) == set(schema["properties"]["geschiedenis"]["items"]["properties"])


def test_opinions_and_history(counted: Site, client: LookingClient) -> None:
    (opinion,) = read_csv(client, "tevredenheid")
    assert opinion == {
        "maand": "2026-02",
        "gevonden_procent": "88", "gevonden_procent_vanaf": "64", "gevonden_procent_tot": "97",
        "gevonden_procent_antwoorden": "16",
        "cijfer": "7.5", "cijfer_vanaf": "7.2", "cijfer_tot": "7.8", "cijfer_antwoorden": "16",
    }  # fmt: skip
    history = read_csv(client, "geschiedenis")
    assert history[0]["precisie"] == "bijna"
    for row in history:
        assert client.get(row["bron"].removeprefix("https://duo.test")).status_code == 200
    assert client.get("/cijfers/anders.csv").status_code == 404


def test_the_history_is_that_of_the_facts() -> None:
    facts = read_facts(CONTENT, [])
    for past in HISTORY:
        fact = facts[f"downloads-{past.year}"]
        assert past.precision in fact.source
        million = f"{past.count / 1_000_000:g}".replace(".", ",")
        assert fact.wording["nl"] in (f"{past.count:,}".replace(",", "."), f"{million} miljoen")


@pytest.fixture
def run(counted: Site) -> Any:
    """Run the command on the data of the site."""
    settings = counted.settings
    environment = {
        "DUO_SECRET_KEY": settings.secret_key,
        "DUO_DATA_KEY": base64.b64encode(settings.data_key).decode(),
        "DUO_BASE_URL": settings.base_url,
        "DUO_INSTANCE": str(settings.instance),
        "DUO_DATABASE_URL": settings.database_url,
    }
    return lambda *arguments: CliRunner(env=environment).invoke(duo, ["cijfers", *arguments])


def test_the_command_prints_a_table(run: Any) -> None:
    with time_machine.travel(NOW):
        found: Result = run("--wat", "downloads", "--van", "2026-02")
    assert found.exit_code == 0, found.output
    lines = [line.split() for line in found.output.splitlines()]
    assert lines[:3] == [
        ["periode", "wat", "verdeling", "waarde", "aantal"],
        ["2026-02", "downloads", "alles", "alles", "1463"],
        ["2026-03", "downloads", "alles", "alles", "1463"],
    ]
    assert found.output.count("cijfer  7.5  (7.2 - 7.8, n = 16)") == 1
    with time_machine.travel(NOW):
        assert "soort      wft       " in run("--verdeling").output


def test_the_command_prints_what_the_site_gives(run: Any, counted: Site, client: LookingClient) -> None:
    with time_machine.travel(NOW):
        assert json.loads(run("--json").output) == ask(client)
        rows = list(csv.DictReader(io.StringIO(run("--csv").output)))
    assert rows == read_csv(client, "aantallen")


def test_the_command_says_what_is_wrong(run: Any) -> None:
    with time_machine.travel(NOW):
        assert run("--van", "gisteren").exit_code == 2
        assert run("--wat", "bezoekers").exit_code == 2
        assert run("--csv", "--json").exit_code == 2
        nothing = run("--van", "2030")
    assert nothing.exit_code == 1
    assert nothing.output == "Error: There are no figures in this period.\n"
