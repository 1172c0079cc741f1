"""E-mail about zaken: to those whose rol covers the kind, and with nothing of the zaak in it."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from duo_site.mail import Message
from duo_site.mijn_duo.rollen.service import Holder, find_onderwijsinstelling, list_holders
from duo_site.mijn_duo.zaken.domain import PERMISSION_OF, Zaak
from duo_site.outbox import post
from duo_site.secrecy import Secrecy
from duo_site.web.i18n import DUTCH, path


def post_news(
    session: Session, secrecy: Secrecy, base_url: str, zaak: Zaak, news: str, *, at: datetime, day: date
) -> None:
    """Tell those who may enter this kind that there is news, in the transaction that brings it.

    The same `news` of a zaak is told once.
    """
    place = find_onderwijsinstelling(session, zaak.instellingscode)
    holders = list_holders(session, zaak.bestuursnummer, zaak.instellingscode, PERMISSION_OF[zaak.kind], day)
    for holder in holders:
        if holder.email:
            letter = _write(holder, place.name if place else "", base_url)
            about = secrecy.lookup("letter", f"{news}\0{holder.subject}")[:32]
            post(session, secrecy, letter, key=f"zaak/{zaak.number}/{about}", at=at)


def _write(holder: Holder, place: str, base_url: str) -> Message:
    """Write the letter, in Dutch: in which language somebody reads is not known here."""
    lines = (
        f"Beste {holder.name},",
        f"Er is nieuws in een zaak van {place}.",
        "Log in bij Mijn DUO en kijk bij Zaken:",
        base_url + path("/mijn-duo/zaken", DUTCH),
        "Uit veiligheid staat in deze e-mail niet waar het over gaat.",
    )
    return Message(holder.email, "Nieuws in Mijn DUO", "\n\n".join(lines) + "\n", DUTCH)
