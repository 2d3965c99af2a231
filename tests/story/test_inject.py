"""Medicine around nerves: needles first, then dye, then medicine; it spreads between organs and never through them."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from irexplainer.atlas.slices import load_slice, lying
from irexplainer.atlas.spread import cloud, ground, reach
from irexplainer.geom.polygon import contains
from irexplainer.imaging.render import render_screen
from irexplainer.paint.actors import injectate
from irexplainer.story.frame import Modality, Position

ID = "celiac-plexus-neurolysis-nerve-block"
STEPS = ("needle_in", "test_dye", "medicine", "close")


@pytest.fixture(scope="module")
def frames(compiled):
    board = compiled(ID)
    return board, {step.id: board.state_at(step.still) for step in board.steps}


def test_needles_then_dye_then_medicine(frames):
    shown = frames[1]
    kinds = {id: [(e.id, e.value > 0.1) for e in shown[id].effects if e.kind == "injectate"] for id in STEPS}
    assert kinds["needle_in"] == []
    assert ("dye", True) in kinds["test_dye"]
    assert ("medicine", True) not in kinds["test_dye"]
    assert ("medicine", True) in kinds["medicine"]
    assert {tool.id for tool in shown["test_dye"].tools} == {"first_needle", "second_needle"}
    assert shown["close"].tools == ()


def test_face_down_under_ct_with_two_needles_one_on_each_side(frames):
    frame = frames[1]["needle_in"]
    board = frames[0]
    tips = [float(board.paths[tool.path].at(tool.tip)[0]) for tool in frame.tools]
    assert (frame.position, frame.modality) == (Position.PRONE, Modality.CT)
    assert min(tips) < 0 < max(tips)


@pytest.mark.parametrize("part", ["abdominal_aorta", "celiac_trunk", "vertebra_l1", "inferior_vena_cava", "pancreas"])
def test_the_cloud_on_the_stage_leaves_out_what_it_flows_around(part):
    room = injectate._room("axial_liver", Position.PRONE, (0.6, -0.1), 3.0)
    plane = lying(load_slice("axial_liver"), "prone")
    outline = plane.region(part).outline
    middle = outline.mean(axis=0)
    if part == "pancreas":  # bent: its middle may lie outside
        middle = outline[contains(outline * 0.98 + middle * 0.02, outline)][0] * 0.98 + middle * 0.02
    flat = injectate._flat("axial_liver", Position.PRONE, middle[None])[0]
    assert not room.contains(QPointF(*map(float, flat)))


def test_there_is_room_beside_the_aorta():
    room = injectate._room("axial_liver", Position.PRONE, (0.6, -0.1), 3.0)
    flat = injectate._flat("axial_liver", Position.PRONE, np.array([[1.9, 0.1]]))[0]
    assert room.contains(QPointF(*map(float, flat)))


def test_on_ct_the_cloud_is_brighter_than_before_and_the_aorta_is_not(frames, atlas):
    board, shown = frames
    before = render_screen(board, shown["aim"], atlas, 480, 360)
    during = render_screen(board, shown["test_dye"], atlas, 480, 360)
    fat, aorta = ((1.95, 56.5, -0.4), (0.6, 56.5, -1.0))
    for point, change in ((fat, True), (aorta, False)):
        x, y = (round(v) for v in before.projection(point))
        gain = float(
            during.field[y - 1 : y + 2, x - 1 : x + 2].mean() - before.field[y - 1 : y + 2, x - 1 : x + 2].mean()
        )
        assert (gain > 150) is change, (point, gain)


def test_eight_times_the_fluid_reaches_twice_as_far():
    assert reach(2.0, 1.0) == pytest.approx(2.0 * reach(2.0, 1 / 8))
    assert float(np.hypot(*(cloud((0, 0), 2.0)).T).max()) < 2.0 * injectate.MOST


def test_what_lies_on_top_decides_where_fluid_goes():
    order = [loose for loose, _ in ground("axial_liver", "prone", (0.6, -0.1), 2.0)]
    assert order[0] is False  # skin
    assert True in order
    assert order[-1] is False  # vessels on top of the fat
