"""Ways of all procedures in textbook order, as lines that a tool could take.

Order of vessels: Gray's Anatomy (arteries of head and neck, thorax, abdomen, limbs; systemic, pulmonary and portal
veins); order of a procedure: the fact sheets, section "Route (ordered)".
"""

from itertools import pairwise

import numpy as np
import pytest

from irexplainer.atlas.graph import centerline, goal_vessel, joint, route
from irexplainer.atlas.network import link_between, neighbors, network_way
from irexplainer.atlas.types import Atlas, Floats
from irexplainer.errors import ContentError
from irexplainer.geom.polyline import Polyline
from irexplainer.story.vessel_way import vessel_line, vessel_marks

GROIN = "right_common_femoral_artery right_external_iliac_artery right_common_iliac_artery"
AORTA = f"{GROIN} abdominal_aorta"
ARCH = f"{AORTA} thoracic_aorta aortic_arch"
LEFT_HEAD = f"{ARCH} left_common_carotid_artery left_internal_carotid_artery"
GROIN_VEIN = "right_femoral_vein right_external_iliac_vein right_common_iliac_vein inferior_vena_cava"
NECK = "right_internal_jugular_vein right_brachiocephalic_vein superior_vena_cava"
THROUGH_HEART = f"{GROIN_VEIN} right_atrium right_ventricle pulmonary_trunk"
NECK_DOWN = f"{NECK} right_atrium inferior_vena_cava"
LIVER = f"{AORTA} celiac_trunk common_hepatic_artery proper_hepatic_artery right_hepatic_artery"
OTHER_SIDE = f"{AORTA} left_common_iliac_artery left_internal_iliac_artery"
OTHER_LEG = f"{AORTA} left_common_iliac_artery left_external_iliac_artery left_common_femoral_artery"
ARM = "left_arteriovenous_fistula left_cephalic_vein left_axillary_vein left_subclavian_vein left_brachiocephalic_vein"

