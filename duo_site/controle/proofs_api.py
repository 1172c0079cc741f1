"""The controle for programs: what is known of a number, the keys, and the status list. No personal data."""

import hashlib
from http import HTTPStatus

from flask import Blueprint, Response, jsonify, request

from duo_site.controle import service
from duo_site.controle.forms import LONGEST_NUMBER
from duo_site.controle.parts import status_lists_of
from duo_site.controle.proofs_schemas import ISSUED, KEYS, STATUS_LIST
from duo_site.uittreksel.keys import NoSealKey, load_keys
from duo_site.uittreksel.proofs.key_document import write_key_document
from duo_site.uittreksel.proofs.keys import NoCredentialKey, load_credential_keys
from duo_site.uittreksel.proofs.signing import JWT_TYPE
from duo_site.uittreksel.proofs.status_list import SECONDS_FRESH
from duo_site.web.access import public
from duo_site.web.api import BASE, described
from duo_site.web.clock import now
from duo_site.web.database import reading
from duo_site.web.errors import problem
from duo_site.web.limits import limited
from duo_site.web.site import current_site, secrecy, settings

blueprint = Blueprint("controle_proofs_api", __name__, url_prefix=BASE)


@blueprint.get("/uittreksels/<path:nummer>")
@public
@limited("30 per minute")
@described(ISSUED)
def show_issued(nummer: str) -> Response:
    """Tell what anybody may know of a number; unknown and malformed numbers get the same answer."""
    with reading() as session:
        issued = service.find_issued(session, secrecy(), nummer[: LONGEST_NUMBER + 1])
    if issued is None:
        return problem(404, "Dit nummer kennen wij niet", "Een uittreksel met dit nummer is niet afgegeven.")
    return jsonify(nummer=issued.number, oordeel=issued.status, afgegeven_op=issued.issued_on.isoformat())


@blueprint.get("/sleutels")
@public
@described(KEYS)
def show_keys() -> Response:
    """Give all keys and certificates with their validity."""
    try:
        folder = settings().seal_folder
        answer = jsonify(write_key_document(load_keys(folder), load_credential_keys(folder), now()))
    except (NoSealKey, NoCredentialKey):
        return _nothing_yet()
    return _cacheable(answer, hashlib.sha256(answer.get_data()).hexdigest()[:32])


@blueprint.get("/statuslijst")
@public
@described(STATUS_LIST)
def show_status_list() -> Response:
    """Give the signed list, the same whole list to everybody."""
    try:
        published = status_lists_of(current_site()).current(now())
    except NoCredentialKey:
        return _nothing_yet()
    return _cacheable(Response(published.token, mimetype=f"application/{JWT_TYPE}"), published.tag)


def _cacheable(answer: Response, tag: str) -> Response:
    """Let everybody keep an answer for thirty seconds, read it from any site, and ask whether it changed."""
    answer.headers["Cache-Control"] = f"public, max-age={SECONDS_FRESH}"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.set_etag(tag)
    return answer.make_conditional(request)  # type: ignore[return-value]


def _nothing_yet() -> Response:
    """Say that there is no key yet, so that nobody takes an empty list for the truth."""
    answer = problem(HTTPStatus.SERVICE_UNAVAILABLE, "Er zijn nog geen sleutels", "Probeer het later opnieuw.")
    answer.headers["Retry-After"] = "600"
    return answer
