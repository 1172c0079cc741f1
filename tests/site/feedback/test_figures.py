"""The figures for editors."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from duo_site.audit import AuditLine
from duo_site.database import reading_session
from duo_site.feedback.domain import Found, State, Task
from duo_site.web.clock import today
from duo_site.web.site import Site
from tests.cast import ELS
from tests.site.client import LookingClient
from tests.site.conftest import log_in
from tests.site.feedback.answers import answer, store

_AT = "/redactie/feedback"


@pytest.fixture
def els(client: LookingClient) -> LookingClient:
    """Give a client in which Els is logged in."""
    log_in(client, ELS)
    return client


def cells(page: object, name: str) -> list[str]:
    """Read the cells of a line of the tables."""
    return [cell.text_content().strip() for cell in page.xpath("//tr[th[normalize-space()=$name]][1]/td", name=name)]  # type: ignore[attr-defined]


def test_each_figure_stands_with_its_interval_and_number(els: LookingClient, site: Site) -> None:
    store(site, [answer(Found.JA, 8)] * 15 + [answer(Found.NEE, 4)] * 5 + [answer(Found.JA, None)] * 4)
    line = cells(els.page(_AT), "/particulier/diploma-kwijt")
    assert line == ["79% (60% tot 91%; n = 24)", "7,0 (6,2 tot 7,8; n = 20)", "24", "20", "4"]


def test_nothing_is_said_of_fewer_than_ten(els: LookingClient, site: Site) -> None:
    store(site, [answer()] * 9)
    line = cells(els.page(_AT), "/particulier/diploma-kwijt")
    assert line[:2] == ["te weinig antwoorden (n = 9)"] * 2
    assert "100%" not in els.get(_AT).get_data(as_text=True).split("Per pagina")[1]


def test_what_needs_work_stands_first_and_the_unknown_last(els: LookingClient, site: Site) -> None:
    store(site, [answer(Found.NEE, 2, page="/few")] * 3)
    store(site, [answer(page="/good")] * 30)
    store(site, [answer(Found.NEE, 3, page="/bad")] * 30)
    assert els.page(_AT).xpath("(//table[contains(@class, 'feedback-table')])[1]//th[@scope='row']//text()") == [
        "/bad",
        "/good",
        "/few",
    ]


def test_a_change_is_named_only_where_it_is_one(els: LookingClient, site: Site) -> None:
    before = today() - timedelta(days=30)
    for page, earlier, now in (("/up", 10, 50), ("/same", 30, 34), ("/down", 50, 10)):
        for day, found in ((before, earlier), (None, now)):
            yes, no = answer(Found.JA, 8, page=page, day=day), answer(Found.NEE, 8, page=page, day=day)
            store(site, [yes] * found + [no] * (60 - found))
    page = els.page(f"{_AT}?periode=4-weken")
    assert "hoger" in cells(page, "/up")[0]
    assert "lager" in cells(page, "/down")[0]
    assert cells(page, "/same")[0].endswith(")")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", "40"),
        ("taak=zoeken", "10"),
        ("taal=en", "10"),
        ("onderdeel=particulier", "10"),
        ("onderdeel=onbekend", "10"),
        ("pagina=/zoeken", "10"),
        ("soort=paginavoet", None),
        ("periode=alles", "50"),
        ("van=01-01-2020&tot=31-12-2020", None),
    ],
)
def test_the_address_is_the_filter(els: LookingClient, site: Site, query: str, count: str | None) -> None:
    for one in (
        answer(),
        answer(page="/zoeken", task=Task.ZOEKEN),
        answer(page="", language="en"),
        answer(page="/particulier-onderwijs"),
        answer(day=today() - timedelta(days=400)),
        answer(state=State.WACHTRIJ),
        answer(state=State.SPAM),
    ):
        store(site, [one] * 10)
    page = els.page(f"{_AT}?{query}")
    assert page.xpath("//dl[@class='stats']//dd/text()")[:1] == ([count] if count else [])
    assert bool(page.xpath("//p[@class='empty']")) is (count is None)


def test_the_queue_is_named(els: LookingClient, site: Site) -> None:
    store(site, [answer(state=State.WACHTRIJ)] * 2)
    assert els.page(_AT).xpath("//a[contains(@href, 'stand=wachtrij')]")


def test_a_wrong_date_is_told(els: LookingClient) -> None:
    page = els.page(f"{_AT}?van=gisteren", status=422)
    assert page.xpath("//*[@id='van' and @aria-invalid='true']")


def test_each_chart_has_a_table_beside_it(els: LookingClient, site: Site) -> None:
    store(site, [answer(day=today() - timedelta(days=7 * week)) for week in range(6) for _ in range(12)])
    figures = els.page(_AT).xpath("//figure")
    assert len(figures) == 4
    for figure in figures:
        assert figure.xpath(".//svg/title/text()")
        assert figure.xpath(".//svg/desc/text()")
        assert figure.xpath(".//table//td")


def test_the_figures_can_be_taken_along_and_that_is_written_down(els: LookingClient, site: Site) -> None:
    store(site, [answer(Found.JA, 8)] * 15 + [answer(Found.NEE, 4, page="=1+1")] * 5)
    table = els.get(f"{_AT}/cijfers.csv").get_data().decode("utf-8-sig").splitlines()
    assert table[0].startswith('"groep";"naam";"antwoorden"')
    assert table[1].startswith('"totaal";"";"20";"20";"0";"15";"0";"5";"0,75";')
    assert any('"\'=1+1"' in line for line in table)
    content = json.loads(els.get(f"{_AT}/cijfers.json").get_data())
    few = next(line for line in content["cijfers"] if line["naam"] == "=1+1")
    assert (few["antwoorden"], few["gevonden"], few["cijfer"]) == (5, None, None)
    with reading_session(site.engine) as session:
        lines = session.execute(select(AuditLine.action, AuditLine.target)).all()
    assert [tuple(line) for line in lines if line.action == "feedback-uitvoer"] == [
        ("feedback-uitvoer", "cijfers/csv"),
        ("feedback-uitvoer", "cijfers/json"),
    ]
