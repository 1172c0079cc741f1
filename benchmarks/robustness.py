"""Slow clients, odd requests and SIGTERM: python -m benchmarks.robustness (docs/decisions/0002-server.md)."""

import os
import re
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from contextlib import suppress
from statistics import median

from benchmarks.odd_requests import GET_AND_CLOSE, ODD_REQUESTS, post_of
from benchmarks.programs import ROOT, Running, free_port, running, stop, wait_until_listening
from benchmarks.server_choice import server_commands

SLOW_CLIENTS = 200
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})[^\r\n]*\r\n")
_SERVER = re.compile(rb"(?i)^(?:server|via):[^\r]*", re.MULTILINE)
STOPS = 10


def main() -> None:
    """Print what each server does, one block a server."""
    for name in server_commands(0):
        print(f"## {name}", flush=True)
        port = free_port()
        with running(server_commands(port)[name], port) as server:
            _fetch(server.address + "/kept")
            _try_requests(port)
            _try_slow_headers(server)
            _try_slow_bodies(server)
        for moment in ("idle", "busy", "start"):
            _try_stops(name, moment)


def _fetch(address: str, timeout: float = 10) -> float:
    began = time.perf_counter()
    with urllib.request.urlopen(address, timeout=timeout) as answer:
        answer.read()
    return time.perf_counter() - began


def _exchange(port: int, request: bytes, seconds: float = 1.0) -> bytes:
    received = b""
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as connection, suppress(OSError):
        connection.sendall(request)
        while chunk := connection.recv(65536):
            received += chunk
    return received


def _try_requests(port: int) -> None:
    for name, request in ODD_REQUESTS.items():
        received = _exchange(port, request)
        answers = _STATUS.findall(received)
        print(f"  {name}: {b', '.join(answers).decode() or 'closed or silent'}")
    head = _exchange(port, GET_AND_CLOSE).partition(b"\r\n\r\n")[0]
    print(f"  tells of itself: {b', '.join(_SERVER.findall(head)).decode()}")
    body = _exchange(port, post_of(50_000_000), 10).rpartition(b"\r\n")[2]
    print(f"  body of 50 MB: {body.decode()} bytes reached the view")


def _slow_connections(port: int, beginning: bytes) -> list[socket.socket]:
    connections = []
    for _ in range(SLOW_CLIENTS):
        connection = socket.create_connection(("127.0.0.1", port), timeout=5)
        connection.sendall(beginning)
        connections.append(connection)
    return connections


def _drip_and_measure(server: Running, beginning: bytes, name: str) -> None:
    connections = _slow_connections(server.port, beginning)
    waits: list[str] = []
    for _ in range(6):
        for connection in connections:
            with suppress(OSError):
                connection.sendall(b"a")
        try:
            waits.append(f"{_fetch(server.address + '/kept', 3) * 1000:.0f} ms")
        except OSError as failure:
            waits.append(type(failure).__name__)
        time.sleep(0.8)
    print(
        f"  {SLOW_CLIENTS} clients with {name}: another is answered in {', '.join(waits)}; {server.memory_mb():.0f} MB"
    )
    for connection in connections:
        connection.close()


def _try_slow_headers(server: Running) -> None:
    _drip_and_measure(server, b"GET /kept HTTP/1.1\r\nHost: x\r\nX-Slow: ", "slow headers")


def _try_slow_bodies(server: Running) -> None:
    beginning = b"POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n"
    _drip_and_measure(server, beginning, "slow bodies")


def _try_stops(name: str, moment: str) -> None:
    durations, whole, killed = [], 0, 0
    for number in range(STOPS):
        port = free_port()
        process = subprocess.Popen(
            server_commands(port)[name], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        answers: list[int] = []
        if moment == "start":
            time.sleep(0.05 + 0.06 * number)
        else:
            wait_until_listening(process, port)
            _fetch(f"http://127.0.0.1:{port}/kept")
        threads = [threading.Thread(target=_ask_slow, args=(port, answers)) for _ in range(4 * (moment == "busy"))]
        for thread in threads:
            thread.start()
        time.sleep(0.3 if threads else 0)
        began = time.perf_counter()
        os.kill(process.pid, signal.SIGTERM)
        try:
            process.wait(12)
            durations.append(time.perf_counter() - began)
        except subprocess.TimeoutExpired:
            killed += 1
            stop(process)
        for thread in threads:
            thread.join()
        whole += answers.count(200) == len(threads)
    line = f"{median(durations):.2f} s, longest {max(durations):.2f} s" if durations else "never"
    extra = f"; requests in flight finished {whole} of {STOPS}" if moment == "busy" else ""
    print(f"  SIGTERM {moment}: {line}; hung {killed} of {STOPS}{extra}", flush=True)


def _ask_slow(port: int, answers: list[int]) -> None:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/slow", timeout=10) as answer:
            answer.read()
            answers.append(answer.status)
    except OSError:
        answers.append(0)


if __name__ == "__main__":
    main()
