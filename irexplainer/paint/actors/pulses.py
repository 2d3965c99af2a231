"""Pulses of current: field lines between the pair of needles that fires, and the zone in which cells die later."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QLinearGradient, QPen

from irexplainer.geom.viewport import Rect
from irexplainer.models.electroporation import REVERSIBLE
from irexplainer.paint.actors.heat import paint_tumor_edge, rim_path, rim_px
from irexplainer.paint.actors.scene import Floats, Scene, box_of, polyline_path
from irexplainer.paint.actors.strokes import color
from irexplainer.story import zones
from irexplainer.story.frame import EffectPose

LINES = 7
"""Field lines between two needles."""
BULGE = 0.32
"""How far the outermost lines bend outward, cm."""
AROUND_CM = 0.5
"""Half width of the glow around two needles that lie one above the other."""
FILL, EDGE, HALO, SPARK = "#C9B8F2", "#5B3FA6", "#8E7BC9", "#FFF4B0"


def paint_pulses(scene: Scene, effect: EffectPose) -> None:
    """Zone, as strong as the share of the cross section that has been reached; lines of the pair that fires."""
    if not scene.frame.view.plate.startswith("axial") or "axis_x" not in effect.params:
        return
    p, cm = scene.painter, scene.viewport.scale
    p.save()
    if effect.params.get("seconds", 0.0) > 0:
        share = zones.reached_share(effect)
        zone = rim_path(scene, effect, zones.pulse_rim(effect))
        p.fillPath(zone, color(FILL, 0.16 + 0.42 * share))
        p.setBrush(Qt.BrushStyle.NoBrush)
        halo = QPen(color(HALO, 0.7), min(max(0.03 * cm, 1.0), 2.0))
        halo.setDashPattern([2, 4])
        p.setPen(halo)
        p.drawPath(rim_path(scene, effect, zones.pulse_rim(effect, REVERSIBLE)))
        for ink, width in ((color("#FFFFFF", 0.9), 0.10), (color(EDGE, 0.95), 0.05)):
            p.setPen(QPen(ink, min(max(width * cm, 24 * width), 60 * width)))
            p.drawPath(zone)
        p.setBrush(Qt.BrushStyle.NoBrush)
        paint_tumor_edge(scene, effect)
    lit = effect.params.get("lit", effect.value)
    pair = zones.firing(effect)
    if pair is not None and lit > 0.02:
        _paint_field(scene, effect, pair[0][0], pair[1][0], lit)
    p.restore()


def box_pulses(scene: Scene, effect: EffectPose) -> Rect | None:
    """The zone, its halo and the lines."""
    if not scene.frame.view.plate.startswith("axial") or "axis_x" not in effect.params:
        return None
    rims = [zones.tip_box(effect, -1.4, 1.4)]
    if effect.params.get("seconds", 0.0) > 0:
        rims += [zones.pulse_rim(effect), zones.pulse_rim(effect, REVERSIBLE)]
    return box_of(rim_px(scene, effect, np.vstack(rims)), max(0.1 * scene.viewport.scale, 4.0) + 2)


def _paint_field(scene: Scene, effect: EffectPose, first: float, second: float, lit: float) -> None:
    """Bright lines from one needle to the other; around both where they lie one above the other in the slice."""
    p, cm = scene.painter, scene.viewport.scale
    stacked = abs(first - second) < 0.1
    low, high = (first - AROUND_CM, first + AROUND_CM) if stacked else (min(first, second), max(first, second))
    lens = rim_path(scene, effect, zones.tip_box(effect, low, high))
    ends = rim_px(scene, effect, zones.on_slice(effect, np.zeros(2), np.array([low, high])))
    glow = QLinearGradient(*map(float, ends[0]), *map(float, ends[1]))
    middle = ((0.0, 0.0), (0.5, 0.9), (1.0, 0.0)) if stacked else ((0.0, 0.75), (0.5, 0.35), (1.0, 0.75))
    for stop, alpha in middle:
        ink = QColor(SPARK)
        ink.setAlphaF(alpha * lit)
        glow.setColorAt(stop, ink)
    p.fillPath(lens, glow)
    if stacked:
        return
    for ink, width in ((color(EDGE, 0.75 * lit), 0.055), (color(SPARK, 0.95 * lit), 0.028)):
        p.setPen(QPen(ink, min(max(width * cm, 30 * width), 70 * width)))
        for line in _lines(effect, first, second):
            p.drawPath(polyline_path(rim_px(scene, effect, line)))


def _lines(effect: EffectPose, first: float, second: float) -> list[Floats]:
    """Field lines in body (x, z): straight in the middle of the bare tips, bulging at their ends."""
    u = np.linspace(0.0, 1.0, 24)
    found = []
    for place in np.linspace(-1.0, 1.0, LINES):
        along = place * (zones.TIP_CM / 2 - 0.1) + place * BULGE * np.sin(np.pi * u)
        found.append(zones.on_slice(effect, along, first + (second - first) * u))
    return found
