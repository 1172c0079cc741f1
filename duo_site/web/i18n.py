"""Languages: Dutch at the root, others under a prefix, and the catalogues.

The prefix is moved from the path to SCRIPT_NAME, so every route is written once and every address keeps the language.
The msgid is the Dutch sentence; catalogues are read from the `.po` files at the start, and editors may change texts
while the site runs. A request keeps the catalogues that were in force when it came in.
"""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import LazyProxy, Translations
from flask import has_request_context, request

from duo_site.web.addresses import encoded_path, encoded_query

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from jinja2 import Environment

DUTCH = "nl"
LANGUAGES = (DUTCH, "en")
TRANSLATIONS = Path(__file__).parents[2] / "translations"
_ENVIRON = "duo.language"
_ENVIRON_TEXTS = "duo.texts"


@dataclass(frozen=True)
class Texts:
    """The texts in force: the number of what editors published, and by language the catalogue and the templates."""

    number: int
    catalogues: Mapping[str, NullTranslations]
    environments: "Mapping[str, Environment]"


_in_use: ContextVar[Texts | None] = ContextVar("texts", default=None)

WITHOUT_LANGUAGE = (
    "/api/",
    "/static/",
    "/.well-known/",
    "/healthz",
    "/readyz",
    "/metrics",
    "/robots.txt",
    "/sitemap.xml",
)
"""Where addresses begin that exist once, for all languages."""


class LanguagePrefix:
    """WSGI middleware that reads the language from the address, and fixes the texts for the whole of the request."""

    def __init__(self, application: "WSGIApplication", find_texts: "Callable[[], Texts | None]" = lambda: None) -> None:
        self._application = application
        self._find_texts = find_texts

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Move a language prefix from the path to SCRIPT_NAME and tell the application."""
        address = environ.get("PATH_INFO", "")
        environ[_ENVIRON] = DUTCH
        environ[_ENVIRON_TEXTS] = self._find_texts()
        for language in LANGUAGES[1:]:
            rest = address.removeprefix(f"/{language}")
            if rest != address and rest[:1] in ("", "/") and not rest.startswith(WITHOUT_LANGUAGE):
                environ[_ENVIRON] = language
                environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + f"/{language}"
                environ["PATH_INFO"] = rest or "/"
        return self._application(environ, start_response)


def current_language() -> str:
    """Tell the language of the request; Dutch outside one."""
    return str(request.environ.get(_ENVIRON, DUTCH)) if has_request_context() else DUTCH


def path(rest: str, /, language: str | None = None, **query: object) -> str:
    """Give the address of a path in a language (the current one by default), with a query."""
    language = language or current_language()
    prefix = "" if language == DUTCH else f"/{language}"
    address = f"{prefix}{rest}" if rest != "/" or not prefix else f"{prefix}/"
    return f"{address}?{urlencode(query)}" if query else address


def other_language() -> str:
    """Tell the language to switch to."""
    return "en" if current_language() == DUTCH else DUTCH


def other_language_address() -> str:
    """Give the address of this page, with its state, in the other language."""
    query = encoded_query()
    address = path(encoded_path(request.path), other_language())
    return f"{address}?{query}" if query and request.method in ("GET", "HEAD") else address


def translations(language: str) -> NullTranslations:
    """Give the catalogue of a language: that of the request, or that of the program."""
    texts = find_texts()
    return texts.catalogues[language] if texts else shipped_translations(language)


def find_texts() -> Texts | None:
    """Find the texts of this request, or of the block; None where neither says which."""
    found: Texts | None = _in_use.get() or (request.environ.get(_ENVIRON_TEXTS) if has_request_context() else None)
    return found


@contextmanager
def using(texts: Texts) -> Iterator[None]:
    """Use these texts in this block, whatever the request has."""
    token = _in_use.set(texts)
    try:
        yield
    finally:
        _in_use.reset(token)


@cache
def shipped_translations(language: str) -> NullTranslations:
    """Read the catalogue of a language that came with the program, once."""
    if language == DUTCH:
        return NullTranslations()
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


def gettext(text: str, **values: object) -> str:
    """Translate a Dutch sentence into the language of the request."""
    found = translations(current_language()).gettext(text)
    return found % values if values else found


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """Translate a sentence that depends on a number, available in it as `%(num)s`."""
    return translations(current_language()).ngettext(one, many, number) % {"num": number, **values}


def pgettext(context: str, text: str, **values: object) -> str:
    """Translate a sentence that means different things in different places."""
    found = translations(current_language()).pgettext(context, text)
    return found % values if values else found


def lazy_gettext(text: str, **values: object) -> LazyProxy:
    """Translate when shown: for labels that are written down before there is a request."""
    return LazyProxy(gettext, text, enable_cache=False, **values)
