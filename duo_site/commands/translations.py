"""`duo translations`: the catalogues beside the code."""

import io
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from duo_site.web.i18n import LANGUAGES, TRANSLATIONS

_SOURCE = Path(__file__).parents[1]
_METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
_KEYWORDS = {
    "_": None, "_l": None, "_n_": None, "mark": None, "gettext": None, "lazy_gettext": None,
    "ngettext": (1, 2), "pgettext": ((1, "c"), 2),
}  # fmt: skip
_OPTIONS = {"templates/**.html": {"trimmed": "true", "extensions": "jinja2.ext.do", "newstyle_gettext": "true"}}
_TEMPLATE = TRANSLATIONS / "messages.pot"


@click.group()
def translations() -> None:
    """Look after the texts and their translations."""


@translations.command("extract")
def extract() -> None:
    """Collect the texts of code and templates in messages.pot and bring each catalogue up to date with it."""
    template = collect()
    TRANSLATIONS.mkdir(exist_ok=True)
    _TEMPLATE.write_bytes(_as_po(template))
    for language in LANGUAGES[1:]:
        path = _catalogue_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        known = _read(path, language) if path.exists() else Catalog(language)
        known.update(template, no_fuzzy_matching=True)
        known.obsolete.clear()
        path.write_bytes(_as_po(known))
        missing = sum(1 for message in known if message.id and not message.string)
        click.echo(f"{language}: {len(known)} texts, {missing} without a translation.")


@translations.command("check")
def check() -> None:
    """Check that every text stands in the catalogues, translated and with its placeholders. Exit code 1 if not."""
    problems = list_problems()
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise click.ClickException(f"{len(problems)} problems in the translations.")
    click.echo("All texts are translated.")


def collect() -> Catalog:
    """Collect every text that is marked for translation."""
    catalogue = Catalog(project="duo-site", charset="utf-8")
    found = extract_from_dir(_SOURCE, _METHODS, options_map=_OPTIONS, keywords=_KEYWORDS)
    for filename, _line, message, comments, context in found:
        catalogue.add(message, None, [(filename, 0)], auto_comments=comments, context=context)
    return catalogue


def list_problems() -> list[str]:
    """List what is missing or wrong in the catalogues, in one line each."""
    template = collect()
    problems: list[str] = []
    wanted = {(message.context, message.id) for message in template if message.id}
    listed = {(message.context, message.id) for message in _read(_TEMPLATE, None) if message.id}
    problems += [f"messages.pot lacks: {text}" for _context, text in wanted - listed]
    problems += [f"messages.pot still has: {text}" for _context, text in listed - wanted]
    for language in LANGUAGES[1:]:
        catalogue = _read(_catalogue_path(language), language)
        for message in template:
            if not message.id:
                continue
            found = catalogue.get(message.id, message.context)
            strings = [] if found is None else [found.string] if isinstance(found.string, str) else found.string
            if found is None or not strings or not all(strings):
                problems.append(f"{language} lacks: {message.id}")
            else:
                problems += [f"{language}: {message.id}: {error}" for error in found.check(catalogue)]
    return problems


def _catalogue_path(language: str) -> Path:
    return TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"


def _read(path: Path, language: str | None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, language)


def _as_po(catalogue: Catalog) -> bytes:
    """Write a catalogue so that the same texts always give the same bytes."""
    written = io.BytesIO()
    write_po(written, catalogue, width=110, sort_output=True, include_lineno=False, omit_header=False)
    dated = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By')
    return b"".join(line for line in written.getvalue().splitlines(True) if not line.startswith(dated))
