"""Putting the public pages into an application: read, checked, and each given its rule."""

from collections.abc import Callable, Mapping

import structlog
from flask import Flask
from jinja2 import Environment
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.routing import RequestRedirect

from duo_site.pages.domain import ARCHIVE, Layout
from duo_site.pages.loader import CONTENT, Loaded, Loader
from duo_site.pages.markdown import Furniture
from duo_site.pages.moved import MOVED
from duo_site.pages.problems import BrokenPage, Problem
from duo_site.pages.quotes import Block
from duo_site.pages.routes import (
    FAVICON,
    PART,
    follow_move,
    leave_slash,
    show,
    show_login_choice,
    show_login_problems,
)
from duo_site.web.clock import today
from duo_site.web.i18n import DUTCH
from duo_site.web.site import Site

_log = structlog.get_logger()


def _n_(text: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return text


RELOAD = "pages.reload"
"""Where the function lies that reads the content again, with the texts that are in force then."""

OWN_PLACES: Mapping[str, str] = {f"/{ARCHIVE}/": _n_("Persberichten")}


def prepare(
    app: Flask, site: Site, blocks: Mapping[str, Block], *, others: Mapping[str, str], favicon: str
) -> tuple[Problem, ...]:
    """Read the content and give each page its rule; call it after all rooms are registered.

    `blocks` are the blocks and quotes of other rooms by name: each gets a language and an argument and gives HTML
    (block) or text (quote), and raises LookupError for an argument it does not know. `others` are the public pages of
    other rooms: path without language to title (a msgid). Gives the warnings; raises BrokenPage with every fault.
    """
    loader = Loader(CONTENT, blocks=blocks, others={**OWN_PLACES, **others}, furniture=make_furniture(app))
    loaded = loader.load(today())
    taken = _add_rules(app, loaded)
    if taken:
        raise BrokenPage([*loaded.problems, *taken])
    site.parts[PART] = loaded.finish(_make_is_known(app))
    site.parts[RELOAD] = lambda: loader.load(today()).finish(_make_is_known(app))
    site.parts[FAVICON] = favicon
    for warning in loaded.warnings:
        _log.warning("content", problem=str(warning))
    return loaded.warnings


def make_furniture(app: Flask) -> Furniture:
    """Make the function that renders the templates of blocks, outside a request."""
    environments: Mapping[str, Environment] = app.extensions["duo-templates"]

    def furnish(language: str, name: str, context: Mapping[str, object]) -> str:
        return environments[language].get_template(f"pages/blocks/{name}.html").render(context)

    return furnish


def _add_rules(app: Flask, loaded: Loaded) -> list[Problem]:
    """Give each page its rule; tell of pages whose address another room has."""
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    taken = []
    for page in loaded.library.list_pages(DUTCH):
        if page.path in rules:
            taken.append(Problem(f"{CONTENT.name}/{DUTCH}{page.path}", 1, "another room has this address"))
            continue
        if page.layout is Layout.LOGIN_CHOICE:
            app.add_url_rule(page.path, "pages.show_login_choice", show_login_choice, methods=["GET"])
        elif page.layout is Layout.LOGIN_PROBLEMS:
            app.add_url_rule(page.path, "pages.show_login_problems", show_login_problems, methods=["GET"])
        else:
            app.add_url_rule(page.path, "pages.show", show, methods=["GET"])
        if page.address and f"{page.path}/" not in rules:
            app.add_url_rule(f"{page.path}/", "pages.leave_slash", leave_slash, methods=["GET"])
    for old in MOVED:
        app.add_url_rule(old, "pages.follow_move", follow_move, methods=["GET"])
    return taken


def _make_is_known(app: Flask) -> Callable[[str], bool]:
    """Make the function that tells whether some view answers a path."""
    adapter = app.url_map.bind("localhost")

    def is_known(path: str) -> bool:
        try:
            adapter.match(path, method="GET")
        except RequestRedirect:
            return True
        except MethodNotAllowed:
            return False
        except HTTPException:
            return path.startswith("/static/")
        return True

    return is_known
