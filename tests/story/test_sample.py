"""Taking a sample: each organ its own way in, posture, picture and needle; the notch opens in the spot only."""

import math

import numpy as np
import pytest

from irexplainer.atlas.slices import load_slice
from irexplainer.errors import ContentError
from irexplainer.geom.polygon import contains
from irexplainer.imaging.targets import story_targets
from irexplainer.story.archetypes import applicable
from irexplainer.story.frame import Modality, Phase, Position

ID = "image-guided-biopsy"
HOW = {
    "liver": ("axial_liver", Position.SUPINE, Modality.ULTRASOUND, "biopsy_needle"),
    "lung": ("axial_chest", Position.SUPINE, Modality.CT, "biopsy_needle"),
    "bone": ("axial_pelvis_female", Position.PRONE, Modality.CT, "needle"),
    "thyroid": ("axial_neck", Position.SUPINE, Modality.ULTRASOUND, "needle"),
}
SPOT = {"liver": "liver_tumor", "lung": "lung_nodule", "bone": "right_iliac_lesion", "thyroid": "thyroid_nodule"}


@pytest.mark.parametrize("organ", HOW)
def test_each_organ_has_its_plate_posture_picture_and_needle(compiled, organ):
    board = compiled(ID, organ=organ)
    frame = board.state_at(next(step.still for step in board.steps if step.id == "take"))
    taker = frame.tool("taker")
    assert (frame.view.plate, frame.position, frame.modality, taker.kind) == HOW[organ]


@pytest.mark.parametrize("organ", HOW)
def test_the_sample_is_taken_in_the_spot(compiled, atlas, organ):
    """At the still of the sample the tip lies within the spot, give or take the solid point of the needle (0.3 cm)."""
    board = compiled(ID, organ=organ)
    frame = board.state_at(next(step.still for step in board.steps if step.id == "take"))
    target = atlas.targets[SPOT[organ]]
    assert math.dist(frame.tip, target.center) < target.radius + 0.3


@pytest.mark.parametrize("organ", ["liver", "lung"])
def test_the_notch_is_shut_on_the_way(compiled, organ):
    """The sleeve covers the notch whenever the tip lies between the skin and the spot."""
    board = compiled(ID, organ=organ)
    end = board.steps[-1].start + board.steps[-1].length
    way = next(line for key, line in board.paths.items() if key.endswith("biopsy"))
    edge = way.nearest(board.state_at(next(s.still for s in board.steps if s.id == "guide")).tip)
    seen = 0
    for index in range(int(end * 20)):
        pose = board.state_at(index / 20).tool("taker")
        if pose is None or not pose.path.endswith("biopsy"):
            continue
        seen += 1
        if pose.tip < edge - 0.05:
            assert pose.shape < 0.02, index / 20
    assert seen > 20


def test_no_cut_for_a_fine_needle_and_no_probe_with_ct(compiled):
    thyroid, lung = compiled(ID, organ="thyroid"), compiled(ID, organ="lung")
    moments = [(board, s.still) for board in (thyroid, lung) for s in board.steps]
    cuts = [board is thyroid for board, at in moments if board.state_at(at).effect("nick")]
    probes = [board is lung for board, at in moments if board.state_at(at).tool("probe")]
    assert cuts
    assert not any(cuts)
    assert not any(probes)


@pytest.mark.parametrize("organ", HOW)
def test_nothing_is_under_the_skin_before_the_access(compiled, organ):
    board = compiled(ID, organ=organ)
    for step in board.steps:
        if step.phase is Phase.IMAGING:
            assert board.state_at(step.still).tip is None, step.id


@pytest.mark.parametrize("organ", HOW)
def test_the_pot_fills_and_the_spot_stays(compiled, organ):
    """A biopsy only takes a sample: the spot keeps its size and is not treated."""
    board = compiled(ID, organ=organ)
    last = board.state_at(board.steps[-1].still)
    assert last.effect("sample").value == pytest.approx(1.0)
    assert last.effect("tumor").value == 0.0
    assert [tool.id for tool in last.tools] == []


def test_when_keeps_only_what_holds():
    data = {
        "tools": {"a": {"when": "ct=ct", "kind": "x"}, "b": {"when": "ct!=ct", "kind": "y"}},
        "actions": [{"when": " core = core ", "do": "wait"}, {"when": "core=fine", "do": "fade"}, {"do": "view"}],
    }
    kept = {"tools": {"a": {"kind": "x"}}, "actions": [{"do": "wait"}, {"do": "view"}]}
    assert applicable(data, "file") == kept


def test_when_that_compares_nothing_names_its_place():
    with pytest.raises(ContentError) as error:
        applicable({"actions": [{"when": "ultrasound", "do": "wait"}]}, "a.toml")
    assert "actions[0].when" in error.value.where


@pytest.mark.parametrize("side", ["left", "right"])
def test_kidney_rods_come_from_the_rim_only(compiled, side):
    """While the notch is open in the kidney, needle and point lie in cortex: outside pyramids, sinus and bowel."""
    board = compiled("kidney-biopsy-for-kidney-failure", side=side)
    plane = load_slice("axial_kidney")
    kidney = plane.region(f"{side}_kidney").outline
    spared = [r for r in plane.regions if any(word in r.id for word in ("pyramid", "sinus", "calyx", "colon"))]
    frame = board.state_at(next(step.still for step in board.steps if step.id == "take"))
    pose = frame.tool("taker")
    line = board.paths[pose.path]
    inside = line.many(np.linspace(pose.tip - 1.2, pose.tip, 30))[:, [0, 2]]
    assert frame.position is Position.PRONE
    assert contains(inside, kidney).all()
    assert not any(contains(inside, region.outline).any() for region in spared)


def test_the_doctors_picture_before_the_needle_shows_what_the_needle_is_for(compiled, atlas):
    """The path ends near a calyx; the picture must be about the rim of the kidney, the target of the needle's track."""
    board = compiled("kidney-biopsy-for-kidney-failure", side="left")
    frame = board.state_at(next(step.still for step in board.steps if step.id == "aim"))
    assert [target.id for target in story_targets(board, frame, atlas)] == ["left_kidney_cortex"]


@pytest.mark.parametrize("organ", ["liver", "thyroid"])
def test_the_needle_moves_in_the_body_only_while_sound_or_a_held_picture_shows(compiled, organ):
    """With a live ultrasound picture the probe stands on the skin whenever the needle is on its way to the spot."""
    board = compiled(ID, organ=organ)
    for step in ("guide", "take", "more"):
        frame = board.state_at(next(s.still for s in board.steps if s.id == step))
        assert frame.held_from is None
        assert frame.tool("probe") is not None, step
        assert frame.effect("ultrasound_fan").value > 0.9, step
