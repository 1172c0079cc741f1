"""Builds figures for tests of counts that are written down in a line each."""

from collections.abc import Mapping
from datetime import date

from duo_site.cijfers.domain import SPLITS, Figures, Month, Series, Split
from duo_site.cijfers.publishing import Count, publish
from duo_site.cijfers.values import VALUES

LATER = date(2027, 1, 1)
"""A day on which all of 2026 has ended."""


def counts_of(counts: Mapping[Month, Mapping[str, int]], series: Series = Series.DOWNLOADS) -> list[Count]:
    """Make the counts of months by soort; the other divisions have everything under their first value."""
    made = []
    for month, soorten in counts.items():
        made += [Count(series, month, Split.SOORT, soort, count) for soort, count in soorten.items()]
        for split in SPLITS[series][1:]:
            made.append(Count(series, month, split, VALUES[series, split][0], sum(soorten.values())))
    return made


def publish_months(counts: Mapping[Month, Mapping[str, int]], today: date = LATER) -> Figures:
    """Publish downloads by month and soort."""
    return publish(counts_of(counts), VALUES, today)
