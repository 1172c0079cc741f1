"""E-mail about zaken: to those whose rol covers the kind, and with nothing of the zaak in it."""

from datetime import date

import structlog
from sqlalchemy import Engine

from duo_site.database import reading_session
from duo_site.mail import Mailer, MailNotSent, Message
from duo_site.mijn_duo.rollen.service import Holder, find_onderwijsinstelling, list_holders
from duo_site.mijn_duo.zaken.domain import PERMISSION_OF, Zaak
from duo_site.web.clock import today
from duo_site.web.i18n import DUTCH, path
from duo_site.web.i18n import gettext as _
from duo_site.web.site import current_site, mailer, settings

_log = structlog.get_logger()


def tell_holders(zaak: Zaak) -> None:
    """Tell those who may enter this kind, after the transaction, that there is news."""
    tell(current_site().engine, mailer(), settings().base_url, zaak, today())


def tell(engine: Engine, sender: Mailer, base_url: str, zaak: Zaak, day: date) -> None:
    """Do so outside a request; a message that is not sent is no reason to stop, for the zaak tells the same."""
    with reading_session(engine) as session:
        place = find_onderwijsinstelling(session, zaak.instellingscode)
        permission = PERMISSION_OF[zaak.kind]
        holders = list_holders(session, zaak.bestuursnummer, zaak.instellingscode, permission, day)
    for holder in holders:
        if holder.email:
            try:
                sender.send(_write(holder, place.name if place else "", base_url))
            except MailNotSent:
                _log.warning("mail-not-sent", about="zaak")


def _write(holder: Holder, place: str, base_url: str) -> Message:
    lines = (
        _("Beste %(name)s,", name=holder.name),
        _("Er is nieuws in een zaak van %(place)s.", place=place),
        _("Log in bij Mijn DUO en kijk bij Zaken:"),
        base_url + path("/mijn-duo/zaken", DUTCH),
        _("Uit veiligheid staat in deze e-mail niet waar het over gaat."),
    )
    return Message(holder.email, _("Nieuws in Mijn DUO"), "\n\n".join(lines) + "\n", DUTCH)
