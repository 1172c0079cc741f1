"""Words as the index keeps them: folded, without the words that say nothing, and cut to their stem. Pure.

Pages and questions go through the same functions, on both databases, so that both find the same. The stems are those
of Snowball (https://snowballstem.org/algorithms/dutch/stemmer.html and …/english/stemmer.html).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import snowballstemmer

_ALGORITHMS = {"nl": "dutch", "en": "english"}
# Letters and digits, each with the marks that are written after it.
_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f\u064b-\u0652]*)+")
# What the stemmer of Snowball leaves: diplomas beside diploma, controleert beside controleren.
_DUTCH_ENDINGS = ((re.compile(r"(?<=\w{3}[aiouy])s$"), ""), (re.compile(r"(?<=\w{3})eert$"), "eren"))
_APOSTROPHE_S = re.compile(r"(?<=\w)['\u2019]s\b")
_LONGEST_WORD = 40
# "Niet" and "not" stay: a diploma that is not visible is another matter than one that is.
_EMPTY = {
    "nl": "aan al als bij dan dat de deze die dit door een en er haar had heb hebben hebt heeft het hij hoe ik in is "
    "je jij jullie kan kun kunt kunnen laten maar me men met mij mijn moet mag na naar nog nu of om onze ons ook op "
    "over te tot u uit uw van voor waar wanneer wat we wel welk welke wie wij wil wilt word wordt worden zal ze "
    "zich zij zijn zo zou",
    "en": "a about all am an and any are as at be been but by can could did do does for from had has have he her his "
    "how i if in into is it its me my of on or our she so some that the their them then there these they this to "
    "us was we what when where which who will with would you your",
}
_EMPTY_WORDS = {language: frozenset(words.split()) for language, words in _EMPTY.items()}
_stemming = Lock()


@dataclass(frozen=True)
class Token:
    """A word and where it stands in its text: characters from `start` to `end`."""

    word: str
    start: int
    end: int


def fold(text: str) -> str:
    """Take away capitals and marks on letters."""
    if text.isascii():
        return text.lower()
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter)
    )


def list_tokens(text: str) -> Iterator[Token]:
    """List the words of a text with their places; the words are folded, the places are those in the text."""
    for match in _WORD.finditer(text):
        word = fold(match.group())
        if word == "s" and match.start() and text[match.start() - 1] in "'\u2019":
            continue
        yield Token(word[:_LONGEST_WORD], match.start(), match.end())


def list_words(text: str) -> list[str]:
    """List the words of a text, folded; the 's of diploma's goes."""
    return [token.word for token in list_tokens(_APOSTROPHE_S.sub("", text))]


def is_empty(word: str, language: str) -> bool:
    """Tell whether a word says nothing about what a text is about."""
    return word in _EMPTY_WORDS.get(language, frozenset())


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """Cut a folded word to its stem; words of a language without rules stay whole."""
    algorithm = _ALGORITHMS.get(language)
    if algorithm is None or word.isdigit():
        return word
    for ending, instead in _DUTCH_ENDINGS if language == "nl" else ():
        word = ending.sub(instead, word)
    with _stemming:
        return str(_stemmer(algorithm).stemWord(word))


def stems_of(texts: Iterable[str], language: str) -> str:
    """Write texts as the index keeps them: stems with spaces between."""
    return " ".join(stem(word, language) for text in texts for word in list_words(text) if not is_empty(word, language))


@lru_cache
def _stemmer(algorithm: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(algorithm)
