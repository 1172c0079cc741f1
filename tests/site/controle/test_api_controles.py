"""The controle for programs: the contract's shape, in the order sent."""

import tempfile
from pathlib import Path
from typing import Any

import pytest

from duo_site.controle import uploads
from duo_site.controle.domain import Oordeel, Reden
from duo_site.uittreksel.domain import Status
from duo_site.web.site import Site
from tests.site.client import LookingClient
from tests.site.controle.conftest import Genuine, change_status
from tests.site.controle.sending import make_pdf, make_zip, send
from tests.unit.uittreksel.conftest import ANJA

API = "/api/v1/controles"
PLAIN = make_pdf()
KEYS = {"bestand", "oordeel", "redenen", "nummer", "gegevens", "register"}


def ask(client: LookingClient, *files: tuple[str, bytes]) -> list[dict[str, Any]]:
    answer = send(client, list(files), API)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert answer.headers["API-Version"] == "1.0.0"
    assert answer.headers["Cache-Control"] == "no-store"
    found = answer.get_json()
    assert set(found) == {"controles"}
    assert all(set(row) == KEYS for row in found["controles"])
    return list(found["controles"])


def test_in_the_order_sent(client: LookingClient, genuine: Genuine) -> None:
    changed = genuine.file[:-1] + b"?"
    rows = ask(
        client, ("b.pdf", PLAIN), ("a.pdf", genuine.file), ("c.pdf", changed), ("d.pdf", b""), ("a.pdf", genuine.file)
    )
    assert [row["bestand"] for row in rows] == ["b.pdf", "a.pdf", "c.pdf", "d.pdf", "a.pdf"]
    assert [row["oordeel"] for row in rows] == ["geen-zegel", "geldig", "gewijzigd", "niet-te-controleren", "geldig"]
    assert rows[3]["redenen"] == ["leeg"]
    assert all(row[key] is None for row in (rows[0], rows[2], rows[3]) for key in ("nummer", "gegevens", "register"))


def test_a_genuine_one_beside_the_register(client: LookingClient, genuine: Genuine) -> None:
    (row,) = ask(client, ("a.pdf", genuine.file))
    assert (row["oordeel"], row["redenen"], row["nummer"]) == ("geldig", ["zegel-klopt"], genuine.number)
    assert row["gegevens"]["naam"] == ANJA.holder
    assert row["gegevens"]["geboortedatum"] == ANJA.birth_date.isoformat()
    assert row["register"]["status"] == "geldig"
    assert row["register"]["sinds"].endswith("Z")
    assert {key: row["register"][key] for key in row["gegevens"]} == row["gegevens"]
    assert "bsn" not in str(row).lower()


@pytest.mark.parametrize("status", [Status.INGETROKKEN, Status.VERVANGEN])
def test_a_withdrawn_or_corrected_one(client: LookingClient, site: Site, genuine: Genuine, status: Status) -> None:
    change_status(site, status)
    (row,) = ask(client, ("a.pdf", genuine.file))
    assert (row["oordeel"], row["register"]["status"]) == (status, status)


def test_a_zip_is_one_file(client: LookingClient, genuine: Genuine) -> None:
    (row,) = ask(client, ("all.zip", make_zip([("a.pdf", genuine.file)])))
    assert (row["oordeel"], row["redenen"]) == ("niet-te-controleren", ["geen-pdf"])


def test_what_makes_no_sense(client: LookingClient) -> None:
    many = [(f"{number}.pdf", b"x") for number in range(201)]
    answers = [
        send(client, [], API),
        send(client, [("a.pdf", PLAIN)], API, field="file"),
        send(client, many, API),
        client.post(API, json={"bestand": "x"}),
    ]
    for answer in answers:
        assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
        assert answer.get_json()["veld"] == "bestand"
        assert answer.headers["API-Version"] == "1.0.0"
    assert client.get(API).status_code == 405
    large = send(client, [("a.pdf", b"0" * 67 * 1024 * 1024)], API)
    assert (large.status_code, large.mimetype) == (413, "application/problem+json")
    for content_type in ("multipart/form-data", "multipart/form-data; boundary=x", "text/plain"):
        assert client.post(API, data=b"\xff\0--x", content_type=content_type).status_code in (400, 422)


def test_too_many_at_once(client: LookingClient) -> None:
    taken = [uploads._places.acquire(blocking=False) for _ in range(uploads._LARGE_AT_ONCE)]
    try:
        answer = send(client, [("a.pdf", b"0" * 7_000_000)], API)
    finally:
        for _ in taken:
            uploads._places.release()
    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
    assert int(answer.headers["Retry-After"]) > 0


def test_calls_are_limited(client: LookingClient) -> None:
    answers = [send(client, [], API) for _ in range(61)]
    assert [answer.status_code for answer in answers] == [422] * 60 + [429]
    assert answers[-1].mimetype == "application/problem+json"
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_a_page_of_another_site_may_not_use_it(client: LookingClient) -> None:
    assert client.post(API, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_nothing_touches_the_disk(
    client: LookingClient, genuine: Genuine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "not there"))
    (row,) = ask(client, ("a.pdf", genuine.file + b"\n" * 2_000_000))
    assert row["oordeel"] == "gewijzigd"


def test_the_description_has_an_example_that_is_true_to_it(client: LookingClient) -> None:
    operation = client.get("/api/v1/openapi.json").get_json()["paths"]["/controles"]["post"]
    described = operation["responses"]["200"]["content"]["application/json"]
    row = described["schema"]["properties"]["controles"]["items"]["properties"]
    assert set(row) == KEYS
    assert row["oordeel"]["enum"] == [oordeel.value for oordeel in Oordeel]
    assert row["redenen"]["items"]["enum"] == [reden.value for reden in Reden]
    for example in described["example"]["controles"]:
        assert set(example) == KEYS
    genuine = described["example"]["controles"][0]
    assert set(genuine["gegevens"]) == set(row["gegevens"]["properties"])
    assert set(genuine["register"]) == set(row["register"]["properties"])
