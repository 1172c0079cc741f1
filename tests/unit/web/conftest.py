"""A small site behind a byte cache for each test."""

import pytest

from tests.unit.web.cached_site import Site


@pytest.fixture
def site() -> Site:
    """Make the site, with an empty cache."""
    return Site()
