"""What somebody takes along or looks into is written down first; where that cannot be, it is not given."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import SQLAlchemyError

from duo_site.audit import AuditLine
from duo_site.database import reading_session, writing_session
from duo_site.identity import Rol, Sector, Werkplek
from duo_site.mijn_duo.rollen.domain import Actor
from duo_site.mijn_duo.verantwoording.domain import Done, FileKind
from duo_site.mijn_duo.verantwoording.service.editing import add_file
from duo_site.web.clock import now, today
from duo_site.web.site import Site
from tests.cast import BRAM, CARLA, KOEN
from tests.site.client import LookingClient
from tests.site.mijn_duo.conftest import client_for, give
from tests.site.mijn_duo.zaken.conftest import PDF, ZAKEN, attach, hand_in, new_draft

HERE = Werkplek("99AB", "99001", "Hogeschool Waterland", Sector.HOGER_ONDERWIJS)


@contextmanager
def without_audit(site: Site) -> Iterator[None]:
    """Take away the table of audit lines."""
    with writing_session(site.engine) as session:
        session.execute(text("ALTER TABLE audit_line RENAME TO elsewhere"))
    try:
        yield
    finally:
        with writing_session(site.engine) as session:
            session.execute(text("ALTER TABLE elsewhere RENAME TO audit_line"))


def require_line(site: Site, client: LookingClient, address: str, action: str, actor: str | None) -> None:
    """Look at an address, find the line of it, and find the door closed where no line can be written."""
    assert client.get(address).status_code == 200
    with reading_session(site.engine) as session:
        [line] = session.scalars(select(AuditLine).where(AuditLine.action == action)).all()
    assert (line.actor, line.result) == (actor, "gelukt")
    with without_audit(site), pytest.raises(SQLAlchemyError):
        client.get(address)


def test_a_document_of_a_zaak_and_the_dossier_at_the_agency(app: Flask, bram: LookingClient, site: Site) -> None:
    number = new_draft(bram)
    attach(bram, number)
    hand_in(bram, number)
    link = bram.page(f"{ZAKEN}/{number}").xpath("string(//main//a[contains(@href, '/documenten/')]/@href)")
    require_line(site, bram, link, "zaak-document-downloaden", BRAM.subject)
    require_line(site, client_for(app, KOEN), f"/redactie/zaken/{number}", "zaak-bekijken", KOEN.subject)


def test_a_file_of_the_verantwoording(app: Flask, onderwijs: Site) -> None:
    give(onderwijs, BRAM, Rol.VERANTWOORDING)
    with writing_session(onderwijs.engine) as session:
        kept = add_file(
            session,
            HERE,
            today().year,
            1,
            Actor(BRAM.subject, BRAM.name),
            now(),
            kind=FileKind.CONTROLEVERKLARING,
            name="verklaring.pdf",
            content=PDF,
            secrecy=onderwijs.secrecy,
        )
    assert isinstance(kept, Done)
    address = f"/mijn-duo/verantwoording/bestanden/{kept.number}/ophalen"
    require_line(onderwijs, client_for(app, BRAM), address, "controleverklaring-downloaden", BRAM.subject)


def test_the_list_of_rollen(carla: LookingClient, onderwijs: Site) -> None:
    require_line(onderwijs, carla, "/mijn-duo/rollen/overzicht.csv", "rollen-downloaden", CARLA.subject)
