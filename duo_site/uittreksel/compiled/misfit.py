"""Why a document does not fit a compiled template, so that WeasyPrint must lay it out."""

from enum import StrEnum


class Reason(StrEnum):
    """The kinds of misfit, as they are counted."""

    CHARACTERS = "characters"
    WIDTH = "width"
    SHAPE = "shape"


class DoesNotFit(Exception):
    """The document goes the full way; nothing is wrong with it."""

    def __init__(self, reason: Reason, told: str) -> None:
        """Take the reason that is counted and a sentence without data of anybody."""
        super().__init__(told)
        self.reason = reason

    def __reduce__(self) -> tuple[type["DoesNotFit"], tuple[Reason, str]]:
        """Travel between processes."""
        return DoesNotFit, (self.reason, str(self))
