"""How long the site keeps each kind of data: the rules of all rooms in one table."""

from duo_site.cijfers.retention import TALLIES
from duo_site.feedback.comments.retention import STEPS
from duo_site.feedback.digest.retention import DIGEST_READERS
from duo_site.feedback.retention import SURVEY_ANSWERS, SURVEY_TOTALS
from duo_site.kept_texts import KEPT_TEXTS
from duo_site.mijn_diplomas.parts import issuer_of
from duo_site.mijn_diplomas.retention import DIPLOMAS, INZAGES
from duo_site.mijn_duo.retention import ROLLEN_HELD
from duo_site.mijn_duo.studentendossier.retention import OPZOEKDAGEN
from duo_site.mijn_duo.verantwoording.retention import VERANTWOORDING
from duo_site.mijn_duo.zaken.parts import overviews_folder
from duo_site.mijn_duo.zaken.retention import DRAFTS, ZAKEN, overviews_rule
from duo_site.nieuwsbrief.retention import NIEUWSBRIEF
from duo_site.outbox import OUTBOX
from duo_site.redactie.vertalingen.retention import EDITED_TEXTS
from duo_site.retention import RetentionRule
from duo_site.uittreksel.retention import ISSUED, files_rule
from duo_site.web.retention import RATE_COUNTS, SESSIONS
from duo_site.web.site import Site
from duo_site.zoeken.retention import SEARCH_MISSES


def list_retention(site: Site) -> tuple[RetentionRule, ...]:
    """Put the rules of all rooms in one table."""
    files, overviews = issuer_of(site).files, overviews_rule(overviews_folder(site.settings))
    return (
        DIPLOMAS,
        INZAGES,
        ISSUED,
        files_rule(files),
        ROLLEN_HELD,
        ZAKEN,
        DRAFTS,
        overviews,
        OPZOEKDAGEN,
        VERANTWOORDING,
        SURVEY_ANSWERS,
        SURVEY_TOTALS,
        STEPS,
        DIGEST_READERS,
        *NIEUWSBRIEF,
        SEARCH_MISSES,
        EDITED_TEXTS,
        SESSIONS,
        KEPT_TEXTS,
        RATE_COUNTS,
        TALLIES,
        OUTBOX,
    )
