"""Words of pictures and pages: content and code name the same keys, and what people read is plain."""

import re

import medical_rules as rules
import pytest

from irexplainer.imaging.screen import WORD_KEYS
from irexplainer.library.load import load_library
from irexplainer.library.reading import grade
from irexplainer.paint.words import PICTURE_WORDS
from irexplainer.story.frame import Phase

LIBRARY = load_library()
ASKED = {**WORD_KEYS, **PICTURE_WORDS}


def test_every_word_a_picture_asks_for_can_be_translated() -> None:
    words = LIBRARY.words("en")
    assert {key: words.get(key) for key in ASKED} == ASKED


def test_placeholders_are_the_same_in_every_language() -> None:
    for language in LIBRARY.languages:
        for key, words in LIBRARY.words(language).items():
            if key in ASKED:
                assert re.findall(r"\{.*?\}", words) == re.findall(r"\{.*?\}", ASKED[key]), (language, key)


def test_every_phase_has_a_name_and_a_meaning() -> None:
    phases = LIBRARY.phases("en")
    assert set(phases) == {phase.value for phase in Phase}
    assert all(text.subtitle.endswith(".") for text in phases.values())


@pytest.mark.parametrize("name", ["home", "disclaimer", "about", "credits"])
def test_pages_are_there_and_plain(name: str) -> None:
    page = LIBRARY.pages("en")[name]
    assert grade(page) <= 6.0
    assert not rules.promises(page) + rules.fright(page) + rules.british(page) + rules.long_sentences(page)


def test_no_label_of_a_procedure_hides_a_word_of_the_pictures() -> None:
    """A label with the key of a legend would be painted in its place."""
    legends = {key for key in PICTURE_WORDS if key not in WORD_KEYS}
    for procedure in LIBRARY.procedures.values():
        assert not legends & set(procedure.texts["en"].labels), procedure.id
