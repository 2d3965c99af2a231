"""Outline of a tapered tube in the plane."""

import numpy as np
import numpy.typing as npt

from irexplainer.geom.polyline import Polyline

Floats = npt.NDArray[np.float64]


def normals(line: Floats) -> Floats:
    """Unit normals (N, 2) of a planar line (N, >= 2)."""
    d = np.gradient(line[:, :2], axis=0)
    size = np.hypot(d[:, 0], d[:, 1])[:, None]
    size[size == 0] = 1.0
    d = d / size
    return np.stack([-d[:, 1], d[:, 0]], 1)


def part(line: Floats, start: float, end: float) -> Floats:
    """The stretch (N, 3) of a planar line between two arc lengths; negative ones count from its end."""
    flat = np.asarray(line, float)
    along = Polyline(np.column_stack([flat[:, 0], flat[:, 1], np.zeros(len(flat)), flat[:, 2]]))
    a, b = (v if v >= 0 else along.length + v for v in (start, end))
    return np.asarray(along.cut(a, b).points[:, [0, 1, 3]])


def tube_outline(line: Floats, cap_start: bool = True, cap_end: bool = True) -> Floats:
    """Closed polygon (M, 2) around a centerline (N, 3) of x, y, radius. Caps are half circles."""
    normal = normals(line)
    radius = line[:, 2:3]
    left, right = line[:, :2] + normal * radius, line[:, :2] - normal * radius
    parts = [left]
    if cap_end:
        parts.append(_cap(line[-1], normal[-1]))
    parts.append(right[::-1])
    if cap_start:
        parts.append(_cap(line[0], -normal[0]))
    return np.vstack(parts)


def _cap(end: Floats, normal: Floats) -> Floats:
    angle = np.arctan2(normal[1], normal[0]) - np.linspace(0.0, np.pi, 10)[1:-1]
    return np.asarray(end[:2] + end[2] * np.stack([np.cos(angle), np.sin(angle)], 1))
