"""What every actor gets: the painter, the moment and the way from body cm to px."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPainterPath, QPolygonF

from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.paint.look import Look
from irexplainer.story.frame import Frame

if TYPE_CHECKING:
    from irexplainer.atlas.plates import Plate
    from irexplainer.atlas.types import Atlas
    from irexplainer.story.storyboard import Storyboard

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture being painted. Lengths handed to painting helpers are px unless a name says cm."""

    painter: QPainter
    board: "Storyboard"
    frame: Frame
    look: Look
    viewport: Viewport
    plate: "Plate"
    atlas: "Atlas"
    reduced_motion: bool = False

    def px(self, points: npt.ArrayLike) -> Floats:
        """Body points (..., 3) in cm to px (..., 2)."""
        flat = np.asarray(self.plate.project(np.asarray(points, float)[..., :3]), float)
        return np.asarray(flat * self.viewport.scale + np.array([self.viewport.x0, self.viewport.y0]))

    def point(self, point: npt.ArrayLike) -> QPointF:
        """One body point in cm to px."""
        x, y = self.px(point)
        return QPointF(float(x), float(y))

    def radius(self, cm: float, least: float = 1.5) -> float:
        """A radius in cm as px, never thinner than ``least`` px (STYLE: tools stay visible)."""
        return max(cm * self.viewport.scale, least)

    def around(self, point: npt.ArrayLike, px: float) -> Rect:
        """Square of half width ``px`` around a body point."""
        x, y = (float(v) for v in self.px(point))
        return Rect(x - px, y - px, 2 * px, 2 * px)


def box_of(points: Floats, margin: float) -> Rect | None:
    """Rectangle around px points (N, 2) with a margin; None where there are none."""
    if not len(points):
        return None
    low, high = points[:, :2].min(0) - margin, points[:, :2].max(0) + margin
    return Rect(float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1]))


def joined(boxes: Iterable[Rect | None]) -> Rect | None:
    """Smallest rectangle around all of them."""
    result: Rect | None = None
    for box in boxes:
        if box is not None:
            result = box if result is None else result.united(box)
    return result


def polyline_path(points: Floats, closed: bool = False) -> QPainterPath:
    """(N, 2) px to a path."""
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(float(x), float(y)) for x, y in points[:, :2]]))
    if closed:
        path.closeSubpath()
    return path


def thinned(points: Floats, step: float = 5.0) -> Floats:
    """Drop points closer than ``step`` px to the last kept one; first and last stay."""
    if len(points) < 3:
        return points
    travelled = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points[:, :2], axis=0).T))])
    keep = np.flatnonzero(np.diff(np.floor(travelled / step), prepend=-1.0))
    return np.asarray(points[np.unique(np.append(keep, len(points) - 1))])
