"""The shape of every story: steps, phases, lengths, words."""

from itertools import pairwise

import pytest

from irexplainer.errors import ConfigError
from irexplainer.story.compile import LETTERS_PER_SECOND, compile_storyboard
from irexplainer.story.frame import Modality, Phase, Position

STEPS = {
    "tace": "scan plan numb puncture sheath map steer feeder treat block check close",
    "uterine-fibroid-embolization": "scan plan numb puncture sheath first_side enter treat_first second_side"
    " treat_second check close",
    "cryoablation": "lie_down scan aim numb nick first_probe more_probes protect freeze_one thaw freeze_two check"
    " close",
    "nephrostomy-tube-placement": "lie_down ultrasound numb nick needle dye wire widen tube loop drain check",
}


def test_steps_are_those_the_texts_are_written_for(board):
    assert " ".join(step.id for step in board.steps) == STEPS[board.procedure_id]
    assert 8 <= len(board.steps) <= 13


def test_all_four_phases_in_order_and_without_gaps(board):
    phases = [step.phase for step in board.steps]
    assert list(dict.fromkeys(phases)) == list(Phase)
    assert board.steps[0].start == 0
    for before, after in pairwise(board.steps):
        assert after.start == pytest.approx(before.end)
        assert list(Phase).index(after.phase) >= list(Phase).index(before.phase)


def test_nobody_waits_and_nobody_is_rushed(board, library):
    text = library.procedures[board.procedure_id].text("en")
    assert 80 <= board.length <= 150
    for step in board.steps:
        assert step.length <= 30
        assert step.length >= len(text.steps[step.id].caption) / LETTERS_PER_SECOND
        assert step.start <= step.still < step.end


def test_every_language_compiles(library, atlas):
    for id in STEPS:
        procedure = library.procedures[id]
        english = compile_storyboard(procedure, atlas)
        for language in (*procedure.texts, "en-XA", "ar-XB"):
            board = compile_storyboard(procedure, atlas, language=language)
            assert [s.id for s in board.steps] == [s.id for s in english.steps]
        longer = compile_storyboard(procedure, atlas, language="en-XA")
        assert longer.length >= english.length


def test_the_patient_turns_over_in_view(compiled):
    for id in ("cryoablation", "nephrostomy-tube-placement"):
        board = compiled(id)
        first = board.steps[0]
        assert board.state_at(0.0).position is Position.SUPINE
        assert board.state_at(first.still).position is Position.PRONE
        assert all(board.state_at(s.still).position is Position.PRONE for s in board.steps[1:])
    assert compiled("tace").state_at(60.0).position is Position.SUPINE


def test_the_screen_shows_what_guides_each_phase(compiled):
    def screens(id):
        board = compiled(id)
        return {s.id: board.state_at(s.still).modality for s in board.steps}

    assert {v for k, v in screens("cryoablation").items() if k not in ("lie_down", "numb", "nick")} == {Modality.CT}
    kidney = screens("nephrostomy-tube-placement")
    assert kidney["needle"] is Modality.ULTRASOUND
    assert kidney["dye"] is Modality.FLUOROSCOPY
    for id, step in (("tace", "map"), ("uterine-fibroid-embolization", "check")):
        assert screens(id)[step] is Modality.ANGIOGRAPHY
        assert screens(id)["puncture"] is Modality.ULTRASOUND


def test_unknown_choices_are_refused(library, atlas):
    procedure = library.procedures["cryoablation"]
    for wrong in ({"side": "middle"}, {"colour": "red"}):
        with pytest.raises(ConfigError) as error:
            compile_storyboard(procedure, atlas, wrong)
        assert next(iter(wrong)) in error.value.where
        assert error.value.remedy
