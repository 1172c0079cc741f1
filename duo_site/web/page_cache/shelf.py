"""Where kept answers lie: bounded by bytes and by age, the longest unused go first."""

from collections import OrderedDict
from collections.abc import Callable

from duo_site.web.page_cache.answer import KeptAnswer

Key = tuple[str, str, bool]
"""Path with its language prefix, query string as given, and whether the feedback invitation is closed."""


class Shelf:
    """Keep answers up to `max_bytes` and `max_age_seconds`. Not thread-safe: the cache locks around it."""

    def __init__(self, *, max_bytes: int, max_age_seconds: float, clock: Callable[[], float]) -> None:
        """Begin empty; `clock` counts seconds and never runs back."""
        self.max_bytes = max_bytes
        self.used_bytes = 0
        self._max_age_seconds = max_age_seconds
        self._clock = clock
        self._answers: OrderedDict[Key, tuple[KeptAnswer, float]] = OrderedDict()

    def __len__(self) -> int:
        """Count the answers, also those past their age that nobody has asked for since."""
        return len(self._answers)

    def find(self, key: Key) -> KeptAnswer | None:
        """Find an answer that is not too old, and note that it was used."""
        found = self._answers.get(key)
        if found is None:
            return None
        answer, best_before = found
        if self._clock() >= best_before:
            self._remove(key)
            return None
        self._answers.move_to_end(key)
        return answer

    def takes(self, body_size: int) -> bool:
        """Say whether a body of this many bytes is small enough to keep: a quarter of the shelf at most."""
        return body_size * 4 <= self.max_bytes

    def put(self, key: Key, answer: KeptAnswer) -> None:
        """Keep an answer and let go of the longest unused until the bytes fit."""
        self._remove(key)
        self._answers[key] = (answer, self._clock() + self._max_age_seconds)
        self.used_bytes += answer.size
        while self.used_bytes > self.max_bytes:
            self._remove(next(iter(self._answers)))

    def forget(self, path_prefixes: tuple[str, ...]) -> None:
        """Let go of every answer whose path begins with one of the prefixes."""
        for key in [key for key in self._answers if key[0].startswith(path_prefixes)]:
            self._remove(key)

    def empty(self) -> None:
        """Let go of everything."""
        self._answers.clear()
        self.used_bytes = 0

    def _remove(self, key: Key) -> None:
        found = self._answers.pop(key, None)
        if found is not None:
            self.used_bytes -= found[0].size
