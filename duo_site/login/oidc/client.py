"""The OpenID Connect client: sends somebody to the provider and judges what comes back."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from joserfc.jwk import ECKey

from duo_site.login.domain import (
    Cancelled,
    Failure,
    LevelTooLow,
    PendingLogin,
    ProviderDown,
    Refusal,
    Refused,
    find_level,
    is_high_enough,
)
from duo_site.login.oidc.discovery import TIMEOUT, Discovery, ProviderFailure, is_loopback
from duo_site.login.oidc.id_token import Expected, TokenRefused, VerifiedClaims, check_id_token
from duo_site.settings import Provider

_CHANCE_BYTES = 32
_ASSERTION_SECONDS = 60
_LONGEST_ANSWER = 2000


@dataclass(frozen=True)
class Begun:
    """A login that can start: where to send the person and what to remember."""

    address: str
    pending: PendingLogin


class OpenIdClient:
    """This site as a client of one provider."""

    def __init__(self, provider: Provider, redirect_uri: str, key: ECKey) -> None:
        needed = find_level(provider.means, provider.acr)
        if needed is None:
            raise ValueError(f"{provider.acr} is not a level of {provider.means}.")
        self.needed = needed
        self.provider = provider
        self._redirect_uri = redirect_uri
        self._key = key
        self._discovery = Discovery(provider.issuer)

    def begin(self, *, now: datetime, language: str, next_path: str = "") -> Begun | ProviderDown:
        """Prepare a login with fresh state, nonce and verifier of 256 bits of chance each."""
        state, nonce, verifier = (secrets.token_urlsafe(_CHANCE_BYTES) for _ in range(3))
        try:
            endpoint = self._discovery.metadata().authorization_endpoint
        except ProviderFailure:
            return ProviderDown()
        with self._session() as session:
            address, _ = session.create_authorization_url(
                endpoint,
                state=state,
                nonce=nonce,
                code_verifier=verifier,
                acr_values=self.provider.acr,
                # Whoever comes next to this computer must not get in on the login of the one before.
                prompt="login",
                max_age="0",
                ui_locales=language,
            )
        return Begun(address, PendingLogin(self.provider.means, state, nonce, verifier, now, language, next_path))

    def finish(self, pending: PendingLogin, answer: Mapping[str, str], now: datetime) -> VerifiedClaims | Failure:
        """Judge what the provider sent back and fetch the id_token with the code."""
        if pending.is_overdue(now):
            return Refused(Refusal.OVERDUE)
        try:
            failure = self._check_answer(answer)
            if failure is not None:
                return failure
            token = self._fetch_token(answer["code"], pending.verifier, now)
            expected = Expected(self.provider.issuer, self.provider.client_id, pending.nonce, pending.started, now)
            claims = check_id_token(token, self._discovery.keys, expected)
        except OAuthError:
            return Refused(Refusal.PROVIDER_REFUSED)
        except ProviderFailure:
            return ProviderDown()
        except TokenRefused as error:
            return Refused(error.reason)
        if not is_high_enough(self.provider.means, claims.acr, self.provider.acr):
            return LevelTooLow(find_level(self.provider.means, claims.acr), self.needed)
        return claims

    def logout_address(self, back_to: str, language: str) -> str | None:
        """Give the address that logs out at the provider too; None when it has none or does not answer.

        No id_token_hint: it would put the BSN in an address.
        """
        try:
            endpoint = self._discovery.metadata().end_session_endpoint
        except ProviderFailure:
            return None
        query = {"client_id": self.provider.client_id, "post_logout_redirect_uri": back_to, "ui_locales": language}
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(query)}" if endpoint else None

    def _check_answer(self, answer: Mapping[str, str]) -> Failure | None:
        """Check who answers (RFC 9207) and what; None when there is a code to use."""
        if any(len(value) > _LONGEST_ANSWER for value in answer.values()):
            return Refused(Refusal.BAD_ANSWER)
        issuer = answer.get("iss")
        if issuer != self.provider.issuer and (issuer is not None or self._discovery.metadata().names_itself):
            return Refused(Refusal.WRONG_ISSUER)
        match answer.get("error"):
            case None:
                return None if answer.get("code") else Refused(Refusal.BAD_ANSWER)
            case "access_denied":
                return Cancelled()
            case "unmet_authentication_requirements":
                return LevelTooLow(None, self.needed)
            case "server_error" | "temporarily_unavailable":
                return ProviderDown()
            case _:
                return Refused(Refusal.PROVIDER_REFUSED)

    def _fetch_token(self, code: str, verifier: str, now: datetime) -> object:
        endpoint = self._discovery.metadata().token_endpoint
        with self._session() as session:
            session.trust_env = not is_loopback(endpoint)
            session.register_client_auth_method(
                PrivateKeyJWT(
                    # The issuer as the audience: the assertion is then of no use anywhere else (RFC 7523bis).
                    self.provider.issuer,
                    claims={
                        "jti": secrets.token_urlsafe(_CHANCE_BYTES),
                        "exp": int(now.timestamp()) + _ASSERTION_SECONDS,
                    },
                    headers={"kid": self._key.kid},
                    alg="ES256",
                )
            )
            try:
                token = session.fetch_token(
                    endpoint,
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=verifier,
                    redirect_uri=self._redirect_uri,
                    timeout=TIMEOUT,
                    allow_redirects=False,
                )
            except (requests.RequestException, ValueError, TypeError) as error:
                raise ProviderFailure("The provider does not answer with a token.") from error
        found: object = token.get("id_token")
        return found

    def _session(self) -> OAuth2Session:
        return OAuth2Session(
            client_id=self.provider.client_id,
            client_secret=self._key,
            token_endpoint_auth_method=PrivateKeyJWT.name,
            redirect_uri=self._redirect_uri,
            scope="openid profile",
            code_challenge_method="S256",
        )
