"""The slices show the body of the front figure: vessels, organs and bones lie where the atlas has them."""

from itertools import pairwise

import numpy as np
import pytest

from irexplainer.atlas.load import load_atlas
from irexplainer.atlas.slices import load_slice, lying, press_flank
from irexplainer.errors import ContentError
from irexplainer.geom.polygon import contains

LEVELS = {
    "axial_liver": 56.5,
    "axial_neck": 25.0,
    "axial_lower_abdomen": 68.0,
    "axial_pelvis_female": 79.0,
    "axial_pelvis_male": 79.0,
    "axial_prostate": 85.5,
}
SLAB_CM = 3.0
"""A slice shows several levels in one picture: this far above and below its own."""
IN_PLANE_ENDS = 0.15
"""Share at both ends of a vessel in the plane that may run on into its neighbor."""


def crossings(points, y):
    found = []
    for p, q in pairwise(points):
        if (p[1] - y) * (q[1] - y) <= 0 and p[1] != q[1]:
            found.append((p + (y - p[1]) / (q[1] - p[1]) * (q - p))[[0, 2]])
    return np.array(found)


def extent(outline, low, high):
    """Smallest and largest x of a front outline between two levels."""
    after = np.roll(outline, -1, axis=0)
    found = []
    for y in np.linspace(low, high, 61):
        hit = (outline[:, 1] - y) * (after[:, 1] - y) < 0
        p, q = outline[hit], after[hit]
        found += list(p[:, 0] + (y - p[:, 1]) / (q[:, 1] - p[:, 1]) * (q[:, 0] - p[:, 0]))
    return (min(found), max(found)) if found else None


def regions_of(id):
    return [pytest.param(id, r.id, id=f"{id}-{r.id}") for r in load_slice(id).regions]


@pytest.mark.parametrize("id", LEVELS)
def test_level(id):
    assert load_slice(id).level_y == LEVELS[id]


@pytest.mark.parametrize("id", LEVELS)
def test_vessels_cut_across_lie_on_their_centerlines(id):
    plane, atlas = load_slice(id), load_atlas()
    seen = 0
    for region in plane.regions:
        if region.id not in atlas.vessels or region.line is not None:
            continue
        points = np.asarray(atlas.vessels[region.id].points)
        at = crossings(points, plane.level_y)
        if not len(at):
            near = np.abs(points[:, 1] - plane.level_y) < SLAB_CM
            at = points[near][:, [0, 2]]
        assert len(at), f"{region.id} is nowhere near this level"
        assert np.hypot(*(at - region.outline.mean(0)).T).min() < 0.4, region.id
        seen += 1
    assert seen >= 5


def test_vessels_in_the_plane_follow_their_centerlines():
    plane, atlas = load_slice("axial_liver"), load_atlas()
    named = [r for r in plane.regions if r.line is not None and r.id in atlas.vessels]
    assert {"celiac_trunk", "splenic_artery", "splenic_vein", "common_hepatic_artery"} <= {r.id for r in named}
    for region in named:
        points = np.asarray(atlas.vessels[region.id].points)[:, [0, 2]]
        skip = max(1, round(len(region.line) * IN_PLANE_ENDS))
        gaps = [np.hypot(*(points - at).T).min() for at in region.line[skip:-skip, :2]]
        assert max(gaps) < 0.45, region.id


@pytest.mark.parametrize("id", LEVELS)
def test_organs_and_bones_are_as_wide_as_in_front(id):
    plane, atlas = load_slice(id), load_atlas()
    seen = 0
    for region in plane.regions:
        name = region.id.replace("_rib_8", "_anterior_rib_8")
        if name not in atlas.structures:
            continue
        front = extent(np.asarray(atlas.structures[name].outline), plane.level_y - SLAB_CM, plane.level_y + SLAB_CM)
        assert front is not None, region.id
        low, high = region.outline[:, 0].min(), region.outline[:, 0].max()
        assert low > front[0] - 1.1, region.id
        assert high < front[1] + 1.1, region.id
        seen += 1
    assert seen >= 2


@pytest.mark.parametrize("id", LEVELS)
def test_skin_is_as_wide_as_the_figure(id):
    plane = load_slice(id)
    body = np.asarray(load_atlas().structures["body"].outline)
    after = np.roll(body, -1, axis=0)
    hit = (body[:, 1] - plane.level_y) * (after[:, 1] - plane.level_y) < 0
    x = np.abs(body[hit, 0]).min()
    assert np.abs(plane.region("skin").outline[:, 0]).max() == pytest.approx(x, abs=0.35)


