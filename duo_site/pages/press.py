"""The press archive: releases by year, ten to a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from duo_site.pages.domain import Page

PER_PAGE = 10


@dataclass(frozen=True)
class ArchivePage:
    """One page of the archive: the releases of a year, or of all years where `year` is None."""

    releases: tuple[Page, ...]
    year: int | None
    years: tuple[tuple[int, int], ...]
    """Each year with its number of releases, the newest first."""
    number: int
    last: int


def open_archive(releases: Sequence[Page], year: int | None, number: int) -> ArchivePage | None:
    """Open a page of the archive, counted from 1; None where there is no such year or page."""
    years = sorted({release.published.year for release in releases}, reverse=True)
    chosen = [release for release in releases if year in (None, release.published.year)]
    last = max(1, ceil(len(chosen) / PER_PAGE))
    if (year is not None and year not in years) or not 1 <= number <= last:
        return None
    counts = tuple((each, sum(release.published.year == each for release in releases)) for each in years)
    start = (number - 1) * PER_PAGE
    return ArchivePage(tuple(chosen[start : start + PER_PAGE]), year, counts, number, last)
