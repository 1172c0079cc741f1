"""Test BSNs: 9999xxxxx, belonging to nobody."""

from collections.abc import Iterator

from duo_site.demo.people import CAST

_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def list_test_bsns() -> Iterator[str]:
    """List test numbers (9999xxxxx) that pass the 11-test and are not of the cast."""
    taken = {person.bsn for person in CAST}
    for number in range(999_910_000, 1_000_000_000):
        bsn = str(number)
        if sum(w * int(d) for w, d in zip(_BSN_WEIGHTS, bsn, strict=True)) % 11 == 0 and bsn not in taken:
            yield bsn
