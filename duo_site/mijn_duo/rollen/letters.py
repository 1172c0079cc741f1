"""The e-mail that the rollen need, put in the outbox with what it tells of."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from duo_site.mail import Message
from duo_site.mijn_duo.rollen.service.invitations import Invited
from duo_site.mijn_duo.rollen.service.invited import Invitation
from duo_site.mijn_duo.rollen.words import name_actor, name_rol
from duo_site.outbox import Posted, list_posted, post
from duo_site.secrecy import Secrecy
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import path
from duo_site.web.templating import format_day


def post_invitation(
    session: Session, secrecy: Secrecy, invited: Invited, base_url: str, language: str, at: datetime
) -> None:
    """Post the link of an invitation, in the transaction that makes it."""
    link = base_url + path(f"/mijn-duo/uitnodiging/{invited.token}", language)
    letter = write_invitation(invited.invitation, link, language)
    post(session, secrecy, letter, key=_key_of(invited.invitation), at=at)


def list_letters(session: Session, invitations: Iterable[Invitation]) -> dict[int, Posted]:
    """Tell what became of the letters of invitations, by the number of the invitation."""
    numbers = {_key_of(invitation): invitation.number for invitation in invitations}
    return {numbers[key]: posted for key, posted in list_posted(session, numbers).items()}


def write_invitation(invitation: Invitation, link: str, language: str) -> Message:
    """Write the e-mail with the link of an invitation."""
    grant = invitation.grant
    lines = (
        _("Beste %(name)s,", name=grant.name),
        _(
            "%(inviter)s nodigt u uit voor de rol %(rol)s bij %(place)s.",
            inviter=name_actor(invitation.inviter.name),
            rol=name_rol(grant.rol),
            place=invitation.place,
        ),
        _("Open deze link en log in met uw eigen eHerkenning, op niveau EH3 of hoger:"),
        link,
        _("De link werkt één keer, tot en met %(day)s.", day=format_day(invitation.expires_at.date())),
        _("Geef de link aan niemand door. Wie hem opent en inlogt, krijgt de rol."),
        _("Kent u deze onderwijsinstelling niet? Dan hoeft u niets te doen."),
    )
    subject = _("Uitnodiging: %(rol)s", rol=name_rol(grant.rol))
    return Message(grant.email, subject, "\n\n".join(lines) + "\n", language)


def _key_of(invitation: Invitation) -> str:
    return f"uitnodiging/{invitation.number}"
