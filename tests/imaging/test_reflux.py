"""Dye in leaking veins runs away from the heart, later the farther it comes, and stops at a coil."""

import numpy as np
import pytest

from irexplainer.atlas.load import load_atlas
from irexplainer.geom.polyline import Polyline
from irexplainer.imaging.reflux import back_flow
from irexplainer.imaging.tree import ArteryTree, Focus

LEAKING, NET, STEM = "left_gonadal_vein", "left_pampiniform_plexus", "left_renal_vein"


@pytest.fixture(scope="module")
def tree():
    return ArteryTree(load_atlas().vessels)


def place(tree, name, share):
    line = Polyline(np.asarray(tree.vessels[name].points, float))
    return tuple(float(v) for v in line.at(line.length * share)[:3])


def test_dye_runs_down_the_leaking_vein_into_the_net(tree):
    found = back_flow(tree, place(tree, STEM, 0.5), Focus(reflux=frozenset({LEAKING, NET})))
    assert [part.vessel for part in found] == [STEM, LEAKING, NET]
    for part in found[1:]:
        assert (np.diff(part.seconds) >= 0).all()
    assert found[2].seconds[0] == pytest.approx(found[1].seconds[-1])
    assert found[1].points[-1, 1] > found[1].points[0, 1] + 10, "downwards, towards the feet"


def test_dye_stops_at_a_coil(tree):
    focus = Focus(reflux=frozenset({LEAKING, NET}), plugs=frozenset({(LEAKING, 0.3)}))
    found = back_flow(tree, place(tree, STEM, 0.5), focus)
    assert [part.vessel for part in found] == [STEM, LEAKING]
    whole = Polyline(np.asarray(tree.vessels[LEAKING].points, float)).length
    assert Polyline(found[1].points).length == pytest.approx(0.3 * whole, rel=0.02)


def test_a_tip_far_from_these_veins_fills_none(tree):
    assert back_flow(tree, (0.0, 10.0, 0.0), Focus(reflux=frozenset({LEAKING, NET}))) == []
