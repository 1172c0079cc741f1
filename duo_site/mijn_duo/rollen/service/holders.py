"""Who holds a permission somewhere: to tell the right people, and nobody else."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from duo_site.identity import POLICY_OF, Permission
from duo_site.mijn_duo.rollen.models import MedewerkerEmailRow, MedewerkerRow, RoltoekenningRow
from duo_site.mijn_duo.rollen.service.people import IS_EMAIL_OF_HOLDER
from duo_site.mijn_duo.rollen.service.rights import counts_on, read_toekenning


@dataclass(frozen=True)
class Holder:
    """Somebody with a permission; `email` is where this bestuur reaches him, empty where that is not known."""

    subject: str
    name: str
    email: str


def list_holders(
    session: Session, bestuursnummer: str, instellingscode: str, permission: Permission, today: date
) -> tuple[Holder, ...]:
    """List who has a permission today at a werkplek, by name; an empty instellingscode asks for the bestuur itself."""
    rows = session.execute(
        select(RoltoekenningRow, MedewerkerRow, MedewerkerEmailRow)
        .join(MedewerkerRow, MedewerkerRow.subject == RoltoekenningRow.subject)
        .outerjoin(MedewerkerEmailRow, IS_EMAIL_OF_HOLDER)
        .where(
            RoltoekenningRow.bestuursnummer == bestuursnummer,
            RoltoekenningRow.instellingscode == instellingscode,
            counts_on(today),
        )
    )
    found = {}
    for row, person, address in rows:
        held = read_toekenning(row)
        if permission in POLICY_OF[held.rol].permissions | held.machtigingen and not held.list_missing():
            found[person.subject] = Holder(person.subject, person.name, address.email if address else "")
    return tuple(sorted(found.values(), key=lambda holder: (holder.name, holder.subject)))
