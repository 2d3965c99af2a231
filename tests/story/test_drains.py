"""Drains: needle and tube stay in the fluid at every moment, pools empty as the model says, stones leave last."""

import numpy as np
import pytest

from irexplainer.atlas.belly_fluid import pocket
from irexplainer.atlas.belly_wall import wall_of
from irexplainer.atlas.chest_wall import lung_surface, ribs
from irexplainer.atlas.plates import plate_of
from irexplainer.atlas.slices import load_slice
from irexplainer.geom.polygon import contains
from irexplainer.models.drainage import SEROUS
from irexplainer.paint.plates.belly_wall import bowel_shift
from irexplainer.story import pools
from irexplainer.story.nodes import nodes_of

BELLY, CHEST, PUS = "paracentesis", "thoracentesis-pleural-drainage", "abscess-drainage"
BILE = "percutaneous-gallstone-removal-cholecystostomy"
DEEP = ("needle", "numbing_needle", "tube", "drain", "wire", "dilator")


def moments(board, count=400):
    return [board.state_at(board.length * i / count) for i in range(count + 1)]


def tips(board, frame):
    """(tool, body point) of everything that is inside the body."""
    for tool in frame.tools:
        if tool.id in DEEP and tool.opacity > 0.1:
            yield tool, np.asarray(board.paths[tool.path].at(tool.tip)[:3])


def fluid(frame):
    return next(e for e in frame.effects if e.kind == "fluid")


def test_a_wider_drain_and_a_lower_bag_empty_a_pool_sooner():
    def whole(**more):
        return pools.emptying_of({"volume_ml": 1000.0, "french": 6.0, "viscosity": SEROUS, "head_cm": 30.0, **more})

    base = whole().minutes[-1]
    assert whole(french=8.0).minutes[-1] < base
    assert whole(head_cm=60.0).minutes[-1] < base
    assert whole(viscosity=4.0).minutes[-1] > base
    assert whole(inside_cm=15.0).minutes[-1] < base


def test_a_pool_keeps_what_is_said_to_stay_and_the_rest_is_in_the_bag():
    params = {"volume_ml": 800.0, "left": 0.3}
    before, numbers = pools.state(params, 0.0)
    assert (before, numbers["flow"], numbers["in_bag"]) == (1.0, 0.0, 0.0)
    middle, during = pools.state(params, pools.emptying_of(params).minutes[-1] / 2)
    assert 0.3 < middle < 1.0
    assert during["flow"] > 0
    after, numbers = pools.state(params, 1e4)
    assert after == pytest.approx(0.3)
    assert numbers["in_bag"] == pytest.approx(1.0)
    assert numbers["flow"] == 0.0
    assert pools.facts_of(params, 1e4)["fluid_in_bag_ml"] == pytest.approx(800.0)


@pytest.mark.parametrize("id", [BELLY, CHEST, PUS, BILE])
def test_fluid_never_comes_back_and_the_curve_agrees_with_the_facts(compiled, id):
    board = compiled(id)
    shares = [fluid(frame).value for frame in moments(board)]
    assert shares[0] == 1.0
    assert shares[-1] < 0.5
    assert (np.diff(shares) <= 1e-9).all()
    (curve,) = (s for s in board.series if s.id == "fluid_drained")
    frame = next(f for f in moments(board) if f.step == "drain" and fluid(f).params["minutes"] > 0)
    assert curve.at(frame.seconds) == pytest.approx(frame.facts["fluid_in_bag_ml"], rel=0.03, abs=1.0)


def test_nothing_touches_the_bowel_behind_the_fluid_of_the_belly(compiled):
    board, plate, wall = compiled(BELLY), plate_of("belly_wall"), wall_of("belly_wall")
    lining = wall.lines["peritoneum"]
    for frame in moments(board):
        for tool, tip in tips(board, frame):
            u, v = plate.project(tip)
            there = float(np.interp(u, lining[:, 0], lining[:, 1]))
            assert v < there + bowel_shift(fluid(frame).value), (frame.step, tool.id)


