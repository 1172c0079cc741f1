"""The views of public pages; each page of the library has a rule of its own, which `pages.start` makes."""

from collections.abc import Callable, Mapping
from typing import cast

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from duo_site.identity import Sector
from duo_site.pages import machine
from duo_site.pages.context import describe_archive, describe_page
from duo_site.pages.domain import ARCHIVE, Library, Page
from duo_site.pages.forms import ArchiveForm, LoginChoiceForm
from duo_site.pages.live import LookUp, fill_in
from duo_site.pages.login_choice import Visitor, choose_login
from duo_site.pages.moved import MOVED
from duo_site.pages.press import open_archive
from duo_site.web.access import public
from duo_site.web.addresses import encoded_query
from duo_site.web.clock import today
from duo_site.web.i18n import current_language, path
from duo_site.web.i18n import gettext as _
from duo_site.web.page_cache import kept
from duo_site.web.site import current_site, settings
from duo_site.web.templating import render

blueprint = Blueprint("pages", __name__)

PART = "pages"
"""Where the library lies among the parts of the site."""

FAVICON = "pages.favicon"
KNOWN_CAUSE = "pages.known-cause"
"""Where the function lies that tells why this visitor could not log in (title, text, remedy), or None."""
LIVE = "pages.live"
"""Where the functions lie that look up live quotes, by their names."""

_MOVED = 301
_SAME_WITHOUT_SLASH = 308


def library() -> Library:
    """Give the library of the current application."""
    return cast(Library, current_site().parts[PART])


def _page_here() -> Page:
    """Give the page of the address that was asked for, with its live quotes looked up."""
    page = library().get(current_language(), request.path.strip("/"))
    return fill_in(page, cast(Mapping[str, LookUp], current_site().parts[LIVE]))


@public
@kept
def show() -> Response:
    """Show the page of this address."""
    page = _page_here()
    return render(f"pages/{page.layout.replace('-', '_')}.html", **describe_page(library(), page))


@public
@kept
def show_login_choice() -> Response:
    """Ask which login a visitor needs; the address holds the answers."""
    page = _page_here()
    form = LoginChoiceForm()
    asked = any(field.name in request.args for field in form)
    valid = not asked or form.validate()
    step = choose_login(
        Visitor(form.wie.data) if form.wie.data in list(Visitor) else None,
        Sector(form.sector.data) if valid and form.sector.data else None,
    )
    context = {**describe_page(library(), page), "form": form, "step": type(step).__name__, "choice": step}
    return render("pages/login_choice.html", 200 if valid else 422, **context)


@public
def show_login_problems() -> Response:
    """Explain what can go wrong when logging in; on top what went wrong for this visitor, where that is known."""
    page = _page_here()
    find_cause = cast(Callable[[], object], current_site().parts[KNOWN_CAUSE])
    answer = render("pages/login_problems.html", **describe_page(library(), page), cause=find_cause())
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get(f"/{ARCHIVE}/")
@public
@kept
def show_archive() -> Response:
    """Show the press archive: all releases or those of a year, ten to a page."""
    form = ArchiveForm()
    if not form.validate():
        abort(422)
    archive = open_archive(library().list_releases(current_language()), form.jaar.data, form.pagina.data or 1)
    if archive is None:
        abort(404)
    return render("pages/archive.html", **describe_archive(library(), archive))


@blueprint.get(machine.FEED)
@public
@kept
def show_feed() -> Response:
    """Give the press releases of this language as an Atom feed."""
    title = f"{_('Persberichten')} - {_('Diplomaloket')}"
    feed = machine.write_feed(
        library().list_releases(current_language()),
        language=current_language(),
        title=title,
        author=settings().operator or _("Diplomaloket"),
        base_url=settings().base_url,
    )
    return Response(feed, content_type="application/atom+xml; charset=utf-8")


@blueprint.get("/sitemap.xml")
@public
@kept
def show_sitemap() -> Response:
    """Give the addresses of all public pages in both languages."""
    sitemap = machine.write_sitemap(library(), base_url=settings().base_url)
    return Response(sitemap, content_type="application/xml; charset=utf-8")


@blueprint.get("/robots.txt")
@public
@kept
def show_robots() -> Response:
    """Tell search engines what is nothing for them."""
    return Response(machine.write_robots(base_url=settings().base_url), content_type="text/plain; charset=utf-8")


@blueprint.get("/.well-known/security.txt")
@public
@kept
def show_security_txt() -> Response:
    """Tell where to report a vulnerability."""
    text = machine.write_security_txt(contact=settings().security_contact, base_url=settings().base_url, today=today())
    return Response(text, content_type="text/plain; charset=utf-8")


@blueprint.get("/favicon.ico")
@public
def show_favicon() -> AnyResponse:
    """Send browsers that guess to the icon, whose address changes with its contents."""
    return redirect(str(current_site().parts[FAVICON]))


@public
def leave_slash() -> AnyResponse:
    """Send an address with a slash too many to the one without."""
    query = encoded_query()
    return redirect(path(request.path.rstrip("/")) + (f"?{query}" if query else ""), _SAME_WITHOUT_SLASH)


@public
def follow_move() -> AnyResponse:
    """Send an old address to the new one."""
    return redirect(path(MOVED[request.path]), _MOVED)
