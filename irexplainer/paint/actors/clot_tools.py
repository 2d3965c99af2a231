"""Tubes that take a clot away: one with side holes from which medicine drips, a wide one that sucks."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from irexplainer.geom.polyline import Polyline
from irexplainer.paint.actors.flexible import paint_flexible, tool_line
from irexplainer.paint.actors.scene import Floats, Scene
from irexplainer.paint.actors.strokes import color
from irexplainer.story.clots import lumen_line
from irexplainer.story.frame import ToolPose

HOLES_CM = 10.0
"""How much of a drip tube, from its tip, has side holes where there is no clot to measure."""
HOLE_STEP_CM = 0.55
DROP = "#F2B23C"
DROP_SECONDS = 1.3
DROP_CM, DROP_REACH_CM = 0.06, 0.36
PLUG = ("#3A0A12", "#7A1E28")


def paint_lysis(scene: Scene, tool: ToolPose) -> None:
    """A thin tube with side holes. shape: how strongly medicine drips out of them."""
    paint_flexible(scene, replace(tool, kind="catheter"))
    holes = _holes(scene, tool)
    if not len(holes):
        return
    p, radius = scene.painter, scene.radius(tool.diameter_mm / 20)
    p.save()
    p.setOpacity(p.opacity() * tool.opacity)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(color("#10282E", 0.85))
    for hole in holes:
        p.drawEllipse(QPointF(float(hole[0]), float(hole[1])), max(radius * 0.36, 0.9), max(radius * 0.36, 0.9))
    if tool.shape > 0.02:
        _drops(scene, holes, radius, tool.shape)
    p.restore()


def _holes(scene: Scene, tool: ToolPose) -> Floats:
    """(N, 4) px: place of every hole and the direction across the tube, for those that are inside the body's way."""
    track = scene.board.paths[tool.path]
    begin = max(tool.tip - _holed_cm(scene), tool.tail)
    at = np.arange(tool.tip - 0.3, begin, -HOLE_STEP_CM)
    if len(at) < 2:
        return np.empty((0, 4))
    px = scene.px(track.many(at)[:, :3])
    along = np.gradient(px, axis=0)
    along /= np.maximum(np.hypot(*along.T), 1e-9)[:, None]
    return np.hstack([px, np.column_stack([-along[:, 1], along[:, 0]])])


def _holed_cm(scene: Scene) -> float:
    """Tubes are chosen so that their holes lie in the clot: as long as it was at first."""
    clot = scene.frame.effect("clot")
    line = lumen_line(scene.atlas, clot) if clot is not None else None
    return HOLES_CM if line is None else Polyline(line).length


def _drops(scene: Scene, holes: Floats, radius: float, strength: float) -> None:
    """Amber drops that move away from the holes on both sides; they stand where motion is reduced."""
    p = scene.painter
    for index, hole in enumerate(holes):
        for side in (-1.0, 1.0):
            seconds = 0.5 * DROP_SECONDS if scene.reduced_motion else scene.frame.seconds
            phase = (seconds / DROP_SECONDS + index * 0.37 + (0.5 if side > 0 else 0.0)) % 1.0
            away = radius + DROP_REACH_CM * scene.viewport.scale * phase
            size = max(DROP_CM * scene.viewport.scale, 1.3) * (1.0 - 0.4 * phase)
            p.setBrush(color(DROP, strength * (1.0 - phase * phase)))
            p.drawEllipse(QPointF(*(float(v) for v in hole[:2] + hole[2:] * side * away)), size, size)


def drops_px(scene: Scene, radius: float) -> float:
    """How far from the middle of a dripping tube something is painted, px."""
    return 2.7 * radius + (DROP_REACH_CM + 2 * DROP_CM) * scene.viewport.scale + 6


def paint_aspiration(scene: Scene, tool: ToolPose) -> None:
    """A wide tube, open at its tip. shape: how much clot is in its mouth."""
    paint_flexible(scene, replace(tool, kind="catheter"))
    line = tool_line(scene, tool)
    if len(line) < 3:
        return
    p, radius = scene.painter, scene.radius(tool.diameter_mm / 20)
    along = line[-1] - line[max(-4, -len(line))]
    angle = float(np.degrees(np.arctan2(along[1], along[0])))
    p.save()
    p.setOpacity(p.opacity() * tool.opacity)
    p.translate(QPointF(float(line[-1][0]), float(line[-1][1])))
    p.rotate(angle)
    p.setPen(QPen(color("#7A5A10"), max(radius * 0.16, 0.8)))
    p.setBrush(color("#E3B448"))
    p.drawRect(QRectF(-radius * 1.5, -radius, radius * 0.6, 2 * radius))
    p.setPen(QPen(color("#3E5A60"), max(radius * 0.14, 0.8)))
    p.setBrush(color(PLUG[0] if tool.shape > 0.05 else "#16262B"))
    p.drawEllipse(QPointF(0.0, 0.0), radius * 0.5, radius * 0.96)
    if tool.shape > 0.05:
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(color(PLUG[1]))
        p.drawEllipse(QPointF(radius * 0.25, -radius * 0.1), radius * 0.7 * tool.shape, radius * 0.78 * tool.shape)
    p.restore()
