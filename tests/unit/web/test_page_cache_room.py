"""How long and how much the byte cache keeps."""

import gzip

from tests.unit.web.cached_site import BODY, PAGE, Site


def test_an_old_page_is_made_again(site: Site) -> None:
    site.get()
    site.clock.seconds = 299.9
    site.get()
    assert site.requests == 1
    site.clock.seconds = 300
    site.get()
    assert site.requests == 2


def test_forget_takes_every_language_and_leaves_the_rest(site: Site) -> None:
    pages = ["/kept", "/persberichten/een", "/en/persberichten/een", "/persberichten/een?pagina=2"]
    for page in pages:
        site.get(page)
    site.cache.forget("/persberichten/")
    assert site.cache.figures().answers == 1
    for page in pages:
        site.get(page)
    assert site.requests == 7


def test_empty_takes_all(site: Site) -> None:
    site.get()
    site.get("/kept?a=1")
    site.cache.empty()
    figures = site.cache.figures()
    assert (figures.answers, figures.used_bytes) == (0, 0)


def test_the_bytes_are_bounded_and_the_longest_unused_go_first() -> None:
    site = Site(max_bytes=80_000)
    for number in range(30):
        site.get("/kept")
        site.get(f"/kept/{number}")
        assert site.cache.figures().used_bytes <= 80_000
    asked = site.requests
    site.get("/kept")
    assert site.requests == asked
    site.get("/kept/0")
    assert site.requests == asked + 1


def test_queries_cannot_push_out_the_pages_themselves() -> None:
    site = Site(max_bytes=200_000)
    site.get()
    for number in range(60):
        site.get(f"/kept?q={number}")
    asked = site.requests
    site.get()
    assert site.requests == asked
    assert site.cache.figures().used_bytes <= 200_000


def test_a_page_too_big_to_keep_is_still_answered() -> None:
    site = Site(max_bytes=10_000)
    for times in (1, 2):
        answer = site.get(Accept_Encoding="gzip")
        assert gzip.decompress(answer.data) == BODY + b"open"
        assert site.requests == times
    assert site.cache.figures().answers == 0


def test_a_big_page_is_kept_whole() -> None:
    site = Site(max_bytes=20_000_000, text=PAGE * 100)
    for _ in range(2):
        assert len(site.get().data) == len(BODY) * 100 + 4
    assert site.requests == 1
