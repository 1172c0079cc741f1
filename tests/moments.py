"""Moments for tests that hold the clock."""

from datetime import UTC, datetime

NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
