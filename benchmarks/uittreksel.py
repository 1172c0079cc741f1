"""The first and the repeated download of an uittreksel, over HTTP, by somebody who logged in."""

from functools import partial
from pathlib import Path

from benchmarks.browser import Browser, log_in
from benchmarks.cost import HEAD, Cost, cost_of
from benchmarks.demo_site import demo_site
from benchmarks.programs import Running
from benchmarks.tables import print_table
from benchmarks.wishes import Wish, ask, download, list_wishes
from duo_site.demo.people import FENNA

_FIRSTS = 20
_REPEATS = 200


def measure(instance: Path) -> None:
    """Print what downloads cost in a new server, and the highest memory of each of its processes."""
    with demo_site(instance) as site:
        browser = log_in(site, FENNA)
        cold, *wishes = list_wishes(browser)[: 1 + _FIRSTS]
        peaks = {"before": site.server.peak_memory_mb()}
        costs = {"first of a new server: POST, GET of the file": _download(site.server, browser, [cold])}
        costs["first: POST, GET of the file"] = _download(site.server, browser, wishes)
        peaks["after the firsts"] = site.server.peak_memory_mb()
        costs |= _repeats(site.server, browser, wishes)
        peaks["after the repeats"] = site.server.peak_memory_mb()
        browser.close()
    title = f"Uittreksel over HTTP, {_FIRSTS} different ones; median on the clock, mean CPU of server and rendering"
    print_table(title, HEAD, [cost.row(name) for name, cost in costs.items()])
    _print_memory(peaks)


def _download(server: Running, browser: Browser, wishes: list[Wish]) -> Cost:
    return cost_of(server, *(partial(download, browser, wish) for wish in wishes))


def _repeats(server: Running, browser: Browser, wishes: list[Wish]) -> dict[str, Cost]:
    """Ask again, in turn, for what was made."""
    again = [wishes[number % len(wishes)] for number in range(_REPEATS)]
    files = [ask(browser, wish) for wish in wishes]
    return {
        "repeated: POST of the same wish, GET of the file": _download(server, browser, again),
        "repeated: POST of the same wish": cost_of(server, *(partial(ask, browser, wish) for wish in again)),
        "repeated: GET of the file": cost_of(
            server, *(partial(browser.get, files[number % len(files)]) for number in range(_REPEATS))
        ),
    }


def _print_memory(peaks: dict[str, dict[str, float]]) -> None:
    names = dict.fromkeys(name for peak in peaks.values() for name in peak)
    rows = [[name, *(f"{peak[name]:,.0f}" if name in peak else "-" for peak in peaks.values())] for name in names]
    rows.append(["together", *(f"{sum(peak.values()):,.0f}" for peak in peaks.values())])
    print_table("Peak memory of its processes so far (VmHWM, shared pages counted in each), MB", ["", *peaks], rows)
