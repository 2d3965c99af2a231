"""Line icons (Lucide), recolored, sharp at every size and pixel ratio; and the four marks of the phases."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from irexplainer.resources import assets_dir

STROKE = 1.8


def paint_icon(p: QPainter, name: str, rect: QRectF, color: QColor, stroke: float = STROKE) -> None:
    """Paint an icon into a square. name: file of assets/icons, or a mark drawn here (see MARKS)."""
    if name in MARKS:
        _paint_mark(p, name, rect, color, stroke)
        return
    ratio = p.device().devicePixelRatioF() if p.device() else 1.0
    side = round(min(rect.width(), rect.height()) * ratio)
    p.drawPixmap(rect, _pixmap(name, side, color.name(), stroke), QRectF(0, 0, side, side))


@lru_cache(maxsize=256)
def _pixmap(name: str, side: int, color: str, stroke: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    pixmap = QPixmap(max(side, 1), max(side, 1))
    pixmap.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_source(name, color, stroke).encode()))
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap


def _source(name: str, color: str, stroke: float) -> str:
    text = (assets_dir() / "icons" / f"{name}.svg").read_text("utf-8")
    return text.replace("currentColor", color).replace('stroke-width="2"', f'stroke-width="{stroke}"')


def _paint_mark(p: QPainter, name: str, rect: QRectF, color: QColor, stroke: float) -> None:
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.translate(rect.topLeft())
    p.scale(rect.width() / 24, rect.height() / 24)
    p.setPen(QPen(color, stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    p.setBrush(Qt.BrushStyle.NoBrush)
    MARKS[name](p, color)
    p.restore()


def _lines(p: QPainter, *points: tuple[float, float]) -> None:
    p.drawPolyline([QPointF(x, y) for x, y in points])


def _imaging(p: QPainter, _: QColor) -> None:
    for a, b in ((1, 1), (-1, 1), (1, -1), (-1, -1)):
        x, y = 12 + a * 8.5, 12 + b * 8.5
        _lines(p, (x, y - b * 4), (x, y), (x - a * 4, y))
    p.drawEllipse(QPointF(12, 12), 3.6, 3.6)


def _incision(p: QPainter, _: QColor) -> None:
    _lines(p, (4, 20), (13.5, 10.5))
    p.drawPolygon([QPointF(11, 13), QPointF(18.5, 3.5), QPointF(20.5, 5.5), QPointF(13, 15)])
    _lines(p, (14.5, 20), (20.5, 20))


def _placement(p: QPainter, color: QColor) -> None:
    path = QPainterPath(QPointF(4, 20))
    path.cubicTo(10, 20, 4, 10, 11, 10)
    path.cubicTo(16, 10, 14, 5, 19, 5)
    p.drawPath(path)
    p.setBrush(color)
    p.drawEllipse(QPointF(19.4, 5), 1.9, 1.9)


def _treatment(p: QPainter, color: QColor) -> None:
    p.drawEllipse(QPointF(12, 12), 8.5, 8.5)
    p.drawEllipse(QPointF(12, 12), 4.6, 4.6)
    p.setBrush(color)
    p.drawEllipse(QPointF(12, 12), 1.4, 1.4)


def _play(p: QPainter, color: QColor) -> None:
    p.setBrush(color)
    p.drawPolygon([QPointF(8.5, 5.5), QPointF(18.5, 12), QPointF(8.5, 18.5)])


def _pause(p: QPainter, color: QColor) -> None:
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(color)
    p.drawRoundedRect(QRectF(7, 5, 3.6, 14), 1.2, 1.2)
    p.drawRoundedRect(QRectF(13.4, 5, 3.6, 14), 1.2, 1.2)


def _contrast(p: QPainter, color: QColor) -> None:
    p.drawEllipse(QPointF(12, 12), 8.5, 8.5)
    p.setBrush(color)
    p.drawPie(QRectF(3.5, 3.5, 17, 17), -90 * 16, 180 * 16)


MARKS = {
    "contrast": _contrast,
    "imaging": _imaging,
    "incision": _incision,
    "placement": _placement,
    "treatment": _treatment,
    "play_solid": _play,
    "pause_solid": _pause,
}
