"""Layers of a cut-open vessel: a vector outline filled with a stored relief, so that edges stay sharp at any size."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen

from irexplainer.paint.look import Look
from irexplainer.paint.paths import Floats
from irexplainer.paint.plates.bench import Bench, Box
from irexplainer.paint.plates.cut import PAD_CM, Cut, cut_face
from irexplainer.paint.plates.store import Stored, texture_of
from irexplainer.paint.relief import blurred, grid, mask_of, rgb, to_image

WHITE = "#FFFFFF"


@dataclass(frozen=True, eq=False)
class Face:
    """A part of a plate. path: its outline at rest, on which the relief was made. Units are those of the drawing.

    hollow: (blur, dx, dy, alpha) of the shadow its rim throws into it. flat: color in high contrast.
    """

    name: str
    path: QPainterPath
    cut: Cut
    px: float
    flat: str
    hollow: tuple[float, float, float, float] | None = None

    @property
    def corner(self) -> tuple[float, float]:
        """left, top of the stored picture."""
        left, top, _, _ = grid(self.path, self.px, PAD_CM)
        return left, top

    def stored(self) -> Stored:
        """The picture to bake."""
        inputs = (outline_of(self.path), repr(self.cut), self.hollow, self.px)
        return Stored(self.name, self.corner, self.px, inputs, partial(_bake, self))

    def brush(self) -> QBrush:
        """Relief, or its base color where the file is missing."""
        picture = texture_of(self.name, self.corner, self.px)
        return QBrush(QColor(self.cut.ramp[1])) if picture is None else picture.brush()

    def paint(self, p: QPainter, look: Look, path: QPainterPath | None = None, opacity: float = 1.0) -> None:
        """Fill the outline, or another one that lies within reach of the relief."""
        shape = self.path if path is None else path
        p.save()
        p.setOpacity(p.opacity() * opacity)
        p.fillPath(shape, QColor(self.flat) if look.flat else self.brush())
        p.restore()
        if look.flat:
            edge(p, shape)


def edge(p: QPainter, path: QPainterPath, color: str = WHITE, px: float = 2.0) -> None:
    """Line of constant width in px."""
    pen = QPen(QColor(color), px, j=Qt.PenJoinStyle.RoundJoin)
    pen.setCosmetic(True)
    p.strokePath(path, pen)


def line(p: QPainter, path: QPainterPath, color: str, width: float, opacity: float = 1.0) -> None:
    """Round stroke in units of the drawing."""
    ink = QColor(color)
    ink.setAlphaF(opacity)
    p.strokePath(path, QPen(ink, width, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))


def outline_of(path: QPainterPath) -> tuple[tuple[float, float], ...]:
    """Points of a path, rounded, for keys."""
    elements = (path.elementAt(i) for i in range(path.elementCount()))
    return tuple((round(float(e.x), 3), round(float(e.y), 3)) for e in elements)


def outline_points(path: QPainterPath) -> Floats:
    """Points (N, 2) of a path of one ring."""
    elements = (path.elementAt(i) for i in range(path.elementCount()))
    return np.array([(float(e.x), float(e.y)) for e in elements])


def _bake(face: Face) -> QImage:
    if face.hollow is None:
        return cut_face(face.path, face.cut, face.px).image
    left, top, width, height = grid(face.path, face.px, PAD_CM)
    box: Box = (left, top, width / face.px, height / face.px)
    bench = Bench(box, face.px, face.cut.ramp[1])
    bench.face(face.path, face.cut)
    blur, dx, dy, alpha = face.hollow
    bench.inner_shadow(face.path, blur, (dx, dy), alpha)
    return _padded(bench.picture(), face, left, top)


def _padded(image: QImage, face: Face, left: float, top: float) -> QImage:
    """The rim of a hollow run on outwards, so that a wider opening finds color too."""
    out = QImage(image)
    p = QPainter(out)
    p.scale(face.px, face.px)
    p.translate(-left, -top)
    outside = QPainterPath()
    outside.addRect(left, top, image.width() / face.px, image.height() / face.px)
    p.fillPath(outside.subtracted(face.path), QColor(face.cut.ramp[0]))
    p.end()
    return out


def soft_shadow(
    p: QPainter, path: QPainterPath, by: tuple[float, float], blur: float, alpha: float, color: str = "#4A2418"
) -> None:
    """Shadow of a filled shape on what was painted before, from a coarse mask; for shapes that change."""
    if path.isEmpty():
        return
    s = 2.6 / blur
    left, top, width, height = grid(path, s, 3 * blur)
    mask = blurred(mask_of(path, (left, top, width, height), s), blur * s) * np.float32(alpha)
    tint = np.broadcast_to(rgb(color), (height, width, 3))
    image = to_image(np.dstack([tint, np.clip(mask, 0, 1)]).astype(np.float32))
    p.save()
    p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    p.drawImage(QRectF(left + by[0], top + by[1], width / s, height / s), image)
    p.restore()


def edge_path(points: Floats) -> QPainterPath:
    """Open path through (N, 2)."""
    path = QPainterPath(QPointF(float(points[0, 0]), float(points[0, 1])))
    for x, y in points[1:, :2]:
        path.lineTo(QPointF(float(x), float(y)))
    return path


def band_path(upper: Floats, lower: Floats) -> QPainterPath:
    """Closed path between two edges that run the same way."""
    path = edge_path(upper)
    for x, y in lower[::-1, :2]:
        path.lineTo(QPointF(float(x), float(y)))
    path.closeSubpath()
    return path


def inner_shade(
    p: QPainter,
    clip: QPainterPath,
    rims: Sequence[QPainterPath],
    by: tuple[float, float],
    blur: float,
    alpha: float,
    color: str = "#4A2418",
) -> None:
    """Shadow that rims throw into a recess, from a coarse mask; for shapes that change."""
    if alpha < 0.01 or clip.isEmpty():
        return
    s = 3.4 / blur
    left, top, width, height = grid(clip, s, 2 * blur)
    mask = QImage(width, height, QImage.Format.Format_Grayscale8)
    mask.fill(0)
    q = QPainter(mask)
    q.setRenderHint(QPainter.RenderHint.Antialiasing)
    q.scale(s, s)
    q.translate(-left, -top)
    pen = QPen(QColor(WHITE), 1.25 * blur, c=Qt.PenCapStyle.FlatCap, j=Qt.PenJoinStyle.RoundJoin)
    for rim in rims:
        q.strokePath(rim, pen)
    q.end()
    flat = np.frombuffer(mask.constBits(), np.uint8).reshape(height, mask.bytesPerLine())[:, :width]
    soft = blurred(np.asarray(flat, np.float32) / np.float32(255), 0.62 * blur * s) * np.float32(1.55 * alpha)
    tint = np.broadcast_to(rgb(color), (height, width, 3))
    image = to_image(np.dstack([tint, np.clip(soft, 0, 1)]).astype(np.float32))
    p.save()
    p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    p.setClipPath(clip, Qt.ClipOperation.IntersectClip)
    p.drawImage(QRectF(left + by[0], top + by[1], width / s, height / s), image)
    p.restore()
