"""Does a piece of work in a copy of this process that ends with it, so that the memory it took is given back whole."""

import gc
import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, ParamSpec, TypeVar, cast

_P = ParamSpec("_P")
_T = TypeVar("_T")
_LONGEST_SECONDS = 60
_FIRST_FILE = 3
_LAST_FILE = 1 << 20


class CopyDied(Exception):
    """The copy of this process ended before its work was done."""


class ToldByCopy(Exception):
    """Where in the copy the error was raised, in words: a traceback itself does not travel."""


def run_apart(work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    """Run work in a copy of this process and wait; raise what it raised, or CopyDied.

    Result and error travel back pickled. The copy has only the thread that calls, so the work must not need a lock that
    another thread may hold. It ends after a minute, also when nobody is left to wait for it.
    """
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    with receiver:
        copy = context.Process(target=_work, args=(sender, work, args, kwargs), daemon=True)
        copy.start()
        sender.close()
        try:
            result, told = receiver.recv()
        except EOFError as error:
            raise CopyDied("The copy of the process ended before its work was done.") from error
        finally:
            copy.join()
            copy.close()
    if told is not None:
        raise result from ToldByCopy(told)
    return cast(_T, result)


def _work(sender: Connection, work: Callable[..., object], args: Any, kwargs: Any) -> None:
    # What was there before need not be looked at for garbage: that would copy all of it.
    gc.freeze()
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(_LONGEST_SECONDS)
    # Whoever waits for the end of this process waits until its last open file is closed, so the copy holds none.
    os.closerange(_FIRST_FILE, sender.fileno())
    os.closerange(sender.fileno() + 1, _LAST_FILE)
    try:
        answer: tuple[object, str | None] = work(*args, **kwargs), None
    except Exception as error:
        answer = error, "".join(traceback.format_exception(error))
    sender.send(answer)
