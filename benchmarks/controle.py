"""200 mixed files through the controle: on the page, loose and in a ZIP, and by the API; time, processor and memory."""

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from lxml import html

from benchmarks.demo_site import demo_site
from benchmarks.mixed_files import MixedFile, make_mixed_files, pack
from benchmarks.programs import ProgramFailed, Running
from benchmarks.tables import print_table
from duo_site.settings import Settings

_AIM = "under 10 s and 300 MB on two cores"
_HEAD = ("", "seconds", "CPU s", "peak MB", "wrong words")
_TIMEOUT_SECONDS = 120
_WEIGHED_EVERY_SECONDS = 0.1
_LOOSE = 150
Named = tuple[str, bytes]


def measure(instance: Path) -> None:
    """Print what each way costs, the first one with its processes yet to start; raise ProgramFailed on a wrong word."""
    with demo_site(instance) as site:
        files = make_mixed_files(Settings.from_environment(site.environment))
        loose = [(file.name, file.content) for file in files]
        partly = [*loose[:_LOOSE], ("rest.zip", pack(files[_LOOSE:]))]
        ways = {
            "page, first": ("/controle", loose),
            "page": ("/controle", loose),
            "page, 50 of them in a ZIP": ("/controle", partly),
            "API": ("/api/v1/controles", loose),
        }
        rows = [_row(name, site.server, path, sent, files) for name, (path, sent) in ways.items()]
    size = sum(len(file.content) for file in files) / 1e6
    print_table(f"{len(files)} mixed files, {size:.0f} MB, in one request (aim: {_AIM})", _HEAD, rows)
    if any(row[-1] != "0" for row in rows):
        raise ProgramFailed("The controle said wrong words.")


def _row(name: str, server: Running, path: str, sent: Sequence[Named], files: list[MixedFile]) -> list[str]:
    body, cpu = _write_body(sent), server.cpu_seconds()
    with _weighed(server) as weights:
        began = time.perf_counter()
        answer = _post(server, path, body)
        seconds = time.perf_counter() - began
    said = _words_of_page(answer) if path == "/controle" else _words_of_api(answer)
    wrong = [file.name for file, word in zip(files, said, strict=True) if word not in file.expected]
    return [name, f"{seconds:.1f}", f"{server.cpu_seconds() - cpu:.1f}", f"{max(weights):.0f}", str(len(wrong))]


@contextmanager
def _weighed(server: Running) -> Iterator[list[float]]:
    """Weigh the server with its processes (shared pages counted once) again and again, until the end."""
    weights, ended = [server.memory_mb()], threading.Event()

    def weigh() -> None:
        while not ended.wait(_WEIGHED_EVERY_SECONDS):
            weights.append(server.memory_mb())

    thread = threading.Thread(target=weigh)
    thread.start()
    try:
        yield weights
    finally:
        ended.set()
        thread.join()


def _post(server: Running, path: str, body: bytes) -> bytes:
    connection = HTTPConnection(urlsplit(server.address).netloc, timeout=_TIMEOUT_SECONDS)
    headers = {"Content-Type": "multipart/form-data; boundary=limit", "Origin": server.address}
    connection.request("POST", path, body, headers)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    if answer.status != 200:
        raise ProgramFailed(f"POST {path} answered {answer.status}.")
    return content


def _write_body(files: Sequence[Named]) -> bytes:
    parts = []
    for name, content in files:
        head = f'--limit\r\nContent-Disposition: form-data; name="bestand"; filename="{name}"\r\n\r\n'
        parts += [head.encode(), content, b"\r\n"]
    return b"".join([*parts, b"--limit--\r\n"])


def _words_of_page(answer: bytes) -> list[str]:
    return [str(word) for word in html.fromstring(answer).xpath("//tr[@data-oordeel]/@data-oordeel")]


def _words_of_api(answer: bytes) -> list[str]:
    return [str(row["oordeel"]) for row in json.loads(answer)["controles"]]
