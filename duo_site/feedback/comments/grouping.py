"""Grouping comments by likeness: tf-idf weights and their cosine (Salton and Buckley 1988), then stars.

A star (Aslam, Pelekhov and Rus 2004) is a comment with everything that is like it: the comment with most neighbours
becomes the first, and so on with what is left. Nothing is drawn by lot, so the same comments give the same groups,
in whatever order they come. Pure; the work is bounded by `MOST_COMMENTS` and `_MOST_WORDS`.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt

from duo_site.feedback.comments.stop_words import STOP_WORDS

MOST_COMMENTS = 1000
MOST_QUOTES = 3
SMALLEST_GROUP = 3
_ALIKE = 0.32
_MOST_WORDS = 60
_EVERYWHERE = 0.2
_SHORTEST_WORD = 3
_SHORTEST_STEM = 4
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_ENDINGS = ("'s", "ing", "en", "es", "ed", "je", "s", "e", "t", "d")

Vector = dict[str, float]


@dataclass(frozen=True)
class Written:
    """What is to be grouped: a key, by which ties are broken, and a text."""

    key: str
    text: str


@dataclass(frozen=True)
class Group:
    """Comments that are alike: the words that bind them, the keys of all, and of the most typical ones first."""

    words: tuple[str, ...]
    keys: tuple[str, ...]
    typical: tuple[str, ...]


@dataclass(frozen=True)
class _Voice:
    """What was said in the same words, by one or by many: the words as stems and as written, and who."""

    words: tuple[tuple[str, str], ...]
    keys: tuple[str, ...]


def group_alike(comments: Sequence[Written]) -> tuple[Group, ...]:
    """Group comments, the largest group first; what is like fewer than two others stands in no group."""
    voices = _gather(sorted(comments, key=lambda comment: comment.key)[:MOST_COMMENTS])
    vectors = _weigh([Counter(stem for stem, _form in voice.words) for voice in voices])
    near = _neighbours(vectors)
    groups = [
        _describe([voices[here] for here in star], [vectors[here] for here in star]) for star in _stars(near, voices)
    ]
    return tuple(sorted(groups, key=lambda group: (-len(group.keys), group.keys[0])))


def _gather(comments: Sequence[Written]) -> list[_Voice]:
    """Put together what was said in the same words; leave out what has no words."""
    words: dict[tuple[str, ...], tuple[tuple[str, str], ...]] = {}
    keys: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for comment in comments:
        counted = _count_words(comment.text)
        said = tuple(sorted(stem for stem, _form in counted))
        words.setdefault(said, tuple(counted))
        keys[said].append(comment.key)
    return [_Voice(words[said], tuple(keys[said])) for said in words if said]


def _count_words(text: str) -> list[tuple[str, str]]:
    """Take the words that mean something, each as its stem and as it was written."""
    plain = unicodedata.normalize("NFKC", text).lower().replace("\u2019", "'")
    words = [word for word in _WORD.findall(plain) if len(word) >= _SHORTEST_WORD and word not in STOP_WORDS]
    return [(_stem(word), word) for word in words[:_MOST_WORDS]]


def _stem(word: str) -> str:
    """Take off accents and endings, so that "diploma's" and "diploma", "zoeken" and "zoekt" are one."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
    for ending in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= _SHORTEST_STEM:
            bare = bare.removesuffix(ending)
            break
    # "inloggen" is left with two letters g, "inlog" has one.
    return bare[:-1] if len(bare) > _SHORTEST_STEM and bare[-1] == bare[-2] else bare


def _weigh(counts: Sequence[Counter[str]]) -> list[Vector]:
    """Give each word its weight: more where it stands often here, less where it stands everywhere."""
    number = len(counts)
    documents = Counter(word for count in counts for word in count)
    everywhere = max(SMALLEST_GROUP * 2, number * _EVERYWHERE)
    vectors: list[Vector] = []
    for count in counts:
        weights = {
            word: (1 + log(times)) * log(1 + number / documents[word])
            for word, times in count.items()
            if 1 < documents[word] <= everywhere
        }
        # The length counts words that stand nowhere else too: a long letter is not like a short one on one word.
        rare = sum(log(1 + number) ** 2 for word in count if documents[word] == 1) * 0.25
        length = sqrt(sum(weight * weight for weight in weights.values()) + rare)
        vectors.append({word: weight / length for word, weight in sorted(weights.items())} if length else {})
    return vectors


def _neighbours(vectors: Sequence[Vector]) -> list[dict[int, float]]:
    """Find for each comment which others are like it, and how much."""
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    near: list[dict[int, float]] = [{} for _vector in vectors]
    for here, vector in enumerate(vectors):
        likeness: dict[int, float] = defaultdict(float)
        for word, weight in vector.items():
            for there, other in places[word]:
                likeness[there] += weight * other
            places[word].append((here, weight))
        for there, value in likeness.items():
            if value >= _ALIKE:
                near[here][there] = near[there][here] = value
    return near


def _stars(near: Sequence[dict[int, float]], voices: Sequence[_Voice]) -> list[list[int]]:
    """Cut stars out, the one with most comments first; each begins with its middle."""
    left = set(range(len(near)))
    stars: list[list[int]] = []

    def size(here: int) -> int:
        return sum(len(voices[there].keys) for there in {here} | (left & near[here].keys()))

    while left:
        middle = max(left, key=lambda here: (size(here), -here))
        if size(middle) < SMALLEST_GROUP:
            break
        around = sorted(left & near[middle].keys(), key=lambda there: (-near[middle][there], there))
        stars.append([middle, *around])
        left -= {middle, *around}
    return stars


def _describe(voices: Sequence[_Voice], vectors: Sequence[Vector]) -> Group:
    """Name a group by the words that weigh most in it, as they are written most; each voice is quoted once."""
    weights: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for voice, vector in zip(voices, vectors, strict=True):
        for stem, form in voice.words:
            forms[stem][form] += len(voice.keys)
            weights[stem] += round(vector.get(stem, 0.0) * len(voice.keys) * 1_000_000)
    best = sorted(weights, key=lambda word: (-weights[word], word))[:3]
    words = tuple(min(forms[word], key=lambda form: (-forms[word][form], form)) for word in best)
    keys = tuple(key for voice in voices for key in voice.keys)
    return Group(words, keys, tuple(voice.keys[0] for voice in voices[:MOST_QUOTES]))
