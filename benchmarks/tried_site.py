"""A site of one page of 19 KB, to weigh servers with: kept by the byte cache, rendered anew, and a few odd paths."""

import time

from flask import Flask, request

from duo_site.web.headers import SecurityHeaders
from duo_site.web.page_cache import PageCache, kept

_TEMPLATE = """<!doctype html><html lang="nl"><head><title>{{ title }}</title></head><body><h1>{{ title }}</h1>
{% for row in rows %}<p><a href="/diplomahulp?jaar={{ row.year }}">{{ row.text }}</a> {{ row.year }}</p>
{% endfor %}</body></html>
"""
_ROWS = [
    {"year": 1900 + number, "text": f"Staat uw diploma van {1900 + number} in het register? Zo ziet u dat."}
    for number in range(176)
]

flask = Flask(__name__)
_template = flask.jinja_env.from_string(_TEMPLATE)


def _render() -> str:
    return _template.render(title="Diploma kwijt?", rows=_ROWS)


@flask.route("/kept")
@kept
def kept_page() -> str:
    """Answer the page in the way of a public page."""
    return _render()


@flask.route("/rendered")
def rendered_page() -> str:
    """Answer the page in the way of a page behind login."""
    return _render()


@flask.route("/slow")
def slow_page() -> str:
    """Answer after a second."""
    time.sleep(1)
    return "klaar"


@flask.route("/body", methods=["POST"])
def read_body() -> str:
    """Read what was sent and answer how much it was."""
    return str(len(request.get_data()))


application = PageCache(SecurityHeaders(flask.wsgi_app))
