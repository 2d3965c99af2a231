"""Heart and spine cut open, against the relations every scene must honor."""

from itertools import pairwise

import numpy as np
import pytest

from irexplainer.atlas.heart import ENDS, right_heart_line, right_heart_route
from irexplainer.atlas.plans import load_plan
from irexplainer.atlas.plates import plate_of
from irexplainer.atlas.slices import load_slice
from irexplainer.atlas.spine import (
    SpineState,
    balloon_outline,
    canal,
    cement_room,
    front_wall,
    level_v,
    spine,
    tilt,
    vertebra,
)
from irexplainer.atlas.types import Atlas
from irexplainer.errors import ContentError
from irexplainer.geom.polygon import contains
from irexplainer.story.frame import Position

STATES = [
    SpineState(c, lift, 1, 1) for c, lift in ((0, 0), (0.5, 0), (1, 0), (1, 0.5), (1, 1))
]  # fmt: skip


# Heart ---------------------------------------------------------------------------------------------------------------


def test_16_right_lung_artery_runs_behind_aorta_and_upper_cava(atlas: Atlas) -> None:
    right = atlas.vessels["right_pulmonary_artery"].points
    for other in ("ascending_aorta", "superior_vena_cava"):
        points = atlas.vessels[other].points
        gap = np.hypot(points[:, None, 0] - right[None, :, 0], points[:, None, 1] - right[None, :, 1])
        i, j = np.unravel_index(int(gap.argmin()), gap.shape)
        assert gap[i, j] < points[i, 3], f"{other} crosses it in the front view"
        assert right[j, 2] < points[i, 2] - 0.5
    trunk, aorta = atlas.vessels["pulmonary_trunk"].points[0], atlas.vessels["ascending_aorta"].points[0]
    assert trunk[2] > aorta[2]
    assert trunk[0] > aorta[0]


def test_18_the_upper_cava_opens_into_the_roof_of_the_right_atrium(atlas: Atlas) -> None:
    atrium = load_plan("heart").shape("right_atrium").outline
    low = atlas.vessels["superior_vena_cava"].points[0]
    assert -3.2 < low[0] < -1.8
    assert contains(low[None, :2], atrium)[0]
    assert 39.0 < atrium[:, 1].min() < 41.5


def test_the_heart_has_the_size_of_the_table_and_the_walls_of_the_review() -> None:
    plan = load_plan("heart")
    wall = plan.shape("heart_wall").outline
    assert np.ptp(wall[:, 0]) == pytest.approx(plan.numbers["width"], abs=0.15)
    apex = np.array([plan.numbers["apex_x"], plan.numbers["apex_y"]])
    assert np.hypot(*(wall - apex).T).min() < 0.25
    ventricle = plan.shape("right_ventricle").outline
    floor = ventricle[(ventricle[:, 1] > 46.9) & (ventricle[:, 0] > 0.9) & (ventricle[:, 0] < 6.2)]
    thick = np.array([np.hypot(*(wall - q).T).min() for q in floor])
    assert thick.min() > 0.28
    assert thick.max() < 0.62
    left = plan.shape("left_ventricle").outline
    side = left[(left[:, 0] > 6.2) & (left[:, 1] < 46.6) & (left[:, 1] > 42.6)]
    outer = np.array([np.hypot(*(wall - q).T).min() for q in side if q[0] > 4.5 + 0.58 * (q[1] - 41.5)])
    assert outer.min() > 0.75
    assert outer.max() < 1.2
    septum = np.array([np.hypot(*(ventricle - q).T).min() for q in left[(left[:, 1] > 43) & (left[:, 1] < 46)]])
    assert 0.7 < septum.min() < 1.1


@pytest.mark.parametrize("end", ENDS)
def test_a_catheter_passes_the_right_heart_in_order_and_inside(atlas: Atlas, end: str) -> None:
    line, plan = right_heart_line(atlas, end, beyond=False), load_plan("heart")
    assert right_heart_route(end)[:5] == (
        "inferior_vena_cava",
        "right_atrium",
        "right_ventricle",
        "pulmonary_trunk",
        end,
    )
    inside = [contains(line.points[:, :2], plan.shape(s).outline) for s in ("right_atrium", "right_ventricle")]
    first = [int(np.flatnonzero(i)[0]) for i in inside]
    assert first[0] < first[1]
    between = line.points[first[0] : int(np.flatnonzero(inside[1])[-1]), :2]
    door = contains(between, plan.shape("tricuspid_opening").outline)
    covered = contains(between, plan.shape("right_atrium").outline) | door
    covered |= contains(between, plan.shape("right_ventricle").outline)
    assert covered.all(), "never through muscle"
    for left in ("left_ventricle", "left_atrium"):
        assert not contains(line.points[:, :2], plan.shape(left).outline).any()
    steps = np.diff(line.points[:, :3], axis=0)
    steps /= np.linalg.norm(steps, axis=1)[:, None]
    assert np.degrees(np.arccos(np.clip((steps[1:] * steps[:-1]).sum(1), -1, 1))).max() < 12, "no kink"


