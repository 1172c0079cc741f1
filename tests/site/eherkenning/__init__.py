"""Logging in with eHerkenning at npm oidc-provider, as an onderwijsinstelling would meet it."""
