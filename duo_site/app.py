"""The site on one screen: every room, and what stands around them."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from duo_site.audit import AuditLog
from duo_site.cijfers.api import blueprint as cijfers_api
from duo_site.cijfers.parts import ANSWERS, look_up_quote
from duo_site.cijfers.quoting import NAME as QUOTE
from duo_site.cijfers.quoting import read_quote
from duo_site.cijfers.retention import TALLIES
from duo_site.cijfers.routes import blueprint as cijfers
from duo_site.controle.api_controles import blueprint as controle_api
from duo_site.controle.kit.routes import blueprint as controle_kit
from duo_site.controle.parts import PRESENT, SOORTEN
from duo_site.controle.proofs_api import blueprint as controle_proofs_api
from duo_site.controle.routes import blueprint as controle
from duo_site.crossings import follow_texts, make_search
from duo_site.database import make_engine, reading_session
from duo_site.diplomahulp.api import blueprint as diplomahulp_api
from duo_site.diplomahulp.blocks import content_blocks
from duo_site.diplomahulp.parts import dataset_of
from duo_site.diplomahulp.routes import blueprint as diplomahulp
from duo_site.feedback.comments.retention import STEPS
from duo_site.feedback.comments.routes import blueprint as redactie_feedback_opmerkingen
from duo_site.feedback.digest.retention import DIGEST_READERS
from duo_site.feedback.digest.routes import blueprint as redactie_feedback_weekbericht
from duo_site.feedback.doing.routes import TITLE_OF
from duo_site.feedback.doing.routes import blueprint as redactie_feedback_gedaan
from duo_site.feedback.doing.routes import public_blueprint as feedback_gedaan
from duo_site.feedback.export.routes import blueprint as redactie_feedback_uitvoer
from duo_site.feedback.reading.monthly import list_months
from duo_site.feedback.reading.routes import blueprint as redactie_feedback
from duo_site.feedback.retention import SURVEY_ANSWERS, SURVEY_TOTALS
from duo_site.feedback.routes import blueprint as feedback
from duo_site.identity import Identity, Means
from duo_site.kept_texts import KEPT_TEXTS
from duo_site.login.causes import find_known_cause
from duo_site.login.providers import clients_of
from duo_site.login.refusals import explain_to
from duo_site.login.routes import blueprint as login
from duo_site.mijn_diplomas.logboek import WatchedRegister
from duo_site.mijn_diplomas.parts import issuer_of
from duo_site.mijn_diplomas.present import find_present
from duo_site.mijn_diplomas.retention import DIPLOMAS, INZAGES
from duo_site.mijn_diplomas.routes import blueprint as mijn_diplomas
from duo_site.mijn_diplomas.soorten import find_soorten
from duo_site.mijn_duo.opleidingen.part import OPLEIDING_PART
from duo_site.mijn_duo.opleidingen.routes import blueprint as mijn_duo_opleidingen
from duo_site.mijn_duo.retention import ROLLEN_HELD
from duo_site.mijn_duo.rollen.routes import blueprint as mijn_duo_rollen
from duo_site.mijn_duo.rollen.routes import uitnodiging as mijn_duo_uitnodiging
from duo_site.mijn_duo.rollen.service import with_rights
from duo_site.mijn_duo.routes import blueprint as mijn_duo
from duo_site.mijn_duo.studentendossier.parts import give_register
from duo_site.mijn_duo.studentendossier.retention import OPZOEKDAGEN
from duo_site.mijn_duo.studentendossier.routes import blueprint as mijn_duo_studentendossier
from duo_site.mijn_duo.verantwoording.part import VERANTWOORDING_PART, taxonomy_of
from duo_site.mijn_duo.verantwoording.retention import VERANTWOORDING
from duo_site.mijn_duo.verantwoording.routes import blueprint as mijn_duo_verantwoording
from duo_site.mijn_duo.zaken.domain import ZaakKind
from duo_site.mijn_duo.zaken.kinds import KIND_PARTS
from duo_site.mijn_duo.zaken.parts import overviews_folder
from duo_site.mijn_duo.zaken.retention import DRAFTS, ZAKEN, overviews_rule
from duo_site.mijn_duo.zaken.routes import agency as redactie_zaken
from duo_site.mijn_duo.zaken.routes import blueprint as mijn_duo_zaken
from duo_site.nieuwsbrief.retention import NIEUWSBRIEF
from duo_site.nieuwsbrief.routes import blueprint as nieuwsbrief
from duo_site.nieuwsbrief.routes import redactie as redactie_nieuwsbrief
from duo_site.outbox import OUTBOX
from duo_site.pages.domain import Library
from duo_site.pages.live import live_blocks
from duo_site.pages.routes import KNOWN_CAUSE, LIVE
from duo_site.pages.routes import blueprint as pages
from duo_site.pages.start import prepare as prepare_pages
from duo_site.redactie.domain import ReviewedPage
from duo_site.redactie.routes import blueprint as redactie
from duo_site.redactie.routes import prepare as prepare_redactie
from duo_site.redactie.vertalingen.routes import blueprint as redactie_vertalingen
from duo_site.retention import RetentionRule
from duo_site.secrecy import Secrecy
from duo_site.settings import Settings
from duo_site.uittreksel.retention import ISSUED, files_rule
from duo_site.web import health, mailbox, styleguide
from duo_site.web.access import guard
from duo_site.web.api import prepare_api
from duo_site.web.assets import Assets
from duo_site.web.clock import today
from duo_site.web.errors import prepare_errors
from duo_site.web.headers import SECURITY_HEADERS, SecurityHeaders
from duo_site.web.i18n import LANGUAGES, LanguagePrefix
from duo_site.web.kept_texts import prepare_kept_texts
from duo_site.web.limits import prepare_limits
from duo_site.web.logs import configure_logs, prepare_access_log
from duo_site.web.origin import prepare_origin_check
from duo_site.web.page_cache import PageCache
from duo_site.web.refusal_memory import RefusalMemory
from duo_site.web.requests import InMemoryRequest
from duo_site.web.retention import RATE_COUNTS, SESSIONS
from duo_site.web.routing import prepare_routing
from duo_site.web.session import prepare_sessions
from duo_site.web.site import Site
from duo_site.web.statements import statement_blocks
from duo_site.web.static_files import StaticFiles
from duo_site.web.templating import prepare_templating
from duo_site.wording.following import FollowTexts
from duo_site.zoeken.parts import keep_search
from duo_site.zoeken.retention import SEARCH_MISSES
from duo_site.zoeken.routes import blueprint as zoeken

ROOMS = (
    pages,
    diplomahulp,
    diplomahulp_api,
    cijfers,
    cijfers_api,
    login,
    mijn_diplomas,
    controle,
    controle_api,
    controle_proofs_api,
    controle_kit,
    mijn_duo,
    mijn_duo_rollen,
    mijn_duo_uitnodiging,
    mijn_duo_zaken,
    redactie_zaken,
    mijn_duo_verantwoording,
    mijn_duo_opleidingen,
    mijn_duo_studentendossier,
    feedback,
    feedback_gedaan,
    redactie_feedback,
    redactie_feedback_opmerkingen,
    redactie_feedback_gedaan,
    redactie_feedback_weekbericht,
    redactie_feedback_uitvoer,
    redactie,
    nieuwsbrief,
    redactie_nieuwsbrief,
    redactie_vertalingen,
    zoeken,
)
"""The blueprints of the site; the addresses of the pages are added last, when all others are known."""

OTHER_PAGES = {
    "/diplomahulp": "Diplomahulp",
    "/controle": "Controleer een uittreksel",
    "/cijfers": "Cijfers",
    "/feedback": "Uw mening over deze site",
    "/feedback/gedaan": "U zei, wij deden",
    "/nieuwsbrief": "Nieuwsbrief",
    "/nieuwsbrief/archief": "Vorige nieuwsbrieven",
}
"""Public pages that are made by code: path to title (msgids of their own rooms). Content may link to them."""

_LARGEST_REQUEST = 6 * 1024 * 1024


def create_app(settings: Settings) -> Flask:
    """Build the application from its settings."""
    configure_logs()
    secrecy = Secrecy(settings.data_key)
    site = Site(settings, make_engine(settings.database_url), secrecy, AuditLog(secrecy.derive("audit")))
    app, assets = _make_flask(settings), Assets()
    app.extensions["duo"] = site
    site.refresh_identity = lambda identity, chosen: _refresh(site, identity, chosen)
    _prepare_web(app, site, assets)
    for room in ROOMS:
        app.register_blueprint(room)
    if settings.demonstration and settings.mail_server is None:
        app.register_blueprint(mailbox.blueprint)
    if settings.style_guide:
        app.register_blueprint(styleguide.blueprint)
    clients_of(site)
    taxonomy_of(site)
    site.parts[KIND_PARTS] = {ZaakKind.JAARVERSLAG: VERANTWOORDING_PART, ZaakKind.OPLEIDING: OPLEIDING_PART}
    give_register(site, WatchedRegister(secrecy))
    site.retention = _list_retention(site)
    site.parts[PRESENT] = find_present
    site.parts[SOORTEN] = find_soorten
    site.parts[ANSWERS] = list_months
    environments = app.extensions["duo-templates"]
    blocks = content_blocks(dataset_of(site), environments) | statement_blocks(site.retention, environments)
    blocks |= live_blocks({QUOTE: read_quote})
    site.parts[LIVE] = {QUOTE: look_up_quote}
    favicon = assets.address("img/favicon.png")
    site.parts[KNOWN_CAUSE] = find_known_cause
    site.explain_refusal = explain_to
    site.parts["pages.warnings"] = prepare_pages(app, site, blocks, others=OTHER_PAGES, favicon=favicon)
    keep_search(site.parts, make_search(site))
    prepare_redactie(app, lambda: _list_reviewed(site))
    site.parts[TITLE_OF] = lambda language, address: _find_title(site, language, address)
    prepare_routing(app)
    prepare_origin_check(app)
    prepare_kept_texts(app)
    guard(app)
    _stand_around(app, site, assets)
    return app


def _make_flask(settings: Settings) -> Flask:
    app = Flask(__name__, static_folder=None, template_folder=None)
    app.request_class = InMemoryRequest
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=_LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=200_000,
        MAX_FORM_PARTS=300,
        WTF_I18N_ENABLED=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    return app


def _prepare_web(app: Flask, site: Site, assets: Assets) -> None:
    """Give the application the plumbing that every room uses."""
    prepare_access_log(app)
    prepare_sessions(app, site)
    prepare_templating(app, site, assets)
    prepare_errors(app)
    prepare_limits(app)
    app.after_request(health.count_request)
    app.register_blueprint(health.blueprint)
    prepare_api(app)


def _refresh(site: Site, identity: Identity, chosen: str) -> Identity:
    """Give a medewerker of an onderwijsinstelling the rights of this moment; others keep those of their login."""
    if identity.means is not Means.EHERKENNING:
        return identity
    with reading_session(site.engine) as session:
        return with_rights(session, identity, chosen, today())


def _list_retention(site: Site) -> tuple[RetentionRule, ...]:
    """Put the rules of all rooms in one table."""
    files, overviews = issuer_of(site).files, overviews_rule(overviews_folder(site.settings))
    return (
        DIPLOMAS,
        INZAGES,
        ISSUED,
        files_rule(files),
        ROLLEN_HELD,
        ZAKEN,
        DRAFTS,
        overviews,
        OPZOEKDAGEN,
        VERANTWOORDING,
        SURVEY_ANSWERS,
        SURVEY_TOTALS,
        STEPS,
        DIGEST_READERS,
        *NIEUWSBRIEF,
        SEARCH_MISSES,
        SESSIONS,
        KEPT_TEXTS,
        RATE_COUNTS,
        TALLIES,
        OUTBOX,
    )


def _list_reviewed(site: Site) -> tuple[ReviewedPage, ...]:
    """List the pages for the editors."""
    library = site.parts["pages"]
    assert isinstance(library, Library)
    return tuple(
        ReviewedPage(page.language, page.path, page.title, page.owner, page.updated, page.review)
        for language in LANGUAGES
        for page in library.list_pages(language)
    )


def _find_title(site: Site, language: str, address: str) -> str | None:
    """Find the title of a page of the content."""
    library = site.parts["pages"]
    assert isinstance(library, Library)
    page = library.find(language, address.lstrip("/"))
    return page.title if page else None


def _stand_around(app: Flask, site: Site, assets: Assets) -> None:
    """Put the middleware around the application, in the order of docs/decisions/0003-byte-cache.md."""
    proxies = site.settings.trusted_proxies
    refusals = RefusalMemory(app.wsgi_app, "/feedback")
    site.forget_refusals = refusals.forget
    inner = ProxyFix(refusals, x_for=proxies, x_proto=proxies)
    cache = PageCache(SecurityHeaders(LanguagePrefix(inner, lambda: site.texts)))
    site.empty_page_cache = cache.empty
    site.page_cache_figures = cache.figures
    site.follow_texts = follow_texts(app, site).look
    inside = FollowTexts(cache, site.follow_texts)
    outer = StaticFiles(inside, assets.files, version=assets.version, headers=SECURITY_HEADERS)
    app.wsgi_app = outer  # type: ignore[method-assign]
