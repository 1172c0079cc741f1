"""Looking up a student: ask for the number and the reason, and show what may be seen."""

from datetime import datetime, timedelta
from typing import assert_never

from flask import Response
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from duo_site.identity import POLICY_OF, Permission, Rol
from duo_site.mijn_duo.rendering import render_mijn_duo
from duo_site.mijn_duo.rollen.service import list_holders
from duo_site.mijn_duo.studentendossier import labels
from duo_site.mijn_duo.studentendossier.domain import Asker, Seen, TooMany, may_see
from duo_site.mijn_duo.studentendossier.forms import LookUpForm
from duo_site.mijn_duo.studentendossier.letters import write_warning
from duo_site.mijn_duo.studentendossier.parts import register_of
from duo_site.mijn_duo.studentendossier.service import look_up
from duo_site.mijn_duo.werkplek import current_werkplek, mijn_duo_blueprint
from duo_site.outbox import post
from duo_site.web.access import current_identity, permit
from duo_site.web.acts import write_down
from duo_site.web.clock import DUTCH_TIME, now, today
from duo_site.web.database import writing
from duo_site.web.i18n import current_language, path
from duo_site.web.site import current_site, secrecy, settings

blueprint = mijn_duo_blueprint("studentendossier", __name__)


@blueprint.get("/mijn-duo/studentendossier")
@permit(Permission.BEKIJK_STUDENT)
def ask() -> ResponseReturnValue:
    """Ask whom to look up, and why."""
    return _ask(LookUpForm())


@blueprint.post("/mijn-duo/studentendossier")
@permit(Permission.BEKIJK_STUDENT)
def look() -> ResponseReturnValue:
    """Look a student up and show what this onderwijsinstelling may see; the number is in no address and no title."""
    form, werkplek = LookUpForm(), current_werkplek()
    if not may_see(werkplek.sector):
        return _ask(form, 403)
    if not form.validate_on_submit():
        return _ask(form, 422)
    register, moment = register_of(current_site()), now()
    with writing() as session:
        outcome = look_up(
            session,
            register,
            form.number,
            _asker(form.reason),
            werkplek.sector,
            most=settings().students_per_day,
            at=moment,
            today=today(),
        )
        if isinstance(outcome, TooMany) and outcome.warn:
            _warn(session, outcome.most, moment)
        target = f"diplomahouder/{register.pseudonym_of(form.number)}"
        write_down(session, "student-opzoeken", target, "gelukt" if isinstance(outcome, Seen) else "te-veel")
    match outcome:
        case Seen():
            return render_mijn_duo(
                "mijn_duo/studentendossier/seen.html", seen=outcome, reason=form.reason, at=moment, labels=labels
            )
        case TooMany():
            return _refuse(outcome, moment)
    assert_never(outcome)


def _ask(form: LookUpForm, status: int = 200) -> ResponseReturnValue:
    sector = current_werkplek().sector
    return render_mijn_duo(
        "mijn_duo/studentendossier/ask.html",
        status,
        form=form,
        visible=labels.list_visible(sector),
        sector=labels.name_sector(sector),
        most=settings().students_per_day,
    )


def _asker(reason: str) -> Asker:
    werkplek = current_werkplek()
    # The machtiging to look up students goes with this rol; the student reads the rol, never the name.
    function = POLICY_OF[Rol.BEKOSTIGING].label
    return Asker(current_identity().subject, function, werkplek.instellingscode, werkplek.name, reason)


def _refuse(outcome: TooMany, moment: datetime) -> Response:
    """Tell that the limit is reached and until when."""
    answer = render_mijn_duo("mijn_duo/studentendossier/too_many.html", 429, most=outcome.most)
    here = moment.astimezone(DUTCH_TIME)
    midnight = datetime.combine(here.date() + timedelta(days=1), datetime.min.time(), DUTCH_TIME)
    answer.headers["Retry-After"] = str(max(1, int((midnight - moment).total_seconds())))
    return answer


def _warn(session: Session, most: int, at: datetime) -> None:
    """Write to the beheerders, in the transaction that counted one too many."""
    werkplek, identity = current_werkplek(), current_identity()
    link = settings().base_url + path("/mijn-duo/rollen")
    for one in list_holders(session, werkplek.bestuursnummer, "", Permission.GEEF_ROLLEN, today()):
        if one.email:
            letter = write_warning(one, identity.name, werkplek.name, most, link, current_language())
            about = secrecy().lookup("letter", f"{identity.subject}\0{one.subject}")[:32]
            post(session, secrecy(), letter, key=f"opzoeken/{today().isoformat()}/{about}", at=at)
