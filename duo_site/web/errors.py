"""Error pages in plain words, in both languages, and problem+json for programs."""

from dataclasses import dataclass
from http import HTTPStatus

import structlog
from flask import Flask, Response, current_app, g, jsonify, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from duo_site.web.access import find_identity
from duo_site.web.i18n import gettext as _
from duo_site.web.refusals import NotPermitted
from duo_site.web.site import current_site
from duo_site.web.templating import render

API_PREFIX = "/api/"
_log = structlog.get_logger()


@dataclass(frozen=True)
class ErrorText:
    """What a visitor reads: a title and what to do."""

    title: str
    text: str


def _text_for(code: int) -> ErrorText:
    """Choose the words for a status code."""
    match code:
        case 401:
            if request.method == "POST":
                lost = _("Er is niets verstuurd. Ga terug in uw browser: daar staat meestal nog wat u invulde.")
                return ErrorText(_("U bent niet ingelogd"), lost)
            return ErrorText(_("U bent niet ingelogd"), _("Log in om deze pagina te zien."))
        case 403:
            return ErrorText(_("U mag deze pagina niet zien"), _("Deze pagina hoort bij een andere rol of inlog."))
        case 404:
            return ErrorText(
                _("Deze pagina bestaat niet"),
                _("Het adres klopt niet, of de pagina is verplaatst of verwijderd."),
            )
        case 405:
            return ErrorText(_("Dit kan hier niet"), _("Open de pagina opnieuw en probeer het nog een keer."))
        case 413:
            return ErrorText(_("Dit is te groot"), _("Stuur een kleiner bestand of een kortere tekst."))
        case 429:
            return ErrorText(_("Dit gaat te snel"), _("Wacht even en probeer het daarna opnieuw."))
        case 503:
            return ErrorText(_("Dit lukt nu niet"), _("Het is te druk. Probeer het over een paar minuten opnieuw."))
        case _ if code < 500:
            return ErrorText(_("Wij begrijpen dit verzoek niet"), _("Ga terug en probeer het nog een keer."))
        case _:
            return ErrorText(
                _("Er ging iets mis"),
                _("Dat ligt aan ons, niet aan u. Probeer het over een paar minuten opnieuw."),
            )


def prepare_errors(app: Flask) -> None:
    """Give an application its error pages."""
    app.register_error_handler(CSRFError, _show_lost_form)
    app.register_error_handler(NotPermitted, _show_refused)
    app.register_error_handler(HTTPException, _show)
    app.register_error_handler(Exception, _show_unexpected)


def problem(status: int, title: str, detail: str = "", **more: object) -> Response:
    """Answer a program in the form of RFC 9457."""
    answer = jsonify({"type": "about:blank", "status": status, "title": title, "detail": detail, **more})
    answer.status_code, answer.mimetype = status, "application/problem+json"
    return answer


def _show(error: HTTPException) -> Response:
    code = error.code or 500
    if error.response is not None or code < 400:
        return current_app.make_response(error.get_response())
    text = _text_for(code)
    if request.path.startswith(API_PREFIX):
        answer = problem(code, HTTPStatus(code).phrase, text.text)
    else:
        answer = _render_page(code, text)
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after"):
            answer.headers[name] = value
    return answer


def _show_refused(error: NotPermitted) -> Response:
    """Tell somebody who is logged in why he may not see a page, and who can mend that."""
    text, site = _text_for(403), current_site()
    identity = find_identity()
    refusal = site.explain_refusal(identity, error.permission) if identity else None
    if refusal is None:
        return _show(error)
    return render("errors/refused.html", status=403, title=text.title, refusal=refusal)


def _show_lost_form(_error: Exception) -> Response:
    """Tell that a form was open too long, without losing the way back."""
    text = _("Wij hebben niets gewijzigd. Ga terug, ververs de pagina en probeer het opnieuw.")
    return _render_page(400, ErrorText(_("Deze pagina stond te lang open"), text))


def _show_unexpected(error: Exception) -> Response:
    _write_down(error)
    return _show(InternalServerError())


def _render_page(code: int, text: ErrorText) -> Response:
    """Render the page; where even that fails, a bare line is left to answer with."""
    try:
        return render("errors/error.html", status=code, code=code, title=text.title, text=text.text)
    except Exception as error:
        _write_down(error)
        return Response(f"{text.title}. {text.text}\n", code, mimetype="text/plain")


def _write_down(error: Exception) -> None:
    _log.error("unexpected", kind=type(error).__name__, route=_route(), request=g.get("request_id"), exc_info=error)
    if current_app.testing:
        raise error


def _route() -> str:
    return request.url_rule.rule if request.url_rule else "-"
