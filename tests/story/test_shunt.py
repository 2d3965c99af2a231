"""A shunt through the liver gives curves to any story that has one."""

import numpy as np
import pytest

from irexplainer.library.load import load_library
from irexplainer.models.flow_changes import portal
from irexplainer.story.parts import Effect
from irexplainer.story.schema import EffectSpec
from irexplainer.story.series import series_of
from irexplainer.story.shunt import GRADIENT_MMHG, opened, shunt_series
from irexplainer.timeline.track import Track


def effect(moves=True, **params):
    made = Effect("tunnel", EffectSpec(kind="state", model="shunt", params=params), (), Track(0.0))
    if moves:
        made.value.go(10.0, 4.0, 1.0)
    return made


def test_curves_follow_the_opening_and_are_those_of_the_network():
    left, past = series_of({"tunnel": effect()}, {}, None)
    assert (left.id, left.unit, past.id, past.unit) == ("portal_pressure", "%", "shunt_share", "%")
    assert left.at(9.5) == pytest.approx(100.0)
    assert past.at(9.5) == pytest.approx(0.0)
    assert np.all(np.diff(left.values) <= 1e-9)
    assert np.all(np.diff(past.values) >= -1e-9)
    full = portal(GRADIENT_MMHG, 0.4)
    assert left.at(14.0) == pytest.approx(100 * full.gradient_mmhg / GRADIENT_MMHG, abs=0.01)
    assert past.at(14.0) == pytest.approx(100 * full.shunt_ml_s / (full.shunt_ml_s + full.liver_ml_s), abs=0.01)
    assert left.at(14.0) < 20
    assert past.at(14.0) > 80


def test_a_narrower_or_longer_stent_leaves_more_pressure():
    half = [opened(params, 0.5)["portal_pressure_share"] for params in ({}, {"shunt_mm": 10.0}, {"shunt_cm": 8.0})]
    assert half[1] < half[0] < half[2]


def test_the_shares_hardly_depend_on_the_pressure_before():
    low, high = (opened({"gradient_mmhg": g}, 1.0)["shunt_share"] for g in (12.0, 21.0))
    assert low == pytest.approx(high, abs=0.05)


def test_facts_of_a_moment_are_on_the_curve():
    made = effect()
    left, past = shunt_series(made)
    for seconds in (9.0, 11.5, 14.0):
        facts = made.facts(seconds)
        assert 100 * facts["portal_pressure_share"] == pytest.approx(left.at(seconds), abs=0.5)
        assert 100 * facts["shunt_share"] == pytest.approx(past.at(seconds), abs=0.5)


def test_a_shunt_that_never_opens_has_no_curve():
    assert series_of({"tunnel": effect(moves=False)}, {}, None) == ()


def test_the_curves_have_words():
    assert {"portal_pressure", "shunt_share"} <= set(load_library().plots("en"))
