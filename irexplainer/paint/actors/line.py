"""A soft line that stays in a vein: its tube, the cuff under the skin, and the ends with clamps outside."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen

from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.scene import Floats, Scene, box_of, polyline_path, thinned
from irexplainer.paint.actors.strokes import color, stroke_shadow, stroke_tube
from irexplainer.story.frame import ToolPose

RAMP = ("#43236B", "#8A5FBF", "#EBDDFB")
CUFF_RAMP = ("#8E8577", "#E9E2D2", "#FFFFFF")
CLAMPS = ("#C8402F", "#2F6FC8")
LINES = ("line", "cuffed_line", "port_line")
CUFF_FROM_HUB_CM = 9.5
"""From the hub to the cuff: the part outside as it is drawn (7 cm) and the first stretch of the tunnel."""
CUFF_CM = 1.0
CUFF_WIDER = 1.75
HUB_CM = 1.5
TAIL_CM = 3.4
"""Length of the soft ends behind the hub."""
LARGEST = 60.0
"""px per cm above which hub and clamps grow no further."""


def line_of(scene: Scene, tool: ToolPose) -> Floats:
    """Points (N, 2) px from hub to tip."""
    track = scene.board.paths[tool.path]
    tip = min(tool.tip, track.length)
    if tip - tool.tail < 1e-3:
        return np.empty((0, 2))
    return thinned(scene.px(track.cut(tool.tail, tip).points[:, :3]))


def paint_line(scene: Scene, tool: ToolPose) -> None:
    """Tube, cuff and what hangs outside; a line that starts at a port (its tail lies under the skin) has no hub."""
    line = line_of(scene, tool)
    if len(line) < 2:
        return
    p, cm = scene.painter, scene.viewport.scale
    p.save()
    p.setOpacity(p.opacity() * tool.opacity)
    radius = scene.radius(tool.diameter_mm / 20)
    path = polyline_path(line)
    if tool.kind != "port_line":
        _ends(scene, line, radius, 2 if tool.kind == "cuffed_line" else 1)
    stroke_shadow(p, path, radius, 0.03 * cm, 0.07 * cm, 0.35)
    stroke_tube(p, path, radius, RAMP, min(max(0.03 * cm, 1.0), 2.4), "#2A1546")
    if tool.kind == "cuffed_line":
        _cuff(scene, tool, radius)
    p.restore()


def _cuff(scene: Scene, tool: ToolPose, radius: float) -> None:
    """Felt collar into which the tissue grows."""
    track = scene.board.paths[tool.path]
    start, end = tool.tail + CUFF_FROM_HUB_CM, tool.tail + CUFF_FROM_HUB_CM + CUFF_CM
    if tool.tip < end:
        return
    px = scene.px(track.cut(start, end).points[:, :3])
    path = polyline_path(px)
    stroke_tube(scene.painter, path, radius * CUFF_WIDER, CUFF_RAMP, 1.2, "#5C5546", flat_caps=True)


def _ends(scene: Scene, line: Floats, radius: float, count: int) -> None:
    """Wings that are fixed to the skin, and soft ends with a clamp and a cap each."""
    p, unit = scene.painter, min(scene.viewport.scale, LARGEST)
    along = line[0] - line[min(6, len(line) - 1)]
    along = along / (float(np.hypot(*along)) or 1.0)
    side = np.array([-along[1], along[0]])
    hub = line[0] + along * HUB_CM * 0.4 * unit
    for index in range(count):
        spread = 0.0 if count == 1 else (1.0 if index else -1.0)
        _end(scene, hub, along, side * spread, unit, radius, CLAMPS[index])
    body = polyline_path(np.array([line[0] - along * 0.1 * unit, line[0] + along * HUB_CM * 0.55 * unit]))
    stroke_shadow(p, body, 0.24 * unit, 0.05 * unit, 0.1 * unit, 0.3)
    stroke_tube(p, body, 0.22 * unit, RAMP, 1.2, "#2A1546")


def _end(scene: Scene, hub: Floats, along: Floats, aside: Floats, unit: float, radius: float, clamp: str) -> None:
    p, reach = scene.painter, TAIL_CM * unit
    a, b, c = (hub + along * reach * f + aside * reach * g for f, g in ((0.3, 0.02), (0.6, 0.2), (1.0, 0.26)))
    tube = QPainterPath(_point(hub))
    tube.cubicTo(_point(a), _point(b), _point(c))
    thin = max(radius * 0.85, 0.07 * unit, 1.4)
    stroke_shadow(p, tube, thin, 0.04 * unit, 0.08 * unit, 0.3)
    stroke_tube(p, tube, thin, ("#8FA3A6", "#DCE6E7", "#FFFFFF"), 0.9, "#4A555B")
    middle, end = tube.pointAtPercent(0.55), tube.pointAtPercent(1.0)
    _block(scene, middle, tube.angleAtPercent(0.55), QRectF(-0.42, -0.19, 0.84, 0.38), unit, clamp)
    _block(scene, end, tube.angleAtPercent(1.0), QRectF(-0.1, -0.17, 0.62, 0.34), unit, clamp)


def _block(scene: Scene, at: QPointF, degrees: float, shape: QRectF, unit: float, ink: str) -> None:
    p = scene.painter
    p.save()
    p.translate(at)
    p.rotate(-degrees)
    box = QRectF(shape.x() * unit, shape.y() * unit, shape.width() * unit, shape.height() * unit)
    p.setPen(QPen(color("#2B2B33"), max(0.03 * unit, 1.0)))
    p.setBrush(color(ink))
    p.drawRoundedRect(box, 0.1 * unit, 0.1 * unit)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(color("#FFFFFF", 0.35))
    p.drawRoundedRect(
        box.adjusted(box.width() * 0.12, box.height() * 0.12, -box.width() * 0.12, -box.height() * 0.6), 2, 2
    )
    p.restore()


def box_line(scene: Scene, tool: ToolPose) -> Rect | None:
    """Where it is, ends included."""
    unit = min(scene.viewport.scale, LARGEST)
    line = line_of(scene, tool)
    radius = scene.radius(tool.diameter_mm / 20)
    return box_of(line, (TAIL_CM + HUB_CM) * unit * 1.35 + radius * 3 + 8)


def _point(at: Floats) -> QPointF:
    return QPointF(float(at[0]), float(at[1]))
