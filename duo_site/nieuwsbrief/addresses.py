"""Reading an e-mail address that a visitor typed, so that it can stand in a message and nothing else can.

What is accepted is narrower than RFC 5321: no quoted local part, no address of numbers, no letters outside ASCII before
the @ (RFC 6531 asks of every server on the way that it knows them). A domain in other letters is written as IDNA 2008.
"""

import re
import unicodedata

import idna

from duo_site.nieuwsbrief.domain import Address

LONGEST = 254
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LONGEST_LOCAL = 64
_TOP = re.compile(r"[a-z][a-z0-9-]*[a-z0-9]")


def read_address(text: str) -> Address | None:
    """Read an address; None for what is none."""
    typed = unicodedata.normalize("NFC", text.strip())
    if len(typed) > LONGEST:
        return None
    local, _at, domain = typed.rpartition("@")
    if len(local) > _LONGEST_LOCAL or not _LOCAL.fullmatch(local):
        return None
    host = _read_domain(domain)
    if host is None or len(written := f"{local}@{host}") > LONGEST:
        return None
    # Nearly every server takes capitals and small letters for the same; a tag after + goes to the same mailbox.
    key = written.lower()
    return Address(written, key, f"{key.partition('@')[0].partition('+')[0]}@{host}")


def _read_domain(domain: str) -> str | None:
    try:
        host = idna.encode(domain, uts46=True, std3_rules=True).decode()
    except (idna.IDNAError, UnicodeError):
        return None
    top = host.rpartition(".")[2]
    return host if "." in host and _TOP.fullmatch(top) else None
