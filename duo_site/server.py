"""Start the site on granian with the options that were measured for it (docs/decisions/0002-server.md).

`python -m duo_site.server --port 8000` serves `wsgi:application` of the working directory with one worker.
"""

import argparse
import multiprocessing
import os
import threading
from importlib import import_module
from multiprocessing.connection import wait
from types import FrameType
from typing import Any

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from duo_site.memory import give_back_large_blocks

# A thread reads the body of its request, so whoever sends slowly holds one. Threads come and go with the need:
# this many can be held before others notice, and an unused one costs nothing.
_THREADS = 256
# Connections, not requests: each slow client holds one until the header timeout.
_CONNECTIONS = 2048
_HEADER_TIMEOUT_MILLISECONDS = 10_000
_LONGEST_HEADERS_BYTES = 65_536
_STOP_TIMEOUT_SECONDS = 20


class _StoppableServer(Server):  # type: ignore[misc, valid-type]
    """Granian that can be stopped while its worker still loads the application.

    Until it has loaded, a worker has the handler that it inherited from its parent, which does nothing in it. A
    SIGTERM passed on at that moment would be lost, and the parent would wait for ever.
    """

    def signal_handler_interrupt(self, number: int, frame: FrameType | None) -> None:
        """Stop the server; in a worker, which has nothing to finish yet, end at once."""
        if os.getpid() != self.pid:
            os._exit(128 + number)
        super().signal_handler_interrupt(number, frame)


def _load(target: str) -> Any:
    """Load the application in a worker, which from then on ends when its server does, even by kill -9.

    A worker that outlived its server would go on answering on the port, beside the one that is started next.
    """
    give_back_large_blocks()
    server = multiprocessing.parent_process()
    if server is not None:
        sentinel = server.sentinel
        threading.Thread(target=lambda: (wait([sentinel]), os._exit(1)), daemon=True).start()
    module, _, attribute = target.partition(":")
    return getattr(import_module(module), attribute)


def serve(target: str, *, host: str, port: int, workers: int = 1) -> None:
    """Serve `target` ("module:attribute") until SIGTERM or SIGINT; requests in flight get 20 seconds to finish."""
    server = _StoppableServer(
        target,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=_THREADS,
        backlog=_CONNECTIONS,
        backpressure=_CONNECTIONS,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(
            header_read_timeout=_HEADER_TIMEOUT_MILLISECONDS, max_buffer_size=_LONGEST_HEADERS_BYTES
        ),
        websockets=False,
        workers_kill_timeout=_STOP_TIMEOUT_SECONDS,
        log_level=LogLevels.warning,
    )
    server.serve(target_loader=_load)


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m duo_site.server", description="Serve the site with granian.")
    parser.add_argument("target", nargs="?", default="wsgi:application", help="module:attribute")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    serve(options.target, host=options.host, port=options.port, workers=options.workers)


if __name__ == "__main__":
    main()
