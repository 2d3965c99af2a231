"""The relations of the anatomy review (its section 4) that concern the atlas, one test each, on the real data.

x grows to the patient's left, y downwards, z to the front. 17, 19, 20, 22 and 25 concern plates and devices that
are not in the atlas.
"""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from irexplainer.atlas.plates import plate_of
from irexplainer.atlas.types import Atlas, Floats
from irexplainer.geom.polygon import contains

X, Y, Z, R = range(4)
At = Callable[[str, float], Floats]


def front_wall(point: Floats) -> float:
    return float(point[Z] + point[R])


def back_wall(point: Floats) -> float:
    return float(point[Z] - point[R])


def nearest_crossing(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    """Points of two vessels where their front views come closest."""
    gap = np.hypot(a[:, None, X] - b[None, :, X], a[:, None, Y] - b[None, :, Y])
    i, j = np.unravel_index(int(gap.argmin()), gap.shape)
    return a[i], b[j]


def test_01_liver_right_spleen_and_stomach_left(atlas: Atlas) -> None:
    assert atlas.structures["liver"].center[X] < 0
    assert atlas.structures["spleen"].center[X] > 0
    assert atlas.structures["stomach"].center[X] > 0
    front = plate_of("front").project(np.array([atlas.structures["liver"].center]))
    assert front[0, 0] < 0, "picture left is the patient's right"


def test_02_slices_keep_the_sides(atlas: Atlas) -> None:
    liver = np.array(atlas.structures["liver"].center)
    assert plate_of("axial_liver", "supine").project(liver)[0] < 0
    assert plate_of("axial_liver", "prone").project(liver)[0] > 0


def test_03_vena_cava_right_of_the_aorta(at_y: At) -> None:
    for y in np.arange(46, 69, 1.0):
        aorta = at_y("thoracic_aorta" if y < 53 else "abdominal_aorta", min(y, 68.1))
        assert at_y("inferior_vena_cava", y)[X] < aorta[X]


def test_04_branches_of_the_aorta_by_height(atlas: Atlas) -> None:
    order = [
        ("celiac_trunk", 56.2),
        ("superior_mesenteric_artery", 58.3),
        ("left_renal_artery", 59.9),
        ("inferior_mesenteric_artery", 64.9),
        ("left_common_iliac_artery", 68.2),
    ]
    heights = [atlas.vessels[name].points[0, Y] for name, _ in order]
    assert all(a < b for a, b in pairwise(heights))
    for (name, expected), height in zip(order, heights, strict=True):
        assert height == pytest.approx(expected, abs=0.25), name
    union = atlas.vessels["inferior_vena_cava"].points[-1]
    assert union[Y] == pytest.approx(70.6, abs=0.1)
    assert union[X] < 0


def test_05_left_renal_vein_between_aorta_and_upper_gut_artery(atlas: Atlas, at_y: At, at_x: At) -> None:
    aorta, gut = at_y("abdominal_aorta", 59.4), at_y("superior_mesenteric_artery", 59.4)
    vein = at_x("left_renal_vein", float(aorta[X]))
    assert front_wall(aorta) <= back_wall(vein) + 0.05
    assert front_wall(vein) <= back_wall(gut) + 0.05
    assert vein[Y] > 58.6
    assert vein[Y] > atlas.vessels["superior_mesenteric_artery"].points[0, Y]


def test_06_right_renal_artery_behind_the_vena_cava(atlas: Atlas, at_y: At) -> None:
    line = atlas.vessels["right_renal_artery"].points
    crossing = line[(line[:, X] < -0.8) & (line[:, X] > -2.9)]
    assert len(crossing) > 3
    for point in crossing:
        cava = at_y("inferior_vena_cava", float(point[Y]))
        # The cava is an oval in the slice: 0.88 deep for a half width of 1.25.
        assert point[Z] + point[R] < cava[Z] - 0.7 * cava[R]


@pytest.mark.parametrize("side", ["left", "right"])
def test_07_kidney_hilum_vein_artery_pelvis(atlas: Atlas, side: str) -> None:
    vein, artery, ureter = (
        atlas.vessels[f"{side}_renal_vein"].points[-1],
        atlas.vessels[f"{side}_renal_artery"].points[-1],
        atlas.vessels[f"{side}_ureter"].points[0],
    )
    assert vein[Z] > artery[Z] > ureter[Z]


def test_08_kidneys_by_height_and_tilt(atlas: Atlas) -> None:
    for side, top, bottom in (("left", 54.5, 65.3), ("right", 55.9, 66.7)):
        kidney = atlas.structures[f"{side}_kidney"]
        ys = kidney.outline[:, 1]
        assert ys.min() == pytest.approx(top, abs=0.2)
        assert ys.max() == pytest.approx(bottom, abs=0.2)
        pole = kidney.outline[ys < ys.min() + 1.5][:, 0]
        other = kidney.outline[ys > ys.max() - 1.5][:, 0]
        assert abs(pole.mean()) < abs(other.mean()), "upper pole nearer the midline"
        assert kidney.depth[1] <= 0, "behind the peritoneum"
    drop = atlas.structures["right_kidney"].center[1] - atlas.structures["left_kidney"].center[1]
    assert 1.0 <= drop <= 1.5


def test_09_adrenal_glands_and_their_veins(atlas: Atlas, at_y: At) -> None:
    right, left = atlas.structures["right_suprarenal_gland"], atlas.structures["left_suprarenal_gland"]
    cava = at_y("inferior_vena_cava", right.center[1])
    assert right.center[2] < cava[Z]
    assert right.outline[:, 1].max() < atlas.structures["right_kidney"].outline[:, 1].min()
    kidney = atlas.structures["left_kidney"]
    pole = kidney.outline[kidney.outline[:, 1] < kidney.outline[:, 1].min() + 1.5]
    assert left.center[0] < pole[:, 0].mean()
    assert left.center[2] > kidney.center[2]
    for name in ("suprarenal", "gonadal"):
        assert atlas.vessels[f"left_{name}_vein"].parent == "left_renal_vein"
        assert atlas.vessels[f"right_{name}_vein"].parent == "inferior_vena_cava"


def test_10_right_common_iliac_artery_in_front_of_left_common_iliac_vein(atlas: Atlas) -> None:
    artery, vein = nearest_crossing(
        atlas.vessels["right_common_iliac_artery"].points, atlas.vessels["left_common_iliac_vein"].points
    )
    assert back_wall(artery) > vein[Z]
    assert artery[Y] == pytest.approx(71, abs=1.0)


def test_11_liver_hilum_front_to_back(at_y: At) -> None:
    y = 54.0
    duct, artery = at_y("common_hepatic_duct", y), at_y("proper_hepatic_artery", y)
    portal, cava = at_y("hepatic_portal_vein", y), at_y("inferior_vena_cava", y)
    assert duct[X] < artery[X]
    assert min(duct[Z], artery[Z]) > front_wall(portal) - 0.2
    assert portal[Z] > cava[Z]


def test_12_portal_vein_behind_the_pancreas_neck(atlas: Atlas, at_y: At) -> None:
    start, pancreas = atlas.vessels["hepatic_portal_vein"].points[0], atlas.structures["pancreas"]
    assert start[Y] == pytest.approx(58.4, abs=0.1)
    assert start[X] < 0
    assert start[Z] < pancreas.center[2]
    assert contains(start[None, :2], pancreas.outline)[0]
    vein, artery = at_y("superior_mesenteric_vein", 62), at_y("superior_mesenteric_artery", 62)
    assert vein[X] < artery[X]
    for name in ("splenic_vein", "superior_mesenteric_vein"):
        assert atlas.vessels[name].parent == "hepatic_portal_vein"


def test_13_duodenum_between_gut_vessels_and_great_vessels(atlas: Atlas, at_y: At) -> None:
    duodenum = atlas.structures["duodenum"]
    assert duodenum.centerline is not None
    third = duodenum.centerline[duodenum.centerline[:, 1] > 64.9]
    assert 65 <= third[:, 1].mean() <= 66
    middle = duodenum.center[2]
    assert at_y("superior_mesenteric_artery", 65)[Z] > middle
    assert at_y("superior_mesenteric_vein", 65)[Z] > middle
    assert at_y("abdominal_aorta", 65)[Z] < middle
    assert at_y("inferior_vena_cava", 65)[Z] < middle
    opening = atlas.vessels["bile_duct"].points[0]
    wall = np.hypot(duodenum.outline[:, 0] - opening[X], duodenum.outline[:, 1] - opening[Y]).min()
    assert wall < 0.25 or contains(opening[None, :2], duodenum.outline)[0]
    second = duodenum.centerline[np.abs(duodenum.centerline[:, 1] - 61.7) < 1]
    second = second[second[:, 0] < -4]
    assert opening[X] > second[:, 0].mean(), "in the inner wall"


def test_14_gallbladder_under_the_right_lobe(atlas: Atlas) -> None:
    bag, liver = atlas.structures["gallbladder"], atlas.structures["liver"]
    tip = bag.outline[int(bag.outline[:, 1].argmax())]
    assert 58.4 <= tip[1] <= 61.6
    assert contains(np.array([bag.center[:2]]), liver.outline)[0] or bag.center[1] > liver.center[1]
    assert bag.center[0] < 0


def test_15_left_brachiocephalic_vein_in_front_of_the_arch_branches(atlas: Atlas) -> None:
    vein = atlas.vessels["left_brachiocephalic_vein"].points
    for name in ("brachiocephalic_trunk", "left_common_carotid_artery", "left_subclavian_artery"):
        v, a = nearest_crossing(vein, atlas.vessels[name].points)
        assert v[Z] > a[Z], name
        assert 31 <= v[Y] <= 33.7, name
    assert atlas.vessels["right_common_carotid_artery"].parent == "brachiocephalic_trunk"
    assert atlas.vessels["left_common_carotid_artery"].parent == "aortic_arch"


def test_16_lung_arteries_and_rising_aorta(atlas: Atlas) -> None:
    right = atlas.vessels["right_pulmonary_artery"].points
    for name in ("ascending_aorta", "superior_vena_cava"):
        behind, before = nearest_crossing(right, atlas.vessels[name].points)
        assert behind[Z] < before[Z] - 1, name
    trunk = atlas.vessels["pulmonary_trunk"].points
    for point in trunk:
        aorta = atlas.vessels["ascending_aorta"].points
        beside = aorta[int(np.abs(aorta[:, Y] - point[Y]).argmin())]
        assert point[X] > beside[X]
    assert trunk[0, Z] > atlas.vessels["ascending_aorta"].points[0, Z]


def test_17_neck_vein_lateral_to_the_carotid(at_y: At) -> None:
    for side in ("left", "right"):
        vein, artery = at_y(f"{side}_internal_jugular_vein", 25), at_y(f"{side}_common_carotid_artery", 25)
        assert abs(vein[X]) > abs(artery[X])
    aorta, azygos = at_y("thoracic_aorta", 45), at_y("azygos_vein", 45)
    assert aorta[X] > 0 > azygos[X]


def test_18_entrance_of_the_right_atrium(atlas: Atlas) -> None:
    end = atlas.vessels["superior_vena_cava"].points[0]
    assert 39 <= end[Y] <= 41.5
    assert -3.2 <= end[X] <= -1.8


@pytest.mark.parametrize("side", ["left", "right"])
def test_21_kidney_needle(atlas: Atlas, side: str) -> None:
    track, calyx = atlas.tracks[f"{side}_nephrostomy"], atlas.targets[f"{side}_lower_posterior_calyx"]
    skin, end = np.array(track.skin), np.array(track.end)
    assert 8 <= abs(skin[0]) <= 11
    rib = atlas.structures[f"{side}_rib_12"]
    assert skin[1] > rib.outline[:, 1].max(), "below the 12th rib"
    assert np.linalg.norm(end - np.array(calyx.center)) < 0.1
    needle = end - skin
    axis = np.array([np.cos(np.radians(-58)), 0.0, np.sin(np.radians(-58))])
    axis[0] *= 1 if side == "left" else -1
    cosine = float(-needle @ axis / np.linalg.norm(needle))
    assert np.degrees(np.arccos(cosine)) < 15, "end-on into the back calyx"
    assert np.linalg.norm(needle) == pytest.approx(5.4, abs=0.2)
    names = [name for name, _ in track.tissues]
    assert names.index("renal_cortex") < names.index("minor_calyx")
    assert not {"erector_spinae", "quadratus_lumborum", "colon", "liver", "spleen", "pleura"} & set(names)


@pytest.mark.parametrize("side", ["left", "right"])
def test_23_ureter_at_the_pelvic_brim_and_beside_the_cervix(atlas: Atlas, at_y: At, side: str) -> None:
    ureter = atlas.vessels[f"{side}_ureter"].points
    over = at_y(f"{side}_ureter", 73.5)
    artery = at_y(f"{side}_common_iliac_artery", 73.5)
    assert over[Z] - over[R] > artery[Z] + 0.5 * artery[R], "in front of the end of the common iliac artery"
    assert abs(over[X] - artery[X]) < artery[R]
    gonadal = at_y(f"{side}_gonadal_vein", 70)
    assert gonadal[Z] > at_y(f"{side}_ureter", 70)[Z]
    low = ureter[ureter[:, Y] > 81]
    uterine = atlas.vessels[f"{side}_uterine_artery"].points
    flat = uterine[(uterine[:, Y] > 81) & (np.abs(uterine[:, X]) > 2.2)]
    artery_there, ureter_there = nearest_crossing(flat, low)
    assert artery_there[Z] > ureter_there[Z], "the uterine artery crosses in front"
    uterus = atlas.structures["uterus"].outline
    cervix = np.abs(uterus[np.abs(uterus[:, 1] - artery_there[Y]) < 0.3, 0]).max()
    assert 1.4 <= abs(artery_there[X]) - cervix <= 2.1
    ovary = atlas.structures[f"{side}_ovary"].center
    outer = at_y(f"{side}_external_iliac_vein", ovary[1])
    assert abs(ovary[0]) < abs(outer[X])


def test_24_groin(atlas: Atlas, at_y: At) -> None:
    access = atlas.accesses["right_groin"]
    assert 79.4 <= access.entry[1] <= 83.6
    head = np.array([-10.0, 81.2])
    assert np.hypot(*(np.array(access.entry[:2]) - head)) < 2.25, "over the femoral head"
    for y in (80.5, 82.5):
        artery, vein = at_y("right_common_femoral_artery", y), at_y("right_femoral_vein", y)
        assert artery[X] < vein[X], "artery outside, vein inside"
    ending = atlas.vessels["left_great_saphenous_vein"].points[0]
    assert ending[Y] == pytest.approx(86, abs=0.4)
    assert ending[X] < at_y("left_femoral_artery", 86)[X]


def test_25_kidney_veins_above_the_place_of_a_filter(atlas: Atlas) -> None:
    for side in ("left", "right"):
        assert atlas.vessels[f"{side}_renal_vein"].points[0, Y] < 61.3
