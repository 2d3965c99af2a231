"""The large bowel with the arteries that feed it; the small bowel is lifted away so that the way can be seen."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QRadialGradient

from irexplainer.paint.front.easel import Easel, sides
from irexplainer.paint.front.ground import fade_armpits, paint_body
from irexplainer.paint.front.routes import LUMEN_OPACITY, paint_arm_route
from irexplainer.paint.shadows import Cast
from irexplainer.paint.tubes import Shading, Tube, paint_veiled, tapered, union_path

TRUNK = "superior_mesenteric_artery"
WAY = (
    "right_common_femoral_artery", "right_external_iliac_artery", "right_common_iliac_artery", "thoracic_aorta",
    "abdominal_aorta",
)  # fmt: skip
GUT_WAY = (TRUNK, "ileocolic_artery", "colon_bleed_feeder")
BRANCHES = ("right_colic_artery", "middle_colic_artery")
THIN = ("jejunal_artery_1", "jejunal_artery_2", "ileal_artery_1", "ileal_artery_2")
BEHIND = (
    "inferior_vena_cava",
    *sides("renal_artery", "renal_vein", "common_iliac_vein", "external_iliac_vein", "internal_iliac_artery"),
    "left_common_iliac_artery", "left_external_iliac_artery",
)  # fmt: skip
LUMEN_SHARE = 0.7
ROOT_CM = 0.75
"""The trunk comes out of the aorta towards the viewer: it fades in over this length."""
END_CM = 1.2
"""Arteries that are not the way thin out over this length where they leave the picture's subject."""


def paint_bowel(e: Easel) -> None:
    """Paint the scene."""
    paint_body(e, arms=False)
    tint = 0.5 if e.look.light else 0.55
    if not e.look.flat:
        bones = 1.0 if e.look.light else 0.55
        e.paint("ribs", opacity=0.45 * bones)
        e.paint("discs", "spine", opacity=0.85 * bones)
        e.paint("pelvis", "sacrum", opacity=0.7 * bones)
    fade_armpits(e)
    e.paint("spleen", tint=tint)
    e.vessels((*BEHIND, *WAY), BEHIND, dict.fromkeys(WAY, e.fill("lumen", LUMEN_OPACITY)))
    e.paint(*sides("kidney"), tint=tint)
    e.shadow("colon", cast=Cast(0.5, 0.15, 0.35, 0.32))
    e.paint("colon", tint=0.12)
    _arteries(e)


def paint_arm_route_bowel(e: Easel) -> None:
    """From the left wrist over the arch to the arteries of the bowel."""
    paint_arm_route(e)
    e.shadow("colon", cast=Cast(0.5, 0.15, 0.35, 0.32))
    e.paint("colon", tint=0.25)
    _arteries(e)


def _arteries(e: Easel) -> None:
    """The tree of the upper gut artery in front of the bowel; the way to the bleeding place is bright inside."""
    thin = [_thinning(e, i) for i in e.has(THIN)]
    way = [_thinning(e, i) if i == TRUNK else e.tube(i) for i in e.has(GUT_WAY)]
    tubes = [*thin, *(_thinning(e, i) for i in e.has(BRANCHES)), *way]
    root = _root(e)
    if not e.look.flat:
        e.shadow_of("bowel arteries", union_path(tubes), Cast(0.2, 0.08, 0.2, 0.3))
    paint_veiled(e.p, tubes, Shading(e.look.ramp("artery")), 1.0, root(QColor(0, 0, 0)), e.world)
    e.p.fillPath(union_path(way, share=LUMEN_SHARE), root(e.fill("lumen", LUMEN_OPACITY)))


def _thinning(e: Easel, id: str) -> Tube:
    """A gut artery as long as the atlas has it."""
    line = np.asarray(e.atlas.vessels[id].points, float)[:, [0, 1, 3]]
    return Tube(tapered(line, end=END_CM, least=0.02), round_start=id != TRUNK)


def _root(e: Easel) -> Callable[[QColor], QBrush]:
    """Brush of a color that fades in where the trunk leaves the aorta."""
    x, y = e.atlas.vessels[TRUNK].points[0][:2]

    def brush(color: QColor) -> QBrush:
        gradient, clear = QRadialGradient(QPointF(x, y), ROOT_CM), QColor(color)
        clear.setAlphaF(0.0)
        gradient.setColorAt(0.35, clear)
        gradient.setColorAt(1.0, color)
        return QBrush(gradient)

    return brush
