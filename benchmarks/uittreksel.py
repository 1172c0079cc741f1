"""The first and the repeated download of an uittreksel, over HTTP, by somebody who logged in."""

from functools import partial
from pathlib import Path

from benchmarks.browser import log_in
from benchmarks.cost import HEAD, cost_of
from benchmarks.demo_site import demo_site
from benchmarks.programs import Running
from benchmarks.tables import print_table
from benchmarks.wishes import ask, download, list_wishes
from duo_site.demo.people import FENNA

_FIRSTS = 20
_REPEATS = 200


def measure(instance: Path) -> None:
    """Print what downloads cost in a new server, and the highest memory of each of its processes."""
    with demo_site(instance) as site:
        browser = log_in(site, FENNA)
        cold, *wishes = list_wishes(browser)[: 1 + _FIRSTS]
        idle = site.server.peak_memory_mb()
        costs = {"first of a new server: POST, GET of the file": _cost(site, partial(download, browser, cold))}
        costs["first: POST, GET of the file"] = _cost(site, *(partial(download, browser, wish) for wish in wishes))
        _print_memory("after")
