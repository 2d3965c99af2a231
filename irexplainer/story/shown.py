"""Which structures and vessels a view of the stage shows: by name, for the semantic tree."""

import re
from collections.abc import Callable, Iterator

from irexplainer.atlas.closeups import is_closeup
from irexplainer.atlas.regions import LIVER_TREES, SIDES, both, region_vessels
from irexplainer.atlas.types import Atlas, Structure, Vessel
from irexplainer.story.frame import View

Pick = tuple[Callable[..., bool], Callable[..., bool]]
"""Which structures, which vessels."""


def _has(*words: str) -> Callable[[Structure | Vessel], bool]:
    return lambda item: any(word in item.id for word in words)


def _bone(structure: Structure) -> bool:
    return structure.kind == "bone"


INNER = re.compile(
    r"hepatic|bile|cystic|portal|azygos|gonadal|testicular|ovarian|suprarenal|adrenal|lumbar|phrenic|thoracic_duct|mammary"
    r"|internal_thoracic|epigastric|pudendal|gluteal|rectal|genicular|meningeal|cephalic_vein|uterine|prostatic|bronchial"
    r"|segment|fibroid|tumor|feeder|arcuate|interlobar|kidney|cerebral|basilar|duct|radiate"
)
"""Vessels that only a procedure shows."""
IN_FIGURE = ("common_hepatic_artery", *both("brachiocephalic_vein"))
"""Those of them that the whole figure draws all the same."""


def in_figure(vessel: Vessel) -> bool:
    """True for a vessel that the whole figure draws."""
    return not vessel.detail and (vessel.id in IN_FIGURE or not INNER.search(vessel.id))


def _organ(structure: Structure) -> bool:
    """A structure that the whole figure draws: what both sexes have, but the gullet, which lies behind the rest."""
    return structure.sex == "" and structure.id != "esophagus"


def _any(_item: Structure | Vessel) -> bool:
    return True


def _but(pick: Callable[..., bool], *words: str) -> Callable[[Structure | Vessel], bool]:
    """What is picked and has none of the words in its name."""
    return lambda item: pick(item) and not any(word in item.id for word in words)


def _or(*picks: Callable[..., bool]) -> Callable[[Structure | Vessel], bool]:
    return lambda item: any(pick(item) for pick in picks)


def _ids(*ids: str) -> Callable[[Structure | Vessel], bool]:
    return lambda item: item.id in ids


CAGE = ("anterior_rib", "costal", "sternum", "clavicle")
"""Bones in front of the organs: only the home figure and the stomach have them."""
TRUNK = _but(_has("rib", "vertebra", "disc"), *CAGE)
BACK = _but(_bone, *CAGE)
FAR = ("suprarenal_vein", "ascending_aorta", "superior_vena_cava")
"""Vessels that the words for others would take in."""

LIVER = _or(TRUNK, _has("liver", "gallbladder", "spleen", "kidney"))
LIVER_VESSELS = (
    "aorta", "celiac", "hepatic_artery", "gastroduodenal", "splenic_artery", "superior_mesenteric_artery", "renal_",
    "common_iliac", "inferior_vena_cava", "portal_vein", "liver_tumor_feeder",
)  # fmt: skip
ROUTE_VESSELS = ("iliac", "femoral", "aorta", "celiac", "common_hepatic_artery", "renal_", "vena_cava", "saphenous")
ARM_VESSELS = (
    "radial", "ulnar", "brachial", "axillary_artery", "subclavian_artery", "carotid", "brachiocephalic_trunk", "aort",
    "celiac", "common_hepatic_artery", "renal_artery", "common_iliac_artery", "external_iliac_artery", "femoral_artery",
)  # fmt: skip
PELVIS_VESSELS = ("iliac", "femoral", "uterine", "ureter", "abdominal_aorta", "inferior_vena_cava",
                  "mesenteric_artery", "gluteal")  # fmt: skip
UTERUS_VESSELS = ("uterine", "fibroid_feeder", "iliac", "femoral", "abdominal_aorta", "inferior_vena_cava",
                  "superior_gluteal", "ureter")  # fmt: skip
