"""Round tools as nested strokes: the vessel recipe at constant width, drawn by the raster engine."""

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen

LAMP = (-0.561, -0.828)
"""Direction to the lamp in the picture plane (STYLE 6.3: L = (-0.42, -0.62, 0.66), x and y, normalized)."""

Ramp = tuple[str, str, str]


def mixed(a: str | QColor, b: str | QColor, t: float, alpha: float = 1.0) -> QColor:
    """Color between a (t = 0) and b (t = 1)."""
    ca, cb = QColor(a), QColor(b)
    t = min(max(t, 0.0), 1.0)
    return QColor.fromRgbF(
        ca.redF() + (cb.redF() - ca.redF()) * t,
        ca.greenF() + (cb.greenF() - ca.greenF()) * t,
        ca.blueF() + (cb.blueF() - ca.blueF()) * t,
        alpha,
    )


def color(name: str, alpha: float = 1.0) -> QColor:
    """Color with opacity 0..1."""
    result = QColor(name)
    result.setAlphaF(min(max(alpha, 0.0), 1.0))
    return result


@lru_cache(maxsize=512)
def _shade(ramp: Ramp, t: float, gloss: float) -> QColor:
    """Color of a tube at a share of the way from its edge to its crest; one object for all, never changed."""
    shadow, base, light = ramp
    if t < 0.42:
        return mixed(mixed(shadow, base, 0.3), base, t / 0.42)
    crest = mixed(base, light, 0.55)
    if t < 0.8:
        return mixed(base, crest, (t - 0.42) / 0.38)
    return mixed(crest, mixed(mixed(light, "#FFFFFF", 0.35), crest, 1 - gloss), (t - 0.8) / 0.2)


@lru_cache(maxsize=64)
def _edge(ramp: Ramp) -> QColor:
    return mixed(ramp[0], "#2A1512", 0.25)


def stroke_tube(
    p: QPainter,
    path: QPainterPath,
    radius: float,
    ramp: Ramp,
    outline: float = 1.0,
    outline_color: str | None = None,
    gloss: float = 0.55,
    flat_caps: bool = False,
) -> None:
    """Paint a tube of ``radius`` px along ``path``: outline, then nested strokes shifted to the lamp.

    Shifting the whole stroke equals shifting along the normal by (normal . lamp): the tangential part of the
    shift moves the stroke onto itself (STYLE 7).
    """
    cap = Qt.PenCapStyle.FlatCap if flat_caps else Qt.PenCapStyle.RoundCap
    p.save()
    p.setBrush(Qt.BrushStyle.NoBrush)
    if outline > 0:
        edge = QColor(outline_color) if outline_color else _edge(ramp)
        p.setPen(QPen(edge, 2 * (radius + outline), Qt.PenStyle.SolidLine, cap, Qt.PenJoinStyle.BevelJoin))
        p.drawPath(path)
    steps = 4 if radius < 4 else (7 if radius < 12 else 12)
    for index in range(steps):
        t = index / (steps - 1)
        p.save()
        p.translate(LAMP[0] * 0.46 * t * radius, LAMP[1] * 0.46 * t * radius)
        width = max(2 * radius * (1 - 0.94 * t), 0.6)
        pen = QPen(_shade(ramp, t, gloss), width, Qt.PenStyle.SolidLine, cap, Qt.PenJoinStyle.BevelJoin)
        p.setPen(pen)
        p.drawPath(path)
        p.restore()
    p.restore()


SHADOW_STEPS = 5


def stroke_shadow(
    p: QPainter, path: QPainterPath, radius: float, dx: float, dy: float, alpha: float, flat_caps: bool = False
) -> None:
    """Soft contact shadow of a tube: widening translucent strokes, brown, ``alpha`` in its middle."""
    p.save()
    p.translate(dx, dy)
    p.setBrush(Qt.BrushStyle.NoBrush)
    blur = min(radius * 0.9 + 1.5, 9.0)
    own = 1.0 - (1.0 - min(alpha, 0.9)) ** (1.0 / SHADOW_STEPS)
    cap = Qt.PenCapStyle.FlatCap if flat_caps else Qt.PenCapStyle.RoundCap
    for step in range(SHADOW_STEPS):
        width = 2 * (radius + blur * (1 - 2 * step / (SHADOW_STEPS - 1)) * 0.8)
        pen = QPen(color("#2A1A12", own), max(width, 0.5), Qt.PenStyle.SolidLine, cap)
        pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
        p.setPen(pen)
        p.drawPath(path)
    p.restore()


def across_gradient(a: QPointF, normal: QPointF, radius: float, ramp: Ramp, gloss: float) -> QBrush:
    """Brush that shades a straight shaft through ``a`` from one edge to the other, crest toward the lamp."""
    start, end = a - normal * radius, a + normal * radius
    gradient = QLinearGradient(start, end)
    side = normal.x() * LAMP[0] + normal.y() * LAMP[1]
    crest = 0.5 + 0.23 * side
    for position in (0.0, 0.12, 0.3, 0.5, 0.7, 0.88, 1.0):
        distance = abs(position - crest) / max(crest, 1 - crest)
        gradient.setColorAt(position, _shade(ramp, 1.0 - min(distance, 1.0), gloss))
    return QBrush(gradient)


def beat(seconds: float, period: float = 1.6) -> float:
    """Endless sine 0..1, period in seconds (STYLE 12: the tip pulses in 1.6 s)."""
    return 0.5 - 0.5 * math.cos(2 * math.pi * seconds / period)
