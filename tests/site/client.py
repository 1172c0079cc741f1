"""A test client that looks at every answer: headers always, and of every HTML page what makes it usable.

It requires one h1, a title, a language, a label for every field, and no inline style or script.
"""

from typing import Any

from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from duo_site.web.headers import SECURITY_HEADERS
from tests.builders import BASE_URL

_FIELDS = "//input[not(@type='hidden') and not(@type='submit')] | //select | //textarea"


class LookingClient(FlaskClient):
    """Asks over https and refuses answers that break the rules of the house."""

    base_url = BASE_URL

    def open(self, *arguments: Any, **named: Any) -> TestResponse:
        """Send a request and look at the answer."""
        named.setdefault("base_url", self.base_url)
        answer = super().open(*arguments, **named)
        look_at_headers(answer)
        has_page = answer.request.method not in ("HEAD", "OPTIONS") and answer.status_code // 100 != 3
        # A file to keep, like the kit, is no page of the site: it stands alone and has everything inside.
        is_file = answer.headers.get("Content-Disposition", "").startswith("attachment")
        if has_page and answer.mimetype == "text/html" and not is_file:
            look_at_page(answer.get_data(as_text=True))
        return answer

    def page(self, address: str, status: int = 200, **named: Any) -> html.HtmlElement:
        """Get a page as a tree, having checked its status."""
        answer = self.get(address, **named)
        assert answer.status_code == status, f"{address}: {answer.status}"
        return html.fromstring(answer.get_data(as_text=True))

    def send_file(self, address: str, content: bytes) -> TestResponse:
        """Send a file in the field `bestand`; written out here, because Werkzeug's client makes temporary files."""
        head = b'--limit\r\nContent-Disposition: form-data; name="bestand"; filename="uittreksel.pdf"\r\n\r\n'
        body = head + content + b"\r\n--limit--\r\n"
        return self.post(address, data=body, content_type="multipart/form-data; boundary=limit")

    def keep_cookie(self, answer: Any) -> None:
        """Keep the cookies that an answer sets."""
        for header in answer.headers.getlist("Set-Cookie"):
            name, value = header.split(";")[0].split("=", 1)
            self.set_cookie(name, value, domain="duo.test", secure=True)


def look_at_headers(answer: TestResponse) -> None:
    """Require the security headers, each once."""
    for name, value in SECURITY_HEADERS:
        assert answer.headers.getlist(name) == [value], name


def look_at_page(text: str) -> None:
    """Require what every page must have."""
    tree = html.fromstring(text)
    assert tree.get("lang"), "a page has a language"
    assert (tree.findtext(".//title") or "").strip(), "a page has a title"
    assert len(tree.xpath("//h1")) == 1, "a page has one h1"
    assert not tree.xpath("//@style | //style | //script[not(@src)]"), "no inline style or script"
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
    identifiers = tree.xpath("//@id")
    assert len(identifiers) == len(set(identifiers)), "identifiers are unique"
    for field in tree.xpath(_FIELDS):
        labelled = field.get("aria-labelledby") or field.get("aria-label") or field.getparent().tag == "label"
        assert labelled or tree.xpath("//label[@for=$id]", id=field.get("id")), f"no label: {field.get('name')}"
