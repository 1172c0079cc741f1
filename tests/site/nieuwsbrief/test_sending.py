"""Sending an issue from its page: to whom it is for, once; stopped and gone on with; in the archive."""

from flask import Flask
from sqlalchemy import select

from duo_site.database import reading_session
from duo_site.nieuwsbrief.models import BezorgingRow
from duo_site.web.site import Site
from tests.site.client import LookingClient
from tests.site.nieuwsbrief.conftest import (
    EDITORS,
    make_issue,
    run_mailing,
    send_form,
    send_issue,
    subscribe,
    text_of,
)


def states(site: Site) -> list[str]:
    with reading_session(site.engine) as session:
        return sorted(session.scalars(select(BezorgingRow.state)))


def test_an_issue_goes_to_those_it_is_for(app: Flask, els: LookingClient, client: LookingClient, site: Site) -> None:
    subscribe(client, site)
    subscribe(client, site, email="b@voorbeeld.invalid", onderwerpen=["primair-onderwijs", "hoger-onderwijs"])
    subscribe(client, site, email="c@voorbeeld.invalid", onderwerpen=["diplomahouders"])
    subscribe(client, site, email="d@voorbeeld.invalid", taal="en")
    client.post("/nieuwsbrief", data={"email": "e@voorbeeld.invalid", "onderwerpen": ["hoger-onderwijs"], "taal": "nl"})
    address = make_issue(els, onderwerpen=["hoger-onderwijs", "primair-onderwijs"])
    assert "naar 2 ontvangers" in text_of(els.page(f"{address}/versturen"))
    before = set(site.settings.mail_folder.glob("*.eml"))
    assert send_issue(els, address) == address
    assert "Wordt verstuurd" in text_of(els.page(address))
    run_mailing(app)
    sent = [file.read_text() for file in set(site.settings.mail_folder.glob("*.eml")) - before]
    assert sorted("To: b@" in one for one in sent) == [False, True]
    page = text_of(els.page(address))
    assert "Verstuurd" in page
    assert "In totaal 2 ontvangers." in page
    run_mailing(app)
    assert states(site) == ["verstuurd"] * 2


def test_sending_asks_for_a_yes_and_happens_once(els: LookingClient, client: LookingClient, site: Site) -> None:
    address = make_issue(els)
    assert send_issue(els, address) == address, "nobody is subscribed: it stays a draft"
    assert "Er is niets verstuurd" in text_of(els.page(address))
    subscribe(client, site)
    assert send_form(els, f"{address}/versturen", versie="1") == "422"
    assert send_form(els, f"{address}/versturen", versie="7", akkoord="y") == address
    assert states(site) == [], "another version was seen"
    assert send_form(els, f"{address}/versturen", versie="1", akkoord="y") == address
    assert send_form(els, f"{address}/versturen", versie="1", akkoord="y") == address
    assert states(site) == ["wacht"]
    assert els.get(f"{address}/versturen").status_code == 302
    assert send_form(els, f"{EDITORS}/99/versturen", versie="1", akkoord="y") == EDITORS


def test_a_sending_is_stopped_and_gone_on_with(
    app: Flask, els: LookingClient, client: LookingClient, site: Site
) -> None:
    subscribe(client, site)
    address = make_issue(els)
    send_issue(els, address)
    assert send_form(els, f"{address}/stoppen") == address
    run_mailing(app)
    assert states(site) == ["wacht"]
    assert "Het versturen is gestopt" in text_of(els.page(address))
    assert send_form(els, f"{address}/verder") == address
    assert send_form(els, f"{address}/verder") == address, "once more changes nothing"
    run_mailing(app)
    assert states(site) == ["verstuurd"]
    assert send_form(els, f"{address}/stoppen") == address


def test_an_issue_stands_in_the_archive_from_the_moment_it_goes(
    els: LookingClient, client: LookingClient, site: Site
) -> None:
    subscribe(client, site)
    address = make_issue(els, inleiding="Eerste alinea.\n\n<b>Tweede</b> alinea.")
    public = address.replace("/redactie/nieuwsbrief", "/nieuwsbrief/archief")
    assert client.get(public).status_code == 404
    assert "nog geen nieuwsbrief" in text_of(client.page("/nieuwsbrief/archief"))
    send_issue(els, address)
    assert "Nieuws voor de zomer" in text_of(client.page("/nieuwsbrief/archief"))
    page = client.page(f"/en{public}")
    assert page.xpath("//article/@lang") == ["nl"]
    assert page.xpath("//article//a/@href") == ["/diplomahulp"]
    assert "<b>Tweede</b> alinea." in page.xpath("string(//article)")
