"""Walls of cut-open vessels kept as pictures while only what is inside them changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QImage, QPainter, QPainterPath

MOST_BYTES = 24 << 20
MOST_PICTURES = 2

_pictures: "OrderedDict[Hashable, tuple[QImage, QPoint]]" = OrderedDict()
_lock = Lock()


def rim_box(path: QPainterPath, margin: float = 0.4) -> tuple[float, float, float, float]:
    """left, top, right, bottom of a path with room for its edge."""
    box = path.boundingRect()
    return box.left() - margin, box.top() - margin, box.right() + margin, box.bottom() + margin


def painted_once(
    p: QPainter, key: Hashable, box: tuple[float, float, float, float], paint: Callable[[QPainter], None]
) -> None:
    """Run ``paint`` within ``box`` (left, top, right, bottom, units of the painter), or show what it painted before.

    key: equal where the picture is equal; place and size on the screen are added here.
    """
    t, device = p.worldTransform(), p.device()
    place = t.mapRect(QRectF(box[0], box[1], box[2] - box[0], box[3] - box[1])).toAlignedRect()
    place = place.intersected(QRect(-2, -2, device.width() + 4, device.height() + 4))
    if place.isEmpty():
        return
    whole = (key, t.m11(), t.m22(), t.dx(), t.dy(), place.x(), place.y(), place.width(), place.height())
    with _lock:
        found = _pictures.get(whole)
        if found is not None:
            _pictures.move_to_end(whole)
    if found is None:
        layer = QImage(place.size(), QImage.Format.Format_ARGB32_Premultiplied)
        layer.fill(0)
        q = QPainter(layer)
        q.setRenderHints(p.renderHints())
        q.translate(-place.x(), -place.y())
        q.setWorldTransform(t, True)
        paint(q)
        q.end()
        found = layer, place.topLeft()
        _keep(whole, found)
    p.save()
    p.resetTransform()
    p.drawImage(found[1], found[0])
    p.restore()


def _keep(key: Hashable, picture: tuple[QImage, QPoint]) -> None:
    if picture[0].sizeInBytes() > MOST_BYTES:
        return
    with _lock:
        _pictures[key] = picture
        while len(_pictures) > MOST_PICTURES or sum(i.sizeInBytes() for i, _ in _pictures.values()) > MOST_BYTES:
            _pictures.popitem(last=False)
