"""From what somebody typed to what is searched for. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from duo_site.zoeken.vocabulary import Vocabulary
from duo_site.zoeken.words import is_empty, list_words, stem

_MOST_WORDS = 12
_SYNONYM = 0.75
_PREFIX = 0.6
_SHORTEST_PREFIX = 3


@dataclass(frozen=True)
class Term:
    """A stem, or the beginning of one; `weight` from 0 to 1 tells how near it is to what was typed."""

    text: str
    weight: float = 1.0
    is_prefix: bool = False


@dataclass(frozen=True)
class Concept:
    """One thing that was asked for, in the words that stand for it; the first was typed."""

    terms: tuple[Term, ...]


def read_question(text: str, vocabulary: Vocabulary, synonyms: Mapping[str, Sequence[str]]) -> tuple[Concept, ...]:
    """Make the concepts of a question; none where it holds no word."""
    words = list_words(text)[:_MOST_WORDS]
    telling = [word for word in words if not is_empty(word, vocabulary.language)] or words
    concepts = [
        _make_concept(word, vocabulary, synonyms, is_last=at == len(telling) - 1)
        for at, part in enumerate(telling)
        for word in _split(part, vocabulary, synonyms)
    ]
    return tuple(dict.fromkeys(concepts))


def correct_question(text: str, vocabulary: Vocabulary, synonyms: Mapping[str, Sequence[str]]) -> str:
    """Write a question with its unknown words as they were meant; empty where there is nothing to mend."""
    words = list_words(text)[:_MOST_WORDS]
    better = [_correct(word, vocabulary, synonyms) for word in words]
    return " ".join(better) if better != words else ""


def _make_concept(
    word: str, vocabulary: Vocabulary, synonyms: Mapping[str, Sequence[str]], *, is_last: bool
) -> Concept:
    typed = stem(word, vocabulary.language)
    terms = [Term(typed), *(Term(other, _SYNONYM) for other in synonyms.get(typed, ()))]
    # The last word may not be finished yet.
    if is_last and len(word) >= _SHORTEST_PREFIX and not word.isdigit():
        terms.append(Term(word, _PREFIX, is_prefix=True))
    return Concept(tuple(terms))


def _split(word: str, vocabulary: Vocabulary, synonyms: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    if _is_understood(word, vocabulary, synonyms):
        return (word,)
    return vocabulary.split(word) or (word,)


def _correct(word: str, vocabulary: Vocabulary, synonyms: Mapping[str, Sequence[str]]) -> str:
    if is_empty(word, vocabulary.language) or _is_understood(word, vocabulary, synonyms) or vocabulary.split(word):
        return word
    return vocabulary.correct(word) or word


def _is_understood(word: str, vocabulary: Vocabulary, synonyms: Mapping[str, Sequence[str]]) -> bool:
    return vocabulary.knows(word) or stem(word, vocabulary.language) in synonyms or vocabulary.begins(word)
