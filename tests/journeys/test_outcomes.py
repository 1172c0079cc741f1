"""Every outcome of the controle as a page: accessible by axe, no sideways scroll, and the register beside the file."""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from duo_site.demo.people import FENNA
from duo_site.demo.register import demo_delivery_lines
from duo_site.web.clock import today
from tests.journeys.conftest import Newcomers, Way
from tests.journeys.pages import Controle, DemoLogin, DiplomaScreen, FileVerdict, MijnDiplomas, Visitor
from tests.journeys.processes import RunningSite
from tests.journeys.test_every_page import look_at_all_widths

pytestmark = pytest.mark.xdist_group("pages")

_PLACES = (9, 10, 11)
"""Diplomas of Fenna that no other journey uses."""


@dataclass(frozen=True)
class Files:
    """Uittreksels of Fenna: one that holds, one that was corrected since and one that was withdrawn; and a photo."""

    valid: Path
    corrected: Path
    withdrawn: Path
    photo: Path

    def tampered(self) -> Path:
        """Change a byte of the one that holds."""
        content = bytearray(self.valid.read_bytes())
        content[len(content) // 3] ^= 1
        path = self.valid.with_name("tampered.pdf")
        path.write_bytes(content)
        return path


def _deliver(site: RunningSite, folder: Path, *rows: dict[str, Any]) -> None:
    path = folder / "delivery.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    done = site.duo("register", "lever-in", path)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def files(browser: Browser, running_site: RunningSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Files]:
    """Let Fenna download three, correct one and withdraw one; afterwards the register is as it was."""
    folder = tmp_path_factory.mktemp("outcomes")
    context = browser.new_context(base_url=running_site.address)
    own = DemoLogin.open(Visitor(context.new_page(), "nl"), "digid").log_in_as("Fenna", MijnDiplomas)
    lines = [line for line in map(json.loads, demo_delivery_lines(today())) if line["bsn"] == FENNA.bsn]
    valid, *rest = [_download(own, place, folder) for place in _PLACES]
    by_title = {line["opleiding"].replace("\n", ", "): line for line in lines}
    first, second = (by_title[title] for title, _ in rest)
    _deliver(running_site, folder, first | {"plaats": "Elders"}, {"levering": second["levering"], "ingetrokken": True})
    photo = folder / "photo"
    subprocess.run(["pdftoppm", "-png", "-r", "120", "-l", "1", "-singlefile", valid[1], photo], check=True)
    yield Files(valid[1], rest[0][1], rest[1][1], photo.with_suffix(".png"))
    _deliver(running_site, folder, first, second | {"ingetrokken": False})
    context.close()


def _download(own: MijnDiplomas, place: int, folder: Path) -> tuple[str, Path]:
    diploma = MijnDiplomas.open(own.visitor, "/mijn-diplomas").choose(place)
    title = diploma.heading.split("\n")[-1].strip()
    assert isinstance(diploma, DiplomaScreen)
    return title, diploma.make().download(folder)


@pytest.mark.parametrize("way", [Way("nl", True), Way("en", True)], ids=str)
def test_every_outcome_has_no_findings(newcomer: Newcomers, way: Way, files: Files) -> None:
    visitor, findings = newcomer(way), list[str]()
    broken = files.valid.with_name("broken.pdf")
    broken.write_bytes(b"%PDF-1.7\n" + b"0" * 200)
    for oordeel, path in {
        "geldig": files.valid,
        "vervangen": files.corrected,
        "ingetrokken": files.withdrawn,
        "gewijzigd": files.tampered(),
        "niet-te-controleren": broken,
    }.items():
        verdict = Controle.open(visitor, "/controle").check(path)
        assert verdict.oordeel == oordeel
        findings += look_at_all_widths(visitor)
    Controle.open(visitor, "/controle").check(files.photo)
    findings += look_at_all_widths(visitor)
    visitor.page.locator("input[type=file]").set_input_files([files.valid, files.corrected, files.tampered(), broken])
    many = FileVerdict(visitor).check(None)
    assert many.page.locator("tr[data-oordeel]").count() == 4
    findings += look_at_all_widths(visitor)
    visitor.page.locator("input[name=uitkomst]").evaluate("field => { field.value = 'too old' }")
    with visitor.page.expect_navigation():
        visitor.page.locator("button[value=csv]").click()
    findings += look_at_all_widths(visitor)
    assert not findings, "\n".join(findings)


@pytest.mark.parametrize("way", [Way("nl", False)], ids=str)
def test_differences_are_marked(newcomer: Newcomers, way: Way, files: Files) -> None:
    visitor = newcomer(way)
    Controle.open(visitor, "/controle").check(files.corrected)
    rows = {
        row.locator("th").inner_text(): row.locator("td").last.inner_text()
        for row in visitor.page.locator(".is-different").all()
    }
    assert set(rows) == {"Status", "Plaats"}
    assert "Elders" in rows["Plaats"]
    assert "anders" in rows["Plaats"]
    visitor.page.set_viewport_size({"width": 390, "height": 900})
    label, value = (visitor.page.locator(f".is-different td:nth-of-type({place})").last for place in (1, 2))
    first, second = label.bounding_box(), value.bounding_box()
    assert first
    assert second
    assert second["y"] >= first["y"] + first["height"] - 1, "the register stands below the file, not beside it"
