"""Keeping logins under way in the session, so that each answer of a provider is accepted once, in the same browser."""

from collections.abc import MutableMapping
from datetime import datetime
from typing import Any

from duo_site.identity import Means
from duo_site.login.domain import PendingLogin

_KEY = "logins"
_MOST = 3
"""More logins at once than somebody has tabs for would only fill the session."""


def keep_pending(session: MutableMapping[str, Any], pending: PendingLogin) -> None:
    """Remember a login that has just been sent to the provider."""
    kept: list[dict[str, str]] = [*session.get(_KEY, []), _to_dict(pending)]
    session[_KEY] = kept[-_MOST:]


def take_pending(session: MutableMapping[str, Any], means: Means, state: str | None) -> PendingLogin | None:
    """Give the login that an answer belongs to and forget it; None when this session did not start it."""
    kept: list[dict[str, str]] = session.get(_KEY, [])
    found = next((one for one in kept if one["state"] == state and one["means"] == means), None)
    if found is None:
        return None
    session[_KEY] = [one for one in kept if one is not found]
    return _from_dict(found)


def _to_dict(pending: PendingLogin) -> dict[str, str]:
    return {
        "means": pending.means,
        "state": pending.state,
        "nonce": pending.nonce,
        "verifier": pending.verifier,
        "started": pending.started.isoformat(),
        "language": pending.language,
        "next_path": pending.next_path,
    }


def _from_dict(kept: dict[str, str]) -> PendingLogin:
    return PendingLogin(
        means=Means(kept["means"]),
        state=kept["state"],
        nonce=kept["nonce"],
        verifier=kept["verifier"],
        started=datetime.fromisoformat(kept["started"]),
        language=kept["language"],
        next_path=kept["next_path"],
    )
