"""A page behind login, rendered for every request, against a bare Flask page."""

from contextlib import ExitStack
from pathlib import Path

from benchmarks.browser import log_in
from benchmarks.demo_site import demo_site
from benchmarks.tables import print_table
from benchmarks.throughput import CONNECTIONS, HEAD, Target, bare_flask, compare, describe
from benchmarks.wishes import OVERVIEW
from duo_site.demo.people import ANJA, FENNA

_AIM = "1,000 requests/s for each worker"
_ROUNDS = 3
_SECONDS = 3


def measure(instance: Path) -> None:
    """Print requests a second for somebody with a few diplomas and somebody with twelve, with the aim beside it."""
    with ExitStack() as stack:
        site = stack.enter_context(demo_site(instance))
        pages = {"bare Flask, template of 19 KB": stack.enter_context(bare_flask())}
        for person in (ANJA, FENNA):
            browser = log_in(site, person)
            size = len(browser.get(OVERVIEW).body)
            pages[f"{OVERVIEW} of {person.name}, {size:,} bytes"] = Target(site.server, OVERVIEW, browser.headers())
            browser.close()
        measured = compare(pages, rounds=_ROUNDS, seconds=_SECONDS)
    title = f"Page behind login (aim: {_AIM}); {CONNECTIONS} connections, median of {_ROUNDS} rounds of {_SECONDS} s"
    print_table(title, HEAD, describe(measured))
