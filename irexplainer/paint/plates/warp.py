"""Spreading a painted vessel: every column of a picture is moved outwards from the axis by its own amount."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from irexplainer.paint.paths import Floats

Paint = Callable[[QPainter], None]


def painted_spread(
    p: QPainter, box: tuple[float, float, float, float], lumen: float, shift: Callable[[Floats], Floats], paint: Paint
) -> None:
    """Run ``paint`` on a layer, spread it, and lay it under the painter's transform (no turn, even scale).

    box: left, top, right, bottom in units of the painter that the vessel fills. lumen: half width that is stretched
    evenly; what lies outside is only moved. shift: x -> outward movement, in the same units.
    """
    place = p.worldTransform().mapRect(QRectF(box[0], box[1], box[2] - box[0], box[3] - box[1])).toAlignedRect()
    device = p.device()
    place = place.intersected(QRect(-4, -4, device.width() + 8, device.height() + 8))
    if place.width() < 2 or place.height() < 2:
        return
    layer = QImage(place.size(), QImage.Format.Format_ARGB32_Premultiplied)
    layer.fill(0)
    q = QPainter(layer)
    q.setRenderHints(p.renderHints())
    q.translate(-place.x(), -place.y())
    q.setWorldTransform(p.worldTransform(), True)
    paint(q)
    q.end()
    scale = p.worldTransform().m11()
    axis = p.worldTransform().map(QPointF(0, 0))
    x = (place.x() + np.arange(place.width()) + 0.5 - axis.x()) / scale
    moved = shift(np.asarray(x, float)) * scale
    image = _spread(layer, moved, axis.y() - place.y(), lumen * scale) if np.abs(moved).max() > 0.05 else layer
    p.save()
    p.resetTransform()
    p.drawImage(place.topLeft(), image)
    p.restore()


def faded(
    p: QPainter,
    box: tuple[float, float, float, float],
    reach: tuple[float, float, float, float],
    soft: bool,
    paint: Paint,
) -> None:
    """Run ``paint`` on a layer that fades out towards the edges of ``box`` (left, top, right, bottom).

    reach: over how many units, left, top, right, bottom; 0 keeps the edge. soft: False paints without fading.
    """
    if not soft:
        paint(p)
        return
    device = p.device()
    layer = QImage(device.width(), device.height(), QImage.Format.Format_ARGB32_Premultiplied)
    layer.fill(0)
    q = QPainter(layer)
    q.setRenderHints(p.renderHints())
    q.setWorldTransform(p.worldTransform())
    paint(q)
    q.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    left, top, right, bottom = box
    whole = q.worldTransform().inverted()[0].mapRect(QRectF(layer.rect()))
    ramps = (
        (reach[0], QPointF(left, 0), QPointF(left + reach[0], 0)),
        (reach[1], QPointF(0, top), QPointF(0, top + reach[1])),
        (reach[2], QPointF(right, 0), QPointF(right - reach[2], 0)),
        (reach[3], QPointF(0, bottom), QPointF(0, bottom - reach[3])),
    )
    for length, outer, inner in ramps:
        if length > 0:
            ramp = QLinearGradient(outer, inner)
            ramp.setColorAt(0.0, QColor(0, 0, 0, 0))
            ramp.setColorAt(1.0, QColor(0, 0, 0, 255))
            q.fillRect(whole, ramp)
    q.end()
    p.save()
    p.resetTransform()
    p.drawImage(0, 0, layer)
    p.restore()


def _spread(layer: QImage, moved: Floats, axis: float, lumen: float) -> QImage:
    """Each column resampled between rows; only columns that move."""
    h, w = layer.height(), layer.width()
    source = np.frombuffer(layer.constBits(), np.uint8).reshape(h, layer.bytesPerLine() // 4, 4)[:, :w]
    out = source.copy()
    columns = np.flatnonzero(np.abs(moved) > 0.02)
    d = moved[columns][None, :].astype(np.float32)
    y = (np.arange(h, dtype=np.float32) + 0.5 - np.float32(axis))[:, None]
    wide = np.float32(lumen) + d
    inside = np.abs(y) < wide
    back = np.where(inside, y * (np.float32(lumen) / wide), y - np.sign(y) * d)
    row = np.clip(back + np.float32(axis - 0.5), 0, h - 1.001)
    low = row.astype(np.intp)
    t = (row - low)[..., None]
    upper, lower = source[low, columns[None, :]], source[np.minimum(low + 1, h - 1), columns[None, :]]
    out[:, columns] = (upper * (1 - t) + lower * t + 0.5).astype(np.uint8)
    out = np.ascontiguousarray(out)
    return QImage(out.data, w, h, 4 * w, QImage.Format.Format_ARGB32_Premultiplied).copy()
