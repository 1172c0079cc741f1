"""The search as visitors and editors meet it."""

from urllib.parse import quote

import pytest
from sqlalchemy import select

from duo_site.database import reading_session, writing_session
from duo_site.web.site import Site
from duo_site.zoeken.domain import Kind, SearchedPage
from duo_site.zoeken.index import find_digest, replace_pages
from duo_site.zoeken.models import SearchMissRow
from tests.cast import ANJA, ELS
from tests.site.client import LookingClient
from tests.site.conftest import log_in


def titles(client: LookingClient, question: str, rest: str = "") -> list[str]:
    page = client.page(f"/zoeken?q={quote(question)}{rest}")
    return [str(title) for title in page.xpath("//ol[@class='hits']//h3/a/text()")]


def misses(site: Site) -> dict[str, int]:
    with reading_session(site.engine) as session:
        return dict(iter(session.execute(select(SearchMissRow.question, SearchMissRow.times))))


def test_without_a_question_the_form_stands_alone(client: LookingClient) -> None:
    page = client.page("/zoeken")
    assert page.xpath("//form[@role='search']//input[@name='q']")
    assert not page.xpath("//ol[@class='hits']")


def test_the_words_that_were_asked_for_are_marked(client: LookingClient) -> None:
    page = client.page("/zoeken?q=apostille+buitenland")
    assert page.xpath("//ol[@class='hits']//mark")


def test_a_wrong_spelling_finds_what_was_meant(client: LookingClient) -> None:
    page = client.page("/zoeken?q=jaarekening")
    assert "jaarrekening" in page.xpath("string(//p[@class='search__meant'])")
    assert titles(client, "jaarekening")[0] == "De jaarrekening inleveren"


def test_a_word_typed_in_part_finds_the_whole(client: LookingClient) -> None:
    assert "Iemand machtigen" in titles(client, "machtig")


def test_a_word_of_two_words_is_taken_apart(client: LookingClient) -> None:
    assert "Diploma kwijt" in titles(client, "diplomakwijt")


def test_marks_and_capitals_make_no_difference(client: LookingClient) -> None:
    assert titles(client, "BEVEILIGINGSLÉK") == titles(client, "beveiligingslek") != []


def test_a_kind_leaves_the_others_out(client: LookingClient) -> None:
    assert "Recordjaar voor Mijn diploma's" in titles(client, "uittreksels 2020", "&soort=persbericht")
    assert "Uittreksel downloaden" not in titles(client, "uittreksel", "&soort=persbericht")
    page = client.page("/zoeken?q=uittreksel&soort=persbericht")
    assert page.xpath("string(//nav[@aria-label='Zoek in']//a[@aria-current])") == "Persberichten"


def test_a_question_about_a_diploma_is_answered_on_top(client: LookingClient) -> None:
    page = client.page("/zoeken?q=hbo+1994")
    assert page.xpath("//section[@class='quick-answer']//a/@href")[0].startswith("/diplomahulp?soort=hbo&jaar=1994")
    assert not client.page("/zoeken?q=hbo").xpath("//section[@class='quick-answer']")
    assert not client.page("/zoeken?q=hbo+wo+1994").xpath("//section[@class='quick-answer']")


@pytest.mark.parametrize(
    "question",
    [
        '"',
        "a OR b",
        "NEAR(x y)",
        "title:diploma",
        "' OR 1=1 --",
        "a* AND (b",
        "<script>alert(1)</script>",
        "{}",
        "%",
        "|",
        "!&<->",
    ],
)
def test_what_means_something_to_a_database_is_only_text(client: LookingClient, question: str) -> None:
    page = client.page(f"/zoeken?q={quote(question)}")
    assert page.xpath("//input[@name='q']/@value")[0] == question
    assert not page.xpath("//main//script")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        (f"q={'a' * 201}", 422),
        ("q=diploma&soort=anders", 422),
        ("q=diploma&pagina=x", 422),
        ("q=diploma&pagina=99", 404),
        ("q=%00diploma", 400),
        (f"q={'a%20' * 90}", 200),
    ],
)
def test_odd_addresses_get_a_page(client: LookingClient, query: str, status: int) -> None:
    assert client.get(f"/zoeken?{query}").status_code == status


def test_english_pages_are_found_in_english(client: LookingClient) -> None:
    page = client.page("/en/zoeken?q=lost+diploma")
    assert page.xpath("//ol[@class='hits']//h3/a/@href")[0] == "/en/particulier/diploma-kwijt"


def test_the_index_follows_the_pages(client: LookingClient, site: Site) -> None:
    assert titles(client, "zeppelin") == []
    page = SearchedPage("nl", "/nieuw", Kind.HULP, "Reizen per zeppelin", "Over luchtschepen.")
    with writing_session(site.engine) as session:
        replace_pages(session, [page])
    assert titles(client, "zeppelin") == ["Reizen per zeppelin"]
    with reading_session(site.engine) as session:
        before = find_digest(session)
    with writing_session(site.engine) as session:
        replace_pages(session, [])
    assert titles(client, "zeppelin") == []
    with reading_session(site.engine) as session:
        assert find_digest(session) != before


def test_what_found_nothing_is_counted_without_anybody_in_it(client: LookingClient, site: Site) -> None:
    for _ in range(3):
        client.page("/zoeken?q=Studieschuld+kwijtschelden")
    for private in (
        "zzkraai 123456782",
        "zzkraai jan@voorbeeld.nl",
        "zzkraai zzvos zzb zzc zzd zze zzf",
        "zz4AB12CD34",
    ):
        client.page(f"/zoeken?q={quote(private)}")
    assert misses(site) == {"studieschuld kwijtschelden": 3}


def test_editors_see_what_is_missing(client: LookingClient, site: Site) -> None:
    for question, times in (("zeppelin", 3), ("ballonvaart", 2)):
        for _ in range(times):
            client.page(f"/zoeken?q={question}")
    log_in(client, ELS)
    page = client.page("/redactie/zoekvragen")
    assert page.xpath("//tbody/tr/th/a/text()") == ["zeppelin"]
    log_in(client, ANJA)
    client.page("/redactie/zoekvragen", status=403)
