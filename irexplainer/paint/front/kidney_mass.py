"""The left kidney opened, with a large tumor and the artery that feeds it."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QLinearGradient

from irexplainer.atlas.collecting_system import Hilum
from irexplainer.paint.actors.ways import branches_of
from irexplainer.paint.front.easel import Easel
from irexplainer.paint.front.kidney import kidney_scene, paint_pyramids
from irexplainer.paint.front.lumps import paint_tumor
from irexplainer.paint.front.routes import LUMEN_OPACITY
from irexplainer.paint.front.twigs import twigs
from irexplainer.paint.tubes import Shading, Tube, paint_tubes, paint_veiled, union_path

MASS = "left_kidney_mass"
WAY = ("left_renal_artery", "left_renal_inferior_segmental_artery", "left_kidney_mass_feeder")
SEGMENTS = (
    "left_renal_superior_segmental_artery", "left_renal_anterior_superior_segmental_artery",
    "left_renal_anterior_inferior_segmental_artery", "left_renal_posterior_segmental_artery",
)  # fmt: skip
MOUTH = (1.25, 1.95)
"""The artery comes out from behind the aorta: clear at the first x, whole from the second on, cm."""
VEIN_OPACITY = 0.4
VEIN_STRETCH = (0.6, 1.1, 4.5, 5.0)
"""The vein once more over the artery: clear at the first x, whole at the next two, clear at the last, cm."""


def paint_left_kidney_mass(e: Easel) -> None:
    """Paint the scene."""
    kidney_scene(e, "left", False, _inside)


def _inside(e: Easel, side: str, h: Hilum) -> None:
    """Pyramids, fine arteries, the tumor, and the arteries in front of them: the way is bright inside.

    The kidney vein lies in front of the artery: it is glass here, or it would hide the way.
    """
    paint_pyramids(e, h)
    _fine(e, [Tube(line) for line in twigs(f"{side}_kidney_twigs")])
    paint_tumor(e, MASS)
    if MASS in e.atlas.targets:
        _fine(e, [Tube(line[:, [0, 1, 3]]) for line in branches_of(e.atlas, e.atlas.targets[MASS])])
    e.vessels(SEGMENTS)
    tubes = [e.tube(id) for id in e.has(WAY)]
    paint_veiled(e.p, tubes, Shading(e.look.ramp("artery")), 1.0, _fade(QColor(0, 0, 0)), e.world)
    e.p.fillPath(union_path(tubes, share=0.74), _fade(e.fill("lumen", LUMEN_OPACITY)))
    vein = [e.tube(id) for id in e.has((f"{side}_renal_vein",))]
    paint_veiled(e.p, vein, Shading(e.look.ramp("vein")), VEIN_OPACITY, _glass(), e.world)


def _fine(e: Easel, tubes: list[Tube]) -> None:
    if tubes:
        paint_tubes(e.p, tubes, Shading(e.look.ramp("artery_fine"), 0.008, 0.2), e.world)


def _glass() -> QBrush:
    """The vein from where the artery comes out behind it up to where it enters the kidney."""
    first, last = VEIN_STRETCH[0], VEIN_STRETCH[-1]
    gradient = QLinearGradient(QPointF(first, 0), QPointF(last, 0))
    for x, opacity in zip(VEIN_STRETCH, (0, 255, 255, 0), strict=True):
        gradient.setColorAt((x - first) / (last - first), QColor(0, 0, 0, opacity))
    return QBrush(gradient)


def _fade(color: QColor) -> QBrush:
    gradient, clear = QLinearGradient(QPointF(MOUTH[0], 0), QPointF(MOUTH[1], 0)), QColor(color)
    clear.setAlphaF(0.0)
    gradient.setColorAt(0.0, clear)
    gradient.setColorAt(1.0, color)
    return QBrush(gradient)
