"""Needle paths and targets of all procedures: on the skin, through what they claim, past what they must not touch."""

from itertools import pairwise

import numpy as np
import pytest

from irexplainer.atlas.slices import Slice, load_slice
from irexplainer.atlas.types import Atlas, Floats, Track
from irexplainer.geom.polygon import contains
from irexplainer.geom.polyline import Polyline
from irexplainer.story.frame import Position

VESSELS = ("aorta", "vena_cava", "carotid", "jugular", "femoral_", "iliac_artery", "iliac_vein", "portal_vein",
           "hepatic_vein", "mesenteric_artery", "mesenteric_vein", "epigastric")  # fmt: skip
ORGANS = ("colon", "jejunum", "ileum", "duodenum", "stomach", "spleen", "pancreas", "heart", "trachea", "esophagus",
          "sciatic_nerve", "vertebral_canal", "spinal_cord", "rectum", "ureter")  # fmt: skip
BONES = ("rib_", "vertebra_", "hip_bone", "sacrum", "sternum")

PLANES: dict[str, tuple[str, float, tuple[str, ...]]] = {
    # track: slice, how far it may leave its level in cm, what else it may cross
    "liver_probe": ("axial_liver", 1.0, ()),
    "liver_biopsy": ("axial_liver", 1.0, ()),
    **{f"liver_heat_{i}": ("axial_liver", 1.0, ()) for i in (1, 2, 3, 4)},
    **{f"liver_electrode_{i}": ("axial_liver", 1.3, ()) for i in (1, 2, 3, 4)},
    **{f"liver_compare_heat_{i}": ("axial_liver", 1.0, ()) for i in (1, 2, 3, 4)},
    **{f"liver_compare_cold_{i}": ("axial_liver", 1.0, ()) for i in (1, 2, 3)},
    "gallbladder_drain": ("axial_liver", 1.2, ()),
    "right_bile_drain": ("axial_liver", 1.2, ()),
    "left_celiac_block": ("axial_liver", 2.8, ("left_rib_12",)),
    "right_celiac_block": ("axial_liver", 2.8, ("right_rib_12",)),
    "left_stone_track": ("axial_kidney", 1.3, ()),
    "left_kidney_biopsy": ("axial_kidney", 1.3, ()),
    "right_kidney_biopsy": ("axial_kidney", 2.0, ()),
    "right_pleural_drain": ("axial_chest", 1.0, ()),
    "lung_biopsy": ("axial_chest", 1.0, ()),
    "left_lung_probe": ("axial_chest", 1.0, ()),
    "thyroid_biopsy": ("axial_neck", 1.0, ()),
    "abscess_drain": ("axial_lower_abdomen", 1.0, ()),
    "left_facet_injection": ("axial_lower_abdomen", 1.4, ("vertebra_l4",)),
    "right_facet_injection": ("axial_lower_abdomen", 1.4, ("vertebra_l4",)),
    "pelvic_abscess_drain": ("axial_pelvis", 1.0, ()),
    "iliac_bone_biopsy": ("axial_pelvis", 1.0, ("hip_bone",)),
    **{f"right_iliac_cryo_{i}": ("axial_pelvis", 1.0, ("hip_bone",)) for i in (1, 2)},
}
"""Slices show several levels in one picture; a needle that rises through them leaves its level by so much."""

CLAIMS = {
    "subcutaneous_fat": ("subcutaneous_fat",), "liver": ("liver",), "gallbladder": ("gallbladder",),
    "renal_cortex": ("left_kidney", "right_kidney"), "parietal_pleura": ("right_pleura", "left_pleura"),
    "right_lung": ("right_lung",), "left_lung": ("left_lung",), "thyroid_gland": ("thyroid_gland",),
    "facet_joint": ("left_facet_joint", "right_facet_joint"), "hip_bone": ("right_hip_bone",),
    "gluteus_maximus": ("left_gluteus_maximus", "right_gluteus_maximus"),
}  # fmt: skip
SLACK_CM = 0.2


def along(track: Track) -> tuple[Floats, Floats]:
    """Depths in cm and the points there."""
    a, b = np.array(track.skin), np.array(track.end)
    depth = np.arange(0, float(np.linalg.norm(b - a)), 0.01)
    return depth, a + (b - a) / np.linalg.norm(b - a) * depth[:, None]


def plane_of(id: str) -> Slice:
    return load_slice(PLANES[id][0])


def test_every_track_begins_in_the_skin_and_goes_deeper(atlas: Atlas) -> None:
    body = atlas.structures["body"].outline
    for track in atlas.tracks.values():
        depths = [depth for _, depth in track.tissues]
        assert depths[0] == 0
        assert all(a < b for a, b in pairwise(depths)), track.id
        assert depths[-1] < np.linalg.norm(np.array(track.end) - np.array(track.skin)), track.id
        assert contains(np.array([track.skin[:2]]), body)[0] or abs(track.skin[0]) > 12, track.id
        assert Position(track.position)


