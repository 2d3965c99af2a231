"""The doctor's screen while no picture is needed: a calm face, not a black hole."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QRadialGradient

from irexplainer.geom.viewport import Rect
from irexplainer.paint.fonts import font
from irexplainer.paint.text import draw_lines, text_size, wrapped

GLOW, RIM, LINE, INK = "#1B343C", "#0B151A", "#5FA3A6", "#DCE8EA"


def paint_rest(p: QPainter, box: Rect, text: str, text_scale: float) -> None:
    """Fill the picture's place with a soft glow, a screen at rest and the words, in px."""
    area = QRectF(box.x, box.y, box.width, box.height)
    glow = QRadialGradient(area.center(), max(box.width, box.height) * 0.62)
    glow.setColorAt(0.0, QColor(GLOW))
    glow.setColorAt(1.0, QColor(RIM))
    p.fillRect(area, QBrush(glow))
    face = font(15 * text_scale, 500)
    lines = wrapped(text, face, box.width * 0.72)
    tall = text_size(lines, face)[1] if lines else 0.0
    size = min(64.0, box.height * 0.24, box.width * 0.3)
    gap = size * 0.45
    top = box.y + (box.height - size - gap - tall) / 2
    _screen_at_rest(p, QRectF(area.center().x() - size / 2, top, size, size))
    draw_lines(p, lines, face, QColor(INK), QRectF(box.x, top + size + gap, box.width, tall), "center")


def _screen_at_rest(p: QPainter, r: QRectF) -> None:
    """A screen on its foot with a quiet line across it."""
    unit = r.width() / 24
    pen = QPen(QColor(LINE), max(1.6 * unit, 1.4), c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
    p.setPen(pen)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawRoundedRect(QRectF(r.x() + 1 * unit, r.y() + 2 * unit, 22 * unit, 15 * unit), 2.4 * unit, 2.4 * unit)
    p.drawLine(QPointF(r.x() + 7 * unit, r.y() + 22 * unit), QPointF(r.x() + 17 * unit, r.y() + 22 * unit))
    p.drawLine(QPointF(r.x() + 12 * unit, r.y() + 17 * unit), QPointF(r.x() + 12 * unit, r.y() + 22 * unit))
    p.drawLine(QPointF(r.x() + 7 * unit, r.y() + 9.5 * unit), QPointF(r.x() + 17 * unit, r.y() + 9.5 * unit))
