"""The site on one screen: every room, and what stands around them."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from duo_site.audit import AuditLog
from duo_site.cijfers.api import blueprint as cijfers_api
from duo_site.cijfers.routes import blueprint as cijfers
from duo_site.controle.api_controles import blueprint as controle_api
from duo_site.controle.kit.routes import blueprint as controle_kit
from duo_site.controle.proofs_api import blueprint as controle_proofs_api
from duo_site.controle.routes import blueprint as controle
from duo_site.crossings import connect_rooms, follow_texts
from duo_site.database import make_engine
from duo_site.diplomahulp.api import blueprint as diplomahulp_api
from duo_site.diplomahulp.routes import blueprint as diplomahulp
from duo_site.feedback.comments.routes import blueprint as redactie_feedback_opmerkingen
from duo_site.feedback.digest.routes import blueprint as redactie_feedback_weekbericht
from duo_site.feedback.doing.routes import blueprint as redactie_feedback_gedaan
from duo_site.feedback.doing.routes import public_blueprint as feedback_gedaan
from duo_site.feedback.export.routes import blueprint as redactie_feedback_uitvoer
from duo_site.feedback.reading.routes import blueprint as redactie_feedback
from duo_site.feedback.routes import blueprint as feedback
from duo_site.kept_data import list_retention
from duo_site.login.routes import blueprint as login
from duo_site.mijn_diplomas.routes import blueprint as mijn_diplomas
from duo_site.mijn_duo.opleidingen.routes import blueprint as mijn_duo_opleidingen
from duo_site.mijn_duo.rollen.routes import blueprint as mijn_duo_rollen
from duo_site.mijn_duo.rollen.routes import uitnodiging as mijn_duo_uitnodiging
from duo_site.mijn_duo.routes import blueprint as mijn_duo
from duo_site.mijn_duo.studentendossier.routes import blueprint as mijn_duo_studentendossier
from duo_site.mijn_duo.verantwoording.routes import blueprint as mijn_duo_verantwoording
from duo_site.mijn_duo.zaken.routes import agency as redactie_zaken
from duo_site.mijn_duo.zaken.routes import blueprint as mijn_duo_zaken
from duo_site.nieuwsbrief.routes import blueprint as nieuwsbrief
from duo_site.nieuwsbrief.routes import redactie as redactie_nieuwsbrief
from duo_site.pages.routes import blueprint as pages
from duo_site.redactie.routes import blueprint as redactie
from duo_site.redactie.vertalingen.routes import blueprint as redactie_vertalingen
from duo_site.secrecy import Secrecy
from duo_site.settings import Settings
from duo_site.web import health, mailbox, styleguide
from duo_site.web.access import guard
from duo_site.web.api import prepare_api
from duo_site.web.assets import Assets
from duo_site.web.errors import prepare_errors
from duo_site.web.headers import SECURITY_HEADERS, SecurityHeaders
from duo_site.web.i18n import LanguagePrefix
from duo_site.web.kept_texts import prepare_kept_texts
from duo_site.web.limits import prepare_limits
from duo_site.web.logs import configure_logs, prepare_access_log
from duo_site.web.origin import prepare_origin_check
from duo_site.web.page_cache import PageCache
from duo_site.web.refusal_memory import RefusalMemory
from duo_site.web.requests import InMemoryRequest
from duo_site.web.routing import prepare_routing
from duo_site.web.session import prepare_sessions
from duo_site.web.site import Site
from duo_site.web.static_files import StaticFiles
from duo_site.web.templating import prepare_templating
from duo_site.wording.following import FollowTexts
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
    _prepare_web(app, site, assets)
    for room in ROOMS:
        app.register_blueprint(room)
    if settings.demonstration and settings.mail_server is None:
        app.register_blueprint(mailbox.blueprint)
    if settings.style_guide:
        app.register_blueprint(styleguide.blueprint)
    site.retention = list_retention(site)
    connect_rooms(app, site, favicon=assets.address("img/favicon.png"), others=OTHER_PAGES)
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
    inside = FollowTexts(cache, site.follow_texts, lambda: site.seconds_between_looks)
    outer = StaticFiles(inside, assets.files, version=assets.version, headers=SECURITY_HEADERS)
    app.wsgi_app = outer  # type: ignore[method-assign]
