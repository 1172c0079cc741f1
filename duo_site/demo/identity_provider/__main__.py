"""Run the demo identity provider: python -m duo_site.demo.identity_provider."""

import sys

from duo_site.demo.identity_provider.server import DemonstrationOnly, serve
from duo_site.settings import Settings, SettingsError

if __name__ == "__main__":
    try:
        serve(Settings.from_environment())
    except (DemonstrationOnly, SettingsError) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(0)
