"""The demo identity provider as an application: its addresses and its pages."""

import time
from urllib.parse import urlencode, urlsplit

from flask import Flask, Response, abort, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from joserfc.jwk import ECKey
from werkzeug.exceptions import HTTPException

from duo_site.demo.identity_provider.clients import RegisteredClient
from duo_site.demo.identity_provider.exchange import CLAIMS, TokenDesk
from duo_site.demo.identity_provider.ledger import AuthorizationRequest, Grant, Ledger
from duo_site.demo.identity_provider.requests import RequestRefused, read_request
from duo_site.demo.identity_provider.texts import texts_in
from duo_site.demo.people import find_person, list_people
from duo_site.login.domain import LEVELS
from duo_site.means import Means
from duo_site.web.headers import CONTENT_SECURITY_POLICY, SECURITY_HEADERS

_MEANS = "<any(digid, eherkenning, medewerker):word>"


class DemoProvider:
    """Three issuers under one address, one for each means."""

    def __init__(self, place: str, clients: dict[Means, RegisteredClient], site: str) -> None:
        self.place = place
        self.site = site
        self.clients = clients
        self.ledger = Ledger()
        self.key = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, private=True, auto_kid=True)
        self.desk = TokenDesk(self.ledger, self.key)

    def issuer(self, means: Means) -> str:
        """Give the name of the issuer of a means."""
        return f"http://{self.place}/{means}"

    def client(self, word: str) -> tuple[Means, RegisteredClient]:
        """Give the means of an address and the site that uses it; answers 404 where none does."""
        means = Means(word)
        return means, self.clients.get(means) or abort(404)

    # --- what the site asks directly ---

    def discover(self, word: str) -> ResponseReturnValue:
        """Say what this issuer can do (OpenID Connect Discovery 1.0)."""
        means, _client = self.client(word)
        issuer = self.issuer(means)
        return jsonify(
            issuer=issuer,
            authorization_endpoint=f"{issuer}/authorize",
            token_endpoint=f"{issuer}/token",
            userinfo_endpoint=f"{issuer}/userinfo",
            jwks_uri=f"{issuer}/jwks",
            end_session_endpoint=f"{issuer}/logout",
            scopes_supported=["openid", "profile"],
            response_types_supported=["code"],
            response_modes_supported=["query"],
            grant_types_supported=["authorization_code"],
            subject_types_supported=["pairwise"],
            id_token_signing_alg_values_supported=["ES256"],
            token_endpoint_auth_methods_supported=["private_key_jwt"],
            token_endpoint_auth_signing_alg_values_supported=["ES256"],
            code_challenge_methods_supported=["S256"],
            acr_values_supported=[level.uri for level in LEVELS[means]],
            claims_supported=["sub", "acr", "auth_time", *CLAIMS[means]],
            ui_locales_supported=["nl", "en"],
            authorization_response_iss_parameter_supported=True,
        )

    def keys(self, word: str) -> ResponseReturnValue:
        """Give the public key that id_tokens are checked with."""
        self.client(word)
        return jsonify(keys=[self.key.as_dict(private=False)])

    def token(self, word: str) -> ResponseReturnValue:
        """Give an id_token for a code."""
        means, client = self.client(word)
        status, body = self.desk.exchange(client, self.issuer(means), request.form, int(time.time()))
        return jsonify(body), status

    def userinfo(self, word: str) -> ResponseReturnValue:
        """Tell again who logged in, for an access token that was not revoked."""
        means, _client = self.client(word)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        body = self.desk.userinfo(means, token, int(time.time()))
        if body is None:
            return Response(status=401, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})
        return jsonify(body)

    # --- what the person sees ---

    def index(self) -> ResponseReturnValue:
        """Show who can log in with which means; a login itself starts at the site."""
        cast = [(means, list_people(means)) for means in Means if means in self.clients]
        return render_template("index.html", texts=texts_in(_language()), site=self.site, cast=cast)

    def authorize(self, word: str) -> ResponseReturnValue:
        """Show who can log in."""
        means, client = self.client(word)
        try:
            asked = read_request(request.args, client, means)
        except RequestRefused as error:
            return self._send_back(client.redirect_uri, error.state, means, error=error.code)
        with self.ledger.lock:
            ticket = self.ledger.tickets.put(asked, int(time.time()))
        return Response(
            render_template(
                "choose.html",
                texts=texts_in(asked.language),
                means=means,
                people=list_people(means),
                ticket=ticket,
            )
        )

    def choose(self, word: str) -> ResponseReturnValue:
        """Send the person back to the site with a code, or with the news that he stopped."""
        means, _client = self.client(word)
        now = int(time.time())
        with self.ledger.lock:
            asked = self.ledger.tickets.take(request.form.get("ticket", ""), now)
        if asked is None or asked.means is not means:
            abort(400)
        if "cancel" in request.form:
            return self._send_back(asked.redirect_uri, asked.state, means, error="access_denied")
        person = find_person(means, request.form.get("person", "")) or abort(400)
        acr = self._acr(asked, "low" in request.form)
        grant = Grant(asked, person, acr, now, without_machtiging="unauthorised" in request.form)
        with self.ledger.lock:
            code = self.ledger.codes.put(grant, now)
        return self._send_back(asked.redirect_uri, asked.state, means, code=code)

    def log_out(self, word: str) -> ResponseReturnValue:
        """End the session, which is not kept here, and go back to the site (RP-Initiated Logout 1.0)."""
        _means, client = self.client(word)
        target = request.args.get("post_logout_redirect_uri", "")
        if request.args.get("client_id") != client.client_id or target not in client.logout_uris:
            abort(400)
        state = request.args.get("state")
        return redirect(f"{target}?{urlencode({'state': state})}" if state else target, 303)

    def _acr(self, asked: AuthorizationRequest, too_low: bool) -> str:
        return LEVELS[asked.means][0].uri if too_low else asked.acr

    def _send_back(self, target: str, state: str, means: Means, **answer: str) -> ResponseReturnValue:
        query = {**answer, "state": state, "iss": self.issuer(means)}
        return redirect(f"{target}?{urlencode(query)}", 303)


