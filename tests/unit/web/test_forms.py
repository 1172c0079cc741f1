"""Forms take the fields of a form in the language of the page, and nothing else."""

import pytest
from flask import Flask
from werkzeug.exceptions import BadRequest
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from duo_site.web.forms import OpenForm, QueryForm


class Survey(OpenForm):
    name = StringField("Naam", validators=[InputRequired(), Length(max=5)])


class Search(QueryForm):
    q = StringField("Zoek", validators=[InputRequired()])


@pytest.fixture
def app() -> Flask:
    made = Flask("forms")
    made.config.update(SECRET_KEY="of the tests", WTF_I18N_ENABLED=False)
    return made


@pytest.mark.parametrize("body", [b"[1]", b'"x"', b"{", b'{"name": 5}', b'{"name": null}', b"null"])
def test_json_is_no_form(app: Flask, body: bytes) -> None:
    with app.test_request_context("/", method="POST", data=body, content_type="application/json"):
        form = Survey()
        assert not form.validate_on_submit()
        assert "name" in form.errors


@pytest.mark.parametrize("data", [{"name": "a\0b"}, {"name": ["fine", "\0"]}, {"\0": "x", "name": "\0"}])
def test_a_text_that_no_database_takes_is_refused(app: Flask, data: dict[str, str]) -> None:
    with app.test_request_context("/", method="POST", data=data), pytest.raises(BadRequest):
        Survey()


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Veld mag niet langer zijn dan 5 karakters."), ("en", "longer than 5 characters")]
)
def test_errors_are_in_the_language_of_the_page(app: Flask, language: str, words: str) -> None:
    with app.test_request_context(
        "/", method="POST", data={"name": "too long"}, environ_overrides={"duo.language": language}
    ):
        form = Survey()
        assert not form.validate_on_submit()
        assert words in form.errors["name"][0]


def test_a_query_form_reads_the_address(app: Flask) -> None:
    with app.test_request_context("/?q=diploma"):
        assert Search().q.data == "diploma"
    with app.test_request_context("/?x=1"):
        assert not Search().validate()
