"""What an uittreksel would say today, for who checks one whose data were corrected since."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from duo_site.mijn_diplomas.models import DiplomaRow
from duo_site.mijn_diplomas.service import read_diploma
from duo_site.secrecy import Secrecy
from duo_site.uittreksel.domain import Uittreksel, UittrekselInhoud


def find_present(session: Session, secrecy: Secrecy, uittreksel: Uittreksel) -> UittrekselInhoud | None:
    """Find what the register holds now of the diploma behind an uittreksel; None where it became somebody else's.

    Who asks has the sealed file itself, so he learns of the same diploma only.
    """
    row = session.scalar(select(DiplomaRow).where(DiplomaRow.public_id == uittreksel.request.diploma_key))
    if row is None:
        return None
    diploma = read_diploma(row, secrecy)
    return replace(uittreksel.inhoud, **diploma.for_uittreksel(with_grades=uittreksel.request.with_grades))
