"""The application for a WSGI server."""

from duo_site.app import create_app
from duo_site.settings import Settings

application = create_app(Settings.from_environment())
