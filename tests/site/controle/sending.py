"""Sends several files in one request, as a browser or a program does, and makes bad ones."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import html
from werkzeug.test import TestResponse

from tests.site.client import LookingClient

Named = tuple[str, bytes]


def send(client: LookingClient, files: list[Named], address: str = "/controle", field: str = "bestand") -> TestResponse:
    """Send files; the body is written out here, because Werkzeug's client makes temporary files."""
    parts = []
    for name, content in files:
        written = name.replace("\\", "\\\\").replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
        head = f'--limit\r\nContent-Disposition: form-data; name="{field}"; filename="{written}"\r\n\r\n'
        parts += [head.encode(), content, b"\r\n"]
    body = b"".join([*parts, b"--limit--\r\n"])
    return client.post(address, data=body, content_type="multipart/form-data; boundary=limit")


def page_of(answer: TestResponse, status: int = 200) -> html.HtmlElement:
    """Give the page of an answer, having checked its status."""
    assert answer.status_code == status, answer.get_data(as_text=True)[:500]
    return html.fromstring(answer.get_data(as_text=True))


def words_of(page: html.HtmlElement) -> list[str]:
    """Read the word for each file in the table."""
    return [str(word) for word in page.xpath("//tr[@data-oordeel]/@data-oordeel")]


def make_zip(files: list[Named]) -> bytes:
    """Pack files."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()


def make_pdf(*objects: str, pages: int = 1, catalog: str = "") -> bytes:
    """Write a PDF by hand, with a cross-reference table that is right."""
    kids = " ".join(f"{3 + number} 0 R" for number in range(pages))
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    written = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Count {pages} /Kids [{kids}] >>",
        *[page] * pages,
        *objects,
    ]
    body, places = BytesIO(), []
    body.write(b"%PDF-1.7\n")
    for number, text in enumerate(written, 1):
        places.append(body.tell())
        body.write(f"{number} 0 obj\n{text}\nendobj\n".encode())
    start = body.tell()
    body.write(f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode())
    body.writelines(f"{place:010} 00000 n \n".encode() for place in places)
    body.write(f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return body.getvalue()
