"""Which structures and vessels a view of the stage shows: by name, for the semantic tree."""

from collections.abc import Callable, Iterator

from irexplainer.atlas.regions import SIDES, region_vessels
from irexplainer.atlas.types import Atlas, Structure, Vessel
from irexplainer.story.frame import View

Pick = tuple[Callable[[Structure], bool], Callable[[Vessel], bool]]


def _has(*words: str) -> Callable[[Structure | Vessel], bool]:
    return lambda item: any(word in item.id for word in words)


def _bone(structure: Structure) -> bool:
    return structure.kind == "bone"


def _whole(item: Structure | Vessel) -> bool:
    return getattr(item, "sex", "") == "" and not any(w in item.id for w in ("feeder", "duct", "fibroid"))


LIVER = ("liver", "gallbladder", "spleen", "kidney", "rib", "vertebra", "disc")
LIVER_VESSELS = (
    "aorta", "celiac", "hepatic_artery", "gastroduodenal", "splenic_artery", "superior_mesenteric_artery", "renal_",
    "common_iliac", "inferior_vena_cava", "portal_vein", "liver_tumor_feeder",
)  # fmt: skip
ROUTE_VESSELS = ("iliac", "femoral", "aorta", "celiac", "common_hepatic_artery", "renal_", "mesenteric", "splenic",
                 "vena_cava", "saphenous")  # fmt: skip
ARM_VESSELS = ("radial", "ulnar", "brachial", "axillary", "subclavian", "carotid", "brachiocephalic_trunk", "aort",
               "celiac", "common_hepatic_artery", "renal_artery", "iliac_artery")  # fmt: skip
PELVIS_VESSELS = ("iliac", "femoral", "uterine", "fibroid_feeder", "ureter", "abdominal_aorta", "vena_cava",
                  "mesenteric", "internal_pudendal", "gluteal")  # fmt: skip
KIDNEY_VESSELS = ("abdominal_aorta", "vena_cava", "superior_mesenteric_artery", "renal_", "common_iliac", "ureter")

LIVER_TREES = (
    "hepatic_vein", "portal_vein", "bile_duct", "hepatic_duct", "cystic_duct", "hepatic_artery", "gastroduodenal",
    "celiac", "splenic_", "superior_mesenteric_vein", "aorta", "vena_cava", "renal_", "common_iliac",
)  # fmt: skip
STOMACH = ("stomach", "duodenum", "pancreas", "liver", "gallbladder", "colon", "small_intestine", "mesentery", "spleen",
           "kidney", "rib", "sternum", "costal", "vertebra", "disc")  # fmt: skip
STOMACH_VESSELS = ("left_inferior_epigastric_artery", "celiac", "splenic_artery", "common_hepatic_artery", "aorta",
                   "vena_cava", "renal_", "common_iliac")  # fmt: skip
PLEXUS_VESSELS = ("celiac", "splenic_artery", "common_hepatic_artery", "left_gastric_artery",
                  "superior_mesenteric_artery", "aorta", "vena_cava", "renal_", "common_iliac")  # fmt: skip

GONADAL_VESSELS = ("vena_cava", "renal_", "gonadal_vein", "iliac", "femoral_", "abdominal_aorta", "ureter",
                   "superior_mesenteric_artery")  # fmt: skip

