"""Painting something through a veil: as one picture, so that strokes which overlap do not shine through each other."""

import math
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QImage, QPainter

from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.scene import Scene


def paint_veiled_layer(scene: Scene, box: Rect, veil: QBrush, paint: Callable[[Scene], None]) -> None:
    """Paint what lies in a rectangle in px with the opacity of a brush whose alpha is the veil."""
    x0, y0 = max(math.floor(box.x), 0), max(math.floor(box.y), 0)
    x1, y1 = min(math.ceil(box.right), scene.viewport.width), min(math.ceil(box.bottom), scene.viewport.height)
    if x1 <= x0 or y1 <= y0:
        return
    layer = QImage(int(x1 - x0), int(y1 - y0), QImage.Format.Format_ARGB32_Premultiplied)
    layer.fill(0)
    q = QPainter(layer)
    try:
        q.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        q.translate(-x0, -y0)
        paint(replace(scene, painter=q))
        q.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        q.fillRect(QRectF(x0, y0, x1 - x0, y1 - y0), veil)
    finally:
        q.end()
    scene.painter.drawImage(QPointF(x0, y0), layer)
