"""Soft shadows of floating cards, painted once per size of corner and blown up like a picture frame."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from irexplainer.paint.look import Look

if TYPE_CHECKING:
    from irexplainer.ui.dress import Dress


@dataclass(frozen=True, slots=True)
class Level:
    """blur and offset in px; alpha in the light and the dark theme (STYLE 4)."""

    blur: float
    offset: float
    light: float
    dark: float


CHIP = Level(10, 3, 0.14, 0.40)
TOOL = Level(16, 5, 0.14, 0.40)
BAR = Level(24, 6, 0.12, 0.50)
MONITOR = Level(22, 7, 0.30, 0.55)
PRIMARY = Level(14, 5, 0.28, 0.30)
SHEET = Level(36, 12, 0.30, 0.60)


def edge_pen(dress: "Dress") -> QPen:
    """Edge of a card that floats over the picture: none on paper, a hair line in the dark, white in high contrast."""
    if dress.look.flat:
        return QPen(dress.color("line"), 2)
    return QPen(dress.color("panel" if dress.look.light else "line"), 1)


def paint_shadow(
    p: QPainter, rect: QRectF, radius: float, level: Level, look: Look, color: QColor | None = None
) -> None:
    """Paint the shadow of a rounded rectangle; nothing in the high contrast theme."""
    if look.flat:
        return
    tint = QColor(color or look.color("shadow"))
    tint.setAlphaF(level.light if look.light else level.dark)
    rect = QRectF(rect.toRect())  # between pixels the nine parts would show seams
    radius = min(radius, rect.width() / 2, rect.height() / 2)
    ratio = p.device().devicePixelRatioF() if p.device() else 1.0
    frame = _frame(round(radius), level.blur, tint.name(QColor.NameFormat.HexArgb), ratio)
    _nine(p, frame, rect.translated(0, level.offset), round(radius), level.blur, ratio)


@lru_cache(maxsize=64)
def _frame(radius: int, blur: float, color: str, ratio: float) -> QPixmap:
    """Blurred rounded square of side 2 * (radius + 2 * blur) plus two px in the middle."""
    pad = blur
    inner = 2 * (radius + blur) + 2
    side = round((inner + 2 * pad) * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    p = QPainter(pixmap)
    p.scale(ratio, ratio)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(Qt.PenStyle.NoPen)
    tint = QColor(color)
    full, reached = tint.alphaF(), 0.0
    steps = max(8, round(blur * 1.5))
    for i in range(steps):
        out = blur * (1 - 2 * i / (steps - 1))  # from far outside to well inside
        wanted = full * 0.5 * math.erfc(out / (blur * 0.5) / math.sqrt(2))
        layer = (wanted - reached) / (1 - reached)
        reached = wanted
        if layer <= 0:
            continue
        shade = QColor(tint)
        shade.setAlphaF(min(layer, 1.0))
        p.setBrush(shade)
        box = QRectF(pad - out, pad - out, inner + 2 * out, inner + 2 * out)
        corner = max(radius + out, 1.0)
        p.drawRoundedRect(box, corner, corner)
    p.end()
    return pixmap


def _nine(p: QPainter, frame: QPixmap, rect: QRectF, radius: int, blur: float, ratio: float) -> None:
    corner = radius + 2 * blur  # of the picture: outer pad and the rounded, blurred corner
    side = frame.width() / ratio
    outer = rect.adjusted(-blur, -blur, blur, blur)
    cx, cy = min(corner, outer.width() / 2), min(corner, outer.height() / 2)
    xs = ((outer.left(), cx, 0.0), (outer.left() + cx, outer.width() - 2 * cx, corner), (outer.right() - cx, cx, side))
    ys = ((outer.top(), cy, 0.0), (outer.top() + cy, outer.height() - 2 * cy, corner), (outer.bottom() - cy, cy, side))
    p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for column, (x, w, sx) in enumerate(xs):
        for row, (y, h, sy) in enumerate(ys):
            if w <= 0 or h <= 0:
                continue
            sw, sh = (cx, 2.0, cx)[column], (cy, 2.0, cy)[row]
            source = QRectF((sx - sw if column == 2 else sx) * ratio, (sy - sh if row == 2 else sy) * ratio,
                            sw * ratio, sh * ratio)  # fmt: skip
            p.drawPixmap(QRectF(x, y, w, h), frame, source)
