"""Rays of lodged spheres: a glow in the tumor that ends a few millimeters beyond it, as the dose does."""

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPen, QRadialGradient

from irexplainer.geom.viewport import Rect
from irexplainer.models.beta_dose import LONGEST_CM, FallOff, fall_off
from irexplainer.paint.actors.scene import Scene
from irexplainer.paint.actors.strokes import color
from irexplainer.story.frame import EffectPose

GLOW, RIM = "#F0A63A", "#C9742A"
STRONGEST = 0.62
STOPS = 24


def paint_rays(scene: Scene, effect: EffectPose) -> None:
    """Glow as strong as the dose that has been given by now; a rim where it has fallen to half."""
    target = scene.atlas.targets.get(effect.target)
    if target is None or scene.frame.view.plate != "front" or effect.value <= 0.004:
        return
    dose = _dose(target.radius)
    at, reach = scene.point(target.center), target.radius + LONGEST_CM
    gradient = QRadialGradient(at, scene.radius(reach))
    for i in range(STOPS + 1):
        strength = dose.at(reach * i / STOPS) / dose.at(0.0)
        gradient.setColorAt(i / STOPS, color(GLOW, STRONGEST * strength * min(effect.value, 1.0)))
    p = scene.painter
    p.save()
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(gradient)
    p.drawEllipse(at, scene.radius(reach), scene.radius(reach))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(color(RIM, 0.9 * min(effect.value, 1.0)), 1.6, Qt.PenStyle.DashLine))
    half = scene.radius(_half_at(target.radius))
    p.drawEllipse(QPointF(at), half, half)
    p.restore()


def box_rays(scene: Scene, effect: EffectPose) -> Rect | None:
    """The glow."""
    target = scene.atlas.targets.get(effect.target)
    if target is None or scene.frame.view.plate != "front":
        return None
    return scene.around(target.center, scene.radius(target.radius + LONGEST_CM) + 3)


@lru_cache(maxsize=8)
def _dose(radius: float) -> FallOff:
    return fall_off(radius, 1.0)


@lru_cache(maxsize=8)
def _half_at(radius: float) -> float:
    """Distance from the middle, cm, where the dose has fallen to half of that in the middle."""
    dose = _dose(radius)
    below = dose.gray < dose.at(0.0) / 2
    return float(dose.distances[below][0])
