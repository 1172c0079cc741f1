"""The blueprint of the opleidingen."""

from duo_site.mijn_duo.werkplek import mijn_duo_blueprint

blueprint = mijn_duo_blueprint("opleidingen", __name__)
