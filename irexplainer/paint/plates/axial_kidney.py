"""The kidney slice on the table, in the four ways of lying, seen from the feet.

``View.profile`` says what is shown: ``axial_kidney`` (both sides alike), or a name that begins with a side:
``left_kidney_tumor`` (the tumor of that side), ``right_lower_posterior_calyx`` (that side, nothing added),
``left_swollen`` (calyces wide with urine). With a side named and the patient not on the back, everything else steps
back behind a veil. How far calyces are swollen at a moment is an effect: see ``calyces.py``.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QRadialGradient, QTransform

from irexplainer.geom.viewport import Viewport
from irexplainer.paint.look import Look
from irexplainer.paint.paths import polygon_path
from irexplainer.paint.plates import axial_bake
from irexplainer.paint.plates.axial import begin, cast_on, paint_slice
from irexplainer.paint.plates.axial_kinds import shown_slice
from irexplainer.paint.plates.screen_slice import ScreenSlice, laid
from irexplainer.paint.plates.store import texture_of
from irexplainer.paint.shadows import Cast, paint_shadow
from irexplainer.story.frame import Position, View

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas, Target

TUMOR_WORDS = ("tumor", "cryo", "ablation")
VEIL_OUT = np.array([1.12, 1.45])
"""From the middle of the renal sinus outwards and to the back, as factors."""
VEIL_DARK = "#0C1216"
"""Neutral: the blue of the canvas would turn the fat green."""
VEIL = (5.0, 9.0, 0.50)
"""Clear up to, full from (cm), strength; around a point between kidney and needle entry."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What of the slice is shown. side: left, right or "" for both alike."""

    side: str = ""
    tumor: bool = False
    swollen: bool = False

    @staticmethod
    def of(profile: str) -> "Shown":
        """Read a profile name."""
        side = next((s for s in axial_bake.SIDES if s in profile.split("_")), "")
        return Shown(side, any(w in profile for w in TUMOR_WORDS), "swollen" in profile)


def paint_axial_kidney(
    p: QPainter, atlas: "Atlas", view: View, position: Position, look: Look, viewport: Viewport
) -> None:
    """Paint table, slice, target and veil in px of ``viewport``."""
    plane, shown = shown_slice("axial_kidney", position), Shown.of(view.profile)
    swollen = frozenset({shown.side} if shown.swollen and shown.side else ())
    begin(p, look, viewport)
    paint_slice(p, plane, look, viewport, swollen)
    target = atlas.targets.get(f"{shown.side}_kidney_tumor") if shown.tumor else None
    if target is not None:
        _paint_tumor(p, plane, target, look)
    if plane.position is not Position.SUPINE and shown.side and not look.flat:
        _paint_veil(p, plane, shown.side, look)
    p.restore()


def _paint_tumor(p: QPainter, plane: ScreenSlice, target: "Target", look: Look) -> None:
    """The tumor where the atlas has it, half in the kidney and half in the fat behind it."""
    x, y = (float(v) for v in laid(np.array([target.center[0], target.center[2]]), plane.position))
    path = polygon_path(axial_bake.tumor_outline(x, y, target.radius))
    if look.flat:
        p.fillPath(path, QColor(look.ramp("tumor")[1]))
        p.strokePath(path, _cosmetic("#FFFFFF", 2.0))
        return
    paint_shadow(p, f"{target.id}.{plane.position.value}", path, cast_on(look, Cast(0.25, 0.07, 0.16, 0.42)))
    grow = target.radius / axial_bake.TUMOR_RADIUS
    nominal = axial_bake.tumor_outline(0, 0, axial_bake.TUMOR_RADIUS)
    corner = float(nominal[:, 0].min()) - 0.25, float(nominal[:, 1].min()) - 0.25
    relief = texture_of("axial_kidney_tumor", corner, axial_bake.PX_PER_CM)
    brush = QBrush(QColor(look.ramp("tumor")[1]))
    if relief:
        brush = relief.brush()
        brush.setTransform(brush.transform() * QTransform.fromScale(grow, grow) * QTransform.fromTranslate(x, y))
    p.fillPath(path, brush)
    p.strokePath(path, QPen(QColor("#3F2455"), 0.05))


def _cosmetic(color: str, width: float) -> QPen:
    pen = QPen(QColor(color), width)
    pen.setCosmetic(True)
    return pen


def _paint_veil(p: QPainter, plane: ScreenSlice, side: str, look: Look) -> None:
    """Canvas color over everything that is not near the kidney of the side (PLATES 6.3)."""
    at = plane.piece(f"{side}_renal_sinus").outline.mean(0) * VEIL_OUT
    clear, full, strength = VEIL
    gradient = QRadialGradient(QPointF(float(at[0]), float(at[1])), full * 1.4)
    color = QColor(look.color("canvas_middle") if look.light else VEIL_DARK)
    for where, alpha in ((0.0, 0.0), (clear / full / 1.4, 0.0), (1 / 1.4, strength), (1.0, strength + 0.05)):
        color.setAlphaF(alpha)
        gradient.setColorAt(where, color)
    p.fillPath(plane.piece("skin").path, QBrush(gradient))
