"""A room for tests: one small view for each thing that the plumbing of `web` promises."""

from flask import Blueprint, Response, redirect, request, session
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from duo_site.identity import Permission
from duo_site.web.access import current_identity, find_identity, permit, public
from duo_site.web.database import reading, writing
from duo_site.web.limits import limited
from duo_site.web.page_cache import kept
from duo_site.web.session import end_session
from duo_site.web.site import audit
from duo_site.web.templating import render
from tests.moments import NOON

blueprint = Blueprint("proef", __name__)


def _page(title: str) -> Response:
    return render("errors/error.html", code=200, title=title, text="-")


@blueprint.get("/proef")
@public
def show() -> Response:
    identity = find_identity()
    return _page(identity.name if identity else "niemand")


@blueprint.get("/proef/bewaard")
@public
@kept
def show_kept() -> Response:
    return _page("bewaard")


@blueprint.get("/proef/bewaard-met-koekje")
@public
@kept
def show_kept_with_cookie() -> Response:
    session["onthouden"] = "van een"
    return _page("bewaard")


@blueprint.get("/proef/map/")
@public
def show_folder() -> Response:
    return _page("map")


@blueprint.post("/proef/open")
@public
def receive() -> Response:
    return _page(request.form.get("naam", "leeg"))


@blueprint.post("/proef/onthouden")
@public
def remember() -> ResponseReturnValue:
    session["onthouden"] = request.form["wat"]
    return redirect("/proef", 303)


@blueprint.get("/proef/beperkt")
@public
@limited("2 per minute")
def show_limited() -> Response:
    return _page("beperkt")


@blueprint.get("/proef/stuk/<number>")
@public
def break_down(number: str) -> Response:
    secret = f"BSN {number}"
    raise ValueError(f"{secret} is in the way")


@blueprint.get("/proef/schrijft")
@public
def write_on_get() -> Response:
    with writing():
        return _page("nooit")


@blueprint.get("/proef/leest")
@public
def write_while_reading() -> Response:
    with reading() as database:
        database.execute(text("DELETE FROM session"))
    return _page("nooit")


@blueprint.route("/proef/eigen", methods=["GET", "POST"])
@permit(Permission.MIJN_DIPLOMAS)
def own() -> Response:
    return _page(current_identity().name)


@blueprint.post("/proef/uit")
@permit(Permission.MIJN_DIPLOMAS)
def leave() -> ResponseReturnValue:
    end_session()
    return redirect("/proef", 303)


@blueprint.post("/proef/daad")
@public
def act() -> ResponseReturnValue:
    """Do something and write it down; where the line cannot be written, it has not happened."""
    with writing() as database:
        database.execute(text("INSERT INTO rate_count (key, count, ends_at) VALUES ('daad', 1, 0)"))
        audit().write(
            database,
            action="daad",
            target="-",
            result="gelukt",
            actor="wie",
            origin="-" if "gelukt" in request.form else None,  # type: ignore[arg-type]  # The database refuses it.
            at=NOON,
        )
    return redirect("/proef", 303)
