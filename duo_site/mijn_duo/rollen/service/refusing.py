"""Why somebody lacks one permission at this moment: said about himself alone, with who can mend it."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from duo_site.identity import ROLLEN, Identity, Permission
from duo_site.mijn_duo.rollen.causes import BeheerderSeesNoData, Cause, NeverHeld, RolElsewhere, RolEnded, RolLater
from duo_site.mijn_duo.rollen.domain import HeldRol, Roltoekenning
from duo_site.mijn_duo.rollen.models import RoltoekenningRow
from duo_site.mijn_duo.rollen.service.explaining import lack_of, name_beheerders, why_nothing
from duo_site.mijn_duo.rollen.service.rights import list_held, read_toekenning


def explain_refusal(session: Session, identity: Identity, permission: Permission, today: date) -> tuple[Cause, ...]:
    """Tell why a medewerker may not do something: the rollen of his own that would let him, or that he has none."""
    held = list_held(session, identity.subject, today)
    useful = tuple(rol for rol in held if _gives(rol.toekenning, permission))
    causes = [_why_not_here(session, rol, identity, today) for rol in useful]
    return (
        tuple(cause for cause in causes if cause)
        or _earlier_or_later(session, identity, permission, today)
        or (_why_never(session, identity, permission, today),)
    )


def _gives(toekenning: Roltoekenning, permission: Permission) -> bool:
    return permission in toekenning.policy.permissions | toekenning.machtigingen


def _why_not_here(session: Session, held: HeldRol, identity: Identity, today: date) -> Cause | None:
    """Tell why a rol that would do does not; None where its holder is beheerder there, which is another reason."""
    if held.werkplek is None:
        return lack_of(session, held, today)
    if held.werkplek in identity.werkplekken:
        return RolElsewhere(held.toekenning.policy, held.werkplek.name)
    return None


def _earlier_or_later(session: Session, identity: Identity, permission: Permission, today: date) -> tuple[Cause, ...]:
    """Find the rol that ended last, or else the one that begins first, that would let him."""
    rows = session.scalars(
        select(RoltoekenningRow).where(
            RoltoekenningRow.subject == identity.subject,
            or_(
                RoltoekenningRow.ended_at.is_not(None),
                RoltoekenningRow.ends_on < today,
                RoltoekenningRow.starts_on > today,
            ),
        )
    )
    read = [(row.ended_at is not None, read_toekenning(row)) for row in rows]
    found = [(is_ended, one) for is_ended, one in read if _gives(one, permission)]
    later = [one for is_ended, one in found if not is_ended and one.starts_on > today]
    if later:
        first = min(later, key=lambda one: one.starts_on)
        return (RolLater(first.policy, first.starts_on, name_beheerders(session, first.bestuursnummer, today)),)
    over = [one for is_ended, one in found if one.starts_on <= (one.ends_on or today)]
    if not over:
        return ()
    last = max(over, key=lambda one: one.ends_on or today)
    return (RolEnded(last.policy, last.ends_on or today, name_beheerders(session, last.bestuursnummer, today)),)


def _why_never(session: Session, identity: Identity, permission: Permission, today: date) -> Cause:
    """Tell which rol or machtiging is needed, where somebody holds other rollen, or none at all."""
    place = identity.werkplek
    if place is None:
        return why_nothing(session, identity, today)
    policies = tuple(policy for policy in ROLLEN if permission in policy.permissions)
    machtiging = None if policies else permission
    policies = policies or tuple(policy for policy in ROLLEN if permission in policy.machtigingen)
    if identity.may(Permission.GEEF_ROLLEN):
        return BeheerderSeesNoData(policies, place.name)
    return NeverHeld(policies, machtiging, place.name, name_beheerders(session, place.bestuursnummer, today))
