"""Scenes of head, arms and legs: every one paints, shows the vessels of its region, and leaves no loose end."""

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from irexplainer.atlas.plates import plate_of
from irexplainer.atlas.regions import PROFILES, region_vessels
from irexplainer.geom.viewport import Camera, Viewport
from irexplainer.paint.front.ends import pointed
from irexplainer.paint.front.fine_bones import bone_keys, fine_bones
from irexplainer.paint.front.mouths import meets
from irexplainer.paint.front.regions import region_scenes
from irexplainer.paint.look import Look
from irexplainer.paint.static import paint_front
from irexplainer.story.shown import shown_structures, shown_vessels
from irexplainer.story.slots import PROFILES as NAMED
from irexplainer.story.stage_layout import StageLayout

SIZE = (300, 260)
SIDED = sorted({name.partition("_")[2] for name in PROFILES if name.startswith(("left_", "right_"))} - {"neck"})
WANTED = {
    "head_neck": ("aortic_arch", "left_common_carotid_artery", "right_vertebral_artery",
                  "anterior_communicating_artery",
                  "left_posterior_communicating_artery", "right_middle_cerebral_artery",
                  "left_middle_cerebral_inferior_trunk", "right_internal_jugular_vein"),
    "cava_route": ("right_internal_jugular_vein", "right_atrium", "inferior_vena_cava", "left_renal_vein"),
    "chest_veins": ("right_internal_jugular_vein", "left_brachiocephalic_vein", "superior_vena_cava", "right_atrium"),
    "left_arm": ("left_basilic_vein", "superior_vena_cava", "left_radial_artery"),
    "right_arm_fistula": ("right_arteriovenous_fistula", "right_cephalic_vein"),
    "left_wrist": ("left_radial_artery", "left_ulnar_artery"),
    "legs_arteries": ("abdominal_aorta", "left_popliteal_artery", "right_dorsalis_pedis_artery"),
    "left_leg_veins": ("left_great_saphenous_vein", "left_small_saphenous_vein", "left_popliteal_vein"),
    "right_knee": ("right_inferior_medial_genicular_artery", "right_superior_lateral_genicular_artery"),
}  # fmt: skip


def picture(atlas, profile, camera, theme="light"):
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    p = QPainter(image)
    viewport = Viewport.fit(*SIZE, StageLayout.for_size(*SIZE, bare=True).free, camera)
    paint_front(p, atlas, profile, Look.of(theme), viewport)
    p.end()
    return image


def test_every_region_has_a_painter_and_a_name():
    assert set(PROFILES) == set(region_scenes())
    assert set(PROFILES) <= set(NAMED)


@pytest.mark.parametrize("profile", WANTED)
def test_vessels_of_the_region_are_shown(atlas, profile):
    assert set(WANTED[profile]) <= {v.id for v in shown_vessels(atlas, profile)}
    assert list(shown_structures(atlas, profile))


def test_fistula_and_brain_arteries_only_where_asked_for(atlas):
    assert not any("fistula" in id for id in region_vessels(atlas, "left_arm"))
    assert not any("communicating" in id for id in region_vessels(atlas, "legs_arteries"))
    assert region_vessels(atlas, "liver") is None


@pytest.mark.parametrize("name", SIDED)
def test_sides_are_told_apart(atlas, name):
    left, right = set(region_vessels(atlas, f"left_{name}")), set(region_vessels(atlas, f"right_{name}"))
    assert left - right == {i.replace("right_", "left_") for i in right - left}
    camera = Camera(0, 90, 80, 170)
    assert picture(atlas, f"left_{name}", camera) != picture(atlas, f"right_{name}", camera)


@pytest.mark.parametrize("profile", sorted(PROFILES))
def test_no_loose_ends(atlas, profile):
    """An end lies in another shown vessel, or runs out in a point."""
    ids = region_vessels(atlas, profile)
    tubes = pointed(atlas, ids)
    for id in ids:
        points = atlas.vessels[id].points
        for k in (0, -1):
            joined = any(meets(points[k], atlas.vessels[o].points) for o in ids if o != id)
            assert joined or tubes[id].line[k, 2] < 0.03, f"{id} ends in mid-air at {points[k, :2]}"


def test_aneurysm_sits_where_its_close_up_shows_it(atlas):
    from irexplainer.atlas.closeups import site_of
    from irexplainer.paint.plates.brain_shape import CENTER

    spot = atlas.targets["brain_aneurysm"]
    shown = site_of(atlas, "aneurysm_brain").lift(CENTER)
    assert np.hypot(*(np.array(spot.center[:2]) - shown[:2])) < 0.5 * spot.radius
    assert plate_of("front", "supine").project(np.array(spot.center))[0] > 0


@pytest.mark.parametrize("limb", ["arm", "leg"])
def test_bones_are_mirrored_and_apart(limb):
    left, right = bone_keys("left", limb), bone_keys("right", limb)
    assert len(left) == len(right) > 15
    for a, b in zip(left, right, strict=True):
        one, other = fine_bones()[a], fine_bones()[b]
        assert np.allclose(np.array(one.box)[[0, 2]], -np.array(other.box)[[2, 0]])


@pytest.mark.parametrize("side", ["left", "right"])
def test_fine_bones_lie_in_the_body(atlas, side):
    from irexplainer.geom.polygon import contains

    body = atlas.structures["body"].outline
    for limb in ("arm", "leg"):
        for key in bone_keys(side, limb):
            assert all(contains(ring, body).mean() > 0.98 for ring in fine_bones()[key].outlines), key
