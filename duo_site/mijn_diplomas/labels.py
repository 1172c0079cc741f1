"""How this room names the words of the register, in the language of the page."""

from duo_site.mijn_diplomas.domain import Group, Soort
from duo_site.uittreksel.domain import Document, Status
from duo_site.web.i18n import lazy_gettext as _l

DOCUMENTS = {
    Document.DIPLOMA: _l("Diploma"),
    Document.GETUIGSCHRIFT: _l("Getuigschrift"),
    Document.CERTIFICAAT: _l("Certificaat"),
}
GROUPS = {
    Group.HOGER_ONDERWIJS: _l("Hoger onderwijs"),
    Group.MIDDELBAAR_BEROEPSONDERWIJS: _l("Middelbaar beroepsonderwijs"),
    Group.VOORTGEZET_ONDERWIJS: _l("Voortgezet onderwijs"),
    Group.OTHER_EXAMS: _l("Andere examens"),
}
SOORTEN = {
    Soort.WO: _l("Wetenschappelijk onderwijs"),
    Soort.HBO: _l("Hoger beroepsonderwijs"),
    Soort.MBO: _l("Middelbaar beroepsonderwijs"),
    Soort.VO: _l("Voortgezet onderwijs"),
    Soort.VAVO: _l("Voortgezet algemeen volwassenenonderwijs"),
    Soort.VSO: _l("Voortgezet speciaal onderwijs"),
    Soort.SCHOOLDIPLOMA: _l("Schooldiploma"),
    Soort.STAATSEXAMEN_VO: _l("Staatsexamen voortgezet onderwijs"),
    Soort.STAATSEXAMEN_VSO: _l("Staatsexamen voortgezet speciaal onderwijs"),
    Soort.NT2: _l("Staatsexamen Nederlands als tweede taal"),
    Soort.INBURGERING: _l("Inburgeringsexamen"),
    Soort.WFT: _l("Wft-examen"),
}
STATUSES = {
    Status.GELDIG: (_l("Geldig"), "good"),
    Status.VERVANGEN: (_l("Vervangen"), "warning"),
    Status.INGETROKKEN: (_l("Ingetrokken"), "bad"),
}
LANGUAGES = {"nl": _l("Nederlands"), "en": _l("Engels")}
