"""Searching: the question understood, the pages that may answer it, the best of them first."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from duo_site.zoeken.domain import ON_A_PAGE, Found, Hit, Kind
from duo_site.zoeken.index import find_candidates
from duo_site.zoeken.models import FIELDS, SearchPageRow
from duo_site.zoeken.question import Concept, correct_question, read_question
from duo_site.zoeken.ranking import RankedPage, rank
from duo_site.zoeken.snippets import make_snippet
from duo_site.zoeken.synonyms import synonyms_of
from duo_site.zoeken.vocabulary import Vocabulary


def search(session: Session, vocabulary: Vocabulary, question: str, kind: Kind | None, number: int = 1) -> Found:
    """Search the pages of a language and give the hits of page `number`; without hits, search for what was meant."""
    meant = correct_question(question, vocabulary, synonyms_of(vocabulary.language))
    found = _find(session, vocabulary, question, kind, number)
    if found.total or not meant:
        return replace(found, meant=meant)
    corrected = _find(session, vocabulary, meant, kind, number)
    return replace(corrected, is_corrected=True) if corrected.total else found


def _find(session: Session, vocabulary: Vocabulary, question: str, kind: Kind | None, number: int) -> Found:
    concepts = read_question(question, vocabulary, synonyms_of(vocabulary.language))
    if not concepts:
        return Found(question)
    rows = {row.id: row for row in find_candidates(session, concepts, vocabulary, kind)}
    order = rank([_ranked(row) for row in rows.values()], concepts, vocabulary)
    shown = order[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    return Found(question, tuple(_make_hit(rows[id_], concepts) for id_ in shown), len(order))


def _ranked(row: SearchPageRow) -> RankedPage:
    fields = {field: getattr(row, f"{field}_stems") for field in FIELDS}
    return RankedPage(row.id, fields, row.importance)


def _make_hit(row: SearchPageRow, concepts: Sequence[Concept]) -> Hit:
    snippet = make_snippet(row.summary, row.text, concepts, row.language)
    return Hit(row.path, Kind(row.kind), row.title, snippet, row.published)
