"""What covers a small wound as the doctor looks at it from the front: clear film over a line, skin over a port."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen, QRadialGradient

from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.scene import Scene
from irexplainer.paint.actors.strokes import color
from irexplainer.story.frame import EffectPose

FILM_CM = 2.2
"""Half the side of the clear film where none is given."""
STRIPS = 4


def paint_dressing(scene: Scene, effect: EffectPose) -> None:
    """Clear film with a white frame around ``effect.at``; value 0..1 lays it down."""
    if effect.at is None or effect.value <= 0:
        return
    p, cm = scene.painter, scene.viewport.scale
    half = (effect.radius_cm or FILM_CM) * cm * (1.25 - 0.25 * effect.value)
    center = scene.point(effect.at)
    p.save()
    p.setOpacity(p.opacity() * effect.value)
    p.translate(center)
    outer, inner = QPainterPath(), QPainterPath()
    outer.addRoundedRect(QRectF(-half, -half, 2 * half, 2 * half), half * 0.3, half * 0.3)
    within = half * 0.74
    inner.addRoundedRect(QRectF(-within, -within, 2 * within, 2 * within), half * 0.2, half * 0.2)
    p.fillPath(inner, color("#E7F4F8", 0.34))
    p.setPen(QPen(color("#A9B8BE"), 1.2))
    p.setBrush(color("#FFFFFF", 0.86))
    p.drawPath(outer.subtracted(inner))
    shine = QPainterPath(QPointF(-within * 0.8, -within * 0.15))
    shine.lineTo(QPointF(-within * 0.15, -within * 0.8))
    p.setPen(QPen(color("#FFFFFF", 0.8), max(within * 0.07, 1.2), c=Qt.PenCapStyle.RoundCap))
    p.drawPath(shine)
    p.restore()


def box_dressing(scene: Scene, effect: EffectPose) -> Rect | None:
    """The film."""
    if effect.at is None:
        return None
    return scene.around(effect.at, (effect.radius_cm or FILM_CM) * scene.viewport.scale * 1.3 + 4)


def paint_cut(scene: Scene, effect: EffectPose) -> None:
    """A short cut seen from the front, held a little open by value 0..1; no blood."""
    if effect.at is None or effect.value <= 0:
        return
    p = scene.painter
    half = scene.radius((effect.radius_cm or 1.4) * (0.4 + 0.6 * effect.value), 3.0)
    gape = half * 0.26 * effect.value
    p.save()
    p.translate(scene.point(effect.at))
    lens = QPainterPath(QPointF(-half, 0))
    lens.quadTo(QPointF(0, -2 * gape), QPointF(half, 0))
    lens.quadTo(QPointF(0, 2 * gape), QPointF(-half, 0))
    p.setPen(QPen(color("#F3C9B4"), max(half * 0.08, 1.4), j=Qt.PenJoinStyle.RoundJoin))
    p.setBrush(color("#8E3B32", 0.88))
    p.drawPath(lens)
    p.setPen(QPen(color("#6A241F", 0.8), max(half * 0.05, 1.0)))
    p.drawLine(QPointF(-half * 0.7, 0), QPointF(half * 0.7, 0))
    p.restore()


def box_cut(scene: Scene, effect: EffectPose) -> Rect | None:
    """The cut."""
    if effect.at is None:
        return None
    return scene.around(effect.at, scene.radius(effect.radius_cm or 1.4, 3.0) * 1.15 + 4)


def paint_cover(scene: Scene, effect: EffectPose) -> None:
    """Skin closed over a port: a soft bump, and the closed cut beside it held by paper strips."""
    if effect.at is None or effect.value <= 0:
        return
    p, cm = scene.painter, scene.viewport.scale
    radius = (effect.radius_cm or 1.6) * cm
    center = scene.point(effect.at)
    p.save()
    p.setOpacity(p.opacity() * effect.value)
    bump = QRadialGradient(center, radius, center - QPointF(0.35 * radius, 0.4 * radius))
    for stop, ink, alpha in (
        (0.0, "#FFF4E8", 0.62),
        (0.6, "#F1CFB4", 0.6),
        (0.86, "#DDAE8C", 0.42),
        (1.0, "#DDAE8C", 0),
    ):
        bump.setColorAt(stop, color(ink, alpha))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(bump)
    p.drawEllipse(center, radius, radius)
    _strips(scene, center - QPointF(0, radius * 1.22), cm)
    p.restore()


def _strips(scene: Scene, at: QPointF, cm: float) -> None:
    p = scene.painter
    p.setPen(QPen(color("#9C5B4A"), max(0.06 * cm, 1.3), c=Qt.PenCapStyle.RoundCap))
    p.drawLine(at - QPointF(1.3 * cm, 0), at + QPointF(1.3 * cm, 0))
    p.setPen(QPen(color("#C9B9A6"), 1.0))
    p.setBrush(color("#FFFDF8", 0.95))
    for index in range(STRIPS):
        x = (index - (STRIPS - 1) / 2) * 0.68 * cm
        p.drawRoundedRect(QRectF(at.x() + x - 0.16 * cm, at.y() - 0.5 * cm, 0.32 * cm, 1.0 * cm), 2, 2)


def box_cover(scene: Scene, effect: EffectPose) -> Rect | None:
    """Bump and strips."""
    if effect.at is None:
        return None
    return scene.around(effect.at, ((effect.radius_cm or 1.6) * 1.15 + 1.4) * scene.viewport.scale + 4)