PROSTATE_VESSELS = ("prostat", "iliac", "femoral", "abdominal_aorta", "inferior_vena_cava", "superior_gluteal_artery",
                    "internal_pudendal", "superior_vesical", "ureter")  # fmt: skip
LIVER_INSIDE_VESSELS = ("aorta", "vena_cava", "splenic_", "superior_mesenteric_vein", "renal_", "common_iliac",
                        "celiac")  # fmt: skip
STOMACH = ("stomach", "duodenum", "pancreas", "liver", "gallbladder", "colon", "small_intestine", "mesentery", "spleen",
           "kidney", "rib", "sternum", "costal", "vertebra", "disc")  # fmt: skip
STOMACH_VESSELS = ("left_inferior_epigastric_artery", "celiac", "splenic_artery", "common_hepatic_artery", "aorta",
                   "vena_cava", "renal_", "common_iliac")  # fmt: skip
PLEXUS_VESSELS = ("celiac", "splenic_artery", "common_hepatic_artery", "left_gastric_artery",
                  "superior_mesenteric_artery", "aorta", "vena_cava", "renal_", "common_iliac")  # fmt: skip
BOWEL_VESSELS = ("superior_mesenteric_artery", "aorta", "vena_cava", "renal_", "common_iliac", "external_iliac",
                 "internal_iliac_artery", "right_common_femoral_artery")  # fmt: skip
BOWEL_ARTERIES = (
    "right_colic_artery", "middle_colic_artery", "ileocolic_artery", "jejunal_artery_1", "jejunal_artery_2",
    "ileal_artery_1", "ileal_artery_2", "colon_bleed_feeder",
)  # fmt: skip
GONADAL_VESSELS = ("vena_cava", "renal_", "gonadal_vein", "iliac_artery", "iliac_vein", "femoral_", "abdominal_aorta",
                   "ureter", "superior_mesenteric_artery")  # fmt: skip
GONADAL_BUT = (*FAR, "deep_femoral")
HEART_VESSELS = (
    "vena_cava", "ascending_aorta", "aortic_arch", "thoracic_aorta", "pulmonary_trunk", "left_pulmonary_artery",
    "right_pulmonary_artery", "right_atrium", "right_ventricle", "brachiocephalic", "common_carotid",
    "subclavian_artery",
)  # fmt: skip
ARM_ROUTE = _or(BACK, _has("kidney", "spleen", "lung", "trachea", "heart"))


def _kidney(side: str, *own_side: str) -> Pick:
    """The scene of one kidney: its own vessels (own_side: instead of all), of the other side only the artery."""
    arteries = _has("renal_artery", "common_iliac", "internal_iliac_artery", "external_iliac_artery")
    own = _ids("inferior_vena_cava", "thoracic_aorta", "abdominal_aorta",
               *(f"{side}_{n}" for n in own_side or ("renal_vein", "ureter", "external_iliac_vein")))  # fmt: skip
    return _or(TRUNK, _has("hip_bone", "sacrum", "kidney", "spleen", f"{side}_suprarenal_gland")), _or(arteries, own)


