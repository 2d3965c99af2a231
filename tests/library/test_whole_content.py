"""Every procedure x language x step is complete, and the pictures find every word they ask for."""

import re

import pytest

from irexplainer.imaging.screen import WORD_KEYS
from irexplainer.library.gates_data import label_keys, step_ids
from irexplainer.library.load import load_library
from irexplainer.library.pseudo import PSEUDO
from irexplainer.library.reading import grade
from irexplainer.library.types import CAPTION_LIMIT, SECTIONS
from irexplainer.paint.home import ANCHORS
from irexplainer.paint.words import PICTURE_WORDS

NOTHING_DONE = re.compile(r"no treatment|watch and wait|wait and watch|\*\*No [a-z]+[.:]\*\*", re.IGNORECASE)
"""Doing nothing is a choice: by these words, or as a point of its own ("No shunt.")."""
STEPS = {
    "tace": "scan plan numb puncture sheath map steer feeder treat block check close",
    "uterine-fibroid-embolization": "scan plan numb puncture sheath first_side enter treat_first second_side "
    "treat_second check close",
    "cryoablation": "lie_down scan aim numb nick first_probe more_probes protect freeze_one thaw freeze_two check "
    "close",
    "nephrostomy-tube-placement": "lie_down ultrasound numb nick needle dye wire widen tube loop drain check",
}
ALL = [
    (id, language) for id in load_library().procedures for language in (*load_library().procedures[id].texts, *PSEUDO)
]


@pytest.mark.parametrize(("id", "language"), ALL)
def test_a_text_has_all_its_parts(library, id, language):
    procedure = library.procedures[id]
    text = procedure.text(language)
    assert text.language == language
    assert all(text.sections[name].strip() for name in SECTIONS)
    assert set(text.numbers) == {figure.id for figure in procedure.figures}
    assert set(text.facts) >= {"whole_treatment", "sedation", "stay"}
    for step in text.steps.values():
        assert all((step.title, step.caption, step.text, step.feel, step.clinician, step.study))


@pytest.mark.parametrize("id", STEPS)
def test_the_steps_of_the_first_four_keep_their_ids(library, id):
    assert list(library.procedures[id].text("en").steps) == STEPS[id].split()


@pytest.mark.parametrize("id", list(load_library().procedures))
def test_story_and_text_have_the_same_steps(library, id):
    procedure = library.procedures[id]
    played = step_ids(library, procedure)
    assert set(played) == set(procedure.text("en").steps)


@pytest.mark.parametrize("id", list(load_library().procedures))
def test_every_call_out_has_words(library, id):
    procedure = library.procedures[id]
    known = {*procedure.text("en").labels, *library.vocabulary("en"), *library.words("en")}
    assert set(label_keys(library, procedure)) <= known


@pytest.mark.parametrize("id", list(load_library().procedures))
def test_patients_can_read_it(library, id):
    text = library.procedures[id].text("en")
    for name in SECTIONS:
        assert grade(text.sections[name]) <= 6, name
    for name, step in text.steps.items():
        assert len(step.caption) <= CAPTION_LIMIT
        assert grade(f"{step.caption}\n\n{step.text}\n\n{step.feel}") <= 6, name


@pytest.mark.parametrize("id", list(load_library().procedures))
def test_risks_and_other_choices_are_no_weaker_than_benefits(library, id):
    procedure = library.procedures[id]
    text = procedure.text("en")
    kinds = [figure.kind for figure in procedure.figures]
    assert kinds.count("risk") >= kinds.count("benefit") >= 1
    assert len(text.sections["risks"]) >= 0.9 * len(text.sections["benefits"])
    assert NOTHING_DONE.search(text.sections["other_choices"])


@pytest.mark.parametrize("id", list(load_library().procedures))
def test_review_is_still_awaited(library, id):
    assert library.procedures[id].review.state == "awaiting_clinical_review"


def test_the_doctors_screen_finds_its_words(library):
    words = library.words("en")
    assert {key: words.get(key) for key in WORD_KEYS} == WORD_KEYS


def test_the_words_of_pictures_are_those_of_paint(library):
    assert set(PICTURE_WORDS) <= {*library.words("en")}


def test_the_home_figure_knows_every_region(library):
    assert set(library.regions("en")) == set(ANCHORS)
