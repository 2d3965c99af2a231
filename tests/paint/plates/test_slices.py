"""The slices as data: what lies where, turned and pressed, and the needle paths in them."""

import numpy as np
import pytest

from irexplainer.atlas.load import load_atlas
from irexplainer.atlas.plates import AXIAL, plate_of
from irexplainer.atlas.slices import load_slice, lying_on_belly, press_belly
from irexplainer.errors import ContentError
from irexplainer.geom.polygon import area, contains
from irexplainer.imaging.hounsfield import HOUNSFIELD, Region, hounsfield
from irexplainer.paint.plates.screen_slice import screen_slice, turned

SLICES = ("axial_kidney", "axial_liver")
SIDES = ("left", "right")


def inside(point, outline):
    return bool(contains(np.array([point]), outline)[0])


@pytest.mark.parametrize("name", AXIAL)
def test_every_region_lies_inside_the_skin(name):
    for plane in (load_slice(name), lying_on_belly(load_slice(name))):
        skin = plane.region("skin").outline
        for region in plane.regions:
            assert region.id == "skin" or contains(region.outline, skin).all(), region.id


@pytest.mark.parametrize("name", AXIAL)
def test_ct_knows_every_tissue_by_a_grey_of_its_own(name):
    for region in load_slice(name).regions:
        words = {*region.tissue.split("_"), *region.id.split("_"), region.tissue}
        assert words & set(HOUNSFIELD) or region.tissue == "fascia", region.id
        assert -1000 <= hounsfield(Region(region.id, region.tissue, region.outline), False) <= 800


def test_an_unknown_slice_names_its_file():
    with pytest.raises(ContentError, match=r"axial_knee\.toml"):
        load_slice("axial_knee")


def test_the_vena_cava_is_right_of_the_aorta_and_the_liver_on_the_right():
    for name in SLICES:
        plane = load_slice(name)
        x = {id: plane.region(id).outline[:, 0].mean() for id in ("inferior_vena_cava", "abdominal_aorta", "liver")}
        assert x["inferior_vena_cava"] < x["abdominal_aorta"]
        assert x["liver"] < 0


def test_order_from_front_to_back_at_the_kidney_veins():
    plane = load_slice("axial_kidney")
    vein, artery = plane.region("left_renal_vein").line, plane.region("right_renal_artery").line
    crossing = vein[np.abs(vein[:, 0] - 0.75).argmin()]
    assert crossing[1] > plane.region("abdominal_aorta").outline[:, 1].max() - 0.4
    assert crossing[1] < plane.region("superior_mesenteric_artery").outline[:, 1].mean()
    behind = artery[(artery[:, 0] < -0.8) & (artery[:, 0] > -2.9)]
    assert (behind[:, 1] < plane.region("inferior_vena_cava").outline[:, 1].mean()).all()


def test_face_down_is_half_a_turn_of_lying_on_the_back_behind_the_belly():
    up, down = screen_slice("axial_kidney", False), screen_slice("axial_kidney", True)
    for id in ("left_kidney", "right_kidney", "vertebra_l2", "left_psoas_major", "vertebral_canal"):
        assert np.allclose(down.piece(id).outline, -up.piece(id).outline, atol=1e-9), id
    flat, round_ = down.piece("skin").outline, -up.piece("skin").outline
    assert flat[:, 1].max() < round_[:, 1].max() - 0.5, "the belly is pressed flat"


def test_the_turn_is_the_projection_of_the_plate():
    points = np.array([[6.6, 61.0, -3.7], [-8.0, 61.0, 4.0]])
    for prone, position in ((False, "supine"), (True, "prone")):
        assert np.allclose(turned(points[:, [0, 2]], prone), plate_of("axial_kidney", position).project(points))


def test_pressing_the_belly_keeps_the_back_and_never_folds():
    z = np.linspace(-10, 9.2, 300)
    line = press_belly(np.column_stack([np.zeros(300), z]))
    assert np.allclose(line[z < 2, 1], z[z < 2])
    assert (np.diff(line[:, 1]) > 0).all()


@pytest.mark.parametrize("side", SIDES)
def test_the_needle_lies_in_the_plane_and_ends_in_the_back_calyx(side):
    atlas, plane = load_atlas(), load_slice("axial_kidney")
    track = atlas.tracks[f"{side}_nephrostomy"]
    start, end = np.asarray(track.skin), np.asarray(track.end)
    assert abs(start[1] - end[1]) < 1.0, "within 1 cm of one axial plane"
    assert inside(end[[0, 2]], plane.region(f"{side}_posterior_calyx").outline)
    skin = plane.region("skin").outline
    assert np.hypot(*(skin - start[[0, 2]]).T).min() < 0.35, "starts at the skin"


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("name", ["nephrostomy", "cryoprobe_1", "cryoprobe_2", "cryoprobe_3", "hydrodissection"])
def test_no_needle_crosses_bowel_bone_vessel_or_back_muscle(side, name):
    plane, track = load_slice("axial_kidney"), load_atlas().tracks[f"{side}_{name}"]
    t = np.linspace(0, 1, 200)[:, None]
    line = np.asarray(track.skin)[[0, 2]] * (1 - t) + np.asarray(track.end)[[0, 2]] * t
    spared = ("colon", "bowel", "duodenum", "bone", "artery", "vein", "canal", "liver")
    for region in plane.regions:
        if region.tissue in spared or region.id.endswith(("erector_spinae", "quadratus_lumborum", "psoas_major")):
            assert not contains(line, region.outline).any(), region.id


def test_the_liver_tumor_lies_in_the_liver_of_the_slice():
    target = load_atlas().targets["liver_tumor"]
    liver = load_slice("axial_liver").region("liver").outline
    a = np.linspace(0, 2 * np.pi, 24)
    rim = np.asarray(target.center)[[0, 2]] + target.radius * np.column_stack([np.cos(a), np.sin(a)])
    assert contains(rim, liver).all()


def test_sizes_are_those_of_a_slim_adult():
    plane = load_slice("axial_kidney")
    assert np.ptp(plane.region("skin").outline[:, 0]) == pytest.approx(26.6, abs=0.4)
    assert area(plane.region("left_kidney").outline) == pytest.approx(19, abs=3)
    assert np.ptp(plane.region("abdominal_aorta").outline[:, 0]) == pytest.approx(1.96, abs=0.05)
