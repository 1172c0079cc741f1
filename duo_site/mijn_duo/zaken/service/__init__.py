"""Use cases of the zaken, one file for each kind of work."""

from duo_site.mijn_duo.zaken.service.documents import (
    DocumentTooLarge,
    TooManyDocuments,
    add_document,
    find_document,
    find_receipt,
    list_documents,
    remove_document,
)
from duo_site.mijn_duo.zaken.service.entering import HandedIn, hand_in, open_zaak, save_draft, throw_away
from duo_site.mijn_duo.zaken.service.finding import (
    find_by_key,
    find_handed_in,
    find_zaak,
    list_messages,
    list_steps,
    read_row,
)
from duo_site.mijn_duo.zaken.service.listing import Listed, Wanted, list_for_agency, list_zaken
from duo_site.mijn_duo.zaken.service.steps import add_message, is_entered, set_status

__all__ = [
    "DocumentTooLarge",
    "HandedIn",
    "Listed",
    "TooManyDocuments",
    "Wanted",
    "add_document",
    "add_message",
    "find_by_key",
    "find_document",
    "find_handed_in",
    "find_receipt",
    "find_zaak",
    "hand_in",
    "is_entered",
    "list_documents",
    "list_for_agency",
    "list_messages",
    "list_steps",
    "list_zaken",
    "open_zaak",
    "read_row",
    "remove_document",
    "save_draft",
    "set_status",
    "throw_away",
]
