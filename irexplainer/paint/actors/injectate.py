"""A fluid that spreads from the tip of a needle: around organs in a slice, as a soft cloud elsewhere."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPen, QRadialGradient, QTransform

from irexplainer.atlas.plates import AXIAL, plate_of
from irexplainer.atlas.slices import load_slice
from irexplainer.atlas.spread import cloud, ground, reach
from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.scene import Floats, Scene, polyline_path
from irexplainer.paint.actors.strokes import color, mixed
from irexplainer.story.frame import EffectPose, Position

MEDICINE = ("#F6C445", "#B8770A")
DYE = ("#6C8FD6", "#2D4B8F")
DROPS = 46
GOLDEN = 2.39996
MOST = 1.15
"""A cloud reaches this far beyond its radius."""
BEHIND_CM, VEILED = -1.0, 0.5
"""Seen from the front, what lies this far back is veiled by the vessels before it."""


def paint_injectate(scene: Scene, effect: EffectPose) -> None:
    """Paint the cloud: value = share of the fluid that is in; params dye: 1 test dye (blue) to 0 medicine (amber)."""
    if effect.at is None or effect.value <= 0.005:
        return
    p, dye = scene.painter, effect.params.get("dye", 0.0)
    radius = reach(effect.radius_cm, effect.value)
    p.save()
    p.setOpacity(p.opacity() * min(effect.value * 12.0, 1.0))
    if scene.frame.view.plate in AXIAL:
        _between_organs(scene, effect, radius, dye)
    else:
        if effect.at[2] < BEHIND_CM:
            p.setOpacity(p.opacity() * VEILED)
        _cloud(scene, scene.point(effect.at), radius * scene.viewport.scale, dye)
    p.restore()


def _between_organs(scene: Scene, effect: EffectPose, radius: float, dye: float) -> None:
    at = effect.at
    if at is None:
        return
    p, v, plate = scene.painter, scene.viewport, scene.frame.view.plate
    center = (at[0], at[2])
    room = _room(plate, scene.frame.position, center, effect.radius_cm * MOST)
    ring = _flat(plate, scene.frame.position, cloud(center, radius))
    shape = room.intersected(polyline_path(ring, closed=True))
    to_px = QTransform(v.scale, 0, 0, v.scale, v.x0, v.y0)
    path = to_px.map(shape)
    fill = QRadialGradient(scene.point(at), max(radius * v.scale * 1.05, 1.0))
    base, edge = mixed(MEDICINE[0], DYE[0], dye, 0.92), mixed(MEDICINE[1], DYE[1], dye, 0.9)
    fill.setColorAt(0.0, base)
    fill.setColorAt(0.75, mixed(MEDICINE[0], DYE[0], dye, 0.8))
    fill.setColorAt(1.0, mixed(MEDICINE[1], DYE[1], dye, 0.62))
    p.setPen(QPen(edge, max(0.035 * v.scale, 1.2)))
    p.setBrush(fill)
    p.drawPath(path)
    p.setClipPath(path, Qt.ClipOperation.IntersectClip)
    _drops(scene, scene.point(at), radius * v.scale, dye)


def _drops(scene: Scene, middle: QPointF, reach_px: float, dye: float) -> None:
    """Little lights of fluid at fixed places (golden angle)."""
    p = scene.painter
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(mixed("#FFF4D2", "#DDE7FF", dye, 0.6))
    for index in range(DROPS):
        far, angle = reach_px * float(np.sqrt((index + 0.5) / DROPS)), index * GOLDEN
        size = max(0.05 * scene.viewport.scale, 1.2) * (0.7 + 0.6 * ((index * 7) % 5) / 4)
        p.drawEllipse(middle + QPointF(far * np.cos(angle), far * np.sin(angle)), size, size)


def _cloud(scene: Scene, middle: QPointF, radius: float, dye: float) -> None:
    """Seen from the front, the fluid lies around what it bathes as a veil with a soft rim."""
    p = scene.painter
    fill = QRadialGradient(middle, max(radius * MOST, 1.0))
    for stop, alpha in ((0.0, 0.62), (0.55, 0.5), (0.85, 0.24), (1.0, 0.0)):
        fill.setColorAt(stop, mixed(MEDICINE[0], DYE[0], dye, alpha))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(fill)
    p.drawEllipse(middle, radius * MOST, radius * MOST)
    p.setBrush(color("#FFFFFF", 0.0))
    _drops(scene, middle, radius * 0.86, dye)


def _flat(plate: str, position: Position, outline: Floats) -> Floats:
    """Points (N, 2) of x and z on a slice, plate cm."""
    level = load_slice(plate).level_y
    points = np.column_stack([outline[:, 0], np.full(len(outline), level), outline[:, 1]])
    return np.asarray(plate_of(plate, position).project(points), float)


@lru_cache(maxsize=8)
def _room(plate: str, position: Position, center: tuple[float, float], radius: float) -> QPainterPath:
    """Where a fluid can spread near a point, plate cm."""
    near = polyline_path(_flat(plate, position, cloud(center, radius)), closed=True)
    room = QPainterPath()
    for loose, outline in ground(plate, position.value, center, radius):
        part = polyline_path(_flat(plate, position, outline), closed=True).intersected(near)
        room = room.united(part) if loose else room.subtracted(part)
    return room


def box_injectate(scene: Scene, effect: EffectPose) -> Rect | None:
    """Where the cloud is."""
    if effect.at is None or effect.value <= 0.005:
        return None
    return scene.around(effect.at, reach(effect.radius_cm, effect.value) * MOST * scene.viewport.scale + 4)
