"""The pages of the diplomahulp: one question at a time, then the answer; the address is the state."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from duo_site.diplomahulp.domain import Dataset, Question
from duo_site.diplomahulp.forms import QuestionForm
from duo_site.diplomahulp.parts import current_dataset, keep_dataset
from duo_site.diplomahulp.reading import Field, Problem, Reading, read
from duo_site.diplomahulp.rules import answer
from duo_site.diplomahulp.steps import describe_step
from duo_site.diplomahulp.texts import bekostiging_label, explain, sources, title, translator, years_table
from duo_site.web.access import public
from duo_site.web.clock import today
from duo_site.web.i18n import DUTCH, current_language, path
from duo_site.web.page_cache import kept
from duo_site.web.templating import render

blueprint = Blueprint("diplomahulp", __name__)
blueprint.record(keep_dataset)

PATH = "/diplomahulp"
CHANGE = "wijzig"
"""In an address: show this question again, with the answer it has."""
ASKED = "stap"
"""In an address: this question has just been asked, so it needs an answer."""


@blueprint.get(PATH)
@public
@kept
def show() -> ResponseReturnValue:
    """Ask the first question that still matters, or give the answer."""
    dataset = current_dataset()
    reading = read(dataset, request.args, today())
    problems = dict(reading.problems)
    asked = _find_field(ASKED)
    if asked and asked not in problems:
        if asked in reading.given:
            return redirect(path(PATH, **reading.given), 303)
        problems[asked] = Problem.MISSING
    question = reading.question()
    field = next((field for field in Field if field in problems), None) or _find_field(CHANGE)
    if field is None and question is not None:
        return _show_answer(dataset, reading, question)
    return _show_question(dataset, reading, field or reading.missing[0], problems)


def _show_question(
    dataset: Dataset, reading: Reading, field: Field, problems: dict[Field, Problem]
) -> ResponseReturnValue:
    """Ask one question; the other answers travel along."""
    language = current_language()
    form = QuestionForm(dataset, language)
    if field in problems:
        form.complain(field, problems[field], today())
    others = {name: value for name, value in reading.given.items() if name is not field}
    return render(
        "diplomahulp/question.html",
        status=422 if problems else 200,
        form=form,
        field=field.value,
        is_first=not others,
        carried=others,
        answers=_summarise(reading, field),
        table=years_table(dataset, language),
        sources=sources(dataset, language),
        section="diplomahulp",
        canonical_path=PATH,
    )


def _show_answer(dataset: Dataset, reading: Reading, question: Question) -> ResponseReturnValue:
    """Show the answer with its next steps."""
    language = current_language()
    found = answer(dataset, question, today())
    needed = {name: value for name, value in reading.given.items() if name in reading.needed}
    return render(
        "diplomahulp/answer.html",
        outcome=found.outcome.value,
        title=title(found, language),
        explanation=explain(dataset, found, language),
        next_step=describe_step(found.next_step, dataset, found, language),
        other_steps=[describe_step(step, dataset, found, language) for step in found.other_steps],
        answers=_summarise(reading),
        table=years_table(dataset, language),
        sources=sources(dataset, language),
        section="diplomahulp",
        canonical_path=path(PATH, DUTCH, **needed),
    )


def _find_field(argument: str) -> Field | None:
    """Find the part of the question that an argument of the address names."""
    return next((field for field in Field if request.args.get(argument) == field), None)


def _summarise(reading: Reading, asked: Field | None = None) -> list[tuple[str, str, str]]:
    """List the other answers: what was asked, the answer, and the address that changes it and keeps the rest."""
    language = current_language()
    _ = translator(language)
    labels = {Field.SOORT: _("Diploma"), Field.BEKOSTIGING: _("Bekostiging"), Field.JAAR: _("Jaar")}
    texts = {Field.JAAR: reading.given.get(Field.JAAR, "")}
    if reading.soort:
        texts[Field.SOORT] = _(reading.soort.label)
    if reading.bekostiging:
        texts[Field.BEKOSTIGING] = bekostiging_label(reading.bekostiging, language)
    return [
        (labels[field], texts[field], path(PATH, **reading.given, **{CHANGE: field}))
        for field in reading.given
        if field in reading.needed and field is not asked
    ]
