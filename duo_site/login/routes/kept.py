"""What somebody typed when his session ran out: read it, go on with it, or throw it away."""

from flask import flash, get_flashed_messages, redirect, request, url_for
from flask.typing import ResponseReturnValue

from duo_site.login.domain import landing_of
from duo_site.login.routes.blueprint import blueprint, check_token
from duo_site.web.access import find_identity, public
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import path
from duo_site.web.kept_texts import list_kept, throw_away
from duo_site.web.templating import render


@blueprint.get("/bewaarde-tekst")
@public
def kept() -> ResponseReturnValue:
    """Show what is kept of who is asking, and of nobody else."""
    identity = find_identity()
    if identity is None:
        return redirect(path("/inloggen"), 303)
    here = identity.werkplek.key if identity.werkplek else ""
    return render(
        "login/kept_texts.html",
        texts=list_kept(identity),
        here=here,
        back=path(landing_of(identity)),
        messages=get_flashed_messages(),
    )


@blueprint.post("/bewaarde-tekst")
@public
def throw_kept_away() -> ResponseReturnValue:
    """Erase one text of who is asking."""
    identity = find_identity()
    if identity is None:
        return redirect(path("/inloggen"), 303)
    check_token()
    throw_away(identity, request.form.get("tekst", ""))
    flash(_("De tekst is weggegooid."))
    return redirect(url_for("login.kept"), 303)