def test_the_chest_needle_passes_over_a_rib_and_never_reaches_lung_or_vessels(compiled):
    board, plate = compiled(CHEST), plate_of("chest_wall", "sitting")
    for frame in moments(board):
        for tool, tip in tips(board, frame):
            u, v = (float(c) for c in plate.project(tip))
            surface = float(lung_surface(np.array([v]), fluid(frame).value)[0])
            assert u < surface, (frame.step, tool.id)
    way = plate.project(board.paths["right_pleural_drain"].points[:, :3])
    for rib in ribs():
        assert not contains(way, rib.outline).any()
        for u, v, radius in rib.bundle:
            assert np.hypot(*(way - [u, v]).T).min() > 3 * radius
    below = min(rib.outline[:, 1].min() for rib in ribs() if rib.outline[:, 1].mean() > 45)
    assert 0 < below - 45.0 < 1.0, "just above the rib below"


def test_the_abscess_drain_misses_the_bowel_and_its_tip_stays_in_the_pocket(compiled, atlas):
    board, target = compiled(PUS), atlas.targets["abdominal_abscess"]
    plane = load_slice("axial_lower_abdomen")
    way = board.paths["abscess_drain"].points[:, [0, 2]]
    for region in plane.regions:
        if any(word in region.id for word in ("colon", "ileum", "jejunum")):
            outside = np.hypot(way[:, 0] - target.center[0], way[:, 1] - target.center[2]) > target.radius
            assert not contains(way[outside], region.outline).any(), region.id
    for frame in moments(board):
        drain = frame.tool("drain")
        if drain is not None and drain.shape > 0.9:
            tip = np.asarray(board.paths[drain.path].at(drain.tip)[:3])
            assert np.linalg.norm(tip - target.center) < target.radius * fluid(frame).value ** (1 / 3)


def test_the_gallbladder_is_reached_through_the_liver_and_cleared_before_the_tube_goes(compiled):
    board = compiled(BILE)
    needle = next(f for f in moments(board) if f.step == "needle" and "gallbladder" in f.route)
    assert needle.route.index("liver") < needle.route.index("gallbladder")
    with_stones = [f.step for f in moments(board) if any(e.kind == "stones" for e in f.effects)]
    assert {"settle", "drain", "later", "stones"} <= set(with_stones)
    assert not {"back", "close"} & set(with_stones)
    assert board.state_at(board.length).tools == ()


def test_a_pocket_under_the_belly_wall_is_as_deep_as_its_share():
    inner = np.asarray(load_slice("axial_lower_abdomen").region("mesenteric_fat").outline, float)
    assert len(pocket(inner, (9.0, 3.1), 0.0)) == 0

    def area(share):
        x, y = pocket(inner, (9.0, 3.1), share).T
        return abs(float(x @ np.roll(y, 1) - y @ np.roll(x, 1))) / 2

    assert area(0.5) == pytest.approx(area(1.0) / 2, rel=0.12)


def test_the_parts_of_the_chest_wall_can_be_pointed_at(compiled, atlas, library):
    frame = next(f for f in moments(compiled(CHEST)) if f.step == "needle")
    nodes = {n.id: n for n in nodes_of(compiled(CHEST), frame, atlas, 1136, 1008, library.vocabulary("en"))}
    order = ["skin", "subcutaneous_fat", "latissimus_dorsi", "intercostal_muscles", "parietal_pleura", "pleural_fluid"]
    lefts = [nodes[id].bounds.x for id in order]
    assert lefts == sorted(lefts)
    for number in (3, 4):
        rib, vein = nodes[f"rib_{number}"], nodes[f"intercostal_vein_{number}"]
        assert rib.bounds.y < vein.bounds.y
        assert "vein" in vein.name.lower()
