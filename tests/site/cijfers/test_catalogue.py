"""What the page says of itself to machines: the catalogue, its links, and microdata."""

from xml.etree import ElementTree

from duo_site.web.site import Site
from tests.site.client import LookingClient


def test_every_file_of_the_catalogue_is_there(counted: Site, client: LookingClient) -> None:
    answer = client.get("/cijfers/catalogus.jsonld")
    assert (answer.status_code, answer.mimetype) == (200, "application/ld+json")
    dataset = answer.get_json(force=True)["dcat:dataset"]
    assert dataset["dct:modified"]["@value"] == "2026-03-31"
    for distribution in dataset["dcat:distribution"]:
        address = distribution["dcat:downloadURL"]["@id"]
        found = client.get(address.removeprefix("https://duo.test"))
        assert found.status_code == 200, address
        assert distribution["dcat:mediaType"]["@id"].endswith(found.mimetype)
    (anchor,) = [dataset["foaf:page"]["@id"].partition("#")[2]]
    assert client.page("/cijfers").xpath("//*[@id=$anchor]", anchor=anchor)


def test_the_page_leads_to_the_catalogue(counted: Site, client: LookingClient) -> None:
    for address in ("/cijfers", "/en/cijfers"):
        page = client.page(address)
        (found,) = page.xpath("//head/link[@type='application/ld+json']/@href")
        assert client.get(found).status_code == 200
        (licence,) = page.xpath("//head/link[@rel='license']/@href")
        assert licence == "https://creativecommons.org/publicdomain/zero/1.0/"


def test_the_page_describes_a_dataset(counted: Site, client: LookingClient) -> None:
    page = client.page("/cijfers")
    (dataset,) = page.xpath("//*[@itemtype='https://schema.org/Dataset']")
    for name in ("name", "description", "license", "url"):
        assert dataset.xpath(".//*[@itemprop=$name]", name=name), name
    files = dataset.xpath(".//*[@itemtype='https://schema.org/DataDownload']//a[@itemprop='contentUrl']/@href")
    assert len(files) == 4
    for file in files:
        assert client.get(file).status_code == 200


def test_the_feed_and_the_page_quote_figures_live(counted: Site, client: LookingClient) -> None:
    page = client.page("/organisatie/persberichten/cijfers-op-een-pagina")
    text = " ".join(page.xpath("string(//article)").split())
    assert "Downloads van uittreksels in 2025: 17.556 (stand van 31 december 2025)" in text
    assert "Downloads in de nieuwste maand: 1.463 (stand van 31 maart 2026)" in text
    feed = ElementTree.fromstring(client.get("/organisatie/persberichten/atom.xml").get_data())
    assert "\ue000" not in ElementTree.tostring(feed, encoding="unicode")


def test_without_figures_the_quote_is_in_words(site: Site, client: LookingClient) -> None:
    page = client.page("/organisatie/persberichten/cijfers-op-een-pagina")
    assert "Downloads van uittreksels in 2025: een aantal dat nog niet bekend is" in page.xpath("string(//article)")
