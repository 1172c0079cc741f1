"""The words in links and envelopes: signed, each good for one purpose, and with nothing of an address in them."""

import hashlib
import hmac
import re
from enum import StrEnum

from duo_site.secrecy import Secrecy

_SIGNATURE = 32
_TOKEN = re.compile(rf"([0-9a-f]{{1,32}})-([0-9a-f]{{{_SIGNATURE}}})")


class Purpose(StrEnum):
    """What a token is good for."""

    CONFIRM = "bevestigen"
    CHANGE = "wijzigen"
    LEAVE = "afmelden"
    BOUNCE = "terug"


class Tokens:
    """Makes and reads tokens with a key of their own: the name of a row, and 128 bits of HMAC-SHA-256."""

    def __init__(self, secrecy: Secrecy) -> None:
        self._key = secrecy.derive("nieuwsbrief-tokens")

    def make(self, purpose: Purpose, name: str) -> str:
        """Make the token for a row, which is named in at most 32 hexadecimal digits."""
        return f"{name}-{self._sign(purpose, name)}"

    def read(self, purpose: Purpose, token: str) -> str | None:
        """Give the name of the row; None for a token that we did not make for this purpose."""
        found = _TOKEN.fullmatch(token)
        if found is None or not hmac.compare_digest(found[2], self._sign(purpose, found[1])):
            return None
        return found[1]

    def _sign(self, purpose: Purpose, name: str) -> str:
        return hmac.new(self._key, f"{purpose}\0{name}".encode(), hashlib.sha256).hexdigest()[:_SIGNATURE]
