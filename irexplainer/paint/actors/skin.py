"""Small things at the skin: numbing, the nick, the closed puncture."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QLinearGradient, QPainterPath, QPen, QRadialGradient, QTransform

from irexplainer.atlas.belly_wall import wall_of
from irexplainer.atlas.plates import NEEDLES, WALLS
from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.scene import Scene
from irexplainer.paint.actors.strokes import color
from irexplainer.paint.paths import polygon_path
from irexplainer.paint.transition import slab_path
from irexplainer.story.frame import EffectPose, Point3

ON_THE_BACK_CM = 3.0
"""A place this far behind the frontal plane is out of sight in the front view."""
PLASTER_CM = 2.4
NICK_CM = 0.30
"""Skin nick for a sheath: about 3 mm (PLATES L1)."""


def paint_numbing(scene: Scene, effect: EffectPose) -> None:
    """Pale blue weal that spreads under the skin around ``effect.at``; value 0..1."""
    if effect.at is None or effect.value <= 0 or _on_the_back(scene, effect.at):
        return
    p = scene.painter
    center = scene.point(effect.at)
    radius = scene.radius((effect.radius_cm or 0.9) * (0.35 + 0.65 * effect.value))
    gradient = QRadialGradient(center, radius)
    gradient.setColorAt(0.0, color("#7FC3DE", 0.62 * effect.value))
    gradient.setColorAt(0.6, color("#8FCDE4", 0.38 * effect.value))
    gradient.setColorAt(1.0, color("#8FCDE4", 0.0))
    p.save()
    _below_skin(scene)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(gradient)
    p.drawEllipse(center, radius, radius * 0.8)
    p.restore()


def _on_the_back(scene: Scene, at: Point3) -> bool:
    return scene.frame.view.plate == "front" and at[2] < -ON_THE_BACK_CM


def _below_skin(scene: Scene) -> None:
    """Where a plate shows the skin from the side, nothing of the body is above it."""
    plate, v = scene.frame.view.plate, scene.viewport
    if plate.endswith("layers"):
        _, y = v.to_screen(0.0, 0.0)
        scene.painter.setClipRect(QRectF(0, y, v.width, v.height), Qt.ClipOperation.IntersectClip)
    elif plate in NEEDLES:
        x, _ = v.to_screen(0.0, 0.0)
        scene.painter.setClipRect(QRectF(x, 0, v.width, v.height), Qt.ClipOperation.IntersectClip)
    elif plate in WALLS:
        skin = polygon_path(wall_of(plate).sheet("skin").outline)
        lie = QTransform(v.scale, 0, 0, v.scale, v.x0, v.y0)
        scene.painter.setClipPath(lie.map(skin), Qt.ClipOperation.IntersectClip)
    elif plate.startswith("axial"):
        scene.painter.setClipPath(slab_path(plate, scene.frame.position, v), Qt.ClipOperation.IntersectClip)


def paint_nick(scene: Scene, effect: EffectPose) -> None:
    """Neat slit in the skin; value 0..1 opens it. No blood."""
    if effect.at is None or effect.value <= 0 or _on_the_back(scene, effect.at):
        return
    p = scene.painter
    center = scene.point(effect.at)
    deep = scene.radius(0.22 * effect.value, 2.0)
    half = scene.radius(NICK_CM / 2, 2.0)
    angle = effect.params.get("skin_angle", 0.0)
    p.save()
    p.translate(center)
    p.rotate(math.degrees(angle))
    slit = QPainterPath(QPointF(-half, 0))
    slit.quadTo(QPointF(0, deep * 0.2), QPointF(half * 0.2, deep))
    slit.quadTo(QPointF(half * 0.5, deep * 0.3), QPointF(half, 0))
    slit.closeSubpath()
    p.setPen(QPen(color("#E9B7A5", 0.9), max(half * 0.22, 1.2)))
    p.setBrush(color("#8E3B32", 0.85))
    p.drawPath(slit)
    p.restore()


def paint_closure(scene: Scene, effect: EffectPose) -> None:
    """Small plaster over the closed puncture, at the wrist a band with a cushion; value 0..1 lays it down."""
    if effect.at is None or effect.value <= 0 or _on_the_back(scene, effect.at):
        return
    p = scene.painter
    center = scene.point(effect.at)
    scale = min(scene.viewport.scale, 90.0)
    lift = (1 - effect.value) * scale * 0.9
    angle = effect.params.get("skin_angle", 0.0)
    p.save()
    p.setOpacity(p.opacity() * min(1.0, effect.value * 2.5))
    p.translate(center.x(), center.y())
    p.rotate(math.degrees(angle))
    p.translate(0, -lift)
    if scene.frame.view.plate == "wrist_layers":
        _band(scene, scale)
        p.restore()
        return
    _plaster(scene, PLASTER_CM * scale, max(0.24 * scale, 8.0))
    p.restore()


def _plaster(scene: Scene, width: float, height: float) -> None:
    """Seen from the edge: gauze on the puncture, a soft strip over it; the painter stands on the puncture."""
    p, half, flat = scene.painter, width / 2, height * 0.42
    shade = QLinearGradient(0, 0, 0, height * 0.5)
    shade.setColorAt(0.0, color("#5A2E22", 0.26))
    shade.setColorAt(1.0, color("#5A2E22", 0.0))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(shade)
    p.drawRoundedRect(QRectF(-half * 0.98, 0, width * 0.98, height * 0.5), height * 0.2, height * 0.2)
    strip = QPainterPath(QPointF(-half, 0))
    strip.quadTo(QPointF(-half * 1.01, -flat), QPointF(-half * 0.93, -flat))
    strip.lineTo(-half * 0.46, -flat)
    strip.cubicTo(QPointF(-half * 0.36, -flat), QPointF(-half * 0.36, -height), QPointF(-half * 0.24, -height))
    strip.lineTo(half * 0.24, -height)
    strip.cubicTo(QPointF(half * 0.36, -height), QPointF(half * 0.36, -flat), QPointF(half * 0.46, -flat))
    strip.lineTo(half * 0.93, -flat)
    strip.quadTo(QPointF(half * 1.01, -flat), QPointF(half, 0))
    strip.closeSubpath()
    skin = QLinearGradient(0, -height, 0, 0)
    skin.setColorAt(0.0, color("#FBE8D2"))
    skin.setColorAt(0.5, color("#EFCBA8"))
    skin.setColorAt(1.0, color("#D3A57F"))
    p.setPen(QPen(color("#9C6F4E"), 1.3, j=Qt.PenJoinStyle.RoundJoin))
    p.setBrush(skin)
    p.drawPath(strip)
    p.setPen(QPen(color("#C9B9A6"), 1.0))
    p.setBrush(color("#FFFDF8"))
    p.drawRoundedRect(QRectF(-half * 0.3, -height * 0.52, half * 0.6, height * 0.52), height * 0.14, height * 0.14)
    p.setPen(QPen(color("#FFFFFF", 0.7), max(height * 0.07, 1.0), c=Qt.PenCapStyle.RoundCap))
    p.drawLine(QPointF(-half * 0.22, -height * 0.86), QPointF(half * 0.16, -height * 0.86))
    p.drawLine(QPointF(-half * 0.9, -flat * 0.74), QPointF(-half * 0.52, -flat * 0.74))


def _band(scene: Scene, scale: float) -> None:
    """Clear strap around the wrist whose cushion of air presses on the artery; the painter stands on the puncture."""
    p, reach = scene.painter, float(scene.viewport.width)
    p.setPen(QPen(color("#7FA3B0"), 1.4))
    p.setBrush(color("#D3E8EE", 0.92))
    p.drawRect(QRectF(-reach, -0.16 * scale, 2 * reach, 0.16 * scale))
    wide, tall = 1.7 * scale, 0.5 * scale
    cushion = QRectF(-wide / 2, -tall, wide, tall)
    p.setBrush(color("#E9F5F8", 0.96))
    p.setPen(QPen(color("#5E8B9B"), 1.6))
    p.drawRoundedRect(cushion, tall * 0.48, tall * 0.48)
    p.setPen(QPen(color("#FFFFFF", 0.95), 0.06 * scale, c=Qt.PenCapStyle.RoundCap))
    p.drawLine(QPointF(-wide * 0.3, -tall * 0.78), QPointF(wide * 0.05, -tall * 0.78))


def paint_hydrodissection(scene: Scene, effect: EffectPose) -> None:
    """Pocket of sterile fluid that keeps the bowel away; value 0..1 fills it."""
    if effect.at is None or effect.value <= 0:
        return
    p = scene.painter
    center = scene.point(effect.at)
    radius = scene.radius(effect.radius_cm or 1.1) * effect.value
    gradient = QRadialGradient(QPointF(0, 0), radius * 1.35)
    gradient.setColorAt(0.0, color("#E4F4FA", 0.92))
    gradient.setColorAt(0.75, color("#8CC3DA", 0.75))
    gradient.setColorAt(1.0, color("#5E93A6", 0.55))
    p.setPen(QPen(color("#3F7D93", 0.8), 1.5))
    p.setBrush(gradient)
    p.save()
    p.translate(center)
    p.rotate(effect.params.get("angle_degrees", 0.0))
    p.drawEllipse(QPointF(0, 0), radius * 1.35, radius * 0.55)
    p.restore()


def paint_scan_plane(scene: Scene, effect: EffectPose) -> None:
    """Teal plane of the scanner at a level of the front figure; value 0..1 is its opacity."""
    if effect.at is None or effect.value <= 0:
        return
    p = scene.painter
    center = scene.point(effect.at)
    half = scene.radius(effect.radius_cm or 27.0)
    accent = scene.look.color("accent")
    p.setPen(QPen(color(accent, 0.9 * effect.value), 2.0))
    p.setBrush(color(accent, 0.18 * effect.value))
    p.drawEllipse(center, half, half * 0.185)


def _box(scene: Scene, effect: EffectPose, px: float) -> Rect | None:
    return None if effect.at is None or effect.value <= 0 else scene.around(effect.at, px + 3)


def box_numbing(scene: Scene, effect: EffectPose) -> Rect | None:
    """The weal."""
    return _box(scene, effect, scene.radius(effect.radius_cm or 0.9))


def box_nick(scene: Scene, effect: EffectPose) -> Rect | None:
    """The slit."""
    return _box(scene, effect, scene.radius(NICK_CM / 2, 2.0) * 1.4 + scene.radius(0.22, 2.0))


def box_closure(scene: Scene, effect: EffectPose) -> Rect | None:
    """The plaster or band, also while it comes down."""
    if scene.frame.view.plate == "wrist_layers":
        return _box(scene, effect, float(scene.viewport.width))
    scale = min(scene.viewport.scale, 90.0)
    return _box(scene, effect, 1.25 * scale + scale * 0.9 * (1 - min(effect.value, 1.0)) + max(0.2 * scale, 6.0) + 2)


def box_hydrodissection(scene: Scene, effect: EffectPose) -> Rect | None:
    """The pocket of fluid."""
    return _box(scene, effect, scene.radius(effect.radius_cm or 1.1) * 1.35)


def box_scan_plane(scene: Scene, effect: EffectPose) -> Rect | None:
    """The plane."""
    return _box(scene, effect, scene.radius(effect.radius_cm or 27.0))
