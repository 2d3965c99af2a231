"""The way from the puncture to the organ: groin or left wrist up to the aorta; everything else pale."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QLinearGradient

from irexplainer.atlas.aneurysm import lines
from irexplainer.paint.front.easel import Easel, sides
from irexplainer.paint.front.ends import RegionEasel
from irexplainer.paint.front.figure import paint_back_bones, shown
from irexplainer.paint.front.ground import paint_body
from irexplainer.paint.shadows import Cast
from irexplainer.paint.tubes import Tube

LUMEN_OPACITY = 0.62
GROIN_WAY = (
    "right_common_femoral_artery", "right_external_iliac_artery", "right_common_iliac_artery",
    "abdominal_aorta",
)  # fmt: skip
GROIN_FULL = (
    "celiac_trunk", "common_hepatic_artery", "thoracic_aorta", "right_femoral_artery", "right_deep_femoral_artery",
)  # fmt: skip
ARM_WAY = (
    "left_radial_artery", "left_brachial_artery", "left_axillary_artery", "left_subclavian_artery",
    "aortic_arch", "arch_of_aorta", "thoracic_aorta", "descending_aorta", "abdominal_aorta",
)  # fmt: skip
ARM_FULL = ("ascending_aorta", "celiac_trunk", "common_hepatic_artery")
TRUNK_VESSELS = (
    "external_iliac",
    "internal_iliac",
    "common_iliac",
    "renal",
    "splenic",
    "vena_cava",
)
LEG_VESSELS = ("femoral", "saphenous")
CHEST_VESSELS = (
    "carotid",
    "brachiocephalic",
    "subclavian_artery",
    "axillary_artery",
    "brachial_artery",
    "ulnar_artery",
    "radial_artery",
)
ARM_CONTEXT = (*CHEST_VESSELS, "renal_artery", "common_iliac_artery", "external_iliac_artery", "femoral_artery")
DEEP_VEINS = ("splenic_vein", "superior_mesenteric_vein", "hepatic_portal_vein", "splenic_artery")
PUNCTURE_FADE = (81.4, 83.2)
"""Below the puncture of the groin no tool runs, y in cm."""
ARCH_FADE = (-0.3, 1.5)
"""Along the arch up to the mouth of the left subclavian artery, x in cm."""
FORK_FADE = (64.5, 67.8)
SEEN_THROUGH = 0.85
ARMLESS_FROM = 14.0
"""px per cm above which the arms only stand in the way."""


def paint_groin_route(e: Easel) -> None:
    """From the right groin to the celiac trunk.

    The state ``sac`` shows a widened belly aorta instead, and the ways from both groins.
    """
    widened = e.states.get("sac", 0.0) > 0.5
    e = _with_sac(e) if widened else e
    _behind(e)
    e.paint("urinary_bladder", tint=_tint(e))
    names = [i for i in shown(e) if any(w in i for w in TRUNK_VESSELS + LEG_VESSELS) and i not in DEEP_VEINS]
    way = (*GROIN_WAY, *(i.replace("right", "left") for i in GROIN_WAY[:-1])) if widened else GROIN_WAY
    _vessels(e, names, way, GROIN_FULL, PUNCTURE_FADE)
    e.paint(*sides("kidney"), tint=_tint(e))
    if widened:
        return
    e.shadow("liver", cast=Cast(0.6, 0.15, 0.4, 0.26))
    e.paint("liver", tint=_tint(e))


def _with_sac(e: Easel) -> Easel:
    tube = Tube(lines()["abdominal_aorta"], False, False)
    return RegionEasel(e.p, e.atlas, e.look, e.viewport, e.states, {"abdominal_aorta": tube})


def paint_arm_route(e: Easel) -> None:
    """From the left wrist over the arch to the belly."""
    _behind(e, arms=True)
    e.paint("trachea", tint=_tint(e))
    e.paint(*sides("lung"), tint=0.55)
    names = [i for i in shown(e) if any(w in i for w in ARM_CONTEXT) and "vein" not in i]
    _vessels(e, names, ARM_WAY, ARM_FULL, FORK_FADE, {"aortic_arch": _arch_lumen(e)})
    e.shadow("heart", cast=Cast(0.6, 0.2, 0.4, 0.26))
    e.paint("heart", tint=_tint(e))


def paint_arm_route_liver(e: Easel) -> None:
    """The same with the liver, where the way ends."""
    paint_arm_route(e)
    e.shadow("liver", cast=Cast(0.6, 0.15, 0.4, 0.26))
    e.paint("liver", opacity=SEEN_THROUGH, tint=0.25)


def paint_arm_route_pelvis(e: Easel) -> None:
    """The same with womb and bladder, where the way ends."""
    paint_arm_route(e)
    e.shadow("uterus", cast=Cast(0.4, 0.1, 0.3, 0.24))
    e.paint("uterus", tint=0.2)
    e.paint("urinary_bladder", tint=_tint(e))


def lumen_of(e: Easel, way: Iterable[str], fade: tuple[float, float] | None = None) -> dict[str, QBrush | QColor]:
    """Bright inside of the vessels on the way. fade: from this y to that it vanishes, cm."""
    if fade is None:
        return dict.fromkeys(e.has(way), e.fill("lumen", LUMEN_OPACITY))
    gradient = QLinearGradient(QPointF(0, fade[0]), QPointF(0, fade[1]))
    gradient.setColorAt(0, e.fill("lumen", LUMEN_OPACITY))
    gradient.setColorAt(1, e.fill("lumen", 0.0))
    return dict.fromkeys(e.has(way), QBrush(gradient))


def _behind(e: Easel, arms: bool = False) -> None:
    """Body and bones. arms: also when the camera is close, where the way runs through one of them."""
    arms = arms or e.viewport.scale < ARMLESS_FROM
    paint_body(e, arms)
    paint_back_bones(e, 0.9, arms)
    e.paint("spleen", *sides("kidney"), tint=_tint(e))


def _vessels(
    e: Easel,
    context: Iterable[str],
    way: Iterable[str],
    full: Iterable[str],
    fade: tuple[float, float],
    own: Mapping[str, QBrush] | None = None,
) -> None:
    """Vessels of a way. own: brushes of those that are bright only in part."""
    colored = {*way, *full}
    pale = [i for i in context if i not in colored]
    lumen = lumen_of(e, way, fade)
    lumen |= {i: brush for i, brush in (own or {}).items() if i in lumen}
    e.vessels(dict.fromkeys([*pale, *way, *full]), pale, lumen)


def _arch_lumen(e: Easel) -> QBrush:
    """From the left arm a tool enters the arch at its far end: the part next to the heart stays dark."""
    gradient = QLinearGradient(QPointF(ARCH_FADE[0], 0), QPointF(ARCH_FADE[1], 0))
    gradient.setColorAt(0, e.fill("lumen", 0.0))
    gradient.setColorAt(1, e.fill("lumen", LUMEN_OPACITY))
    return QBrush(gradient)


def _tint(e: Easel) -> float:
    return 0.5 if e.look.light else 0.55
