"""Drawing order must follow depth: the relations of the anatomy tables, derived from z alone."""

import numpy as np
import pytest

from irexplainer.paint.front.order import batches, crossing, crossings


def line(points, radius):
    p = np.array(points, float)
    t = np.linspace(0, 1, 40)
    s = np.linspace(0, 1, len(p))
    xyz = np.stack([np.interp(t, s, c) for c in p.T], 1)
    return np.column_stack([xyz, np.full(40, radius)])


LINES = {
    "aorta": line([(0, 50, -2), (0, 70, -2)], 1.0),
    "cava": line([(-2, 50, -1), (-2, 70, -1)], 1.1),
    "left_renal_vein": line([(-2, 59.4, -1), (0, 59.4, -0.6), (5, 59.6, -3)], 0.45),
    "right_renal_artery": line([(0, 60, -2), (-2, 60.4, -2.6), (-5, 61, -4)], 0.28),
    "gut_artery": line([(0, 58, -1.2), (0, 64, 0.4)], 0.35),
}
COLOR = {"aorta": "artery", "cava": "vein", "left_renal_vein": "vein", "right_renal_artery": "artery"}


def color(name):
    return COLOR.get(name, "artery")


def painted(name, groups):
    return next(i for i, (_, group) in enumerate(groups) if name in group)


@pytest.fixture
def groups():
    return batches(list(LINES), color, crossings(LINES, color))


def test_vein_lies_over_the_aorta_and_under_the_gut_artery(groups):
    assert painted("aorta", groups) < painted("left_renal_vein", groups)


def test_right_renal_artery_lies_behind_the_cava(groups):
    assert painted("right_renal_artery", groups) < painted("cava", groups)


def test_every_vessel_is_painted_once(groups):
    names = [n for _, group in groups for n in group]
    assert sorted(names) == sorted(LINES)


def test_groups_have_one_color(groups):
    assert all(color(n) == c for c, group in groups for n in group)


def test_crossing_sign_and_absence():
    high, low = line([(0, 0, 2), (4, 0, 2)], 0.3), line([(2, -2, 0), (2, 2, 0)], 0.3)
    assert crossing(high, low, same=False) == pytest.approx(2.0)
    assert crossing(high, low + np.array([9, 0, 0, 0]), same=False) is None
    assert crossing(high, low + np.array([0, 0, 1.9, 0]), same=True) is None


def test_a_circle_of_rules_still_paints_everything():
    behind = {("a", "b"): 1.0, ("b", "c"): 2.0, ("c", "a"): 0.5}
    groups = batches(["a", "b", "c"], lambda n: n, behind)
    assert [g for _, g in groups] == [("a",), ("b",), ("c",)]
