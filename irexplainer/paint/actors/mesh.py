"""A mesh stent along a way: folded on its tube, springing open from its far end, with or without a lining."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPen, QPolygonF

from irexplainer.geom.mesh import opened, wires
from irexplainer.geom.polyline import Polyline
from irexplainer.geom.tube import tube_outline
from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.scene import Floats, Scene, box_of
from irexplainer.paint.actors.strokes import color
from irexplainer.paint.paths import polygon_path
from irexplainer.story.frame import EffectPose

EDGE, WIRE = "#22343F", "#E9F0F3"
WALL, LINED = "#C9DCE2", "#DCE9EE"
STEPS = 40
"""Widths of a mesh that are told apart while it opens."""


def paint_mesh(scene: Scene, effect: EffectPose) -> None:
    """Pale wall, then the wires of the near side."""
    tube = mesh_line(scene, effect)
    if not len(tube):
        return
    p, k = scene.painter, scene.viewport.scale
    origin = np.array([scene.viewport.x0, scene.viewport.y0])
    flat = tube[:, [0, 1, 3]]
    outline = polygon_path(tube_outline(flat, False, False) * k + origin)
    lined = effect.params.get("lined", 0.0) > 0.5
    p.save()
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.fillPath(outline, color(LINED if lined else WALL, 0.55 if lined else 0.28))
    p.strokePath(outline, QPen(color(EDGE, 0.75), max(0.03 * k, 1.0)))
    path = QPainterPath()
    for wire in wires(flat):
        path.addPolygon(QPolygonF([QPointF(float(x), float(y)) for x, y in wire * k + origin]))
    for name, width in ((EDGE, 0.07), (WIRE, 0.04)):
        pen = QPen(color(name), max(width * k, 0.7))
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        p.strokePath(path, pen)
    p.restore()


def box_mesh(scene: Scene, effect: EffectPose) -> Rect | None:
    """The open mesh."""
    tube = mesh_line(scene, effect)
    return box_of(scene.px(tube[:, :3]), effect.radius_cm * 1.3 * scene.viewport.scale + 3) if len(tube) else None


def mesh_line(scene: Scene, effect: EffectPose) -> Floats:
    """(N, 4) x, y, z, radius in body cm; empty for an unknown way and outside the front view."""
    line = scene.board.paths.get(effect.target)
    if line is None or effect.at is None or scene.frame.view.plate != "front":
        return np.empty((0, 4))
    share = round(effect.value * STEPS) / STEPS
    return _line(line, effect.at, effect.params.get("length_cm", 6.0), effect.radius_cm, share, waist_of(effect))


def waist_of(effect: EffectPose) -> float:
    """How much the middle still lacks: a block yields, but not at once."""
    return round(effect.params.get("waist", 0.0) * (1.0 - 0.7 * effect.value) * STEPS) / STEPS


@lru_cache(maxsize=32)
def _line(
    line: Polyline, at: tuple[float, float, float], length: float, radius: float, share: float, waist: float
) -> Floats:
    return opened(line, np.asarray(at), length, radius, share, waist)
