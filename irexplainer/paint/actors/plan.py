"""The planned way: a dashed line from a ring on the skin to an arrow head, along the path a tool will take."""

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPen

from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.scene import Floats, Scene, box_of, polyline_path, thinned
from irexplainer.paint.actors.strokes import color
from irexplainer.story.frame import EffectPose

INK = "#D98E04"
CASING = "#FFFFFF"
RING_PX = 9.0
HEAD_PX = 13.0
REACH_PX = 18.0


def _line(scene: Scene, effect: EffectPose) -> Floats | None:
    """Planned part in px, from the skin as far as ``effect.value`` says."""
    path = scene.board.paths.get(effect.target)
    if path is None or effect.value <= 0.01 or scene.frame.view.plate.endswith("layers"):
        return None
    start = min(effect.params.get("from_cm", 0.0), path.length)
    end = start + (path.length - start) * min(effect.value, 1.0)
    if end - start < 0.05:
        return None
    return thinned(scene.px(path.cut(start, end).points[:, :3]), 3.0)


def paint_plan(scene: Scene, effect: EffectPose) -> None:
    """Paint ring, dashes and head."""
    line = _line(scene, effect)
    if line is None or len(line) < 2:
        return
    p = scene.painter
    p.save()
    p.setBrush(Qt.BrushStyle.NoBrush)
    path = polyline_path(line)
    for ink, width, alpha in ((CASING, 6.4, 0.85), (INK, 3.4, 1.0)):
        pen = QPen(color(ink, alpha), width, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
        pen.setDashPattern([7.0 / width, 8.5 / width])
        p.setPen(pen)
        p.drawPath(path)
    _head(scene, line)
    at = QPointF(float(line[0][0]), float(line[0][1]))
    for ink, width in ((CASING, 6.0), (INK, 3.0)):
        p.setPen(QPen(color(ink), width))
        p.drawEllipse(at, RING_PX, RING_PX)
    p.restore()


def _head(scene: Scene, line: Floats) -> None:
    """Filled arrow head at the end of the line."""
    tip = line[-1]
    along = tip - line[max(-5, -len(line))]
    along = along / (float(np.hypot(*along)) or 1.0)
    across = np.array([-along[1], along[0]])
    corners = np.array([tip + along * 3, tip - along * HEAD_PX + across * 7.5, tip - along * HEAD_PX - across * 7.5])
    scene.painter.setPen(QPen(color(CASING), 2.0, j=Qt.PenJoinStyle.RoundJoin))
    scene.painter.setBrush(color(INK))
    scene.painter.drawPath(polyline_path(corners, closed=True))


def box_plan(scene: Scene, effect: EffectPose) -> Rect | None:
    """Everything of it."""
    line = _line(scene, effect)
    return None if line is None or len(line) < 2 else box_of(line, REACH_PX)
