"""What a beheerder reads about the e-mail of an invitation: it waits, it was sent, or it was not delivered."""

from collections.abc import Iterator

import pytest

from duo_site.jobs import Worker
from duo_site.mail import SmtpMailer
from duo_site.outbox import JOB_KIND, Postman
from duo_site.web.clock import now
from duo_site.web.site import Site
from tests.mail_server import TestMailServer
from tests.post import deliver
from tests.site.client import LookingClient
from tests.site.mijn_duo.conftest import send
from tests.site.mijn_duo.test_invitations import FILLED, INVITE, REVIEW


@pytest.fixture
def server() -> Iterator[TestMailServer]:
    made = TestMailServer("post@diplomaloket.invalid")
    yield made
    made.stop()


def work(site: Site, server: TestMailServer) -> bool:
    """Let a worker send one message through a mail server."""
    postman = Postman(site.secrecy, SmtpMailer(server.settings))
    return Worker(site.engine, {JOB_KIND: postman}, now).run_one()


def said(carla: LookingClient) -> str:
    return " ".join(carla.page(REVIEW).xpath("string(//p[@class='invitations__letter'])").split())


def test_the_page_says_that_it_goes_and_when_it_went(carla: LookingClient, onderwijs: Site) -> None:
    assert onderwijs
    send(carla, INVITE, INVITE, **FILLED)
    assert said(carla) == "De e-mail wordt verstuurd."
    deliver(onderwijs)
    assert said(carla).startswith("E-mail verstuurd op ")


def test_a_server_that_is_down_keeps_nobody_from_inviting(
    carla: LookingClient, onderwijs: Site, server: TestMailServer
) -> None:
    assert send(carla, INVITE, INVITE, **FILLED).status_code == 303
    assert work(onderwijs, server)
    assert "Versturen lukte nog niet." in said(carla)


def test_an_address_that_is_refused_is_told_with_what_to_do(
    carla: LookingClient, onderwijs: Site, server: TestMailServer
) -> None:
    server.start()
    server.refused.add(FILLED["email"])
    send(carla, INVITE, INVITE, **FILLED)
    assert work(onderwijs, server)
    assert said(carla).startswith("e-mail niet bezorgd Klopt het e-mailadres?")
    button = carla.page(REVIEW).xpath("string(//form[contains(@action, '/opnieuw')]/@action)")
    server.refused.clear()
    assert send(carla, INVITE, button).status_code == 303
    assert work(onderwijs, server)
    assert said(carla).startswith("E-mail verstuurd op ")
    assert [letter["To"] for letter in server.taken] == [FILLED["email"]]