def test_tracks_end_in_their_targets(atlas: Atlas) -> None:
    for track in atlas.tracks.values():
        if not track.target or "celiac" in track.id:
            continue
        target = atlas.targets[track.target]
        gap = float(np.linalg.norm(np.array(track.end) - np.array(target.center)))
        reach = 1.9 if "electrode" in track.id else target.radius + 0.05
        assert gap <= reach, track.id


@pytest.mark.parametrize("id", list(PLANES))
def test_track_enters_the_regions_it_claims(atlas: Atlas, id: str) -> None:
    track, plane = atlas.tracks[id], plane_of(id)
    depth, points = along(track)
    skin = plane.region("skin").outline
    x, _, z = track.skin
    assert np.hypot(skin[:, 0] - x, skin[:, 1] - z).min() < 0.25, "on the skin"
    known = {r.id: r.outline for r in plane.regions}
    checked = 0
    for name, at in track.tissues:
        outlines = [known[r] for r in CLAIMS.get(name, ()) if r in known]
        hits = [contains(points[:, [0, 2]], o) for o in outlines]
        inside = next((h for h in hits if h.any()), None)
        if not outlines:
            continue
        assert inside is not None, name
        assert depth[inside][0] == pytest.approx(at, abs=SLACK_CM), name
        checked += 1
    assert checked


@pytest.mark.parametrize("id", list(PLANES))
def test_track_spares_what_must_not_be_touched(atlas: Atlas, id: str) -> None:
    _, level, allowed = PLANES[id]
    track, plane = atlas.tracks[id], plane_of(id)
    _, points = along(track)
    assert np.abs(points[:, 1] - plane.level_y).max() <= level
    for region in plane.regions:
        forbidden = any(w in region.id for w in (*VESSELS, *ORGANS, *BONES))
        if forbidden and not any(w in region.id for w in allowed):
            assert not contains(points[:, [0, 2]], region.outline).any(), region.id


def test_celiac_needles_pass_below_the_last_rib_and_beside_bone_and_kidney(atlas: Atlas) -> None:
    for side in ("left", "right"):
        _, points = along(atlas.tracks[f"{side}_celiac_block"])
        deep = points[points[:, 2] > -7]
        rib = atlas.structures[f"{side}_rib_12"].outline
        assert not contains(deep[:, :2], rib).any()
        bone = atlas.structures["lumbar_vertebra_1"]
        beside = points[(bone.depth[0] <= points[:, 2]) & (points[:, 2] <= bone.depth[1])]
        assert (np.abs(beside[:, 0]) > 2.2).all(), "outside the body of L1"
        process = points[(points[:, 2] > -6.2) & (points[:, 2] < -5.5)]
        assert not contains(process[:, :2], bone.outline).any(), "past the process of L1"
        kidney = atlas.structures[f"{side}_kidney"]
        back = kidney.depth[0] + 0.4  # there it is already much narrower than its outline
        level = points[(back <= points[:, 2]) & (points[:, 2] <= kidney.depth[1])]
        assert not contains(level[:, :2], kidney.outline).any()
        gland = atlas.structures[f"{side}_suprarenal_gland"]
        assert not contains(points[:, :2], gland.outline).any()
    tip = np.array(atlas.tracks["left_celiac_block"].end)
    aorta = Polyline(atlas.vessels["abdominal_aorta"].points)
    near = aorta.at(aorta.nearest(tip))
    assert np.linalg.norm(near[:3] - tip) > near[3], "outside the aorta"
    assert tip[2] > near[2], "in front of its middle"


def test_14_gallbladder_is_reached_through_liver(atlas: Atlas) -> None:
    depths = dict(atlas.tracks["gallbladder_drain"].tissues)
    assert depths["gallbladder"] - depths["liver"] >= 1


def test_18_lines_end_where_the_vein_meets_the_heart(atlas: Atlas) -> None:
    x, y, _ = atlas.targets["cavoatrial_junction"].center
    assert 39 <= y <= 41.5
    assert -3.2 <= x <= -1.8


