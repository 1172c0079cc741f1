"""The press archive by year and page, and what machines read of it."""

from collections.abc import Sequence
from datetime import date
from xml.etree import ElementTree

import pytest
from sectxt import Parser

from duo_site.pages.domain import Layout, Library, Page
from duo_site.pages.machine import ATOM, SITEMAP, write_feed, write_robots, write_security_txt, write_sitemap
from duo_site.pages.press import open_archive


def release(number: int, day: date, language: str = "nl") -> Page:
    address = f"organisatie/persberichten/bericht-{number}"
    return Page(language, address, f"Bericht {number}", "Kort.", Layout.PRESS, day, day, date(2030, 1, 1), "redactie")


RELEASES = [release(number, date(2021, 1, 1 + number)) for number in range(23)] + [release(99, date(2019, 5, 1))]


def newest_first(pages: Sequence[Page]) -> list[Page]:
    return Library(pages, {}).list_releases("nl")


def test_releases_stand_newest_first_ten_to_a_page() -> None:
    archive = open_archive(newest_first(RELEASES), None, 3)

    assert archive is not None
    assert (archive.number, archive.last, archive.years) == (3, 3, ((2021, 23), (2019, 1)))
    assert [page.title for page in archive.releases] == ["Bericht 2", "Bericht 1", "Bericht 0", "Bericht 99"]


def test_a_year_holds_its_own_releases() -> None:
    archive = open_archive(newest_first(RELEASES), 2019, 1)

    assert archive is not None
    assert (archive.last, [page.title for page in archive.releases]) == (1, ["Bericht 99"])


@pytest.mark.parametrize(("year", "number"), [(2020, 1), (2019, 2), (None, 4), (None, 0), (2021, -1)])
def test_no_such_year_or_page(year: int | None, number: int) -> None:
    assert open_archive(newest_first(RELEASES), year, number) is None


def test_an_empty_archive_has_one_page() -> None:
    archive = open_archive([], None, 1)

    assert archive is not None
    assert (archive.releases, archive.last) == ((), 1)


def feed_of(base_url: str, language: str = "nl") -> ElementTree.Element:
    releases = [release(1, date(2021, 1, 19), language), release(2, date(2020, 7, 7), language)]
    return ElementTree.fromstring(
        write_feed(releases, language=language, title="Persberichten", author="Loket", base_url=base_url)
    )


def test_the_feed_is_atom_with_absolute_addresses() -> None:
    feed = feed_of("https://duo.test", "en")

    assert feed.tag == f"{{{ATOM}}}feed"
    assert feed.findtext(f"{{{ATOM}}}updated") == "2021-01-19T00:00:00+01:00"
    entries = feed.findall(f"{{{ATOM}}}entry")
    link = entries[1].find(f"{{{ATOM}}}link")
    assert link is not None
    assert link.get("href") == "https://duo.test/en/organisatie/persberichten/bericht-2"
    assert entries[1].findtext(f"{{{ATOM}}}published") == "2020-07-07T00:00:00+02:00"


def test_the_ids_of_the_feed_survive_a_move_and_differ_by_language() -> None:
    def ids(feed: ElementTree.Element) -> list[str | None]:
        return [element.text for element in feed.iter(f"{{{ATOM}}}id")]

    here, there, english = feed_of("https://a.test"), feed_of("https://b.test"), feed_of("https://a.test", "en")
    assert ids(here) == ids(there)
    assert len({*ids(here), *ids(english)}) == 6


def test_the_sitemap_has_every_page_in_every_language() -> None:
    pages = [release(1, date(2021, 1, 1), language) for language in ("nl", "en")]
    root = ElementTree.fromstring(write_sitemap(Library(pages, {"/controle": "Controle"}), base_url="https://duo.test"))

    assert [element.text for element in root.iter(f"{{{SITEMAP}}}loc")] == [
        "https://duo.test/organisatie/persberichten/bericht-1",
        "https://duo.test/en/organisatie/persberichten/bericht-1",
        "https://duo.test/controle",
        "https://duo.test/en/controle",
    ]
    codes = [element.get("hreflang") for element in root.iter("{http://www.w3.org/1999/xhtml}link")]
    assert codes == ["nl", "en", "x-default"] * 4


def test_robots_leave_what_is_behind_login() -> None:
    lines = write_robots(base_url="https://duo.test").splitlines()

    assert {"Disallow: /mijn-diplomas/", "Disallow: /en/redactie/"} <= set(lines)
    assert "Sitemap: https://duo.test/sitemap.xml" in lines


@pytest.mark.parametrize("contact", [None, "meld@duo.test", "mailto:meld@duo.test", "https://duo.test/meld"])
@pytest.mark.parametrize("base_url", ["https://duo.test", "http://127.0.0.1:8000"])
def test_security_txt_is_in_order(contact: str | None, base_url: str) -> None:
    text = write_security_txt(contact=contact, base_url=base_url, today=date.today())  # noqa: DTZ011

    parsed = Parser(text.encode(), is_local=True)
    assert parsed.errors == []
    assert parsed.preferred_languages == ["nl", "en"]
