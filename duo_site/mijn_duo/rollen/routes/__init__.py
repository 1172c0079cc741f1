"""The pages of the beheerder, and the page on which somebody accepts an invitation."""

from duo_site.mijn_duo.rollen.routes import giving, invitations, review
from duo_site.mijn_duo.rollen.routes.accepting import blueprint as uitnodiging
from duo_site.mijn_duo.rollen.routes.blueprint import blueprint

__all__ = ["blueprint", "giving", "invitations", "review", "uitnodiging"]
