"""The page of the figures: what the address asks for, what is hidden, and the same for everybody."""

import pytest
from lxml import html

from duo_site.web.site import Site
from tests.cast import ELS
from tests.site.client import LookingClient
from tests.site.conftest import log_in


def table_of(page: html.HtmlElement, name: str) -> dict[str, list[str]]:
    """Read the table of a picture."""
    rows = page.xpath(f"//figure[@aria-labelledby='{name}-kop']//tbody/tr")
    return {row.xpath("string(th)").strip(): [cell.text_content().strip() for cell in row.xpath("td")] for row in rows}


def text_of(page: html.HtmlElement) -> str:
    return " ".join(page.xpath("string(//main)").split())


def test_the_newest_year_of_downloads_comes_first(counted: Site, client: LookingClient) -> None:
    page = client.page("/cijfers")
    assert table_of(page, "maanden") == {
        "januari 2026": ["1.463"],
        "februari 2026": ["1.463"],
        "maart 2026": ["1.463"],
    }
    assert "april 2026" not in text_of(page)
    assert "Bijgewerkt tot en met 31 maart 2026." in text_of(page)
    assert [option.get("value") for option in page.xpath("//select[@name='jaar']/option")] == ["2026", "2025"]


def test_a_small_soort_is_hidden_with_another_one(counted: Site, client: LookingClient) -> None:
    page = client.page("/cijfers")
    soorten = table_of(page, "soort")
    hidden = [name for name, (count,) in soorten.items() if count == "verborgen"]
    assert len(soorten) == 12
    assert "Wft-examen" in hidden
    assert len(hidden) > 1
    assert soorten["Hoger beroepsonderwijs"] == ["1.005"]


def test_a_year_that_has_ended_has_totals(counted: Site, client: LookingClient) -> None:
    page = client.page("/cijfers?jaar=2025")
    assert len(table_of(page, "maanden")) == 12
    assert "In heel 2025: 17.556" in text_of(page)
    assert table_of(page, "soort")["Wft-examen"] == ["96"], "over a year it is no longer small"
    assert table_of(page, "taal") == {"Nederlands": ["16.836"], "Engels": ["720"]}


def test_one_soort_by_month(counted: Site, client: LookingClient) -> None:
    page = client.page("/cijfers?jaar=2025&deel=soort-wft")
    assert set(map(tuple, table_of(page, "maanden").values())) == {("verborgen",)}
    assert "Alle aantallen zijn verborgen." in text_of(page)
    assert "In heel 2025: 96" in text_of(page)
    assert page.xpath("string(//select[@name='deel']//option[@selected])") == "Wft-examen"
    assert not page.xpath("//figure[@aria-labelledby='soort-kop']")


def test_outcomes_of_controles(counted: Site, client: LookingClient) -> None:
    page = client.page("/cijfers?wat=controles&jaar=2025")
    assert table_of(page, "oordeel")["Geldig"] == ["verborgen"], "the others together are none, so it hides them"
    assert table_of(page, "maanden")["juni 2025"] == ["180"]


@pytest.mark.parametrize(
    "query", ["wat=bezoekers", "jaar=2019", "deel=soort-x", "wat=downloads&deel=oordeel-geldig", "deel=taal-api"]
)
def test_nonsense_is_told(counted: Site, client: LookingClient, query: str) -> None:
    page = client.page(f"/cijfers?{query}", status=422)
    assert page.findtext(".//title").startswith("Fout:")
    assert page.xpath("//*[@aria-invalid='true']")
    assert not page.xpath("//figure[@aria-labelledby='maanden-kop']")


def test_what_visitors_think_needs_ten_answers(counted: Site, client: LookingClient) -> None:
    page = client.page("/cijfers")
    assert table_of(page, "rapportcijfer") == {
        "januari 2026": ["te weinig antwoorden", "", ""],
        "februari 2026": ["7,5", "7,2 en 7,8", "16"],
        "maart 2026": ["te weinig antwoorden", "", ""],
    }
    assert table_of(page, "gevonden")["februari 2026"] == ["88", "64 en 97", "16"]
    assert not client.page("/cijfers?jaar=2025").xpath("//figure[@aria-labelledby='gevonden-kop']")


def test_before_anything_was_counted(site: Site, client: LookingClient) -> None:
    page = client.page("/cijfers")
    assert "Er zijn nog geen cijfers" in text_of(page)
    assert "Downloads per jaar volgens persberichten" in text_of(page)
    client.page("/cijfers?jaar=2025&deel=onzin")


def test_the_page_is_the_same_for_everybody(counted: Site, client: LookingClient) -> None:
    first = client.get("/cijfers").get_data()
    counted.empty_page_cache()
    log_in(client, ELS)
    assert client.get("/cijfers").get_data() == first


def test_every_picture_has_its_table(counted: Site, client: LookingClient) -> None:
    for address in ("/cijfers", "/en/cijfers?wat=controles&jaar=2025"):
        figures = client.page(address).xpath("//figure[contains(@class, 'chart')]")
        assert len(figures) >= 3
        for figure in figures:
            assert figure.xpath(".//svg[@role='img']/title")
            assert figure.xpath(".//table//tbody/tr")


def test_the_page_is_found(client: LookingClient) -> None:
    for address in ("/", "/organisatie", "/sitemap"):
        assert client.page(address).xpath("//a[@href='/cijfers']"), address
    assert "https://duo.test/en/cijfers" in client.get("/sitemap.xml").get_data(as_text=True)