PICKS: dict[str, Pick] = {
    "whole_body": (_organ, in_figure),
    "liver": (LIVER, _but(_has(*LIVER_VESSELS), *FAR)),
    "liver_inside": (
        _or(LIVER, _has("pancreas", "duodenum")),
        _or(_but(_has(*LIVER_INSIDE_VESSELS), *FAR), _ids(*LIVER_TREES)),
    ),
    "stomach": (_has(*STOMACH), _but(_has(*STOMACH_VESSELS), *FAR)),
    "celiac_plexus": (_or(TRUNK, _has("kidney", "suprarenal", "spleen")), _but(_has(*PLEXUS_VESSELS), *FAR)),
    "bowel": (
        _or(TRUNK, _has("colon", "kidney", "spleen", "hip_bone", "sacrum")),
        _but(_has(*BOWEL_VESSELS), *FAR),
    ),
    "groin_route": (
        _or(BACK, _has("kidney", "spleen", "liver", "urinary_bladder")),
        _but(_has(*ROUTE_VESSELS), "suprarenal_vein", "ascending_aorta"),
    ),
    "arm_route": (ARM_ROUTE, _has(*ARM_VESSELS)),
    "arm_route_liver": (_or(ARM_ROUTE, _has("liver")), _has(*ARM_VESSELS)),
    "arm_route_pelvis": (_or(ARM_ROUTE, _ids("uterus", "urinary_bladder")), _has(*ARM_VESSELS)),
    "arm_route_bowel": (_or(ARM_ROUTE, _has("colon")), _has(*ARM_VESSELS, "superior_mesenteric_artery")),
    "pelvis": (_or(BACK, _has("uter", "ovary", "urinary_bladder")), _has(*PELVIS_VESSELS)),
    "pelvis_male": (
        _or(BACK, _ids("prostate", "urinary_bladder")),
        _but(_has(*PELVIS_VESSELS, "prostatic_artery"), "uterine"),
    ),
    "arm_route_pelvis_male": (_or(ARM_ROUTE, _ids("prostate", "urinary_bladder")), _has(*ARM_VESSELS)),
    "uterus": (_has("uter", "ovary"), _has(*UTERUS_VESSELS)),
    "prostate": (_ids("prostate", "urinary_bladder"), _has(*PROSTATE_VESSELS)),
    "heart": (_has("heart", "lung"), _has(*HEART_VESSELS)),
    "testicular_vein": (
        _or(BACK, _has("kidney", "suprarenal_gland", "urinary_bladder")),
        _but(_has(*GONADAL_VESSELS, "pampiniform"), *GONADAL_BUT),
    ),
    "pelvic_veins": (
        _or(BACK, _has("kidney", "suprarenal_gland", "urinary_bladder", "uter", "ovary")),
        _but(_has(*GONADAL_VESSELS, "ovarian_venous"), *GONADAL_BUT),
    ),
    "left_kidney_mass": _kidney("left", "renal_vein", "external_iliac_vein"),
    **{f"{side}_kidney": _kidney(side) for side in SIDES},
}
DETAILS: dict[str, tuple[str, ...]] = {
    "liver_inside": LIVER_TREES,
    "bowel": BOWEL_ARTERIES,
    "arm_route_bowel": BOWEL_ARTERIES,
    "testicular_vein": both("pampiniform_plexus"),
    "pelvic_veins": both("ovarian_venous_plexus"),
    "prostate": both("prostatic_artery", "prostate_feeder", "superior_vesical_artery"),
    "left_kidney_mass": (
        *(
            f"left_renal_{n}_segmental_artery"
            for n in ("superior", "anterior_superior", "anterior_inferior", "inferior", "posterior")
        ),
        "left_kidney_mass_feeder",
    ),
    "heart": ("right_atrium", "right_ventricle"),
}
"""Vessels of detail groups that a scene shows."""

HEAD = ("brain", "cerebell", "trachea", "larynx", "thyroid_gland", "lung", "heart", "scapula", "clavicle", "vertebra",
        "disc", "rib")  # fmt: skip
CHEST = ("trachea", "lung", "heart", "scapula", "clavicle", "rib", "vertebra", "disc")
ARM = ("humerus", "radius", "ulna", "carpal", "finger")
FRONT_OF_CHEST = ("anterior_rib", "costal", "sternum")
LEGS = ("femur", "patella", "tibia", "fibula", "tarsal", "hip_bone", "sacrum", "vertebra", "disc")
KNEE = ("femur", "patella", "tibia", "fibula", "tarsal")


def _of_side(side: str, *words: str) -> Callable[[Structure], bool]:
    return lambda s: s.id.startswith(side) and _but(_has(*words), "metacarpal")(s)


ARMS = _but(_has(*CHEST, *ARM), *FRONT_OF_CHEST)
_HEAD = _but(_has(*HEAD), *FRONT_OF_CHEST)
_LEGS = _but(_has(*LEGS), "metacarpal")

