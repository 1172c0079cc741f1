"""The part of a text that says most about a question."""

from duo_site.zoeken.question import read_question
from duo_site.zoeken.snippets import make_snippet
from duo_site.zoeken.vocabulary import Vocabulary

VOCABULARY = Vocabulary("nl", 10, {"zegel": 2, "cijferlijst": 1})
LONG = " ".join(["Dit gaat ergens anders over."] * 30)


def snippet_of(question: str, summary: str, text: str) -> str:
    pieces = make_snippet(summary, text, read_question(question, VOCABULARY, {}), "nl")
    return "".join(f"[{piece.text}]" if piece.is_found else piece.text for piece in pieces)


def test_a_summary_that_answers_is_shown_whole() -> None:
    assert snippet_of("zegel", "Het zegel is echt.", LONG) == "Het [zegel] is echt."


def test_a_text_that_answers_better_is_shown_in_part() -> None:
    shown = snippet_of("cijferlijst zegel", "Over het zegel.", f"{LONG} De cijferlijst heeft een zegel. {LONG}")
    assert "De [cijferlijst] heeft een [zegel]." in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")


def test_without_a_hit_the_summary_stands() -> None:
    assert snippet_of("zegel", "Iets anders.", "") == "Iets anders."
    assert snippet_of("zegel", "", "") == ""


def test_the_end_of_a_text_has_no_dots() -> None:
    assert snippet_of("zegel", "Kort.", f"{LONG} Een zegel.").endswith("Een [zegel].")
