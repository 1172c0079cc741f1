"""Logging out, and keeping a session alive, as the site shows and records it."""

from sqlalchemy import func, select, update

from duo_site.database import reading_session, writing_session
from duo_site.demo.people import ANJA
from duo_site.identity import Means
from duo_site.web.clock import now
from duo_site.web.session import COOKIE, LONGEST, SessionRow
from duo_site.web.site import Site
from tests.site.client import LookingClient
from tests.site.conftest import log_in
from tests.site.login.journey import LOGGED_IN_ONLY, audit_lines, csrf_token, is_logged_in, token_of


def test_logging_out_ends_the_row_and_cleans_the_browser(client: LookingClient, site: Site) -> None:
    log_in(client, ANJA)
    token = token_of(client)
    left = client.post("/uitloggen", data={"csrf_token": csrf_token(client)})
    assert (left.status_code, left.headers["Location"]) == (303, "/uitgelogd?middel=digid")
    assert left.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    page = client.page(left.headers["Location"])
    assert page.findtext(".//h1") == "U bent uitgelogd"
    assert "/uitgelogd/digid" in page.xpath("//a/@href")
    with reading_session(site.engine) as session:
        assert session.scalar(select(func.count()).select_from(SessionRow)) == 0
    client.set_cookie(COOKIE, str(token), domain="duo.test", secure=True)
    assert not is_logged_in(client)
    assert audit_lines(site)[-1][:3] == ("uitloggen", "digid", "gelukt")


def test_logging_out_at_the_provider_follows_a_link(client: LookingClient, site: Site) -> None:
    address = client.get("/en/uitgelogd/digid").headers["Location"]
    provider = site.settings.provider(Means.DIGID)
    assert provider is not None
    assert address.startswith(f"{provider.issuer}/logout?")
    assert "https%3A%2F%2Fduo.test%2Fen%2Fuitgelogd" in address
    assert "id_token" not in address


def test_another_site_cannot_log_somebody_out(client: LookingClient) -> None:
    log_in(client, ANJA)
    assert client.post("/uitloggen").status_code == 400
    assert client.post("/uitloggen", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert is_logged_in(client)


def test_logging_out_twice_is_no_fault(client: LookingClient) -> None:
    assert client.post("/uitloggen").headers["Location"] == "/uitgelogd"
    assert client.page("/en/uitgelogd").findtext(".//h1")


def test_a_session_can_be_kept_alive_with_and_without_script(client: LookingClient) -> None:
    log_in(client, ANJA)
    form = {"csrf_token": csrf_token(client)}
    told = client.post("/inloggen/sessie-verlengen", data=form, headers={"Accept": "application/json"})
    assert told.get_json()["tot"].endswith("+00:00")
    assert client.post("/inloggen/sessie-verlengen", data=form).headers["Location"] == LOGGED_IN_ONLY
    assert client.post("/inloggen/sessie-verlengen").status_code == 400


def test_a_session_that_is_over_cannot_be_kept_alive(client: LookingClient, site: Site) -> None:
    log_in(client, ANJA)
    with writing_session(site.engine) as session:
        session.execute(update(SessionRow).values(created_at=now() - LONGEST * 2))
    told = client.post("/inloggen/sessie-verlengen", headers={"Accept": "application/json"})
    assert told.status_code == 401
    assert client.post("/inloggen/sessie-verlengen").headers["Location"] == "/inloggen"
