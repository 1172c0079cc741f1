"""From what was typed to what is searched for, and which page says most about it."""

from duo_site.zoeken.question import correct_question, read_question
from duo_site.zoeken.ranking import RankedPage, rank
from duo_site.zoeken.synonyms import synonyms_of
from duo_site.zoeken.vocabulary import Vocabulary

WORDS = {"diploma": 30, "kwijt": 4, "uittreksel": 20, "jaarrekening": 2, "controle": 9, "downloaden": 12, "kosten": 3}
VOCABULARY = Vocabulary("nl", 40, WORDS)


def texts_of(question: str) -> list[list[str]]:
    found = read_question(question, VOCABULARY, {"kwijt": ("verlor",)})
    return [[term.text for term in concept.terms] for concept in found]


def page_of(id_: int, title: str, text: str = "", importance: float = 1.0) -> RankedPage:
    return RankedPage(id_, {"title": title, "keywords": "", "headings": "", "summary": "", "text": text}, importance)


def test_a_question_is_what_it_says_and_what_means_the_same() -> None:
    assert texts_of("Ik ben mijn diploma kwijt") == [["ben"], ["diploma"], ["kwijt", "verlor", "kwijt"]]


def test_a_question_of_empty_words_is_still_a_question() -> None:
    assert texts_of("wat is dit") != []
    assert texts_of("?!") == []


def test_an_unknown_word_of_two_known_ones_is_taken_apart() -> None:
    assert [terms[0] for terms in texts_of("diplomakwijt")] == ["diploma", "kwijt"]


def test_a_long_question_is_cut() -> None:
    assert len(texts_of(" ".join(f"woord{number}" for number in range(100)))) <= 12


def test_the_nearest_common_word_was_meant() -> None:
    assert correct_question("jaarekenning", VOCABULARY, {}) == "jaarrekening"
    assert correct_question("mijn dilpoma", VOCABULARY, {}) == "mijn diploma"


def test_what_is_known_short_or_far_away_is_left_alone() -> None:
    for question in ("diploma", "diplomas", "kwy", "zeppelin", "1994", "downl"):
        assert correct_question(question, VOCABULARY, {}) == ""


def test_a_rare_word_says_more() -> None:
    assert VOCABULARY.weigh("jaarrekening") > VOCABULARY.weigh("kwijt") > VOCABULARY.weigh("diploma") > 0


def test_the_title_counts_more_than_the_text_and_news_less() -> None:
    concepts = read_question("diploma kwijt", VOCABULARY, {})
    pages = [
        page_of(1, "kost", "diploma kwijt"),
        page_of(2, "diploma kwijt"),
        page_of(3, "diploma kwijt", importance=0.5),
    ]
    assert rank(pages, concepts, VOCABULARY)[0] == 2


def test_a_page_that_answers_a_small_part_is_left_out() -> None:
    concepts = read_question("jaarrekening kosten", VOCABULARY, {})
    pages = [page_of(1, "jaarreken kost"), page_of(2, "diploma"), page_of(3, "uittreksel")]
    assert rank(pages, concepts, VOCABULARY) == [1]


def test_the_synonyms_lead_both_ways_where_they_mean_the_same() -> None:
    dutch = synonyms_of("nl")
    assert "diploma" in dutch["bul"]
    assert "bul" in dutch["diploma"]
    assert "vmbo" in dutch["mavo"]
    assert "mavo" not in dutch.get("vmbo", ())
