"""What was typed is not lost when a session runs out: kept here, and shown again in its own form after the login.

Nothing that is kept is ever sent on: a person looks at it and sends the form himself, with a token of the session he
has then. See docs/decisions/0024-typed-text-outlives-a-session.md.
"""

from dataclasses import dataclass

from flask import Flask, Response, current_app, g, has_request_context, redirect, request, session
from flask_wtf.csrf import validate_csrf
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as WerkzeugResponse
from wtforms import ValidationError

from duo_site.identity import Identity, Permission
from duo_site.kept_texts import KeptText, Owner, forget, forget_all, keep, list_texts, make_text
from duo_site.web.access import MEANS_FOR, access_of, find_identity, page_of
from duo_site.web.addresses import encoded_path
from duo_site.web.clock import now
from duo_site.web.database import reading, writing
from duo_site.web.i18n import path
from duo_site.web.limits import is_within
from duo_site.web.session import EndedSession, find_ended_session
from duo_site.web.site import secrecy, settings

_FLAG = "kept-texts"
_CSRF = "csrf_token"
_CSRF_SALT = "wtf-csrf-token"
"""With which Flask-WTF signs its tokens."""
_OFTEN = "20 per minute"


@dataclass(frozen=True)
class KeptNotice:
    """What a page tells of kept texts: the one that stands in its form again, or that there are others."""

    shown: KeptText | None


def prepare_kept_texts(app: Flask) -> None:
    """Let an application keep what comes too late; the origin of a request must have been checked before."""
    app.before_request(_keep_of_ended)
    app.after_request(_forget_what_was_sent)


def _keep_of_ended() -> WerkzeugResponse | None:
    """Keep a form whose session has run out, and lead to the login; anything else goes its way."""
    access, ended = _guarded_by(), find_ended_session()
    if access is None or ended is None or find_identity() is not None:
        return None
    if MEANS_FOR[access] != ended.owner.means or not _is_own_form() or not _is_of(ended):
        return None
    page = page_of(request.path)
    text = _read_form(page)
    if text.typed and not _keep(ended.owner, text):
        return None  # The page of 401 says that it may still stand in the browser.
    reason = "bewaard" if text.typed else "verlopen"
    return redirect(path(f"/inloggen/{ended.owner.means}/niet-gelukt/{reason}", volgende=encoded_path(page)), 303)


def keep_of_now() -> WerkzeugResponse | None:
    """Keep a form of an earlier session of somebody who logged in again elsewhere, and lead to its page."""
    access, identity = _guarded_by(), find_identity()
    if access is None or identity is None or MEANS_FOR[access] is not identity.means:
        return None
    if not _is_own_form() or not _has_token_of_ours():
        return None
    page = page_of(request.path)
    text = _read_form(page)
    if not text.typed or not _keep(owner_of(identity), text):
        return None
    session[_FLAG] = True
    return redirect(path(encoded_path(page)), 303)


def remember_texts(identity: Identity) -> None:
    """Note in the session of somebody who has just logged in whether something of his is kept."""
    if list_kept(identity):
        session[_FLAG] = True


def list_kept(identity: Identity) -> tuple[KeptText, ...]:
    """List what is kept of somebody, the newest first."""
    with reading() as database:
        return list_texts(database, secrecy(), owner_of(identity), now())


def throw_away(identity: Identity, form: str) -> None:
    """Erase one text of somebody."""
    with writing() as database:
        forget(database, secrecy(), owner_of(identity), form)


def throw_all_away(identity: Identity) -> None:
    """Erase every text of somebody who logs out: the computer may be somebody else's."""
    with writing() as database:
        forget_all(database, secrecy(), owner_of(identity))


def take_for(names: set[str]) -> MultiDict[str, str] | None:
    """Give what was typed in a form with these fields on this page, to be shown again; None where nothing was."""
    if not has_request_context() or request.method != "GET" or not session.get(_FLAG):
        return None
    identity = find_identity()
    for text in _of_this_request():
        here = identity.werkplek.key if identity and identity.werkplek else ""
        if text.page == request.path and text.werkplek in ("", here) and text.fits(names):
            g.kept_text_shown = text
            return MultiDict(text.fields)
    return None


def find_notice() -> KeptNotice | None:
    """Tell what this page must say of kept texts; None where there is nothing to say."""
    if request.method != "GET" or not session.get(_FLAG) or not _of_this_request():
        return None
    return KeptNotice(g.get("kept_text_shown"))


def owner_of(identity: Identity) -> Owner:
    """Name who somebody is to those who keep his texts."""
    return Owner(identity.means, identity.subject)


def _read_form(page: str) -> KeptText:
    """Read what this request sent."""
    fields = [(name, value) for name, values in request.form.lists() for value in values if "\0" not in value]
    had_file = any(file.filename for file in request.files.values())
    return make_text(secrecy(), request.path, page, fields, had_file=had_file, at=now())


def _keep(owner: Owner, text: KeptText) -> bool:
    """Keep a text; False where it is too much, or comes too often."""
    if not text.is_small or not is_within(_OFTEN, "kept-texts"):
        return False
    with writing() as database:
        keep(database, secrecy(), owner, text)
    g.kept_just_now = True
    return True


def _guarded_by() -> Permission | None:
    """Give what a form that is sent here needs; None for anything else."""
    if request.method != "POST" or request.endpoint is None:
        return None
    access = access_of(current_app.view_functions[request.endpoint])
    return access if isinstance(access, Permission) else None


def _is_own_form() -> bool:
    """Tell whether the browser says that a page of this site sent the form; saying nothing is not enough here."""
    own = (settings().base_url, request.host_url.rstrip("/"))
    return request.headers.get("Sec-Fetch-Site", "same-origin" if request.origin in own else "") == "same-origin"


def _is_of(ended: EndedSession) -> bool:
    """Tell whether a form carries the token of a session that has run out."""
    session[_CSRF] = ended.csrf_token
    try:
        validate_csrf(request.form.get(_CSRF))
    except ValidationError:
        return False
    finally:
        del session[_CSRF]
    return True


def _has_token_of_ours() -> bool:
    """Tell whether a form carries a token that this site once gave, in whichever session."""
    signed = URLSafeTimedSerializer(settings().secret_key, salt=_CSRF_SALT)
    try:
        signed.loads(request.form.get(_CSRF, ""))
    except BadData:
        return False
    return True


def _of_this_request() -> tuple[KeptText, ...]:
    """List what is kept of who is asking, read once for a request."""
    if "kept_texts" not in g:
        identity = find_identity()
        g.kept_texts = list_kept(identity) if identity else ()
    found: tuple[KeptText, ...] = g.kept_texts
    return found


def _forget_what_was_sent(answer: Response) -> Response:
    """Erase a text as soon as its form has been sent well; where the form is shown again, it stays."""
    identity = find_identity() if _guarded_by() and session.get(_FLAG) else None
    if identity is None or g.get("kept_just_now") or answer.status_code >= 400:
        return answer
    werkplek = request.form.get("werkplek", "")
    for text in list_kept(identity):
        if (text.action, text.werkplek) == (request.path, werkplek):
            throw_away(identity, text.form)
    return answer
