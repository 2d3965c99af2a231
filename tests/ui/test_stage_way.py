"""The way of the stage to a part of the body and back: sweep, turn, flight or fade."""

import pytest

from irexplainer.story.frame import Change
from irexplainer.ui.settle import settle


def at_rest(desk):
    """The picture is sharp, and has faded in."""
    settle(desk.window)
    desk.stage.grab()
    desk.wait(0.3)
    settle(desk.window)


def way(desk):
    """Three pictures of a way that has just begun: near its start, half-way, near its end. Then it is over."""
    whole, shots = desk.stage._part._way._length, []
    for _ in range(3):
        shots.append(desk.stage.grab().toImage())
        desk.wait(0.45 * whole)
    desk.wait(0.2 * whole + 0.1)
    assert desk.stage._part.change is Change.NONE
    return shots


@pytest.mark.parametrize(
    ("procedure", "id", "change"), [("tace", "axial_kidney", Change.SLICE), (None, "stent", Change.FADE)]
)
def test_the_cutting_plane_leads_to_a_slice_and_back(desk, procedure, id, change):
    if procedure is not None:
        desk.session.open_procedure(procedure, "map")
        desk.session.pause()
    at_rest(desk)
    before = desk.stage.grab().toImage()
    desk.session.show_structure(id)
    assert desk.stage._part.change is change
    there = way(desk)
    at_rest(desk)
    seen = desk.stage.grab().toImage()
    desk.session.leave_structure()
    assert desk.stage._part.change is change, "no hard cut"
    assert any(node.id == "caption" for node in desk.stage.nodes()) == (procedure is not None)
    back = way(desk)
    at_rest(desk)
    assert desk.stage.grab().toImage() == before
    assert len({bytes(shot.constBits()) for shot in (*there[1:], *back[1:], before, seen)}) >= 5


def test_reduced_motion_fades_to_a_slice_and_back(desk):
    desk.session.set_reduced_motion(True)
    desk.session.show_structure("axial_kidney")
    assert desk.stage._part.change is Change.FADE
    desk.wait(1)
    desk.session.leave_structure()
    assert desk.stage._part.change is Change.FADE
    desk.wait(1)
    assert desk.stage._part.change is Change.NONE


def test_a_plane_that_would_be_out_of_the_picture_does_not_sweep(desk):
    desk.session.show_structure("brain")
    desk.wait(3)
    desk.session.show_structure("axial_kidney")
    assert desk.stage._part.change is Change.FADE
    desk.wait(3)
    desk.session.show_structure("left_kidney")
    assert desk.stage._part.change is Change.SLICE


def test_a_story_that_plays_on_does_not_wait_for_the_way_back(desk):
    desk.session.open_procedure("tace", "map")
    desk.session.show_structure("axial_liver")
    desk.wait(3)
    desk.session.leave_structure()
    assert desk.stage._part.traveling
    desk.session.play()
    assert not desk.stage._part.traveling
