"""A port under the skin: a small case with a soft top, and the bent needle that is put in to use it."""

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen, QRadialGradient

from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.scene import Floats, Scene, box_of
from irexplainer.paint.actors.strokes import color, stroke_shadow, stroke_tube
from irexplainer.story.frame import EffectPose, ToolPose

CASE_CM = 1.25
"""Half the length of the case: about 2.5 cm long (facts, S6)."""
SOFT_CM = 0.58
"""Radius of the soft top."""
HOSE_CM = 5.5


def paint_port(scene: Scene, tool: ToolPose) -> None:
    """Case with its soft top."""
    center, along = _place(scene, tool)
    p, cm = scene.painter, scene.viewport.scale
    p.save()
    p.setOpacity(p.opacity() * tool.opacity)
    p.save()
    p.translate(QPointF(*map(float, center)))
    p.rotate(math.degrees(math.atan2(along[1], along[0])) - 90)
    _case(scene, cm)
    p.restore()
    p.restore()


def _place(scene: Scene, tool: ToolPose) -> tuple[Floats, Floats]:
    """Middle of the case and unit direction towards the tube, px."""
    track = scene.board.paths[tool.path]
    ends = scene.px(np.array([track.at(tool.tail)[:3], track.at(tool.tip)[:3]]))
    along = ends[1] - ends[0]
    return ends.mean(0), along / (float(np.hypot(*along)) or 1.0)


def _case(scene: Scene, cm: float) -> None:
    """Rounded triangle that narrows towards the tube (here downwards), with holes for stitches."""
    p = scene.painter
    shape = QPainterPath(QPointF(0, 1.3 * cm))
    shape.cubicTo(QPointF(0.55 * cm, 1.3 * cm), QPointF(1.1 * cm, 0.45 * cm), QPointF(1.12 * cm, -0.2 * cm))
    shape.cubicTo(QPointF(1.12 * cm, -0.95 * cm), QPointF(0.6 * cm, -1.15 * cm), QPointF(0, -1.15 * cm))
    shape.cubicTo(QPointF(-0.6 * cm, -1.15 * cm), QPointF(-1.12 * cm, -0.95 * cm), QPointF(-1.12 * cm, -0.2 * cm))
    shape.cubicTo(QPointF(-1.1 * cm, 0.45 * cm), QPointF(-0.55 * cm, 1.3 * cm), QPointF(0, 1.3 * cm))
    stroke_shadow(p, shape, 0.08 * cm, 0.06 * cm, 0.12 * cm, 0.4)
    base = QRadialGradient(QPointF(-0.4 * cm, -0.5 * cm), 2.0 * cm)
    for stop, ink in ((0.0, "#F1E9FB"), (0.45, "#C9B4E4"), (1.0, "#8A6BB5")):
        base.setColorAt(stop, color(ink))
    p.setPen(QPen(color("#43236B"), max(0.05 * cm, 1.2)))
    p.setBrush(base)
    p.drawPath(shape)
    p.setBrush(color("#5B3F80"))
    p.setPen(Qt.PenStyle.NoPen)
    for x, y in ((-0.88, -0.12), (0.88, -0.12), (0.0, 0.98)):
        p.drawEllipse(QPointF(x * cm, y * cm), 0.08 * cm, 0.08 * cm)
    rim = QRadialGradient(QPointF(-0.2 * cm, -0.4 * cm), 1.1 * cm)
    for stop, ink in ((0.0, "#FFFFFF"), (0.6, "#BFC7CF"), (1.0, "#7C8792")):
        rim.setColorAt(stop, color(ink))
    p.setPen(QPen(color("#56616B"), max(0.03 * cm, 1.0)))
    p.setBrush(rim)
    p.drawEllipse(QPointF(0, -0.1 * cm), (SOFT_CM + 0.14) * cm, (SOFT_CM + 0.14) * cm)
    soft = QRadialGradient(QPointF(-0.15 * cm, -0.28 * cm), 0.95 * cm)
    for stop, ink in ((0.0, "#FFFFFF"), (0.55, "#E8E4DC"), (1.0, "#B9B2A4")):
        soft.setColorAt(stop, color(ink))
    p.setBrush(soft)
    p.drawEllipse(QPointF(0, -0.1 * cm), SOFT_CM * cm, SOFT_CM * cm)


def paint_port_needle(scene: Scene, effect: EffectPose) -> None:
    """Wings of the bent needle on the skin over the port, its hose running down; value 0..1 puts it in."""
    if effect.at is None or effect.value <= 0:
        return
    p, cm, share = scene.painter, scene.viewport.scale, effect.value
    center = scene.point(effect.at)
    lift = (1.0 - share) * 1.8 * cm
    at = center - QPointF(lift * 0.3, lift)
    p.save()
    p.setOpacity(p.opacity() * min(1.0, share * 2.5))
    hose = QPainterPath(at)
    way = 1.0 if effect.at[0] > 0 else -1.0
    hose.cubicTo(
        at + QPointF(way * 0.9 * cm, 0.1 * cm),
        at + QPointF(way * 1.5 * cm, 1.6 * cm),
        at + QPointF(way * 1.6 * cm, HOSE_CM * cm),
    )
    stroke_shadow(p, hose, 0.1 * cm, 0.06 * cm, 0.12 * cm, 0.3)
    stroke_tube(p, hose, max(0.11 * cm, 1.6), ("#8FA3A6", "#DCE6E7", "#FFFFFF"), 1.0, "#4A555B")
    p.setPen(QPen(color("#7A5A08"), max(0.03 * cm, 1.0)))
    p.setBrush(color("#F4CF62", 0.95))
    for left in (-0.98, 0.08):
        p.drawRoundedRect(QRectF(at.x() + left * cm, at.y() - 0.34 * cm, 0.9 * cm, 0.68 * cm), 0.3 * cm, 0.3 * cm)
    p.setBrush(color("#FFF3C8"))
    p.drawEllipse(at, 0.2 * cm, 0.2 * cm)
    p.restore()


def box_port_needle(scene: Scene, effect: EffectPose) -> Rect | None:
    """Wings and hose."""
    return None if effect.at is None else scene.around(effect.at, (HOSE_CM + 0.5) * scene.viewport.scale + 8)


def box_port(scene: Scene, tool: ToolPose) -> Rect | None:
    """The case."""
    center, _ = _place(scene, tool)
    return box_of(center[None, :], (CASE_CM + 0.5) * scene.viewport.scale + 8)