@pytest.mark.parametrize("id", ["lung_biopsy", "left_lung_probe"])
def test_19_needle_crosses_the_lower_half_of_the_rib_space(atlas: Atlas, id: str) -> None:
    """Between two ribs in the front view, nearer to the lower one, and no rib touched on the way through the wall."""
    track = atlas.tracks[id]
    depth, points = along(track)
    inner = dict(track.tissues)["parietal_pleura"]
    wall = points[(depth > 0.8) & (depth < inner)]
    behind, side = wall[:, 2].mean() < -2, "left" if wall[:, 0].mean() > 0 else "right"
    names = [f"{side}_{'' if behind else 'anterior_'}rib_{n}" for n in range(3, 10)]
    middle = wall[len(wall) // 2]
    edges = []
    for name in names:
        outline = atlas.structures[name].outline
        here = outline[np.abs(outline[:, 0] - middle[0]) < 0.35]
        if len(here):
            edges.append((here[:, 1].min(), here[:, 1].max()))
        assert not contains(wall[:, :2], outline).any(), name
    above = max((low for _, low in edges if low < middle[1]), default=None)
    below = min((high for high, _ in edges if high > middle[1]), default=None)
    assert above is not None
    assert below is not None
    assert (below - middle[1]) < (middle[1] - above) + 0.35, "nearer to the lower rib"


def test_19_bundle_lies_under_its_rib_in_order(atlas: Atlas) -> None:
    for side in ("left", "right"):
        rib = atlas.structures[f"{side}_rib_5"].outline
        artery = atlas.vessels[f"{side}_posterior_intercostal_artery_5"].points
        vein = atlas.vessels[f"{side}_posterior_intercostal_vein_5"].points
        for x in (6.5, 8.5, 10.5):
            at = x if side == "left" else -x
            a = artery[np.abs(artery[:, 0] - at).argmin()]
            v = vein[np.abs(vein[:, 0] - at).argmin()]
            low = rib[np.abs(rib[:, 0] - at) < 0.3][:, 1].max()
            assert v[1] < a[1], "vein above artery"
            assert low - 0.25 < a[1] < low + 0.7, "in the groove under the rib"
    _, points = along(atlas.tracks["right_pleural_drain"])
    bundle = atlas.vessels["right_posterior_intercostal_artery_5"].points
    assert np.linalg.norm(points[:, None] - bundle[None, :, :3], axis=2).min() > 0.8


def test_stomach_needle_is_inside_of_the_epigastric_artery_and_spares_liver_and_colon(atlas: Atlas) -> None:
    track = atlas.tracks["gastrostomy"]
    x, y, _ = track.skin
    artery = atlas.vessels["left_inferior_epigastric_artery"].points
    assert x < artery[np.abs(artery[:, 1] - y).argmin(), 0] - 1
    assert contains(np.array([[x, y]]), atlas.structures["stomach"].outline)[0]
    for organ in ("liver", "colon", "small_intestine", "pancreas"):
        assert not contains(np.array([[x, y]]), atlas.structures[organ].outline)[0], organ
    bladder = atlas.tracks["suprapubic"]
    pubis = atlas.structures["left_hip_bone"].outline
    assert bladder.skin[1] < pubis[np.abs(pubis[:, 0]) < 1.2][:, 1].min(), "above the pubic bone"


def test_belly_drains_stay_outside_the_epigastric_artery(atlas: Atlas) -> None:
    artery = atlas.vessels["left_inferior_epigastric_artery"].points
    for id in ("abscess_drain", "ascites_drain"):
        _, points = along(atlas.tracks[id])
        assert points[:, 0].min() > artery[:, 0].max() + 0.5


def test_stone_is_reached_along_the_calyx(atlas: Atlas) -> None:
    for side in ("left", "right"):
        stone, drain = atlas.tracks[f"{side}_stone_track"], atlas.tracks[f"{side}_nephrostomy"]
        a = np.array(stone.end) - np.array(stone.skin)
        b = np.array(drain.end) - np.array(drain.skin)
        assert np.degrees(np.arccos(np.clip(a @ b / np.linalg.norm(a) / np.linalg.norm(b), -1, 1))) < 2
        assert stone.tissues[-1][0] == "kidney_stone"


def test_25_devices_have_room(atlas: Atlas) -> None:
    for side in ("left", "right"):
        renal = atlas.vessels[f"{side}_renal_vein"].points[0]
        assert atlas.targets["filter_site"].center[1] - 2.1 > renal[1], "filter tip below the kidney veins"
        artery = atlas.vessels[f"{side}_renal_artery"].points[0]
        bulge = atlas.targets["abdominal_aortic_aneurysm"]
        assert bulge.center[1] - bulge.radius > artery[1] + 1.5, "a neck below the kidney arteries"
    assert bulge.center[1] + bulge.radius < 68.2


@pytest.mark.parametrize("side", ["left", "right"])
def test_needle_reaches_skin_veins_from_outside(atlas: Atlas, side: str) -> None:
    behind = atlas.accesses[f"{side}_knee_back"]
    vein = Polyline(atlas.vessels[f"{side}_popliteal_vein"].points)
    artery = atlas.vessels[f"{side}_popliteal_artery"].points
    assert behind.skin[2] < behind.entry[2] < artery[np.abs(artery[:, 1] - behind.entry[1]).argmin(), 2]
    assert vein.at(vein.nearest(behind.entry))[2] > behind.entry[2], "the back wall"
    groin = atlas.accesses[f"{side}_groin_vein"]
    other = atlas.accesses["right_groin" if side == "right" else "left_groin"]
    assert abs(groin.entry[0]) < abs(other.entry[0]), "inside of the artery"
    assert groin.skin[1] > groin.entry[1], "the nick lies lower"
    neck = atlas.accesses[f"{side}_neck"]
    assert neck.skin[1] < neck.entry[1], "towards the heart"
    arm = atlas.accesses[f"{side}_arm_vein"]
    assert 50 < arm.entry[1] < 58
    for access, deep in ((neck, 2), (arm, 2), (groin, 4), (behind, 3.5)):
        assert 0.5 < np.linalg.norm(np.array(access.skin) - np.array(access.entry)) < deep
