"""The outbox, with a real mail server: what is posted arrives, or is given up after two days."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select, text

from duo_site.database import Base, reading_session, writing_session
from duo_site.jobs import JobRow, Worker
from duo_site.mail import Message, SmtpMailer
from duo_site.outbox import JOB_KIND, OUTBOX, Fate, OutboxFigures, Posted, Postman, count_outbox, list_posted, post
from duo_site.secrecy import Secrecy
from tests.mail_server import TestMailServer
from tests.moments import NOON

LETTER = Message(
    "ivo@voorbeeld.invalid",
    "Uitnodiging: één rol",
    "Beste Ivo,\n\nhttps://duo.test/geheim\n",
    headers=(("List-Unsubscribe", "<https://duo.test/afmelden>"),),
)
SECRECY = Secrecy(b"x" * 32)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def engine(empty_engine: Engine) -> Engine:
    Base.metadata.create_all(empty_engine)
    return empty_engine


@pytest.fixture
def server() -> Iterator[TestMailServer]:
    made = TestMailServer("post@diplomaloket.invalid")
    yield made
    made.stop()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def worker(engine: Engine, server: TestMailServer, clock: Clock) -> Worker:
    return Worker(engine, {JOB_KIND: Postman(SECRECY, SmtpMailer(server.settings))}, clock)


def put(engine: Engine, key: str = "brief/1", message: Message = LETTER, *, patient: bool = False) -> None:
    with writing_session(engine) as session:
        post(session, SECRECY, message, key=key, at=NOON, patient=patient)


def posted(engine: Engine, key: str = "brief/1") -> Posted:
    with reading_session(engine) as session:
        return list_posted(session, [key, "niets"])[key]


def kept(engine: Engine) -> str:
    with reading_session(engine) as session:
        return json.dumps(session.scalars(select(JobRow.payload)).all())


def test_what_is_posted_arrives_whole(engine: Engine, server: TestMailServer, worker: Worker) -> None:
    server.start()
    put(engine)
    assert posted(engine) == Posted(Fate.WAITING, NOON, 0)
    assert worker.run_one()
    [taken] = server.taken
    assert (taken["To"], taken["Subject"]) == (LETTER.to, LETTER.subject)
    assert taken["List-Unsubscribe"] == "<https://duo.test/afmelden>"
    assert taken.get_content().replace("\r\n", "\n") == LETTER.text
    assert posted(engine) == Posted(Fate.SENT, NOON, 0)
    assert not worker.run_one()


def test_the_same_key_posts_once(engine: Engine, server: TestMailServer, worker: Worker) -> None:
    server.start()
    put(engine)
    put(engine, message=Message("ander@voorbeeld.invalid", "x", "y"))
    while worker.run_one():
        put(engine)
    assert [taken["To"] for taken in server.taken] == [LETTER.to]


def test_what_did_not_happen_posts_nothing(engine: Engine, server: TestMailServer, worker: Worker) -> None:
    def act_and_fail() -> None:
        with writing_session(engine) as session:
            post(session, SECRECY, LETTER, key="brief/1", at=NOON)
            raise ValueError("the act fails")

    with pytest.raises(ValueError, match="the act fails"):
        act_and_fail()
    assert not worker.run_one()


def test_a_server_that_is_down_gets_it_when_it_is_up(
    engine: Engine, server: TestMailServer, worker: Worker, clock: Clock
) -> None:
    put(engine)
    assert worker.run_one()
    assert posted(engine) == Posted(Fate.WAITING, NOON, 1)
    assert not worker.run_one(), "not at once"
    server.start()
    clock.now += timedelta(minutes=1)
    assert worker.run_one()
    assert len(server.taken) == 1
    assert posted(engine) == Posted(Fate.SENT, clock.now, 1)


def test_after_two_days_it_is_given_up_and_gone(engine: Engine, worker: Worker, clock: Clock) -> None:
    put(engine)
    pauses: list[timedelta] = []
    last = clock.now
    while posted(engine).fate is Fate.WAITING:
        if worker.run_one():
            pauses.append(clock.now - last)
            last = clock.now
        else:
            clock.now += timedelta(minutes=1)
    assert pauses == sorted(pauses), "the pauses grow"
    assert timedelta(hours=47) < clock.now - NOON <= timedelta(hours=48)
    assert kept(engine) == "[{}]"
    with reading_session(engine) as session:
        assert count_outbox(session) == OutboxFigures(0, None, 1)


@pytest.mark.parametrize("to", ["niemand@voorbeeld.invalid", "ivo@x.nl\r\nBcc: kwaad@x.nl"])
def test_an_address_that_is_refused_is_given_up_at_once(
    engine: Engine, server: TestMailServer, worker: Worker, to: str
) -> None:
    server.start()
    server.refused.add(to)
    put(engine, message=Message(to, "x", "y"))
    put(engine, "brief/2")
    while worker.run_one():
        pass
    assert posted(engine) == Posted(Fate.GIVEN_UP, NOON, 1)
    assert posted(engine, "brief/2").fate is Fate.SENT
    assert kept(engine) == "[{}, {}]"


def test_nothing_of_it_can_be_read_in_the_database(engine: Engine, server: TestMailServer, worker: Worker) -> None:
    put(engine)
    with reading_session(engine) as session:
        row = str(session.execute(text("SELECT * FROM job")).mappings().one())
    for part in ("ivo", "Uitnodiging", "geheim"):
        assert part not in row
    server.start()
    worker.run_one()
    assert kept(engine) == "[{}]"


def test_a_letter_cannot_be_moved_to_another_key(engine: Engine, server: TestMailServer, worker: Worker) -> None:
    server.start()
    put(engine)
    with writing_session(engine) as session:
        session.execute(text("UPDATE job SET key = 'brief/9'"))
    assert worker.run_one()
    assert (server.taken, posted(engine, "brief/9").fate) == ([], Fate.GIVEN_UP)


def test_a_worker_that_is_killed_in_the_middle_sends_it_at_most_once_more(
    engine: Engine, server: TestMailServer, worker: Worker, clock: Clock
) -> None:
    class Killed(BaseException):
        pass

    class DyingMailer(SmtpMailer):
        def send(self, message: Message) -> None:
            super().send(message)
            raise Killed

    server.start()
    put(engine)
    with pytest.raises(Killed):
        Worker(engine, {JOB_KIND: Postman(SECRECY, DyingMailer(server.settings))}, clock).run_one()
    assert not worker.run_one(), "the dead worker holds it still"
    clock.now += timedelta(minutes=3, seconds=1)
    assert worker.run_one()
    assert not worker.run_one()
    first, second = server.taken
    assert first["Message-ID"] == second["Message-ID"], "a mail program can show it once"
    assert posted(engine).fate is Fate.SENT


def test_what_goes_to_many_lets_others_go_first(engine: Engine, server: TestMailServer, worker: Worker) -> None:
    server.start()
    for number in (1, 2):
        put(engine, f"nieuwsbrief/{number}", Message("veel@voorbeeld.invalid", "x", "y"), patient=True)
    put(engine)
    with reading_session(engine) as session:
        assert count_outbox(session) == OutboxFigures(3, NOON, 0)
    worker.run_one()
    assert [taken["To"] for taken in server.taken] == [LETTER.to]


def test_what_was_sent_long_ago_is_forgotten(engine: Engine, server: TestMailServer, worker: Worker) -> None:
    server.start()
    put(engine)
    worker.run_one()
    assert OUTBOX.erase is not None
    for moment, erased in ((NOON, 0), (NOON + timedelta(seconds=1), 1)):
        with writing_session(engine) as session:
            assert OUTBOX.erase(session, moment) == erased
