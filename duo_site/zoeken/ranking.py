"""Which page says most about a question. Pure.

A page's score is the sum, over what was asked, of how rare it is times how much the page says of it, times the part
of the question that the page answers at all. The sum is a variant of BM25F (Robertson and Zaragoza 2009, "The
Probabilistic Relevance Framework", section 3.5) in which the length of a field makes no difference.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from duo_site.zoeken.question import Concept, Term
from duo_site.zoeken.vocabulary import Vocabulary

FIELD_WEIGHTS: Mapping[str, float] = {"title": 7.0, "keywords": 6.0, "headings": 2.0, "summary": 2.0, "text": 1.0}
_SATURATION = 6.0
_MOST_TIMES = 3
_LEAST_OF_BEST = 0.45
_SAME_NAME = 1.5
BETWEEN = "|"
"""What stands between the stems of one keyword and the next."""


@dataclass(frozen=True)
class RankedPage:
    """A page with the stems of its fields."""

    id: int
    fields: Mapping[str, str]
    importance: float


@dataclass(frozen=True)
class _Score:
    score: float
    covered: float


def rank(pages: Sequence[RankedPage], concepts: Sequence[Concept], vocabulary: Vocabulary) -> list[int]:
    """Put pages in order, the best first, without those that answer far less of the question than the best does."""
    weights = [max(vocabulary.weigh(term.text) * term.weight for term in concept.terms) for concept in concepts]
    scores = {page.id: _score(page, concepts, weights) for page in pages}
    best = max((found.covered for found in scores.values()), default=0.0)
    kept = [page.id for page in pages if scores[page.id].covered >= best * _LEAST_OF_BEST and scores[page.id].score > 0]
    return sorted(kept, key=lambda id_: (-scores[id_].score, id_))


def _score(page: RankedPage, concepts: Sequence[Concept], weights: Sequence[float]) -> _Score:
    terms = {term for concept in concepts for term in concept.terms}
    counts = {name: _count(stems, terms) for name, stems in page.fields.items()}
    score = covered = 0.0
    for concept, weight in zip(concepts, weights, strict=True):
        said = max(
            term.weight * sum(FIELD_WEIGHTS[name] * min(count[term], _MOST_TIMES) for name, count in counts.items())
            for term in concept.terms
        )
        score += weight * said / (said + _SATURATION)
        covered += weight if said else 0.0
    part = covered / sum(weights)
    typed = {concept.terms[0].text for concept in concepts}
    names = (page.fields["title"], *page.fields["keywords"].split(BETWEEN))
    is_named = any(typed == set(name.split()) for name in names)
    return _Score(score * part * (_SAME_NAME if is_named else 1.0) * page.importance, part)


def _count(stems: str, terms: set[Term]) -> dict[Term, int]:
    """Count how often a field has each term; strings and lists count fast, which matters for sixty pages."""
    words, text = stems.split(), f" {stems}"
    return {term: text.count(f" {term.text}") if term.is_prefix else words.count(term.text) for term in terms}
