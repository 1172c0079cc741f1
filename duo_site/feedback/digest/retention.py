"""How long the address for the weekly e-mail is kept."""

from duo_site.feedback.digest.service import KEPT_FOR, erase_readers
from duo_site.retention import RetentionRule, mark

DIGEST_READERS = RetentionRule(
    kind=mark("E-mailadres van een redacteur voor het weekbericht, versleuteld"),
    keep=KEPT_FOR,
    period=mark("Tot hij het uitzet, hoogstens 1 jaar"),
    why=mark("Om het weekbericht te sturen."),
    erase=erase_readers,
)
