"""The document as headless Chromium prints it: our own template and style sheet, a page kept open, tags asked for.

Ornaments are left out, in its favour: Chromium makes pictures of SVG backgrounds, 3 MB a file, and takes 500 ms.
"""

import base64
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from playwright.sync_api import Page, Playwright, sync_playwright

from benchmarks.programs import find_program
from benchmarks.rivals.contents import Sample, draw_png
from duo_site.uittreksel.domain import UittrekselInhoud
from duo_site.uittreksel.pdf import TEMPLATES, list_columns, write_check_site, write_cijfer, write_date
from duo_site.uittreksel.texts import TEXTS

_STYLES = Path(__file__).parents[2] / "duo_site" / "static" / "css" / "print"
_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
_SHELL = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><base href="{base}"><title></title>
<link rel="stylesheet" href="uittreksel.css"><style id="foot"></style></head><body></body></html>
"""
# Chromium knows no named strings, so the running texts of a document come as a style of its own.
_FOOT = """@page {{
  background: none;
  @top-left {{ content: "{notice}"; width: 160mm; vertical-align: bottom; }}
  @bottom-left {{ content: "{number}"; }}
  @bottom-right {{ content: "{page} " counter(page) " {of} " counter(pages); }}
}}
@page :first {{ background: none; @top-left {{ content: none; }} }}
h1 {{ background: none; }}"""
_FILL = """async ([html, foot, title]) => {
  document.title = title;
  document.getElementById("foot").textContent = foot;
  document.body.innerHTML = new DOMParser().parseFromString(html, "text/html").body.innerHTML;
  await Promise.all(Array.from(document.images, image => image.decode()));
}"""


class ChromiumMaker:
    """Makes documents in one page of one browser; it lives in a thread of its own, away from other event loops."""

    def __init__(self, folder: Path) -> None:
        """Take a folder for the page that is kept open."""
        self._shell = folder / "shell.html"
        self._thread = ThreadPoolExecutor(1)
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._templates.filters["cijfer"] = write_cijfer

    def __enter__(self) -> Self:
        """Start the browser and load style sheet and fonts."""
        self._shell.write_text(_SHELL.format(base=f"{_STYLES.as_uri()}/"))
        self._playwright, self._page = self._thread.submit(self._start).result()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop the browser."""
        self._thread.submit(self._stop).result()
        self._thread.shutdown()

    def make(self, sample: Sample) -> bytes:
        """Make a document."""
        html = self._templates.get_template("document.html").render(_context(sample.inhoud))
        picture = f"data:image/png;base64,{base64.b64encode(draw_png(sample.qr)).decode()}"
        return self._thread.submit(self._print, html.replace("qr.png", picture), sample.inhoud).result()

    def _start(self) -> tuple[Playwright, Page]:
        program = find_program("chromium", "chromium")
        playwright = sync_playwright().start()
        page = playwright.chromium.launch(executable_path=program, args=_FLAGS).new_page()
        page.goto(self._shell.as_uri())
        page.evaluate("Promise.all(Array.from(document.fonts, font => font.load()))")
        return playwright, page

    def _print(self, html: str, inhoud: UittrekselInhoud) -> bytes:
        texts = TEXTS[inhoud.language]
        foot = _FOOT.format(
            number=f"{texts.number} {inhoud.number}", page=texts.page, of=texts.of, notice=texts.demonstration
        )
        self._page.evaluate(_FILL, [html, foot, texts.title])
        return self._page.pdf(prefer_css_page_size=True, print_background=True, tagged=True)

    def _stop(self) -> None:
        browser = self._page.context.browser
        if browser is not None:
            browser.close()
        self._playwright.stop()


def _context(inhoud: UittrekselInhoud) -> dict[str, object]:
    """Give the template what it needs, as WeasyPrint's renderer does."""
    return {
        "inhoud": inhoud,
        "texts": TEXTS[inhoud.language],
        "language": inhoud.language,
        "birth_date": write_date(inhoud.birth_date, inhoud.language),
        "obtained_on": write_date(inhoud.obtained_on, inhoud.language),
        "downloaded_on": write_date(inhoud.downloaded_on, inhoud.language),
        "check_site": write_check_site(inhoud),
        "columns": tuple(list_columns(inhoud.grades, TEXTS[inhoud.language])),
    }
