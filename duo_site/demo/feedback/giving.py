"""Giving the demonstration half a year of answers, once; the same ones on every machine, up to the day itself."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from duo_site.demo.feedback.voices import ENGLISH, JUNK, SAID, SUBJECTS, Subject
from duo_site.feedback.comments.models import HandledRow, LabelRow
from duo_site.feedback.doing.models import DeedAnswerRow, DeedRow
from duo_site.feedback.domain import Found, Goal, Kind, State, SurveyAnswer, Task
from duo_site.feedback.models import SurveyAnswerRow, SurveyTotalRow
from duo_site.feedback.totals import rebuild

_WEEKS = 26
_CHANGED_PAGE = "/particulier/nieuw-diploma-nog-niet-zichtbaar"
_CHANGED = timedelta(weeks=9)
_WRITES = {Found.JA: 0.02, Found.DEELS: 0.14, Found.NEE: 0.16}
"""Which part of the visitors writes something: who is content seldom does."""
_GOALS = {
    Task.DIPLOMAHULP: Goal.OPZOEKEN,
    Task.UITTREKSEL: Goal.UITTREKSEL,
    Task.CONTROLE: Goal.CONTROLE,
    Task.ZOEKEN: Goal.ANDERS,
    Task.PAGINA: Goal.KWIJT,
}


def give_demo_feedback(session: Session, today: date) -> None:
    """Fill in the answers of the half year before a day, unless anything was ever answered."""
    if session.scalar(select(SurveyTotalRow.day).limit(1)) or session.scalar(select(SurveyAnswerRow.id).limit(1)):
        return
    chance = Random(20261122)  # noqa: S311  Invented visitors need no secret.
    answers = [(_key(chance), answer) for answer in _draw_all(chance, today)]
    rows = [asdict(answer) | {"id": key, "complete": answer.is_complete} for key, answer in answers]
    session.execute(insert(SurveyAnswerRow), rows)
    rebuild(session)
    _work_on(session, answers, today, chance)


def _draw_all(chance: Random, today: date) -> Iterator[SurveyAnswer]:
    for week in range(_WEEKS, 0, -1):
        monday = today - timedelta(days=7 * week - 1)
        for subject in SUBJECTS:
            for _one in range(max(0, round(chance.gauss(subject.weekly, subject.weekly**0.5)))):
                yield _draw(chance, subject, monday + timedelta(days=chance.randrange(7)), week)
    for _one in range(7):
        yield SurveyAnswer(
            today, "/contact", Task.PAGINA, Kind.VRAAGLIJST, Found.NEE, "nl", cijfer=1,
            opmerking=chance.choice(JUNK), state=State.WACHTRIJ,
        )  # fmt: skip


def _draw(chance: Random, subject: Subject, day: date, week: int) -> SurveyAnswer:
    is_better = week <= subject.better_from
    share, mark = (subject.found_then, subject.mark_then) if is_better else (subject.found, subject.mark)
    found = Found.JA if chance.randrange(100) < share else chance.choice((Found.NEE, Found.NEE, Found.DEELS))
    language = "en" if chance.random() < 0.12 else "nl"
    if subject.task is Task.PAGINA and chance.random() < 0.35:
        return SurveyAnswer(day, subject.page, subject.task, Kind.PAGINAVOET, _yes_or_no(found), language)
    is_whole = chance.random() < 0.78
    drop = {Found.JA: 0.0, Found.DEELS: 1.0, Found.NEE: 2.2}[found]
    given = min(10, max(1, round(chance.gauss(mark + 0.7 - drop, 1.3))))
    text = _say(chance, subject.page, found, language) if chance.random() < _WRITES[found] else ""
    is_sad = given <= 5 and bool(text)
    return SurveyAnswer(
        day, subject.page, subject.task, Kind.VRAAGLIJST, found, language,
        doel=_GOALS[subject.task] if is_whole else None,
        cijfer=given if is_whole else None,
        opmerking="" if is_sad else text,
        gemist=text if is_sad else "",
    )  # fmt: skip


def _yes_or_no(found: Found) -> Found:
    return Found.JA if found is Found.JA else Found.NEE


def _say(chance: Random, page: str, found: Found, language: str) -> str:
    if language == "en":
        known = [text for address, said, text in ENGLISH if address == page and said is found]
        return chance.choice(known) if known else ""
    texts = [text for said, text in SAID.get(page, ()) if said is found]
    return chance.choice(texts) if texts else ""


def _work_on(session: Session, answers: list[tuple[UUID, SurveyAnswer]], today: date, chance: Random) -> None:
    """Do what editors did: labels, what is done, and two changes written down for visitors."""
    said = [(key, answer) for key, answer in answers if (answer.opmerking or answer.gemist)]
    waiting = [key for key, one in said if "wachten" in one.opmerking + one.gemist or "zichtbaar" in one.gemist]
    phones = [key for key, one in said if "telefoon" in one.opmerking + one.gemist and one.state is State.GETELD]
    labels = [*((key, "wachttijd") for key in waiting), *((key, "telefoon") for key in phones)]
    session.execute(insert(LabelRow), [{"answer_id": key, "label": label} for key, label in labels])
    old = [key for key, one in said if one.day < today - timedelta(weeks=8) and one.state is State.GETELD]
    session.execute(insert(HandledRow), [{"answer_id": key} for key in old])
    _write_change(
        session, _key(chance), _CHANGED_PAGE, today - _CHANGED, today, waiting,
        ("U zag niet hoe lang u op een nieuw diploma moet wachten.",
         "You could not see how long you must wait for a new diploma."),
        ("Bovenaan de pagina staat nu per soort school hoe lang het duurt.",
         "The top of the page now says how long it takes for each kind of school."),
    )  # fmt: skip
    _write_change(
        session, _key(chance), "/particulier/fout-in-uw-gegevens", today - timedelta(weeks=3), today, [],
        ("U wist niet wat u aan uw school moest schrijven.", "You did not know what to write to your school."),
        ("Er staat nu stap voor stap wat u de school vraagt.", "There are now steps for what to ask your school."),
    )  # fmt: skip


def _write_change(
    session: Session, key: UUID, page: str, day: date, today: date, answers: list[UUID],
    said: tuple[str, str], done: tuple[str, str],
) -> None:  # fmt: skip
    at = datetime(today.year, today.month, today.day, 9, tzinfo=UTC)
    row = {"id": key, "page": page, "day": day, "published_at": at, "made_at": at}
    texts = {"said_nl": said[0], "said_en": said[1], "done_nl": done[0], "done_en": done[1]}
    session.execute(insert(DeedRow).values(**row, **texts))
    if answers:
        session.execute(insert(DeedAnswerRow), [{"deed_id": key, "answer_id": answer} for answer in answers])


def _key(chance: Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)
