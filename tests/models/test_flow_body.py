"""The arteries of the atlas at rest and treated, against published flows."""

import numpy as np
import pytest
import scipy.sparse
import scipy.sparse.linalg

from irexplainer.atlas.load import load_atlas
from irexplainer.models.flow_body import OUTPUT_ML_S, BodyFlow
from irexplainer.models.flow_changes import narrowed_flow, narrowed_radii, portal, with_fistula, with_narrowing


@pytest.fixture(scope="module")
def body():
    atlas = load_atlas()
    return BodyFlow({id: v for id, v in atlas.vessels.items() if v.sex in ("", "female")}, atlas.links)


def ml_min(body, vessel):
    return body.flow(vessel) * 60.0


def test_whole_body_lies_in_published_ranges(body):
    """Output 5 l/min; kidneys about a fifth (ICRP 89: 19 %); liver artery 0.3 to 0.4 l/min and bowel artery about 0.5
    l/min (facts/tips.md, bleeding-control); legs: below the kidneys about 1 l/min (facts/evar)."""
    total = ml_min(body, "ascending_aorta") + body.rest.flow["coronary:bed"] * 60
    assert total == pytest.approx(5000, rel=0.02)
    assert 0.17 < (ml_min(body, "left_renal_artery") + ml_min(body, "right_renal_artery")) / total < 0.22
    assert 300 < ml_min(body, "proper_hepatic_artery") < 400
    assert 450 < ml_min(body, "superior_mesenteric_artery") < 700
    iliacs = ml_min(body, "left_common_iliac_artery") + ml_min(body, "right_common_iliac_artery")
    assert 800 < iliacs < 1400
    brain = sum(
        ml_min(body, f"{side}_{name}_artery")
        for side in ("left", "right")
        for name in ("internal_carotid", "vertebral")
    )
    assert 550 < brain < 800
    assert ml_min(body, "pulmonary_trunk") == pytest.approx(OUTPUT_ML_S * 60, rel=1e-6)


def test_the_whole_body_agrees_with_scipy(body):
    """The same network as a sparse system solved by scipy."""
    network = body.network
    joints = {n: i for i, n in enumerate(dict.fromkeys(n for e in network.edges for n in (e.a, e.b)))}
    matrix, right = scipy.sparse.lil_matrix((len(joints), len(joints))), np.zeros(len(joints))
    for edge in network.edges:
        for here, there in ((edge.a, edge.b), (edge.b, edge.a)):
            if here not in network.held:
                matrix[joints[here], joints[here]] += 1 / edge.resistance
                matrix[joints[here], joints[there]] -= 1 / edge.resistance
    for name, mmhg in network.held.items():
        matrix[joints[name], joints[name]], right[joints[name]] = 1.0, mmhg
    found = scipy.sparse.linalg.spsolve(matrix.tocsr(), right)
    assert [body.rest.pressure[n] for n in joints] == pytest.approx(found, rel=1e-6)


def test_pressure_falls_little_in_named_arteries(body):
    """Most of the resistance lies in vessels too small to draw: no named artery ends far below the aorta."""
    arteries = [v for v in body.lines if body.organ(v) != "lungs"]
    ends = {v: body.rest.pressure[body.joint(v, body.lines[v].length)] for v in arteries}
    assert min(ends.values()) > 70.0
    assert max(ends.values()) <= 93.0 + 1e-9


def test_blood_takes_time_and_never_runs_back(body):
    for vessel in ("liver_tumor_feeder", "left_uterine_artery", "left_renal_artery"):
        assert (np.diff(body.elapsed(vessel)) > 0).all()
    celiac = tuple(body.lines["celiac_trunk"].at(0.5)[:3])
    aorta = tuple(body.lines["abdominal_aorta"].at(0.5)[:3])
    near, far = body.arrival(celiac, "liver_tumor_feeder"), body.arrival(aorta, "liver_tumor_feeder")
    assert 0.2 < near < far < 6.0


def test_speed_times_lumen_is_flow(body):
    line = body.lines["common_hepatic_artery"]
    flow = body.speeds("common_hepatic_artery") * np.pi * line.points[:, 3] ** 2
    assert flow[5] == pytest.approx(body.flow("common_hepatic_artery", float(line.lengths[5])), rel=1e-6)


def test_a_narrow_place_before_and_after_the_balloon(body):
    """Half the diameter is hardly felt at rest, a tenth stops most of the blood; the balloon brings it back."""

    def through(left):
        return with_narrowing(body, "right_femoral_artery", 16.0, 2.0, left).solve().flow["right_femoral_artery:0"]

    rest = body.flow("right_femoral_artery")
    assert through(1.0) == pytest.approx(rest, rel=1e-6)
    assert through(0.5) > 0.97 * rest
    assert through(0.1) < 0.6 * rest
    flows = [through(left) for left in (0.08, 0.15, 0.3, 0.7, 0.95)]
    assert flows == sorted(flows)
    shares = np.array([0.08, 0.15, 0.3, 0.7, 0.95])
    table = narrowed_flow(body, "right_femoral_artery", 16.0, 2.0, shares)
    assert table == pytest.approx([through(float(left)) for left in shares], rel=1e-5)
    s = np.linspace(0, 4, 81)
    assert narrowed_radii(s, np.ones(81), 2.0, 2.0, 0.25).min() == pytest.approx(0.25)


def test_a_fistula_carries_what_ripe_ones_carry(body):
    """700 to 1,100 ml/min through a radial fistula (facts/dialysis-access.md); the hand keeps blood."""
    state = with_fistula(body, "left_radial_artery", 20.0).solve()
    assert 700 < state.flow["fistula"] * 60 < 1100
    assert state.flow["left_brachial_artery:0"] > 5 * body.flow("left_brachial_artery")
    assert state.pressure[body.joint("left_ulnar_artery", 30.0)] > 50


def test_a_shunt_lowers_the_pressure_before_the_liver():
    """The aim is below 12 mmHg (facts/tips.md, S6); wider shunts lower it more and take blood from the liver."""
    before = portal(21.0)
    assert before.gradient_mmhg == pytest.approx(21.0)
    assert before.liver_ml_s * 60 == pytest.approx(1000)
    narrow, usual = portal(21.0, 0.2), portal(21.0, 0.4)
    assert usual.gradient_mmhg < narrow.gradient_mmhg < before.gradient_mmhg
    assert usual.gradient_mmhg < 12.0
    assert usual.liver_ml_s + usual.shunt_ml_s > before.liver_ml_s
