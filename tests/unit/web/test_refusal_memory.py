"""What was refused for going too fast is refused again without asking the application."""

from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from duo_site.web.refusal_memory import RefusalMemory


class Counting:
    """An application that refuses from the third request of all, and counts what reaches it."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, _environ: Any, start_response: Any) -> list[bytes]:
        self.asked += 1
        is_refused = self.asked > 2
        headers = [("Content-Type", "text/plain")] + ([("Retry-After", "3000")] if is_refused else [])
        start_response("429 TOO MANY REQUESTS" if is_refused else "303 SEE OTHER", headers)
        return [b"te snel" if is_refused else b"goed"]


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def inner() -> Counting:
    return Counting()


@pytest.fixture
def memory(inner: Counting, clock: Clock) -> RefusalMemory:
    return RefusalMemory(inner, "/feedback", clock=clock)


def post(memory: RefusalMemory, path: str = "/feedback", address: str = "192.0.2.1") -> TestResponse:
    return Client(memory).post(path, data={"gevonden": "ja"}, environ_overrides={"REMOTE_ADDR": address})


def test_a_refusal_is_repeated_for_that_network_and_address_alone(memory: RefusalMemory, inner: Counting) -> None:
    assert [post(memory).status_code for _ in range(4)] == [303, 303, 429, 429]
    assert (inner.asked, memory.answered) == (3, 1)
    again = post(memory)
    assert (again.data, again.headers["Retry-After"]) == (b"te snel", "61")
    post(memory, address="192.0.2.2")
    post(memory, "/feedback/paginavoet")
    assert inner.asked == 5


def test_it_forgets_within_a_minute_and_when_told(memory: RefusalMemory, inner: Counting, clock: Clock) -> None:
    for _ in range(4):
        post(memory)
    clock.seconds += 61
    post(memory)
    assert inner.asked == 4
    memory.forget()
    post(memory)
    assert inner.asked == 5


@pytest.mark.parametrize(("method", "path"), [("GET", "/feedback"), ("POST", "/controle"), ("POST", "/inloggen")])
def test_other_requests_always_reach_the_application(
    memory: RefusalMemory, inner: Counting, method: str, path: str
) -> None:
    for _ in range(5):
        Client(memory).open(path, method=method)
    assert (inner.asked, memory.answered) == (5, 0)


def test_no_address_stands_in_memory(memory: RefusalMemory) -> None:
    for _ in range(4):
        post(memory, address="203.0.113.77")
    assert "203.0.113" not in repr(vars(memory))
