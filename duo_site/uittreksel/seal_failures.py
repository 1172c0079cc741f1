"""Why there is no seal. Each carries one sentence; nothing was issued."""


class SealingFailed(Exception):
    """The document could not be sealed; nothing was issued."""


class TimeStampFailed(SealingFailed):
    """No time stamp could be had, so nothing was issued; later it may succeed."""


class SealKeyUnavailable(SealingFailed):
    """The private key of the seal does not answer, so nothing was issued; later it may succeed."""
