"""Angiogram: looking is all; the picture before the dye has none, dye shows what everybody has."""

import pytest

from irexplainer.atlas.load import load_atlas
from irexplainer.imaging.focus import NEUTRAL, focus_of
from irexplainer.imaging.tree import ArteryTree
from irexplainer.library.load import load_library
from irexplainer.story.compile import compile_storyboard
from irexplainer.story.frame import Modality
from irexplainer.story.storyboard import Storyboard


@pytest.fixture(params=["groin", "wrist"])
def board(request: pytest.FixtureRequest) -> Storyboard:
    return compile_storyboard(load_library().procedures["angiography"], load_atlas(), {"access": request.param})


def test_dye_shows_the_arteries_of_anybody(board: Storyboard) -> None:
    step = next(s for s in board.steps if s.id == "first_picture")
    focus = focus_of(board.state_at(step.still), load_atlas())
    assert focus.sex == NEUTRAL
    names = {p.vessel for p in ArteryTree(load_atlas().vessels).downstream("abdominal_aorta", 2.0, focus)}
    assert {"left_renal_artery", "right_renal_artery", "left_external_iliac_artery"} <= names
    assert not {n for n in names if "uterine" in n or "prostatic" in n}


def test_mask_comes_before_any_dye(board: Storyboard) -> None:
    ids = [s.id for s in board.steps]
    mask = board.steps[ids.index("mask")]
    assert ids.index("mask") < ids.index("first_picture")
    frame = board.state_at(mask.still)
    assert frame.modality is Modality.FLUOROSCOPY
    assert frame.effect("contrast") is None


def test_nothing_stays_inside(board: Storyboard) -> None:
    assert board.state_at(board.length - 0.1).tools == ()
