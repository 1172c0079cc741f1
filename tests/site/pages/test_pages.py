"""Every public page as a visitor gets it, in both languages."""

from typing import cast

import pytest
from lxml import etree
from sectxt import Parser

from duo_site.pages.domain import Layout, Library, Page
from duo_site.pages.moved import MOVED
from duo_site.pages.routes import PART
from duo_site.web.i18n import LANGUAGES, path
from duo_site.web.site import Site
from tests.builders import BASE_URL
from tests.site.client import LookingClient

ARCHIVE = "/organisatie/persberichten/"


@pytest.fixture
def pages(site: Site) -> list[Page]:
    """Give all pages of the site."""
    library = cast(Library, site.parts[PART])
    return [page for language in LANGUAGES for page in library.list_pages(language)]


def test_each_page_answers_in_its_language(client: LookingClient, pages: list[Page]) -> None:
    assert len(pages) >= 60
    for page in pages:
        tree = client.page(path(page.path, page.language))
        assert tree.get("lang") == page.language
        assert tree.xpath("string(//h1)").strip() == page.title
        assert tree.xpath("//link[@rel='canonical']/@href") == [BASE_URL + path(page.path, page.language)]
        assert tree.xpath("//meta[@name='description']/@content") == [page.summary]
        links = tree.xpath("//link[@hreflang]")
        assert {link.get("hreflang"): link.get("href") for link in links} == {
            code: BASE_URL + path(page.path, language)
            for code, language in [("nl", "nl"), ("en", "en"), ("x-default", "nl")]
        }
        assert tree.xpath("//meta[@name='DCTERMS.modified']/@content") == [page.updated.isoformat()]
        assert "{{" not in tree.text_content()


def test_the_invitation_stays_away_from_login(client: LookingClient, pages: list[Page]) -> None:
    for page in pages:
        shown = client.page(path(page.path, page.language)).xpath("//section[contains(@class, 'invitation')]")
        expected = page.layout not in (Layout.LOGIN_CHOICE, Layout.SECTOR)
        assert len(shown) <= int(expected), page.address


def test_pages_set_no_cookie(client: LookingClient) -> None:
    assert "Set-Cookie" not in client.get("/").headers


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/contact/", "/contact"),
        ("/en/particulier/diploma-kwijt/", "/en/particulier/diploma-kwijt"),
        ("/inloggen/?wie=particulier", "/inloggen?wie=particulier"),
        ("/contact/?language=//example.org", "/contact?language=//example.org"),
        ("/en/organisatie/persberichten", f"/en{ARCHIVE}"),
    ],
)
def test_an_address_has_one_form(client: LookingClient, address: str, target: str) -> None:
    answer = client.get(address)

    assert (answer.status_code, answer.headers["Location"]) == (308, target)


@pytest.mark.parametrize(
    "address", ["/Contact", "/contact/x", "/particulier/bestaat-niet", "/organisatie/persberichten/x", "/index"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_there_is_not_found(client: LookingClient, address: str, language: str) -> None:
    client.page(path(address, language), status=404)


def test_old_addresses_lead_to_pages(client: LookingClient) -> None:
    for old in MOVED:
        for language in LANGUAGES:
            answer = client.get(path(old, language))
            assert answer.status_code == 301
            assert client.get(answer.headers["Location"]).status_code == 200, old


def test_the_home_page_shows_tasks_and_the_newest_releases(client: LookingClient, site: Site) -> None:
    tree = client.page("/en/")

    releases = cast(Library, site.parts[PART]).list_releases("en")
    shown = tree.xpath("//section[@aria-labelledby='nieuws']//h3/a")
    assert [link.text for link in shown] == [release.title for release in releases[:3]]
    assert len(tree.xpath("//section[@aria-labelledby='taken']//h3/a")) >= 4


def test_a_release_is_a_news_article_with_one_way_back(client: LookingClient) -> None:
    tree = client.page("/organisatie/persberichten/recordjaar-mijn-diplomas")

    (article,) = tree.xpath("//article[@itemtype='https://schema.org/NewsArticle']")
    assert article.xpath(".//*[@itemprop='headline']")[0].text_content() == tree.xpath("string(//h1)")
    assert article.xpath(".//meta[@itemprop='datePublished']/@content") == ["2021-01-19"]
    ways = tree.xpath("//main//a[normalize-space()='Naar Persberichten']/@href")
    assert ways == [ARCHIVE]
    assert "/diplomahulp" in article.xpath(".//a/@href")


def test_the_archive_goes_by_year(client: LookingClient) -> None:
    tree = client.page(f"/en{ARCHIVE}?jaar=2018")

    days = tree.xpath("//time/@datetime")
    assert days
    assert all(day.startswith("2018-") for day in days)
    assert tree.xpath("//nav[@class='years']//a[@aria-current='page']/text()")[0].strip() == "2018"


@pytest.mark.parametrize(
    ("query", "status"),
    [("jaar=1999", 404), ("pagina=99", 404), ("jaar=x", 422), ("pagina=0", 422), ("jaar=2021&pagina=-1", 422),
     ("jaar=" + "9" * 40, 422), ("jaar=", 200), ("onbekend=1", 200)],
)  # fmt: skip
def test_nonsense_in_the_archive_is_refused(client: LookingClient, query: str, status: int) -> None:
    client.page(f"{ARCHIVE}?{query}", status=status)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feed_is_atom(client: LookingClient, site: Site, language: str) -> None:
    answer = client.get(path(f"{ARCHIVE}atom.xml", language))

    assert answer.content_type == "application/atom+xml; charset=utf-8"
    feed = etree.fromstring(answer.data)
    names = {"a": "http://www.w3.org/2005/Atom"}
    titles = feed.xpath("a:entry/a:title/text()", namespaces=names)
    assert titles == [release.title for release in cast(Library, site.parts[PART]).list_releases(language)]
    for href in feed.xpath("//a:link/@href", namespaces=names):
        assert client.get(str(href).removeprefix(BASE_URL)).status_code == 200


def test_every_address_of_the_sitemap_answers(client: LookingClient, pages: list[Page]) -> None:
    sitemap = etree.fromstring(client.get("/sitemap.xml").data)

    places = sitemap.xpath("//*[local-name()='loc']/text()")
    assert len(places) == len(set(places)) > len(pages)
    for place in places:
        assert client.get(str(place).removeprefix(BASE_URL)).status_code == 200, place
    alternates = set(sitemap.xpath("//*[local-name()='link']/@href"))
    assert alternates == set(places)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sitemap_page_names_every_page(client: LookingClient, pages: list[Page], language: str) -> None:
    links = set(client.page(path("/sitemap", language)).xpath("//main//a/@href"))

    assert {path(page.path, language) for page in pages if page.address} <= links


def test_robots_and_security_txt(client: LookingClient) -> None:
    robots = client.get("/robots.txt")
    assert f"Sitemap: {BASE_URL}/sitemap.xml" in robots.get_data(as_text=True)

    security = Parser(client.get("/.well-known/security.txt").data, is_local=True)
    assert security.errors == []
    assert security.contact_url == f"{BASE_URL}/kwetsbaarheid-melden"


def test_the_guessed_icon_leads_to_the_real_one(client: LookingClient) -> None:
    answer = client.get("/favicon.ico")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/static/")
