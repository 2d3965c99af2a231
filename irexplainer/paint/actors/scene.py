"""What every actor gets: the painter, the moment and the way from body cm to px."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPainterPath, QPolygonF

from irexplainer.atlas.plates import Plate
from irexplainer.geom.viewport import Viewport
from irexplainer.paint.look import Look
from irexplainer.story.frame import Frame

if TYPE_CHECKING:
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
    plate: Plate
    reduced_motion: bool = False

    def px(self, points: npt.ArrayLike) -> Floats:
        """Body points (..., 3) in cm to px (..., 2)."""
        flat = np.asarray(self.plate.project(np.asarray(points, float)[..., :3]), float)
        return flat * self.viewport.scale + np.array([self.viewport.x0, self.viewport.y0])

    def point(self, point: npt.ArrayLike) -> QPointF:
        """One body point in cm to px."""
        x, y = self.px(point)
        return QPointF(float(x), float(y))

    def radius(self, cm: float, least: float = 1.5) -> float:
        """A radius in cm as px, never thinner than ``least`` px (STYLE: tools stay visible)."""
        return max(cm * self.viewport.scale, least)


def polyline_path(points: Floats, closed: bool = False) -> QPainterPath:
    """(N, 2) px to a path."""
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(float(x), float(y)) for x, y in points[:, :2]]))
    if closed:
        path.closeSubpath()
    return path


def thinned(points: Floats, step: float = 2.0) -> Floats:
    """Drop points closer than ``step`` px to the last kept one; first and last stay."""
    if len(points) < 3:
        return points
    travelled = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points[:, :2], axis=0).T))])
    keep = np.flatnonzero(np.diff(np.floor(travelled / step), prepend=-1.0))
    return points[np.unique(np.append(keep, len(points) - 1))]
