"""Devices in cut-open vessels: review relation 25, and that nothing lies where it cannot be."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from irexplainer.atlas import aneurysm, cava
from irexplainer.paint.plates import brain_shape, cava_shape, coils, leg_vein, vein_open
from irexplainer.paint.plates.aneurysm_aorta import graft_outline, graft_parts
from irexplainer.paint.plates.aneurysm_brain import TIP, tube_way
from irexplainer.paint.plates.artery_shape import LINING, LUMEN, deposit_paths, lumen_edges
from irexplainer.paint.plates.open_devices import (
    BALLOON_HALF,
    MARKERS,
    SHOULDER,
    balloon_edges,
    bead_places,
    room_for_cells,
)
from irexplainer.paint.plates.open_mesh import BASKET, PULL, basket, clot_outline, stent_edges, tube_tip
from irexplainer.paint.plates.vessel_states import AortaState, ArteryState, CavaState, LegVeinState, VeinState

X = np.linspace(-12, 12, 200)


def inside(path, points, reach=0.0):
    return all(path.contains(QPointF(float(x), float(y))) for x, y in points)


def test_a_third_of_the_width_is_left_and_the_lining_covers_the_deposit():
    upper, lower = lumen_edges(ArteryState(narrowing=1), X)
    assert (lower - upper).min() == pytest.approx(LUMEN * 2 / 3, abs=0.35)
    above, below = deposit_paths(ArteryState(narrowing=1))
    assert above.boundingRect().top() == pytest.approx(-(LUMEN + LINING), abs=0.01), "it lies on the muscle"
    assert below.boundingRect().bottom() == pytest.approx(LUMEN + LINING, abs=0.01)


def test_pressed_aside_the_artery_is_wider_than_before():
    plain = np.ptp(lumen_edges(ArteryState(), np.array([0.0])), axis=0)
    pressed = np.ptp(lumen_edges(ArteryState(narrowing=1, flattened=1), np.array([0.0])), axis=0)
    narrow = np.ptp(lumen_edges(ArteryState(narrowing=1), np.array([0.0])), axis=0)
    assert narrow < 0.45 * plain < 0.9 * pressed


def test_the_balloon_has_a_waist_before_it_opens_and_none_afterwards():
    def widths(**state):
        top, low = balloon_edges(ArteryState(narrowing=1, **state), np.array([-7.0, 0.0, 7.0]))
        return low - top

    half = widths(balloon=0.7, flattened=0.2)
    assert half[1] < 0.66 * min(half[0], half[2])
    full = widths(balloon=1.0, flattened=1.0)
    assert full[1] > 0.85 * min(full[0], full[2])


def test_the_balloon_never_crosses_the_lining():
    for share in np.linspace(0, 1, 9):
        state = ArteryState(narrowing=1, flattened=share, balloon=1.0)
        top, low = balloon_edges(state, X)
        upper, lower = lumen_edges(state, X)
        assert (top > upper - 0.12).all()
        assert (low < lower + 0.12).all()


def test_markers_sit_at_both_shoulders():
    for x in MARKERS:
        assert abs(abs(x) - (BALLOON_HALF - SHOULDER)) < 0.4


def test_the_stent_gets_a_little_shorter_and_meets_the_wall():
    folded, opened = (stent_edges(ArteryState(narrowing=1, flattened=1, stent=s)) for s in (0.0, 1.0))
    before, after = folded[1] - folded[0], opened[1] - opened[0]
    assert 0.85 < after / before < 0.97
    upper, _ = lumen_edges(ArteryState(narrowing=1, flattened=1), X[20:-20])
    assert np.abs(opened[2](X[20:-20]) - upper).max() < 0.15
    assert opened[1] > 8.5, "longer than the deposit"


def test_the_basket_is_joined_on_the_near_side_and_open_beyond_the_clot():
    state = ArteryState(clot=1, retriever_in=1, retriever=1, suction_tube=1)
    points = np.vstack([q for group in basket(state) for q in group])
    start, end = points[points[:, 0] < BASKET[0] + 0.05], points[points[:, 0] > BASKET[1] - 0.3]
    assert np.abs(start[:, 1]).max() < 0.35, "joined to the wire"
    assert np.abs(end[:, 1]).max() > 1.8, "open"
    assert end[:, 0].max() > clot_outline(state).boundingRect().right() + 1.0, "reaches beyond the clot"
    assert np.abs(points[:, 1]).max() < LUMEN


def test_basket_and_clot_go_back_as_one_into_the_tube():
    for pulled in (0.2, 0.5, 1.0):
        state = ArteryState(clot=1, retriever_in=1, retriever=1, suction_tube=1, pulled=pulled)
        points = np.vstack([q for group in basket(state) for q in group])
        assert points[:, 0].max() == pytest.approx(BASKET[1] - PULL * pulled, abs=0.1)
        in_tube = points[points[:, 0] < tube_tip(state) - 0.1]
        assert (np.abs(in_tube[:, 1]) < 1.4).all()
        clot = clot_outline(state).boundingRect()
        assert clot.right() < BASKET[1] - PULL * pulled
    assert clot.right() < tube_tip(state) + 0.1, "nothing is left outside"


def test_no_cells_beyond_a_clot_a_plug_or_the_beads():
    places = np.column_stack([np.linspace(-15, 15, 60), np.full(60, 2.0), np.full(60, 0.5)])
    for state in (ArteryState(clot=1), ArteryState(plug_in=1, plug=1), ArteryState(taper=1, beads=0.6)):
        kept = places[room_for_cells(state, places), 0]
        assert kept.size
        assert kept.max() < 4
    assert room_for_cells(ArteryState(), places).all()


def test_beads_lie_in_the_artery_and_not_in_each_other():
    beads, state = bead_places(1.0), ArteryState(taper=1.0)
    upper, lower = lumen_edges(state, beads[:, 0])
    assert (beads[:, 1] - beads[:, 2] > upper - 0.15).all()
    assert (beads[:, 1] + beads[:, 2] < lower + 0.15).all()
    gap = (
        np.hypot(*(beads[:, None, :2] - beads[None, :, :2]).transpose(2, 0, 1)) - beads[:, None, 2] - beads[None, :, 2]
    )
    assert gap[~np.eye(len(beads), dtype=bool)].min() > -0.08
    assert beads[0, 0] > beads[-1, 0], "the far end fills first"


def test_valves_let_blood_through_only_when_open():
    shut, wide = (vein_open.cusp(0.0, v, -1.0) for v in (0.0, 1.0))
    assert abs(shut[-1, 1]) < 0.12, "the cusps meet in the middle"
    assert abs(wide[-1, 1]) > 1.6
    assert shut[-1, 0] > shut[0, 0], "they point towards the heart"


def test_the_clot_of_the_vein_ends_in_the_tube():
    box = vein_open.clot_outline(VeinState(clot=1, tube=1, pulled=1)).boundingRect()
    assert box.right() < vein_open.tube_tip(VeinState(tube=1))


def test_filter_hook_to_the_head_legs_to_the_feet_below_both_kidney_veins():
    state = CavaState(filter_in=1, filter=1)
    hook = cava.hook()
    assert hook[:, 1].min() < cava.TIP_Y < 61.31
    for share in cava.LEGS:
        leg = cava.leg(share, state.filter)
        assert leg[0, 1] == pytest.approx(cava.TIP_Y, abs=1e-6)
        assert leg[:, 1].max() > cava.TIP_Y + 4.0
        middle, radius = cava.cava_x(leg[:, 1]), cava.cava_r(leg[:, 1])
        assert (np.abs(leg[:, 0] - middle) < radius + 0.09).all(), "no leg through the wall"
    for id in ("left_renal_vein", "right_renal_vein"):
        mouth = cava.lines()[id][0]
        assert mouth[1] + mouth[2] * 0.5 < cava.TIP_Y
    outer = [cava.leg(s, state.filter)[-2] for s in (-1.0, 1.0)]
    for foot in outer:
        gap = abs(foot[0] - cava.cava_x(foot[1:2])[0]) - cava.cava_r(foot[1:2])[0]
        assert abs(gap) < 0.05, "the outer legs rest on the wall"


def test_the_wall_of_the_cava_is_thin():
    assert 0.1 <= sum(cava_shape.WALL) <= 0.2


def test_the_vein_closes_behind_the_fiber_and_stays_open_at_the_groin():
    state = LegVeinState(fiber=1, closed=0.5, fluid=1)
    tip = leg_vein.tip_of(state)
    r = leg_vein.radius(state, np.array([tip - 2.0, tip + 8.0, 26.0]))
    assert r[1] < 0.4 < 1.5 < min(r[0], r[2])
    assert leg_vein.tip_of(LegVeinState(fiber=1)) == pytest.approx(leg_vein.JUNCTION)
    tips = [leg_vein.tip_of(LegVeinState(fiber=1, closed=c)) for c in np.linspace(0, 1, 5)]
    assert (np.diff(tips) < 0).all(), "the fiber is drawn back as the vein closes"


def test_coils_line_the_sac_and_never_leave_it():
    points = coils.loops()
    sac = brain_shape.sac_path()
    assert inside(sac, points[:, :2])
    angle = np.arctan2(*(points[:, :2] - brain_shape.CENTER).T[::-1])
    reach = np.hypot(*(points[:, :2] - brain_shape.CENTER).T) / brain_shape.dome(angle)
    assert (reach[: len(reach) // 4] > 0.8).mean() > 0.3, "the first loops line the wall"
    assert points[:, 0].min() > brain_shape.CENTER[0] - brain_shape.SIZE * 1.05, "none in the artery"
    assert 0.20 <= coils.packing() <= 0.32


def test_the_fine_tube_ends_just_inside_the_neck():
    way = tube_way()
    assert tuple(way[-1]) == pytest.approx(TIP)
    assert inside(brain_shape.layer(0.0), way[way[:, 0] > -8])
    assert not inside(brain_shape.sac_path(), way[-30:-12])


def test_the_graft_is_open_at_both_ends_and_leaves_the_kidney_arteries_free():
    state = AortaState(body=1, docked=1)
    pieces, ends, dock, whole = graft_parts(state)
    assert whole
    assert len(pieces) == 3
    assert len(dock) == 1
    firsts = [first for _, first in ends]
    assert firsts.count(True) == 1
    assert firsts.count(False) == 2, "both legs are open: the right one and the gate, into which the other leg docks"
    top = graft_outline(state).boundingRect().top()
    for side in ("left", "right"):
        mouth = aneurysm.lines()[f"{side}_renal_artery"][0]
        assert top > mouth[1] + mouth[2], "upper edge below both kidney arteries"
    assert top < 61.2, "and in the neck above the sac"


def test_the_second_leg_docks_inside_the_gate():
    g = aneurysm.graft_lines()
    assert aneurysm.GRAFT_FORK < g["dock"][0, 1] < aneurysm.GATE_END - 0.8
    gate = g["gate"]
    x = np.interp(g["dock"][0, 1], gate[:, 1], gate[:, 0])
    assert abs(g["dock"][0, 0] - x) < aneurysm.GATE_R - aneurysm.LEG_R + 0.06


def test_the_sac_begins_below_a_neck_of_normal_width():
    line = aneurysm.lines()["abdominal_aorta"]
    neck = line[(line[:, 1] > 60.4) & (line[:, 1] < 61.9)]
    assert neck[:, 2].max() < 1.15
    widest = line[line[:, 2].argmax()]
    assert 62 < widest[1] < 67
    assert 2 * widest[2] > 5.0
