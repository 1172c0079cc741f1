"""Starting the demo identity provider, on loopback and for a demonstration alone."""

import signal
import threading
from types import FrameType
from urllib.parse import urlsplit

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from duo_site.demo.identity_provider.app import create_provider_app
from duo_site.demo.identity_provider.clients import read_clients
from duo_site.settings import Settings, SettingsError

_LOOPBACK = "127.0.0.1"


class DemonstrationOnly(Exception):
    """Somebody runs the site as his own: nobody may log in there as an invented person."""


class _SilentHandler(WSGIRequestHandler):
    """Writes no log, because addresses hold codes, and tells no version."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Keep requests out of the log."""

    def version_string(self) -> str:
        """Give the name of the server without its version."""
        return "demo"


def make_identity_provider(settings: Settings) -> BaseWSGIServer:
    """Bind the server to the address that the issuers in the settings name.

    Raise DemonstrationOnly for a site that is no demonstration, SettingsError for issuers elsewhere.
    """
    if not settings.demonstration:
        raise DemonstrationOnly("DUO_OPERATOR is set: the demo identity provider serves demonstrations alone.")
    places = {urlsplit(provider.issuer).netloc for provider in settings.providers}
    if len(places) != 1:
        raise SettingsError("The demo identity provider needs issuers that share one address, such as 127.0.0.1:8001.")
    place = places.pop()
    host, _, port = place.partition(":")
    for provider in settings.providers:
        if provider.issuer != f"http://{place}/{provider.means}" or host != _LOOPBACK or not port.isdecimal():
            raise SettingsError(
                f"DUO_{provider.means.name}_ISSUER must be http://127.0.0.1:<port>/{provider.means} for the demo."
            )
    app = create_provider_app(place, read_clients(settings), settings.base_url)
    return make_server(_LOOPBACK, int(port), app, threaded=True, request_handler=_SilentHandler)


def serve(settings: Settings) -> None:
    """Serve until the process is told to stop (SIGTERM or SIGINT)."""
    server = make_identity_provider(settings)

    def stop(_number: int, _frame: FrameType | None) -> None:
        # Shutting down waits for the loop, which runs in this very thread.
        threading.Thread(target=server.shutdown, daemon=True).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    try:
        server.serve_forever()
    finally:
        server.server_close()
