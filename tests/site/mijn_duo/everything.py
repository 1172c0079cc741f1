"""One thing of every kind at 99AB, each with the same rare word in it, and a walk along all pages of somebody."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urljoin, urlsplit

from lxml import html
from sqlalchemy import select
from werkzeug.test import TestResponse

from duo_site.commands.jobs import job_handlers
from duo_site.database import Base, reading_session, writing_session
from duo_site.identity import Rol
from duo_site.jobs import Worker
from duo_site.mijn_duo.opleidingen.domain import Leerroute, Niveau, Opleiding, Taal
from duo_site.mijn_duo.opleidingen.proposal import Soort, Voorstel
from duo_site.mijn_duo.opleidingen.service.recording import add_all
from duo_site.mijn_duo.rollen.domain import Actor, Grant
from duo_site.mijn_duo.rollen.service.invitations import Invited, invite
from duo_site.mijn_duo.verantwoording.domain import Done, FileKind
from duo_site.mijn_duo.verantwoording.service.editing import add_file, give_back
from duo_site.mijn_duo.zaken.domain import DraftSaved, ZaakKind
from duo_site.mijn_duo.zaken.models import ZaakRow
from duo_site.mijn_duo.zaken.overview.making import JOB_KIND
from duo_site.mijn_duo.zaken.service import add_document, add_message, open_zaak, save_draft
from duo_site.web.clock import now, today
from duo_site.web.site import Site
from tests.cast import CARLA, WILLEM
from tests.site.client import LookingClient
from tests.site.mijn_duo.conftest import give, send
from tests.site.mijn_duo.rol_table.zaken import SUBSIDIE, WATERLAND, keep_receipt

RARE = "Zeearend"
OPLEIDINGSCODE = "34561"
_ZORA = replace(CARLA, key="zora", first_names="Zora", last_name=RARE, subject="eh-zora")
_BY = Actor(_ZORA.subject, _ZORA.name)
_MOST_PAGES = 250
_UNSTABLE = frozenset({"session", "rate_count", "audit_line", "audit_head", "job"})


def fill(site: Site, bram: LookingClient) -> None:
    """Put a thing of every kind at 99AB; Bram asks for an overview himself, because a file comes of it."""
    give(site, _ZORA, Rol.RAADPLEGER)
    give(site, WILLEM, Rol.BEHEERDER)
    with writing_session(site.engine) as session:
        at, pdf = now(), (f"{RARE}.pdf", f"%PDF-1.7 {RARE} %%EOF".encode(), "application/pdf", _BY, now())
        grant = Grant("", f"Ada {RARE}", Rol.RAADPLEGER, "99001", "99AB", today(), email="ada@voorbeeld.invalid")
        assert isinstance(invite(session, Actor(CARLA.subject, CARLA.name), grant, at), Invited)
        answers = {**SUBSIDIE, "opleidingsschool": RARE}
        zaak = open_zaak(session, WATERLAND, ZaakKind.SUBSIDIE, _BY, answers, at)
        add_document(session, zaak, *pdf, secrecy=site.secrecy)
        add_message(session, site.secrecy, zaak, f"Over {RARE}", _BY, at)
        keep_receipt(session, site, zaak)
        draft = save_draft(session, WATERLAND, ZaakKind.SUBSIDIE, _BY, answers, at, key="draft")
        assert isinstance(draft, DraftSaved)
        add_document(session, draft.zaak, *pdf, secrecy=site.secrecy)
        made = Opleiding(
            OPLEIDINGSCODE, RARE, Niveau.BACHELOR, (Taal.NEDERLANDS,), (Leerroute.VOLTIJD,), date(2020, 9, 1)
        )
        add_all(session, "99AB", [made], at)
        proposal = Voorstel(Soort.EINDE, OPLEIDINGSCODE).to_inhoud(made)
        save_draft(session, WATERLAND, ZaakKind.OPLEIDING, _BY, proposal, at, key="voorstel")
        open_zaak(session, WATERLAND, ZaakKind.OPLEIDING, _BY, proposal, at)
        report = {"kind": FileKind.JAARREKENING, "name": f"{RARE}.xbrl", "content": f"<x>{RARE}</x>".encode()}
        done = add_file(session, WATERLAND, today().year, 1, _BY, at, secrecy=site.secrecy, **report)  # type: ignore[arg-type]
        assert isinstance(done, Done)
        give_back(session, WATERLAND, today().year, _BY, at)
    ask_overview(site, bram)


def ask_overview(site: Site, client: LookingClient) -> None:
    """Ask for a registratieoverzicht as a medewerker does, and have it made."""
    page = "/mijn-duo/zaken/nieuw/registratieoverzicht"
    answer = send(client, page, page, van_jaar="2020", tot_jaar="2026", vorm="csv", doe="verder")
    assert answer.status_code == 303
    check = client.page(answer.headers["Location"])
    action = check.xpath("string(//form[contains(@action, '/indienen')]/@action)")
    fields = check.xpath("//form[contains(@action, '/indienen')]//input[@type='hidden']")
    assert client.post(action, data={field.get("name"): field.get("value") for field in fields}).status_code == 303
    assert Worker(site.engine, {JOB_KIND: job_handlers(site)[JOB_KIND]}, now).run_one()


@dataclass(frozen=True)
class Form:
    """A form as it stood on a page."""

    action: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Walk:
    """What somebody met who followed every link of Mijn DUO: addresses with what they said, and forms."""

    pages: Mapping[str, str]
    forms: tuple[Form, ...]


def walk(client: LookingClient, start: str = "/mijn-duo") -> Walk:
    """Follow every link inside Mijn DUO and note every form that is sent."""
    to_do, pages, forms = [start], {}, {}
    while to_do:
        address = to_do.pop()
        if address in pages:
            continue
        answer = client.get(address)
        pages[address] = read(answer)
        assert len(pages) < _MOST_PAGES, "the walk does not end"
        if answer.status_code // 100 == 3:
            to_do += _inside(address, [answer.headers["Location"]])
        elif answer.mimetype == "text/html":
            tree = html.fromstring(answer.get_data(as_text=True))
            to_do += _inside(address, tree.xpath("//a/@href"))
            for form in tree.xpath("//main//form[@method='post']"):
                action = form.get("action") or address
                forms[action] = Form(action, dict(form.fields))
    return Walk(pages, tuple(forms.values()))


def _inside(address: str, links: Iterable[str]) -> list[str]:
    """Keep the links to Mijn DUO, without the place in the page."""
    parts = [urlsplit(urljoin(address, link)) for link in links]
    return [
        part._replace(scheme="", netloc="", fragment="").geturl()
        for part in parts
        if (part.path + "/").startswith("/mijn-duo/")
    ]


def read(answer: TestResponse) -> str:
    """Read an answer as text, what is packed unpacked."""
    if not answer.data.startswith(b"PK"):
        return answer.get_data().decode(errors="replace")
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


def names_a_thing(address: str) -> bool:
    """Tell whether an address holds a number of something; a year is everybody's."""
    parts = urlsplit(address)
    words = [word for word in parts.path.split("/") if re.search(r"\d", word) and not re.fullmatch(r"20\d\d", word)]
    return bool(words) or "rol=" in parts.query


def numbers_of(site: Site) -> list[str]:
    """List the numbers of the zaken of 99AB."""
    with reading_session(site.engine) as session:
        query = select(ZaakRow.number).where(ZaakRow.instellingscode == "99AB")
        return [number for number in session.scalars(query) if number]


def all_rows(site: Site) -> dict[str, set[str]]:
    """Read every row of every table that holds what people made."""
    with reading_session(site.engine) as session:
        return {
            table.name: {repr(tuple(row)) for row in session.execute(select(table))}
            for table in Base.metadata.sorted_tables
            if table.name not in _UNSTABLE
        }


def tokens_for(client: LookingClient) -> dict[str, str]:
    """Read what every form of somebody carries: his token, and for which werkplek he is here."""
    page = client.page("/mijn-duo")
    token = page.xpath("string((//input[@name='csrf_token'])[1]/@value)")
    return {"csrf_token": str(token), "werkplek": str(page.xpath("string(//@data-werkplek)"))}
