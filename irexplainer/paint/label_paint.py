"""How call-outs look: leader over a pale casing, chip with a soft shadow, ringed anchor (STYLE 10)."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from irexplainer.paint.cards import card, tinted
from irexplainer.paint.labels import PADDING, LabelFonts, PlacedLabel, leader
from irexplainer.paint.look import Look
from irexplainer.paint.text import draw_lines, text_size

Chip = Callable[[QPainter, PlacedLabel, Look, LabelFonts, bool], None]
INKS = {"tool": "accent", "target": "target", "access": "accent", "structure": "ink2"}


def paint_labels(
    p: QPainter,
    placed: Sequence[PlacedLabel],
    look: Look,
    fonts: LabelFonts,
    highlighted: str | None = None,
    opacity: float = 1.0,
    chip: Chip | None = None,
) -> None:
    """Paint leaders first, then chips, then anchors. chip: paints a chip in place of ``paint_chip``."""
    chip = chip or paint_chip
    p.save()
    p.setOpacity(p.opacity() * opacity)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    for item in placed:
        points = leader(item)
        if not item.dot:
            points[0] = stop_short(points[0], points[1], 10.0)
        paint_leader(p, [QPointF(*point) for point in points], ink_of(item, look), look)
    for item in placed:
        chip(p, item, look, fonts, item.id == highlighted)
        if item.dot:
            paint_anchor(p, QPointF(*item.anchor), ink_of(item, look), look)
    p.restore()


def stop_short(start: tuple[float, float], toward: tuple[float, float], px: float) -> tuple[float, float]:
    """A point ``px`` from start on the way to another one."""
    dx, dy = toward[0] - start[0], toward[1] - start[1]
    size = max((dx * dx + dy * dy) ** 0.5, 1e-6)
    share = min(px / size, 0.8)
    return start[0] + dx * share, start[1] + dy * share


def ink_of(item: PlacedLabel, look: Look) -> QColor:
    """Color of a leader: of what it names."""
    return QColor(look.color(item.ink or INKS.get(item.role, "ink2")))


def paint_leader(p: QPainter, points: Sequence[QPointF], ink: QColor, look: Look) -> None:
    """Line over its casing."""
    p.setBrush(Qt.BrushStyle.NoBrush)
    for width, color in (
        (6.5 if look.flat else 4.5, tinted(look.color("panel"), 0.85)),
        (3.0 if look.flat else 1.6, QColor("#FFFFFF") if look.flat else ink),
    ):
        pen = QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        p.setPen(pen)
        p.drawPolyline(list(points))


def paint_anchor(p: QPainter, at: QPointF, ink: QColor, look: Look) -> None:
    """Dot with its casing."""
    p.setPen(QPen(QColor(look.color("panel")), 2))
    p.setBrush(ink)
    p.drawEllipse(at, 5.5, 5.5)


def paint_chip(p: QPainter, item: PlacedLabel, look: Look, fonts: LabelFonts, highlighted: bool) -> None:
    """Chip with one or two lines; a highlighted one has an accent edge."""
    r = QRectF(item.rect.x, item.rect.y, item.rect.width, item.rect.height)
    card(p, r, look, 10.0, QColor(look.color("chip")), (10.0, 3.0, 0.14))
    if highlighted:
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(QColor(look.color("accent")), 2.5))
        p.drawRoundedRect(r.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
    tall = text_size(item.title, fonts.title)[1] + (
        text_size(item.subtitle, fonts.subtitle)[1] + 1 if item.subtitle else 0
    )
    text = r.adjusted(PADDING, (r.height() - tall) / 2, -PADDING, 0)
    draw_lines(p, item.title, fonts.title, QColor(look.color("ink")), text)
    if item.subtitle:
        text.setTop(text.top() + text_size(item.title, fonts.title)[1] + 1)
        draw_lines(p, item.subtitle, fonts.subtitle, QColor(look.color("ink2")), text)
