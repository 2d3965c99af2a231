"""Cards that float over the picture: soft brown shadow, rounded panel. Free of numpy: the first picture uses them."""

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from irexplainer.paint.look import Look

STEPS = 10


def tinted(name: str, alpha: float = 1.0) -> QColor:
    """Color with opacity 0..1."""
    result = QColor(name)
    result.setAlphaF(min(max(alpha, 0.0), 1.0))
    return result


def soft_shadow(p: QPainter, rect: QRectF, radius: float, blur: float, drop: float, alpha: float, look: Look) -> None:
    """Shadow of a rounded rectangle (STYLE 4). blur, drop in px; alpha of the light theme."""
    if look.flat:
        return
    strength = alpha if look.light else min(alpha * 2.4, 0.55)
    image, pad = _shadow(round(rect.width()), round(rect.height()), radius, blur, strength, look.color("shadow"))
    p.drawImage(QRectF(rect.x() - pad, rect.y() - pad + drop, image.width(), image.height()), image)


@lru_cache(maxsize=64)
def _shadow(width: int, height: int, radius: float, blur: float, alpha: float, color: str) -> tuple[QImage, int]:
    pad = int(blur) + 2
    image = QImage(width + 2 * pad, height + 2 * pad, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    q = QPainter(image)
    q.setRenderHint(QPainter.RenderHint.Antialiasing)
    q.setPen(Qt.PenStyle.NoPen)
    covered = 0.0
    for step in range(STEPS):
        share = (step + 1) / STEPS
        wanted = alpha * share * share * (3 - 2 * share)
        own = (wanted - covered) / (1 - covered)
        covered = wanted
        grow = blur * (1 - 2 * share) * 0.5 + blur * 0.25
        q.setBrush(tinted(color, own))
        box = QRectF(pad - grow, pad - grow, width + 2 * grow, height + 2 * grow)
        corner = max(radius + grow, 1.0)
        q.drawRoundedRect(box, corner, corner)
    q.end()
    return image, pad


def card(
    p: QPainter,
    rect: QRectF,
    look: Look,
    radius: float = 16.0,
    fill: QColor | None = None,
    shadow: tuple[float, float, float] | None = (16.0, 5.0, 0.14),
    line: str = "",
) -> None:
    """Panel with its shadow (blur, drop, alpha). line: role of a border; high contrast always has a white one."""
    if shadow is not None:
        soft_shadow(p, rect, radius, *shadow, look)
    path = QPainterPath()
    inner = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    path.addRoundedRect(inner, radius, radius)
    p.setBrush(fill or QColor(look.color("panel")))
    if look.flat:
        p.setPen(QPen(QColor("#FFFFFF"), 2.0))
    elif line:
        p.setPen(QPen(QColor(look.color(line)), 1.0))
    elif not look.light:
        p.setPen(QPen(QColor(look.color("chip_line")), 1.0))
    else:
        p.setPen(Qt.PenStyle.NoPen)
    p.drawPath(path)
