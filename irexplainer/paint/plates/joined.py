"""Vessels and chambers that open into each other as one outline, without steps at their joints."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtGui import QPainterPath

from irexplainer.paint.paths import polygon_path, polygons_path
from irexplainer.paint.tubes import Tube

EASE_STEP_CM = 0.03


def united(tubes: Sequence[Tube]) -> QPainterPath:
    """Outer edge of tubes, without the gaps between them."""
    path = QPainterPath()
    for tube in tubes:
        path = path.united(polygon_path(tube.parts[0] + tube.parts[1]))
    rings = [np.array([(q.x(), q.y()) for q in ring.toList()]) for ring in path.simplified().toSubpathPolygons()]
    return polygons_path(rings).simplified()


def eased(path: QPainterPath, by: float) -> QPainterPath:
    """Every ring smoothed over ``by`` cm of its length: joints of vessel and chamber become one curve."""
    rings = []
    for polygon in path.toSubpathPolygons():
        ring = np.array([(q.x(), q.y()) for q in polygon.toList()])
        steps = np.hypot(*np.diff(ring, axis=0).T)
        along = np.concatenate([[0.0], np.cumsum(steps)])
        if along[-1] < 8 * by:
            continue
        count = int(along[-1] / EASE_STEP_CM)
        even = np.column_stack([np.interp(np.linspace(0, along[-1], count, endpoint=False), along, c) for c in ring.T])
        reach = int(3 * by / EASE_STEP_CM)
        weight = np.exp(-0.5 * (np.arange(-reach, reach + 1) * EASE_STEP_CM / by) ** 2)
        padded = np.vstack([even[-reach:], even, even[:reach]])
        rings.append(np.column_stack([np.convolve(c, weight / weight.sum(), "valid") for c in padded.T]))
    return polygons_path(rings)
