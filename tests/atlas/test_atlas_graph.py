"""Routes as in a textbook, and lines that a catheter could take."""

import numpy as np
import pytest

from irexplainer.atlas.graph import centerline, route
from irexplainer.atlas.types import Atlas, Floats
from irexplainer.errors import ContentError
from irexplainer.geom.polyline import Polyline

LIVER = (
    "abdominal_aorta", "celiac_trunk", "common_hepatic_artery", "proper_hepatic_artery", "right_hepatic_artery",
    "right_posterior_hepatic_artery", "liver_tumor_feeder",
)  # fmt: skip
GROIN = ("right_common_femoral_artery", "right_external_iliac_artery", "right_common_iliac_artery")
WRIST = (
    "left_radial_artery", "left_brachial_artery", "left_axillary_artery", "left_subclavian_artery", "aortic_arch",
    "thoracic_aorta", "abdominal_aorta",
)  # fmt: skip
WOMB_LEFT = ("left_common_iliac_artery", "left_internal_iliac_artery", "left_uterine_artery")
WOMB_RIGHT = ("right_common_iliac_artery", "right_internal_iliac_artery", "right_uterine_artery")

TEXTBOOK = {
    ("right_groin", "liver_tumor"): (*GROIN, *LIVER),
    ("left_wrist", "liver_tumor"): (*WRIST, *LIVER[1:]),
    ("right_groin", "left_uterine_artery"): (*GROIN, "abdominal_aorta", *WOMB_LEFT),
    ("right_groin", "right_uterine_artery"): (*GROIN, *WOMB_RIGHT[1:]),
    ("left_wrist", "left_uterine_artery"): (*WRIST, *WOMB_LEFT),
    ("left_wrist", "right_uterine_artery"): (*WRIST, *WOMB_RIGHT),
    ("right_groin", "fibroid_1"): (*GROIN, *WOMB_RIGHT[1:], "right_fibroid_feeder_1"),
}


@pytest.mark.parametrize(("access", "goal"), list(TEXTBOOK))
def test_route_is_the_one_of_the_textbook(atlas: Atlas, access: str, goal: str) -> None:
    assert route(atlas, access, goal) == TEXTBOOK[access, goal]


@pytest.mark.parametrize(("access", "goal"), [("nowhere", "liver_tumor"), ("left_back", "liver_tumor"),
                                              ("right_groin", "moon"), ("right_groin", "inferior_vena_cava"),
                                              ("right_groin", "left_kidney_tumor")])  # fmt: skip
def test_impossible_routes_say_so(atlas: Atlas, access: str, goal: str) -> None:
    with pytest.raises(ContentError):
        route(atlas, access, goal)


def line_of(atlas: Atlas, access: str, goal: str) -> Floats:
    return centerline(atlas, route(atlas, access, goal), atlas.accesses[access].entry).points


def dense(points: Floats) -> Floats:
    line = Polyline(points)
    return line.many(np.arange(0, line.length + 0.1, 0.1))


@pytest.mark.parametrize(("access", "goal"), list(TEXTBOOK))
def test_line_is_smooth_and_inside(atlas: Atlas, access: str, goal: str) -> None:
    points = line_of(atlas, access, goal)
    assert points.shape[1] == 4
    step = np.diff(points[:, :3], axis=0)
    size = np.linalg.norm(step, axis=1)
    assert size.max() < 0.07
    unit = step / size[:, None]
    turn = np.degrees(np.arccos(np.clip((unit[1:] * unit[:-1]).sum(1), -1, 1)))
    assert turn.max() < 24, "no kinks: per 0.5 mm, also in the waves of the uterine artery"
    walls = np.vstack([dense(atlas.vessels[n].points) for n in route(atlas, access, goal)])
    gap = np.linalg.norm(points[:, None, :3] - walls[None, :, :3], axis=2)
    beside = gap - walls[None, :, 3]
    assert beside.min(axis=1).max() < 0.08, "inside the lumen"


def test_line_starts_at_the_entry_and_ends_at_the_tumor(atlas: Atlas) -> None:
    points = line_of(atlas, "right_groin", "liver_tumor")
    entry = np.array(atlas.accesses["right_groin"].entry)
    assert np.linalg.norm(points[0, :3] - entry) < points[0, 3] + 0.05
    target = atlas.targets["liver_tumor"]
    assert np.linalg.norm(points[-1, :3] - np.array(target.center)) < target.radius + 0.1


def test_line_can_stop_on_the_way(atlas: Atlas) -> None:
    names = route(atlas, "right_groin", "celiac_trunk")
    whole = centerline(atlas, names)
    part = centerline(atlas, names, None, whole.at(whole.length - 1.5))
    assert part.length == pytest.approx(whole.length - 1.5, abs=0.3)


def test_same_side_is_reached_by_a_loop(atlas: Atlas) -> None:
    points = line_of(atlas, "right_groin", "right_uterine_artery")
    top = int(points[:, 1].argmin())
    assert points[top, 1] < atlas.vessels["right_internal_iliac_artery"].points[0, 1] - 1
    assert 0 < top < len(points) - 1


def test_other_side_is_reached_over_the_fork_of_the_aorta(atlas: Atlas) -> None:
    points = line_of(atlas, "right_groin", "left_uterine_artery")
    top = points[int(points[:, 1].argmin())]
    fork = atlas.vessels["abdominal_aorta"].points[-1]
    assert np.hypot(*(top[:2] - fork[:2])) < 1.2
