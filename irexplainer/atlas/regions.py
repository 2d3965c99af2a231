"""Which vessels the scenes of head, arms and legs show, by profile: for the painter and for the semantic tree."""

from collections.abc import Callable, Iterable, Mapping

from irexplainer.atlas.select import vessels_of_detail
from irexplainer.atlas.types import Atlas

Ids = tuple[str, ...]
SIDES = ("left", "right")


def both(*names: str) -> Ids:
    """Left and right of each name."""
    return tuple(f"{side}_{name}" for name in names for side in SIDES)


HEAD_WAY = (
    "thoracic_aorta", "ascending_aorta", "aortic_arch", "brachiocephalic_trunk",
    *both("common_carotid_artery", "internal_carotid_artery", "middle_cerebral_artery"),
)  # fmt: skip
HEAD_FULL = (
    "basilar_artery",
    *both("external_carotid_artery", "vertebral_artery", "anterior_cerebral_artery", "internal_jugular_vein"),
)  # fmt: skip
HEAD_PALE = (
    "superior_vena_cava",
    *both("subclavian_artery", "axillary_artery", "brachiocephalic_vein", "subclavian_vein", "axillary_vein"),
)  # fmt: skip
HEAD_LEFT_OUT = ("feeder", "meningeal")

ARM_ARTERIES = ("subclavian_artery", "axillary_artery", "brachial_artery", "radial_artery", "ulnar_artery")
LINE_WAY = ("basilic_vein", "axillary_vein", "subclavian_vein", "brachiocephalic_vein")
"""Veins of a long line, against the blood: from the arm to the upper vena cava."""
CHEST = ("thoracic_aorta", "ascending_aorta", "aortic_arch", "brachiocephalic_trunk", *both("common_carotid_artery"))
CENTRAL_VEINS = ("superior_vena_cava", *both("brachiocephalic_vein"))
CAVA_WAY = ("right_internal_jugular_vein", "right_brachiocephalic_vein", "superior_vena_cava", "inferior_vena_cava")
"""From the neck to the lower vena cava; between the caval veins lies the right atrium."""
CHEST_VEINS = (*CENTRAL_VEINS, *both("subclavian_vein", "axillary_vein", "basilic_vein", "internal_jugular_vein"))
"""Ways of long lines from either arm and either side of the neck."""

LEG_TRUNKS = (
    "common_iliac_artery", "external_iliac_artery", "common_femoral_artery", "femoral_artery",
    "popliteal_artery", "anterior_tibial_artery", "posterior_tibial_artery",
)  # fmt: skip
LEG_BRANCHES = ("internal_iliac_artery", "deep_femoral_artery", "fibular_artery")
PELVIC_VEINS = ("common_iliac_vein", "external_iliac_vein")
DEEP_VEINS = ("femoral_vein", "popliteal_vein", "posterior_tibial_vein")
SKIN_VEINS = ("great_saphenous_vein", "small_saphenous_vein")
KNEE_TRUNKS = (
    "femoral_artery", "popliteal_artery", "anterior_tibial_artery", "posterior_tibial_artery",
    "femoral_vein", "popliteal_vein", "great_saphenous_vein",
)  # fmt: skip


LIVER_TREES = (
    "right_hepatic_vein", "middle_hepatic_vein", "left_hepatic_vein",
    "hepatic_portal_vein", "right_portal_vein", "left_portal_vein",
    "right_posterior_portal_vein", "right_anterior_portal_vein",
    "bile_duct", "common_hepatic_duct", "right_hepatic_duct", "left_hepatic_duct", "cystic_duct",
    "right_posterior_hepatic_duct", "left_lateral_hepatic_duct",
    "common_hepatic_artery", "proper_hepatic_artery", "right_hepatic_artery", "left_hepatic_artery",
    "right_anterior_hepatic_artery", "right_posterior_hepatic_artery", "gastroduodenal_artery",
)  # fmt: skip
"""What runs inside the liver: veins, ducts, arteries."""


