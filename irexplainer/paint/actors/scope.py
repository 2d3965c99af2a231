"""A rigid scope with a camera: steel rod, light at its tip, head with cable; energy that breaks a stone."""

import math

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPen, QRadialGradient

from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.scene import Floats, Scene, box_of, joined, polyline_path
from irexplainer.paint.actors.strokes import color, stroke_shadow, stroke_tube
from irexplainer.story.frame import ToolPose

STEEL = ("#4A545A", "#B9C3C8", "#FFFFFF")
HEAD = ("#20282C", "#59666C", "#AEBBC0")
HEAD_CM, HALF_CM = 2.6, 0.62
"""Length and half width of the head as drawn."""
GLOW_CM = 1.15
WAVES = (0.34, 0.58, 0.82)
"""Radii in cm of the arcs that stand for the energy at the tip."""
LARGEST_SCALE = 46.0


def paint_scope(scene: Scene, tool: ToolPose) -> None:
    """Paint head, rod and light between tail and tip of the pose."""
    start, tip = _ends(scene, tool)
    length = float(np.hypot(*(tip - start)))
    if length < 1.0:
        return
    along = (tip - start) / length
    p, radius = scene.painter, scene.radius(tool.diameter_mm / 20, 2.0)
    p.save()
    p.setOpacity(p.opacity() * tool.opacity)
    if not scene.look.flat:
        _light(scene, tip)
    rod = polyline_path(np.array([start, tip]))
    cm = scene.viewport.scale
    stroke_shadow(p, rod, radius, 0.03 * cm, 0.07 * cm, 0.35, flat_caps=True)
    stroke_tube(p, rod, radius, STEEL, min(max(0.028 * cm, 0.9), 2.4), flat_caps=True)
    _head(scene, start, along, radius)
    p.restore()


def paint_energy(scene: Scene, tool: ToolPose) -> None:
    """The probe that leaves the scope and what it does; laid over the stone."""
    start, tip = _ends(scene, tool)
    length = float(np.hypot(*(tip - start)))
    if tool.shape > 0.02 and length >= 1.0:
        radius = scene.radius(tool.diameter_mm / 20, 2.0)
        _energy(scene, tip, (tip - start) / length, radius, tool.shape * tool.opacity)


def box_scope(scene: Scene, tool: ToolPose) -> Rect | None:
    """Head, cable, rod, light."""
    start, tip = _ends(scene, tool)
    scale = min(scene.viewport.scale, LARGEST_SCALE)
    radius = scene.radius(tool.diameter_mm / 20, 2.0)
    rod = box_of(np.array([start, tip]), radius * 3 + 0.2 * scene.viewport.scale + 4)
    head = box_of(start[None], (HEAD_CM * 2.4) * max(scale, radius * 1.6 / HALF_CM))
    return joined((rod, head, box_of(tip[None], GLOW_CM * scene.viewport.scale + 4)))


def _ends(scene: Scene, tool: ToolPose) -> Floats:
    way = scene.board.paths[tool.path]
    return scene.px(np.array([way.at(tool.tail)[:3], way.at(tool.tip)[:3]]))


def _light(scene: Scene, tip: Floats) -> None:
    reach = GLOW_CM * scene.viewport.scale
    glow = QRadialGradient(QPointF(*tip), reach)
    for stop, alpha in ((0.0, 0.75), (0.4, 0.32), (1.0, 0.0)):
        glow.setColorAt(stop, color("#FFF6C8", alpha))
    scene.painter.setPen(Qt.PenStyle.NoPen)
    scene.painter.setBrush(glow)
    scene.painter.drawEllipse(QPointF(*tip), reach, reach)


def _head(scene: Scene, start: Floats, along: Floats, radius: float) -> None:
    """Collar, camera and a cable that hangs from it."""
    p = scene.painter
    unit = max(min(scene.viewport.scale, LARGEST_SCALE) * HALF_CM, radius * 1.6)
    long = unit * HEAD_CM / HALF_CM
    back = start - along * long
    cable = QPainterPath(QPointF(*back))
    bend = 1.0 if along[0] < 0 else -1.0
    end = back - along * long * 0.5 + np.array([bend * long * 0.5, long * 0.1])
    cable.quadTo(QPointF(*(back - along * long * 0.6)), QPointF(*end))
    stroke_tube(p, cable, unit * 0.2, ("#1C2326", "#4A5458", "#98A4A8"), 0.8)
    body = polyline_path(np.array([back, start - along * long * 0.25]))
    stroke_shadow(p, body, unit, unit * 0.2, unit * 0.35, 0.35, flat_caps=True)
    stroke_tube(p, body, unit, HEAD, 1.2, "#14191C", flat_caps=True)
    collar = polyline_path(np.array([start - along * long * 0.25, start]))
    stroke_tube(p, collar, unit * 0.62, STEEL, 1.0, "#2B3338", flat_caps=True)
    side = np.array([-along[1], along[0]])
    p.setPen(QPen(color("#35A3AB"), unit * 0.26))
    ring = back + along * long * 0.2
    p.drawLine(QPointF(*(ring + side * unit)), QPointF(*(ring - side * unit)))


def _energy(scene: Scene, tip: Floats, along: Floats, radius: float, share: float) -> None:
    """A thin probe and arcs before it. share: how strongly the stone is being broken, 0..1."""
    p, k = scene.painter, scene.viewport.scale
    probe = polyline_path(np.array([tip, tip + along * 0.22 * k]))
    stroke_tube(p, probe, max(radius * 0.34, 1.5), ("#54420F", "#D9B948", "#FFF6CF"), 1.0, flat_caps=True)
    heading = -math.degrees(math.atan2(float(along[1]), float(along[0])))
    p.setBrush(Qt.BrushStyle.NoBrush)
    for index, reach in enumerate(WAVES):
        path, r = QPainterPath(), reach * k
        path.arcMoveTo(tip[0] - r, tip[1] - r, 2 * r, 2 * r, heading - 42)
        path.arcTo(tip[0] - r, tip[1] - r, 2 * r, 2 * r, heading - 42, 84)
        for wide, shade, alpha in ((0.09, "#3A2500", 0.5), (0.05, "#FFD84A", 1.0)):
            pen = QPen(color(shade, alpha * share * (1 - 0.2 * index)), max(wide * k, 1.5), c=Qt.PenCapStyle.RoundCap)
            p.setPen(pen)
            p.drawPath(path)
