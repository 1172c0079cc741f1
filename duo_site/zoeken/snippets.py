"""The part of a text that says most about a question, with the words that were asked for. Pure."""

from collections.abc import Sequence

from duo_site.zoeken.domain import Piece
from duo_site.zoeken.question import Concept, Term
from duo_site.zoeken.words import Token, list_tokens, stem

_WORDS = 28
_READ = 10_000
"""Characters of a text in which a snippet is looked for."""


def make_snippet(summary: str, text: str, concepts: Sequence[Concept], language: str) -> tuple[Piece, ...]:
    """Give the summary where it holds as many of the words as any part of the text, and else that part."""
    terms = [term for concept in concepts for term in concept.terms]
    in_summary = _mark(summary, terms, language)
    text = text[:_READ]
    tokens = _mark(text, terms, language)
    begin = _find_best_window(tokens)
    best = tokens[begin : begin + _WORDS]
    if not best or _count(best) <= _count(in_summary):
        return _cut(summary, in_summary, 0, len(summary))
    start = best[0][0].start if begin else 0
    end = best[-1][0].end if begin + _WORDS < len(tokens) else len(text)
    pieces = _cut(text, best, start, end)
    before = (Piece("… "),) if begin else ()
    after = (Piece(" …"),) if end < len(text) else ()
    return (*before, *pieces, *after)


def _mark(text: str, terms: Sequence[Term], language: str) -> list[tuple[Token, str]]:
    """List the words of a text, each with the stem that was asked for, or nothing."""
    whole = {term.text for term in terms if not term.is_prefix}
    starts = tuple(term.text for term in terms if term.is_prefix)
    marks: dict[str, str] = {}
    marked = []
    for token in list_tokens(text):
        if token.word not in marks:
            found = stem(token.word, language)
            marks[token.word] = found if found in whole or found.startswith(starts) else ""
        marked.append((token, marks[token.word]))
    return marked


def _find_best_window(tokens: Sequence[tuple[Token, str]]) -> int:
    """Find where the window begins that holds most of what was asked for, the first of such."""
    starts = [at for at, (_, found) in enumerate(tokens) if found]
    if not starts:
        return 0
    best = max(starts, key=lambda at: (_count(tokens[at : at + _WORDS]), -at))
    return max(0, min(best - 3, len(tokens) - _WORDS))


def _count(tokens: Sequence[tuple[Token, str]]) -> int:
    return len({found for _, found in tokens if found})


def _cut(text: str, tokens: Sequence[tuple[Token, str]], start: int, end: int) -> tuple[Piece, ...]:
    """Cut a part of a text in pieces, at the words that were asked for."""
    pieces: list[Piece] = []
    at = start
    for token, found in tokens:
        if not found:
            continue
        if token.start > at:
            pieces.append(Piece(text[at : token.start]))
        pieces.append(Piece(text[token.start : token.end], is_found=True))
        at = token.end
    if at < end:
        pieces.append(Piece(text[at:end]))
    return tuple(pieces)
