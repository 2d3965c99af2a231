"""A clot in a story: where it lies in its vessel, how it goes, what the curve says."""

import numpy as np
import pytest

from irexplainer.atlas.load import load_atlas
from irexplainer.geom.polyline import Polyline
from irexplainer.story.clots import clot_line, left_share, lumen_line, series_of_clot, state
from irexplainer.story.frame import EffectPose

DRIP = {"drip_minutes": 960.0, "half_hours": 16.0, "share_per_pass": 0.5, "pass_minutes": 10.0}
CLOTS = ["left_iliac_vein_clot", "right_iliac_vein_clot", "right_lung_clot", "left_lung_clot"]


def pose(target: str, value: float = 1.0, **params: float) -> EffectPose:
    return EffectPose("clot", "clot", target, None, value, params=params)


def test_half_is_dissolved_after_the_half_time_and_suction_takes_its_share_of_the_rest() -> None:
    assert left_share(DRIP, 0.0) == 1.0
    assert left_share(DRIP, 960.0) == pytest.approx(0.5)
    assert left_share(DRIP, 970.0) == pytest.approx(0.25)
    assert left_share(DRIP, 980.0) == pytest.approx(0.125)


def test_medicine_thins_a_clot_and_suction_shortens_it() -> None:
    _, dripped = state("clot", DRIP, 960.0)
    assert dripped["long"] == 1.0
    assert 0 < dripped["thin"] < 1
    _, sucked = state("clot", DRIP, 970.0)
    assert sucked["thin"] == dripped["thin"]
    assert sucked["long"] == pytest.approx(0.5)


@pytest.mark.parametrize("target", CLOTS)
def test_a_clot_lies_inside_its_vessel(target: str) -> None:
    atlas = load_atlas()
    line = clot_line(atlas, pose(target, heart_cm=2.0, away_cm=2.0))
    assert line is not None
    vessel = Polyline(np.asarray(atlas.vessels[atlas.targets[target].vessel].points, float))
    middle = line[len(line) // 2]
    gap = float(np.linalg.norm(vessel.at(vessel.nearest(middle[:3]))[:3] - middle[:3]))
    assert gap < 0.3
    steps = np.linalg.norm(np.diff(line[:, :3], axis=0), axis=1)
    assert steps.max() < 4 * np.median(steps), "the line jumps from one vessel to the next"


@pytest.mark.parametrize(("from_heart", "kept"), [(0.0, 0), (1.0, -1)])
def test_suction_eats_the_end_that_the_tube_comes_to(from_heart: float, kept: int) -> None:
    atlas = load_atlas()
    whole = lumen_line(atlas, pose("left_iliac_vein_clot"))
    rest = clot_line(atlas, pose("left_iliac_vein_clot", 0.4, long=0.4, from_heart=from_heart))
    assert whole is not None
    assert rest is not None
    assert len(rest) < len(whole)
    assert np.allclose(rest[kept, :3], whole[kept, :3])


def test_nothing_is_left_to_see_of_a_clot_that_is_gone() -> None:
    assert clot_line(load_atlas(), pose("left_iliac_vein_clot", 0.0)) is None


def test_the_open_vein_shows_the_tube_first_and_then_the_pull() -> None:
    assert state("inside", {}, 0.5)[1] == {"clot": 1.0, "tube": 0.5, "pulled": 0.0}
    assert state("inside", {}, 1.5)[1] == {"clot": 1.0, "tube": 1.0, "pulled": 0.5}


def test_the_curve_falls_from_a_hundred_percent() -> None:
    series = series_of_clot(DRIP, 980.0)
    assert series.values[0] == pytest.approx(100.0)
    assert np.all(np.diff(series.values) <= 1e-9)
    assert series.values[-1] == pytest.approx(12.5)
