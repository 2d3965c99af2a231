"""Metal coils that close a vessel."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPen, QPolygonF

from irexplainer.geom.helix import coil_in
from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.scene import Floats, Scene, box_of
from irexplainer.paint.actors.strokes import color
from irexplainer.paint.parts import _Same
from irexplainer.story.frame import EffectPose

WIRE_CM = 0.03
"""Radius as drawn; true wire is thinner (0.018 or 0.035 inch), the thin one would not be seen."""
EDGE, BODY, SHINE = "#2C3338", "#9AA5AB", "#F2F6F7"


def paint_coil(scene: Scene, effect: EffectPose) -> None:
    """Wire in loops from the far end on, as far as it has been pushed out."""
    points = coil_points(scene, effect)
    if not len(points) or scene.frame.view.plate != "front":
        return
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(float(x), float(y)) for x, y in scene.px(points)]))
    width = scene.radius(WIRE_CM, 0.9) * 2
    p = scene.painter
    p.save()
    p.setBrush(Qt.BrushStyle.NoBrush)
    for name, share in ((EDGE, 1.0), (BODY, 0.66), (SHINE, 0.22)):
        p.strokePath(path, QPen(color(name), max(width * share, 0.5), c=Qt.PenCapStyle.RoundCap))
    p.restore()


def box_coil(scene: Scene, effect: EffectPose) -> Rect | None:
    """Where the wire is."""
    points = coil_points(scene, effect)
    if not len(points) or scene.frame.view.plate != "front":
        return None
    return box_of(scene.px(points), scene.radius(WIRE_CM, 0.9) * 2 + 2)


def coil_points(scene: Scene, effect: EffectPose) -> Floats:
    """Wire of an effect in body cm; empty for an unknown vessel."""
    if effect.target not in scene.atlas.vessels:
        return np.empty((0, 3))
    far, near = effect.params.get("far", 0.6), effect.params.get("near", 0.2)
    whole = _whole(_Same(scene.atlas), effect.target, round(far, 3), round(near, 3))
    count = round(len(whole) * min(max(effect.value, 0.0), 1.0))
    return whole[::-1][:count] if far > near else whole[:count]


@lru_cache(maxsize=16)
def _whole(same: _Same, vessel: str, far: float, near: float) -> Floats:
    return coil_in(np.asarray(same.atlas.vessels[vessel].points, float), min(far, near), max(far, near))
