"""Straight devices: needle, biopsy needle, cryoprobe, electrode. Steel shaft with a beveled tip and a teal handle."""

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPen

from irexplainer.paint.actors.scene import Floats, Scene, polyline_path
from irexplainer.paint.actors.strokes import across_gradient, color, stroke_shadow, stroke_tube
from irexplainer.story.frame import ToolPose

HANDLE_CM = {"needle": (2.4, 0.34), "biopsy_needle": (3.4, 0.42), "cryoprobe": (3.0, 0.36), "electrode": (2.6, 0.3),
             "bone_needle": (1.5, 1.3), "cement_filler": (4.8, 0.7), "bone_balloon": (4.0, 1.6)}  # fmt: skip
"""Length and half width of the handle in cm as drawn."""
HOSED = ("cryoprobe", "electrode")
"""Kinds with a hose or a cable at the handle."""


def paint_needle(scene: Scene, tool: ToolPose) -> None:
    """Paint shaft, tip, handle and (``HOSED``) hose or cable, between tail and tip of the pose."""
    track = scene.board.paths[tool.path]
    ends = scene.px(np.array([track.at(tool.tail)[:3], track.at(tool.tip)[:3]]))
    start, tip = ends
    length = float(np.hypot(*(tip - start)))
    if length < 1.0:
        return
    p = scene.painter
    p.save()
    p.setOpacity(p.opacity() * tool.opacity)
    along = (tip - start) / length
    radius = scene.radius(tool.diameter_mm / 20, 2.0)
    _shaft(scene, start, tip, along, radius)
    _handle(scene, tool.kind, start, along, radius)
    p.restore()


def _shaft(scene: Scene, start: Floats, tip: Floats, along: Floats, radius: float) -> None:
    p = scene.painter
    normal = np.array([-along[1], along[0]])
    bevel = min(radius * 5.0, float(np.hypot(*(tip - start))) * 0.3)
    neck = tip - along * bevel
    outline = np.array(
        [start + normal * radius, neck + normal * radius, tip, neck - normal * radius, start - normal * radius]
    )
    path = polyline_path(outline, closed=True)
    offset = scene.viewport.scale
    stroke_shadow(p, polyline_path(np.array([start, neck])), radius, 0.05 * offset, 0.14 * offset, 0.5)
    ramp = scene.look.ramp("needle")
    center = QPointF(float(start[0]), float(start[1]))
    p.setPen(QPen(color("#2B3338", 0.9), max(1.0, radius * 0.22)))
    p.setBrush(across_gradient(center, QPointF(float(normal[0]), float(normal[1])), radius, ramp, 0.9))
    p.drawPath(path)


def _handle(scene: Scene, kind: str, start: Floats, along: Floats, radius: float) -> None:
    p = scene.painter
    scale = min(scene.viewport.scale, 46.0)
    length, half = (v * scale for v in HANDLE_CM.get(kind, HANDLE_CM["needle"]))
    half = max(half, radius * 1.9)
    normal = np.array([-along[1], along[0]])
    profile = [(0.12, 0.45), (0.0, 0.62), (-0.18, 0.95), (-0.5, 0.9), (-0.8, 1.0), (-1.0, 0.82)]
    upper = [start + along * length * s + normal * half * w for s, w in profile]
    lower = [start + along * length * s - normal * half * w for s, w in reversed(profile)]
    shape = polyline_path(np.array(upper + lower), closed=True)
    tail = start - along * length
    if kind in HOSED:
        _gas_line(scene, tail, along, half)
    shadow = polyline_path(np.array([start, tail]))
    stroke_shadow(p, shadow, half * 0.8, 0.05 * scale, 0.16 * scale, 0.45)
    ramp = scene.look.ramp("catheter")
    p.setPen(QPen(color("#062A30", 0.9), max(1.0, half * 0.09), j=Qt.PenJoinStyle.RoundJoin))
    center = QPointF(float(start[0]), float(start[1]))
    p.setBrush(across_gradient(center, QPointF(float(normal[0]), float(normal[1])), half, ramp, 0.6))
    p.drawPath(shape)
    p.setPen(QPen(color("#062A30", 0.55), max(1.0, half * 0.08)))
    for s in (-0.42, -0.54, -0.66):
        c = start + along * length * s
        a, b = c + normal * half * 0.8, c - normal * half * 0.8
        p.drawLine(QPointF(*map(float, a)), QPointF(*map(float, b)))


def _gas_line(scene: Scene, tail: Floats, along: Floats, half: float) -> None:
    """Supply hose that hangs in a curve from the end of the handle."""
    path = QPainterPath(QPointF(*map(float, tail)))
    reach = half * 9
    bend = 1.0 if along[0] < 0 else -1.0
    c1 = tail - along * reach * 0.5
    c2 = tail - along * reach + np.array([bend * reach * 0.2, 0.0])
    end = tail - along * reach + np.array([bend * reach * 0.7, -reach * 0.25])
    path.cubicTo(*(QPointF(*map(float, q)) for q in (c1, c2, end)))
    stroke_tube(scene.painter, path, max(half * 0.34, 2.0), ("#3C474C", "#8A979C", "#DDE4E6"), 0.8)
