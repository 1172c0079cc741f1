"""What machines read: the Atom feed, the sitemap, robots.txt and security.txt. Addresses are absolute."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from xml.etree.ElementTree import Element, SubElement, tostring

from duo_site.pages.domain import ARCHIVE, Library, Page
from duo_site.web.clock import DUTCH_TIME
from duo_site.web.i18n import DUTCH, LANGUAGES, path

FEED = f"/{ARCHIVE}/atom.xml"
ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
_VALID_FOR = timedelta(days=180)
_PRIVATE = ("/mijn-diplomas/", "/mijn-duo/", "/redactie/", "/gedeeld/", "/feedback/bedankt")


def write_feed(releases: Sequence[Page], *, language: str, title: str, author: str, base_url: str) -> bytes:
    """Write the Atom feed (RFC 4287) of the press releases of a language.

    The ids do not hold the host, so that a site that moves does not show its readers everything again.
    """
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": language})
    _add(feed, "id", _stable_id(path(FEED, language)))
    _add(feed, "title", title)
    _add(feed, "updated", _moment(max((release.updated for release in releases), default=date(2026, 1, 1))))
    _add_link(feed, "self", base_url + path(FEED, language), "application/atom+xml")
    _add_link(feed, "alternate", base_url + path(f"/{ARCHIVE}/", language), "text/html")
    _add(SubElement(feed, "author"), "name", author)
    for release in releases:
        entry = SubElement(feed, "entry")
        address = path(release.path, language)
        _add(entry, "id", _stable_id(address))
        _add(entry, "title", release.title)
        _add(entry, "published", _moment(release.published))
        _add(entry, "updated", _moment(release.updated))
        _add_link(entry, "alternate", base_url + address, "text/html")
        _add(entry, "summary", release.summary)
    return _write(feed)


def write_sitemap(library: Library, *, base_url: str) -> bytes:
    """Write the sitemap: every public page in every language, each with its alternates."""
    root = Element("urlset", {"xmlns": SITEMAP, "xmlns:xhtml": XHTML})
    changed = {page.path: page.updated for page in library.list_pages(DUTCH)}
    for rest in [*changed, *library.others]:
        for language in LANGUAGES:
            entry = SubElement(root, "url")
            SubElement(entry, "loc").text = base_url + path(rest, language)
            if rest in changed:
                SubElement(entry, "lastmod").text = changed[rest].isoformat()
            for code, alternate in [*((each, each) for each in LANGUAGES), ("x-default", DUTCH)]:
                SubElement(
                    entry,
                    "xhtml:link",
                    {"rel": "alternate", "hreflang": code, "href": base_url + path(rest, alternate)},
                )
    return _write(root)


def write_robots(*, base_url: str) -> str:
    """Write robots.txt (RFC 9309): what is behind login is nothing for a search engine."""
    refused = [f"Disallow: {path(rest, language)}" for language in LANGUAGES for rest in _PRIVATE]
    return "\n".join(["User-agent: *", *refused, "", f"Sitemap: {base_url}/sitemap.xml", ""])


def write_security_txt(*, contact: str | None, base_url: str, today: date) -> str:
    """Write security.txt (RFC 9116), valid for 180 days from a date.

    RFC 9116 §2.5.3 allows web addresses with https alone. A site on this machine itself speaks http, but nobody
    looks there for where to report, so its address is written with https all the same.
    """
    secure = base_url.replace("http://", "https://", 1)
    policy = f"{secure}/kwetsbaarheid-melden"
    lines = [
        f"Contact: {_contact(contact) or policy}",
        f"Expires: {(today + _VALID_FOR).isoformat()}T00:00:00Z",
        "Preferred-Languages: nl, en",
        f"Canonical: {secure}/.well-known/security.txt",
        f"Policy: {policy}",
    ]
    return "\n".join(lines) + "\n"


def _contact(contact: str | None) -> str | None:
    """Give a contact as an address; a bare mailbox gets its scheme."""
    if contact and "@" in contact and ":" not in contact:
        return f"mailto:{contact}"
    return contact


def _stable_id(address: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, address).urn


def _moment(day: date) -> str:
    return datetime.combine(day, time(), DUTCH_TIME).isoformat()


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _add_link(parent: Element, relation: str, href: str, kind: str) -> None:
    SubElement(parent, "link", {"rel": relation, "href": href, "type": kind})


def _write(root: Element) -> bytes:
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document