PICKS |= {
    "head_neck": (_HEAD, _any),
    "head_neck_aneurysm": (_HEAD, _any),
    "head_neck_avm": (_HEAD, _any),
    "cava_route": (_but(_or(_has(*CHEST, "kidney", "liver"), _bone), *CAGE), _any),
    "chest_veins": (_or(ARMS, _ids("thyroid_gland")), _any),
    "legs_arteries": (_LEGS, _any),
    **{f"{side}_{name}": (ARMS, _any) for side in SIDES for name in ("arm", "arm_fistula", "wrist")},
    **{f"{side}_leg_veins": (_LEGS, _any) for side in SIDES},
    **{f"{side}_knee": (_of_side(side, *KNEE), _any) for side in SIDES},
}
"""Regions: their vessels are listed in ``atlas.regions``."""

HIDDEN: dict[str, tuple[str, ...]] = {
    "arm_route": ("uterine", "uterus", "fibroid", "liver", "bladder"),
    "arm_route_bowel": ("uterine", "uterus", "fibroid", "liver", "bladder"),
    "bowel": ("uterine", "uterus", "fibroid", "liver", "bladder", "small_intestine", "stomach"),
    "arm_route_liver": ("uterine", "uterus", "fibroid", "liver_tumor", "bladder"),
    "arm_route_pelvis": ("uterine_tube", "fibroid", "liver"),
    "arm_route_pelvis_male": ("prostatic", "uterine", "uterus", "fibroid", "liver", "ovar"),
    "pelvis_male": ("uterine", "uterus", "fibroid", "ovar"),
    "groin_route": ("uterine", "uterus", "fibroid", "liver_tumor"),
    "uterus": ("bladder",),
    "liver_inside": ("liver_tumor",),
    "left_kidney_stone": ("kidney_tumor",),
    "right_kidney_stone": ("kidney_tumor",),
    "left_kidney_mass": ("kidney_tumor",),
    "prostate": ("uterine", "uterus", "ovar", "fibroid"),
    "testicular_vein": ("uterine", "uterus", "ovar", "fibroid"),
    "pelvic_veins": ("prostat", "testic", "pampiniform"),
}
"""Words in the names of what call-outs could ask for but a profile does not show."""


def _picks(profile: str) -> Pick:
    return PICKS.get(_scene(profile).removesuffix("_stone"), PICKS["whole_body"])


def _scene(profile: str) -> str:
    """The profile without its states and without what only fills a kidney."""
    return (profile.split() or [""])[0].removesuffix("_urine")


def shown_structures(atlas: Atlas, profile: str) -> Iterator[Structure]:
    """Structures a front profile shows; the body shell is not one of them."""
    wanted = _picks(profile)[0]
    return (s for s in atlas.structures.values() if s.kind != "body" and wanted(s))


def shown_vessels(atlas: Atlas, profile: str) -> Iterator[Vessel]:
    """Vessels a front profile shows; those of a detail group only where a procedure or a region's scene names them."""
    named = region_vessels(atlas, profile)
    if named is not None:
        return (atlas.vessels[id] for id in named)
    wanted, details = _picks(profile)[1], DETAILS.get(_scene(profile), ())
    return (v for v in atlas.vessels.values() if (v.id in details if v.detail else wanted(v)))


def shown_targets(profile: str) -> str:
    """Word that the hosts of the targets shown in a profile contain."""
    return {"pelvis": "uterus", "pelvis_male": "prostate", "whole_body": "none"}.get(profile, profile)


def may_show(view: View, anchor: str) -> bool:
    """False where a call-out would point at something that is not on the stage.

    Vessels and organs belong to front profiles that show them, regions to slices, layers to layer plates.
    """
    kind, _, _rest = anchor.partition(":")
    if kind == "region":
        return view.plate.startswith("axial")
    if kind == "layer":
        return view.plate.endswith("layers")
    if kind == "inside" or is_closeup(view.plate):
        return anchor.startswith(f"inside:{view.plate}/")
    name = anchor.partition("@")[0].partition("+")[0]
    if view.plate != "front" or ":" in anchor or "," in name or name == "skin":
        return True
    return _named(view.profile, name)


def _named(profile: str, name: str) -> bool:
    """True unless the name is that of a vessel or organ which the profile leaves out."""
    words = HIDDEN.get(_scene(profile), ())
    return not any(word in name for word in words)
