"""Numpy outlines to QPainterPath without a Python loop per point."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPainterPath

Floats = npt.NDArray[np.float64]
_ELEMENT = np.dtype([("type", ">i4"), ("x", ">f8"), ("y", ">f8")])


def path_of_rings(points: Floats, starts: npt.NDArray[np.intp]) -> QPainterPath:
    """Closed subpaths, non-zero winding. points (M, >= 2); starts: index of the first point of each ring.

    The bytes follow the QDataStream format of QPainterPath: count, elements, start of last subpath, fill rule.
    """
    path = QPainterPath()
    if len(points) < 3:
        return path
    ends = np.append(starts[1:], len(points))
    closing = np.insert(np.arange(len(points)), ends, starts)
    elements = np.empty(len(closing), _ELEMENT)
    elements["x"], elements["y"] = points[closing, 0], points[closing, 1]
    elements["type"] = 1
    firsts = starts + np.arange(len(starts))
    elements["type"][firsts] = 0
    head = np.array([len(elements)], ">i4").tobytes()
    tail = np.array([firsts[-1], 1], ">i4").tobytes()
    stream = QDataStream(QByteArray(head + elements.tobytes() + tail))
    stream >> path
    return path


def polygon_path(outline: npt.ArrayLike) -> QPainterPath:
    """One closed outline (N, 2)."""
    return path_of_rings(np.asarray(outline, float), np.array([0]))


def polygons_path(outlines: Sequence[npt.ArrayLike]) -> QPainterPath:
    """Many closed outlines turned the same way round, painted as their union."""
    rings = [clockwise(np.asarray(o, float)[:, :2]) for o in outlines if len(np.asarray(o)) > 2]
    if not rings:
        return QPainterPath()
    starts = np.concatenate([[0], np.cumsum([len(r) for r in rings])[:-1]])
    return path_of_rings(np.vstack(rings), starts)


def clockwise(ring: Floats) -> Floats:
    """The ring with positive signed area, so that overlapping rings add up instead of cutting holes."""
    x, y = ring[:, 0], ring[:, 1]
    signed = float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))
    return ring if signed >= 0 else ring[::-1]
