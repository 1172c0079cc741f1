"""U zei, wij deden: written by editors, read by visitors."""

from datetime import timedelta

import pytest

from duo_site.feedback.domain import Found
from duo_site.web.clock import today
from duo_site.web.site import Site
from tests.cast import ELS
from tests.site.client import LookingClient
from tests.site.conftest import client_of, log_in
from tests.site.feedback.answers import PAGE, answer, store

_AT, _PUBLIC = "/redactie/feedback/gedaan", "/feedback/gedaan"
_TEXTS = {"gezegd_nl": "U vond de kosten niet.", "gezegd_en": "You missed the costs."}
_TEXTS |= {"gedaan_nl": "De kosten staan nu bovenaan.", "gedaan_en": "The costs are at the top now."}


@pytest.fixture
def els(client: LookingClient) -> LookingClient:
    """Give a client in which Els is logged in."""
    log_in(client, ELS)
    return client


def begin(els: LookingClient, keys: list[str]) -> str:
    """Begin a change; gives the address of its form."""
    token = els.page(_AT).xpath("//input[@name='csrf_token']/@value")[0]
    location: str = els.post(_AT, data={"csrf_token": token, "keuze": keys}).headers["Location"]
    return location


def write(els: LookingClient, address: str, **changed: str) -> int:
    """Write a change; gives the status of the answer."""
    day = today() - timedelta(days=14)
    page = els.page(address)
    (token,) = page.xpath("//form[.//textarea]//input[@name='csrf_token']/@value")
    data = {"pagina": PAGE, "datum": f"{day:%d-%m-%Y}", "publiek": "y", **_TEXTS, **changed}
    sent = {"csrf_token": token, **{name: value for name, value in data.items() if value}}
    return els.post(address, data=sent).status_code


def test_a_group_of_comments_becomes_a_change_that_visitors_see_at_once(els: LookingClient, site: Site) -> None:
    visitor = client_of(els.application)
    assert visitor.page(_PUBLIC).xpath("//p[@class='empty']")
    keys = store(site, [answer(Found.NEE, 3, "kosten"), answer(Found.NEE, 4, "kosten"), answer(text="iets", page="/a")])
    address = begin(els, [str(key) for key in keys])
    form = els.page(address)
    assert form.xpath("//input[@name='pagina']/@value") == [PAGE]
    assert "3 opmerkingen horen hierbij" in form.text_content()
    assert write(els, address) == 303
    shown = visitor.page(_PUBLIC)
    assert "U vond de kosten niet." in shown.text_content()
    assert shown.xpath("//article/h2/text()") == ["Diploma kwijt"]
    assert "The costs are at the top now." in visitor.page(f"/en{_PUBLIC}").text_content()


def test_figures_stand_before_and_after(els: LookingClient, site: Site) -> None:
    day = today()
    for found, many in ((Found.JA, 12), (Found.NEE, 28)):
        store(site, [answer(found, 4, day=day - timedelta(days=20))] * many)
    for found, many in ((Found.JA, 30), (Found.NEE, 5)):
        store(site, [answer(found, 4, day=day - timedelta(days=3))] * many)
    store(site, [answer(Found.NEE, 1, day=day - timedelta(days=14))] * 50)
    assert write(els, begin(els, [])) == 303
    found, mark = client_of(els.application).page(_PUBLIC).xpath("//article//tbody/tr")
    assert [cell.text_content() for cell in found.xpath("./td")] == [
        "30% (18% tot 45%; n = 40)",
        "86% (71% tot 94%; n = 35)",
        "Dit is beter dan ervoor.",
    ]
    assert mark.xpath("./td")[-1].text_content() == "Dit verschil kan toeval zijn."


def test_of_few_answers_visitors_see_not_even_the_number(els: LookingClient, site: Site) -> None:
    store(site, [answer(day=today() - timedelta(days=days)) for days in (1, 2, 20, 21)])
    write(els, begin(els, []))
    rows = client_of(els.application).page(_PUBLIC).xpath("//article//tbody/tr")
    assert [cell.text_content() for cell in rows[0].xpath("./td")[:2]] == ["te weinig antwoorden"] * 2


def test_a_concept_stays_inside_and_what_was_shown_can_be_taken_away(els: LookingClient, site: Site) -> None:
    visitor, address = client_of(els.application), begin(els, [])
    assert write(els, address, publiek="") == 303
    assert visitor.page(_PUBLIC).xpath("//p[@class='empty']")
    assert write(els, address) == 303
    assert visitor.page(_PUBLIC).xpath("//article")
    token = els.page(address).xpath("//form[.//textarea]//input[@name='csrf_token']/@value")[0]
    assert els.post(f"{address}/weg", data={"csrf_token": token}).status_code == 303
    assert visitor.page(_PUBLIC).xpath("//p[@class='empty']")
    els.page(address, status=404)


@pytest.mark.parametrize(
    "wrong",
    [
        {"pagina": "https://elders.example/"},
        {"pagina": "/gedeeld/geheim"},
        {"datum": f"{today() + timedelta(days=1):%d-%m-%Y}"},
        {"datum": "gisteren"},
        {"gezegd_en": ""},
        {"gedaan_nl": "x" * 601},
    ],
)
def test_what_visitors_cannot_use_is_refused(els: LookingClient, wrong: dict[str, str]) -> None:
    address = begin(els, [])
    assert write(els, address, **wrong) == 422
    assert client_of(els.application).page(_PUBLIC).xpath("//p[@class='empty']")


def test_a_change_without_a_day_or_of_nobody_is_no_error(els: LookingClient) -> None:
    els.page(begin(els, ["geen-sleutel", "00000000-0000-4000-8000-000000000000"]))
    els.page(f"{_AT}/00000000-0000-4000-8000-000000000000", status=404)
