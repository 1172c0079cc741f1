"""Judges what came with a request: the seal of each file in the processes that judge, then the register."""

from collections.abc import Iterable

from duo_site.controle import service
from duo_site.controle.batch import Checked, judge_all
from duo_site.controle.domain import NietTeControleren, Reden, SealOutcome
from duo_site.controle.offering import Offered
from duo_site.controle.parts import find_present_of, inspections_of, inspectors
from duo_site.controle.receipt import recognise
from duo_site.uittreksel.keys import NoSealKey, load_keys
from duo_site.web.clock import now
from duo_site.web.database import reading
from duo_site.web.site import current_site, secrecy

_FILES_PER_PROCESS = 2
"""One that is judged and one that waits, so that no process stands still."""


def check_all(files: Iterable[Offered]) -> list[Checked]:
    """Judge files in their order; raise InspectionBusy when too many others are being judged."""
    site, moment = current_site(), now()
    pool, keys = inspections_of(site), None
    try:
        keys = load_keys(site.settings.seal_folder)
    except NoSealKey:
        keys = None

    def judge(data: bytes) -> SealOutcome:
        if keys is None:
            return NietTeControleren((Reden.GEEN_SLEUTELS,))
        return recognise(pool.inspect(data, keys, moment), data)

    judged = judge_all(files, judge, at_once=_FILES_PER_PROCESS * inspectors(site))
    find_present = find_present_of(site)
    with reading() as session:
        confirmed = service.confirm_all(session, secrecy(), [file.outcome for file in judged], find_present)
    return [
        Checked(file.name, *found, file.sha256, file.same_as) for file, found in zip(judged, confirmed, strict=True)
    ]
