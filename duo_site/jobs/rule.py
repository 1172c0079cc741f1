"""How a kind of job is held, and how often it is tried."""

from dataclasses import dataclass
from datetime import timedelta

HELD_FOR = timedelta(seconds=20)
"""How long a worker holds a job without reporting, unless its kind says otherwise; after that it is taken for dead."""


@dataclass(frozen=True)
class JobRule:
    """The pause after each attempt that failed; after the last attempt the job is given up."""

    pauses: tuple[timedelta, ...]
    held_for: timedelta = HELD_FOR

    @property
    def most_attempts(self) -> int:
        """How often a job is tried."""
        return len(self.pauses) + 1

    def pause_after(self, attempts: int) -> timedelta | None:
        """Tell how long to wait after so many attempts; None where that was the last."""
        return self.pauses[attempts - 1] if attempts <= len(self.pauses) else None


FOUR_ATTEMPTS = JobRule((HELD_FOR,) * 3)
"""The rule of a kind that says nothing else."""
