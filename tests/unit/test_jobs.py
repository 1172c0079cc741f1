"""Jobs: done once, taken up again when their worker dies, given up in the end."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from duo_site.database import Base, reading_session, writing_session
from duo_site.jobs import (
    FOUR_ATTEMPTS,
    HELD_FOR,
    Enter,
    Hopeless,
    Job,
    JobRule,
    JobState,
    Report,
    Worker,
    enqueue,
    find_job,
)
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
    rule: JobRule = FOUR_ATTEMPTS

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
    for attempt in range(4):
        assert worker.run_one(), attempt
        assert not worker.run_one(), "not at once"
        clock.now += HELD_FOR + timedelta(seconds=1)
    assert not worker.run_one()
    assert handler.notes == ["dropped"] * 4 + ["give up"]
    assert state(engine).state is JobState.FAILED
    assert seen == ["broken"] * 4


def test_a_kind_says_its_own_pauses_and_how_long_it_is_held(engine: Engine, clock: Clock) -> None:
    def fail(_job: Job, _report: Report) -> None:
        raise ValueError("broken")

    hour = timedelta(hours=1)
    handler = Noting(fail, rule=JobRule((hour, 2 * hour), held_for=3 * hour))
    ask(engine)
    worker, began = Worker(engine, {"werk": handler}, clock), clock.now
    for pause in (hour, 2 * hour):
        assert worker.run_one()
        clock.now += pause - timedelta(seconds=1)
        assert not worker.run_one(), "not before its time"
        clock.now += timedelta(seconds=1)
    assert worker.run_one()
    assert clock.now - began == 3 * hour
    assert (state(engine).state, handler.notes[-1]) == (JobState.FAILED, "give up")


def test_what_is_hopeless_is_given_up_at_once(engine: Engine, clock: Clock) -> None:
    def see_no_way(_job: Job, _report: Report) -> None:
        raise Hopeless

    ask(engine)
    handler = Noting(see_no_way)
    assert Worker(engine, {"werk": handler}, clock).run_one()
    assert handler.notes == ["dropped", "give up"]
    assert (state(engine).state, state(engine).attempts) == (JobState.FAILED, 1)


def test_who_fails_after_he_was_thought_dead_changes_nothing(engine: Engine, clock: Clock) -> None:
    ask(engine)

    def be_overtaken_and_fail(_job: Job, _report: Report) -> None:
        clock.now += HELD_FOR + timedelta(seconds=1)
        assert Worker(engine, {"werk": Noting()}, clock).run_one()
        raise ValueError("broken")

    slow = Noting(be_overtaken_and_fail)
    assert Worker(engine, {"werk": slow}, clock).run_one()
    assert slow.notes == ["dropped"]
    assert state(engine).state is JobState.DONE


def test_the_lowest_rank_goes_first(engine: Engine, clock: Clock) -> None:
    with writing_session(engine) as session:
        for key, rank in (("first", 1), ("second", 0), ("third", 1)):
            enqueue(session, "werk", key, {}, NOON, rank=rank)
    order: list[str] = []
    worker = Worker(engine, {"werk": Noting(lambda job, _report: order.append(job.key))}, clock)
    while worker.run_one():
        pass
    assert order == ["second", "first", "third"]


def test_a_job_of_another_kind_is_left_alone(engine: Engine, clock: Clock) -> None:
    ask(engine)
    assert not Worker(engine, {"ander": Noting()}, clock).run_one()
    assert state(engine).state is JobState.WAITING
