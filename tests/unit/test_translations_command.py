"""The catalogues follow the code: what is new, gone, untranslated or wrongly translated is told."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from duo_site.commands.translations import list_problems, translations, write_catalogues

CODE = """
from duo_site.web.i18n import gettext as _, ngettext, pgettext

def greet(name, number):
    shown = _("Dag %(name)s", name=name), pgettext("knop", "Open")
    return shown, ngettext("%(num)s diploma", "%(num)s diploma’s", number)
"""
PAGE = """
{% trans %}
  Twee
  regels
{% endtrans %}
<p>{{ _("Waar het staat") }}</p>
"""
ENGLISH = {
    'msgid "Dag %(name)s"\nmsgstr ""': 'msgid "Dag %(name)s"\nmsgstr "Hello %(name)s"',
    'msgid "Open"\nmsgstr ""': 'msgid "Open"\nmsgstr "Open"',
    'msgid "Twee regels"\nmsgstr ""': 'msgid "Twee regels"\nmsgstr "Two lines"',
    'msgid "Waar het staat"\nmsgstr ""': 'msgid "Waar het staat"\nmsgstr "Where it stands"',
    'msgstr[0] ""': 'msgstr[0] "%(num)s diploma"',
    'msgstr[1] ""': 'msgstr[1] "%(num)s diplomas"',
}


class Project:
    """A small project of which the texts are collected."""

    def __init__(self, folder: Path) -> None:
        self.source, self.folder = folder / "source", folder / "translations"
        (self.source / "templates").mkdir(parents=True)
        self.code, self.page = self.source / "code.py", self.source / "templates" / "page.html"
        self.code.write_text(CODE)
        self.page.write_text(PAGE)
        self.catalogue = self.folder / "en" / "LC_MESSAGES" / "messages.po"

    def extract(self) -> None:
        write_catalogues(self.source, self.folder)

    def problems(self) -> list[str]:
        return sorted(list_problems(self.source, self.folder))

    def change(self, old: str, new: str) -> None:
        text = self.catalogue.read_text()
        assert old in text
        self.catalogue.write_text(text.replace(old, new))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Make a project of which every text is translated."""
    made = Project(tmp_path)
    made.extract()
    for old, new in ENGLISH.items():
        made.change(old, new)
    assert made.problems() == []
    return made


def test_without_catalogues_all_is_missing(tmp_path: Path) -> None:
    problems = Project(tmp_path).problems()
    assert "messages.pot lacks: Twee regels" in problems
    assert "en lacks: Waar het staat" in problems
    assert len(problems) == 10


def test_what_is_collected_has_no_translation_yet(tmp_path: Path) -> None:
    made = Project(tmp_path)
    made.extract()
    assert len(made.problems()) == 5
    assert all(problem.startswith("en has no translation of: ") for problem in made.problems())


def test_collecting_again_changes_nothing(project: Project) -> None:
    before = project.catalogue.read_bytes()
    project.extract()
    assert project.catalogue.read_bytes() == before
    assert b"Creation-Date" not in before, "the same texts give the same bytes tomorrow"


def test_a_new_text_is_told(project: Project) -> None:
    project.page.write_text(PAGE + '{{ _("Nieuw") }}')
    assert project.problems() == ["en lacks: Nieuw", "messages.pot lacks: Nieuw"]
    project.extract()
    assert project.problems() == ["en has no translation of: Nieuw"]


def test_a_text_that_is_gone_is_told_and_goes(project: Project) -> None:
    project.page.write_text("")
    assert "en still has: Twee regels" in project.problems()
    assert "messages.pot still has: Twee regels" in project.problems()
    project.extract()
    assert project.problems() == []
    assert "Two lines" not in project.catalogue.read_text()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("Hello %(name)s", "Hello %(naam)s", "en: Dag %(name)s: unknown named placeholder 'naam'"),
        ("Hello %(name)s", "Hello %(name)d", "en: Dag %(name)s: incompatible format for placeholder 'name'"),
        ("Where it stands", "", "en has no translation of: Waar het staat"),
        ('"%(num)s diplomas"', '""', "en has no translation of: ('%(num)s diploma', '%(num)s diploma’s')"),
        ('#: templates/page.html\nmsgid "Twee', '#, fuzzy\nmsgid "Twee', "en is not sure of: Twee regels"),
        ('msgctxt "knop"\n', "", "en lacks: Open"),
    ],
)
def test_a_wrong_translation_is_told(project: Project, old: str, new: str, problem: str) -> None:
    project.change(old, new)
    assert any(found.startswith(problem) for found in project.problems()), project.problems()


def test_the_catalogues_of_the_site_are_complete() -> None:
    outcome = CliRunner().invoke(translations, ["check"])
    assert outcome.exit_code == 0, outcome.output
    assert outcome.output == "All texts are translated.\n"
