"""A content folder of two good pages, and the templates of the blocks without an application."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from duo_site.pages.loader import Loaded, Loader
from duo_site.pages.markdown import Furniture
from duo_site.pages.problems import BrokenPage
from duo_site.web.templating import TEMPLATES

TODAY = date(2026, 11, 21)
OTHERS = {"/organisatie/persberichten/": "Persberichten", "/diplomahulp": "Diplomahulp", "/controle": "Controle"}
KNOWN = {*OTHERS, "/mijn-diplomas/", "/inloggen/eherkenning", "/sitemap.xml"}

FACTS = """\
[prijs]
value = 72
kind = "amount"
source = "een bron"
checked = 2026-11-21

[prijs-met-centen]
value = 148.83
kind = "amount"
source = "een bron"
checked = 2026-11-21

[aantal]
value = 1400000
kind = "number"
source = "een bron"
checked = 2026-11-21

[jaar]
value = 1996
kind = "year"
source = "een bron"
checked = 2026-11-21

[termijn]
value = 3
kind = "duration"
source = "een bron"
checked = 2026-11-21
nl = "3 weken"
en = "3 weeks"
"""

FRONT = """\
title: {title}
summary: Waar deze pagina over gaat.
layout: page
published: 2026-01-01
updated: 2026-02-01
review: 2027-02-01
owner: redactie website
"""


def page_text(body: str = "Tekst.", /, **changes: str | None) -> str:
    """Make the text of a page; a change of None leaves a field out, a new name adds one."""
    lines = dict(line.split(": ", 1) for line in FRONT.format(title="Een titel").splitlines())
    for name, value in changes.items():
        lines.pop(name, None)
        if value is not None:
            lines[name] = value
    matter = "".join(f"{name}: {value}\n" for name, value in lines.items())
    return f"---\n{matter}---\n{body}\n"


@dataclass
class ContentFolder:
    """A content folder that a test writes pages into."""

    folder: Path
    furniture: Furniture

    def write(self, address: str, nl: str, en: str | None = None) -> None:
        """Write a page in both languages; the same text where no English is given."""
        for language, text in (("nl", nl), ("en", nl if en is None else en)):
            self.write_one(language, address, text)

    def write_one(self, language: str, address: str, text: str) -> None:
        """Write a page in one language."""
        file = self.folder / language / f"{address}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def load(self, blocks: Mapping[str, Callable[[str, str], str]] | None = None) -> Loaded:
        """Read the folder."""
        return Loader(self.folder, blocks=blocks or {}, others=OTHERS, furniture=self.furniture).load(TODAY)

    def problems(self) -> list[str]:
        """Read the folder and give what is wrong with it, one line each."""
        loaded = self.load()
        pages = {f"/{page.address}" for page in loaded.library.list_pages("nl")}
        try:
            loaded.finish(lambda path: path in pages | KNOWN)
        except BrokenPage as error:
            return str(error).splitlines()
        return []


@pytest.fixture(scope="session")
def furniture() -> Furniture:
    """Give the templates of the blocks, in Dutch."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, extensions=["jinja2.ext.i18n", "jinja2.ext.do"]
    )
    environment.install_gettext_translations(NullTranslations(), newstyle=True)  # type: ignore[attr-defined]
    return lambda _language, name, context: environment.get_template(f"pages/blocks/{name}.html").render(context)


@pytest.fixture
def content(tmp_path: Path, furniture: Furniture) -> ContentFolder:
    """Give a folder with a home page and facts, in order as it is."""
    made = ContentFolder(tmp_path / "content", furniture)
    made.write(
        "index",
        page_text(title="Thuis", layout="home", news="3", tasks="[{title: Zoek, text: Zoek op., href: /diplomahulp}]"),
    )
    (made.folder / "facts.toml").write_text(FACTS)
    return made
