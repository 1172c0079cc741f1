"""Zaken of the demonstration: some of Hogeschool Waterland, in several states."""

from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from duo_site.demo.people import BRAM, KOEN, WATERLAND, DemoPerson
from duo_site.identity import Werkplek
from duo_site.jobs import enqueue
from duo_site.mijn_duo.rollen.domain import Actor
from duo_site.mijn_duo.zaken.domain import DraftSaved, Status, Zaak, ZaakKind
from duo_site.mijn_duo.zaken.overview.making import JOB_KIND
from duo_site.mijn_duo.zaken.service import add_message, find_by_key, open_zaak, save_draft, set_status
from duo_site.secrecy import Secrecy

_AT = datetime(2026, 10, 5, 9, 30, tzinfo=UTC)
_HERE = Werkplek(WATERLAND.instellingscode, WATERLAND.bestuursnummer, WATERLAND.name, WATERLAND.sector)
_SUBSIDIES = (
    ("demo-1", "De Brug", "96", Status.TOEGEKEND, "Uw opgave is in orde. U ontvangt de beschikking per post."),
    ("demo-2", "Het Kompas", "41", Status.VRAAG, "Hoeveel van deze studenten zijn in hun laatste jaar?"),
    ("demo-3", "De Horizon", "118", Status.IN_BEHANDELING, "Wij hebben uw opgave ontvangen en kijken die na."),
)


def give_demo_zaken(session: Session, secrecy: Secrecy) -> None:
    """Make the zaken, once; what became of them since stays."""
    bram = _actor(BRAM)
    if find_by_key(session, _HERE, ZaakKind.SUBSIDIE, "demo-1") is not None:
        return
    for number, (key, school, students, status, text) in enumerate(_SUBSIDIES):
        at = _AT + timedelta(days=number)
        zaak = open_zaak(session, _HERE, ZaakKind.SUBSIDIE, bram, _inhoud(school, students), at, key=key)
        _answer(session, secrecy, zaak, status, text, at + timedelta(hours=26))
    later = _AT + timedelta(days=20)
    draft = _inhoud("De Vaart", "")
    assert isinstance(save_draft(session, _HERE, ZaakKind.SUBSIDIE, bram, draft, later, key="demo-4"), DraftSaved)
    wanted = {"van_jaar": "2018", "tot_jaar": "2026", "vorm": "csv"}
    overview = open_zaak(session, _HERE, ZaakKind.REGISTRATIEOVERZICHT, bram, wanted, later, key="demo-5")
    enqueue(session, JOB_KIND, overview.number, {}, later)


def _inhoud(school: str, students: str) -> dict[str, str]:
    return {
        "opleidingsschool": school,
        "schooljaar": "2026-2027",
        "partners": "5",
        "studenten": students,
        "toelichting": "",
    }


def _answer(session: Session, secrecy: Secrecy, zaak: Zaak, status: Status, text: str, at: datetime) -> None:
    koen = _actor(KOEN)
    set_status(session, zaak.number, status, koen, at, agency=True)
    add_message(session, secrecy, zaak, text, koen, at, agency=True)


def _actor(person: DemoPerson) -> Actor:
    return Actor(person.subject, person.name)
