"""Groin and wrist: layers in order, the artery of the atlas, nothing but skin, fat and fascia in front of it."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from irexplainer.atlas.load import load_atlas
from irexplainer.atlas.plates import LAYERS, plate_of
from irexplainer.paint.plates.layer_plans import MEASURES, plan_of


@pytest.fixture(scope="module", params=sorted(MEASURES))
def plan(request):
    return plan_of(request.param, load_atlas())


def at(plan, u, v):
    """Id of the uppermost layer at a point."""
    hits = [layer.id for layer in plan.layers if layer.path.contains(QPointF(u, v))]
    return hits[-1] if hits else ""


def artery(plan, u):
    row = plan.trunk[np.abs(plan.trunk[:, 0] - u).argmin()]
    return float(row[1]), float(row[2])


def test_layers_from_skin_to_bone_below_the_needle(plan):
    v = np.linspace(0.01, plan.measures.depth - 0.05, 400)
    seen = [at(plan, 0.0, x) for x in v]
    order = list(dict.fromkeys(seen))
    assert order[:4] == ["skin", "subcutaneous_fat", "sheath", "muscle"]
    assert order[-1] in ("femoral_head", "radius", "muscle")
    assert {"femoral_head", "radius"} & set(order)


def test_no_muscle_in_front_of_the_artery(plan):
    reach = 2.3 if plan.id == "groin_layers" else 4.0
    for u in np.linspace(-reach, reach, 40):
        middle, radius = artery(plan, u)
        for v in np.linspace(0.02, middle - radius, 30):
            assert at(plan, u, v) in ("skin", "subcutaneous_fat", "sheath", "inguinal_ligament"), (u, v)


def test_the_artery_is_the_one_of_the_atlas(plan):
    atlas = load_atlas()
    access = atlas.accesses[LAYERS[plan.id]]
    points = np.asarray(atlas.vessels[str(access.vessel)].points)
    flat = plate_of(plan.id).project(points[:, :3])
    near = flat[np.abs(flat[:, 0]) < 2]
    for u, v in near:
        assert abs(artery(plan, u)[0] - v) < 0.08
    middle, radius = artery(plan, 0.0)
    front = float(plate_of(plan.id).project(np.asarray(access.entry))[1])
    assert middle - radius == pytest.approx(front, abs=0.06), "the needle meets the front wall"


def test_depths_are_those_of_a_slim_adult():
    groin, wrist = (plan_of(id, load_atlas()) for id in ("groin_layers", "wrist_layers"))
    assert 2.4 < artery(groin, 0)[0] - artery(groin, 0)[1] < 2.9
    assert 0.3 <= artery(wrist, 0)[0] <= 0.55
    assert artery(groin, 0)[1] == pytest.approx(0.41, abs=0.04)


def test_the_skin_is_at_zero_where_the_nick_is(plan):
    access = load_atlas().accesses[LAYERS[plan.id]]
    u, v = plate_of(plan.id).project(np.asarray(access.skin))
    assert u == pytest.approx(plan.nick, abs=1e-6)
    assert v == pytest.approx(0.0, abs=0.05)
    assert not plan.layer("skin").path.contains(QPointF(u, -0.02))
    assert plan.layer("skin").path.contains(QPointF(u, 0.02))


def test_the_heart_is_on_the_left():
    plate = plate_of("groin_layers")
    external = load_atlas().vessels["right_external_iliac_artery"].points[:, :3]
    assert plate.project(external)[:, 0].mean() < -2
