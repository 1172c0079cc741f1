"""Both ways of making an uittreksel, in this process: what new shapes cost, and that they make the same document.

`python -m benchmarks.documents 2000` compares that many random documents, which takes half an hour.
"""

import gc
import sys
import time
from pathlib import Path
from statistics import median

import psutil  # type: ignore[import-untyped, unused-ignore]

from benchmarks.tables import print_table
from duo_site.uittreksel.compiled.renderer import COMPILED, CompiledRenderer
from duo_site.uittreksel.domain import UittrekselInhoud
from duo_site.uittreksel.pdf import WeasyPrintRenderer
from tests.unit.uittreksel.random_documents import make_documents
from tests.unit.uittreksel.same_document import largest_difference, list_differences

Way = WeasyPrintRenderer | CompiledRenderer

_TIMED = 60
_COMPARED = 100
_ATTACHED = b"header.payload.signature" * 60


def measure(_instance: Path) -> None:
    """Print what new shapes cost, then compare both ways on random documents."""
    full = WeasyPrintRenderer()
    compiled = CompiledRenderer(full)
    documents = list(make_documents(_TIMED, seed=1))
    rows = [
        _time("full WeasyPrint", full, documents),
        _time("compiled, shapes not yet known", compiled, documents),
        _time("compiled", compiled, documents),
    ]
    head = ("", "median ms", "least ms", "KB", "memory MB")
    print_table(f"Documents in this process, {_TIMED} random ones of many shapes, unsealed, CPU", head, rows)
    compare(full, compiled, _COMPARED)


def _time(name: str, renderer: Way, documents: list[UittrekselInhoud]) -> list[str]:
    gc.collect()
    times, sizes = [], []
    for inhoud in documents:
        began = time.process_time()
        sizes.append(len(_render(renderer, inhoud)))
        times.append((time.process_time() - began) * 1000)
    memory = psutil.Process().memory_info().rss / 1e6
    return [name, f"{median(times):.1f}", f"{min(times):.1f}", f"{median(sizes) / 1000:.0f}", f"{memory:.0f}"]


def _render(renderer: Way, inhoud: UittrekselInhoud) -> bytes:
    return renderer.render(inhoud, attachment=_ATTACHED, qr=f"{inhoud.check_address}#{'6BFOXN*TS0BI$ZD4' * 20}")


def compare(full: WeasyPrintRenderer, compiled: CompiledRenderer, count: int) -> None:
    """Print how many of so many random documents were compiled, and how many came out otherwise."""
    before, different, pixels = compiled.counts.copy(), 0, 0
    for inhoud in make_documents(count, seed=2):
        one, other = _render(full, inhoud), _render(compiled, inhoud)
        different += bool(list_differences(one, other))
        pixels = max(pixels, largest_difference(one, other))
    counts = compiled.counts - before
    rows = [[f"made in a template: {name}" if name == COMPILED else f"full way: {name}", f"{count:,}"]
            for name, count in counts.most_common()]  # fmt: skip
    rows += [["documents that differ", f"{different:,}"], ["largest difference of a pixel, of 255", f"{pixels}"]]
    print_table(f"Both ways held against each other, {count:,} random documents", ("", "number"), rows)


if __name__ == "__main__":
    renderer = WeasyPrintRenderer()
    compare(renderer, CompiledRenderer(renderer), int(sys.argv[1]))
