"""Cement in a crushed vertebra: where the needle goes, what the balloon does first, how far cement spreads."""

from itertools import pairwise

import numpy as np
import pytest

from irexplainer.atlas.plans import load_plan
from irexplainer.atlas.slices import load_slice
from irexplainer.atlas.spine import TREATED, SpineState, canal, cement_room, vertebra
from irexplainer.geom.polygon import contains
from irexplainer.models.cement import area
from irexplainer.story.cementing import cement_of, filling_of, hollow_of
from irexplainer.story.states import states_now

BOTH = ("vertebroplasty", "kyphoplasty")


def moments(board, per_second=4):
    return [board.state_at(s) for s in np.arange(0.0, board.length, 1 / per_second)]


def lift(frame):
    return states_now(frame).get("lift", 0.0)


@pytest.mark.parametrize("name", BOTH)
def test_needles_pass_beside_the_nerve_canal(compiled, name):
    """Relation 22: where a needle is as deep as the canal, it lies outside it, in the slice and in the side cut."""
    board = compiled(name)
    ring = load_slice("axial_liver").region("vertebral_canal").outline
    half = load_plan("spine_side").numbers["canal_half_width"]
    front, back = canal(SpineState(1.0))
    checked = 0
    for frame in moments(board):
        for tool in frame.tools:
            line = board.paths[tool.path].cut(tool.tail, tool.tip).points[:, :3]
            assert not contains(line[:, [0, 2]], ring).any(), (frame.step, tool.id)
            u, v = -line[:, 2], line[:, 1]
            deep = (u > np.interp(v, front[:, 1], front[:, 0])) & (u < np.interp(v, back[:, 1], back[:, 0]))
            assert (np.abs(line[deep, 0]) > half + 0.1).all()
            checked += int(deep.any())
    assert checked > 20


@pytest.mark.parametrize("name", BOTH)
def test_route_is_through_the_pedicle_into_the_body(compiled, name):
    board = compiled(name)
    step = next(s for s in board.steps if s.id == "body")
    route = board.state_at(step.still).route
    assert route[-2:] == ("pedicle_of_vertebra", "body_of_vertebra")
    assert board.state_at(step.still).position.value == "prone"


def test_vertebroplasty_has_no_balloon_and_lifts_nothing(compiled):
    for frame in moments(compiled("vertebroplasty")):
        assert not [t for t in frame.tools if t.kind == "bone_balloon"]
        assert frame.effect("balloon") is None
        assert frame.effect("hollow") is None
        assert lift(frame) == 0.0


def test_balloon_lifts_first_is_taken_out_and_only_then_comes_cement(compiled):
    frames = moments(compiled("kyphoplasty"))
    full = [f.seconds for f in frames if f.effect("balloon") is not None]
    cement = [f.seconds for f in frames if f.effect("cement") is not None]
    tube = [f.seconds for f in frames if any(t.kind == "bone_balloon" for t in f.tools)]
    assert full
    assert max(full) < min(cement)
    assert max(tube) < min(cement)
    heights = []
    for frame in (frames[0], frames[-1]):
        body = vertebra(TREATED, SpineState(1.0, lift(frame)))
        heights.append(float(body.bottom[0, 1] - body.top[0, 1]))
    assert heights[1] > heights[0] + 0.2
    lifts = [lift(f) for f in frames if f.seconds >= min(full)]
    assert lifts == sorted(lifts), "height that is won stays"


@pytest.mark.parametrize("name", BOTH)
def test_cement_grows_inside_its_room_and_spares_the_rear_quarter(compiled, name):
    sizes = []
    for frame in moments(compiled(name)):
        effect = frame.effect("cement")
        if effect is None or effect.value < 0.02:
            continue
        outline, state = cement_of(effect), SpineState(1.0, lift(frame))
        body, room = vertebra(TREATED, state), cement_room(state)
        assert contains(outline, body.body).all()
        assert outline[:, 0].max() <= room[:, 0].max() + 1e-6
        sizes.append(area(outline))
    assert len(sizes) > 20
    assert all(b >= a - 1e-9 for a, b in pairwise(sizes))


def test_cement_fills_the_hollow_of_the_balloon(compiled):
    last = moments(compiled("kyphoplasty"))[-1]
    hollow, cement = area(hollow_of(last.effect("hollow"))), area(cement_of(last.effect("cement")))
    assert cement == pytest.approx(hollow, rel=0.05)


@pytest.mark.parametrize(
    ("name", "ids"), [("vertebroplasty", {"cement_given"}), ("kyphoplasty", {"cement_given", "balloon_filled"})]
)
def test_curves_say_what_the_picture_shows(compiled, name, ids):
    board = compiled(name)
    series = {s.id: s for s in board.series}
    assert set(series) == ids
    given = series["cement_given"]
    for seconds in np.linspace(given.seconds[0] + 0.05, given.seconds[-1], 9):
        frame = board.state_at(float(seconds))
        effect = frame.effect("cement")
        shown = effect.value * effect.params["ml"] if effect is not None else 0.0
        assert given.at(seconds) == pytest.approx(shown, abs=0.08)
        assert frame.facts["cement_ml"] == pytest.approx(shown, abs=0.02)
    assert given.values[-1] == pytest.approx(filling_of(4.0 if name == "vertebroplasty" else 2.4, 0.0).ml)
