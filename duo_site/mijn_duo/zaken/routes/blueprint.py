"""The blueprint of the zaken, and what its views share."""

from flask import abort
from sqlalchemy.orm import Session

from duo_site.identity import Permission
from duo_site.mijn_duo.rollen.routes.blueprint import current_actor
from duo_site.mijn_duo.werkplek import current_werkplek, mijn_duo_blueprint
from duo_site.mijn_duo.zaken.domain import Inhoud, Zaak, ZaakKind, kinds_entered_by, kinds_of
from duo_site.mijn_duo.zaken.kinds import KindPart
from duo_site.mijn_duo.zaken.letters import post_news
from duo_site.mijn_duo.zaken.parts import kinds_of_site
from duo_site.mijn_duo.zaken.service import find_zaak
from duo_site.web.access import current_identity
from duo_site.web.acts import write_down
from duo_site.web.clock import now, today
from duo_site.web.site import current_site, secrecy, settings

__all__ = ["blueprint", "current_actor", "find_or_404", "may_enter", "part_of", "post_news_here", "write_down"]

blueprint = mijn_duo_blueprint("zaken", __name__)


def find_or_404(session: Session, number: str, *, to_enter: bool = False, lock: bool = False) -> Zaak:
    """Find a zaak that who is here may read, or with `to_enter` may write; answers 404 for any other.

    With `lock` it stays as it is until the transaction ends.
    """
    identity = current_identity()
    entered = kinds_entered_by(identity)
    kinds = entered if to_enter else kinds_of(identity)
    return find_zaak(session, current_werkplek(), number, kinds, entered, lock=lock) or abort(404)


def may_enter(kind: ZaakKind) -> bool:
    """Tell whether who is here may write zaken of a kind."""
    return current_identity().may(Permission.VOER_ZAKEN_IN) and kind in kinds_entered_by(current_identity())


def post_news_here(session: Session, zaak: Zaak, news: str) -> None:
    """Tell those who may enter this kind that there is news, in the transaction of the request."""
    post_news(session, secrecy(), settings().base_url, zaak, news, at=now(), day=today())


def part_of(kind: ZaakKind) -> KindPart:
    """Give what is known of a kind; one that no part owns is shown as it was stored."""
    return kinds_of_site(current_site()).get(kind, _UNKNOWN)


def _as_stored(inhoud: Inhoud) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, value in inhoud.items()]


_UNKNOWN = KindPart(_as_stored)
