"""The zaken: drafts and zaken of 99AB of a kind that not everybody there may read or write."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from duo_site.database import writing_session
from duo_site.identity import Permission, Sector, Werkplek
from duo_site.mijn_duo.rollen.domain import Actor
from duo_site.mijn_duo.zaken.domain import DocumentKind, DraftSaved, Zaak, ZaakKind
from duo_site.mijn_duo.zaken.service import add_document, open_zaak, save_draft
from duo_site.web.site import Site
from tests.site.mijn_duo.rol_table.profiles import OTHERS, Row, Who

LEES, VOER = Permission.LEES_ZAKEN, Permission.VOER_ZAKEN_IN
WATERLAND = Werkplek("99AB", "99001", "Hogeschool Waterland", Sector.HOGER_ONDERWIJS)
WHEN = datetime(2026, 11, 1, 9, tzinfo=UTC)
SOMEBODY = Actor("eh-somebody", "Somebody Else")
SUBSIDIE = {
    "opleidingsschool": "De Brug",
    "schooljaar": "2026-2027",
    "partners": "4",
    "studenten": "120",
    "toelichting": "",
}
_WRITERS = frozenset({Who.BEKOSTIGING, Who.STUDENT})
_ENTERING = _WRITERS | OTHERS | {Who.OPLEIDINGEN, Who.VERANTWOORDING}
_READING = _ENTERING | {Who.RAADPLEGER}


@dataclass(frozen=True)
class OfKind(Row):
    """An address that names a zaak of one kind: for who may do as much with other kinds alone, it is not there."""

    of_kind: frozenset[Who] = _WRITERS

    def expected(self, who: Who) -> int:
        """Give the status that somebody gets."""
        there = who in self.of_kind or who not in self.may or who in OTHERS
        return super().expected(who) if there else 404


_READERS = _WRITERS | {Who.RAADPLEGER}
_ZAKEN = "/mijn-duo/zaken"
_HERE = _ZAKEN + "/{zaak}"
_DRAFT = _ZAKEN + "/{concept}"
_GONE = _ZAKEN + "/{concept2}"

ROWS = (
    Row("mijn_duo_zaken.overview", _ZAKEN, LEES, _READING, elsewhere=200),
    Row("mijn_duo_zaken.start", f"{_ZAKEN}/nieuw", VOER, _ENTERING, elsewhere=200),
    OfKind("mijn_duo_zaken.new", f"{_ZAKEN}/nieuw/subsidie-opleidingsscholen", VOER, _ENTERING, elsewhere=200),
    OfKind("mijn_duo_zaken.make", f"{_ZAKEN}/nieuw/subsidie-opleidingsscholen", VOER, _ENTERING, 422, 422, "POST"),
    OfKind("mijn_duo_zaken.edit", f"{_DRAFT}/wijzigen", VOER, _ENTERING),
    OfKind("mijn_duo_zaken.save", f"{_DRAFT}/wijzigen", VOER, _ENTERING, 422, 404, "POST"),
    OfKind("mijn_duo_zaken.check", f"{_DRAFT}/controleren", VOER, _ENTERING),
    OfKind("mijn_duo_zaken.hand_in_done", f"{_DRAFT}/indienen", VOER, _ENTERING, 422, 404, "POST"),
    OfKind("mijn_duo_zaken.throw_away_done", f"{_GONE}/weggooien", VOER, _ENTERING, 303, 404, "POST"),
    OfKind("mijn_duo_zaken.upload", f"{_DRAFT}/documenten", VOER, _ENTERING, 422, 404, "POST"),
    OfKind("mijn_duo_zaken.remove", _DRAFT + "/documenten/{bijlage}/verwijderen", VOER, _ENTERING, 303, 404, "POST"),
    OfKind("mijn_duo_zaken.dossier", _HERE, LEES, _READING, of_kind=_READERS),
    OfKind("mijn_duo_zaken.show", _HERE + "/documenten/{document}", LEES, _READING, of_kind=_READERS),
    OfKind("mijn_duo_zaken.receipt", f"{_HERE}/ontvangstbewijs", LEES, _READING, of_kind=_READERS),
    # Nobody gets a file of a zaak that is no overview; test_overviews.py asks for one that is.
    OfKind("mijn_duo_zaken.download", f"{_HERE}/overzicht", LEES, _READING, 404),
    OfKind("mijn_duo_zaken.write_message", f"{_HERE}/berichten", VOER, _ENTERING, 422, 404, "POST"),
    OfKind("mijn_duo_zaken.confirm_withdraw", f"{_HERE}/intrekken", VOER, _ENTERING),
    OfKind("mijn_duo_zaken.withdraw", f"{_HERE}/intrekken", VOER, _ENTERING, 303, 404, "POST"),
)  # fmt: skip


def prepare(site: Site) -> dict[str, object]:
    """Make two drafts and a zaak with a document and a receipt at 99AB."""
    drafts, kind = [], ZaakKind.SUBSIDIE
    with writing_session(site.engine) as session:
        for key in ("a", "b"):
            saved = save_draft(session, WATERLAND, kind, SOMEBODY, SUBSIDIE, WHEN, key=key)
            assert isinstance(saved, DraftSaved)
            drafts.append(saved.zaak)
        zaak = open_zaak(session, WATERLAND, kind, SOMEBODY, SUBSIDIE, WHEN)
        pdf = ("a.pdf", b"%PDF-1.7 a %%EOF", "application/pdf", SOMEBODY, WHEN)
        document = add_document(session, zaak, *pdf, secrecy=site.secrecy)
        keep_receipt(session, site, zaak)
        attached = add_document(session, drafts[0], *pdf, secrecy=site.secrecy)
    return {
        "concept": drafts[0].number,
        "concept2": drafts[1].number,
        "zaak": zaak.number,
        "document": document,
        "bijlage": attached,
    }


def keep_receipt(session: Session, site: Site, zaak: Zaak) -> None:
    """Keep something for a receipt, so that none has to be laid out."""
    add_document(
        session,
        zaak,
        "ontvangstbewijs.pdf",
        b"%PDF-1.7 r %%EOF",
        "application/pdf",
        SOMEBODY,
        WHEN,
        secrecy=site.secrecy,
        kind=DocumentKind.ONTVANGSTBEWIJS,
        language="nl",
    )
