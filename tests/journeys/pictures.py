"""Take the pictures of README.md and docs/ from the running site: python -m tests.journeys.pictures FOLDER."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from tests.journeys.conftest import CHROMIUM, CHROMIUM_FLAGS
from tests.journeys.pages import Controle, DemoLogin, MijnDiplomas, Visitor
from tests.journeys.processes import demonstration

_WIDTHS = (1280, 390)
_DOTS_PER_INCH = "80"


def walk(page: Page, scratch: Path) -> Iterator[str]:
    """Walk through the site; gives a name for each page that is worth a picture, while it is open."""
    visitor = Visitor(page, "nl")
    for name, address in {
        "home": "/",
        "persbericht": "/organisatie/persberichten/recordjaar-mijn-diplomas",
        "diplomahulp": "/diplomahulp?soort=hbo&bekostiging=bekostigd&jaar=1994",
        "inloggen-hoger-onderwijs": "/zakelijk/hoger-onderwijs/inloggen",
        "vragenlijst": "/feedback?pagina=/particulier/diploma-kwijt",
    }.items():
        visitor.visit(address)
        yield name
    own = DemoLogin.open(visitor, "digid").log_in_as("Anja", MijnDiplomas)
    yield "mijn-diplomas"
    diploma = own.choose(0)
    yield "diploma"
    ready = diploma.make()
    yield "uittreksel-klaar"
    genuine = ready.download(scratch).rename(scratch / "uittreksel.pdf")
    tampered = scratch / "veranderd.pdf"
    content = bytearray(genuine.read_bytes())
    content[len(content) // 3] ^= 1
    tampered.write_bytes(content)
    for name, file in (("controle-geldig", genuine), ("controle-gewijzigd", tampered)):
        Controle.open(visitor, "/controle").check(file)
        yield name


def main(folder: Path) -> None:
    """Take every picture at 1280 and 390 pixels wide, and render the uittreksel itself."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as made, sync_playwright() as playwright:
        scratch = Path(made)
        with demonstration(scratch / "instance") as site:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
            page = chromium.new_context(base_url=site.address, accept_downloads=True).new_page()
            for name in walk(page, scratch):
                for width in _WIDTHS:
                    page.set_viewport_size({"width": width, "height": 900})
                    page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
                page.set_viewport_size({"width": _WIDTHS[0], "height": 900})
            chromium.close()
        pdf = ["pdftoppm", "-r", _DOTS_PER_INCH, "-png", str(scratch / "uittreksel.pdf"), str(folder / "uittreksel")]
        subprocess.run(pdf, check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
