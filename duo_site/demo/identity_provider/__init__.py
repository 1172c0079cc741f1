"""A demo identity provider: a process of its own that speaks real OpenID Connect and lets the cast log in.

It runs on loopback alone, keeps everything in memory, and refuses to serve a site that is no demonstration.
"""

from duo_site.demo.identity_provider.server import DemonstrationOnly, make_identity_provider, serve

__all__ = ["DemonstrationOnly", "make_identity_provider", "serve"]
