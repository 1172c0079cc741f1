"""Reading an authorization request (OpenID Connect Core 1.0 section 3.1.2; PKCE, RFC 7636)."""

import re

from flask import abort
from werkzeug.datastructures import MultiDict

from duo_site.demo.identity_provider.clients import RegisteredClient
from duo_site.demo.identity_provider.ledger import AuthorizationRequest
from duo_site.login.domain import LEVELS, find_level
from duo_site.means import Means

_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
_LONGEST = 500
_SHORTEST_CHANCE = 22
"""Characters of base64url in which 128 bits of chance fit."""


class RequestRefused(Exception):
    """The request is wrong in a way that the site is told about."""

    def __init__(self, code: str, state: str) -> None:
        super().__init__(f"The authorization request was refused: {code}.")
        self.code = code
        self.state = state


def read_request(query: MultiDict[str, str], client: RegisteredClient, means: Means) -> AuthorizationRequest:
    """Read a request; answers 400 where it may not go back to the site, raises RequestRefused for other faults."""
    if query.get("client_id") != client.client_id or query.get("redirect_uri") != client.redirect_uri:
        abort(400)
    if any(len(values) > 1 or len(values[0]) > _LONGEST for _, values in query.lists()):
        abort(400)
    state, nonce, challenge = (query.get(name, "") for name in ("state", "nonce", "code_challenge"))
    for refused, code in (
        (query.get("response_type") != "code", "unsupported_response_type"),
        ("request" in query, "request_not_supported"),
        ("request_uri" in query, "request_uri_not_supported"),
        ("openid" not in query.get("scope", "").split(), "invalid_scope"),
        (query.get("code_challenge_method") != "S256" or not _CHALLENGE.fullmatch(challenge), "invalid_request"),
        (len(state) < _SHORTEST_CHANCE or len(nonce) < _SHORTEST_CHANCE, "invalid_request"),
        (query.get("prompt") == "none", "login_required"),
    ):
        if refused:
            raise RequestRefused(code, state)
    wanted = (find_level(means, word) for word in query.get("acr_values", "").split())
    level = next((level for level in wanted if level), LEVELS[means][1])
    language = query.get("ui_locales", "").split()
    return AuthorizationRequest(
        means=means,
        client_id=client.client_id,
        redirect_uri=client.redirect_uri,
        state=state,
        nonce=nonce,
        challenge=challenge,
        acr=level.uri,
        language=language[0] if language else "nl",
    )
