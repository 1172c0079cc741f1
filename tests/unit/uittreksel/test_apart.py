"""Work in a copy of the process: what comes back, and what is left behind."""

import os

import pytest

from duo_site.uittreksel.apart import CopyDied, ToldByCopy, run_apart
from duo_site.uittreksel.compiled.misfit import DoesNotFit, Reason

_done: list[int] = []


def _double(number: int, *, plus: int = 0) -> int:
    _done.append(number)
    return 2 * number + plus


def _refuse() -> None:
    raise DoesNotFit(Reason.WIDTH, "A line may need to be broken.")


def _write_to(file: int) -> None:
    os.write(file, b"x")


def test_the_result_comes_back_and_nothing_else() -> None:
    assert run_apart(_double, 4, plus=1) == 9
    assert _done == []


def test_an_error_comes_back_with_where_it_was_raised() -> None:
    with pytest.raises(DoesNotFit, match="may need to be broken") as caught:
        run_apart(_refuse)
    assert caught.value.reason is Reason.WIDTH
    assert isinstance(caught.value.__cause__, ToldByCopy)
    assert "in _refuse" in str(caught.value.__cause__)


def test_a_copy_that_dies_is_told() -> None:
    with pytest.raises(CopyDied):
        run_apart(os._exit, 3)


def test_a_copy_holds_no_file_of_the_process() -> None:
    reader, writer = os.pipe()
    with pytest.raises(OSError, match="Bad file descriptor"):
        run_apart(_write_to, writer)
    os.close(writer)
    assert os.read(reader, 1) == b""
    os.close(reader)