TEXTBOOK = {
    # arteries of the head
    ("right_groin", "left_middle_cerebral_clot"): f"{LEFT_HEAD} left_middle_cerebral_artery",
    ("right_groin", "right_middle_cerebral_clot"): f"{ARCH} brachiocephalic_trunk right_common_carotid_artery"
    " right_internal_carotid_artery right_middle_cerebral_artery",
    ("right_groin", "basilar_clot"): f"{ARCH} left_subclavian_artery left_vertebral_artery basilar_artery",
    ("right_groin", "brain_aneurysm"): f"{LEFT_HEAD} left_middle_cerebral_artery",
    ("right_groin", "brain_avm"): f"{LEFT_HEAD} left_middle_cerebral_artery left_brain_avm_feeder",
    ("right_groin", "meningioma"): f"{ARCH} left_common_carotid_artery left_external_carotid_artery"
    " left_maxillary_artery left_middle_meningeal_artery left_meningioma_feeder",
    # arteries of trunk and legs
    ("right_groin", "hepatic_artery_segment_8"): f"{LIVER} right_anterior_hepatic_artery hepatic_artery_segment_8",
    ("right_groin", "right_gastro_omental_artery"): f"{AORTA} celiac_trunk common_hepatic_artery"
    " gastroduodenal_artery right_gastro_omental_artery",
    ("right_groin", "colon_bleed"): f"{AORTA} superior_mesenteric_artery ileocolic_artery colon_bleed_feeder",
    ("right_groin", "sigmoid_artery"): f"{AORTA} inferior_mesenteric_artery sigmoid_artery",
    ("right_groin", "spleen_bleed"): f"{AORTA} celiac_trunk splenic_artery spleen_bleed_feeder",
    ("right_groin", "left_kidney_mass"): f"{AORTA} left_renal_artery left_renal_inferior_segmental_artery"
    " left_kidney_mass_feeder",
    ("right_groin", "left_spine_tumor"): f"{AORTA} left_lumbar_artery_3 left_spine_tumor_feeder",
    ("right_groin", "right_lung_bleed"): f"{AORTA} thoracic_aorta bronchial_artery",
    ("right_groin", "abdominal_aortic_aneurysm"): AORTA,
    ("right_groin", "left_prostate_lobe"): f"{OTHER_SIDE} left_prostatic_artery left_prostate_feeder",
    ("right_groin", "pelvic_bleed"): f"{OTHER_SIDE} left_obturator_artery pelvic_bleed_feeder",
    ("right_groin", "left_femoral_stenosis"): f"{OTHER_LEG} left_femoral_artery",
    ("right_groin", "left_popliteal_block"): f"{OTHER_LEG} left_femoral_artery left_popliteal_artery",
    ("left_groin_downward", "left_knee_lining_inner"): "left_common_femoral_artery left_femoral_artery"
    " left_popliteal_artery left_inferior_medial_genicular_artery",
    ("right_foot", "right_popliteal_block"): "right_dorsalis_pedis_artery right_anterior_tibial_artery"
    " right_popliteal_artery",
    ("right_wrist", "left_middle_cerebral_clot"): "right_radial_artery right_brachial_artery right_axillary_artery"
    " right_subclavian_artery brachiocephalic_trunk aortic_arch left_common_carotid_artery"
    " left_internal_carotid_artery left_middle_cerebral_artery",
    # veins
    ("right_groin_vein", "right_lung_clot"): f"{THROUGH_HEART} right_pulmonary_artery"
    " right_lower_lobar_pulmonary_artery",
    ("right_groin_vein", "left_lung_clot"): f"{THROUGH_HEART} left_pulmonary_artery left_lower_lobar_pulmonary_artery",
    ("right_groin_vein", "right_lung_avm"): f"{THROUGH_HEART} right_pulmonary_artery"
    " right_lower_lobar_pulmonary_artery right_lung_avm_feeder",
    ("right_groin_vein", "filter_site"): GROIN_VEIN,
    ("right_neck", "filter_site"): NECK_DOWN,
    ("right_neck", "liver_biopsy_site"): f"{NECK_DOWN} right_hepatic_vein",
    ("right_neck", "hepatic_portal_vein"): f"{NECK_DOWN} right_hepatic_vein tips_tract right_portal_vein"
    " hepatic_portal_vein",
    ("right_neck", "left_varicocele"): f"{NECK_DOWN} left_renal_vein left_gonadal_vein left_pampiniform_plexus",
    ("right_neck", "left_pelvic_varices"): f"{NECK_DOWN} left_renal_vein left_gonadal_vein left_ovarian_venous_plexus",
    ("right_neck", "right_gonadal_vein"): f"{NECK_DOWN} right_gonadal_vein",
    ("right_neck", "cavoatrial_junction"): NECK,
    ("right_arm_vein", "cavoatrial_junction"): "right_basilic_vein right_axillary_vein right_subclavian_vein"
    " right_brachiocephalic_vein superior_vena_cava",
    ("left_knee_back", "left_iliac_vein_clot"): "left_popliteal_vein left_femoral_vein left_external_iliac_vein",
    ("left_groin_vein", "left_iliac_vein_squeeze"): "left_femoral_vein left_external_iliac_vein left_common_iliac_vein",
    ("left_inner_knee", "left_great_saphenous_leak"): "left_great_saphenous_vein",
    ("left_calf", "left_small_saphenous_leak"): "left_small_saphenous_vein",
    ("left_fistula", "left_cephalic_arch_stenosis"): "left_arteriovenous_fistula left_cephalic_vein",
    ("left_fistula", "superior_vena_cava"): f"{ARM} superior_vena_cava",
    ("left_fistula_downward", "left_radial_artery"): "left_arteriovenous_fistula left_radial_artery",
    ("right_neck", "tips_tract_site"): f"{NECK_DOWN} right_hepatic_vein tips_tract",
    ("right_neck", "stomach_varices"): f"{NECK_DOWN} right_hepatic_vein tips_tract right_portal_vein"
    " hepatic_portal_vein left_gastric_vein",
    ("right_groin", "left_iliac_stenosis"): f"{AORTA} left_common_iliac_artery",
    ("left_groin", "left_iliac_stenosis"): "left_common_femoral_artery left_external_iliac_artery"
    " left_common_iliac_artery",
    ("left_groin_downward", "left_knee_lining_outer"): "left_common_femoral_artery left_femoral_artery"
    " left_popliteal_artery left_superior_lateral_genicular_artery",
    ("left_knee_back", "left_femoral_vein_clot"): "left_popliteal_vein left_femoral_vein",
    ("left_fistula", "left_fistula_stenosis"): "left_arteriovenous_fistula",
    # urine
    ("left_calyx", "left_ureter_block"): "left_inferior_major_calyx left_ureter",
}


@pytest.mark.parametrize(("access", "goal"), list(TEXTBOOK))
def test_order_of_the_textbook(atlas: Atlas, access: str, goal: str) -> None:
    assert route(atlas, access, goal) == tuple(TEXTBOOK[access, goal].split())


def test_other_side_has_the_mirrored_way(atlas: Atlas) -> None:
    """Limbs: the way from the same place on the other side to a mirrored goal of that limb has the mirrored names."""
    known = {*atlas.targets, *atlas.vessels}
    limbs = [
        (access, goal, way.split())
        for (access, goal), way in TEXTBOOK.items()
        if other(goal) in known and all(name.startswith(("left_", "right_")) for name in way.split())
    ]
    assert len(limbs) >= 8
    for access, goal, names in limbs:
        assert route(atlas, other(access), other(goal)) == tuple(other(n) for n in names)


