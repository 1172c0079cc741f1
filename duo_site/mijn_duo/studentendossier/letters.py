"""The warning to the beheerders about somebody who looks up many students."""

from duo_site.mail import Message
from duo_site.mijn_duo.rollen.service import Holder
from duo_site.web.i18n import gettext as _


def write_warning(to: Holder, name: str, organisation: str, most: int, link: str, language: str) -> Message:
    """Write to a beheerder that a medewerker reached the limit of the day; no student is named."""
    lines = (
        _("Beste %(name)s,", name=to.name),
        _(
            "%(name)s wilde vandaag meer dan %(most)s studenten opzoeken voor %(place)s.",
            name=name,
            most=most,
            place=organisation,
        ),
        _("Opzoeken kan vandaag niet meer. Morgen kan het weer."),
        _("Vraag na of dit klopt. Klopt het niet? Haal dan de machtiging weg of beëindig de rol:"),
        link,
    )
    return Message(to.email, _("Veel studenten opgezocht op één dag"), "\n\n".join(lines) + "\n", language)
