"""The rows of the files: plain words, so that they can be made while the answer is on its way. Pure."""

from collections.abc import Iterator

from duo_site.feedback.comments.domain import Comment
from duo_site.feedback.domain import HIGHEST_MARK
from duo_site.feedback.reading.domain import Figures, Tally

COMMENT_HEAD = (
    "datum", "pagina", "taak", "soort", "taal", "gevonden", "cijfer", "opmerking", "gemist", "stand", "afgehandeld",
    "labels",
)  # fmt: skip
FIGURE_HEAD = (
    "groep", "naam", "antwoorden", "compleet", "deels_ingevuld", "ja", "deels", "nee", "gevonden", "gevonden_laag",
    "gevonden_hoog", "aantal_cijfers", "cijfer", "cijfer_laag", "cijfer_hoog",
    *(f"cijfer_{mark}" for mark in range(1, HIGHEST_MARK + 1)),
)  # fmt: skip
Cell = str | int | float | None


def comment_row(comment: Comment) -> tuple[str, ...]:
    """Write a comment as a line."""
    return (
        comment.day.isoformat(), comment.page, comment.task, comment.kind, comment.language, comment.gevonden,
        str(comment.cijfer or ""), comment.opmerking, comment.gemist, comment.state,
        "ja" if comment.is_handled else "nee", ", ".join(comment.labels),
    )  # fmt: skip


def comment_object(comment: Comment) -> dict[str, object]:
    """Write a comment for a program."""
    return dict(zip(COMMENT_HEAD, comment_row(comment), strict=True)) | {
        "cijfer": comment.cijfer,
        "afgehandeld": comment.is_handled,
        "labels": list(comment.labels),
    }


def figure_rows(figures: Figures) -> Iterator[tuple[Cell, ...]]:
    """Write every line of the dashboard; of too few answers the share and the mark are left open."""
    yield ("totaal", "", *_cells(figures.total.now))
    for group, lines in (
        ("pagina", figures.pages),
        ("onderdeel", figures.sections),
        ("taak", figures.tasks),
        ("taal", figures.languages),
    ):
        for line in lines:
            yield (group, line.name, *_cells(line.now))
    for week, tally in figures.weeks:
        yield ("week", f"{week.year}-W{week.number:02}", *_cells(tally))


def _cells(tally: Tally) -> tuple[Cell, ...]:
    found, sample = tally.found, tally.sample
    shares = (found.value, found.interval.low, found.interval.high) if found.is_known else None
    marks = (sample.mean, sample.interval.low, sample.interval.high) if sample.is_known else None
    return (
        tally.answers, tally.complete, tally.partial, tally.ja, tally.deels, tally.nee,
        *_rounded(shares, 4), sample.n, *_rounded(marks, 3), *tally.marks,
    )  # fmt: skip


def _rounded(values: tuple[float, float, float] | None, digits: int) -> tuple[Cell, ...]:
    return tuple(round(value, digits) for value in values) if values else (None, None, None)
