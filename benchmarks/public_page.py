"""A public page of the site against a bare Flask page and against nginx serving the same bytes."""

import urllib.request
from collections.abc import Mapping
from contextlib import ExitStack

from benchmarks.demo_site import demo_site
from benchmarks.programs import Running, free_port, nginx_serving, running, site_command
from benchmarks.tables import print_table
from benchmarks.throughput import CONNECTIONS, HEAD, compare, describe

PATH = "/"
_ROUNDS = 3
_SECONDS = 3
_BROWSER = {"Accept-Encoding": "gzip, deflate, br"}


def measure() -> None:
    """Print both comparisons: plain bytes, and as a browser asks."""
    with ExitStack() as stack:
        site = stack.enter_context(demo_site())
        page = _fetch(site.address + PATH)
        port = free_port()
        bare = stack.enter_context(running(site_command("benchmarks.tried_site:flask", port), port))
        nginx = stack.enter_context(nginx_serving(page))
        pages = {
            "nginx, the same bytes": (nginx, "/page.html"),
            f"the site, {PATH}": (site, PATH),
            "bare Flask, template of 19 KB": (bare, "/rendered"),
        }
        _print(f"Public page of {len(page):,} bytes", pages, {})
        del pages["bare Flask, template of 19 KB"]
        _print("The same page as a browser asks for it (nginx: gzip made beforehand)", pages, _BROWSER)


def _fetch(address: str) -> bytes:
    with urllib.request.urlopen(address) as answer:
        page: bytes = answer.read()
        return page


def _print(title: str, pages: Mapping[str, tuple[Running, str]], headers: Mapping[str, str]) -> None:
    measured = compare(pages, rounds=_ROUNDS, seconds=_SECONDS, headers=headers)
    full_title = f"{title}; one worker, {CONNECTIONS} connections, median of {_ROUNDS} rounds"
    print_table(full_title, HEAD, describe(measured))
