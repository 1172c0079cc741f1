"""The receipt of a controle: sealed, without names, and recognised for what it is."""

import json
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest

from duo_site.controle.receipt import ATTACHMENT
from duo_site.uittreksel.keys import KEY_LIST
from duo_site.uittreksel.parts import papers_of
from duo_site.web.site import Site
from tests.site.client import LookingClient
from tests.site.controle.conftest import Genuine
from tests.site.controle.sending import make_pdf, page_of, send, words_of
from tests.unit.uittreksel.conftest import ANJA
from tests.unit.uittreksel.norms_lint import list_faults


@pytest.fixture(scope="module", autouse=True)
def _stop_the_maker(shared_app: object) -> Iterator[None]:
    yield
    papers_of(shared_app.extensions["duo"]).close()  # type: ignore[attr-defined]


def carried(client: LookingClient, genuine: Genuine) -> str:
    """Have two files checked and give the field that carries the outcomes."""
    files = [("anja \N{SNOWMAN} van den Berg.pdf", genuine.file), ("b.pdf", make_pdf())]
    return str(page_of(send(client, files)).xpath("//input[@name='uitkomst']/@value")[0])


@pytest.mark.parametrize(("prefix", "title"), [("", "Ontvangstbewijs van een controle"), ("/en", "Receipt of a check")])
def test_a_receipt_is_sealed_and_no_uittreksel(
    client: LookingClient, genuine: Genuine, prefix: str, title: str
) -> None:
    answer = client.post(f"{prefix}/controle/uitkomst", data={"uitkomst": carried(client, genuine), "vorm": "pdf"})
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    receipt = answer.get_data()
    with pikepdf.open(BytesIO(receipt)) as pdf:
        assert str(pdf.docinfo["/Title"]) == title
        found = json.loads(pdf.attachments[ATTACHMENT].get_file().read_bytes())
    assert list_faults(receipt) == []
    assert [row["oordeel"] for row in found["controles"]] == ["geldig", "geen-zegel"]
    assert found["controles"][0]["nummer"] == genuine.number
    assert found["controles"][0]["sleutel"]
    assert len(found["controles"][1]["sha256"]) == 64
    assert ANJA.holder not in json.dumps(found)

    again = page_of(send(client, [("receipt.pdf", receipt)]))
    assert again.xpath("string(//h1)") == "Wij kunnen dit bestand niet controleren"
    assert "Dit is een ontvangstbewijs van een controle" in again.text_content()

    changed = receipt.replace(b"D:2026", b"D:2027", 1)
    assert words_of(page_of(send(client, [("r.pdf", receipt), ("c.pdf", changed)]))) == [
        "niet-te-controleren",
        "gewijzigd",
    ]


def test_without_a_seal_there_is_no_receipt(client: LookingClient, site: Site, genuine: Genuine) -> None:
    field = carried(client, genuine)
    papers_of(site).close()
    key_list = site.settings.seal_folder / KEY_LIST
    kept = key_list.rename(key_list.with_suffix(".away"))
    try:
        answer = client.post("/controle/uitkomst", data={"uitkomst": field, "vorm": "pdf"})
    finally:
        kept.rename(key_list)
    assert "Het ontvangstbewijs lukt nu niet" in page_of(answer, 503).text_content()
