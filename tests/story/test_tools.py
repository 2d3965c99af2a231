"""Where tools are: outside before the opening, inside the lumen afterwards, never jumping."""

import math
from itertools import pairwise

import numpy as np
import pytest

from irexplainer.geom.polyline import Polyline
from irexplainer.story.frame import Change, Phase

INSIDE = ("wire", "catheter", "microcatheter", "sheath")


def times(board, step=0.1):
    return np.arange(0.0, board.length, step)


def skin_depth(board, pose, atlas, access):
    """Arc length of the tip past the skin point, cm."""
    path = board.paths[pose.path]
    skins = [np.asarray(atlas.accesses[access].skin)] + [np.asarray(t.skin) for t in atlas.tracks.values()]
    near = min(skins, key=lambda s: np.linalg.norm(path.points[:, :3] - s, axis=1).min())
    return pose.tip - path.nearest(near)


def test_nothing_is_inside_the_body_before_the_opening(board, atlas):
    start, _ = board.phase_span(Phase.INCISION)
    for t in times(board):
        frame = board.state_at(float(t))
        nick = frame.effect("nick")
        for pose in frame.tools:
            if pose.kind == "ultrasound_probe":
                continue
            deep = skin_depth(board, pose, atlas, frame.access)
            if t < start:
                assert deep <= 0.06, (pose.id, t)
            elif nick is None and pose.id == "numbing_needle":
                assert deep <= 1.5
            elif nick is None and frame.step != "close":
                assert deep <= 0.06, (pose.id, t)
        if t < start:
            assert frame.tip is None
            assert frame.route == ()


def test_tubes_lie_inside_their_vessels(board, atlas):
    access = atlas.accesses[board.state_at(0.0).access]
    if access.vessel is None:
        pytest.skip("needles")
    names = {n for t in times(board, 0.5) for n in board.state_at(float(t)).route}
    lines = [Polyline(np.asarray(atlas.vessels[n].points, float)) for n in names]
    cloud = np.vstack([line.many(np.linspace(0, line.length, 400)) for line in lines])
    for key in {p.path for t in times(board, 0.5) for p in board.state_at(float(t)).tools if p.kind in INSIDE}:
        path = board.paths[key]
        entry = path.nearest(access.entry)
        for s in np.arange(entry + 0.05, path.length, 0.05):
            at = path.at(float(s))[:3]
            gap = np.linalg.norm(cloud[:, :3] - at, axis=1) - cloud[:, 3]
            assert gap.min() < 0.0, (key, float(s), at, float(gap.min()))


def test_the_sheath_lies_inside_the_lumen_with_its_whole_width(board, atlas):
    """From where it has passed the wall on, both its edges are inside, in the artery of the access and the next."""
    access = atlas.accesses[board.state_at(0.0).access]
    if access.vessel is None:
        pytest.skip("needles")
    frame = board.state_at(next(s.still for s in board.steps if s.id == "sheath"))
    sheath = next(t for t in frame.tools if t.kind == "sheath")
    path, radius = board.paths[sheath.path], sheath.diameter_mm / 20
    lines = [Polyline(np.asarray(atlas.vessels[n].points, float)) for n in frame.route]
    cloud = np.vstack([line.many(np.arange(0.0, line.length, 0.02)) for line in lines])
    entry = path.nearest(access.entry)
    assert sheath.tip - entry > 3
    for s in np.arange(entry + 0.25, sheath.tip, 0.04):
        room = cloud[:, 3] - np.linalg.norm(cloud[:, :3] - path.at(float(s))[:3], axis=1)
        assert room.max() >= radius, (float(s - entry), float(room.max()), radius)


def test_tools_are_thinner_than_what_they_lie_in(board, atlas):
    access = atlas.accesses[board.state_at(0.0).access]
    if access.vessel is None:
        pytest.skip("needles")
    for t in times(board, 0.25):
        frame = board.state_at(float(t))
        for pose in frame.tools:
            path = board.paths[pose.path]
            if pose.kind in INSIDE and pose.tip > path.nearest(access.entry):
                lumen = float(path.at(pose.tip)[3])
                assert pose.diameter_mm / 20 < lumen, (pose.id, frame.step, lumen)


def test_what_lies_inside_is_thinner_than_what_lies_outside(board):
    for t in times(board, 0.5):
        poses = {p.kind: p for p in board.state_at(float(t)).tools if p.kind in INSIDE}
        order = [poses[k] for k in ("wire", "microcatheter", "catheter", "sheath") if k in poses]
        for inner, outer in pairwise(order):
            assert inner.diameter_mm < outer.diameter_mm or inner.kind == "wire"


def leaders(board, frame):
    """Tools whose tip is the tip of the frame."""
    return {
        p.id for p in frame.tools if math.dist([float(v) for v in board.paths[p.path].at(p.tip)[:3]], frame.tip) < 1e-6
    }


def test_the_tip_never_jumps(board):
    """Between two looks 1/20 s apart a leading tip moves as fast as a tool may, 30 cm/s at the fastest of its ease."""
    before = None
    for t in times(board, 0.05):
        frame = board.state_at(float(t))
        if before is not None and frame.tip is not None and before.tip is not None:
            same = leaders(board, frame) & leaders(board, before)
            gap = math.dist(frame.tip, before.tip)
            if same:
                assert gap < 5.0, (frame.step, float(t), gap)
        before = frame


def test_one_thing_moves_at_a_time(board):
    """While the camera flies no tool and no effect moves."""
    for t in times(board, 0.1):
        a, b = board.state_at(float(t)), board.state_at(float(t) + 0.05)
        if a.change is Change.NONE or b.change is Change.NONE or a.step != b.step:
            continue
        assert [(p.id, p.tip) for p in a.tools] == [(p.id, p.tip) for p in b.tools], (a.step, float(t))
        assert [(e.id, e.value, e.radius_cm) for e in a.effects] == [(e.id, e.value, e.radius_cm) for e in b.effects]


def test_dye_runs_only_while_nothing_else_moves(board):
    for t in times(board, 0.1):
        frame = board.state_at(float(t))
        dye = frame.effect("contrast")
        if dye is not None and dye.params.get("seconds", 0.0) > 0.3:
            later = board.state_at(float(t) + 0.05)
            if later.effect("contrast") is not None:
                assert later.tip == frame.tip


def test_tails_lie_outside_the_body(board, atlas):
    for step in board.steps:
        frame = board.state_at(step.still)
        for pose in frame.tools:
            assert 0 <= pose.tail <= pose.tip <= board.paths[pose.path].length + 1e-6
            if pose.kind in ("sheath", "drain", "dilator", "cryoprobe"):
                length = pose.tip - pose.tail
                assert length - skin_depth(board, pose, atlas, frame.access) > 0.2, (step.id, pose.id)
