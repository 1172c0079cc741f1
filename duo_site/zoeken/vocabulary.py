"""The words of all pages of a language: how common each is, which were meant, and which hold two words. Pure."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from duo_site.zoeken.words import stem

_SHORTEST_CORRECTED = 4
_SHORTEST_HALF = 3
_LONG_ENOUGH_FOR_TWO_FAULTS = 7
_COMPARED = 8


@dataclass(frozen=True)
class Vocabulary:
    """The words of `pages` pages of a language, each with the number of pages that it stands on."""

    language: str
    pages: int
    words: Mapping[str, int]
    _stems: Mapping[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        stems: Counter[str] = Counter()
        for word, number in self.words.items():
            stems[stem(word, self.language)] += number
        object.__setattr__(self, "_stems", dict(stems))

    def weigh(self, term: str) -> float:
        """Tell how much a stem says: a rare one more (the idf of Robertson and Sparck Jones, never below 0.1)."""
        number = min(self._stems.get(term, 0), self.pages)
        return max(math.log(1 + (self.pages - number + 0.5) / (number + 0.5)), 0.1)

    def knows(self, word: str) -> bool:
        """Tell whether some page has a word, or another form of it."""
        return word in self.words or stem(word, self.language) in self._stems

    def begins(self, start: str) -> bool:
        """Tell whether some word begins with these letters."""
        return any(word.startswith(start) for word in self.words)

    def split(self, word: str) -> tuple[str, str] | None:
        """Find the two known words that an unknown one is made of; Dutch joins them freely."""
        places = range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1)
        halves = [(word[:at], word[at:]) for at in places if self.knows(word[:at]) and self.knows(word[at:])]
        return max(halves, key=lambda half: min(map(len, half)), default=None)

    def correct(self, word: str) -> str | None:
        """Find the known word that was meant: one fault away, two in a long word; the most common of the nearest."""
        if len(word) < _SHORTEST_CORRECTED or word.isdigit():
            return None
        most = 2 if len(word) >= _LONG_ENOUGH_FOR_TWO_FAULTS else 1
        near = process.extract(word, self.words.keys(), scorer=OSA.distance, score_cutoff=most, limit=_COMPARED)
        alike = [(distance, -self.words[found], found) for found, distance, _ in near]
        return min(alike)[2] if alike else None
