"""Logging in and looking at what it did."""

from urllib.parse import urlencode

from sqlalchemy import select
from werkzeug.test import TestResponse

from duo_site.audit import AuditLine
from duo_site.database import reading_session
from duo_site.demo.people import DemoPerson
from duo_site.web.session import COOKIE
from duo_site.web.site import Site
from tests.site.client import LookingClient
from tests.unit.login.houses import enter_demo

LOGGED_IN_ONLY = "/inloggen/sessie-verlengd"


def come_back(client: LookingClient, means: str, answer: dict[str, str]) -> TestResponse:
    return client.get(f"/inloggen/{means}/terug?{urlencode(answer)}")


def log_in_as(client: LookingClient, person: DemoPerson, start: str = "", level: int = 1) -> TestResponse:
    begun = client.get(start or f"/inloggen/{person.means}")
    assert begun.status_code == 303
    return come_back(client, person.means, enter_demo(begun.headers["Location"], level, person.key))


def token_of(client: LookingClient) -> str | None:
    cookie = client.get_cookie(COOKIE, domain="duo.test")
    return cookie.value if cookie else None


def is_logged_in(client: LookingClient) -> bool:
    return client.get(LOGGED_IN_ONLY).status_code == 200


def audit_lines(site: Site) -> list[tuple[str, str, str, str]]:
    with reading_session(site.engine) as session:
        assert site.audit.check(session).is_whole
        columns = (AuditLine.action, AuditLine.target, AuditLine.result, AuditLine.actor)
        return [tuple(row) for row in session.execute(select(*columns).order_by(AuditLine.number))]  # type: ignore[misc]


def csrf_token(client: LookingClient) -> str:
    return str(client.page(LOGGED_IN_ONLY).xpath("string(//input[@name='csrf_token']/@value)"))
