"""The bag that a drain runs into: it hangs beside the body and fills."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen

from irexplainer.atlas.slices import load_slice
from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.scene import Floats, Scene
from irexplainer.paint.actors.strokes import color, stroke_tube
from irexplainer.story.frame import ToolPose

BAG_CM = (2.3, 3.1)
LARGE_SCALE = 44.0
"""Px for a cm of the bag of a large pool, at most."""
BESIDE_CM = 1.1
AT = {"belly_wall": (8.6, -1.2), "chest_wall": (-3.6, 47.6)}
"""Middle of the top edge of the bag on plates that show a wall only, plate cm: beside the body and below the drain."""
Ramp = tuple[str, str, str]
"""Edge, body and light of a fluid."""
LEVEL_SHARE = 0.7


def paint_bag(scene: Scene, r: Rect, k: float, level: float, ramp: Ramp) -> None:
    """Clear bag of k px a cm in a rectangle, px, filled to ``level`` 0..1."""
    p = scene.painter
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(r.x, r.y, r.width, r.height), 0.3 * k, 0.3 * k)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(color("#FFFFFF", 0.72))
    p.drawPath(shape)
    p.save()
    p.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    tall = r.height * (0.06 + LEVEL_SHARE * min(max(level, 0.0), 1.0))
    p.fillRect(QRectF(r.x, r.bottom - tall, r.width, tall), color(ramp[1], 0.95))
    p.fillRect(QRectF(r.x, r.bottom - tall, r.width, max(0.05 * k, 1.0)), color(ramp[0], 0.8))
    p.restore()
    p.setPen(QPen(color("#6B7A82"), 1.6))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawPath(shape)
    for share in (0.25, 0.5, 0.75):
        y = r.bottom - r.height * share
        p.drawLine(QPointF(r.right - 0.4 * k, y), QPointF(r.right - 0.12 * k, y))


def hung(scene: Scene, drain: ToolPose) -> tuple[Floats, Rect]:
    """Ends (2, 2) of the first piece of the hose, px, and the bag beside the body.

    It is moved into the picture where that takes less than its own size, else it hangs outside of the picture.
    """
    track, v = scene.board.paths[drain.path], scene.viewport
    start = scene.px(track.at(drain.tail)[:3])
    along = start - scene.px(track.at(drain.tail + 0.5)[:3])
    along = along / (float(np.hypot(*along)) or 1.0)
    k = min(v.scale, LARGE_SCALE)
    w, h = BAG_CM[0] * k, BAG_CM[1] * k
    x, y = _top(scene, start)
    left, top = x - w / 2, y
    x = min(max(left, v.free.x + 4), max(v.free.right - w - 4, v.free.x + 4))
    y = min(max(top, v.free.y + 4), max(v.free.bottom - h - 4, v.free.y + 4))
    if abs(x - left) > w or abs(y - top) > h:
        x, y = left, top
    return np.array([start, start + along]), Rect(x, y, w, h)


def _top(scene: Scene, start: Floats) -> tuple[float, float]:
    """Middle of the upper edge of the bag, px."""
    plate, v = scene.frame.view.plate, scene.viewport
    if plate in AT:
        return v.to_screen(*AT[plate])
    if not plate.startswith("axial"):
        return float(start[0]), float(start[1]) + 2.0 * v.scale
    x, z = load_slice(plate).region("skin").outline.T
    ring = scene.px(np.column_stack([x, np.zeros(len(x)), z]))
    right = float(start[0]) > float(ring[:, 0].mean())
    reach = [*ring[:, 0].tolist(), float(start[0])]
    edge = max(reach) if right else min(reach)
    away = (BESIDE_CM + BAG_CM[0] / 2) * min(v.scale, LARGE_SCALE)
    return edge + (away if right else -away), max(float(ring[:, 1].mean()), float(start[1])) + 0.6 * v.scale


def paint_hose(scene: Scene, first: Floats, r: Rect, k: float, ramp: Ramp) -> None:
    """From the outer end of a drain into the bag."""
    stroke_tube(scene.painter, hose_path(first, r), max(0.11 * k, 2.0), ramp, 0.9)


def hose_path(first: Floats, r: Rect) -> QPainterPath:
    """On in the direction of the drain, then down into the bag."""
    (x, y), (dx, dy) = first[0].tolist(), (first[1] - first[0]).tolist()
    top = QPointF(r.x + r.width / 2, r.y)
    reach = max(abs(top.x() - x) * 0.3, abs(top.y() - y) * 0.3, 20.0)
    path = QPainterPath(QPointF(x, y))
    path.cubicTo(QPointF(x + dx * reach, y + dy * reach), QPointF(top.x(), min(y, r.y) - reach * 0.9), top)
    return path


def box_bag(first: Floats, r: Rect) -> Rect:
    """Px of bag and hose."""
    path = hose_path(first, r).boundingRect()
    left, top = min(r.x, path.left()) - 12, min(r.y, path.top()) - 12
    right, bottom = max(r.right, path.right()) + 12, max(r.bottom, path.bottom()) + 12
    return Rect(left, top, right - left, bottom - top)
