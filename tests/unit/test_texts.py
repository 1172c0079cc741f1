"""The language of the site, held by machine: short sentences, one way to address people, one word for one thing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import pytest
from babel.messages.pofile import read_po

import duo_site
from duo_site.web.i18n import TRANSLATIONS

CONTENT = Path(duo_site.__file__).parent / "content"
LONGEST = 25
"""Most words in one sentence."""
MEAN = 15
"""Most words in a sentence, on average over all whole sentences."""


@dataclass(frozen=True)
class Rule:
    """What a text may not contain, and why."""

    pattern: str
    why: str

    def breaks(self, text: str) -> bool:
        """Tell whether a text breaks this rule."""
        return re.search(self.pattern, text, re.IGNORECASE) is not None


EVERY_LANGUAGE = (
    Rule(r"\S {2,}\S", "two spaces"),
    Rule("[\u2018\u2019\u201c\u201d]", "a curly quotation mark: the straight ones are used everywhere"),
    Rule(r"\s[.,;?!]", "a space before a mark"),
)
DUTCH = (
    *EVERY_LANGUAGE,
    Rule(r"\b(heeft u|u heeft)\b", "write u hebt, hebt u"),
    Rule(r"\b(je|jij|jou|jouw|jullie)\b", "people are addressed with u"),
    Rule(r"\bklik(t|ken)? (u )?hier\b|\bhier klikken\b", "a link says where it leads"),
    Rule(r"\bextract(en|s)?\b|\buittreksel (pdf|document)\b", "it is called uittreksel"),
    Rule(r"\binstelling(en)?\b", "write onderwijsinstelling or school: instelling also means setting"),
    Rule(r"\b(homepage|landingspagina)\b", "it is called startpagina"),
    Rule(
        r"\b(log(t|gen)? in|inlog(gen)?) (bij|op|in) (het |uw )?(diploma)?register\b", "one logs in to Mijn diploma's"
    ),
    Rule(r"\b(indien|middels|teneinde|betreffende|dien(t|en) te)\b|\b(d\.m\.v|i\.v\.m|m\.b\.t)\.", "office language"),
)
ENGLISH = (
    *EVERY_LANGUAGE,
    Rule(r"\bclick here\b", "a link says where it leads"),
    Rule(
        r"\b(onderwijsinstelling|inloggen|gegevens|rollen|cijferlijst|medewerker)\b", "a Dutch word with an English one"
    ),
    Rule(r"\blists? of marks\b", "it is called list of grades"),
)

EXCEPTIONS = {
    "You need the role Staff member for annual reporting (Medewerker verantwoording). Read how to get that role.": (
        "the Dutch name stands behind the English one: people at work know the role by it"
    ),
}
"""Sentences that may break a rule, each with the reason."""


def _messages(translated: bool) -> list[str]:
    path = TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.po" if translated else TRANSLATIONS / "messages.pot"
    with path.open("rb") as file:
        catalogue = read_po(file)
    found: list[str] = []
    for message in catalogue:
        if message.id:
            text = message.string if translated else message.id
            found += [text] if isinstance(text, str) else list(text or ())
    return found


def _pieces(page: str) -> Iterator[str]:
    """Give the headings, paragraphs, items and cells of a content file, without its marks."""
    _nothing, front, body = page.split("---\n", 2)
    yield from re.findall(r'^\s*(?:- )?(?:(?:title|summary|text|name): )?"(.+)"$', front, re.MULTILINE)
    for line in body.splitlines():
        if not line.startswith("::"):
            line = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", line).replace("**", "")
            line = re.sub(r"\{\{[^}]*\}\}", "7", line)
            yield from (cell.strip("#-* \t") for cell in re.split(r"\|", re.sub(r"^\d+\. ", "", line)))


def _content(language: str) -> list[str]:
    return [
        piece for path in sorted((CONTENT / language).rglob("*.md")) for piece in _pieces(path.read_text()) if piece
    ]


def _sentences(texts: Iterable[str]) -> list[str]:
    return [sentence for text in texts for sentence in re.split(r"(?<=[.?!])\s+", text)]


def _words(sentence: str) -> int:
    return len(re.findall(r"[^\W_][\w'.,-]*|%\(\w+\)s", sentence))


def _faults(texts: Iterable[str], rules: Iterable[Rule]) -> list[str]:
    """List what is wrong: each rule that a text breaks, each sentence that is too long."""
    faults = []
    for text in texts:
        faults += [f"{rule.why}: {text}" for rule in rules if rule.breaks(text) and text not in EXCEPTIONS]
        faults += [f"over {LONGEST} words: {one}" for one in _sentences([text]) if _words(one) > LONGEST]
    return faults


SOURCES = {
    "Dutch texts": (_messages(False), DUTCH),
    "English texts": (_messages(True), ENGLISH),
    "Dutch pages": (_content("nl"), DUTCH),
    "English pages": (_content("en"), ENGLISH),
}


@pytest.mark.parametrize("source", SOURCES)
def test_the_language_is_plain(source: str) -> None:
    texts, rules = SOURCES[source]
    assert len(texts) > 500, "the texts were not found"
    assert _faults(texts, rules) == []


@pytest.mark.parametrize("source", SOURCES)
def test_sentences_are_short_on_average(source: str) -> None:
    lengths = [_words(sentence) for sentence in _sentences(SOURCES[source][0]) if sentence.endswith((".", "?", "!"))]
    assert fmean(lengths) <= MEAN


def test_exceptions_are_still_needed() -> None:
    known = {text: rules for texts, rules in SOURCES.values() for text in texts}
    for text, reason in EXCEPTIONS.items():
        assert reason
        assert any(rule.breaks(text) for rule in known[text])


@pytest.mark.parametrize(
    "text",
    [
        "Heeft u een vraag?",
        "Download hier je diploma.",
        "Klik hier voor meer.",
        "Download een extract.",
        "Vraag het aan uw instelling.",
        "Uw diploma\u2019s staan hier.",
        "Twee  spaties.",
        "Log in bij het diplomaregister.",
        "Indien u dat wilt, kan het.",
        "Dit is " + "een lange zin en " * 6 + "nog veel meer.",
    ],
)
def test_a_wrong_text_is_found(text: str) -> None:
    assert _faults([text], DUTCH)


@pytest.mark.parametrize(
    "text",
    ["U hebt een uittreksel uit het diplomaregister.", "De organisatie heeft uw gegevens.", "Kies %(num)s van 3."],
)
def test_a_good_text_is_left_alone(text: str) -> None:
    assert _faults([text], DUTCH) == []


def test_a_page_is_read_without_its_marks() -> None:
    page = '---\ntitle: "Een titel"\norder: 1\n---\n\n## Kop\n\n::let-op\n- Lees [dit](/a) en {{feit:x}}.\n| a | b |\n'
    assert [piece for piece in _pieces(page) if piece] == ["Een titel", "Kop", "Lees dit en 7.", "a", "b"]
