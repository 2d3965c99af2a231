"""One tree of urine pathways for every picture, in the kidney of its side."""

import numpy as np
import pytest

from irexplainer.atlas.collecting_system import (
    BLOCKED_CM,
    blocked_at,
    collecting_system,
    filled,
    hilum_of,
)
from irexplainer.atlas.slices import load_slice
from irexplainer.geom.polygon import contains

SIDES = ("left", "right")


@pytest.mark.parametrize("side", SIDES)
def test_calyces_lie_in_their_kidney_and_open_into_the_pelvis(atlas, side):
    tubes = collecting_system(atlas, side)
    outline = atlas.structures[f"{side}_kidney"].outline
    back, front = atlas.structures[f"{side}_kidney"].depth
    pelvis = next(t for t in tubes if t.kind == "pelvis").points
    calyces = [t.points for t in tubes if t.kind == "calyx"]
    assert len(calyces) == 6
    for calyx in calyces:
        assert contains(calyx[:1, :2], outline).all()
        assert back < calyx[0, 2] < front
        gap = np.linalg.norm(pelvis[:, :3] - calyx[-1, :3], axis=1).min()
        assert gap < calyx[-1, 3]


@pytest.mark.parametrize("side", SIDES)
def test_the_needle_ends_in_one_of_the_calyces(atlas, side):
    target = np.array(atlas.targets[f"{side}_lower_posterior_calyx"].center)
    ends = [t.points[0, :3] for t in collecting_system(atlas, side) if t.kind == "calyx"]
    assert min(np.linalg.norm(end - target) for end in ends) < 1e-6
    assert np.linalg.norm(np.array(atlas.tracks[f"{side}_nephrostomy"].end) - target) < 0.1


@pytest.mark.parametrize("side", SIDES)
def test_the_calyx_of_the_slice_is_the_one_of_the_tree(atlas, side):
    target = atlas.targets[f"{side}_lower_posterior_calyx"].center
    region = load_slice("axial_kidney").region(f"{side}_posterior_calyx")
    assert np.hypot(*(region.line[0, :2] - np.array([target[0], target[2]]))) < 0.05
    pelvis = load_slice("axial_kidney").region(f"{side}_renal_pelvis").line
    tree = next(t for t in collecting_system(atlas, side) if t.kind == "pelvis").points[:10]
    gaps = np.hypot(tree[:, None, 0] - pelvis[None, :, 0], tree[:, None, 2] - pelvis[None, :, 1]).min(1)
    assert gaps.max() < 0.35


@pytest.mark.parametrize("side", SIDES)
def test_the_pelvis_lies_behind_artery_and_vein(atlas, side):
    hilum = hilum_of(atlas, side)
    pelvis = next(t for t in collecting_system(atlas, side) if t.kind == "pelvis").points
    for vessel in (f"{side}_renal_artery", f"{side}_renal_vein"):
        line = atlas.vessels[vessel].points
        near = line[np.abs(line[:, 0] - hilum.x) < 1.4]
        assert len(near)
        assert near[:, 2].min() > pelvis[:10, 2].max()


@pytest.mark.parametrize("side", SIDES)
def test_dye_ends_in_a_point_at_the_blockage(atlas, side):
    hilum, place = hilum_of(atlas, side), blocked_at(atlas, side)
    assert BLOCKED_CM < place[1] - hilum.y < BLOCKED_CM + 0.6
    dyed = np.vstack([t.points for t in collecting_system(atlas, side, 1.0)])
    low = dyed[dyed[:, 1].argmax()]
    assert np.allclose(low[:3], place, atol=1e-6)
    assert low[3] < 0.06
    above = dyed[(dyed[:, 1] > place[1] - 1.4) & (dyed[:, 1] < place[1] - 1.0)]
    assert above[:, 3].min() > 0.25, "wide above the blockage"
    past = atlas.vessels[f"{side}_ureter"].points
    assert past[:, 1].max() > place[1] + 5, "the ureter itself goes on"


@pytest.mark.parametrize("side", SIDES)
def test_dye_spreads_from_the_needle_without_gaps(atlas, side):
    tubes = collecting_system(atlas, side, 1.0)
    target = np.array(atlas.targets[f"{side}_lower_posterior_calyx"].center)
    first = filled(tubes, 0.1)
    assert len(first) == 1
    assert np.linalg.norm(first[0][0, :3] - target) < 1e-6
    before = 0
    for share in (0.2, 0.4, 0.6, 0.8, 1.0):
        parts = filled(tubes, share)
        count = sum(len(p) for p in parts)
        assert count > before
        before = count
        for part in parts[1:]:
            others = np.vstack([p for p in parts if p is not part])
            gaps = np.linalg.norm(others[:, None, :3] - part[None, :, :3], axis=2) - others[:, None, 3]
            assert gaps.min() < 0.1, "dye hangs together"
    assert before == sum(len(t.points) for t in tubes)


@pytest.mark.parametrize("side", SIDES)
def test_a_dammed_up_kidney_is_wider_in_every_cup(atlas, side):
    normal, swollen = collecting_system(atlas, side), collecting_system(atlas, side, 1.0)
    for a, b in zip(normal[:6], swollen[:6], strict=True):
        assert np.allclose(a.points[:, :3], b.points[:, :3])
        assert (b.points[:, 3] > 1.4 * a.points[:, 3]).all()


def test_no_kidney_no_tree(atlas):
    from dataclasses import replace

    bare = replace(atlas, structures={})
    assert collecting_system(bare, "left") == ()
    assert blocked_at(bare, "left") is None


@pytest.mark.parametrize("side", SIDES)
def test_the_ureter_begins_at_the_pelvis_of_its_side(atlas, side):
    start = atlas.vessels[f"{side}_ureter"].points[0]
    pelvis = next(t for t in collecting_system(atlas, side) if t.kind == "pelvis").points
    gaps = np.hypot(pelvis[:, 0] - start[0], pelvis[:, 1] - start[1]) - pelvis[:, 3]
    assert gaps.min() < 0.1
