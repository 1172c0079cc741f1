"""What the studentendossier gets from outside."""

from typing import cast

from duo_site.mijn_duo.studentendossier.service import DiplomaRegister
from duo_site.web.site import Site

_REGISTER = "mijn_duo_studentendossier.register"


def give_register(site: Site, register: DiplomaRegister) -> None:
    """Give the site the register in which students are looked up."""
    site.parts[_REGISTER] = register


def register_of(site: Site) -> DiplomaRegister:
    """Give the register in which students are looked up."""
    return cast(DiplomaRegister, site.parts[_REGISTER])
