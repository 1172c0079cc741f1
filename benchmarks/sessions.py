"""Sessions for more people than the demo identity provider knows, made by the site's own code in its own database."""

from collections.abc import Iterable
from http.cookies import SimpleCookie

from flask import session

from benchmarks.deliveries import Diplomahouder
from duo_site.app import create_app
from duo_site.identity import Identity, Means, Permission
from duo_site.secrecy import Secrecy
from duo_site.settings import Settings
from duo_site.web.session import start_session


def open_sessions(settings: Settings, people: Iterable[Diplomahouder]) -> list[dict[str, str]]:
    """Open a session for each of these diplomahouders, as a login would; gives the cookies of each."""
    app, secrecy = create_app(settings), Secrecy(settings.data_key)
    permissions = frozenset({Permission.MIJN_DIPLOMAS})
    opened = []
    for person in people:
        identity = Identity(Means.DIGID, secrecy.lookup("bsn", person.bsn), person.last_name, permissions, None)
        with app.test_request_context(base_url=settings.base_url):
            start_session(identity)
            answer = app.response_class()
            app.session_interface.save_session(app, session, answer)
        cookies = SimpleCookie(answer.headers["Set-Cookie"])
        opened.append({name: morsel.value for name, morsel in cookies.items()})
    app.extensions["duo"].engine.dispose()
    return opened
