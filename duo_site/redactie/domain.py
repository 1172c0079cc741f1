"""What editors look after."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ReviewedPage:
    """A page with who keeps it right and when it must be looked at again."""

    language: str
    address: str
    title: str
    owner: str
    updated: date
    review: date

    def is_overdue(self, today: date) -> bool:
        """Tell whether the review date has passed."""
        return self.review < today


def by_review_date(pages: tuple[ReviewedPage, ...]) -> tuple[ReviewedPage, ...]:
    """Put the pages that are due first on top."""
    return tuple(sorted(pages, key=lambda page: (page.review, page.address, page.language)))
