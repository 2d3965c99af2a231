import pytest
from hypothesis import given
from hypothesis import strategies as st

from irexplainer.library.search import distance, fold, search, search_structures, stem

TACE, UFE = "tace", "uterine-fibroid-embolization"
ICE, DRAIN = "cryoablation", "nephrostomy-tube-placement"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("chemo liver", TACE),
        ("liver cancer", TACE),
        ("livver canser", TACE),
        ("chemoembolisation", TACE),
        ("TACE", TACE),
        ("tace", TACE),
        ("hepatic", TACE),
        ("fibroids", UFE),
        ("fibriods", UFE),
        ("heavy periods", UFE),
        ("UFE", UFE),
        ("uae", UFE),
        ("womb", UFE),
        ("utterus", UFE),
        ("kidney tube", DRAIN),
        ("nefrostomy", DRAIN),
        ("blocked kidney", DRAIN),
        ("drain urine", DRAIN),
        ("pcn", DRAIN),
        ("freeze kidney", ICE),
        ("freezing tumour", ICE),
        ("cryo", ICE),
        ("ice ball", ICE),
        ("kidney cancer", ICE),
        ("how do you treat fibroids?", UFE),
    ],
)
def test_lay_words_symptoms_organs_and_misspellings_find_it(library, query, first):
    hits = search(library, query)
    assert hits[0].id == first, hits


@pytest.mark.parametrize("query", ["", "   ", "?!", "xyzzyq", "Donaudampfschiff"])
def test_nothing_sensible_finds_nothing(library, query):
    assert search(library, query) == []


def test_an_organ_finds_all_that_treats_it(library):
    assert {hit.id for hit in search(library, "kidney")} >= {ICE, DRAIN}


def test_typing_letter_by_letter_keeps_the_answer(library):
    word = "fibroids"
    for length in range(3, len(word) + 1):
        assert search(library, word[:length])[0].id == UFE


def test_scores_fall_and_the_same_question_gets_the_same_answer(library):
    for query in ("kidney", "tumor", "tube", "treatment"):
        hits = search(library, query)
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        assert hits == search(library, query)


def test_search_works_in_pseudo_languages(library):
    assert search(library, "TACE", "en-XA")[0].id == TACE
    assert search(library, "TACE", "ar-XB")[0].id == TACE


@given(st.text(max_size=300))
def test_any_text_may_be_typed(library, text):
    assert all(hit.id in library.procedures for hit in search(library, text))


def test_accents_and_plurals_are_folded():
    assert fold("TÜMÖR") == "tumor"
    assert (stem("arteries"), stem("fibroids"), stem("pus"), stem("stress")) == ("artery", "fibroid", "pus", "stress")


@pytest.mark.parametrize(
    ("a", "b", "edits"),
    [
        ("liver", "liver", 0),
        ("livver", "liver", 1),
        ("lievr", "liver", 1),
        ("lvr", "liver", 2),
        ("fibriod", "fibroid", 1),
    ],
)
def test_edits_count_swapped_neighbors_once(a, b, edits):
    assert distance(a, b, 3) == edits
    assert distance(b, a, 3) == edits


@given(st.text("abc", max_size=6), st.text("abc", max_size=6), st.integers(0, 3))
def test_distance_is_symmetric_and_capped(a, b, limit):
    assert distance(a, b, limit) == distance(b, a, limit) <= limit + 1
    assert (distance(a, b, limit) == 0) == (a == b)


@pytest.mark.parametrize(
    ("query", "first"),
    [("food pipe", "esophagus"), ("womb", "uterus"), ("hepatic portal", "hepatic_portal_vein"), ("spleen", "spleen"),
     ("gallbladder", "gallbladder"), ("livver", "liver"), ("shoulder blade", "left_scapula")],
)  # fmt: skip
def test_parts_of_the_body_are_found_by_lay_words(library, query, first):
    hits = search_structures(library, query)
    assert first in [hit.id for hit in hits[:2]]
    assert {hit.kind for hit in hits} == {"structure"}


def test_parts_can_be_limited_and_nothing_finds_nothing(library):
    assert [hit.id for hit in search_structures(library, "kidney", known={"left_kidney"})] == ["left_kidney"]
    assert search_structures(library, "") == []
    assert not any(hit.id in library.tools for hit in search_structures(library, "needle"))
