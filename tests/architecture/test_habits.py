"""The habits of house.md that a machine can check."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "duo_site"
SOURCES = sorted(file for file in PACKAGE.rglob("*.py") if "versions" not in file.parts)
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
STYLES = [file for file in (PACKAGE / "static").rglob("*.css") if "vendor" not in file.parts]
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(")


def test_only_settings_reads_the_environment() -> None:
    reads = [file for file in SOURCES if re.search(r"os\.environ|os\.getenv", file.read_text())]
    assert reads == [PACKAGE / "settings.py"]


def test_services_never_commit() -> None:
    commits = [file for file in PACKAGE.rglob("service*/**/*.py") if ".commit(" in file.read_text()]
    commits += [file for file in PACKAGE.rglob("service.py") if ".commit(" in file.read_text()]
    assert not commits


def test_no_drawers() -> None:
    names = {"utils", "util", "helpers", "common", "core", "misc"}
    assert not [file for file in SOURCES if file.stem in names or names & set(file.parts)]


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_every_module_says_what_it_is_for(file: Path) -> None:
    assert ast.get_docstring(ast.parse(file.read_text())), "a module begins with a docstring"
    assert len(file.read_text().splitlines()) <= 300, "a file over 300 lines is two files"


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_templates_hold_no_inline_style_or_script(file: Path) -> None:
    text = file.read_text()
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", text)
    fetched = re.sub(r'<link rel="schema\.[^>]*>', "", text)  # A name, which nobody fetches.
    assert not re.search(r"""(?:src|href|action)=["']https?://""", fetched), "no address of others"


def test_colours_stand_in_tokens_alone() -> None:
    coloured = [file.name for file in STYLES if _COLOUR.search(re.sub(r"url\([^)]*\)", "", file.read_text()))]
    allowed = {"tokens.css", "uittreksel.css"}  # Paper has colours of its own.
    assert set(coloured) <= allowed


def test_migrations_are_the_only_place_with_table_commands() -> None:
    makers = [file.name for file in SOURCES if "create_all(" in file.read_text()]
    assert not makers
