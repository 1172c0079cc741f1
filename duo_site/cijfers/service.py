"""Reads the counts from the database."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from duo_site.cijfers.domain import Figures, Series, Split, month_of
from duo_site.cijfers.publishing import Count, publish
from duo_site.cijfers.values import VALUES
from duo_site.tally import Counted, TallyRow

_SERIES = {
    Counted.DOWNLOAD: Series.DOWNLOADS,
    Counted.UITTREKSEL: Series.UITTREKSELS,
    Counted.CONTROLE: Series.CONTROLES,
    Counted.NUMMER: Series.NUMMERS,
}
_ROWS = select(TallyRow.month, TallyRow.what, TallyRow.soort, TallyRow.language, TallyRow.count.label("number"))


def read_figures(session: Session, today: date) -> Figures:
    """Give the figures that may be seen on a day."""
    rows = session.execute(_ROWS.where(TallyRow.month < today.replace(day=1)))
    counts: list[Count] = []
    for row in rows:
        month, what, count = month_of(row.month), Counted(row.what), row.number
        if what is Counted.OORDEEL:
            counts.append(Count(Series.CONTROLES, month, Split.OORDEEL, row.soort, count))
            continue
        series = _SERIES[what]
        counts.append(Count(series, month, Split.SOORT, row.soort, count))
        counts.append(Count(series, month, Split.TAAL, row.language, count))
    return publish(counts, VALUES, today)
