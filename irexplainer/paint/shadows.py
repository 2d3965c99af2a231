"""Soft shadows on what lies behind: brown on paper, near black on the dark theme."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QPainterPath

from irexplainer.paint.relief import blurred, grid, mask_of, rgb, to_image


@dataclass(frozen=True)
class Cast:
    """A shadow. Lengths in cm; alpha 0..1."""

    blur: float
    dx: float
    dy: float
    alpha: float
    color: str = "#5A2E22"


CONTACT = Cast(0.45, 0.12, 0.28, 0.26)
BODY = Cast(2.6, 0.9, 1.6, 0.20, "#7A5A44")


class _Outline:
    """A path under a name: the name is what the cache compares."""

    def __init__(self, key: str, path: QPainterPath) -> None:
        box = path.boundingRect()
        self.path = path
        self.key = (key, path.elementCount(), round(box.left(), 3), round(box.top(), 3), round(box.width(), 3))

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Outline) and other.key == self.key


@lru_cache(maxsize=160)
def _shadow(outline: _Outline, cast: Cast) -> tuple[QImage, QRectF]:
    scale = min(8.0, 2.4 / cast.blur)
    left, top, w, h = grid(outline.path, scale, 3 * cast.blur)
    mask = blurred(mask_of(outline.path, (left, top, w, h), scale), cast.blur * scale)
    color = np.broadcast_to(rgb(cast.color), (h, w, 3))
    image = to_image(np.dstack([color, np.clip(mask, 0, 1) * cast.alpha]).astype(np.float32))
    return image, QRectF(left, top, w / scale, h / scale)


def paint_shadow(p: QPainter, key: str, path: QPainterPath, cast: Cast) -> None:
    """Paint the shadow of a path (cm) under a stable name."""
    image, rect = _shadow(_Outline(key, path), cast)
    p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    p.drawImage(rect.translated(cast.dx, cast.dy), image)
