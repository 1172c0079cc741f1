"""The e-mail that the rollen need."""

from duo_site.mail import Message
from duo_site.mijn_duo.rollen.service.invitations import Invitation
from duo_site.mijn_duo.rollen.words import name_actor, name_rol
from duo_site.web.i18n import gettext as _
from duo_site.web.templating import format_day


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
