"""The files with figures and comments; that somebody took them stands in the audit log."""

import json
from collections.abc import Iterable, Iterator

from flask import Blueprint, Response, abort

from duo_site.database import reading_session
from duo_site.feedback.comments.domain import Comment, WantedComments
from duo_site.feedback.comments.forms import CommentsForm
from duo_site.feedback.comments.service.finding import stream_comments
from duo_site.feedback.export.tables import COMMENT_HEAD, FIGURE_HEAD, comment_object, comment_row, figure_rows
from duo_site.feedback.reading.domain import Figures, Wanted
from duo_site.feedback.reading.forms import FilterForm
from duo_site.feedback.reading.service import read_figures
from duo_site.identity import Permission
from duo_site.web.access import permit
from duo_site.web.acts import write_down
from duo_site.web.clock import today
from duo_site.web.database import writing
from duo_site.web.site import current_site
from duo_site.web.spreadsheet import csv_download, csv_stream

blueprint = Blueprint("redactie_feedback_uitvoer", __name__)

_WHY = "each export is written down"


@blueprint.get("/redactie/feedback/cijfers.csv")
@permit(Permission.LEES_FEEDBACK)
def figures_csv() -> Response:
    """Give the figures of a filter as a table."""
    figures, _wanted = _read_figures("csv")
    rows = ([_comma(cell) for cell in row] for row in figure_rows(figures))
    return csv_download("feedback-cijfers.csv", FIGURE_HEAD, rows)


@blueprint.get("/redactie/feedback/cijfers.json")
@permit(Permission.LEES_FEEDBACK)
def figures_json() -> Response:
    """Give the figures of a filter for programs."""
    figures, wanted = _read_figures("json")
    lines = [dict(zip(FIGURE_HEAD, row, strict=True)) for row in figure_rows(figures)]
    content = {"van": wanted.days.first.isoformat(), "tot": wanted.days.last.isoformat(), "cijfers": lines}
    return _as_file(iter([json.dumps(content)]), "feedback-cijfers.json", "application/json")


@blueprint.get("/redactie/feedback/opmerkingen.csv")
@permit(Permission.LEES_FEEDBACK)
def comments_csv() -> Response:
    """Give the comments of a filter as a table, line by line."""
    return csv_stream("feedback-opmerkingen.csv", COMMENT_HEAD, map(comment_row, _stream_comments("csv")))


@blueprint.get("/redactie/feedback/opmerkingen.json")
@permit(Permission.LEES_FEEDBACK)
def comments_json() -> Response:
    """Give the comments of a filter for programs, one by one."""
    return _as_file(_write_list(_stream_comments("json")), "feedback-opmerkingen.json", "application/json")


def _read_figures(kind: str) -> tuple[Figures, Wanted]:
    form = FilterForm()
    if not form.validate():
        abort(404)
    wanted = form.wanted(today())
    with writing(on_get=_WHY) as session:
        write_down(session, "feedback-uitvoer", f"cijfers/{kind}")
        return read_figures(session, wanted), wanted


def _stream_comments(kind: str) -> Iterator[Comment]:
    """Write down that somebody takes the comments, and read them while the answer goes."""
    form = CommentsForm()
    if not form.validate():
        abort(404)
    with writing(on_get=_WHY) as session:
        write_down(session, "feedback-uitvoer", f"opmerkingen/{kind}")
    return _read_all(form.wanted_comments(today()))


def _read_all(wanted: WantedComments) -> Iterator[Comment]:
    engine = current_site().engine

    def read() -> Iterator[Comment]:
        with reading_session(engine) as session:
            yield from stream_comments(session, wanted)

    return read()


def _write_list(comments: Iterable[Comment]) -> Iterator[str]:
    yield '{"opmerkingen": ['
    for number, comment in enumerate(comments):
        yield ("," if number else "") + "\n" + json.dumps(comment_object(comment))
    yield "\n]}\n"


def _as_file(parts: Iterator[str], name: str, kind: str) -> Response:
    answer = Response(parts, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _comma(cell: object) -> str:
    """Write a figure as Dutch spreadsheets read it."""
    if cell is None:
        return ""
    return str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)