def other(id: str) -> str:
    """The name of the other side."""
    side, _, rest = id.partition("_")
    return ("right_" if side == "left" else "left_") + rest


@pytest.mark.parametrize(("access", "goal"), list(TEXTBOOK))
def test_line_is_smooth_inside_and_ends_at_the_goal(atlas: Atlas, access: str, goal: str) -> None:
    target = atlas.targets.get(goal)
    end = target.center if target is not None and not target.feeders else None
    names = route(atlas, access, goal)
    points = centerline(atlas, names, atlas.accesses[access].entry, end).points
    unit = np.diff(points[:, :3], axis=0)
    unit /= np.linalg.norm(unit, axis=1)[:, None]
    turn = np.degrees(np.arccos(np.clip((unit[1:] * unit[:-1]).sum(1), -1, 1)))
    assert turn.max() < 36
    walls = np.vstack([dense(atlas.vessels[n].points) for n in names])
    beside = np.linalg.norm(points[::4, None, :3] - walls[None, :, :3], axis=2) - walls[None, :, 3]
    assert beside.min(axis=1).max() < 0.1
    if target is not None:
        assert np.linalg.norm(points[-1, :3] - np.array(target.center)) < target.radius + 0.1


@pytest.mark.parametrize(("access", "goal"), list(TEXTBOOK))
def test_tool_can_be_laid(atlas: Atlas, access: str, goal: str) -> None:
    line, names = vessel_line(atlas, access, goal, 0.9, "test")
    marks = vessel_marks(atlas, names, line, 0.0)
    assert np.isfinite(line.points).all()
    assert list(marks) == list(names)
    assert all(a <= b for a, b in marks.values())


def dense(points: Floats) -> Floats:
    line = Polyline(points)
    return line.many(np.arange(0, line.length + 0.1, 0.1))


def test_a_way_may_be_chosen(atlas: Atlas) -> None:
    names = route(atlas, "right_wrist", "basilar_clot", via=("right_vertebral_artery",))
    assert names[-3:] == ("right_subclavian_artery", "right_vertebral_artery", "basilar_artery")
    with pytest.raises(ContentError):
        route(atlas, "right_wrist", "basilar_clot", via=("moon",))


def test_nobody_gets_from_an_artery_into_the_heart(atlas: Atlas) -> None:
    for goal in ("inferior_vena_cava", "right_ventricle", "right_pulmonary_artery", "hepatic_portal_vein"):
        with pytest.raises(ContentError):
            route(atlas, "right_groin", goal)


def test_circle_of_arteries_is_closed(atlas: Atlas) -> None:
    way = network_way(atlas, "right_posterior_cerebral_artery", "right_internal_carotid_artery")
    assert way == (
        "right_posterior_cerebral_artery",
        "right_posterior_communicating_artery",
        "right_internal_carotid_artery",
    )
    assert "right_anterior_cerebral_artery" in neighbors(atlas, "anterior_communicating_artery")


def test_links_lie_on_both_vessels(atlas: Atlas) -> None:
    assert link_between(atlas, "right_atrium", "superior_vena_cava") is link_between(
        atlas, "superior_vena_cava", "right_atrium"
    )
    for k in atlas.links:
        for vessel, at in ((k.a, k.at_a), (k.b, k.at_b)):
            gap = np.linalg.norm(dense(atlas.vessels[vessel].points)[:, :3] - np.array(at), axis=1).min()
            assert gap < 0.15, (k.a, k.b)
        assert np.linalg.norm(np.array(k.at_a) - np.array(k.at_b)) < 0.3, (k.a, k.b)
        assert np.array_equal(joint(atlas, k.a, k.b)[0], k.at_a)
        assert np.array_equal(joint(atlas, k.b, k.a)[0], k.at_b)


FURTHER = {
    ("left_inner_knee", "left_varicose_vein"): "left_great_saphenous_vein left_varicose_tributary",  # foam, no tool
    ("right_groin", "liver_tumor"): f"{LIVER} right_posterior_hepatic_artery liver_tumor_feeder",
    **{("right_groin", f"fibroid_{n}"): f"{OTHER_SIDE} left_uterine_artery left_fibroid_feeder_{n}" for n in (2, 3, 4)},
    ("right_groin", "fibroid_1"): f"{GROIN} right_internal_iliac_artery right_uterine_artery right_fibroid_feeder_1",
}
WITHOUT_A_VESSEL = ("bile_duct_block", "bile_duct_stone", "right_liver_duct")
"""Reached by a needle through the liver."""


