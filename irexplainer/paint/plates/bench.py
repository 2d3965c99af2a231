"""Bench on which a plate is put together once, layer on layer, before it is stored."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF

from irexplainer.paint.plates.cut import Cut, cut_face
from irexplainer.paint.relief import Crease, blurred, grid, mask_of, rgb, to_image
from irexplainer.paint.tubes import Shading, Tube, paint_tubes

SHADOW = "#5A2E22"
HOLLOW = "#4A2418"
Box = tuple[float, float, float, float]


def grown(path: QPainterPath, by: float) -> QPainterPath:
    """Outline moved outwards by ``by`` cm (negative: inwards)."""
    stroker = QPainterPathStroker()
    stroker.setWidth(2 * abs(by))
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    band = stroker.createStroke(path)
    return path.united(band) if by > 0 else path.subtracted(band)


def line_path(points: npt.ArrayLike, closed: bool = False) -> QPainterPath:
    """(N, 2) to a path."""
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(float(q[0]), float(q[1])) for q in np.asarray(points, float)]))
    if closed:
        path.closeSubpath()
    return path


class Bench:
    """A picture of the plate box ``(left, top, width, height)`` in cm at ``s`` px per cm."""

    def __init__(self, box: Box, s: float, background: str) -> None:
        self.box, self.s = box, s
        width, height = round(box[2] * s), round(box[3] * s)
        self.image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
        self.image.fill(QColor(background))
        self.p = QPainter(self.image)
        self.p.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.p.scale(s, s)
        self.p.translate(-box[0], -box[1])
        self._whole = QRectF(*box).adjusted(-3, -3, 3, 3)

    def sees(self, path: QPainterPath) -> bool:
        """True where the path touches the picture."""
        return self._whole.intersects(path.boundingRect())

    def face(self, path: QPainterPath, cut: Cut, creases: tuple[Crease, ...] = (), opacity: float = 1.0) -> None:
        """Fill a path with its lit face."""
        if self.sees(path) and not path.isEmpty():
            self.p.save()
            self.p.setOpacity(opacity)
            self.p.fillPath(path, cut_face(path, cut, self.s, creases).brush())
            self.p.restore()

    def drop(
        self, path: QPainterPath, blur: float = 0.3, by: tuple[float, float] = (0.08, 0.18), alpha: float = 0.28
    ) -> None:
        """Shadow of a path on what lies behind it."""
        if not self.sees(path):
            return
        s = min(self.s, 4 / blur)
        left, top, width, height = grid(path, s, 3 * blur)
        mask = blurred(mask_of(path, (left, top, width, height), s), blur * s)
        self.p.drawImage(QRectF(left + by[0], top + by[1], width / s, height / s), _tinted(mask * alpha, SHADOW))

    def inner_shadow(
        self, path: QPainterPath, blur: float = 0.35, by: tuple[float, float] = (0.1, 0.2), alpha: float = 0.35
    ) -> None:
        """Shadow the rim throws into a recess: the eye reads a hole."""
        if not self.sees(path):
            return
        s = min(self.s, 6 / blur)
        left, top, width, height = grid(path, s, 1.0)
        outside = 1 - mask_of(path.translated(*by), (left, top, width, height), s)
        self.p.save()
        self.p.setClipPath(path, Qt.ClipOperation.IntersectClip)
        picture = _tinted(blurred(np.asarray(outside, np.float32), blur * s) * alpha, HOLLOW)
        self.p.drawImage(QRectF(left, top, width / s, height / s), picture)
        self.p.restore()

    def bowl(self, path: QPainterPath, cut: Cut, blur: float, by: tuple[float, float], alpha: float) -> None:
        """A hollow with its shadow."""
        self.face(path, cut)
        self.inner_shadow(path, blur, by, alpha)

    def line(self, path: QPainterPath, color: str, width: float, opacity: float = 1.0) -> None:
        """Stroke of ``width`` cm: fascia, edge."""
        ink = QColor(color)
        ink.setAlphaF(opacity)
        pen = QPen(ink, width, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
        self.p.strokePath(path, pen)

    def fill(self, path: QPainterPath, color: str, opacity: float = 1.0) -> None:
        """Plain fill."""
        ink = QColor(color)
        ink.setAlphaF(opacity)
        self.p.fillPath(path, ink)

    def tubes(self, tubes: Sequence[Tube], shading: Shading) -> None:
        """A group of nested tubes."""
        paint_tubes(self.p, tubes, shading)

    def picture(self) -> QImage:
        """The finished picture; the bench is closed."""
        self.p.end()
        return self.image


def _tinted(alpha: npt.NDArray[np.floating], color: str) -> QImage:
    tint = np.broadcast_to(rgb(color), (*alpha.shape, 3))
    return to_image(np.dstack([tint, np.clip(alpha, 0, 1)]).astype(np.float32))
