"""The token desk of the demo identity provider: a code in, an id_token out."""

import base64
import hashlib
import hmac
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey
from werkzeug.datastructures import MultiDict

from duo_site.demo.identity_provider.clients import ASSERTION_TYPE, ClientRefused, RegisteredClient, check_assertion
from duo_site.demo.identity_provider.ledger import TOKEN_SECONDS, Grant, Ledger
from duo_site.means import Means

CLAIMS: dict[Means, tuple[str, ...]] = {
    Means.DIGID: ("bsn", "name"),
    Means.EHERKENNING: ("name", "organisation"),
    Means.MEDEWERKER: ("name", "groups"),
}


class TokenDesk:
    """Checks who asks, with which code and verifier, and signs what is known."""

    def __init__(self, ledger: Ledger, key: ECKey) -> None:
        self._ledger = ledger
        self._key = key

    def exchange(
        self, client: RegisteredClient, issuer: str, form: MultiDict[str, str], now: int
    ) -> tuple[int, dict[str, Any]]:
        """Answer a token request with a status and a body (OpenID Connect Core 1.0 section 3.1.3)."""
        if any(len(values) > 1 for _, values in form.lists()):
            return 400, {"error": "invalid_request"}
        with self._ledger.lock:
            try:
                self._check_client(client, issuer, form, now)
            except ClientRefused as error:
                return 401, {"error": "invalid_client", "error_description": str(error)}
            if form.get("grant_type") != "authorization_code":
                return 400, {"error": "unsupported_grant_type"}
            code = form.get("code", "")
            grant = self._ledger.redeem(code, now)
            if grant is None or not _belongs(grant, client, form):
                return 400, {"error": "invalid_grant"}
            token = self._ledger.issue_token(code, grant, now)
        return 200, {
            "access_token": token,
            "token_type": "Bearer",
            "expires_in": TOKEN_SECONDS,
            "id_token": self._sign(issuer, grant, now),
        }

    def userinfo(self, means: Means, token: str, now: int) -> dict[str, Any] | None:
        """Tell who an access token stands for; None for one that is unknown, over or revoked."""
        with self._ledger.lock:
            grant = self._ledger.tokens.find(token, now)
        return _claims(grant) if grant and grant.request.means is means else None

    def _check_client(self, client: RegisteredClient, issuer: str, form: MultiDict[str, str], now: int) -> None:
        named = form.get("client_id", client.client_id)
        if form.get("client_assertion_type") != ASSERTION_TYPE or named != client.client_id:
            raise ClientRefused("A client proves who it is with private_key_jwt.")
        check_assertion(
            client,
            issuer,
            form.get("client_assertion", ""),
            now,
            lambda number, end: self._ledger.is_new_assertion(number, end, now),
        )

    def _sign(self, issuer: str, grant: Grant, now: int) -> str:
        claims = {
            "iss": issuer,
            "aud": grant.request.client_id,
            "iat": now,
            "exp": now + TOKEN_SECONDS,
            "nonce": grant.request.nonce,
            "acr": grant.acr,
            "auth_time": grant.auth_time,
            **_claims(grant),
        }
        return jwt.encode({"alg": "ES256", "kid": self._key.kid}, claims, self._key, algorithms=["ES256"])


def _belongs(grant: Grant, client: RegisteredClient, form: MultiDict[str, str]) -> bool:
    """Tell whether a code was given to this client, for this address, and to who holds the verifier."""
    digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return (
        grant.request.client_id == client.client_id
        and grant.request.redirect_uri == client.redirect_uri == form.get("redirect_uri")
        and hmac.compare_digest(challenge, grant.request.challenge)
    )


def _claims(grant: Grant) -> dict[str, Any]:
    person = grant.person
    pseudonym = hashlib.sha256(f"{grant.request.client_id} {person.key}".encode()).hexdigest()[:32]
    claims: dict[str, Any] = {"sub": person.subject or pseudonym, "name": person.name}
    if person.bsn:
        claims["bsn"] = person.bsn
    if person.groups:
        claims["groups"] = list(person.groups)
    if person.school and not grant.without_machtiging:
        claims["organisation"] = person.school.instellingscode
    return claims
