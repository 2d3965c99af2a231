"""Rays of beads in a story: they fade with the half-life, and a coil keeps dye and beads out of a side branch."""

import numpy as np
import pytest

from irexplainer.atlas.load import load_atlas
from irexplainer.geom.helix import coil_in
from irexplainer.imaging.tree import ArteryTree, Focus
from irexplainer.models.beta_dose import HALF_LIFE_H
from irexplainer.story import radiation


def test_half_of_the_dose_is_given_in_one_half_life_and_nearly_all_in_eleven_days():
    assert radiation.numbers_at({}, HALF_LIFE_H * 60)[0] == pytest.approx(0.5)
    assert radiation.numbers_at({}, 11 * 1440)[0] == pytest.approx(0.94, abs=0.01)
    assert radiation.numbers_at({}, 0.0)[0] == 0.0


def test_the_curve_ends_at_the_dose_that_the_study_pane_tells():
    params, minutes = {"gray": 205.0}, 14 * 1440.0
    curve = radiation.dose_series(params, minutes)[0]
    assert curve.values[-1] == pytest.approx(radiation.facts_of(params, minutes)["dose_gy"], rel=0.01)
    assert (np.diff(curve.values) >= 0).all()


def test_a_coiled_branch_fills_no_more():
    tree = ArteryTree(load_atlas().vessels)
    names = [
        {p.vessel for p in tree.downstream("celiac_trunk", 0.0, f)}
        for f in (Focus(), Focus(closed=frozenset({"gastroduodenal_artery"})))
    ]
    assert "gastroduodenal_artery" in names[0] - names[1]
    assert "proper_hepatic_artery" in names[1]


def test_a_coil_lies_inside_its_vessel():
    line = np.column_stack([np.linspace(0, 4, 30), np.zeros(30), np.zeros(30), np.full(30, 0.2)])
    wire = coil_in(line, 0.25, 0.75)
    assert (np.abs(wire[:, 1]) <= 0.2).all()
    assert wire[:, 0].min() > 0.8
    assert wire[:, 0].max() < 3.2
    assert len(coil_in(line, 0.5, 0.5)) == 0
