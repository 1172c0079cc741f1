"""The aanbod of opleidingen: searching, filtering, paging, and how it was on another day."""

from datetime import date, timedelta

import pytest
from flask import Flask

from duo_site.database import writing_session
from duo_site.identity import Rol
from duo_site.mijn_duo.opleidingen.domain import Leerroute, Niveau, Opleiding, Taal
from duo_site.mijn_duo.opleidingen.service.reading import MOST_FOUND
from duo_site.mijn_duo.opleidingen.service.recording import add_all
from duo_site.mijn_duo.rollen.models import OnderwijsinstellingRow
from duo_site.web.clock import now, today
from duo_site.web.site import Site
from tests.cast import HANNA
from tests.site.client import LookingClient
from tests.site.mijn_duo.conftest import client_for, give

START = "/mijn-duo/opleidingen"
BEGIN = date(2015, 9, 1)
NL, EN = (Taal.NEDERLANDS,), (Taal.ENGELS,)


def make(code: str, name: str, **changes: object) -> Opleiding:
    """Make an opleiding that runs, with changes."""
    values = {"niveau": Niveau.BACHELOR, "talen": NL, "leerroutes": (Leerroute.VOLTIJD,), "starts_on": BEGIN}
    return Opleiding(code, name, **{**values, **changes})  # type: ignore[arg-type]


def keep(site: Site, *opleidingen: Opleiding, code: str = "99AB") -> None:
    """Put opleidingen in the aanbod of an onderwijsinstelling."""
    with writing_session(site.engine) as session:
        add_all(session, code, opleidingen, now())


@pytest.fixture
def hanna(app: Flask, onderwijs: Site) -> LookingClient:
    """Log Hanna in: medewerker opleidingen at 99AB, where a few opleidingen are."""
    give(onderwijs, HANNA, Rol.OPLEIDINGEN)
    keep(
        onderwijs,
        make("34560", "Verpleegkunde"),
        make("34401", "Bedrijfskunde", talen=(Taal.NEDERLANDS, Taal.ENGELS)),
        make("44118", "Advanced Nursing Practice", niveau=Niveau.MASTER, talen=EN),
        make("34999", "Crème en Pâtisserie"),
        make("34100", "Weefkunst", ends_on=date(2020, 8, 31)),
        make("34200", "Ruimtevaart", starts_on=today() + timedelta(days=100)),
        make("34300", "Tolk (oud)", ends_on=date(2021, 8, 31)),
        make("34300", "Tolk Gebarentaal", starts_on=date(2021, 9, 1), leerroutes=(Leerroute.DEELTIJD,)),
    )
    keep(onderwijs, make("39001", "Verpleegkunde van de buren"), code="99AC")
    return client_for(app, HANNA)


def names(client: LookingClient, query: str = "") -> list[str]:
    """List the names on a page of the list, in order."""
    page = client.page(f"{START}{query}")
    return [str(name).strip() for name in page.xpath("//main//tbody/tr/th//a/text()")]


RUNNING = [
    "Advanced Nursing Practice",
    "Bedrijfskunde",
    "Crème en Pâtisserie",
    "Tolk Gebarentaal",
    "Verpleegkunde",
]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", RUNNING),
        ("?q=kunde", ["Bedrijfskunde", "Verpleegkunde"]),
        ("?q=CREME+patiss", ["Crème en Pâtisserie"]),
        ("?q=34560", ["Verpleegkunde"]),
        ("?q=345", ["Verpleegkunde"]),
        ("?q=%22nursing+practice%22", ["Advanced Nursing Practice"]),
        ("?q=%22practice+nursing%22", []),
        ("?q=practice+nursing", ["Advanced Nursing Practice"]),
        ("?q=%25", RUNNING),
        ("?q=_", RUNNING),
        ("?q=%27+OR+1%3D1+--", []),
        ("?q=a+AND+(b+OR+NEAR*", []),
        ("?niveau=master", ["Advanced Nursing Practice"]),
        ("?taal=en", ["Advanced Nursing Practice", "Bedrijfskunde"]),
        ("?stand=komend", ["Ruimtevaart"]),
        ("?stand=beeindigd", ["Weefkunst"]),
        ("?stand=alle&q=kunst", ["Weefkunst"]),
        ("?op=01-01-2018&q=tolk", ["Tolk (oud)"]),
        ("?op=2018-01-01&stand=lopend&q=weef", ["Weefkunst"]),
        ("?op=01-01-2010", []),
    ],
)
def test_the_list_shows_what_is_asked_for(hanna: LookingClient, query: str, found: list[str]) -> None:
    assert names(hanna, query) == found


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?op=31-02-2026", 422),
        ("?op=morgen", 422),
        ("?op=01-01-0001", 422),
        ("?q=" + "a" * 101, 422),
        ("?niveau=mbo-4", 422),
        ("?taal=xx", 422),
        ("?stand=weg", 422),
        ("?pagina=2", 404),
        ("?pagina=0", 404),
        ("?pagina=x", 404),
    ],
)
def test_nonsense_is_answered_with_a_page(hanna: LookingClient, query: str, status: int) -> None:
    page = hanna.page(f"{START}{query}", status=status)
    if status == 422:
        assert page.xpath("//*[@data-error-summary]")