def region_vessels(atlas: Atlas, profile: str) -> Ids | None:
    """Vessels of a region's scene; None for a profile that is none of them."""
    pick = PROFILES.get(profile)
    return None if pick is None else tuple(i for i in dict.fromkeys(pick(atlas)) if i in atlas.vessels)


def _of_side(atlas: Atlas, side: str, *groups: str) -> Iterable[str]:
    return (i for i in vessels_of_detail(atlas, *groups) if i.startswith(side))


def _head(atlas: Atlas) -> Iterable[str]:
    fine = vessels_of_detail(atlas, "brain_arteries", "head_arteries")
    return (*HEAD_PALE, *HEAD_FULL, *HEAD_WAY, *(i for i in fine if not any(w in i for w in HEAD_LEFT_OUT)))


def _head_avm(atlas: Atlas) -> Iterable[str]:
    return (*_head(atlas), "left_brain_avm_feeder", "left_brain_avm_vein")


def _arm(side: str, *groups: str) -> Callable[[Atlas], Iterable[str]]:
    own = [f"{side}_{name}" for name in (*LINE_WAY, "cephalic_vein", *ARM_ARTERIES)]
    return lambda atlas: (*CHEST, *CENTRAL_VEINS, *own, *_of_side(atlas, side, *groups))


def _chest(atlas: Atlas) -> Iterable[str]:
    return (*CHEST, *both("subclavian_artery", "axillary_artery", "brachial_artery"), *CHEST_VEINS, "right_atrium")


def _cava(atlas: Atlas) -> Iterable[str]:
    return (*CHEST, "abdominal_aorta", *both("common_iliac_artery", "external_iliac_artery"), *CENTRAL_VEINS,
            *both("subclavian_vein", "internal_jugular_vein", "renal_vein", *PELVIC_VEINS, "femoral_vein"),
            "inferior_vena_cava", "right_atrium")  # fmt: skip


def _legs(atlas: Atlas) -> Iterable[str]:
    veins = ("inferior_vena_cava", *both(*PELVIC_VEINS, "femoral_vein", "popliteal_vein"))
    trunks = ("abdominal_aorta", *both(*LEG_TRUNKS, *LEG_BRANCHES))
    return (*veins, *trunks, *vessels_of_detail(atlas, "foot_arteries"))


def _leg_veins(side: str) -> Callable[[Atlas], Iterable[str]]:
    arteries = (name for name in LEG_TRUNKS if "tibial" not in name)
    own = [f"{side}_{name}" for name in (*arteries, *PELVIC_VEINS, *DEEP_VEINS, *SKIN_VEINS)]
    middle = ("inferior_vena_cava", "abdominal_aorta")
    return lambda atlas: (*middle, *own, *_of_side(atlas, side, "leg_veins"))


def _knee(side: str) -> Callable[[Atlas], Iterable[str]]:
    own = [f"{side}_{name}" for name in KNEE_TRUNKS]
    return lambda atlas: (*own, *(i for i in atlas.vessels if i.startswith(side) and "genicular" in i))


PROFILES: Mapping[str, Callable[[Atlas], Iterable[str]]] = {
    "head_neck": _head,
    "head_neck_aneurysm": _head,
    "head_neck_avm": _head_avm,
    "chest_veins": _chest,
    "cava_route": _cava,
    "legs_arteries": _legs,
    **{f"{side}_arm": _arm(side, "arm_veins") for side in SIDES},
    **{f"{side}_arm_fistula": _arm(side, "arm_veins", "fistula") for side in SIDES},
    **{f"{side}_wrist": _arm(side, "arm_veins") for side in SIDES},
    **{f"{side}_leg_veins": _leg_veins(side) for side in SIDES},
    **{f"{side}_knee": _knee(side) for side in SIDES},
}
"""Profile -> ids of its vessels."""
