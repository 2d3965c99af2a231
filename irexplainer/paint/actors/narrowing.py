"""A narrow place of a vessel from the front: deposit, balloon and stent at true size, as in the close-up."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QLinearGradient, QPainterPath, QPen

from irexplainer.geom.polyline import Polyline
from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.scene import Floats, Scene, box_of
from irexplainer.paint.actors.strokes import color
from irexplainer.paint.parts import _Same
from irexplainer.paint.paths import polygon_path
from irexplainer.paint.plates.artery_shape import LUMEN, lumen_edges
from irexplainer.paint.plates.open_devices import BALLOON_HALF, balloon_edges
from irexplainer.paint.plates.open_mesh import STENT_HALF
from irexplainer.paint.plates.vessel_states import ArteryState
from irexplainer.story.frame import EffectPose

DEPOSIT = "#E9C877"
SCAR = "#E8B9A4"
RIM = "#8F6A25"
BALLOON = ("#2C7F8C", "#9ADBDF", "#1E6671")
STENT = "#37444B"
HALF = 12.6
"""Half length of what is drawn, units of the close-up (lumen radius 3)."""
LEAST_PX = 3.2
"""Least half width on the picture."""


def paint_narrowing(scene: Scene, effect: EffectPose) -> None:
    """Deposit at both walls of the lumen, then what has been brought into it; cut-open plates show it themselves."""
    place = _place(scene, effect)
    if place is None:
        return
    p, state = scene.painter, ArteryState.of({"narrowing": 1.0, **effect.params})
    x = np.linspace(-HALF, HALF, 90)
    upper, lower = lumen_edges(state, x)
    p.save()
    ink = color("#FFFFFF" if scene.look.flat else SCAR if effect.params.get("scar", 0) > 0.5 else DEPOSIT)
    for edge, wall in ((upper, -LUMEN), (lower, LUMEN)):
        rim = np.full_like(x, wall)
        path = polygon_path(np.vstack([_map(place, x, rim * 1.04), _map(place, x[::-1], edge[::-1])]))
        p.fillPath(path, ink)
        p.strokePath(path, QPen(color(RIM, 0.8), 1.0))
    if state.balloon_in > 0.3:
        _balloon(scene, place, state)
    if state.stent_in > 0.3:
        _stent(scene, place, state)
    p.restore()


def _balloon(scene: Scene, place: Floats, state: ArteryState) -> None:
    x = np.linspace(-BALLOON_HALF, BALLOON_HALF, 60)
    top, low = balloon_edges(state, x)
    outline = np.vstack([_map(place, x, top), _map(place, x[::-1], low[::-1])])
    across = _map(place, np.zeros(2), np.array([-LUMEN, LUMEN]))
    shade = QLinearGradient(QPointF(*map(float, across[0])), QPointF(*map(float, across[1])))
    for stop, tone in zip((0.0, 0.4, 1.0), BALLOON, strict=True):
        shade.setColorAt(stop, color(tone, 0.95))
    p, path = scene.painter, polygon_path(outline)
    p.fillPath(path, shade)
    p.strokePath(path, QPen(color("#0E3E46"), 1.0))


def _stent(scene: Scene, place: Floats, state: ArteryState) -> None:
    half = STENT_HALF[0] + (STENT_HALF[1] - STENT_HALF[0]) * state.stent
    x = np.linspace(-half, half, 120)
    upper, lower = lumen_edges(state, x)
    tall = np.minimum(-upper, lower) * (0.25 + 0.73 * state.stent)
    p = scene.painter
    p.setBrush(Qt.BrushStyle.NoBrush)
    wide = 1.0 if scene.viewport.scale < 60 else 1.7
    for shift in np.linspace(0.0, np.pi, 3, endpoint=False):
        for way in (1.0, -1.0):
            wave = _map(place, x, tall * np.sin(way * x / half * np.pi * 3.0 + shift))
            for ink, pen in ((color("#FFFFFF", 0.85), wide + 1.0), (color(STENT), wide)):
                p.strokePath(_line(wave), QPen(ink, pen))


def _line(points: Floats) -> QPainterPath:
    path = QPainterPath(QPointF(*map(float, points[0])))
    for point in points[1:]:
        path.lineTo(QPointF(*map(float, point)))
    return path


def box_narrowing(scene: Scene, effect: EffectPose) -> Rect | None:
    """Everything that can be drawn."""
    place = _place(scene, effect)
    return None if place is None else box_of(place[:, :2], float(np.abs(place[:, 4]).max()) * LUMEN * 1.3 + 4)


def _place(scene: Scene, effect: EffectPose) -> Floats | None:
    """(N, 5): px of the middle line, px normal (unit), px per unit of the close-up; None where it is not seen."""
    target = scene.atlas.targets.get(effect.target)
    if target is None or target.vessel not in scene.atlas.vessels or scene.frame.view.plate != "front":
        return None
    line, unit = _stretch(_Same(scene.atlas), effect.target)
    px = scene.px(line)
    along = np.gradient(px, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    scale = max(unit * scene.viewport.scale, LEAST_PX / LUMEN)
    return np.column_stack([px, -along[:, 1], along[:, 0], np.full(len(px), scale)])


@lru_cache(maxsize=8)
def _stretch(same: _Same, target_id: str) -> tuple[Floats, float]:
    """Middle line (N, 3) of the stretch in body cm, along the blood, and cm per unit."""
    target = same.atlas.targets[target_id]
    vessel = same.atlas.vessels[target.vessel]
    points = np.asarray(vessel.points, float)
    line = Polyline(points[::-1] if vessel.kind == "vein" else points)
    s = line.nearest(target.center)
    unit = float(line.at(s)[3]) / LUMEN
    steps = np.clip(s + np.linspace(-HALF, HALF, 61) * unit, 0.0, line.length)
    return np.asarray(line.many(steps)[:, :3]), unit


def _map(place: Floats, x: Floats, y: Floats) -> Floats:
    """Points of the close-up (x along, y across) to px."""
    at = np.linspace(-HALF, HALF, len(place))
    middle = np.column_stack([np.interp(x, at, place[:, i]) for i in range(5)])
    return np.asarray(middle[:, :2] + middle[:, 2:4] * (y * middle[:, 4])[:, None])
