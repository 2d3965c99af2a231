"""Projections: linear, as long as before, never a mirror image."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from irexplainer.atlas.plates import AXIAL, LAYERS, plate_of
from irexplainer.atlas.types import Atlas
from irexplainer.errors import ContentError
from irexplainer.story.frame import Position

PLATES = [("front", p) for p in Position] + [(a, p) for a in AXIAL for p in Position] + [
    (layer, Position.SUPINE) for layer in LAYERS
]  # fmt: skip
coordinates = st.floats(-200, 200, allow_nan=False)
points = st.tuples(coordinates, coordinates, coordinates)


@pytest.mark.parametrize(("id", "position"), PLATES)
@given(a=points, b=points)
def test_projection_is_linear_and_never_stretches(id: str, position: Position, a: Any, b: Any) -> None:
    plate = plate_of(id, position)
    u, v = plate.project(np.array([a, b]))
    middle = plate.project((np.array(a) + np.array(b)) / 2)
    assert np.allclose(middle, (u + v) / 2, atol=1e-6)
    assert np.linalg.norm(u - v) <= np.linalg.norm(np.array(a) - np.array(b)) + 1e-6


@pytest.mark.parametrize(("id", "position"), PLATES)
def test_rows_are_upright(id: str, position: Position) -> None:
    plate = plate_of(id, position)
    assert np.allclose(plate.rows @ plate.rows.T, np.eye(2), atol=1e-9)


def test_front_is_seen_from_the_front() -> None:
    assert np.allclose(plate_of("front").towards_viewer, [0, 0, 1])


@pytest.mark.parametrize("position", list(Position))
@pytest.mark.parametrize("id", AXIAL)
def test_slices_are_seen_from_the_feet(id: str, position: Position) -> None:
    """The viewer stands at the feet (y grows downwards) in every way of lying; a mirror image would be seen from
    the head."""
    assert np.allclose(plate_of(id, position).towards_viewer, [0, 1, 0])


def test_slices_as_in_the_table() -> None:
    p = np.array([3.0, 61.0, 5.0])
    expected = {"supine": (3, -5), "prone": (-3, 5), "left_side": (5, 3), "right_side": (-5, -3)}
    for position, (u, v) in expected.items():
        assert plate_of("axial_kidney", position).project(p) == pytest.approx((u, v))


def test_left_side_down_brings_the_liver_up(atlas: Atlas) -> None:
    liver = np.array(atlas.structures["liver"].center)
    assert plate_of("axial_liver", Position.LEFT_SIDE).project(liver)[1] < 0
    assert plate_of("axial_liver", Position.RIGHT_SIDE).project(liver)[1] > 0


def test_position_word_and_enum_are_the_same_plate() -> None:
    assert plate_of("front", "prone") is plate_of("front", Position.PRONE)


@pytest.mark.parametrize(("id", "depth", "radius", "slack"), [("groin_layers", 3.0, 0.41, 0.1),
                                                              ("wrist_layers", 0.45, 0.13, 0.05)])  # fmt: skip
def test_layers_follow_the_access(atlas: Atlas, id: str, depth: float, radius: float, slack: float) -> None:
    plate, access = plate_of(id), atlas.accesses[LAYERS[id]]
    skin, entry = plate.project(np.array([access.skin, access.entry]))
    assert entry[0] == pytest.approx(0, abs=1e-9)
    assert skin[1] == pytest.approx(0, abs=1e-9)
    assert skin[0] > 0, "the needle points towards the heart"
    artery = atlas.vessels[str(access.vessel)].points
    flat = plate.project(artery[:, :3])
    at = int(np.abs(flat[:, 0]).argmin())
    assert flat[at, 1] == pytest.approx(depth, abs=slack)
    assert artery[at, 3] == pytest.approx(radius, abs=0.02)
    assert entry[1] == pytest.approx(flat[at, 1] - artery[at, 3], abs=slack), "on its front wall"
    assert flat[0, 0] < flat[-1, 0], "the heart is on the left"


def test_needle_in_the_groin_is_at_45_degrees(atlas: Atlas) -> None:
    access = atlas.accesses["right_groin"]
    skin, entry = plate_of("groin_layers").project(np.array([access.skin, access.entry]))
    assert np.degrees(np.arctan2(entry[1] - skin[1], skin[0] - entry[0])) == pytest.approx(45, abs=3)


def test_unknown_plates_say_so() -> None:
    with pytest.raises(ContentError, match="moon"):
        plate_of("moon")
    with pytest.raises(ContentError, match="upside"):
        plate_of("front", "upside")
