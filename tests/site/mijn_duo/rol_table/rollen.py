"""The pages of the beheerder, and of who was invited."""

from datetime import timedelta

from duo_site.database import writing_session
from duo_site.identity import Permission, Rol
from duo_site.mijn_duo.rollen.domain import Actor, Grant
from duo_site.mijn_duo.rollen.service.invitations import Invited, invite
from duo_site.web.clock import now, today
from duo_site.web.site import Site
from tests.cast import WILLEM
from tests.site.mijn_duo.conftest import give
from tests.site.mijn_duo.rol_table.profiles import ALL_EHERKENNING, Row, Who

BEHEERDERS = frozenset({Who.BEHEERDER, Who.BEHEERDER_ELSEWHERE})
GIVE = Permission.GEEF_ROLLEN
_ROL = "/mijn-duo/rollen/{roltoekenning}"
_INVITE = "/mijn-duo/rollen/uitnodigingen"
_TOKEN = "/mijn-duo/uitnodiging/{token}"
_NO_TOKEN = "/mijn-duo/uitnodiging/x"

ROWS = (
    Row("mijn_duo_rollen.review", "/mijn-duo/rollen", GIVE, BEHEERDERS, elsewhere=200),
    Row("mijn_duo_rollen.download", "/mijn-duo/rollen/overzicht.csv", GIVE, BEHEERDERS, elsewhere=200),
    Row("mijn_duo_rollen.history", "/mijn-duo/rollen/geschiedenis", GIVE, BEHEERDERS, elsewhere=200),
    Row("mijn_duo_rollen.confirm_end", "/mijn-duo/rollen/beeindigen?rol={roltoekenning}", GIVE, BEHEERDERS),
    Row("mijn_duo_rollen.end_done", "/mijn-duo/rollen/beeindigen", GIVE, BEHEERDERS, 303, 303, "POST"),
    Row("mijn_duo_rollen.rol", _ROL, GIVE, BEHEERDERS),
    Row("mijn_duo_rollen.change_rol", _ROL, GIVE, BEHEERDERS, 409, 404, "POST"),
    Row("mijn_duo_rollen.another", f"{_ROL}/nog-een", GIVE, BEHEERDERS),
    Row("mijn_duo_rollen.give_another", f"{_ROL}/nog-een", GIVE, BEHEERDERS, 422, 404, "POST"),
    Row("mijn_duo_rollen.ask_invite", "/mijn-duo/rollen/uitnodigen", GIVE, BEHEERDERS, elsewhere=200),
    Row("mijn_duo_rollen.send_invite", "/mijn-duo/rollen/uitnodigen", GIVE, BEHEERDERS, 422, 422, "POST"),
    Row("mijn_duo_rollen.renew_invite", _INVITE + "/{uitnodiging}/opnieuw", GIVE, BEHEERDERS, 303, 404, "POST"),
    Row("mijn_duo_rollen.withdraw_invite", _INVITE + "/{uitnodiging2}/intrekken", GIVE, BEHEERDERS, 303, 404, "POST"),
    # Whoever has the link and an eHerkenning login may look; it was made by another beheerder than Carla.
    Row("mijn_duo_uitnodiging.show", _TOKEN, Permission.MIJN_DUO, ALL_EHERKENNING, 200, 200),
    Row("mijn_duo_uitnodiging.take", _NO_TOKEN, Permission.MIJN_DUO, ALL_EHERKENNING, 404, 404, "POST"),
)  # fmt: skip


def prepare(site: Site) -> dict[str, object]:
    """Make a rol and invitations at bestuur 99001."""
    give(site, WILLEM, Rol.BEHEERDER)
    roltoekenning = give(site, WILLEM, Rol.RAADPLEGER, starts_on=today() + timedelta(days=1))
    actor, made = Actor(WILLEM.subject, WILLEM.name), []
    with writing_session(site.engine) as session:
        for name in ("x", "y", "z"):
            grant = Grant("", name, Rol.RAADPLEGER, "99001", "99AB", today(), email=f"{name}@voorbeeld.invalid")
            invited = invite(session, actor, grant, now())
            assert isinstance(invited, Invited)
            made.append(invited)
    return {
        "roltoekenning": roltoekenning,
        "uitnodiging": made[0].invitation.number,
        "uitnodiging2": made[1].invitation.number,
        "token": made[2].token,
    }
