"""Addresses that people type or remember, and where they lead now. Paths without language."""

from collections.abc import Mapping

MOVED: Mapping[str, str] = {
    "/diploma-kwijt": "/particulier/diploma-kwijt",
    "/diplomas": "/particulier",
    "/hoger-onderwijs": "/zakelijk/hoger-onderwijs/inloggen",
    "/inloggen/welke-inlog": "/inloggen",
    "/login": "/inloggen",
    "/organisatie/pers": "/organisatie/persberichten/",
    "/persberichten": "/organisatie/persberichten/",
    "/persberichten/atom.xml": "/organisatie/persberichten/atom.xml",
    "/uittreksel": "/particulier/uittreksel",
    "/werkgevers": "/zakelijk/uittreksel-controleren",
    "/zakelijk/hoger-onderwijs": "/zakelijk/hoger-onderwijs/inloggen",
    "/zakelijk/middelbaar-beroepsonderwijs": "/zakelijk/middelbaar-beroepsonderwijs/inloggen",
    "/zakelijk/primair-onderwijs": "/zakelijk/primair-onderwijs/inloggen",
    "/zakelijk/voortgezet-onderwijs": "/zakelijk/voortgezet-onderwijs/inloggen",
}
