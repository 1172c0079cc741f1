"""One document on one core: by us at each level of seal, by Typst, ReportLab and Chromium without one, in turn."""

import gc
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from benchmarks.levels import Levels
from benchmarks.one_core import Spent, one_core, time_work
from benchmarks.rivals.chromium_document import ChromiumMaker
from benchmarks.rivals.contents import Sample, make_samples, read_contents
from benchmarks.rivals.inspection import HEAD, inspect, require_same_document
from benchmarks.rivals.reportlab_document import ReportLabMaker
from benchmarks.rivals.typst_document import TypstMaker
from benchmarks.tables import print_table
from duo_site.uittreksel.compiled.renderer import CompiledRenderer
from duo_site.uittreksel.key_making import new_seal
from duo_site.uittreksel.pdf import WeasyPrintRenderer
from duo_site.uittreksel.proofs import load_signing_key, make_proofs
from duo_site.uittreksel.proofs.keys import new_credential_key

Make = Callable[[Sample], bytes]

_WARM, _TIMED, _AT_A_TIME = 3, 60, 3
_SECONDS, _MANY = 10, 2_000
_TYPST, _FULL, _COMPILED = "Typst, unsealed", "full WeasyPrint, unsealed", "compiled, unsealed"
_B_B, _B_LT, _B_LTA = "compiled and B-B", "compiled and B-LT", "compiled and B-LTA"


def measure(_instance: Path) -> None:
    """Print what the document costs in each way, what that is beside the aims, and what each file is."""
    with one_core(), ExitStack() as stack:
        seal, typst, chromium = (
            Path(stack.enter_context(TemporaryDirectory(prefix=f"duo-bench-{name}-")))
            for name in ("seal", "typst", "chromium")
        )
        at = datetime.now(UTC).replace(microsecond=0)
        new_seal(seal, None, at)
        new_credential_key(seal, at)
        samples = list(make_samples(_WARM + _TIMED, load_signing_key(seal), at))
        ways = _our_ways(seal, at) | {
            _TYPST: TypstMaker(typst).make,
            "ReportLab, unsealed": ReportLabMaker().make,
            "Chromium kept open, unsealed": stack.enter_context(ChromiumMaker(chromium)).make,
        }
        spent, last = _time(ways, samples)
        rate = _rate(ways[_B_B], list(make_samples(_MANY, load_signing_key(seal), at)))
    cpu = {name: median(one.cpu_ms for one in times) for name, times in spent.items()}
    title = f"One document of two pages with ten vakken, one core, {_TIMED} times in each way in turn; milliseconds"
    head = ("", "CPU median", "10 %", "90 %", "wall median", "of Typst", "a second of CPU")
    print_table(title, head, [_row(name, times, cpu[_TYPST]) for name, times in spent.items()])
    _print_aims(cpu, rate)
    rows = [inspect(pdf).row(name) for name, pdf in last.items()]
    print_table("What each file claims and holds", HEAD, rows)


def _our_ways(seal: Path, at: datetime) -> dict[str, Make]:
    """Load what makes and seals documents."""
    levels, full, key = Levels(seal), WeasyPrintRenderer(), load_signing_key(seal)
    compiled = CompiledRenderer(full)

    def lay_out(sample: Sample) -> bytes:
        return full.render(sample.inhoud, attachment=sample.attachment, qr=sample.qr)

    def fill(sample: Sample) -> bytes:
        return compiled.render(sample.inhoud, attachment=sample.attachment, qr=sample.qr)

    def issue(sample: Sample) -> bytes:
        proofs = make_proofs(sample.inhoud, key, at)
        return levels.b_lta(compiled.render(sample.inhoud, attachment=proofs.attachment, qr=proofs.qr), at)

    return {
        _FULL: lay_out,
        "full WeasyPrint and B-B": lambda sample: levels.b_b(lay_out(sample), at),
        "full WeasyPrint and B-LTA": lambda sample: levels.b_lta(lay_out(sample), at),
        _COMPILED: fill,
        _B_B: lambda sample: levels.b_b(fill(sample), at),
        _B_LT: lambda sample: levels.b_lt(fill(sample), at),
        _B_LTA: lambda sample: levels.b_lta(fill(sample), at),
        "as issued: credentials, compiled and B-LTA": issue,
    }


def _time(ways: Mapping[str, Make], samples: list[Sample]) -> tuple[dict[str, list[Spent]], dict[str, bytes]]:
    """Make a few documents in each way before the next few, so that a busy machine is busy for all; check the last."""
    spent: dict[str, list[Spent]] = {name: [] for name in ways}
    last: dict[str, bytes] = {}
    for start in range(0, len(samples), _AT_A_TIME):
        gc.collect()
        for name, make in ways.items():
            for sample in samples[start : start + _AT_A_TIME]:
                last[name], took = time_work(partial(make, sample))
                spent[name].append(took)
    for name, pdf in last.items():
        require_same_document(name, pdf, read_contents(samples[-1].inhoud))
    return {name: times[_WARM:] for name, times in spent.items()}, last


def _row(name: str, times: list[Spent], typst_ms: float) -> list[str]:
    cpu = [one.cpu_ms for one in times]
    low, *_, high = quantiles(cpu, n=10)
    middle, wall = median(cpu), median(one.wall_ms for one in times)
    return [
        name, f"{middle:,.1f}", f"{low:,.1f}", f"{high:,.1f}", f"{wall:,.1f}", f"{middle / typst_ms:.2f}",
        f"{1000 / middle:,.0f}",
    ]  # fmt: skip


def _rate(make: Make, samples: list[Sample]) -> float:
    """Make documents one after the other for a while; give how many a second of CPU."""
    gc.collect()
    began, ended, made = time.process_time(), time.monotonic() + _SECONDS, 0
    for sample in samples:
        make(sample)
        made += 1
        if time.monotonic() > ended:
            break
    return made / (time.process_time() - began)


def _print_aims(cpu: Mapping[str, float], rate: float) -> None:
    """Print each aim of the project beside what came out; a busy machine moves milliseconds, hardly the ratio."""
    rows = [
        ["compiled and B-B, of Typst unsealed", "at most 0.33", f"{cpu[_B_B] / cpu[_TYPST]:.2f}"],
        [f"compiled and B-B, {_MANY:,} or {_SECONDS} s of them, a second and core", "at least 200", f"{rate:,.0f}"],
        ["B-LT itself, revocation data at hand, ms", "at most 10", f"{cpu[_B_LT] - cpu[_COMPILED]:.1f}"],
        ["compiled and B-LTA, time stamps of our own authority, ms", "at most 40", f"{cpu[_B_LTA]:.1f}"],
    ]
    print_table("Beside the aims", ("", "aim", "measured"), rows)