def test_a_long_list_has_pages_that_keep_the_search(hanna: LookingClient, onderwijs: Site) -> None:
    keep(onderwijs, *(make(f"{50000 + number}", f"Zorgkunde {number:02}") for number in range(60)))
    page = hanna.page(f"{START}?q=zorgkunde&pagina=2")
    assert "60 opleidingen" in page.text_content()
    assert names(hanna, "?q=zorgkunde&pagina=2") == [f"Zorgkunde {number:02}" for number in range(25, 50)]
    assert page.xpath("//a[@rel='next']/@href") == [f"{START}?q=zorgkunde&pagina=3"]


def test_of_very_many_the_first_are_shown(hanna: LookingClient, onderwijs: Site) -> None:
    keep(onderwijs, *(make(f"{50000 + number}", f"Zorgkunde {number:04}") for number in range(MOST_FOUND + 50)))
    last = hanna.page(f"{START}?q=zorgkunde&pagina=80")
    assert "Meer dan 2.000 opleidingen" in last.text_content()
    assert names(hanna, "?q=zorgkunde&pagina=80")[-1] == f"Zorgkunde {MOST_FOUND - 1:04}"
    hanna.page(f"{START}?q=zorgkunde&pagina=81", status=404)


def test_an_opleiding_tells_its_history(hanna: LookingClient) -> None:
    page = hanna.page(f"{START}/34300")
    assert page.findtext(".//h1/span") == "Tolk Gebarentaal"
    assert "Naam: eerst Tolk (oud), nu Tolk Gebarentaal." in page.text_content()
    assert "Leerroute: eerst voltijd, nu deeltijd." in page.text_content()
    before = hanna.page(f"{START}/34300?op=31-08-2021")
    assert before.findtext(".//h1/span") == "Tolk (oud)"
    assert "Zoals op 31 augustus 2021" in before.text_content()
    hanna.page(f"{START}/34300?op=nooit", status=422)


@pytest.mark.parametrize("rest", ["", "?op=x", "/34300", "/nieuw", "/34560/wijzigen", "/34560/beeindigen"])
def test_the_pages_are_there_in_english(hanna: LookingClient, rest: str) -> None:
    page = hanna.page(f"/en{START}{rest}", status=422 if rest == "?op=x" else 200)
    assert page.get("lang") == "en"
    assert not [link for link in page.xpath("//main//@href | //main//@action") if link.startswith("/mijn-duo")]


def test_the_aanbod_of_another_onderwijsinstelling_is_not_there(hanna: LookingClient) -> None:
    assert "buren" not in hanna.page(f"{START}?stand=alle").text_content()
    assert names(hanna, "?q=buren&stand=alle") == []
    missing = hanna.page(f"{START}/39001", status=404)
    assert "geen opleiding met de code 39001" in missing.text_content()
    hanna.page(f"{START}/abcde", status=404)


def test_who_worked_for_the_former_bestuur_sees_nothing(hanna: LookingClient, onderwijs: Site) -> None:
    with writing_session(onderwijs.engine) as session:
        moved = session.get(OnderwijsinstellingRow, "99AB")
        assert moved is not None
        moved.bestuursnummer = "98002"
    for address in (START, f"{START}/34560"):
        hanna.page(address, status=403)
