"""Belly wall: layers in order and as deep as the needle path says, the artery behind the rectus and out of the way."""

import numpy as np
import pytest

from irexplainer.atlas.belly_wall import ARTERY, LEVEL, PARTS, SHEATH, SHEETS, artery_at, part_at, wall_of
from irexplainer.atlas.plates import WALLS, plate_of
from irexplainer.atlas.slices import load_slice
from irexplainer.atlas.types import Atlas
from irexplainer.geom.polygon import contains
from irexplainer.library.load import load_library

TRACKS = {"belly_wall": "ascites_drain", "stomach_wall": "gastrostomy"}
BETWEEN = ("aponeurosis",)
ORDER = {
    "belly_wall": ("skin", "subcutaneous_fat", *(f"left_{id}" for id in SHEETS), "extraperitoneal_fat"),
    "stomach_wall": ("skin", "subcutaneous_fat", "left_rectus_abdominis", "extraperitoneal_fat"),
}


def depths(plate_id: str, u: float = 0.0) -> dict[str, float]:
    """Layer -> depth at which it is met, in order."""
    wall, found = wall_of(plate_id), {}
    for v in np.arange(-0.5, 8.0, 0.01):
        found.setdefault(wall.layer_at(u, float(v)), float(v))
    return {id: v for id, v in found.items() if id and id not in BETWEEN}


@pytest.mark.parametrize("plate_id", sorted(WALLS))
def test_layers_are_met_in_order(plate_id: str) -> None:
    assert tuple(depths(plate_id)) == ORDER[plate_id]


@pytest.mark.parametrize("plate_id", sorted(WALLS))
def test_layers_are_as_deep_as_the_track_says(atlas: Atlas, plate_id: str) -> None:
    found = {id.removeprefix("left_"): v for id, v in depths(plate_id).items()}
    for name, depth in atlas.tracks[TRACKS[plate_id]].tissues:
        if name in found:
            assert found[name] == pytest.approx(depth, abs=0.15), name
    lining = part_depth(plate_id, "peritoneum")
    assert lining == pytest.approx(dict(atlas.tracks[TRACKS[plate_id]].tissues)["peritoneum"], abs=0.12)
    assert 1.0 < lining < 4.0, "thickness of the wall of a slim adult"


def part_depth(plate_id: str, line: str, u: float = 0.0) -> float:
    points = wall_of(plate_id).lines[line]
    return float(points[np.abs(points[:, 0] - u).argmin(), 1])


@pytest.mark.parametrize("plate_id", sorted(WALLS))
def test_access_and_track_are_one_needle(atlas: Atlas, plate_id: str) -> None:
    access, track = atlas.accesses[WALLS[plate_id]], atlas.tracks[TRACKS[plate_id]]
    assert access.skin == track.skin
    way, step = np.subtract(track.end, track.skin), np.subtract(access.entry, access.skin)
    assert np.allclose(np.cross(way / np.linalg.norm(way), step / np.linalg.norm(step)), 0, atol=2e-3)
    skin, entry = plate_of(plate_id).project(np.array([access.skin, access.entry]))
    assert np.allclose(skin, 0)
    assert entry[0] == pytest.approx(0, abs=1e-6)
    assert entry[1] > 1.5


@pytest.mark.parametrize("plate_id", sorted(WALLS))
def test_the_artery_runs_between_the_rectus_and_the_back_of_its_sheath(plate_id: str) -> None:
    wall = wall_of(plate_id)
    u, v, _ = wall.artery
    muscle = wall.sheet("left_rectus_abdominis").outline
    assert not contains(np.array([[u, v]]), muscle)[0]
    assert contains(np.array([[u, v - 0.3]]), muscle)[0], "the muscle lies in front of it"
    assert v < part_depth(plate_id, SHEATH[1], u) < part_depth(plate_id, "peritoneum", u)


def test_the_drain_stays_to_the_side_of_the_artery_and_the_feeding_tube_to_its_inside(atlas: Atlas) -> None:
    drain, tube = wall_of("belly_wall"), wall_of("stomach_wall")
    assert drain.artery[0] < -4, "the artery lies nearer to the middle than the drain"
    assert tube.artery[0] > 1.5, "and farther out than the tube"
    assert drain.sheet("left_rectus_abdominis").outline[:, 0].max() < -2


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_artery_of_the_atlas_lies_behind_the_rectus_of_the_slices(atlas: Atlas, side: str) -> None:
    for slice_id in LEVEL.values():
        plane = load_slice(slice_id)
        x, z, _ = artery_at(plane.level_y)
        rectus = plane.region("left_rectus_abdominis").outline
        over = rectus[np.abs(rectus[:, 0] - x) < 0.4]
        assert len(over)
        assert z < over[:, 1].mean(), "behind the middle of the muscle"
        points = atlas.vessels[ARTERY.replace("left", side)].points
        assert np.abs(points[:, 0]).max() < 8


def test_seen_from_the_feet_and_never_a_mirror_image() -> None:
    for plate_id in WALLS:
        plate = plate_of(plate_id)
        assert plate.towards_viewer[1] > 0.99, "the feet are towards the viewer"
        assert plate.project(np.array([[-5.0, 70, 5]]))[0, 0] < plate.project(np.array([[5.0, 70, 5]]))[0, 0]


def test_layers_do_not_cross_anywhere_in_the_picture() -> None:
    for plate_id in WALLS:
        wall = wall_of(plate_id)
        lines = (wall.lines["transversalis_fascia"], wall.lines["peritoneum"])
        gap = np.hypot(*(lines[0] - lines[1]).T)
        assert gap.min() > 0.08
        inside = contains(lines[1] * 0.999 + 0.001 * wall.cavity.mean(0), wall.sheet("extraperitoneal_fat").outline)
        assert inside.mean() > 0.99


def test_every_part_has_a_place_and_a_name() -> None:
    words = load_library().vocabulary("en")
    for id in (*PARTS, *WALLS):
        assert id in words
    for id in PARTS:
        u, v = part_at(wall_of("belly_wall"), id)
        assert -9 < u < 4
        assert 0 < v < 8
    with pytest.raises(KeyError):
        part_at(wall_of("belly_wall"), "liver")
