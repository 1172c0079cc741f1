"""`duo content check` on good and broken content."""

from click.testing import CliRunner

from duo_site.pages.commands import make_content_commands
from duo_site.pages.problems import BrokenPage, Problem


def test_content_in_order_gives_its_warnings() -> None:
    group = make_content_commands(lambda: [Problem("content/nl/x.md", 4, "the review is overdue")])
    result = CliRunner().invoke(group, ["check"])

    assert result.exit_code == 0
    assert "warning: content/nl/x.md:4: the review is overdue" in result.output


def test_broken_content_is_told_whole() -> None:
    def load() -> list[Problem]:
        raise BrokenPage([Problem("content/nl/b.md", 2, "two"), Problem("content/nl/a.md", 1, "one")])

    result = CliRunner().invoke(make_content_commands(load), ["check"])

    assert result.exit_code == 1
    assert result.stderr.splitlines() == ["content/nl/a.md:1: one", "content/nl/b.md:2: two", "2 found"]
