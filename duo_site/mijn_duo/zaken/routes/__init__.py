"""The pages of the zaken: of the onderwijsinstelling below `/mijn-duo/zaken`, of the agency below `/redactie/zaken`."""

from duo_site.mijn_duo.zaken.routes import documents, dossier, drafting, handing_in, listing
from duo_site.mijn_duo.zaken.routes.agency import blueprint as agency
from duo_site.mijn_duo.zaken.routes.blueprint import blueprint

__all__ = ["agency", "blueprint", "documents", "dossier", "drafting", "handing_in", "listing"]
