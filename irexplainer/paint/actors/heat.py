"""Heat around a needle: glow while it is on, its lines of 50 and 60 °C, and the pale zone of dead tissue it leaves."""

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen, QRadialGradient, QTransform

from irexplainer.geom.viewport import Rect
from irexplainer.models.dose import COAGULATED_C
from irexplainer.paint.actors.scene import Floats, Scene, box_of, polyline_path
from irexplainer.paint.actors.strokes import color
from irexplainer.paint.front.lumps import lump_outline
from irexplainer.story import zones
from irexplainer.story.frame import EffectPose

WARM_C = 50.0
DEAD = ((0.0, "#B79F84", 0.62), (0.5, "#DCCBAE", 0.62), (0.86, "#F0E4CB", 0.8), (1.0, "#DDBB93", 0.86))
"""Boiled tissue is pale like cooked egg white, browner at the needle: share of the way to the rim, color, opacity."""
GLOW = ((0.0, "#FFF3C4", 0.9), (0.35, "#FFC65C", 0.66), (0.7, "#F57F2E", 0.5), (1.0, "#D8401F", 0.16))
DEAD_EDGE, WARM_EDGE, TUMOR_EDGE = "#7C3A17", "#B3300E", "#4B2A66"


def paint_heat(scene: Scene, effect: EffectPose) -> None:
    """Dead zone, glow up to the line of 50 °C, dashed lines of 50 and 60 °C, rim of the dead zone."""
    if not _on_slice(scene):
        return
    hot = effect.params.get("hot", 0.0)
    dead = rim_path(scene, effect, zones.dead_rim(effect))
    p, cm = scene.painter, scene.viewport.scale
    p.save()
    if not dead.isEmpty():
        p.fillPath(dead, _brush(dead, DEAD))
    if hot > 0.01:
        warm = rim_path(scene, effect, zones.isotherm(effect, WARM_C))
        p.setOpacity(p.opacity() * hot)
        p.fillPath(warm, _brush(warm, GLOW))
        p.setBrush(Qt.BrushStyle.NoBrush)
        for celsius in (WARM_C, COAGULATED_C):
            pen = QPen(color(WARM_EDGE, 0.95), min(max(0.05 * cm, 1.3), 2.6))
            pen.setDashPattern([4, 3])
            p.setPen(pen)
            p.drawPath(rim_path(scene, effect, zones.isotherm(effect, celsius)))
        p.setOpacity(p.opacity() / hot)
    p.setBrush(Qt.BrushStyle.NoBrush)
    paint_tumor_edge(scene, effect)
    for ink, width in ((color("#FFFFFF", 0.9), 0.10), (color(DEAD_EDGE, 0.95), 0.05)):
        p.setPen(QPen(ink, min(max(width * cm, 24 * width), 60 * width)))
        p.drawPath(dead)
    p.restore()


def paint_tumor_edge(scene: Scene, effect: EffectPose) -> None:
    """Dotted edge of the tumor, so that the rim of dead tissue around it can be told."""
    target = scene.atlas.targets.get(effect.target)
    if target is None or effect.value < 0.3:
        return
    x, y = (float(v) for v in scene.plate.project(target.center))
    edge = lump_outline(x, y, target.radius) * scene.viewport.scale + [scene.viewport.x0, scene.viewport.y0]
    pen = QPen(
        color("#000000" if scene.look.flat else TUMOR_EDGE, 0.85), min(max(0.045 * scene.viewport.scale, 1.3), 2.4)
    )
    pen.setDashPattern([1, 2.2])
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    scene.painter.setPen(pen)
    scene.painter.drawPath(polyline_path(edge, closed=True))


def box_heat(scene: Scene, effect: EffectPose) -> Rect | None:
    """The zone with what is warm around it."""
    if not _on_slice(scene):
        return None
    rims = [zones.dead_rim(effect), zones.isotherm(effect, WARM_C)]
    points = np.vstack([rim for rim in rims if len(rim)] or [np.empty((0, 2))])
    return box_of(rim_px(scene, effect, points), max(0.06 * scene.viewport.scale, 3.0) + 1) if len(points) else None


def _on_slice(scene: Scene) -> bool:
    return scene.frame.view.plate.startswith("axial")


def rim_px(scene: Scene, effect: EffectPose, rim: Floats) -> Floats:
    """Body (x, z) of the slice to px."""
    level = effect.at[1] if effect.at is not None else 0.0
    return scene.px(np.column_stack([rim[:, 0], np.full(len(rim), level), rim[:, 1]]))


def rim_path(scene: Scene, effect: EffectPose, rim: Floats) -> QPainterPath:
    """Closed outline in px of body (x, z) points (N, 2) at the level of an effect; empty for none."""
    return polyline_path(rim_px(scene, effect, rim), closed=True) if len(rim) else QPainterPath()


def _brush(path: QPainterPath, stops: tuple[tuple[float, str, float], ...]) -> QBrush:
    """Radial colors stretched over the box of a path."""
    box = path.boundingRect()
    gradient = QRadialGradient(QPointF(0, 0), 1.0)
    for stop, name, alpha in stops:
        ink = QColor(name)
        ink.setAlphaF(alpha)
        gradient.setColorAt(stop, ink)
    brush = QBrush(gradient)
    place = QTransform().translate(box.center().x(), box.center().y())
    brush.setTransform(place.scale(max(box.width() / 2, 1), max(box.height() / 2, 1)))
    return brush
