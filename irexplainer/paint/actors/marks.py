"""Marks in front of everything: tool tip, posture chip, orientation letters, scale of the skin opening."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.needle import beat
from irexplainer.paint.actors.scene import Scene
from irexplainer.paint.actors.strokes import color
from irexplainer.paint.look import Look
from irexplainer.story.frame import Frame, Position

TIP_RADIUS = 7.0
HALO_RADII = (17.0, 26.0)


def paint_tip(scene: Scene) -> None:
    """Amber dot with a white ring at the tool tip; two halos pulse unless motion is reduced."""
    if scene.frame.tip is None:
        return
    p = scene.painter
    center = scene.point(scene.frame.tip)
    grow = 1.0 if scene.reduced_motion else 0.85 + 0.3 * beat(scene.frame.seconds)
    p.setPen(Qt.PenStyle.NoPen)
    for radius, alpha in zip(HALO_RADII, (0.35, 0.20), strict=True):
        p.setBrush(color("#F0B323", alpha))
        p.drawEllipse(center, radius * grow, radius * grow)
    p.setPen(QPen(color("#FFFFFF"), 2.4))
    p.setBrush(color("#D98E04"))
    p.drawEllipse(center, TIP_RADIUS, TIP_RADIUS)


def chip(p: QPainter, x: float, y: float, text: str, look: Look, font: QFont, pad: float = 11.0) -> Rect:
    """Small rounded word centered on (x, y) px; returns its rectangle."""
    metrics = QFontMetricsF(font)
    width, height = metrics.horizontalAdvance(text) + 2 * pad, metrics.height() + 10
    rect = QRectF(x - width / 2, y - height / 2, width, height)
    p.setPen(QPen(color(look.color("line")), 1))
    p.setBrush(color(look.color("panel")))
    p.drawRoundedRect(rect, height / 2, height / 2)
    p.setFont(font)
    p.setPen(color(look.color("ink2")))
    p.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    return Rect(rect.x(), rect.y(), rect.width(), rect.height())


def slice_letters(frame: Frame, words: Callable[[str], str]) -> tuple[str, str, str]:
    """(left, right, top) words of a slice seen from the feet (PLATES 3)."""
    right, left = words("side_right_letter"), words("side_left_letter")
    front, back = words("front"), words("back")
    return {
        Position.SUPINE: (right, left, front),
        Position.PRONE: (left, right, back),
        Position.LEFT_SIDE: (back, front, right),
        Position.RIGHT_SIDE: (front, back, left),
        Position.SITTING: (right, left, front),
    }[frame.position]


def paint_posture(p: QPainter, x: float, y: float, frame: Frame, text: str, look: Look, font: QFont) -> Rect:
    """Chip with a little slice on a table and words; (x, y) is its upper right corner in px."""
    metrics = QFontMetricsF(font)
    width, height = metrics.horizontalAdvance(text) + 80, max(44.0, metrics.height() + 18)
    rect = QRectF(x - width, y, width, height)
    p.setPen(QPen(color(look.color("line")), 1))
    p.setBrush(color(look.color("panel")))
    p.drawRoundedRect(rect, height / 2, height / 2)
    center = QPointF(rect.x() + 34, rect.center().y() - 2)
    p.setPen(QPen(color(look.color("ink2")), 1.8))
    p.setBrush(color("#EADBCB"))
    p.drawEllipse(center, 17, 10)
    p.setPen(QPen(color(look.color("accent")), 3, c=Qt.PenCapStyle.RoundCap))
    p.drawLine(QPointF(center.x() - 18, center.y() + 14), QPointF(center.x() + 18, center.y() + 14))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(color(look.color("ink2") if look.name != "dark" else "#33424A"))
    spine = {Position.PRONE: (0, -5), Position.LEFT_SIDE: (-9, 0), Position.RIGHT_SIDE: (9, 0)}
    dx, dy = spine.get(frame.position, (0, 5))
    p.drawEllipse(QPointF(center.x() + dx, center.y() + dy), 3.2, 3.2)
    p.setFont(font)
    p.setPen(color(look.color("ink")))
    p.drawText(rect.adjusted(62, 0, -12, 0), Qt.AlignmentFlag.AlignVCenter, text)
    return Rect(rect.x(), rect.y(), rect.width(), rect.height())
