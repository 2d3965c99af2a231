"""What the viewer draws on the doctor's picture: a distance, the window of grays, the part that is pointed at."""

import math
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from irexplainer.geom.viewport import Rect
from irexplainer.paint.cards import tinted
from irexplainer.paint.fonts import font
from irexplainer.paint.monitor_picture import BEZEL
from irexplainer.paint.text import draw_centered, text_size

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from irexplainer.imaging.under import StructureMap

INK, CASING, MARKED = "#FFE082", "#05090B", (255, 214, 79)
TICK = 7.0
EMBEDDED = 2.2
"""How much larger a part may get by what is embedded in it before it counts as a ring around other parts."""


def paint_distance(p: QPainter, place: Rect, points: tuple[tuple[float, float], ...], text: str, scale: float) -> None:
    """Line between two points (shares of ``place``) with its length; a single cross where there is one point."""
    at = [QPointF(place.x + x * place.width, place.y + y * place.height) for x, y in points]
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    for width, color in ((4.5, tinted(CASING, 0.6)), (2.0, QColor(INK))):
        p.setPen(QPen(color, width, c=Qt.PenCapStyle.RoundCap))
        if len(at) == 2:
            p.drawLine(at[0], at[1])
        for index, end in enumerate(at):
            _end(p, end, at[1 - index] if len(at) == 2 else None)
    p.restore()
    if len(at) == 2 and text:
        paint_pill(p, place, (at[0] + at[1]) / 2 + QPointF(0, 20 * scale), text, INK, scale)


def _end(p: QPainter, at: QPointF, other: QPointF | None) -> None:
    """A tick across the line, or a cross where there is no line yet."""
    along = math.atan2(other.y() - at.y(), other.x() - at.x()) if other is not None else 0.0
    turns = (along + math.pi / 2,) if other is not None else (0.0, math.pi / 2)
    for turn in turns:
        arm = QPointF(math.cos(turn) * TICK, math.sin(turn) * TICK)
        p.drawLine(at - arm, at + arm)


def paint_cross(p: QPainter, place: Rect, cross: tuple[float, float]) -> None:
    """Where the keyboard would set the next point."""
    at = QPointF(place.x + cross[0] * place.width, place.y + cross[1] * place.height)
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    for width, color in ((4.0, tinted(CASING, 0.6)), (1.6, QColor("#FFFFFF"))):
        p.setPen(QPen(color, width))
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            p.drawLine(at + QPointF(4 * dx, 4 * dy), at + QPointF(14 * dx, 14 * dy))
    p.restore()


def pill_box(place: Rect, at: QPointF, text: str, scale: float) -> Rect:
    """A pill for words around a point, inside the picture."""
    w, h = text_size([text], font(13 * scale, 600))
    w, h = w + 22, h + 8
    x = min(max(at.x() - w / 2, place.x + 6), max(place.right - w - 6, place.x + 6))
    y = min(max(at.y() - h / 2, place.y + 6), max(place.bottom - h - 6, place.y + 6))
    return Rect(x, y, w, h)


def paint_pill(p: QPainter, place: Rect, at: QPointF, text: str, ink: str, scale: float) -> None:
    """Words on a dark pill."""
    box = pill_box(place, at, text, scale)
    r = QRectF(box.x, box.y, box.width, box.height)
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(tinted(BEZEL, 0.88))
    p.drawRoundedRect(r, r.height() / 2, r.height() / 2)
    draw_centered(p, text, font(13 * scale, 600), QColor(ink), r)
    p.restore()


class MarkedPart:
    """Outline of one part on the picture; kept until another part or another picture is asked for."""

    def __init__(self) -> None:
        self._map: StructureMap | None = None
        self._id = ""
        self.image: QImage | None = None
        self.box: tuple[int, int, int, int] | None = None

    def of(self, structures: "StructureMap | None", id: str) -> QImage | None:
        """Outline of a part as a picture of the size of the screen's pixels; None where it is not in the picture."""
        if self._map is structures and self._id == id:  # maps hold arrays: only the same one is equal
            return self.image
        self._map, self._id, self.image, self.box = structures, id, None, None
        if structures is None or id not in structures.ids:
            return None
        mask = whole(structures.mask(id))
        if mask.any():
            self.image, self.box = outline_image(mask), bounds(mask)
        return self.image


def bounds(mask: "npt.NDArray[np.bool_]") -> tuple[int, int, int, int]:
    """x, y, width, height of what is true."""
    import numpy as np

    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1] - columns[0] + 1), int(rows[-1] - rows[0] + 1)


def whole(mask: "npt.NDArray[np.bool_]") -> "npt.NDArray[np.bool_]":
    """The part with what is embedded in it: a kidney with its pyramids is one thing to point at. Rings stay rings."""
    import numpy as np

    left, right = np.maximum.accumulate(mask, axis=1), np.maximum.accumulate(mask[:, ::-1], axis=1)[:, ::-1]
    above, below = np.maximum.accumulate(mask, axis=0), np.maximum.accumulate(mask[::-1], axis=0)[::-1]
    filled = left & right & above & below
    return filled if filled.sum() <= EMBEDDED * max(int(mask.sum()), 1) else mask


def outline_image(mask: "npt.NDArray[np.bool_]") -> QImage:
    """A bright edge two px wide with a dark one outside, over a faint tint."""
    import numpy as np

    inner, outer = _eroded(_eroded(mask)), ~_eroded(_eroded(~mask))
    pixels = np.zeros((*mask.shape, 4), np.uint8)
    pixels[outer & ~mask] = (5, 9, 11, 150)
    pixels[mask] = (*MARKED, 34)
    pixels[mask & ~inner] = (*MARKED, 255)
    height, width = mask.shape
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()


def _eroded(mask: Any) -> Any:
    """True where a pixel and its four neighbors are true; the edge of the picture counts as true."""
    kept = mask.copy()
    kept[1:] &= mask[:-1]
    kept[:-1] &= mask[1:]
    kept[:, 1:] &= mask[:, :-1]
    kept[:, :-1] &= mask[:, 1:]
    return kept
