"""Quotes that are looked up when a page is shown: checked at the start, only in the body, and harmless as HTML."""

import pytest

from duo_site.pages.live import fill_in, has_mark, live_blocks
from tests.unit.pages.conftest import ContentFolder, page_text

KNOWN_FIGURES = ("downloads-2025", "controles_2025")


def check(argument: str) -> None:
    if argument not in KNOWN_FIGURES:
        raise LookupError(argument)


BLOCKS = live_blocks({"cijfer": check})


def test_a_quote_is_looked_up_each_time(content: ContentFolder) -> None:
    quoting = "Er zijn {{cijfer:downloads-2025}} downloads, **{{ cijfer: controles_2025 }}**."
    content.write("cijfers", page_text(quoting))
    loaded = content.load(BLOCKS)
    assert loaded.problems == ()
    for language in ("nl", "en"):
        page = loaded.library.get(language, "cijfers")
        assert has_mark(page.body)
        shown = fill_in(page, {"cijfer": lambda asked, argument: f"<{asked} {argument}>"})
        assert f"Er zijn &lt;{language} downloads-2025&gt; downloads, " in shown.body
        assert f"<strong>&lt;{language} controles_2025&gt;</strong>" in shown.body
        assert not has_mark(shown.body)


def test_a_page_without_quotes_stays_what_it_is(content: ContentFolder) -> None:
    page = content.load(BLOCKS).library.get("nl", "")
    assert fill_in(page, {}) is page


@pytest.mark.parametrize(
    ("body", "changes", "told"),
    [
        ("Eerst.\n\n{{cijfer:bezoekers}}", {}, "content/nl/cijfers.md:12: cijfer does not know bezoekers"),
        (
            "Tekst.",
            {"title": '"{{cijfer:downloads-2025}}"'},
            "content/nl/cijfers.md:8: a live quote stands in the body",
        ),
    ],
    ids=["unknown", "in the title"],
)
def test_a_wrong_quote_is_told_at_the_start(
    content: ContentFolder, body: str, changes: dict[str, str], told: str
) -> None:
    content.write("cijfers", page_text(body, **changes), page_text("Tekst."))
    problems = [str(problem) for problem in content.load(BLOCKS).problems]
    assert [problem for problem in problems if problem.startswith(told)], problems
