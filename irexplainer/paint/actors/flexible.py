"""Bendable devices: wire, sheath, catheter, microcatheter, dilator, drain with its pigtail loop."""

import math

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPen

from irexplainer.paint.actors.peel import paint_peeled
from irexplainer.paint.actors.scene import Floats, Scene, polyline_path, thinned
from irexplainer.paint.actors.strokes import color, stroke_shadow, stroke_tube
from irexplainer.story.frame import ToolPose

RAMPS = {
    "wire": "wire",
    "sheath": "catheter",
    "catheter": "catheter",
    "microcatheter": "microcatheter",
    "dilator": "dilator",
    "drain": "drain",
    "double_j": "drain",
}
FALLBACK = {"dilator": ("#5B6B88", "#A9BAD3", "#F2F6FB"), "drain": ("#0A4A52", "#35A3AB", "#C9F1EF"),
            "double_j": ("#0A4A52", "#35A3AB", "#C9F1EF")}  # fmt: skip
PIGTAIL_RADIUS_CM = 0.55
"""Loop radius of an 8 French locking pigtail as drawn: fits the renal pelvis (ANATOMY: about 1.5 cm wide)."""
TILTED = 0.42
"""The loop lies in the frontal plane of the renal pelvis: in a slice it is seen nearly edge-on."""


def _ramp(scene: Scene, kind: str) -> tuple[str, str, str]:
    return FALLBACK.get(kind) or scene.look.ramp(RAMPS[kind])


def tool_line(scene: Scene, tool: ToolPose) -> Floats:
    """Points (N, 2) in px of the device from tail to tip, pigtail included."""
    track = scene.board.paths[tool.path]
    tip = min(tool.tip, track.length)
    if tip - tool.tail < 1e-3:
        return np.empty((0, 2))
    line = thinned(scene.px(track.cut(tool.tail, tip).points[:, :3]))
    if tool.kind == "drain" and tool.shape > 0:
        line = np.vstack([line, _pigtail(scene, line, tool.shape)])
    if tool.kind == "double_j" and tool.shape > 0:
        lower, upper = min(tool.shape * 2, 1.0), max(tool.shape * 2 - 1, 0.0)
        ends = [line, _pigtail(scene, line, lower)]
        if upper > 0:
            ends.insert(0, _pigtail(scene, line[::-1], upper)[::-1])
        line = np.vstack(ends)
    return line


def _pigtail(scene: Scene, line: Floats, share: float) -> Floats:
    """Loop of up to 1.2 turns that starts along the last direction of the tube."""
    radius = PIGTAIL_RADIUS_CM * scene.viewport.scale
    direction = line[-1] - line[max(-8, -len(line))]
    direction = direction / (np.hypot(*direction) or 1.0)
    side = 1.0 if direction[0] < 0 else -1.0
    normal = np.array([-direction[1], direction[0]]) * side
    turn = np.linspace(0.0, 1.2 * 2 * math.pi * share, max(int(48 * share), 2))[1:]
    shrink = 1.0 - 0.22 * turn / (2.4 * math.pi)
    tilt = TILTED if scene.frame.view.plate.startswith("axial") else 1.0
    center = line[-1] + normal * radius * tilt
    spokes = -normal[None, :] * tilt * np.cos(turn)[:, None] + direction[None, :] * np.sin(turn)[:, None]
    return np.asarray(center + spokes * (radius * shrink)[:, None])


def paint_flexible(scene: Scene, tool: ToolPose, hub: bool = True) -> None:
    """Paint the device between tail and tip. hub: with what it ends in outside the skin."""
    line = tool_line(scene, tool)
    if len(line) < 2:
        return
    p = scene.painter
    p.save()
    p.setOpacity(p.opacity() * tool.opacity)
    path = polyline_path(line)
    radius = scene.radius(tool.diameter_mm / 20)
    if tool.kind == "sheath" and tool.shape > 0:
        paint_peeled(scene, line, radius, tool.shape, _ramp(scene, tool.kind))
        p.restore()
        return
    cm = scene.viewport.scale
    if tool.kind == "wire":
        _gleam(scene, path, radius)
    stroke_shadow(p, path, radius, 0.03 * cm, 0.07 * cm, 0.35)
    if tool.kind == "microcatheter":
        stroke_tube(p, path, radius, _ramp(scene, tool.kind), max(0.042 * cm, 1.2), "#3D2600")
    else:
        stroke_tube(p, path, radius, _ramp(scene, tool.kind), min(max(0.028 * cm, 0.9), 2.4))
    if tool.kind == "drain":
        _side_holes(scene, line, radius, tool.shape)
    if hub and tool.kind in ("sheath", "dilator", "drain"):
        _hub(scene, line, radius)
    p.restore()


def _gleam(scene: Scene, path: QPainterPath, radius: float) -> None:
    """A pale rim around a wire: steel is as dark as the dye it lies in."""
    p = scene.painter
    p.setBrush(Qt.BrushStyle.NoBrush)
    for wide, alpha in ((4.2, 0.35), (2.6, 0.9)):
        pen = QPen(color("#FBF6EC", alpha), 2 * (radius + wide), c=Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        p.setPen(pen)
        p.drawPath(path)


def _side_holes(scene: Scene, line: Floats, radius: float, share: float) -> None:
    if share < 0.3:
        return
    p = scene.painter
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(color("#063238", 0.75))
    for index in range(len(line) - 4, len(line) - int(40 * share), -7):
        if index > 0:
            p.drawEllipse(QPointF(*map(float, line[index])), radius * 0.34, radius * 0.34)


def _hub(scene: Scene, line: Floats, radius: float) -> None:
    """Ivory hub outside the skin with a short side tube, as on a vascular sheath."""
    p = scene.painter
    along = line[min(6, len(line) - 1)] - line[0]
    along = along / (np.hypot(*along) or 1.0)
    unit = max(radius * 1.3, 5.0)
    back = line[0] - along * unit * 3.2
    side = np.array([-along[1], along[0]])
    hose = QPainterPath(QPointF(*map(float, line[0] - along * unit * 2.2)))
    reach = unit * 6
    hose.cubicTo(
        *(
            QPointF(*map(float, q))
            for q in (
                line[0] - along * unit * 2.2 + side * reach * 0.5,
                line[0] - along * unit * 3.4 + side * reach,
                line[0] - along * unit * 5.0 + side * reach * 1.15,
            )
        )
    )
    stroke_tube(p, hose, max(unit * 0.3, 1.6), ("#8FA3A6", "#DCE6E7", "#FFFFFF"), 0.7)
    body = polyline_path(np.array([back, line[0]]))
    stroke_shadow(p, body, unit * 1.3, unit * 0.2, unit * 0.4, 0.35, flat_caps=True)
    stroke_tube(p, body, unit * 1.3, ("#8C949C", "#E4E8EA", "#FFFFFF"), 1.0, "#4A555B", flat_caps=True)
    p.setPen(QPen(color("#0B6670"), unit * 0.5))
    ring = back + along * unit * 0.3
    a, b = ring + side * unit * 1.2, ring - side * unit * 1.2
    p.drawLine(QPointF(*map(float, a)), QPointF(*map(float, b)))