def test_another_end_of_the_way_is_an_error() -> None:
    with pytest.raises(ContentError, match="liver"):
        right_heart_route("liver")


# Spine ---------------------------------------------------------------------------------------------------------------


def test_22_pedicle_needle_passes_beside_the_canal_into_the_front_third(atlas: Atlas) -> None:
    numbers = load_plan("spine_side").numbers
    front, back = canal(SpineState(1.0))
    for side, sign in (("left", 1.0), ("right", -1.0)):
        track = atlas.tracks[f"{side}_l1_pedicle"]
        t = np.linspace(0, 1, 400)[:, None]
        line = np.asarray(track.skin) * (1 - t) + np.asarray(track.end) * t
        u, v = -line[:, 2], line[:, 1]
        at_canal = (u > np.interp(v, front[:, 1], front[:, 0])) & (u < np.interp(v, back[:, 1], back[:, 0]))
        assert at_canal.any()
        assert (sign * line[at_canal, 0] >= numbers["canal_half_width"] + 0.15).all()
        center = np.array([sign * 1.5, 58.1, -4.4])
        assert np.linalg.norm(line - center, axis=1).min() < 0.3
        for crush in (0.0, 1.0):
            body = vertebra("L1", SpineState(crush))
            wall = front_wall(SpineState(crush))
            depth = body.bottom[-1, 0] - wall
            assert contains(np.array([[u[-1], v[-1]]]), body.body)[0]
            assert wall + 0.4 <= u[-1] <= wall + depth / 3 + 0.1


def test_22_track_starts_at_the_skin_and_crosses_muscle_then_pedicle(atlas: Atlas) -> None:
    track = atlas.tracks["left_l1_pedicle"]
    skin = load_plan("spine_side").curve("skin")
    u = np.interp(track.skin[1], skin[:, 1], skin[:, 0])
    assert -track.skin[2] == pytest.approx(u, abs=0.1)
    liver = load_slice("axial_liver").region("skin").outline
    assert np.hypot(liver[:, 0] - track.skin[0], liver[:, 1] - track.skin[2]).min() < 0.15, "the slice at T12/L1 agrees"
    assert [name for name, _ in track.tissues][-2:] == ["pedicle_of_vertebra", "body_of_vertebra"]
    depths = [depth for _, depth in track.tissues]
    assert depths == sorted(depths)
    assert 6.0 < depths[-1] < 7.0


@pytest.mark.parametrize("state", STATES)
def test_22_balloon_and_cement_stay_inside_the_bone(state: SpineState) -> None:
    body = vertebra("L1", state)
    wall, back = front_wall(state), body.bottom[-1, 0]
    for outline, gap in ((balloon_outline(state), 0.4), (cement_room(state), 0.3)):
        assert contains(outline, body.body).all()
        assert outline[:, 0].min() >= wall + gap
    assert cement_room(state)[:, 0].max() <= back - (back - wall) / 4, "none in the rear quarter"


def test_without_a_balloon_the_outline_stays_crushed() -> None:
    assert np.allclose(vertebra("L1", SpineState(1.0, 0.0, 0.0, 1.0)).body, vertebra("L1", SpineState(1.0)).body)


def test_a_balloon_wins_back_about_a_third_of_the_height() -> None:
    found = [vertebra("L1", SpineState(crush, lift)) for crush, lift in ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0))]
    heights = [float(v.bottom[0, 1] - v.top[0, 1]) for v in found]
    healthy, crushed, lifted = heights
    assert 0.25 < (lifted - crushed) / (healthy - crushed) < 0.42
    assert tilt(SpineState(1.0)) == pytest.approx(17)
    assert tilt(SpineState(1.0, 1.0)) == pytest.approx(12)
    assert tilt(SpineState()) == 0


def test_states_change_the_spine_steadily() -> None:
    steps = [spine(SpineState(c)) for c in np.linspace(0, 1, 9)]
    tops = [s[0].body[:, 0].min() for s in steps]
    assert (np.diff(tops) < 0).all(), "the upper levels lean further and further forward"
    for a, b in pairwise(steps):
        assert np.abs(a[4].body - b[4].body).max() < 0.2


def test_levels_of_the_cut_are_those_of_the_front_figure(atlas: Atlas) -> None:
    for level, id in (("T12", "thoracic_vertebra_12"), ("L1", "lumbar_vertebra_1"), ("L3", "lumbar_vertebra_3")):
        assert level_v(level) == pytest.approx(atlas.structures[id].center[1], abs=0.35)


@pytest.mark.parametrize("position", list(Position))
def test_side_cut_is_seen_from_the_left_and_turned_by_a_quarter(position: Position) -> None:
    plate = plate_of("spine_side", position)
    assert np.allclose(plate.towards_viewer, [1, 0, 0])
    head, back = plate.project(np.array([[0, 50.0, 0], [0, 58.0, -9.0]])) - plate.project(np.array([0, 58.0, 0]))
    if position is Position.PRONE:
        assert head[0] < 0, "head on the left"
        assert back[1] < 0, "back on top"
    else:
        assert head[1] < 0
        assert back[0] > 0


# Chest ---------------------------------------------------------------------------------------------------------------
