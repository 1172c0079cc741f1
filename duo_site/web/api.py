"""The plumbing of /api/v1: the version header, and openapi.json made of what the views say about themselves.

After the NLGov REST API Design Rules (https://logius-standaarden.github.io/API-Design-Rules/). A view of the API bears
`@described({...})` with its OpenAPI operation; `tests/site/diplomahulp/test_api.py` asks that none lacks it.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from flask import Blueprint, Flask, Response, current_app, jsonify, request

from duo_site.web.access import public
from duo_site.web.errors import API_PREFIX
from duo_site.web.page_cache import kept
from duo_site.web.site import settings

View = TypeVar("View", bound=Callable[..., Any])
Schema = Mapping[str, Any]

VERSION = "1.0.0"
VERSION_HEADER = "API-Version"
BASE = f"{API_PREFIX}v1"

_ATTRIBUTE = "duo_api_operation"
_ARGUMENT = re.compile(r"<(?:[^:<>]+:)?([^<>]+)>")
_VERSION_HEADER_SCHEMA = {VERSION_HEADER: {"$ref": "#/components/headers/API-Version"}}
_PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["type", "status", "title"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "status": {"type": "integer"},
        "title": {"type": "string"},
        "detail": {"type": "string"},
    },
    "additionalProperties": True,
}

blueprint = Blueprint("api", __name__)


def described(operation: Schema) -> Callable[[View], View]:
    """Describe a view of the API with its OpenAPI 3.0 operation, for openapi.json."""

    def mark(view: View) -> View:
        setattr(view, _ATTRIBUTE, operation)
        return view

    return mark


def operation_of(view: Callable[..., Any]) -> Schema | None:
    """Give the operation that a view was described with; None for one that was not."""
    return getattr(view, _ATTRIBUTE, None)


def json_answer(description: str, schema: Schema) -> Schema:
    """Describe an answer in JSON, for `responses` of an operation."""
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def problem_answer(description: str) -> Schema:
    """Describe an answer that says what is wrong (RFC 9457), for `responses` of an operation."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": description, "content": {"application/problem+json": {"schema": schema}}}


def prepare_api(app: Flask) -> None:
    """Give an application its openapi.json and the version in every answer of the API, errors too."""
    app.register_blueprint(blueprint)
    app.after_request(_add_version)


def _add_version(answer: Response) -> Response:
    if request.path.startswith(API_PREFIX):
        answer.headers.setdefault(VERSION_HEADER, VERSION)
    return answer


@blueprint.get(f"{BASE}/openapi.json")
@public
@kept
def show_description() -> Response:
    """Give the description of the API; programs on any site may read it."""
    answer = jsonify(describe_api(current_app._get_current_object()))  # type: ignore[attr-defined]
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


def describe_api(app: Flask) -> dict[str, Any]:
    """Make the OpenAPI document of all views of an application that were described."""
    paths: dict[str, dict[str, Any]] = {}
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        operation = operation_of(app.view_functions[rule.endpoint])
        if operation is None or not rule.rule.startswith(BASE):
            continue
        path = _ARGUMENT.sub(r"{\1}", rule.rule.removeprefix(BASE))
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            paths.setdefault(path, {})[method.lower()] = _with_version(operation)
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "Diplomaloket",
            "version": VERSION,
            "description": "Diplomahulp, controle van uittreksels, sleutels, statuslijst en cijfers.",
            "contact": {"name": settings().operator or "Demonstratie", "url": f"{settings().base_url}/contact"},
        },
        "servers": [{"url": f"{settings().base_url}{BASE}"}],
        "paths": paths,
        "components": {
            "headers": {
                "API-Version": {
                    "description": "De versie van de API.",
                    "schema": {"type": "string", "example": VERSION},
                }
            },
            "schemas": {"Problem": _PROBLEM_SCHEMA},
        },
    }


def _with_version(operation: Schema) -> dict[str, Any]:
    """Add the version header to every answer of an operation."""
    responses = {
        status: {**answer, "headers": {**_VERSION_HEADER_SCHEMA, **answer.get("headers", {})}}
        for status, answer in operation.get("responses", {}).items()
    }
    return {**operation, "responses": responses}
