"""Tools, a grain of rice and a pencil at one scale: the recipes of the moving devices, for things that lie still."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPainterPath, QPen

from irexplainer.paint.actors.strokes import Ramp, across_gradient, color, mixed, stroke_shadow, stroke_tube
from irexplainer.paint.look import Look

PLATINUM: Ramp = ("#4A5358", "#B9C2C6", "#FFFFFF")
RICE: Ramp = ("#B9A98C", "#EFE7D6", "#FFFFFF")
BALLOON: Ramp = ("#2F6F86", "#8CC7DA", "#F2FBFF")
PENCIL: Ramp = ("#9A6A10", "#E6AE2C", "#FFE9A6")
BEAD: Ramp = ("#7A4B86", "#C49BD0", "#FBEFFF")


@dataclass(frozen=True)
class Bench:
    """Where a thing lies. x0, x1: px between which it may lie; y: its middle; mm: px of a millimeter."""

    p: QPainter
    look: Look
    x0: float
    x1: float
    y: float
    mm: float

    def line(self, *points: tuple[float, float]) -> QPainterPath:
        """A polyline; x in px, y in px from the middle."""
        path = QPainterPath(QPointF(points[0][0], self.y + points[0][1]))
        for x, y in points[1:]:
            path.lineTo(x, self.y + y)
        return path


Painter = Callable[[Bench, float, float], None]
"""Paints a thing of (diameter, length) in mm."""


def _tube(b: Bench, path: QPainterPath, radius: float, ramp: Ramp) -> None:
    stroke_shadow(b.p, path, radius, 1.5, 3.0, 0.28)
    edge = "#3D2600" if ramp == b.look.ramp("microcatheter") else None
    stroke_tube(b.p, path, radius, ramp, 0.7, edge)


def _needle(b: Bench, d: float, _length: float) -> None:
    radius, normal = d * b.mm / 2, QPointF(0, 1)
    tip = b.x1
    neck = tip - max(radius * 5, 3)
    body = b.line((b.x0, -radius), (neck, -radius), (tip, radius), (b.x0, radius))
    body.closeSubpath()
    stroke_shadow(b.p, b.line((b.x0, 0), ((neck + tip) / 2, 0)), radius, 1.0, 2.4, 0.22)
    b.p.setPen(QPen(color("#2B3338", 0.9), 0.8))
    b.p.setBrush(across_gradient(QPointF(b.x0, b.y), normal, max(radius, 0.5), b.look.ramp("needle"), 0.9))
    b.p.drawPath(body)


def _core_needle(b: Bench, d: float, length: float) -> None:
    _needle(b, d, length)
    radius, end = d * b.mm / 2, b.x1 - 5 * b.mm
    notch = QRectF(end - 17 * b.mm, b.y - radius, 17 * b.mm, radius * 1.1)
    b.p.setPen(QPen(color("#2B3338", 0.9), 0.8))
    b.p.setBrush(color("#C97B6E"))
    b.p.drawRect(notch)


def _bent(b: Bench, hook: float) -> QPainterPath:
    """A soft end that bends up; hook: px."""
    path = QPainterPath(QPointF(b.x0, b.y + hook * 0.3))
    x = b.x1 - hook * 1.3
    path.lineTo(x, b.y + hook * 0.3)
    path.cubicTo(
        QPointF(x + hook, b.y + hook * 0.3), QPointF(b.x1, b.y - hook * 0.1), QPointF(b.x1 - hook * 0.2, b.y - hook)
    )
    return path


def _wire(b: Bench, d: float, _length: float) -> None:
    hook = 3.0 * b.mm
    path = QPainterPath(QPointF(b.x0, b.y + hook))
    path.lineTo(b.x1 - hook, b.y + hook)
    path.arcTo(QRectF(b.x1 - 2 * hook, b.y - hook, 2 * hook, 2 * hook), -90, 200)
    _tube(b, path, d * b.mm / 2, b.look.ramp("wire"))


def _catheter(b: Bench, d: float, _length: float) -> None:
    _tube(b, _bent(b, 4.0 * b.mm), d * b.mm / 2, b.look.ramp("catheter"))


def _microcatheter(b: Bench, d: float, _length: float) -> None:
    _tube(b, _bent(b, 2.4 * b.mm), d * b.mm / 2, b.look.ramp("microcatheter"))


def _sheath(b: Bench, d: float, _length: float) -> None:
    radius = d * b.mm / 2
    hub = b.x0 + 9 * b.mm
    _tube(b, b.line((hub, 0), (b.x1 - radius, 0)), radius, b.look.ramp("sheath"))
    body = b.line((b.x0 + 3 * b.mm, 0), (hub, 0))
    stroke_shadow(b.p, body, 3.4 * b.mm, 1.5, 3.0, 0.3, flat_caps=True)
    stroke_tube(b.p, body, 3.4 * b.mm, ("#8C949C", "#E4E8EA", "#FFFFFF"), 0.9, "#4A555B", flat_caps=True)


def _drain(b: Bench, d: float, _length: float) -> None:
    radius, loop = d * b.mm / 2, 5.5 * b.mm
    path = QPainterPath(QPointF(b.x0, b.y + loop))
    path.lineTo(b.x1 - loop, b.y + loop)
    center = QPointF(b.x1 - loop, b.y)
    for i in range(1, 49):
        turn = 2 * math.pi * 1.15 * i / 48
        r = loop * (1 - 0.26 * i / 48)
        path.lineTo(center.x() + r * math.sin(turn), center.y() + r * math.cos(turn))
    _tube(b, path, radius, b.look.ramp("drain"))
    b.p.setPen(Qt.PenStyle.NoPen)
    b.p.setBrush(color("#063238", 0.75))
    for i in (8, 15, 22, 29, 36):
        turn, r = 2 * math.pi * 1.15 * i / 48, loop * (1 - 0.26 * i / 48)
        at = QPointF(center.x() + r * math.sin(turn), center.y() + r * math.cos(turn))
        b.p.drawEllipse(at, radius * 0.36, radius * 0.36)


def _beads(b: Bench, d: float, _length: float) -> None:
    """Beads of 0.6 to 1 of the diameter, strewn by the golden angle."""
    middle = (b.x0 + b.x1) / 2
    b.p.setPen(QPen(color(BEAD[0]), 0.5))
    for i in range(60):
        r, turn = math.sqrt(i + 0.5) * 0.62 * b.mm, i * 2.39996
        size = d * b.mm / 2 * (0.6 + 0.4 * ((i * 7) % 5) / 4)
        at = QPointF(middle + 2.2 * r * math.cos(turn), b.y + r * math.sin(turn))
        b.p.setBrush(mixed(BEAD[1], BEAD[2], 0.15 + 0.3 * (i % 3)))
        b.p.drawEllipse(at, size, size)


def _coil(b: Bench, d: float, _length: float) -> None:
    path = QPainterPath()
    start = b.x0 + 4 * b.mm
    radius, turns, pitch = 2.4 * b.mm, 7, 2.0 * b.mm
    for i in range(turns * 24 + 1):
        turn = 2 * math.pi * i / 24
        point = QPointF(start + pitch * i / 24 + 0.5 * radius * math.sin(turn), b.y - radius * math.cos(turn))
        path.lineTo(point) if i else path.moveTo(point)
    _tube(b, path, d * b.mm / 2, PLATINUM)


def _middle(b: Bench, length: float) -> tuple[float, float]:
    middle = (b.x0 + b.x1) / 2
    return middle - length * b.mm / 2, middle + length * b.mm / 2


def _balloon(b: Bench, d: float, length: float) -> None:
    x0, x1 = _middle(b, length)
    radius, cone = d * b.mm / 2, d * b.mm * 0.55
    _tube(b, b.line((b.x0, 0), (x1 + 4 * b.mm, 0)), 0.55 * b.mm, b.look.ramp("catheter"))
    body = b.line(
        (x0, 0), (x0 + cone, -radius), (x1 - cone, -radius), (x1, 0), (x1 - cone, radius), (x0 + cone, radius)
    )
    body.closeSubpath()
    gradient = QLinearGradient(0, b.y - radius, 0, b.y + radius)
    for at, tone in ((0.0, 1), (0.25, 2), (0.6, 1), (1.0, 0)):
        gradient.setColorAt(at, color(BALLOON[tone], 0.82))
    b.p.setPen(QPen(color(BALLOON[0]), 1.2, j=Qt.PenJoinStyle.RoundJoin))
    b.p.setBrush(gradient)
    b.p.drawPath(body)
    b.p.setPen(QPen(color("#22303A"), 1.2 * b.mm, c=Qt.PenCapStyle.FlatCap))
    for x in (x0 + cone, x1 - cone - 1.5 * b.mm):
        b.p.drawLine(QPointF(x, b.y), QPointF(x + 1.5 * b.mm, b.y))


def _stent(b: Bench, d: float, length: float) -> None:
    x0, x1 = _middle(b, length)
    radius, cells = d * b.mm / 2, 8
    wide = (x1 - x0) / cells
    for far in (True, False):
        path = QPainterPath()
        for row in range(3):
            for k in range(cells):
                y0, y1 = -radius + row * d * b.mm / 3, -radius + (row + 1) * d * b.mm / 3
                left, mid, shift = x0 + k * wide, (y0 + y1) / 2, wide / 2
                for sign in (y0, y1):
                    path.moveTo(left, b.y + mid)
                    path.lineTo(left + shift, b.y + sign)
                    path.lineTo(left + wide, b.y + mid)
        if far:
            b.p.save()
            b.p.translate(1.5, 3)
            b.p.setPen(QPen(color("#2A1A12", 0.25), 2.4))
            b.p.drawPath(path)
            b.p.restore()
        else:
            b.p.setBrush(Qt.BrushStyle.NoBrush)
            b.p.setPen(QPen(color(PLATINUM[0]), 2.0, j=Qt.PenJoinStyle.RoundJoin))
            b.p.drawPath(path)
            b.p.setPen(QPen(color(PLATINUM[1]), 1.0, j=Qt.PenJoinStyle.RoundJoin))
            b.p.drawPath(path)


def _filter(b: Bench, d: float, length: float) -> None:
    x0, x1 = _middle(b, length)
    radius = d * b.mm / 2
    hook = QPainterPath(QPointF(x1 - 1.2 * b.mm, b.y))
    hook.lineTo(x1, b.y)
    hook.arcTo(QRectF(x1 - 1.1 * b.mm, b.y - 2.2 * b.mm, 2.2 * b.mm, 2.2 * b.mm), -90, 200)
    for share in (-1.0, -0.55, -0.1, 0.35, 0.8, 1.0):
        leg = QPainterPath(QPointF(x1 - 1.2 * b.mm, b.y))
        leg.cubicTo(
            QPointF(x1 - 9 * b.mm, b.y + 0.2 * radius * share),
            QPointF(x0 + 14 * b.mm, b.y + 0.85 * radius * share),
            QPointF(x0 + (1 - abs(share)) * 3 * b.mm, b.y + radius * share),
        )
        _tube(b, leg, max(0.22 * b.mm, 0.9), PLATINUM)
    _tube(b, hook, max(0.3 * b.mm, 1.0), PLATINUM)
    _tube(b, b.line((x1 - 3.2 * b.mm, 0), (x1 - 0.8 * b.mm, 0)), 0.8 * b.mm, PLATINUM)


def paint_rice(b: Bench, d: float, length: float) -> None:
    """A long grain with its blunt germ end."""
    x0, x1 = _middle(b, length)
    r = d * b.mm / 2
    grain = QPainterPath(QPointF(x0, b.y))
    grain.cubicTo(QPointF(x0 + r * 0.4, b.y - r * 1.35), QPointF(x1 - r, b.y - r * 1.2), QPointF(x1, b.y - r * 0.15))
    grain.cubicTo(QPointF(x1 - r * 0.6, b.y + r * 1.3), QPointF(x0 + r, b.y + r * 1.25), QPointF(x0, b.y))
    b.p.setPen(Qt.PenStyle.NoPen)
    b.p.setBrush(color("#2A1A12", 0.2))
    b.p.drawPath(grain.translated(1.5, 3))
    gradient = QLinearGradient(0, b.y - r, 0, b.y + r)
    for at, tone in ((0.0, 1), (0.3, 2), (0.7, 1), (1.0, 0)):
        gradient.setColorAt(at, color(RICE[tone]))
    b.p.setBrush(gradient)
    b.p.setPen(QPen(color("#8E7C5C"), 0.9))
    b.p.drawPath(grain)


def _pencil(b: Bench, d: float, _length: float) -> None:
    """The end of a sharpened hexagonal pencil."""
    r, cone = d * b.mm / 2, d * b.mm * 2.2
    neck = b.x1 - cone
    stroke_shadow(b.p, b.line((b.x0, 0), (neck, 0)), r, 2, 4, 0.25, flat_caps=True)
    b.p.setPen(Qt.PenStyle.NoPen)
    for low, high, tone in ((-1.0, -0.5, 2), (-0.5, 0.5, 1), (0.5, 1.0, 0)):
        b.p.setBrush(color(PENCIL[tone]))
        b.p.drawRect(QRectF(b.x0, b.y + low * r, neck - b.x0, (high - low) * r))
    wood = b.line((neck, -r), (b.x1, 0), (neck, r))
    wood.closeSubpath()
    b.p.setBrush(color("#E8C79A"))
    b.p.drawPath(wood)
    lead = b.line((b.x1 - cone * 0.3, -r * 0.3), (b.x1, 0), (b.x1 - cone * 0.3, r * 0.3))
    lead.closeSubpath()
    b.p.setBrush(color("#3A3F42"))
    b.p.drawPath(lead)
    outline = b.line((b.x0, -r), (neck, -r), (b.x1, 0), (neck, r), (b.x0, r))
    b.p.setBrush(Qt.BrushStyle.NoBrush)
    b.p.setPen(QPen(color("#6B4A10"), 1.0, j=Qt.PenJoinStyle.RoundJoin))
    b.p.drawPath(outline)


SHAPES: dict[str, Painter] = {
    "needle": _needle,
    "core_needle": _core_needle,
    "wire": _wire,
    "sheath": _sheath,
    "catheter": _catheter,
    "microcatheter": _microcatheter,
    "drain": _drain,
    "beads": _beads,
    "coil": _coil,
    "balloon": _balloon,
    "stent": _stent,
    "filter": _filter,
    "rice": paint_rice,
    "pencil": _pencil,
}
HEIGHTS_MM = {"wire": 8.0, "catheter": 8.0, "drain": 15.0, "beads": 11.0, "coil": 7.0, "sheath": 8.0}
"""Height of what is higher than it is thick."""


def height_mm(shape: str, diameter: float) -> float:
    """Millimeters that a thing takes from top to bottom."""
    return max(HEIGHTS_MM.get(shape, 0.0), diameter)


def paint_thing(bench: Bench, shape: str, diameter: float, length: float) -> None:
    """Paint a thing of a shape; diameter and length in mm."""
    bench.p.save()
    SHAPES[shape](bench, diameter, length)
    bench.p.restore()


def paint_ruler(bench: Bench, y: float, ink: str) -> None:
    """Millimeter marks along y, px, longer every 5 and 10."""
    p, count = bench.p, int((bench.x1 - bench.x0) / bench.mm)
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    for k in range(count + 1):
        high = 9.0 if k % 10 == 0 else 6.5 if k % 5 == 0 else 4.0
        p.setPen(QPen(color(ink, 0.9 if k % 5 == 0 else 0.55), 1.0))
        x = bench.x0 + k * bench.mm
        p.drawLine(QPointF(x, y), QPointF(x, y - high))
    p.restore()
