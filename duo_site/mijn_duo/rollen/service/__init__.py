"""Use cases of the rollen, one file for each kind of work."""

from duo_site.mijn_duo.rollen.service.explaining import explain_rollen
from duo_site.mijn_duo.rollen.service.holders import Holder, list_holders
from duo_site.mijn_duo.rollen.service.people import record_login
from duo_site.mijn_duo.rollen.service.refusing import explain_refusal
from duo_site.mijn_duo.rollen.service.register import find_onderwijsinstelling, list_of_bestuur
from duo_site.mijn_duo.rollen.service.rights import list_held, with_rights

__all__ = [
    "Holder",
    "explain_refusal",
    "explain_rollen",
    "find_onderwijsinstelling",
    "list_held",
    "list_holders",
    "list_of_bestuur",
    "record_login",
    "with_rights",
]
