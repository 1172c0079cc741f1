"""Large blocks of memory go back to the system, also when small ones that stay lie between them."""

import subprocess
import sys

import pytest

_PROGRAM = """
import os
import resource
from pathlib import Path
from duo_site.memory import give_back_large_blocks

def resident_mb():
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6

if {told}:
    give_back_large_blocks()
bytearray(16_000_000)
before = resident_mb()
blocks = [(os.urandom(100_000), os.urandom(1_000)) for _ in range(300)]
stay = [small for _large, small in blocks]
del blocks
print(resident_mb() - before)
"""


@pytest.mark.parametrize(("told", "least", "most"), [(True, -5, 5), (False, 20, 40)])
def test_large_blocks_go_back(told: bool, least: int, most: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM.format(told=told)], capture_output=True, text=True, check=True, timeout=30
    )
    assert least < float(done.stdout) < most
