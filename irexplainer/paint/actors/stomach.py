"""Feeding tube: air that blows up the stomach, pins that hold its wall, balloon and disc of the tube, dye inside."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen, QRadialGradient

from irexplainer.atlas.plates import WALLS
from irexplainer.geom.polyline import Polyline
from irexplainer.geom.spline import catmull_rom
from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.particles import draw_sprites, positions_along
from irexplainer.paint.actors.scene import Floats, Scene, box_of, polyline_path
from irexplainer.paint.actors.strokes import color, stroke_tube
from irexplainer.story.frame import EffectPose

STOMACH = "stomach"
SWOLLEN = 0.05
"""How much wider the stomach of the front view gets, share."""
NOSE_TUBE = ((0.9, 15.6, 9.0), (0.8, 16.4, 3.6), (0.6, 19.5, -0.6), (0.5, 26.0, -2.2), (0.6, 38.0, -2.6),
             (1.0, 47.0, -1.6), (2.9, 50.8, 0.6), (5.2, 53.6, 2.2))  # fmt: skip
"""From the nose down the gullet into the stomach, body cm."""
TUBE = ("#8C7440", "#E8D9A8", "#FFFBEA")
BALLOON = ("#2C7F8C", "#9ADBDF", "#EAFBFC")
METAL, THREAD, BUTTON = "#39444B", "#F7F3EA", ("#7D8B92", "#DDE5E8", "#FFFFFF")
BAR_CM, DISC_CM = 0.5, 1.5
DYE, DYE_CM = "#2E3A44", 1.7


def paint_air(scene: Scene, effect: EffectPose) -> None:
    """Tube from the nose, and a stomach that shines as air fills it. value: how far it is blown up."""
    if scene.frame.view.plate != "front":
        return
    p, k = scene.painter, scene.viewport.scale
    ring = _stomach_px(scene, 1.0 + SWOLLEN * effect.value)
    path = polyline_path(ring, closed=True)
    box = path.boundingRect()
    glow = QRadialGradient(box.center() - QPointF(box.width() * 0.1, box.height() * 0.2), box.width() * 0.62)
    glow.setColorAt(0.0, color("#FFFFFF", 0.75 * effect.value))
    glow.setColorAt(0.7, color("#EAF4F7", 0.45 * effect.value))
    glow.setColorAt(1.0, color("#FFFFFF", 0.10 * effect.value))
    p.fillPath(path, glow)
    p.strokePath(path, QPen(color("#9C5A50", 0.8 * effect.value), max(0.06 * k, 1.0)))
    line = _nose_line()
    p.save()
    p.setOpacity(p.opacity() * min(effect.value * 6, 1.0))
    stroke_tube(p, polyline_path(scene.px(line.points)), max(0.13 * k, 1.4), TUBE, 0.8)
    p.restore()
    if effect.value < 0.99 and not scene.reduced_motion:
        draw_sprites(scene, positions_along(line, 26, scene.frame.seconds, 9.0, 4), "drop", 0.1, 1.6)


def box_air(scene: Scene, _effect: EffectPose) -> Rect | None:
    """Nose to stomach."""
    if scene.frame.view.plate != "front":
        return None
    line = scene.px(_nose_line().points)
    return box_of(np.vstack([line, _stomach_px(scene, 1.0 + SWOLLEN)]), 8.0)


@lru_cache(maxsize=1)
def _nose_line() -> Polyline:
    return Polyline(catmull_rom(np.array(NOSE_TUBE), samples=16, dims=3))


def _stomach_px(scene: Scene, wide: float) -> Floats:
    outline = np.asarray(scene.atlas.structures[STOMACH].outline, float)
    middle = outline.mean(axis=0)
    ring = middle + (outline - middle) * wide
    return scene.px(np.column_stack([ring, np.zeros(len(ring))]))


def paint_anchor(scene: Scene, effect: EffectPose) -> None:
    """A bar behind the wall of the stomach on a thread to a button on the skin. value: how far it is pulled tight."""
    if effect.at is None:
        return
    p, k = scene.painter, scene.viewport.scale
    if scene.frame.view.plate not in WALLS:
        x, y = scene.px(effect.at)
        p.setPen(QPen(color(METAL), max(0.1 * k, 1.6), c=Qt.PenCapStyle.RoundCap))
        p.drawLine(QPointF(x - 0.25 * k, y), QPointF(x + 0.25 * k, y))
        return
    x, y = (float(c) for c in scene.px(effect.at))
    loose = effect.params.get("loose_cm", 0.9) * (1.0 - effect.value)
    end = y + (effect.params.get("depth_cm", 2.35) + loose) * k
    p.save()
    p.setPen(QPen(color("#6B6152", 0.9), max(0.06 * k, 1.6)))
    p.drawLine(QPointF(x, y), QPointF(x, end))
    p.setPen(QPen(color(THREAD), max(0.035 * k, 1.0)))
    p.drawLine(QPointF(x, y), QPointF(x, end))
    bar = QPainterPath(QPointF(x - BAR_CM * k / 2, end))
    bar.lineTo(x + BAR_CM * k / 2, end)
    stroke_tube(p, bar, max(0.055 * k, 1.5), ("#20282D", "#7C8A92", "#F2F6F7"), 1.0)
    knob = QPainterPath(QPointF(x - 0.3 * k, y - 0.1 * k))
    knob.lineTo(x + 0.3 * k, y - 0.1 * k)
    stroke_tube(p, knob, 0.09 * k, BUTTON, 1.0)
    p.restore()


def box_anchor(scene: Scene, effect: EffectPose) -> Rect | None:
    """Button, thread and bar."""
    return None if effect.at is None else scene.around(effect.at, 4.2 * scene.viewport.scale)


def paint_holder(scene: Scene, effect: EffectPose) -> None:
    """Balloon of the tube inside the stomach, disc on the skin. value: how far the balloon is filled."""
    ends = _ends(scene, effect)
    if ends is None:
        return
    p, k = scene.painter, scene.viewport.scale
    (x, y), (skin_x, skin_y) = ends
    radius = effect.radius_cm * effect.value ** (1 / 3) * k
    ball = QRectF(x - radius, y - 0.82 * radius, 2 * radius, 1.64 * radius)
    glow = QRadialGradient(QPointF(x - 0.35 * radius, y - 0.35 * radius), 1.5 * radius)
    for at, tone, alpha in zip((0.0, 0.55, 1.0), BALLOON[::-1], (0.85, 0.62, 0.8), strict=True):
        glow.setColorAt(at, color(tone, alpha))
    p.save()
    p.setBrush(glow)
    p.setPen(QPen(color("#0E3E46", 0.9), max(0.04 * k, 1.0)))
    p.drawEllipse(ball)
    if scene.frame.view.plate in WALLS:
        disc = QPainterPath(QPointF(skin_x - DISC_CM * k / 2, skin_y - 0.16 * k))
        disc.lineTo(skin_x + DISC_CM * k / 2, skin_y - 0.16 * k)
        p.setOpacity(p.opacity() * min(max(effect.value * 2 - 1, 0.0), 1.0))
        stroke_tube(p, disc, 0.14 * k, ("#2C7F8C", "#7CC7CE", "#DDF5F6"), 1.0)
    p.restore()


def box_holder(scene: Scene, effect: EffectPose) -> Rect | None:
    """Balloon and disc."""
    ends = _ends(scene, effect)
    return None if ends is None else box_of(np.array(ends), 1.5 * scene.viewport.scale + 4)


def _ends(scene: Scene, effect: EffectPose) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Px of the middle of the balloon, just behind the tip of the tube, and of the skin; None without a tube."""
    tube = next((t for t in scene.frame.tools if t.kind == "drain" and t.opacity > 0.5), None)
    if tube is None or effect.at is None or scene.frame.view.plate not in (*WALLS, "front"):
        return None
    path = scene.board.paths[tube.path]
    middle = scene.px(path.at(max(tube.tip - 0.7, 0.0))[:3])
    skin = scene.px(effect.at)
    return (float(middle[0]), float(middle[1])), (float(skin[0]), float(skin[1]))


def is_stomach_dye(scene: Scene, effect: EffectPose) -> bool:
    """True for dye that is put into the stomach."""
    target = scene.atlas.targets.get(effect.target)
    return target is not None and target.host == STOMACH and target.kind == "opening"


def paint_stomach_dye(scene: Scene, effect: EffectPose) -> None:
    """Dye that spreads from the tip inside the stomach."""
    at = effect.at or scene.frame.tip
    if at is None or effect.value <= 0.01:
        return
    p, k = scene.painter, scene.viewport.scale
    x, y = (float(c) for c in scene.px(at))
    radius = DYE_CM * effect.value**0.5 * k
    glow = QRadialGradient(QPointF(x, y), radius)
    for stop, alpha in ((0.0, 0.85), (0.6, 0.6), (1.0, 0.0)):
        glow.setColorAt(stop, color(DYE, alpha))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(glow)
    p.drawEllipse(QRectF(x - radius * 1.25, y - radius * 0.62, radius * 2.5, radius * 1.5))


def box_stomach_dye(scene: Scene, effect: EffectPose) -> Rect | None:
    """The cloud."""
    at = effect.at or scene.frame.tip
    return None if at is None else scene.around(at, DYE_CM * 1.4 * scene.viewport.scale)
