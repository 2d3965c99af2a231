"""One effect of a story painted alone on white: what it inks, and the rectangle it says it stays in."""

import numpy as np
from PySide6.QtGui import QColor, QImage, QPainter

from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.paint.look import Look
from irexplainer.paint.overlay import scene_of


def effect_picture(story, frame, effect, actor, theme="light", size=300):
    """(how far each pixel differs from white, 0..255; rectangle). story: atlas and board; actor: (box, paint)."""
    (atlas, board), (box, paint) = story, actor
    viewport = Viewport.fit(size, size, Rect(0, 0, size, size), frame.view.camera)
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(QColor(255, 255, 255))
    p = QPainter(image)
    scene = scene_of(p, board, frame, atlas, Look.of(theme), viewport)
    bounds = box(scene, effect)
    paint(scene, effect)
    p.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(size, size, 4)[:, :, :3]
    return 255 - pixels.astype(int).min(axis=2), bounds


def assert_inside(ink, box, least):
    """At least this many pixels are inked, and none outside the rectangle: a repaint of it leaves nothing behind."""
    y, x = np.nonzero(ink)
    assert len(x) > least
    assert x.min() >= box.x
    assert x.max() <= box.right
    assert y.min() >= box.y
    assert y.max() <= box.bottom