PICKS: dict[str, Pick] = {
    "whole_body": (_whole, _whole),
    "liver": (_has(*LIVER), _has(*LIVER_VESSELS)),
    "liver_inside": (_has(*LIVER, "pancreas", "duodenum"), _has(*LIVER_TREES)),
    "stomach": (_has(*STOMACH), _has(*STOMACH_VESSELS)),
    "celiac_plexus": (_has("kidney", "suprarenal", "spleen", "rib", "vertebra", "disc"), _has(*PLEXUS_VESSELS)),
    "groin_route": (lambda s: _bone(s) or _has("kidney", "spleen", "liver", "bladder")(s), _has(*ROUTE_VESSELS)),
    "arm_route": (lambda s: _bone(s) or _has("kidney", "spleen", "lung", "trachea")(s), _has(*ARM_VESSELS)),
    "arm_route_liver": (
        lambda s: _bone(s) or _has("kidney", "spleen", "lung", "trachea", "liver")(s),
        _has(*ARM_VESSELS),
    ),
    "arm_route_pelvis": (
        lambda s: _bone(s) or _has("kidney", "spleen", "lung", "trachea", "uterus", "bladder")(s),
        _has(*ARM_VESSELS),
    ),
    "pelvis": (lambda s: _bone(s) or _has("uter", "ovary", "bladder")(s), _has(*PELVIS_VESSELS)),
    "uterus": (_has("uter", "ovary"), _has("uterine", "fibroid_feeder", "internal_iliac_artery", "ureter")),
    "prostate": (
        _has("prostate", "bladder"),
        _has("prostatic", "iliac_artery", "iliac_vein", "superior_gluteal_artery", "femoral_artery", "ureter"),
    ),
    "testicular_vein": (lambda s: _bone(s) or _has("kidney", "bladder")(s), _has(*GONADAL_VESSELS)),
    "pelvic_veins": (lambda s: _bone(s) or _has("kidney", "bladder", "uter", "ovary")(s), _has(*GONADAL_VESSELS)),
    "left_kidney": (
        lambda s: _bone(s) or _has("kidney", "spleen", "left_suprarenal")(s),
        lambda v: _has(*KIDNEY_VESSELS)(v) and "right_ureter" not in v.id,
    ),
    "right_kidney": (
        lambda s: _bone(s) or _has("kidney", "spleen", "right_suprarenal")(s),
        lambda v: _has(*KIDNEY_VESSELS)(v) and "left_ureter" not in v.id,
    ),
}

HEAD = ("brain", "cerebell", "trachea", "larynx", "thyroid_gland", "lung", "heart", "cervical_vertebra", "scapula",
        "clavicle", "rib", "thoracic_vertebra", "disc")  # fmt: skip
CHEST = ("trachea", "lung", "heart", "scapula", "clavicle", "rib", "vertebra", "disc")
ARM = ("humerus", "radius", "ulna", "carpal", "finger")
LEGS = ("femur", "patella", "tibia", "fibula", "tarsal", "hip_bone", "sacrum", "vertebra", "disc")
KNEE = ("femur", "patella", "tibia", "fibula")


def _of_side(side: str, *words: str) -> Callable[[Structure], bool]:
    return lambda s: s.id.startswith(side) and _has(*words)(s)


def _arm(side: str) -> Callable[[Structure], bool]:
    return lambda s: _has(*CHEST)(s) or (_has(*ARM)(s) and s.id.startswith(side))


PICKS |= {
    "head_neck": (_has(*HEAD), _whole),
    "head_neck_aneurysm": (_has(*HEAD), _whole),
    "legs_arteries": (_has(*LEGS), _whole),
    **{f"{side}_{name}": (_arm(side), _whole) for side in SIDES for name in ("arm", "arm_fistula", "wrist")},
    **{f"{side}_leg_veins": (_has(*LEGS), _whole) for side in SIDES},
    **{f"{side}_knee": (_of_side(side, *KNEE), _whole) for side in SIDES},
}
"""Regions: their vessels are listed in ``atlas.regions``."""

HIDDEN: dict[str, tuple[str, ...]] = {
    "arm_route": ("uterine", "uterus", "fibroid", "liver", "bladder"),
    "arm_route_liver": ("uterine", "uterus", "fibroid", "liver_tumor", "bladder"),
    "arm_route_pelvis": ("uterine_tube", "fibroid", "liver"),
    "groin_route": ("uterine", "uterus", "fibroid", "liver_tumor"),
    "uterus": ("bladder",),
    "liver_inside": ("liver_tumor",),
    "left_kidney_stone": ("kidney_tumor",),
    "right_kidney_stone": ("kidney_tumor",),
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
    wanted = _picks(profile)[1]
    return (v for v in atlas.vessels.values() if not v.detail and wanted(v))


def shown_targets(profile: str) -> str:
    """Word that the hosts of the targets shown in a profile contain."""
    return {"pelvis": "uterus", "whole_body": "none"}.get(profile, profile)


def may_show(view: View, anchor: str) -> bool:
    """False where a call-out would point at something that is not on the stage.

    Vessels and organs belong to front profiles that show them, regions to slices, layers to layer plates.
    """
    kind, _, _rest = anchor.partition(":")
    if kind == "region":
        return view.plate.startswith("axial")
    if kind == "layer":
        return view.plate.endswith("layers")
    name = anchor.partition("@")[0].partition("+")[0]
    if view.plate != "front" or ":" in anchor or "," in name or name == "skin":
        return True
    return _named(view.profile, name)


def _named(profile: str, name: str) -> bool:
    """True unless the name is that of a vessel or organ which the profile leaves out."""
    words = HIDDEN.get(_scene(profile), ())
    return not any(word in name for word in words)
