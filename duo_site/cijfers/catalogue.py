"""The description of the figures for catalogues of open data: DCAT-AP-NL 3.0, as JSON-LD.

What is mandatory: https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/ (Geonovum), on top of DCAT-AP 3.0. The value lists
are those of the EU (https://op.europa.eu/en/web/eu-vocabularies). Vocabularies are named by http, and none is fetched.
"""

from datetime import date
from typing import Any

from duo_site.cijfers.domain import Figures
from duo_site.cijfers.files import COUNTS, FILES, OPINIONS, PAST

PATH = "/cijfers/catalogus.jsonld"
MEDIA_TYPE = "application/ld+json"

_EU = "http://publications.europa.eu/resource/authority"
_IANA = "https://www.iana.org/assignments/media-types"
_LICENCE = "http://creativecommons.org/publicdomain/zero/1.0/deed.nl"
"""CC0 1.0, by its address in the list of licences of DCAT-AP-NL."""
_FIRST_PUBLISHED = date(2026, 11, 22)
_CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_TITLES = {
    COUNTS: ("Uittreksels en controles per maand", "Extracts and checks per month"),
    OPINIONS: ("Tevredenheid van bezoekers per maand", "Satisfaction of visitors per month"),
    PAST: ("Downloads van uittreksels per jaar, volgens persberichten", "Downloads per year, from press releases"),
}
_DESCRIPTION = (
    "Hoe vaak uittreksels zijn gemaakt, gedownload en gecontroleerd, per maand, soort diploma en taal. Ook staat erin "
    "wat bezoekers van de site vinden. Aantallen onder de 10 zijn verborgen.",
    "How often extracts were made, downloaded and checked, by month, type of diploma and language. Also what visitors "
    "think of the site. Counts under 10 are hidden.",
)


def describe_catalogue(figures: Figures, *, base_url: str, operator: str | None) -> dict[str, Any]:
    """Make the catalogue: one dataset, with each file of it and the JSON of the API."""
    agent = _agent(base_url, operator)
    modified = figures.up_to or _FIRST_PUBLISHED
    page = f"{base_url}/cijfers"
    dataset: dict[str, Any] = {
        "@id": f"{page}#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{page}#dataset",
        "dct:title": _both("Cijfers over uittreksels en controles", "Figures on extracts and checks"),
        "dct:description": _both(*_DESCRIPTION),
        "dct:creator": agent,
        "dct:publisher": agent,
        "dcat:contactPoint": _contact(base_url, operator),
        "dct:accessRights": _term(f"{_EU}/access-right/PUBLIC", "dct:RightsStatement"),
        "dcat:theme": _concept(f"{_EU}/data-theme/EDUC", "Onderwijs, cultuur en sport", "Education, culture and sport"),
        "dcat:keyword": [*_both("diploma", "diploma"), *_both("uittreksel", "extract"), *_both("controle", "check")],
        "dct:language": _term(f"{_EU}/language/NLD", "dct:LinguisticSystem"),
        "dct:accrualPeriodicity": _term(f"{_EU}/frequency/MONTHLY", "dct:Frequency"),
        "dct:spatial": _term(f"{_EU}/country/NLD", "dct:Location"),
        "dcat:landingPage": _term(page, "foaf:Document"),
        "foaf:page": _term(f"{page}#telt-mee", "foaf:Document"),
        "dct:issued": _day(_FIRST_PUBLISHED),
        "dct:modified": _day(modified),
        "dcat:distribution": [*(_file(name, base_url) for name in FILES), _json(base_url)],
    }
    if figures.months:
        dataset["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(figures.months[0].first_day),
            "dcat:endDate": _day(figures.months[-1].last_day),
        }
    return {
        "@context": _CONTEXT,
        "@id": f"{base_url}{PATH}",
        "@type": "dcat:Catalog",
        "dct:title": _both("Open data van deze site", "Open data of this site"),
        "dct:description": _both("De cijfers die deze site deelt.", "The figures that this site shares."),
        "dct:creator": agent,
        "dct:publisher": agent,
        "dcat:contactPoint": _contact(base_url, operator),
        "dct:language": _term(f"{_EU}/language/NLD", "dct:LinguisticSystem"),
        "dct:license": _term(_LICENCE, "dct:LicenseDocument"),
        "foaf:homepage": _term(f"{base_url}/", "foaf:Document"),
        "dct:modified": _day(modified),
        "dcat:dataset": dataset,
    }


def _agent(base_url: str, operator: str | None) -> dict[str, Any]:
    """Name who publishes; a demonstration says that it is one."""
    name = operator or "Diplomaloket (demonstratie, niet van de overheid)"
    return {"@id": f"{base_url}/#uitgever", "@type": "foaf:Agent", "foaf:name": name}


def _contact(base_url: str, operator: str | None) -> dict[str, Any]:
    return {
        "@type": ["vcard:Kind", "vcard:Organization"],
        "vcard:fn": operator or "Diplomaloket (demonstratie)",
        "vcard:hasURL": {"@id": f"{base_url}/contact"},
    }


def _file(name: str, base_url: str) -> dict[str, Any]:
    address = f"{base_url}/cijfers/{name}.csv"
    return _distribution(address, _both(*(f"{title} (CSV)" for title in _TITLES[name])), "CSV", "text/csv")


def _json(base_url: str) -> dict[str, Any]:
    titles = _both("Alle cijfers (JSON)", "All figures (JSON)")
    return _distribution(f"{base_url}/api/v1/cijfers", titles, "JSON", "application/json")


def _distribution(address: str, titles: list[dict[str, str]], kind: str, media_type: str) -> dict[str, Any]:
    return {
        "@id": f"{address}#distributie",
        "@type": "dcat:Distribution",
        "dct:title": titles,
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dct:format": _term(f"{_EU}/file-type/{kind}", "dct:MediaTypeOrExtent"),
        "dcat:mediaType": _term(f"{_IANA}/{media_type}", "dct:MediaType"),
        "dct:license": _term(_LICENCE, "dct:LicenseDocument"),
        "dct:language": _term(f"{_EU}/language/NLD", "dct:LinguisticSystem"),
    }


def _term(address: str, kind: str) -> dict[str, Any]:
    """Name a thing of a value list, and what kind of thing it is."""
    return {"@id": address, "@type": kind}


def _concept(address: str, dutch: str, english: str) -> dict[str, Any]:
    return {**_term(address, "skos:Concept"), "skos:prefLabel": _both(dutch, english)}


def _both(dutch: str, english: str) -> list[dict[str, str]]:
    return [{"@value": dutch, "@language": "nl"}, {"@value": english, "@language": "en"}]


def _day(day: date) -> dict[str, str]:
    return {"@value": day.isoformat(), "@type": "xsd:date"}
