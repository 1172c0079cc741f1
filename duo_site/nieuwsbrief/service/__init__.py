"""The use cases of the nieuwsbrief: subscribing, writing issues, sending them."""

from duo_site.nieuwsbrief.service.delivering import enter_bounce
from duo_site.nieuwsbrief.service.issues import (
    find_issue,
    find_public_issue,
    list_issues,
    list_public_issues,
    save_draft,
    throw_away,
)
from duo_site.nieuwsbrief.service.sending import JOB_KIND, begin, count_recipients, go_on, stop
from duo_site.nieuwsbrief.service.subscribing import ask, change, confirm, end, find_subscription, refused_by

__all__ = [
    "JOB_KIND",
    "ask",
    "begin",
    "change",
    "confirm",
    "count_recipients",
    "end",
    "enter_bounce",
    "find_issue",
    "find_public_issue",
    "find_subscription",
    "go_on",
    "list_issues",
    "list_public_issues",
    "refused_by",
    "save_draft",
    "stop",
    "throw_away",
]
