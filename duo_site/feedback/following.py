"""The token that lets the same visitor complete an answer: encrypted, of half an hour, in form and address alone."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from duo_site.secrecy import Secrecy, UnreadableSecret

LIFETIME = timedelta(minutes=30)
FASTEST = timedelta(milliseconds=500)
"""Nobody reads a question and answers it in less; programs do."""
LONGEST_TOKEN = 200
_PLACE = "survey-follow-up"


@dataclass(frozen=True)
class Follow:
    """Which answer may be completed, since when, and how often its visitor was asked on already."""

    key: UUID
    since: datetime
    step: int


def write_token(secrecy: Secrecy, follow: Follow) -> str:
    """Write the token; it tells nothing to whoever reads it."""
    text = f"{follow.key} {follow.since.timestamp():.3f} {follow.step}"
    return urlsafe_b64encode(secrecy.encrypt(text, _PLACE)).decode().rstrip("=")


def read_token(secrecy: Secrecy, token: str, now: datetime) -> Follow | None:
    """Read a token; None for one that is not ours, was changed, or is too old."""
    if len(token) > LONGEST_TOKEN:
        return None
    try:
        blob = urlsafe_b64decode(token.encode() + b"=" * (-len(token) % 4))
        key, since, step = secrecy.decrypt(blob, _PLACE).split(" ")
    except (ValueError, UnreadableSecret):
        return None
    follow = Follow(UUID(key), datetime.fromtimestamp(float(since), UTC), int(step))
    return follow if now - follow.since <= LIFETIME else None
