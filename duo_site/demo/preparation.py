"""Making what the demonstration needs, once: tables, keys, diplomas and rollen."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from duo_site import migrations
from duo_site.database import make_engine, writing_session
from duo_site.demo.cijfers import give_demo_cijfers
from duo_site.demo.feedback import give_demo_feedback
from duo_site.demo.nieuwsbrief import write_demo_issues
from duo_site.demo.opleidingen import keep_demo_opleidingen
from duo_site.demo.register import deliver_demo_register
from duo_site.demo.rollen import give_demo_rollen
from duo_site.demo.zaken import give_demo_zaken
from duo_site.login.oidc import new_client_key
from duo_site.secrecy import Secrecy
from duo_site.settings import Settings
from duo_site.uittreksel.key_making import new_seal
from duo_site.uittreksel.keys import KEY_LIST, load_keys
from duo_site.uittreksel.proofs.keys import CREDENTIAL_KEY_LIST, new_credential_key
from duo_site.web.clock import today


def _has_lasting_seal(folder: Path) -> bool:
    """Tell whether there is a key whose seals always bear a time stamp; those of the first version did not."""
    return (folder / KEY_LIST).exists() and load_keys(folder).current.always_stamped


def prepare(settings: Settings, tell: Callable[[str], object]) -> None:
    """Make whatever is missing; what is there stays as it is."""
    settings.instance.mkdir(parents=True, exist_ok=True)
    engine = make_engine(settings.database_url)
    tell(f"Database: revision {migrations.upgrade(engine, settings.data_key)}.")
    for provider in settings.providers:
        if not provider.client_key.exists():
            new_client_key(provider.client_key)
    if not _has_lasting_seal(settings.seal_folder):
        key = new_seal(settings.seal_folder, None, datetime.now(UTC))
        tell(f"Zegel: {key.name}.")
    if not (settings.seal_folder / CREDENTIAL_KEY_LIST).exists():
        new_credential_key(settings.seal_folder, datetime.now(UTC))
    tell(deliver_demo_register(engine, settings))
    with writing_session(engine) as session:
        give_demo_rollen(session)
        give_demo_zaken(session, Secrecy(settings.data_key))
        keep_demo_opleidingen(session)
        write_demo_issues(session)
        give_demo_feedback(session, datetime.now(UTC).date())
        give_demo_cijfers(session, today())
    engine.dispose()
