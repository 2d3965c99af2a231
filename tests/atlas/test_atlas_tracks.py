"""Needle paths cross what they claim, in the slice and in the front figure."""

from itertools import combinations, pairwise

import numpy as np
import pytest

from irexplainer.atlas.slices import Slice, load_slice
from irexplainer.atlas.types import Atlas, Floats, Track
from irexplainer.geom.polygon import contains

SIDES = ("left", "right")
PROBES = [f"{side}_cryoprobe_{i}" for side in SIDES for i in (1, 2, 3)]
RIGHT_LOWER_CM = 1.4
"""The slice shows each kidney at its own level; the right one lies this much lower (docs/atlas.md)."""
SLACK_CM = 0.12

REGIONS = {
    "subcutaneous_fat": "subcutaneous_fat",
    "latissimus_dorsi": "abdominal_wall",
    "external_oblique": "abdominal_wall",
    "posterior_pararenal_fat": "abdominal_fat",
    "renal_fascia": "{side}_renal_fascia",
    "perirenal_fat": "{side}_perirenal_fat",
    "renal_cortex": "{side}_kidney",
    "renal_medulla": "{side}_renal_pyramid_5",
    "minor_calyx": "{side}_posterior_calyx",
}
"""Tissue of a track -> region of the slice it enters at that depth."""


@pytest.fixture(scope="module")
def kidneys() -> Slice:
    return load_slice("axial_kidney")


def along(track: Track) -> tuple[Floats, Floats]:
    """Depths in cm and the points there."""
    a, b = np.array(track.skin), np.array(track.end)
    depth = np.arange(0, float(np.linalg.norm(b - a)), 0.01)
    return depth, a + (b - a) / np.linalg.norm(b - a) * depth[:, None]


def outline(kidneys: Slice, id: str) -> Floats:
    return next(r.outline for r in kidneys.regions if r.id == id)


def test_tissues_in_order(atlas: Atlas) -> None:
    assert len(atlas.tracks) >= 38
    for track in atlas.tracks.values():
        depths = [depth for _, depth in track.tissues]
        assert depths[0] == 0
        assert track.tissues[0][0] == "skin"
        assert all(a < b for a, b in pairwise(depths)), track.id
        assert depths[-1] < np.linalg.norm(np.array(track.end) - np.array(track.skin))


@pytest.mark.parametrize("id", ["left_nephrostomy", "right_nephrostomy", *PROBES,
                                "left_hydrodissection", "right_hydrodissection"])  # fmt: skip
def test_track_enters_the_regions_of_the_slice_where_it_says(atlas: Atlas, kidneys: Slice, id: str) -> None:
    track, side = atlas.tracks[id], id.partition("_")[0]
    depth, points = along(track)
    found = 0
    for name, at in track.tissues:
        if name not in REGIONS:
            continue
        inside = contains(points[:, [0, 2]], outline(kidneys, REGIONS[name].format(side=side)))
        assert inside.any(), name
        assert depth[inside][0] == pytest.approx(at, abs=SLACK_CM), name
        found += 1
    assert found >= 3


@pytest.mark.parametrize("id", ["left_nephrostomy", "right_nephrostomy", *PROBES,
                                "left_hydrodissection", "right_hydrodissection"])  # fmt: skip
def test_track_spares_bowel_bone_big_vessels_and_back_muscles(atlas: Atlas, kidneys: Slice, id: str) -> None:
    _, points = along(atlas.tracks[id])
    forbidden = ("colon", "jejunum", "duodenum", "rib", "vertebra", "liver", "spleen", "aorta", "cava", "artery",
                 "vein", "erector", "quadratus", "psoas", "renal_pelvis")  # fmt: skip
    for region in kidneys.regions:
        if any(word in region.id for word in forbidden):
            assert not contains(points[:, [0, 2]], region.outline).any(), region.id


@pytest.mark.parametrize("id", ["left_nephrostomy", "right_nephrostomy", *PROBES,
                                "left_hydrodissection", "right_hydrodissection"])  # fmt: skip
def test_skin_point_is_on_the_skin(atlas: Atlas, kidneys: Slice, id: str) -> None:
    skin = outline(kidneys, "skin")
    x, _, z = atlas.tracks[id].skin
    assert np.hypot(skin[:, 0] - x, skin[:, 1] - z).min() < 0.2


