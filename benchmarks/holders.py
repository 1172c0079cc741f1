"""How many documents of 10,000 random holders a compiled template sets, and why the others are laid out in full."""

import time
from collections import Counter
from pathlib import Path

from benchmarks.population import make_holders
from benchmarks.tables import print_table
from duo_site.uittreksel.compiled.renderer import COMPILED, CompiledRenderer
from duo_site.uittreksel.compiled.shapes import shape_of
from duo_site.uittreksel.domain import UittrekselInhoud
from duo_site.uittreksel.pdf import WeasyPrintRenderer

_HOLDERS, _SEED = 10_000, 7
_AIM = 0.95
_ATTACHED, _QR = b"header.payload.signature" * 300, "UIT1:" + "6BFOXN*TS0BI$ZD4" * 26


def measure(_instance: Path) -> None:
    """Print the share that is compiled, the reasons of the rest, and how many shapes were compiled for it."""
    holders = list(make_holders(_HOLDERS, _SEED))
    renderer = CompiledRenderer(_LayoutsOnly())
    began = time.process_time()
    for inhoud in holders:
        renderer.render(inhoud, attachment=_ATTACHED, qr=f"{inhoud.check_address}#{_QR}")
    seconds = time.process_time() - began
    rows = [[f"made in a template (aim: at least {_AIM:.0%})", *_share(renderer.counts[COMPILED])]]
    rows += [[f"full way: {reason}", *_share(number)] for reason, number in renderer.counts.most_common()
             if reason != COMPILED]  # fmt: skip
    shapes = Counter(map(shape_of, holders))
    rows.append(["shapes among them", f"{len(shapes):,}", "-"])
    rows.append(["documents whose shape came once", *_share(sum(number == 1 for number in shapes.values()))])
    title = f"{_HOLDERS:,} random holders of benchmarks/population.py; {seconds:,.0f} s of CPU without the full ways"
    print_table(title, ("", "number", "share"), rows)


class _LayoutsOnly(WeasyPrintRenderer):
    """Lays shapes out, but not the documents that fit none: here they are only counted."""

    def render(self, inhoud: UittrekselInhoud, *, attachment: bytes, qr: str) -> bytes:
        """Give nothing."""
        return b""


def _share(number: int) -> list[str]:
    return [f"{number:,}", f"{number / _HOLDERS:.2%}"]
