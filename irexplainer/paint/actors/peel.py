"""A sheath that tears lengthwise: two strips with tabs spread apart where it has split, the rest is still a tube."""

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPen

from irexplainer.paint.actors.scene import Floats, Scene, polyline_path
from irexplainer.paint.actors.strokes import color, stroke_shadow, stroke_tube

STRIP_CM = 3.6
"""Longest strip as drawn: what is torn off further curls up."""
SPREAD = 0.72
"""How far the strips turn aside, as a share of their length."""


def paint_peeled(scene: Scene, line: Floats, radius: float, share: float, ramp: tuple[str, str, str]) -> None:
    """Paint a sheath (N, 2 px, hub first) of which ``share`` has split."""
    step = np.hypot(*np.diff(line, axis=0).T)
    run = np.concatenate([[0.0], np.cumsum(step)])
    cut = float(run[-1]) * min(max(share, 0.0), 1.0)
    at = np.array([np.interp(cut, run, line[:, k]) for k in (0, 1)])
    rest = np.vstack([at, line[run > cut + 1e-6]])
    back = line[0] - line[min(6, len(line) - 1)]
    back = back / (float(np.hypot(*back)) or 1.0)
    long = min(max(cut, 12.0), STRIP_CM * scene.viewport.scale)
    for way in (-1.0, 1.0):
        _strip(scene, at, back, way, long, radius, ramp)
    if len(rest) > 1:
        path = polyline_path(rest)
        stroke_shadow(scene.painter, path, radius, 1.0, 2.0, 0.35)
        stroke_tube(scene.painter, path, radius, ramp, 1.4)


def _strip(
    scene: Scene, at: Floats, back: Floats, way: float, long: float, radius: float, ramp: tuple[str, str, str]
) -> None:
    p = scene.painter
    side = np.array([-back[1], back[0]]) * way
    end = at + back * long * 0.8 + side * long * SPREAD
    path = QPainterPath(_point(at))
    path.cubicTo(_point(at + back * long * 0.3), _point(at + back * long * 0.62 + side * long * 0.2), _point(end))
    half = max(radius * 0.6, 1.6)
    stroke_shadow(p, path, half, 1.0, 2.0, 0.3)
    stroke_tube(p, path, half, ramp, 1.2)
    tab = max(radius * 2.4, 7.0)
    p.save()
    p.translate(_point(end))
    p.rotate(-path.angleAtPercent(1.0) + 90)
    p.setPen(QPen(color("#4A555B"), 1.2, j=Qt.PenJoinStyle.RoundJoin))
    p.setBrush(color("#E4E8EA"))
    p.drawRoundedRect(int(-tab * 1.2), int(-tab * 0.55), int(tab * 2.4), int(tab * 1.1), tab * 0.4, tab * 0.4)
    p.restore()


def reach_px(scene: Scene, radius: float) -> float:
    """How far strips and tabs reach from the line, px."""
    return STRIP_CM * scene.viewport.scale * 1.1 + max(radius * 2.4, 7.0) * 1.5


def _point(at: Floats) -> QPointF:
    return QPointF(float(at[0]), float(at[1]))
