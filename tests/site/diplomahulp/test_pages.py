"""The lookup as a visitor without script meets it: one question at a time, and the address is the state."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask
from lxml import html

from duo_site.diplomahulp.blocks import content_blocks
from duo_site.diplomahulp.domain import Dataset
from duo_site.web.site import Site
from tests.site.client import LookingClient

HBO_1994 = "/diplomahulp?soort=hbo&bekostiging=bekostigd&jaar=1994"


def text_of(element: Any) -> str:
    return " ".join(element.text_content().split())


def send(client: LookingClient, page: Any, **chosen: str) -> Any:
    """Send the form of a page as a browser does, and follow where it leads."""
    form = page.xpath("//main//form")[0]
    assert form.get("method") == "get"
    fields = [(field.get("name"), field.get("value", "")) for field in form.xpath(".//input[@type='hidden']")]
    fields += [(field.get("name"), field.get("value", "")) for field in form.xpath(".//input[@type='text']")]
    values = dict(fields) | chosen
    answer = client.get(form.get("action"), query_string=values)
    assert answer.status_code == 303
    return client.page(answer.headers["Location"])


def test_three_questions_lead_to_the_answer(client: LookingClient) -> None:
    page = client.page("/diplomahulp")
    page = send(client, page, soort="hbo")
    assert page.xpath("//main//input[@type='radio']/@name") == ["bekostiging"] * 3
    page = send(client, page, bekostiging="bekostigd")
    assert page.xpath("//main//form//input[@type='text']/@name") == ["jaar"]
    page = send(client, page, jaar="1994")
    assert text_of(page.find(".//h1")) == "Nee, uw diploma staat niet in het register"
    assert "onderwijsinstelling" in page.xpath("string(//*[@class='next-step'])")
    assert "vanaf 1996" in text_of(page)
    assert "50 jaar" in text_of(page)
    assert page.xpath("//link[@rel='canonical']/@href") == [f"https://duo.test{HBO_1994}"]


@pytest.mark.parametrize(
    ("soort", "asked"),
    [("nt2", "jaar"), ("vso", "jaar"), ("wft", "jaar"), ("mbo", "bekostiging"), ("vavo", "bekostiging")],
)
def test_only_what_matters_is_asked(client: LookingClient, soort: str, asked: str) -> None:
    page = send(client, client.page("/diplomahulp"), soort=soort)
    assert set(page.xpath("//main//form//input[not(@type='hidden')]/@name")) == {asked}


@pytest.mark.parametrize("soort", ["promotie", "buitenland", "caribisch-nederland"])
def test_what_is_never_held_is_answered_at_once(client: LookingClient, soort: str) -> None:
    page = send(client, client.page("/diplomahulp"), soort=soort)
    assert page.xpath("//*[@data-uitkomst]")


def test_every_soort_is_a_choice_in_a_group(client: LookingClient, site: Site) -> None:
    dataset = site.parts["diplomahulp"]
    assert isinstance(dataset, Dataset)
    page = client.page("/diplomahulp")
    assert sorted(page.xpath("//fieldset//fieldset//input/@value")) == sorted(dataset.soorten)
    assert len(page.xpath("//fieldset//fieldset/legend")) == len(dataset.groups)


def test_an_answer_can_be_changed_without_losing_the_others(client: LookingClient) -> None:
    page = client.page(HBO_1994)
    changes = page.xpath("//section[@aria-labelledby='uw-antwoorden']//a/@href")
    assert len(changes) == 3
    page = client.page(changes[0])
    assert page.xpath("//input[@name='soort' and @checked]/@value") == ["hbo"]
    page = send(client, page, soort="mbo")
    assert "mbo" in text_of(page)
    assert page.xpath("string(//*[@data-uitkomst]/@data-uitkomst)") == "niet-in-register"
    assert "vanaf 2007" in text_of(page)
    page = send(client, client.page(changes[2]), jaar="2004")
    assert page.xpath("string(//*[@data-uitkomst]/@data-uitkomst)") == "beschikbaar"


def test_a_soort_that_does_not_ask_it_keeps_the_bekostiging_for_later(client: LookingClient) -> None:
    page = client.page("/diplomahulp?soort=nt2&bekostiging=bekostigd&jaar=2015")
    assert "bekostigd" not in page.xpath("string(//section[@aria-labelledby='uw-antwoorden'])").lower()
    change = page.xpath("//section[@aria-labelledby='uw-antwoorden']//a/@href")[0]
    assert dict(parse_qsl(urlsplit(change).query))["bekostiging"] == "bekostigd"
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://duo.test/diplomahulp?soort=nt2&jaar=2015"]


@pytest.mark.parametrize(
    ("query", "field", "complaint"),
    [
        ("soort=lts", "soort", "Kies een antwoord uit de lijst."),
        ("stap=soort", "soort", "Kies een antwoord."),
        ("soort=hbo&bekostiging=gratis", "bekostiging", "Kies een antwoord uit de lijst."),
        ("soort=hbo&stap=bekostiging", "bekostiging", "Kies een antwoord."),
        ("soort=nt2&jaar=&stap=jaar", "jaar", "Vul een jaar in."),
        ("soort=nt2&jaar=vorig", "jaar", "vier cijfers"),
        ("soort=nt2&jaar=04", "jaar", "vier cijfers"),
        ("soort=nt2&jaar=2004.5", "jaar", "vier cijfers"),
        ("soort=nt2&jaar=٢٠٠٤", "jaar", "vier cijfers"),
        ("soort=nt2&jaar=1899", "jaar", "vanaf 1900"),
        ("soort=nt2&jaar=2199", "jaar", "moet nog komen"),
        ("soort=promotie&jaar=2199", "jaar", "moet nog komen"),
        ("soort=hbo%07&bekostiging=bekostigd", "soort", "Kies een antwoord uit de lijst."),
        ("soort=hbo&bekostiging=bekostigd&jaar=" + "1" * 5000, "jaar", "vier cijfers"),
    ],
)
def test_nonsense_is_told_clearly(client: LookingClient, query: str, field: str, complaint: str) -> None:
    page = client.page(f"/diplomahulp?{query}", status=422)
    assert page.findtext(".//title").startswith("Fout:")
    (link,) = page.xpath("//*[@data-error-summary]//a")
    assert complaint in link.text
    assert page.xpath("//*[@id=$id]/@name", id=link.get("href").removeprefix("#")) == [field]
    assert complaint in page.xpath("string(//form//*[contains(@class, 'error-message')])")


def test_what_was_typed_is_kept(client: LookingClient) -> None:
    page = client.page("/diplomahulp?soort=hbo&bekostiging=bekostigd&jaar=94&stap=jaar", status=422)
    assert page.xpath("//input[@name='jaar']/@value") == ["94"]
    assert page.xpath("//input[@name='jaar']/@aria-invalid") == ["true"]
    assert page.xpath("//input[@name='soort']/@value") == ["hbo"]
    assert page.xpath("//input[@name='bekostiging']/@value") == ["bekostigd"]


def test_an_empty_address_is_the_first_question(client: LookingClient) -> None:
    page = client.page("/diplomahulp?soort=&bekostiging=&jaar=")
    assert set(page.xpath("//main//form//input[@type='radio']/@name")) == {"soort"}


def test_the_english_page_keeps_the_state(client: LookingClient) -> None:
    page = client.page(f"/en{HBO_1994}")
    assert page.get("lang") == "en"
    links = page.xpath("//main//a/@href")
    assert all(link.startswith(("/en", "#")) for link in links), links
    alternates = {link.get("hreflang"): link.get("href") for link in page.xpath("//link[@rel='alternate'][@hreflang]")}
    assert alternates["nl"] == alternates["x-default"] == f"https://duo.test{HBO_1994}"
    assert alternates["en"] == f"https://duo.test/en{HBO_1994}"


def test_pages_set_no_cookie(client: LookingClient) -> None:
    for address in ("/diplomahulp", HBO_1994):
        assert "Set-Cookie" not in client.get(address).headers


def test_content_pages_quote_the_same_dataset(app: Flask, site: Site) -> None:
    dataset = site.parts["diplomahulp"]
    assert isinstance(dataset, Dataset)
    blocks = content_blocks(dataset, app.extensions["duo-templates"])
    assert blocks["diplomahulp"]("nl", "hbo.bekostigd") == "1996"
    for language in ("nl", "en"):
        table = html.fromstring(blocks["tabel"](language, "diplomahulp")).xpath("//tbody/tr")
        assert len(table) == len(dataset.held)
    for name in blocks:
        with pytest.raises(LookupError):
            blocks[name]("nl", "onbekend")
