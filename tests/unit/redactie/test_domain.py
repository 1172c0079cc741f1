"""Pages that are due for review."""

from datetime import date, timedelta

from duo_site.redactie.domain import ReviewedPage, by_review_date

DAY = date(2026, 11, 21)


def _page(address: str, review: date) -> ReviewedPage:
    return ReviewedPage("nl", address, address, "redactie", DAY, review)


def test_a_page_is_overdue_from_the_day_after_its_review_date() -> None:
    assert not _page("/a", DAY).is_overdue(DAY)
    assert _page("/a", DAY - timedelta(days=1)).is_overdue(DAY)


def test_what_is_due_first_stands_on_top() -> None:
    late, soon, same_day = _page("/z", DAY), _page("/b", DAY + timedelta(days=9)), _page("/a", DAY)
    assert [page.address for page in by_review_date((soon, late, same_day))] == ["/a", "/z", "/b"]
