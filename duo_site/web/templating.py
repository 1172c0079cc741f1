"""Rendering: one Jinja environment per language, with the header and footer kept ready.

Templates get plain values; they never see rows, the request or the session.
"""

from collections.abc import Callable, Mapping, MutableMapping
from datetime import date, datetime
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import flask_login
from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal
from flask import Flask, Response, url_for
from flask_wtf.csrf import generate_csrf
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from duo_site.web.assets import Assets
from duo_site.web.clock import DUTCH_TIME, now
from duo_site.web.i18n import (
    LANGUAGES,
    Texts,
    current_language,
    find_texts,
    other_language,
    other_language_address,
    path,
    shipped_translations,
)
from duo_site.web.kept_texts import find_notice
from duo_site.web.session import SessionUser, session_ends_at
from duo_site.web.site import Site, current_site
from duo_site.wording.overlay import EditedTranslations

TEMPLATES = Path(__file__).parents[1] / "templates"
_SWITCH = "%address-in-the-other-language%"


class _SharedGlobals(Environment):
    """An environment whose templates look at its globals themselves, not at a chain of copies."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give the globals of a template."""
        return {**self.globals, **d} if d else self.globals


class _InMemory(BytecodeCache):
    """Keeps compiled templates, so that new texts do not compile them again: they hold no text."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a compiled template from memory."""
        if found := self._kept.get(bucket.key):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


def make_environment(
    language: str,
    site: Site,
    assets: Assets,
    catalogue: NullTranslations | None = None,
    compiled: BytecodeCache | None = None,
) -> Environment:
    """Make the environment that renders templates in one language, with the texts of the program or other ones."""
    environment = _SharedGlobals(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=compiled,
    )
    catalogue = catalogue or shipped_translations(language)
    environment.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]
    environment.policies["ext.i18n.trimmed"] = True
    gettext = _make_gettext(catalogue)
    environment.globals.update(
        _=gettext,
        gettext=gettext,
        language=language,
        other_language=LANGUAGES[1] if language == LANGUAGES[0] else LANGUAGES[0],
        site=site,
        base_url=site.settings.base_url,
        address=url_for,
        path=lambda rest, **query: path(rest, language, **query),
        path_in=lambda other, rest: path(rest, other),
        asset=assets.address,
        csrf_token=generate_csrf,
        other_language_address=other_language_address,
        frame=_make_frame(environment),
        section="",
        form=None,
    )
    environment.filters.update(
        date=lambda day: _date(day, language),
        moment=lambda at: format_datetime(at.astimezone(DUTCH_TIME), "d MMMM y, HH:mm", locale=language),
        time=lambda at: at.astimezone(DUTCH_TIME).strftime("%H:%M"),
        number=lambda value: format_decimal(value, locale=language),
        amount=lambda value: amount(value, language),
    )
    return environment


def _make_gettext(catalogue: NullTranslations) -> Callable[..., Markup]:
    """Make the function `_` of templates: like Jinja's own, but each sentence is looked up once."""
    known: dict[str, tuple[Markup, Markup]] = {}

    def gettext(text: str, **values: object) -> Markup:
        if text not in known:
            # Texts are the site's own; what is filled in is escaped by Markup.
            pattern = Markup(catalogue.gettext(text))  # noqa: S704
            known[text] = (pattern, pattern if "%(" in pattern else pattern % {})
        pattern, plain = known[text]
        return pattern % values if values else plain

    return gettext


def amount(value: float, language: str) -> str:
    """Write an amount in euro, without cents where there are none."""
    pattern = "¤ #,##0" if language == "nl" else "¤#,##0"
    return format_currency(
        value, "EUR", f"{pattern}.00" if value % 1 else pattern, locale=language, currency_digits=False
    )


def format_day(day: date) -> str:
    """Write a date in the language of the request."""
    return _date(day, current_language())


def _date(day: date | datetime, language: str) -> str:
    if isinstance(day, datetime):
        day = day.astimezone(DUTCH_TIME).date()
    return _written_date(day, language)


@lru_cache(maxsize=4096)
def _written_date(day: date, language: str) -> str:
    return format_date(day, "d MMMM y", locale=language)


def _make_frame(environment: Environment) -> Callable[..., Markup]:
    """Make the function that gives the header or footer, rendered once for each section."""
    kept: dict[tuple[str, str], str] = {}

    def frame(part: str, section: str = "") -> Markup:
        if (part, section) not in kept:
            template = environment.get_template(f"layout/{part}.html")
            kept[part, section] = template.render(section=section, other_language_address=lambda: _SWITCH)
        # The template escaped all it shows; the address is escaped here.
        return Markup(kept[part, section].replace(_SWITCH, escape(other_language_address())))  # noqa: S704

    return frame


def prepare_templating(app: Flask, site: Site, assets: Assets) -> None:
    """Give an application its environments."""
    compiled = _InMemory()
    environments = {language: make_environment(language, site, assets, compiled=compiled) for language in LANGUAGES}
    app.extensions["duo-templates"] = environments
    site.texts = Texts(0, {language: shipped_translations(language) for language in LANGUAGES}, dict(environments))

    def make_texts(number: int, changed: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Texts:
        """Make the texts of a snapshot; what rooms gave the environments at the start goes along."""
        catalogues = {
            language: EditedTranslations(shipped_translations(language), changed.get(language, {}))
            for language in LANGUAGES
        }
        made = {
            language: make_environment(language, site, assets, catalogue, compiled)
            for language, catalogue in catalogues.items()
        }
        for language, environment in made.items():
            environment.globals = {**environments[language].globals, **environment.globals}
        return Texts(number, catalogues, made)

    site.make_texts = make_texts


def environments() -> Mapping[str, Environment]:
    """Give the environments of the current application, by language: for what is written in another than the page."""
    return (find_texts() or current_site().texts).environments


def render(template: str, status: int = 200, **context: Any) -> Response:
    """Render a template in the language of the request."""
    return Response(render_text(template, **context), status, mimetype="text/html")


def render_text(template: str, **context: Any) -> str:
    """Render a template to text; pages behind login get `identity`, the end of the session and what was kept."""
    texts = find_texts() or current_site().texts
    environment = texts.environments[current_language()]
    user = flask_login.current_user
    if isinstance(user, SessionUser):
        context.setdefault("identity", user.identity)
        context.setdefault("session_ends_at", session_ends_at() or now())
        context.setdefault("kept_notice", find_notice())
    return environment.get_template(template).render(context)


__all__ = [
    "amount",
    "environments",
    "make_environment",
    "other_language",
    "prepare_templating",
    "render",
    "render_text",
]
