"""The werkplek of a request, and the blueprints of the parts, which hold every form to it."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from duo_site.identity import Werkplek
from duo_site.web.access import current_identity
from duo_site.web.templating import render

FIELD = "werkplek"
"""Every form of Mijn DUO says in this field for which werkplek it was filled in."""


def current_werkplek() -> Werkplek:
    """Give for which werkplek the medewerker is here; answers 403 where there is none."""
    werkplek = current_identity().werkplek
    if werkplek is None:
        abort(403)
    return werkplek


def mijn_duo_blueprint(part: str, import_name: str) -> Blueprint:
    """Make the blueprint of a part, which takes forms for the current werkplek alone."""
    blueprint = Blueprint(f"mijn_duo_{part}", import_name)
    blueprint.before_request(_check_werkplek)
    return blueprint


def _check_werkplek() -> ResponseReturnValue | None:
    """Refuse a form that was opened for another werkplek: somebody chose again in another tab meanwhile."""
    if request.method != "POST":
        return None
    werkplek = current_identity().werkplek
    if request.values.get(FIELD) == (werkplek.key if werkplek else ""):
        return None
    return render("mijn_duo/elsewhere.html", status=409)