def test_tracks_stay_near_their_level(atlas: Atlas, kidneys: Slice) -> None:
    for track in (t for t in atlas.tracks.values() if any(w in t.id for w in ("nephro", "cryoprobe", "hydro"))):
        heights = np.array([track.skin[1], track.end[1]])
        lower = RIGHT_LOWER_CM if track.id.startswith("right") and "nephrostomy" in track.id else 0.0
        assert np.abs(heights - kidneys.level_y - lower).max() <= 1.25, track.id
        if "cryoprobe" in track.id or "hydro" in track.id:
            assert np.abs(heights - kidneys.level_y).max() <= 1.0, track.id


@pytest.mark.parametrize("side", SIDES)
def test_probes_are_parallel_and_a_good_distance_apart(atlas: Atlas, side: str) -> None:
    lines = []
    for i in (1, 2, 3):
        track = atlas.tracks[f"{side}_cryoprobe_{i}"]
        a, b = np.array(track.skin), np.array(track.end)
        lines.append((a, (b - a) / np.linalg.norm(b - a)))
    for (a, u), (b, v) in combinations(lines, 2):
        assert np.degrees(np.arccos(np.clip(u @ v, -1, 1))) < 5
        apart = np.linalg.norm(np.cross(b - a, u))
        assert 1.0 <= apart <= 1.5


@pytest.mark.parametrize("id", PROBES)
def test_probe_goes_through_the_tumor_to_its_far_edge(atlas: Atlas, id: str) -> None:
    track, target = atlas.tracks[id], atlas.targets[f"{id.partition('_')[0]}_kidney_tumor"]
    depth, points = along(track)
    inside = np.linalg.norm(points - np.array(target.center), axis=1) < target.radius
    entered = dict(track.tissues)["kidney_tumor"]
    assert depth[inside][0] == pytest.approx(entered, abs=SLACK_CM)
    assert np.linalg.norm(np.array(track.end) - np.array(target.center)) == pytest.approx(target.radius, abs=0.05)
    assert entered < depth[-1] - 1.5


@pytest.mark.parametrize("side", SIDES)
def test_tumor_on_the_back_outer_rim_of_the_lower_half(atlas: Atlas, kidneys: Slice, side: str) -> None:
    tumor, kidney = atlas.targets[f"{side}_kidney_tumor"], atlas.structures[f"{side}_kidney"]
    sign = 1 if side == "left" else -1
    assert tumor.center[1] > kidney.center[1]
    assert sign * tumor.center[0] > sign * kidney.center[0] + 1
    assert tumor.center[2] < kidney.center[2]
    slice_kidney = outline(kidneys, f"{side}_kidney")
    rim = np.hypot(slice_kidney[:, 0] - tumor.center[0], slice_kidney[:, 1] - tumor.center[2]).min()
    assert rim < tumor.radius, "it reaches the surface"


@pytest.mark.parametrize("side", SIDES)
def test_water_goes_between_tumor_and_bowel(atlas: Atlas, kidneys: Slice, side: str) -> None:
    end = np.array(atlas.tracks[f"{side}_hydrodissection"].end)
    tumor = atlas.targets[f"{side}_kidney_tumor"]
    assert tumor.radius + 0.3 < np.linalg.norm(end - np.array(tumor.center)) < tumor.radius + 1.5
    if side == "left":
        colon = outline(kidneys, "descending_colon")
        assert np.hypot(colon[:, 0] - end[0], colon[:, 1] - end[2]).min() < 1.2


@pytest.mark.parametrize("side", SIDES)
def test_kidney_in_the_slice_agrees_with_the_front_figure(atlas: Atlas, kidneys: Slice, side: str) -> None:
    """Outer rim within 0.5 cm, depth range within 0.3 cm, at the level of that side."""
    level = kidneys.level_y + (RIGHT_LOWER_CM if side == "right" else 0.0)
    front, cut = atlas.structures[f"{side}_kidney"], outline(kidneys, f"{side}_kidney")
    near = front.outline[np.abs(front.outline[:, 1] - level) < 0.4]
    assert np.abs(near[:, 0]).max() == pytest.approx(np.abs(cut[:, 0]).max(), abs=0.5)
    assert front.depth[0] == pytest.approx(cut[:, 1].min(), abs=0.3)
    assert front.depth[1] == pytest.approx(cut[:, 1].max(), abs=0.3)


def test_great_vessels_of_the_slice_agree_with_the_tree(atlas: Atlas, kidneys: Slice) -> None:
    for name in ("abdominal_aorta", "inferior_vena_cava"):
        points = atlas.vessels[name].points
        x, _, z, _ = points[int(np.abs(points[:, 1] - kidneys.level_y).argmin())]
        ring = outline(kidneys, name)
        middle = (ring.min(0) + ring.max(0)) / 2
        assert np.hypot(middle[0] - x, middle[1] - z) < 0.35, name
