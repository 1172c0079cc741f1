"""The pages of the editors."""

from collections.abc import Callable
from typing import cast

from flask import Blueprint, Flask, Response

from duo_site.identity import Permission
from duo_site.redactie.domain import ReviewedPage, by_review_date
from duo_site.web.access import permit
from duo_site.web.clock import today
from duo_site.web.site import current_site
from duo_site.web.templating import render

blueprint = Blueprint("redactie", __name__)

ListPages = Callable[[], tuple[ReviewedPage, ...]]
_PART = "redactie.pages"


def prepare(app: Flask, list_pages: ListPages) -> None:
    """Give the room the function that lists the pages of the site."""
    app.extensions["duo"].parts[_PART] = list_pages


@blueprint.get("/redactie")
@permit(Permission.REDACTIE)
def overview() -> Response:
    """Show an editor the pages of the site, those that must be reviewed first on top."""
    list_pages = cast(ListPages, current_site().parts[_PART])
    pages, day = by_review_date(list_pages()), today()
    overdue = sum(page.is_overdue(day) for page in pages)
    return render("redactie/overview.html", pages=pages, overdue=overdue, today=day)
