"""The whole figure of the home screen (STYLE 6.2, in the order corrected by the anatomy review)."""

from irexplainer.paint.front.easel import Easel, sides
from irexplainer.paint.front.ground import dashed_hint, paint_body, paint_floor, paint_front_shell, trunk_path
from irexplainer.paint.shadows import Cast
from irexplainer.story.shown import in_figure

CHEST = (
    "superior_vena_cava", "ascending_aorta", "aortic_arch", "arch_of_aorta", "brachiocephalic_trunk",
    "pulmonary_trunk",
    *sides("brachiocephalic_vein", "internal_jugular_vein", "common_carotid_artery", "subclavian_artery",
           "subclavian_vein", "axillary_artery", "axillary_vein", "brachial_artery", "radial_artery", "ulnar_artery",
           "basilic_vein", "pulmonary_artery", "internal_carotid_artery", "external_carotid_artery"),
)  # fmt: skip
"""Vessels in front of the lungs, and those of the arms, which go on from them without a seam."""

ORGANS_IN_FRONT = ("mesentery", "small_intestine", "colon", "stomach", "gallbladder", "liver")


def shown(e: Easel) -> list[str]:
    """Vessels of the home figure."""
    return [i for i, vessel in e.atlas.vessels.items() if in_figure(vessel)]


def paint_figure(e: Easel) -> None:
    """Paint the figure."""
    paint_floor(e)
    paint_body(e)
    paint_back_bones(e)
    e.paint(*sides("kidney", "suprarenal_gland", "adrenal_gland"), "spleen")
    e.vessels([i for i in shown(e) if i not in CHEST])
    e.paint("pancreas", "duodenum")
    for key in ORGANS_IN_FRONT:
        e.dropped(key)
    e.paint("trachea", "larynx", *sides("lung"))
    e.vessels(CHEST)
    e.shadow("heart", cast=Cast(0.6, 0.2, 0.4, 0.3))
    e.paint("heart", "thyroid_gland", "thyroid")
    e.shadow("urinary_bladder", cast=Cast(0.4, 0.1, 0.25, 0.25))
    e.paint("urinary_bladder")
    for key in sides("kidney"):
        dashed_hint(e, key)
    e.paint("cerebellum", "brain")
    if not e.look.flat:
        e.paint("cage", "clavicles", opacity=0.18)
    paint_front_shell(e)


def paint_back_bones(e: Easel, strength: float = 1.0, arms: bool = True) -> None:
    """Skeleton behind the organs."""
    if e.look.flat:
        return
    dark = 1.0 if e.look.light else 0.6
    limbs = 0.42 if e.look.light else 0.22
    e.p.save()
    if not arms:
        e.clip(trunk_path())
    e.paint("limbs", "scapulae", opacity=limbs * strength)
    e.p.restore()
    e.paint("ribs", opacity=0.8 * strength * dark)
    e.paint("discs", "spine", opacity=0.95 * strength * dark)
    e.paint("pelvis", opacity=0.85 * strength * dark)
