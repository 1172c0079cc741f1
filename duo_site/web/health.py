"""For machines that watch the site: is it alive, is it ready, how is it doing?

`/healthz` tells that the process answers; `/readyz` also asks the database. Detail and `/metrics` are for loopback or
who has the token.
"""

import hmac
from collections.abc import Iterator
from datetime import datetime

from flask import Blueprint, Response, abort, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from duo_site.outbox import OutboxFigures, count_outbox
from duo_site.web.access import public
from duo_site.web.clock import now
from duo_site.web.database import reading
from duo_site.web.page_cache import CacheFigures
from duo_site.web.site import current_site, settings

blueprint = Blueprint("health", __name__)

REQUESTS = Counter("duo_requests_total", "Requests that reached the application.", ["status"])


@blueprint.get("/healthz")
@public
def alive() -> Response:
    """Tell that the process answers, and whether it is a demonstration."""
    return jsonify(status="ok", demonstratie=settings().demonstration)


@blueprint.get("/readyz")
@public
def ready() -> tuple[Response, int]:
    """Tell whether the site can do its work; the parts only to those who may know."""
    try:
        with reading() as session:
            session.execute(select(1))
        works = True
    except SQLAlchemyError:
        works = False
    answer = {"status": "ok" if works else "error"}
    if _is_trusted():
        answer["database"] = "ok" if works else "error"
    return jsonify(answer), 200 if works else 503


@blueprint.get("/metrics")
@public
def metrics() -> Response:
    """Give the figures of this process for Prometheus."""
    if not _is_trusted():
        abort(404)
    # A registry for this answer alone: the cache belongs to the application, the other counts to the process.
    of_the_cache = CollectorRegistry()
    of_the_cache.register(_PageCacheCollector(current_site().page_cache_figures()))
    with reading() as session:
        of_the_cache.register(_OutboxCollector(count_outbox(session), now()))
    return Response(generate_latest() + generate_latest(of_the_cache), content_type=CONTENT_TYPE_LATEST)


def count_request(answer: Response) -> Response:
    """Count an answer by its status."""
    REQUESTS.labels(status=str(answer.status_code)).inc()
    return answer


class _PageCacheCollector(Collector):
    """Gives the figures of the page cache at one moment; its hits are answers that no other count sees."""

    def __init__(self, figures: CacheFigures) -> None:
        self._figures = figures

    def collect(self) -> Iterator[Metric]:
        """Give each figure with its name and its meaning."""
        figures = self._figures
        yield CounterMetricFamily(
            "duo_page_cache_hits", "Requests answered from the page cache, before the application.", figures.hits
        )
        yield CounterMetricFamily(
            "duo_page_cache_misses", "GET and HEAD requests not found in the page cache.", figures.misses
        )
        yield GaugeMetricFamily("duo_page_cache_answers", "Answers in the page cache now.", figures.answers)
        yield GaugeMetricFamily("duo_page_cache_bytes", "Bytes that the page cache takes now.", figures.used_bytes)


class _OutboxCollector(Collector):
    """Gives the figures of the outbox at one moment; they come from the database, for another process sends."""

    def __init__(self, figures: OutboxFigures, at: datetime) -> None:
        self._figures = figures
        self._oldest = (at - figures.oldest_at).total_seconds() if figures.oldest_at else 0.0

    def collect(self) -> Iterator[Metric]:
        """Give each figure with its name and its meaning."""
        figures = self._figures
        yield GaugeMetricFamily("duo_mail_waiting", "Messages that wait to be sent.", figures.waiting)
        yield GaugeMetricFamily("duo_mail_oldest_seconds", "How long the oldest of those waits.", self._oldest)
        yield GaugeMetricFamily(
            "duo_mail_given_up", "Messages given up in the last 30 days; `duo opruimen` forgets them.", figures.given_up
        )


def _is_trusted() -> bool:
    """Tell whether the caller is on this machine, not through a proxy, or has the token."""
    token = settings().metrics_token
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token and hmac.compare_digest(given.encode(), token.encode()):
        return True
    came_through_a_proxy = any(name in request.headers for name in ("X-Forwarded-For", "X-Real-IP", "Forwarded"))
    return request.remote_addr in ("127.0.0.1", "::1") and not came_through_a_proxy
