"""Every page in every language: accessible by axe, no sideways scroll, valid HTML."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
import requests
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.conftest import Newcomers, Way
from tests.journeys.pages import AccountScreen, DemoLogin, MijnDiplomas, Visitor
from tests.journeys.processes import RunningSite

# A group of its own: with two workers these pages are looked at while others make their journeys.
pytestmark = pytest.mark.xdist_group("pages")

VNU = Path(__file__).parents[1] / "vnu/node_modules/vnu-jar/build/dist/vnu.jar"
_AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

STATES = (
    "/diplomahulp?soort=hbo",
    "/diplomahulp?soort=hbo&bekostiging=bekostigd&jaar=1994",
    "/diplomahulp?soort=hbo&bekostiging=bekostigd&jaar=1996",
    "/diplomahulp?soort=hbo&bekostiging=bekostigd&jaar=2015",
    "/diplomahulp?soort=wft&jaar=2010",
    "/diplomahulp?soort=hbo&bekostiging=bekostigd&jaar=94",
    "/feedback?pagina=/particulier/diploma-kwijt",
    "/feedback/bedankt",
    "/feedback/paginavoet?antwoord=ja&pagina=/contact",
    "/feedback/paginavoet?antwoord=nee&pagina=/contact",
    "/nieuwsbrief/aangevraagd",
    "/nieuwsbrief/bevestigd",
    "/nieuwsbrief/gewijzigd",
    "/nieuwsbrief/afgemeld",
    "/nieuwsbrief/archief/1",
    "/nieuwsbrief/archief/2",
    "/cijfers?jaar=2025&wat=controles",
    "/cijfers?jaar=2025&deel=soort-wft",
    "/cijfers?jaar=1999",
    "/inloggen?wie=particulier",
    "/inloggen?wie=organisatie",
    "/inloggen?wie=niemand",
    "/inloggen/digid/niet-gelukt/geannuleerd",
    "/inloggen/eherkenning/niet-gelukt/niveau",
    "/inloggen/eherkenning/niet-gelukt/machtiging",
    "/inloggen/eherkenning/niet-gelukt/bewaard",
    "/inloggen/medewerker/niet-gelukt/verlopen",
    "/uitgelogd",
    "/controle/0000-0000",
    "/organisatie/persberichten/?jaar=2021",
    "/zoeken?q=bul+kwijt",
    "/zoeken?q=hbo+1994&soort=hulp",
    "/zoeken?q=jaarekening",
    "/zoeken?q=xyzzy",
    "/dit-bestaat-niet",
    "/stijlgids",
)
BEHIND_LOGIN = {
    ("digid", "Anja"): ("/mijn-diplomas", "/mijn-diplomas/uittreksels", "/mijn-diplomas/logboek"),
    ("digid", "Gijs"): ("/mijn-diplomas", "/mijn-diplomas/uittreksels"),
    ("eherkenning", "Bram"): ("/mijn-duo", "/mijn-diplomas", "/mijn-duo/opleidingen", "/bewaarde-tekst"),
    ("eherkenning", "Joost"): ("/mijn-duo/zaken",),
    ("medewerker", "Els"): (
        "/redactie",
        "/redactie/nieuwsbrief/1",
        "/redactie/zoekvragen",
        "/redactie/vertalingen",
        "/redactie/vertalingen/publiceren",
        "/redactie/vertalingen/versies",
    ),
}
_WIDTHS = (1280, 320)


def list_public_addresses(site: RunningSite) -> list[str]:
    """List every page of the sitemap, and the states that no sitemap holds, in both languages."""
    sitemap = ElementTree.fromstring(requests.get(f"{site.address}/sitemap.xml", timeout=10).content)
    listed = [(element.text or "").removeprefix(site.address) for element in sitemap.iter(f"{_SITEMAP}loc")]
    return [*listed, *STATES, *(f"/en{state}" for state in STATES)]


def look_at_all_widths(visitor: Visitor) -> list[str]:
    """Look at the page that is open, on a wide screen and on a narrow one."""
    address = visitor.page.url
    return [finding for width in _WIDTHS for finding in look(visitor.page, address, width)]


def look(page: Page, address: str, width: int) -> Iterator[str]:
    """Look at the page that is open; gives what is wrong, in one line each."""
    page.set_viewport_size({"width": width, "height": 900})
    for violation in Axe().run(page, options=_AXE).response["violations"]:
        target = violation["nodes"][0]["target"]
        yield f"{address} at {width}: axe {violation['id']}: {target}"
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        yield f"{address} at {width}: {wide} pixels wide"


def find_invalid(sources: dict[str, bytes], folder: Path) -> list[str]:
    """Check pages with the Nu Html Checker; gives the first errors and warnings, in one line each."""
    names = {f"{number}.html": name for number, name in enumerate(sources)}
    for file, source in zip(names, sources.values(), strict=True):
        (folder / file).write_bytes(source)
    checked = subprocess.run(
        ["java", "-jar", str(VNU), "--format", "json", "--no-langdetect", *(str(folder / file) for file in names)],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    wrong = {
        f"{names[Path(message['url']).name]}: {message['message']}: {message.get('extract', '')}"
        for message in json.loads(checked.stderr)["messages"]
        if message["type"] == "error" or message.get("subType") == "warning"
    }
    return sorted(wrong)[:40]


@pytest.mark.parametrize("way", [Way("nl", True)], ids=str)
@pytest.mark.parametrize("half", [0, 1])
def test_public_pages_have_no_findings(running_site: RunningSite, newcomer: Newcomers, way: Way, half: int) -> None:
    visitor = newcomer(way)
    addresses = list_public_addresses(running_site)[half::2]
    findings: list[str] = []
    for address in addresses:
        visitor.page.goto(address)
        findings += look_at_all_widths(visitor)
    assert len(addresses) > 30
    assert not findings, "\n".join(findings)
    assert not visitor.cookies(), "a visitor gets no cookie"


@pytest.mark.parametrize("way", [Way("nl", True), Way("en", True)], ids=str)
@pytest.mark.parametrize("who", BEHIND_LOGIN, ids=lambda who: who[1])
def test_pages_behind_login_have_no_findings(visitor: Visitor, who: tuple[str, str]) -> None:
    means, name = who
    DemoLogin.open(visitor, means).log_in_as(name, AccountScreen)
    findings: list[str] = []
    for address in BEHIND_LOGIN[who]:
        visitor.page.goto(visitor.path(address))
        findings += look_at_all_widths(visitor)
    assert not findings, "\n".join(findings)


@pytest.mark.parametrize("way", [Way("nl", True), Way("en", True)], ids=str)
def test_the_way_to_an_uittreksel_has_no_findings(visitor: Visitor) -> None:
    diploma = DemoLogin.open(visitor, "digid").log_in_as("Fenna", MijnDiplomas).choose(8)
    findings = look_at_all_widths(visitor)
    ready = diploma.make()
    findings += look_at_all_widths(visitor)
    ready.to_diploma()
    findings += look_at_all_widths(visitor)
    ready.log_out()
    findings += look_at_all_widths(visitor)
    assert not findings, "\n".join(findings)


def test_the_html_is_valid(running_site: RunningSite, tmp_path: Path) -> None:
    addresses = list_public_addresses(running_site)
    sources = {address: requests.get(running_site.address + address, timeout=10).content for address in addresses}
    wrong = find_invalid(sources, tmp_path)
    assert len(sources) > 100
    assert not wrong, "\n".join(wrong)
