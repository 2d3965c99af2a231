"""The ice ball around the cryoprobes, with its inner temperature lines and frost."""

import math

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QRadialGradient, QTransform

from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.scene import Floats, Scene, polyline_path
from irexplainer.paint.actors.strokes import color
from irexplainer.story.cold_end import cold_end
from irexplainer.story.frame import EffectPose, ToolPose

FROSTED_CM = 2.2
"""Crystals grow from this much of a probe."""


def _probes(scene: Scene) -> list[ToolPose]:
    return [tool for tool in scene.frame.tools if tool.kind == "cryoprobe"]


def ice_outline(scene: Scene, radius_cm: float) -> QPainterPath:
    """United outline in px of the ice: one capsule per probe, merged where they meet."""
    path = QPainterPath()
    for probe in _probes(scene):
        a, b = scene.px(cold_end(scene.board.paths[probe.path], probe.tip))
        path = path.united(_capsule(a, b, radius_cm * scene.viewport.scale))
    return path


def _capsule(a: Floats, b: Floats, radius: float) -> QPainterPath:
    along = b - a
    heading = math.atan2(along[1], along[0])
    first = np.linspace(heading + math.pi / 2, heading + 1.5 * math.pi, 32)
    second = np.linspace(heading - math.pi / 2, heading + math.pi / 2, 32)
    arc_a = a + radius * np.stack([np.cos(first), np.sin(first)], 1)
    arc_b = b + radius * np.stack([np.cos(second), np.sin(second)], 1)
    return polyline_path(np.vstack([arc_a, arc_b]), closed=True)


def paint_ice(scene: Scene, effect: EffectPose) -> None:
    """Paint ice of ``effect.radius_cm`` (edge, 0 C); params minus20_cm and minus40_cm give the inner lines."""
    if effect.radius_cm <= 0.03:
        return
    outline = ice_outline(scene, effect.radius_cm)
    if outline.isEmpty():
        return
    p = scene.painter
    cm = scene.viewport.scale
    box = outline.boundingRect()
    p.save()
    p.setOpacity(p.opacity() * min(1.0, effect.radius_cm / 0.3))
    gradient = QRadialGradient(QPointF(0, 0), 1.0)
    for stop, name, alpha in (
        (0.0, "#FFFFFF", 0.86),
        (0.45, "#DDF3FB", 0.78),
        (0.78, "#9AD4EC", 0.68),
        (1.0, "#4FA6CF", 0.62),
    ):
        gradient.setColorAt(stop, color(name, alpha))
    brush = QBrush(gradient)
    half = max(box.width(), box.height()) / 2
    transform = QTransform().translate(box.center().x(), box.center().y())
    brush.setTransform(transform.scale(max(box.width() / 2, 1), max(box.height() / 2, 1)))
    p.fillPath(outline, brush)
    _frost(scene, outline, half)
    _glint(p, outline)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(color("#FFFFFF", 0.95), min(max(0.10 * cm, 2.0), 6.0)))
    p.drawPath(outline)
    p.setPen(QPen(color("#1F7FAE", 0.95), min(max(0.05 * cm, 1.2), 3.0)))
    p.drawPath(outline)
    for name in ("minus20_cm", "minus40_cm"):
        inner = effect.params.get(name, 0.0)
        if inner > 0.08:
            pen = QPen(color("#0E5878", 0.9), min(max(0.045 * cm, 1.2), 2.6))
            pen.setDashPattern([4, 3])
            p.setPen(pen)
            p.drawPath(ice_outline(scene, inner))
    p.restore()


def box_ice(scene: Scene, effect: EffectPose) -> Rect | None:
    """The ball with its rim."""
    if effect.radius_cm <= 0.03:
        return None
    box = ice_outline(scene, effect.radius_cm).boundingRect()
    if box.isEmpty():
        return None
    rim = max(0.06 * scene.viewport.scale, 2.0) + 1
    return Rect(box.x() - rim, box.y() - rim, box.width() + 2 * rim, box.height() + 2 * rim)


def _frost(scene: Scene, outline: QPainterPath, half: float) -> None:
    """White crystals that branch off each probe, clipped to the ice; fixed seed. Lines cost a tenth of paths."""
    p = scene.painter
    p.save()
    p.setClipPath(outline, Qt.ClipOperation.IntersectClip)
    random = np.random.default_rng(17)
    frost: list[QLineF] = []
    for probe in _probes(scene):
        track = scene.board.paths[probe.path]
        a, b = scene.px(np.array([track.at(s)[:3] for s in (probe.tip, max(probe.tip - FROSTED_CM, 0.0))]))
        for _ in range(17):
            start = a + (b - a) * random.uniform(0.0, 0.95)
            heading = random.uniform(0, 2 * math.pi)
            _crystal(frost, start, heading, half * random.uniform(0.35, 0.95), random)
    p.setPen(QPen(color("#FFFFFF", 0.7), min(max(0.02 * scene.viewport.scale, 0.8), 1.6)))
    p.drawLines(frost)
    p.restore()


def _glint(p: QPainter, outline: QPainterPath) -> None:
    """Soft light on the side of the lamp."""
    box = outline.boundingRect()
    at = QPointF(box.left() + box.width() * 0.32, box.top() + box.height() * 0.26)
    gradient = QRadialGradient(at, max(box.width(), box.height()) * 0.24)
    gradient.setColorAt(0.0, color("#FFFFFF", 0.6))
    gradient.setColorAt(1.0, color("#FFFFFF", 0.0))
    p.fillPath(outline, QBrush(gradient))


def _crystal(frost: list[QLineF], start: Floats, heading: float, length: float, random: np.random.Generator) -> None:
    """Add one crystal: a wavering needle with four short branches."""
    x, y = float(start[0]), float(start[1])
    points = [(x, y)]
    for turn in random.normal(0, 0.22, 5).tolist():
        heading += turn
        x, y = x + length / 5 * math.cos(heading), y + length / 5 * math.sin(heading)
        frost.append(QLineF(*points[-1], x, y))
        points.append((x, y))
    for x, y in points[2:4]:
        for sign in (-1, 1):
            turned = heading + sign * 0.9
            frost.append(QLineF(x, y, x + length * 0.16 * math.cos(turned), y + length * 0.16 * math.sin(turned)))