@pytest.mark.parametrize(("access", "goal"), list(FURTHER))
def test_order_of_the_textbook_on_further_ways(atlas: Atlas, access: str, goal: str) -> None:
    assert route(atlas, access, goal) == tuple(FURTHER[access, goal].split())


def test_every_access_and_every_target_has_a_textbook_way(atlas: Atlas) -> None:
    """Of either side: what is new in the atlas needs a line above."""
    ways = {**TEXTBOOK, **FURTHER}
    entered = {id for access, _ in ways for id in (access, other(access))} | {"left_wrist"}
    assert {a.id for a in atlas.accesses.values() if a.vessel} <= entered
    goals = {id for _, goal in ways for id in (goal, other(goal))} | set(WITHOUT_A_VESSEL)
    assert {t.id for t in atlas.targets.values() if t.vessel or t.feeders} <= goals


def test_names_on_every_way_are_those_of_the_anatomists(atlas: Atlas) -> None:
    from irexplainer.library.load import load_library

    words = load_library().vocabulary("en")
    for id in {name for way in (*TEXTBOOK.values(), *FURTHER.values()) for name in way.split()}:
        assert words[id].term, id
        assert words[id].plain, id
        assert len(words[id].definition) > 10, id


WIDER = ("plexus", "fistula", "calyx", "varicose", "tips_tract")
"""Parts that are wider than what they open into, as they are in life: nets, a fistula, a shunt."""


def test_every_way_narrows_towards_the_branch(atlas: Atlas) -> None:
    """Wherever a way goes from a vessel into its branch, the branch is no wider at its mouth than the vessel there."""
    checked = 0
    for way in (*TEXTBOOK.values(), *FURTHER.values()):
        for trunk, branch in pairwise(way.split()):
            if atlas.vessels[branch].parent != trunk or any(word in branch for word in WIDER):
                continue
            mouth, line = atlas.vessels[branch].points[0], atlas.vessels[trunk].points
            there = line[int(np.linalg.norm(line[:, :3] - mouth[:3], axis=1).argmin())]
            assert mouth[3] <= there[3] * 1.02, (trunk, branch)
            checked += 1
    assert checked > 100


def test_veins_narrow_away_from_the_heart(atlas: Atlas) -> None:
    for v in atlas.vessels.values():
        if v.kind != "vein" or any(word in v.id for word in WIDER):
            continue
        assert v.points[-1, 3] <= v.points[0, 3] * 1.02, v.id


def test_both_sides_have_the_same_accesses_and_ways(atlas: Atlas) -> None:
    entered = {a.id for a in atlas.accesses.values() if a.vessel}
    assert {other(id) for id in entered} == entered
    for id in entered:
        here, there = atlas.accesses[id], atlas.accesses[other(id)]
        assert other(str(here.vessel)) == there.vessel
        lower = 1.5 if "calyx" in id else 0.3  # the right kidney lies 1 to 1.5 cm lower
        assert np.allclose(np.array(here.entry) * [-1, 1, 1], there.entry, atol=lower), id


def test_every_target_in_a_vessel_is_reached_by_some_access(atlas: Atlas) -> None:
    for t in atlas.targets.values():
        if not (t.vessel or t.feeders) or t.vessel in ("bile_duct", "right_posterior_hepatic_duct"):
            continue
        assert any(_reached(atlas, a.id, t.id) for a in atlas.accesses.values() if a.vessel), t.id


def _reached(atlas: Atlas, access: str, target: str) -> bool:
    try:
        return route(atlas, access, target)[-1] == goal_vessel(atlas, target)
    except ContentError:
        return False


def test_shunt_runs_forwards_from_vein_to_vein(atlas: Atlas) -> None:
    tract = atlas.vessels["tips_tract"].points
    assert tract[-1, 2] > tract[0, 2] + 1, "the needle goes forwards"
    assert 3 <= Polyline(tract).length <= 5
    for point in tract[:, :2]:
        low, high = atlas.structures["liver"].outline.min(0), atlas.structures["liver"].outline.max(0)
        assert (low < point).all()
        assert (point < high).all()


def test_fistula_vein_is_wide_and_meets_the_artery_above_the_wrist(atlas: Atlas) -> None:
    for side in ("left", "right"):
        vein = atlas.vessels[f"{side}_arteriovenous_fistula"].points
        assert vein[:, 3].mean() * 20 > 5, "about 6 mm"
        assert vein[:, 3].min() * 20 >= 4
        link = link_between(atlas, f"{side}_arteriovenous_fistula", f"{side}_radial_artery")
        assert link is not None
        assert link.kind == "fistula"
        assert link.at_a[1] < 85, "above the crease of the wrist"
