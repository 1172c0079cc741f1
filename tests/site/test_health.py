"""The figures for machines that watch the site."""

from prometheus_client.parser import text_string_to_metric_families

from duo_site.web.site import Site
from tests.site.client import LookingClient


def figures_of(client: LookingClient) -> dict[str, float]:
    """Read /metrics as Prometheus does; labelled figures are left out."""
    families = list(text_string_to_metric_families(client.get("/metrics").get_data(as_text=True)))
    names = [family.name for family in families]
    assert len(names) == len(set(names)), "a figure is given once"
    return {sample.name: sample.value for family in families for sample in family.samples if not sample.labels}


def test_metrics_tell_how_the_page_cache_does(client: LookingClient, site: Site) -> None:
    before = figures_of(client)
    assert before["duo_page_cache_answers"] == 0
    assert before["duo_page_cache_bytes"] == 0
    page = client.get("/").get_data()
    for _ in range(3):
        assert client.get("/").get_data() == page
    after = figures_of(client)
    # Asking for the figures is a miss as well: the cache looks for every GET.
    assert after["duo_page_cache_hits_total"] - before["duo_page_cache_hits_total"] == 3
    assert after["duo_page_cache_misses_total"] - before["duo_page_cache_misses_total"] == 2
    assert after["duo_page_cache_answers"] == 1
    assert after["duo_page_cache_bytes"] > len(page)
    site.empty_page_cache()
    assert figures_of(client)["duo_page_cache_answers"] == 0
