"""`duo translations`: the catalogues beside the code."""

import io
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from duo_site.web.i18n import LANGUAGES, TRANSLATIONS

_SOURCE = Path(__file__).parents[1]
_METHODS = [
    ("**.py", "python"),
    ("templates/**.html", "jinja2"),
    ("diplomahulp/dataset.toml", "duo_site.diplomahulp.extraction:extract"),
]
_KEYWORDS = {
    "_": None, "_l": None, "_n_": None, "mark": None, "gettext": None, "lazy_gettext": None,
    "ngettext": (1, 2), "pgettext": ((1, "c"), 2),
}  # fmt: skip
_OPTIONS = {"templates/**.html": {"trimmed": "true", "extensions": "jinja2.ext.do", "newstyle_gettext": "true"}}
_TEMPLATE = "messages.pot"


@click.group()
def translations() -> None:
    """Look after the texts and their translations."""


@translations.command("extract")
def extract() -> None:
    """Collect the texts of code and templates in messages.pot and bring each catalogue up to date with it."""
    for language, catalogue in write_catalogues().items():
        missing = sum(1 for message in catalogue if message.id and not _is_translated(message))
        click.echo(f"{language}: {len(catalogue)} texts, {missing} without a translation.")


@translations.command("check")
def check() -> None:
    """Check that every text stands in the catalogues, translated and with its placeholders. Exit code 1 if not."""
    problems = list_problems()
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise click.ClickException(f"{len(problems)} problems in the translations.")
    click.echo("All texts are translated.")


def collect(source: Path = _SOURCE) -> Catalog:
    """Collect every text that is marked for translation."""
    catalogue = Catalog(project="duo-site", charset="utf-8")
    found = extract_from_dir(source, _METHODS, options_map=_OPTIONS, keywords=_KEYWORDS)
    for filename, _line, message, comments, context in found:
        catalogue.add(message, None, [(filename, 0)], auto_comments=comments, context=context)
    return catalogue


def write_catalogues(source: Path = _SOURCE, folder: Path = TRANSLATIONS) -> dict[str, Catalog]:
    """Write what is marked into the template and, keeping the translations there are, into each catalogue."""
    template = collect(source)
    folder.mkdir(exist_ok=True)
    (folder / _TEMPLATE).write_bytes(_as_po(template))
    written = {}
    for language in LANGUAGES[1:]:
        path = _catalogue_path(folder, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        known = _read(path, language)
        known.update(template, no_fuzzy_matching=True)
        known.obsolete.clear()
        path.write_bytes(_as_po(known))
        written[language] = known
    return written


def list_problems(source: Path = _SOURCE, folder: Path = TRANSLATIONS) -> list[str]:
    """List what is missing or wrong in the catalogues, in one line each."""
    template = collect(source)
    problems = _compare("messages.pot", template, _read(folder / _TEMPLATE, None))
    for language in LANGUAGES[1:]:
        catalogue = _read(_catalogue_path(folder, language), language)
        problems += _compare(language, template, catalogue)
        for message in template:
            found = catalogue.get(message.id, message.context) if message.id else None
            if found is None:
                continue
            if not _is_translated(found):
                problems.append(f"{language} has no translation of: {message.id}")
            elif found.fuzzy:
                problems.append(f"{language} is not sure of: {message.id}")
            problems += [f"{language}: {message.id}: {error}" for error in found.check(catalogue)]
    return problems


def _compare(name: str, template: Catalog, catalogue: Catalog) -> list[str]:
    wanted = {(message.context, message.id) for message in template if message.id}
    listed = {(message.context, message.id) for message in catalogue if message.id}
    lacks = [f"{name} lacks: {text}" for _context, text in wanted - listed]
    return sorted(lacks) + sorted(f"{name} still has: {text}" for _context, text in listed - wanted)


def _is_translated(message: Message) -> bool:
    return all([message.string] if isinstance(message.string, str) else message.string or [""])


def _catalogue_path(folder: Path, language: str) -> Path:
    return folder / language / "LC_MESSAGES" / "messages.po"


def _read(path: Path, language: str | None) -> Catalog:
    if not path.exists():
        return Catalog(language)
    with path.open("rb") as file:
        return read_po(file, language)


def _as_po(catalogue: Catalog) -> bytes:
    """Write a catalogue so that the same texts always give the same bytes."""
    written = io.BytesIO()
    write_po(written, catalogue, width=110, sort_output=True, include_lineno=False, omit_header=False)
    dated = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By')
    return b"".join(line for line in written.getvalue().splitlines(True) if not line.startswith(dated))
