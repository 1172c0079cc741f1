"""A public page of the site against a bare Flask page and against nginx serving the same bytes."""

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from benchmarks.browser import Browser
from benchmarks.demo_site import demo_site
from benchmarks.programs import nginx_serving
from benchmarks.tables import print_table
from benchmarks.throughput import CONNECTIONS, HEAD, Target, bare_flask, compare, describe

PATH = "/"
_ROUNDS = 3
_SECONDS = 3
_AS_A_BROWSER = {"Accept-Encoding": "gzip, deflate, br"}


def measure(instance: Path) -> None:
    """Print both comparisons: plain bytes, and as a browser asks."""
    with ExitStack() as stack:
        site = stack.enter_context(demo_site(instance))
        page = Browser(site.server.address).get(PATH).body
        nginx = stack.enter_context(nginx_serving(page))
        pages = {
            "nginx, the same bytes": Target(nginx, "/page.html"),
            f"the site, {PATH}": Target(site.server, PATH),
            "bare Flask, template of 19 KB": stack.enter_context(bare_flask()),
        }
        _print(f"Public page of {len(page):,} bytes", pages)
        del pages["bare Flask, template of 19 KB"]
        asked = {name: replace(page, headers=_AS_A_BROWSER) for name, page in pages.items()}
        _print("The same page as a browser asks for it (nginx: gzip made beforehand)", asked)


def _print(title: str, pages: dict[str, Target]) -> None:
    measured = compare(pages, rounds=_ROUNDS, seconds=_SECONDS)
    full_title = f"{title}; one worker, {CONNECTIONS} connections, median of {_ROUNDS} rounds of {_SECONDS} s"
    print_table(full_title, HEAD, describe(measured))