def create_provider_app(place: str, clients: dict[Means, RegisteredClient], base_url: str) -> Flask:
    """Build the application; `place` is its own host and port, `base_url` the site that it serves."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 50_000
    provider = DemoProvider(place, clients, base_url)
    app.add_url_rule("/", "index", provider.index)
    for rest, method, view in (
        ("/.well-known/openid-configuration", "GET", provider.discover),
        ("/jwks", "GET", provider.keys),
        ("/authorize", "GET", provider.authorize),
        ("/keuze", "POST", provider.choose),
        ("/token", "POST", provider.token),
        ("/userinfo", "GET", provider.userinfo),
        ("/logout", "GET", provider.log_out),
    ):
        app.add_url_rule(f"/{_MEANS}{rest}", view.__name__, view, methods=[method])
    # Browsers hold the whole chain of redirects after a form against form-action, so the site must stand in it.
    site = urlsplit(base_url)
    policy = CONTENT_SECURITY_POLICY.replace("form-action 'self'", f"form-action 'self' {site.scheme}://{site.netloc}")
    headers = {**dict(SECURITY_HEADERS), "Content-Security-Policy": policy, "Cache-Control": "no-store"}

    @app.before_request
    def check_host() -> None:
        # A name that was bound to this machine by somebody else's name server is refused.
        if request.host != place:
            abort(400)

    @app.after_request
    def add_headers(answer: Response) -> Response:
        answer.headers.update(headers)
        return answer

    app.register_error_handler(HTTPException, _show_problem)
    return app


def _show_problem(error: HTTPException) -> ResponseReturnValue:
    return render_template("problem.html", texts=texts_in(_language())), error.code or 500


def _language() -> str:
    return request.accept_languages.best_match(("nl", "en")) or "nl"
