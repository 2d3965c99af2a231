import pytest

from irexplainer.library.reading import grade, measure, plain_lines, sentences_of, syllables, words_of

COUNTED = {
    1: "the tube lies here and stops used closed breathe blocks years rays dye pee pulled through wire mild eight week",
    2: "needle doctor treated fibroid liver kidney people every sizes nurses uses pressure bruises table little being",
    3: "artery arteries medicine uterus catheter infection hospital radial together period ureter spaghetti bandages",
    4: "operation emergency temperature radiation january material usually",
    5: "embolization interventional uncomfortable antibiotic anesthesia",
    6: "radiologist chemoembolization",
}


@pytest.mark.parametrize(("count", "words"), COUNTED.items())
def test_syllables_as_in_a_dictionary(count, words):
    assert [word for word in words.split() if syllables(word) != count] == []


def test_numbers_and_hyphens():
    assert syllables("1,000") == 1
    assert syllables("X-ray") == 2
    assert words_of("About 6 of 1,000 people (0.6 %).") == ["About", "6", "of", "1,000", "people", "0.6"]


def test_markdown_is_read_as_a_person_reads_it():
    text = "# Head\n\nOne line\ngoes on. **Two** *three* [four](https://x.org).\n\n- item one\n- item two. More"
    lines = plain_lines(text)
    assert lines[:3] == ["One line goes on. Two three four.", "item one", "item two. More"]
    assert sentences_of(text)[:5] == ["One line goes on.", "Two three four.", "item one", "item two.", "More"]


def test_published_formulas_by_hand():
    """Ten words in two sentences: 30 letters, 11 syllables, no word of three."""
    reading = measure("The doctor puts a tube in. It is not big.")
    assert (reading.sentences, reading.words) == (2, 10)
    letters, spoken = 30, 11
    assert reading.flesch_kincaid == pytest.approx(0.39 * 5 + 11.8 * spoken / 10 - 15.59)
    assert reading.gunning_fog == pytest.approx(0.4 * 5)
    assert reading.smog == pytest.approx(3.1291)
    assert reading.coleman_liau == pytest.approx(0.0588 * letters * 10 - 0.296 * 20 - 15.8)
    assert reading.automated == pytest.approx(4.71 * letters / 10 + 0.5 * 5 - 21.43)


def test_the_grade_is_the_median():
    reading = measure("Interventional radiologists treat disease from the inside of the body, guided by pictures.")
    values = (reading.flesch_kincaid, reading.gunning_fog, reading.smog, reading.coleman_liau, reading.automated)
    assert reading.grade == sorted(values)[2]


def test_hard_prose_scores_higher_than_plain_prose():
    plain = "The doctor puts a thin tube in your arm. It does not take long. You can go home soon."
    hard = (
        "Transarterial chemoembolization combines intra-arterial administration of chemotherapeutic agents with "
        "embolization of tumor-feeding vessels, thereby producing synergistic ischemic and cytotoxic consequences."
    )
    assert grade(plain) < 4 < 15 < grade(hard)


def test_nothing_has_grade_zero():
    assert grade("") == grade("# Only a heading") == 0
