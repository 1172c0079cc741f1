"""Giving the receipt of a zaak: made outside any transaction, then kept in one; the first that is kept counts."""

from flask import url_for

from duo_site.database import reading_session, writing_session
from duo_site.mijn_duo.rollen.domain import Actor
from duo_site.mijn_duo.rollen.service import find_onderwijsinstelling
from duo_site.mijn_duo.zaken.domain import Document, DocumentKind, Zaak
from duo_site.mijn_duo.zaken.service import add_document, find_receipt, list_documents
from duo_site.mijn_duo.zaken.words import name_kind
from duo_site.uittreksel.norms.metadata import Metadata
from duo_site.uittreksel.papers import Paper, PaperFailed
from duo_site.uittreksel.parts import papers_of
from duo_site.web.clock import DUTCH_TIME, now
from duo_site.web.i18n import current_language
from duo_site.web.i18n import gettext as _
from duo_site.web.site import Site
from duo_site.web.templating import format_day, render_text

MARK = "ontvangstbewijs-van-een-zaak"
"""Stands in the metadata of the file."""

_MAKER = Actor(None, "het diplomaregister")


def give_receipt(site: Site, zaak: Zaak, rows: list[tuple[str, str]]) -> bytes:
    """Give the receipt in the language of the request; raise PaperFailed."""
    language = current_language()
    with reading_session(site.engine) as session:
        kept = find_receipt(session, site.secrecy, zaak, language)
        if kept is not None:
            return kept
        place = find_onderwijsinstelling(session, zaak.instellingscode)
        attached = [
            document
            for document in list_documents(session, zaak)
            if zaak.handed_in_at and document.kind is DocumentKind.BIJLAGE and document.at <= zaak.handed_in_at
        ]
    made = papers_of(site).make(_write(site, zaak, place.name if place else "", rows, attached), now())
    name = f"ontvangstbewijs-{zaak.number}.pdf"
    with writing_session(site.engine) as session:
        add_document(
            session,
            zaak,
            name,
            made,
            "application/pdf",
            _MAKER,
            now(),
            secrecy=site.secrecy,
            kind=DocumentKind.ONTVANGSTBEWIJS,
            language=language,
        )
        kept = find_receipt(session, site.secrecy, zaak, language)
    if kept is None:
        raise PaperFailed("The receipt was not kept.")
    return kept


def _write(site: Site, zaak: Zaak, place: str, answers: list[tuple[str, str]], documents: list[Document]) -> Paper:
    handed_in = (zaak.handed_in_at or zaak.changed_at).astimezone(DUTCH_TIME)
    title, notice = _("Ontvangstbewijs"), site.operator or _("Demonstratie: geen document van de overheid")
    facts = (
        (_("Zaaknummer"), zaak.number),
        (_("Soort zaak"), name_kind(zaak.kind)),
        (_("Onderwijsinstelling"), f"{place} ({zaak.instellingscode})"),
        (_("Bestuursnummer"), zaak.bestuursnummer),
        (_("Ingediend op"), f"{format_day(handed_in.date())}, {handed_in:%H:%M:%S}"),
        (_("Ingediend door"), zaak.handed_in_by),
        (_("Adres van de zaak"), site.settings.base_url + url_for("mijn_duo_zaken.dossier", number=zaak.number)),
    )
    html = render_text(
        "mijn_duo/zaken/receipt.html",
        title=title,
        notice=notice,
        page_word=_("pagina"),
        of_word=_("van"),
        facts=facts,
        answers=answers,
        documents=documents,
    )
    metadata = Metadata(
        language=current_language(), title=title, author=notice, subject=title, keywords=MARK, day=handed_in.date()
    )
    return Paper(html, metadata, _("Zegel van het diplomaregister"))
