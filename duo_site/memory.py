"""Gives large blocks of memory back to the system as soon as they are let go of."""

import ctypes

_LARGE_BYTES = 64 * 1024
_MMAP_THRESHOLD = -3
"""`M_MMAP_THRESHOLD` in the malloc.h of glibc."""


def give_back_large_blocks() -> None:
    """Let this process map each block of 64 KB or more by itself, so that it goes back when it is freed.

    Left alone, glibc raises that bound to the largest block it freed, 32 MB at most. From then on the files of a
    request lie between small blocks that stay, and their room stays too. Another C library keeps its own ways.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_MMAP_THRESHOLD, _LARGE_BYTES)
