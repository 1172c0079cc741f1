"""The tasks of Mijn DUO: what stands on its start page and in its menu, for who has the permission."""

from dataclasses import dataclass

from duo_site.identity import Identity, Permission


@dataclass(frozen=True)
class Task:
    """A part of Mijn DUO as people see it (title and text are msgids), and the permission that opens it."""

    part: str
    title: str
    text: str
    endpoint: str
    permission: Permission


def _n_(text: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return text


TASKS: tuple[Task, ...] = (
    Task(
        "zaken",
        _n_("Zaken"),
        _n_("Vraag iets aan, dien iets in en volg wat loopt."),
        "mijn_duo_zaken.overview",
        Permission.LEES_ZAKEN,
    ),
    Task(
        "rollen",
        _n_("Rollen"),
        _n_("Geef medewerkers een rol en beëindig rollen."),
        "mijn_duo_rollen.review",
        Permission.GEEF_ROLLEN,
    ),
    Task(
        "opleidingen",
        _n_("Opleidingen"),
        _n_("Bekijk het aanbod van uw onderwijsinstelling en geef wijzigingen door."),
        "mijn_duo_opleidingen.overview",
        Permission.LEES_OPLEIDINGEN,
    ),
    Task(
        "studentendossier",
        _n_("Studentendossier"),
        _n_("Zoek bij de toelating op welke diploma's een student heeft."),
        "mijn_duo_studentendossier.ask",
        Permission.BEKIJK_STUDENT,
    ),
    Task(
        "verantwoording",
        _n_("Verantwoording"),
        _n_("Stuur de jaarrekening in XBRL, laat haar controleren en dien haar in."),
        "mijn_duo_verantwoording.overview",
        Permission.DIEN_VERANTWOORDING_IN,
    ),
)


def list_tasks(identity: Identity) -> tuple[Task, ...]:
    """List the tasks of somebody for the werkplek he chose."""
    return tuple(task for task in TASKS if identity.may(task.permission))
