"""Fixtures: a register of one's own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from duo_site.secrecy import Secrecy
from tests.unit.mijn_diplomas.builders import Register, make_register


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """Make an empty register."""
    made = make_register(tmp_path, Secrecy(b"k" * 32))
    yield made
    made.engine.dispose()
