"""The address where everybody downloads the kit."""

from flask import Blueprint, Response, abort, request

from duo_site.controle.kit.publishing import publish_kit
from duo_site.controle.parts import status_lists_of
from duo_site.uittreksel.keys import NoSealKey
from duo_site.uittreksel.proofs.keys import NoCredentialKey
from duo_site.uittreksel.proofs.status_list import SECONDS_FRESH
from duo_site.web.access import public
from duo_site.web.clock import now
from duo_site.web.i18n import current_language
from duo_site.web.site import current_site, settings

FILE_NAME = "duo-controle-kit.html"

blueprint = Blueprint("controle_kit", __name__)


@blueprint.get("/controle/kit")
@public
def download() -> Response:
    """Give the kit in the language of the address, the same to everybody."""
    try:
        kit = publish_kit(settings(), status_lists_of(current_site()).current(now()), current_language())
    except (NoCredentialKey, NoSealKey):
        abort(503)
    answer = Response(kit.html, mimetype="text/html")
    answer.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    answer.headers["Cache-Control"] = f"public, max-age={SECONDS_FRESH}"
    answer.set_etag(kit.tag)
    return answer.make_conditional(request)  # type: ignore[return-value]
