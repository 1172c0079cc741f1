"""Jobs: done once, taken up again when their worker dies, given up in the end."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from duo_site.database import Base, reading_session, writing_session
from duo_site.jobs import HELD_FOR, MOST_ATTEMPTS, Enter, Job, JobState, Report, Worker, enqueue, find_job
from tests.moments import NOON


@dataclass
class Clock:
    """A clock that is set by hand."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Noting:
    """A handler that notes what happens; `work` is done in the middle of a job."""

    work: Callable[[Job, Report], None] = lambda job, report: report(1, 2)
    notes: list[str] = field(default_factory=list)

    def run(self, job: Job, report: Report) -> Enter:
        self.work(job, report)
        return lambda _session, _at: self.notes.append("enter")

    def entered(self, job: Job) -> None:
        self.notes.append("entered")

    def dropped(self, job: Job) -> None:
        self.notes.append("dropped")

    def give_up(self, session: Session, job: Job, at: datetime) -> None:
        self.notes.append("give up")


@pytest.fixture
def engine(empty_engine: Engine) -> Engine:
    Base.metadata.create_all(empty_engine)
    return empty_engine


@pytest.fixture
def clock() -> Clock:
    return Clock()


def ask(engine: Engine, key: str = "a") -> None:
    with writing_session(engine) as session:
        enqueue(session, "werk", key, {}, NOON)


def state(engine: Engine, key: str = "a") -> Job:
    with reading_session(engine) as session:
        job = find_job(session, "werk", key)
    assert job is not None
    return job


def test_a_job_that_is_asked_for_twice_is_done_once(engine: Engine, clock: Clock) -> None:
    ask(engine)
    ask(engine)
    handler = Noting()
    worker = Worker(engine, {"werk": handler}, clock)
    assert worker.run_one()
    assert not worker.run_one()
    assert handler.notes == ["enter", "entered"]
    assert (state(engine).state, state(engine).done, state(engine).total) == (JobState.DONE, 1, 2)


def test_a_job_of_an_act_that_did_not_happen_is_not_there(engine: Engine, clock: Clock) -> None:
    def ask_and_fail() -> None:
        with writing_session(engine) as session:
            enqueue(session, "werk", "a", {}, NOON)
            raise ValueError("the act fails")

    with pytest.raises(ValueError, match="the act fails"):
        ask_and_fail()
    assert not Worker(engine, {"werk": Noting()}, clock).run_one()


def test_the_job_of_a_dead_worker_is_taken_up_again(engine: Engine, clock: Clock) -> None:
    class Killed(BaseException):
        pass

    def die(_job: Job, _report: Report) -> None:
        raise Killed

    ask(engine)
    with pytest.raises(Killed):
        Worker(engine, {"werk": Noting(die)}, clock).run_one()
    other = Noting()
    assert not Worker(engine, {"werk": other}, clock).run_one(), "the dead worker holds it still"
    clock.now += HELD_FOR + timedelta(seconds=1)
    assert Worker(engine, {"werk": other}, clock).run_one()
    assert other.notes == ["enter", "entered"]
    assert state(engine).attempts == 2


def test_who_was_thought_dead_enters_nothing(engine: Engine, clock: Clock) -> None:
    ask(engine)
    quick = Noting()

    def sleep_while_another_takes_it(_job: Job, _report: Report) -> None:
        clock.now += HELD_FOR + timedelta(seconds=1)
        assert Worker(engine, {"werk": quick}, clock).run_one()

    slow = Noting(sleep_while_another_takes_it)
    assert Worker(engine, {"werk": slow}, clock).run_one()
    assert quick.notes == ["enter", "entered"]
    assert slow.notes == ["dropped"]


def test_a_report_holds_the_job_longer(engine: Engine, clock: Clock) -> None:
    ask(engine)

    def report_and_go_on(_job: Job, report: Report) -> None:
        clock.now += HELD_FOR - timedelta(seconds=1)
        report(1, 2)
        clock.now += HELD_FOR - timedelta(seconds=1)
        assert not Worker(engine, {"werk": Noting()}, clock).run_one()

    handler = Noting(report_and_go_on)
    assert Worker(engine, {"werk": handler}, clock).run_one()
    assert handler.notes == ["enter", "entered"]


def test_what_fails_is_tried_again_and_given_up_in_the_end(engine: Engine, clock: Clock) -> None:
    ask(engine)
    seen: list[str] = []

    def fail(_job: Job, _report: Report) -> None:
        raise ValueError("broken")

    handler = Noting(fail)
    worker = Worker(engine, {"werk": handler}, clock, lambda _job, error: seen.append(str(error)))
    for attempt in range(MOST_ATTEMPTS):
        assert worker.run_one(), attempt
        assert not worker.run_one(), "not at once"
        clock.now += HELD_FOR + timedelta(seconds=1)
    assert not worker.run_one()
    assert handler.notes == ["dropped"] * MOST_ATTEMPTS + ["give up"]
    assert state(engine).state is JobState.FAILED
    assert seen == ["broken"] * MOST_ATTEMPTS


def test_a_job_of_another_kind_is_left_alone(engine: Engine, clock: Clock) -> None:
    ask(engine)
    assert not Worker(engine, {"ander": Noting()}, clock).run_one()
    assert state(engine).state is JobState.WAITING
