"""Many files are judged in their order, each once, in bounded time."""

import threading
import time

import pytest

from duo_site.controle.batch import MOST_SECONDS, judge_all
from duo_site.controle.domain import GeenZegel, NietTeControleren, Reden, SealOutcome
from duo_site.controle.offering import Offered


def offer(*contents: bytes) -> list[Offered]:
    return [Offered(f"{number}.pdf", data) for number, data in enumerate(contents, 1)]


def test_outcomes_stand_in_the_order_sent() -> None:
    def judge(data: bytes) -> SealOutcome:
        time.sleep(0.02 if data == b"slow" else 0)
        return outcomes[data]

    contents = [b"slow", b"a", b"b", b"slow ", b"c", b"d"]
    outcomes = {data: NietTeControleren((reden,)) for data, reden in zip(contents, Reden, strict=False)}
    judged = judge_all(offer(*contents), judge, at_once=3)
    assert [file.outcome for file in judged] == [outcomes[data] for data in contents]
    assert [file.name for file in judged] == [f"{number}.pdf" for number in range(1, 7)]


def test_no_more_at_once_than_was_said() -> None:
    lock, running, most = threading.Lock(), 0, 0

    def judge(_data: bytes) -> SealOutcome:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.005)
        with lock:
            running -= 1
        return GeenZegel()

    judge_all(offer(*(b"%d" % number for number in range(20))), judge, at_once=3)
    assert 1 < most <= 3


def test_the_same_file_is_judged_once() -> None:
    seen: list[bytes] = []

    def judge(data: bytes) -> SealOutcome:
        seen.append(data)
        return GeenZegel()

    judged = judge_all(offer(b"a", b"b", b"a", b"a"), judge, at_once=2)
    assert sorted(seen) == [b"a", b"b"]
    assert [file.same_as for file in judged] == [None, None, 1, 1]
    assert {file.outcome for file in judged} == {GeenZegel()}


def test_what_is_not_judged_in_time_is_not_valid() -> None:
    moments = iter([0.0, 1.0, MOST_SECONDS + 1, MOST_SECONDS + 1])
    judged = judge_all(offer(b"a", b"b", b"c"), lambda _data: GeenZegel(), at_once=2, clock=lambda: next(moments))
    late = NietTeControleren((Reden.DUURT_TE_LANG,))
    assert [file.outcome for file in judged] == [GeenZegel(), late, late]


def test_a_file_that_is_not_read_keeps_its_reason() -> None:
    refused = Offered("a.zip", b"", Reden.ARCHIEF_IN_ARCHIEF)
    judged = judge_all([refused, refused], lambda _data: GeenZegel(), at_once=2)
    assert [file.outcome for file in judged] == [NietTeControleren((Reden.ARCHIEF_IN_ARCHIEF,))] * 2
    assert [(file.sha256, file.same_as) for file in judged] == [(None, None)] * 2


def test_what_goes_wrong_is_not_hidden() -> None:
    def judge(_data: bytes) -> SealOutcome:
        raise OSError("too busy")

    with pytest.raises(OSError, match="too busy"):
        judge_all(offer(b"a", b"b", b"c", b"d", b"e"), judge, at_once=2)
