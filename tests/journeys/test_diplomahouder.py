"""A diplomahouder logs in, downloads a sealed uittreksel and logs out; nobody else gets at it."""

import subprocess
from pathlib import Path

import pytest

from tests.journeys.conftest import ALL_WAYS, Newcomers, Way
from tests.journeys.pages import (
    AccountScreen,
    DemoLogin,
    MijnDiplomas,
    MijnDuo,
    Screen,
    Visitor,
)
from tests.journeys.processes import RunningSite

pytestmark = pytest.mark.xdist_group("browser")

SESSION = "__Host-sessie"
HEADINGS = {
    "nl": ("U bent niet ingelogd", "U bent uitgelogd"),
    "en": ("You are not logged in", "You are logged out"),
}


def log_in(visitor: Visitor, name: str) -> MijnDiplomas:
    """Log in as a diplomahouder."""
    return DemoLogin.open(visitor, "digid").log_in_as(name, MijnDiplomas)


def text_of(file: Path) -> str:
    """Read the text of a PDF."""
    return subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout


def test_anja_downloads_a_sealed_uittreksel(visitor: Visitor, running_site: RunningSite, tmp_path: Path) -> None:
    own = log_in(visitor, "Anja")
    assert "Anja de Vries" in visitor.page.locator(".account-bar").inner_text()
    assert len(own.diplomas) == 4
    files = []
    for language in ("nl", "en"):
        ready = MijnDiplomas.open(visitor, "/mijn-diplomas").choose(0).wish(language).make()
        assert ready.reload().number == ready.number
        file = ready.download(tmp_path)
        assert file.name == f"uittreksel-{ready.number}.pdf"
        text = text_of(file)
        assert "Anja Maria de Vries" in text
        assert ready.number in text
        assert "999990019" not in text
        files.append(file)
        signature = subprocess.run(["pdfsig", file], capture_output=True, text=True, check=False).stdout
        assert "Signature is Valid." in signature
        assert "total document signed" in signature.lower()
    checked = running_site.duo("controle", *files)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert [line.split("\t")[0] for line in checked.stdout.splitlines()] == ["geldig", "geldig"]


def test_pressing_twice_gives_one_uittreksel(visitor: Visitor) -> None:
    diploma = log_in(visitor, "Fenna").choose(ALL_WAYS.index(Way(visitor.language, visitor.has_script)))
    before = diploma.made
    ready = diploma.wish(visitor.language, with_grades=False).make_impatiently()
    diploma = ready.to_diploma()
    assert diploma.made == before + 1
    again = diploma.wish(visitor.language, with_grades=False).make()
    assert again.number == ready.number, "the same wish on the same day gives the same uittreksel"


def test_after_logging_out_nothing_is_left(visitor: Visitor, newcomer: Newcomers, way: Way) -> None:
    own = log_in(visitor, "Anja")
    kept, secret = visitor.page.context.storage_state(), own.diplomas[0]
    own.log_out()
    assert SESSION not in visitor.cookies()
    visitor.page.go_back()
    visitor.page.wait_for_load_state()
    assert visitor.page.locator(".account-bar").count() == 0, "the way back shows nothing"
    thief = newcomer(way, storage_state=kept)
    assert SESSION in thief.cookies()
    thief.page.goto(secret)
    DemoLogin(thief)


def test_stopping_at_the_provider(visitor: Visitor) -> None:
    stopped = DemoLogin.open(visitor, "digid").cancel()
    assert stopped.page.url.endswith("/geannuleerd")
    assert SESSION not in visitor.cookies()
    assert stopped.try_again().log_in_as("Anja", MijnDiplomas).diplomas


def test_a_level_that_is_too_low(visitor: Visitor) -> None:
    for means, name in (("digid", "Anja"), ("eherkenning", "Bram")):
        refused = DemoLogin.open(visitor, means).log_in_too_low(name)
        assert refused.page.url.endswith(f"/{means}/niet-gelukt/niveau")
        assert visitor.status == 403
    visitor.visit("/mijn-diplomas")
    DemoLogin(visitor)


def test_gijs_has_no_diplomas_but_a_way_on(visitor: Visitor) -> None:
    own = log_in(visitor, "Gijs")
    assert own.diplomas == []
    assert own.page.locator(".notice").count() == 1
    way_on = own.follow("/diplomahulp", Screen)
    assert way_on.page.locator("form.question").count() == 1


@pytest.mark.parametrize("way", [Way("nl", True), Way("en", False)], ids=str)
def test_nobody_else_reaches_what_is_anjas(visitor: Visitor, newcomer: Newcomers, way: Way) -> None:
    ready = log_in(visitor, "Anja").choose(1).wish(visitor.language).make()
    diploma = ready.page.locator(".breadcrumb a").last.get_attribute("href") or ""
    mine = [diploma, ready.page.url, f"{ready.page.url.split('?')[0]}/bestand"]
    for name, means, landing in (
        ("Fenna", "digid", MijnDiplomas),
        ("Driss", "eherkenning", MijnDuo),
        ("Bram", "eherkenning", MijnDuo),
    ):
        other = newcomer(way)
        DemoLogin.open(other, means).log_in_as(name, landing)
        for address in mine:
            answer = other.page.goto(address)
            assert answer is not None
            assert answer.status == (404 if means == "digid" else 403), (name, address)
            assert "Vries" not in other.page.content()
    for address in mine[:2]:
        stranger = newcomer(way)
        stranger.page.goto(address)
        DemoLogin(stranger)


def test_who_is_not_logged_in_lands_where_he_wanted(visitor: Visitor) -> None:
    secret = log_in(visitor, "Anja").diplomas[2]
    visitor.page.context.clear_cookies()
    visitor.page.goto(secret)
    DemoLogin(visitor).log_in_as("Anja", Screen)
    assert visitor.page.url.endswith(secret)


def test_an_editor_reads_where_he_stands(visitor: Visitor) -> None:
    stopped, left = HEADINGS[visitor.language]
    refused = DemoLogin.open(visitor, "medewerker").cancel()
    assert refused.heading == stopped
    assert refused.try_again().log_in_as("Els", AccountScreen).log_out().heading == left