@pytest.mark.parametrize("id", LEVELS)
def test_vessels_and_organs_do_not_cut_into_bone(id):
    plane = load_slice(id)
    bones = [r for r in plane.regions if r.tissue == "bone" and not r.id.endswith("marrow")]
    for region in plane.regions:
        if region.tissue in ("artery", "vein", "portal", "bladder", "uterus", "stomach", "bowel"):
            for bone in bones:
                if bone.id.startswith("vertebra_c6") and "vertebral_artery" in region.id:
                    continue
                assert not contains(region.outline, bone.outline).any(), (region.id, bone.id)


@pytest.mark.parametrize("id", LEVELS)
def test_rings_do_not_run_into_each_other(id):
    plane = load_slice(id)
    kinds = ("artery", "vein", "portal", "ureter", "duct", "bowel", "colon", "bladder", "uterus")
    rings = [r for r in plane.regions if r.tissue in kinds and r.line is None]
    for i, one in enumerate(rings):
        for other in rings[i + 1 :]:
            if one.order == other.order:
                assert not contains(one.outline, other.outline).any(), (one.id, other.id)


def test_neck_from_inside_to_outside():
    plane = load_slice("axial_neck")
    x = {
        id: abs(plane.region(f"left_{id}").outline[:, 0].mean())
        for id in ("vertebral_artery", "common_carotid_artery", "internal_jugular_vein")
    }
    assert list(x.values()) == sorted(x.values()), "the vein lies lateral to the artery (relation 17)"
    z = {id: plane.region(id).outline[:, 1].mean() for id in ("thyroid_gland", "trachea", "esophagus", "vertebra_c6")}
    assert list(z.values()) == sorted(z.values(), reverse=True)
    foramen = plane.region("left_transverse_foramen").outline
    assert contains(plane.region("left_vertebral_artery").outline, foramen).all()


def test_upper_belly_as_in_the_table():
    plane = load_slice("axial_liver")
    celiac, aorta = plane.region("celiac_trunk").line, plane.region("abdominal_aorta").outline
    assert celiac[-1, 1] > aorta[:, 1].max() + 0.8, "leaves forwards"
    cava = plane.region("inferior_vena_cava").outline
    gland = plane.region("right_suprarenal_gland").outline
    assert gland[:, 1].mean() < cava[:, 1].min(), "the right adrenal gland lies behind the vena cava (relation 9)"
    portal, duct = plane.region("hepatic_portal_vein"), plane.region("bile_duct")
    assert duct.outline[:, 1].mean() > portal.line[:, 1].max()
    assert portal.line[:, 1].mean() > cava[:, 1].max()
    assert duct.outline[:, 0].mean() < plane.region("common_hepatic_artery").line[-12, 0]
    pancreas, vein = plane.region("pancreas").line, plane.region("splenic_vein").line
    for x in (0.5, 3.0, 6.0):
        assert np.interp(x, pancreas[:, 0], pancreas[:, 1]) > np.interp(x, vein[:, 0], vein[:, 1])
    assert contains(plane.region("gallbladder").outline, plane.region("liver").outline).mean() > 0.5


def test_way_to_the_gallbladder_leads_through_the_liver_and_past_the_ribs():
    plane = load_slice("axial_liver")
    t = np.linspace(0, 1, 400)[:, None]
    way = np.array([-12.6, 1.0]) * (1 - t) + np.array([-5.8, 5.1]) * t
    bladder = contains(way, plane.region("gallbladder").outline)
    liver = contains(way, plane.region("liver").outline) & ~bladder
    assert liver.sum() / 400 * np.hypot(6.8, 4.1) > 1.0, "at least 1 cm of liver (relation 14)"
    for region in plane.regions:
        if region.tissue == "bone":
            assert not contains(way, region.outline).any(), region.id


def test_lower_belly_ureter_on_the_psoas_and_fork_of_the_aorta():
    plane = load_slice("axial_lower_abdomen")
    for side in ("left", "right"):
        ureter, psoas = plane.region(f"{side}_ureter").outline, plane.region(f"{side}_psoas_major").outline
        assert ureter[:, 1].min() > psoas[:, 1].max() - 0.2
        assert psoas[:, 0].min() < ureter[:, 0].mean() < psoas[:, 0].max()
        joint = plane.region(f"{side}_facet_joint").line
        assert np.hypot(abs(joint[:, 0]) - 2.0, joint[:, 1] + 6.4).min() < 0.2, "at (2.0, -6.4)"
    fork = plane.region("abdominal_aorta").outline
    waist = fork[np.abs(fork[:, 0] - 0.35) < 0.15, 1]
    assert np.ptp(waist) < np.ptp(fork[:, 1]) - 0.2, "two vessels about to part"
    assert plane.region("inferior_vena_cava").outline[:, 0].mean() < fork[:, 0].mean()


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_needle_through_the_buttock_beside_the_sacrum_spares_the_sciatic_nerve(side):
    plane, sign = load_slice("axial_pelvis_male"), 1 if side == "left" else -1
    t = np.linspace(0, 1, 300)[:, None]
    way = np.array([3.9 * sign, -11.2]) * (1 - t) + np.array([3.9 * sign, -3.9]) * t
    crossed = {r.id for r in plane.regions if contains(way, r.outline).any()}
    assert {f"{side}_gluteus_maximus", f"{side}_piriformis"} <= crossed
    assert not {f"{side}_sciatic_nerve", f"{side}_internal_pudendal_artery", "sacrum", "rectum"} & crossed
    nerve = plane.region(f"{side}_sciatic_nerve").outline
    assert np.abs(nerve[:, 0]).min() > 6.5


def test_pelvis_of_either_sex():
    female, male = load_slice("axial_pelvis_female"), load_slice("axial_pelvis_male")
    assert (female.sex, male.sex) == ("female", "male")
    names = {p.sex: {r.id for r in p.regions} for p in (female, male)}
    assert {"uterus", "left_ovary", "right_ovary"} <= names["female"] - names["male"]
    assert {"left_seminal_vesicle", "right_ductus_deferens"} <= names["male"] - names["female"]
    common = names["female"] & names["male"]
    assert {"rectum", "sacrum", "urinary_bladder", "left_sciatic_nerve", "left_external_iliac_artery"} <= common
    for plane in (female, male):
        z = [plane.region(id).outline[:, 1].mean() for id in ("urinary_bladder", "rectum", "sacrum")]
        assert z == sorted(z, reverse=True)
        for side, sign in (("left", 1), ("right", -1)):
            artery, vein = (plane.region(f"{side}_external_iliac_{v}").outline[:, 0].mean() for v in ("artery", "vein"))
            assert sign * vein < sign * artery, "the vein lies medial to the artery (relation 24)"
    womb = female.region("uterus").outline[:, 1].mean()
    assert female.region("rectum").outline[:, 1].mean() < womb < female.region("urinary_bladder").outline[:, 1].mean()


def test_prostate_between_symphysis_and_rectum_in_the_sling_of_the_floor():
    plane = load_slice("axial_prostate")
    assert plane.sex == "male"
    z = [plane.region(id).outline[:, 1].mean() for id in ("pubic_symphysis", "prostate", "rectum", "coccyx")]
    assert z == sorted(z, reverse=True)
    prostate, inner = plane.region("prostate").outline, plane.region("transition_zone").outline
    assert contains(inner, prostate).all()
    assert contains(plane.region("urethra").outline, inner).all()
    for side, sign in (("left", 1), ("right", -1)):
        floor = plane.region(f"{side}_levator_ani").line
        assert (sign * floor[:, 0]).min() > 0
        assert (sign * floor[:, 0]).max() > prostate[:, 0].max()
        vein, artery, nerve = (
            sign * plane.region(f"{side}_femoral_{v}").outline[:, 0].mean() for v in ("vein", "artery", "nerve")
        )
        assert vein < artery < nerve, "from inside to outside (relation 24)"


def test_pressing_a_flank_never_folds_and_spares_the_other_side():
    x = np.linspace(-13.5, 13.5, 400)
    line = press_flank(np.column_stack([x, np.zeros(400)]), 1.0, 13.5, 0.8)
    assert (np.diff(line[:, 0]) > 0).all()
    assert np.allclose(line[x < 9.9, 0], x[x < 9.9])
    assert line[-1, 0] == pytest.approx(12.7)


@pytest.mark.parametrize("id", LEVELS)
@pytest.mark.parametrize("position", ["prone", "left_side", "right_side"])
def test_lying_otherwise_keeps_everything_inside_the_skin(id, position):
    plane = lying(load_slice(id), position)
    skin = plane.region("skin").outline
    for region in plane.regions:
        assert region.id == "skin" or contains(region.outline, skin).all(), region.id


def test_small_parts_lie_on_what_they_belong_to():
    for id in LEVELS:
        plane = load_slice(id)
        assert plane.specks
        for speck in plane.specks:
            outline = plane.region(speck.over).outline
            inside = contains(np.array([speck.at[:2]]), outline)[0]
            assert inside or np.hypot(*(outline - speck.at[:2]).T).min() < 0.4, (id, speck)


def test_small_parts_on_an_unknown_region_are_an_error(tmp_path, monkeypatch):
    folder = tmp_path / "atlas" / "slices"
    folder.mkdir(parents=True)
    skin = '[[regions]]\nid = "skin"\ntissue = "skin"\norder = 0\nellipse = [0, 0, 9, 9, 0]\n'
    (folder / "axial_test.toml").write_text(
        f'level_y = 1.0\n{skin}[[specks]]\nkind = "nerve"\nover = "moon"\nat = [[0, 0, 1]]\n'
    )
    monkeypatch.setattr("irexplainer.atlas.slices.assets_dir", lambda: tmp_path)
    with pytest.raises(ContentError, match=r"axial_test\.toml"):
        load_slice("axial_test")
