"""Smooth unions of round shapes: a field of distances on a grid, and the outlines along which it has one value."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def tube_field(line: Floats, x: Floats, y: Floats) -> Floats:
    """Distance (H, W) of grid points to the edge of a tube (N, 3) x, y, radius; negative inside. Union of circles."""
    field = np.full((len(y), len(x)), np.inf)
    for cx, cy, r in line[:, :3]:
        near = np.sqrt((x[None, :] - cx) ** 2 + (y[:, None] - cy) ** 2) - r
        np.minimum(field, near, out=field)
    return field


def column_field(line: Floats, x: Floats, y: Floats) -> Floats:
    """As ``tube_field`` for an upright tube whose width changes fast: true to its width at every height."""
    order = np.argsort(line[:, 1])
    cy = line[order, 1]
    cx, r = np.interp(y, cy, line[order, 0]), np.interp(y, cy, line[order, 2])
    steep = np.sqrt(1 + np.gradient(r, y) ** 2)
    field = (np.abs(x[None, :] - cx[:, None]) - r[:, None]) / steep[:, None]
    beyond = (y < cy[0]) | (y > cy[-1])
    ends = np.minimum(tube_field(line[order[:1]], x, y), tube_field(line[order[-1:]], x, y))
    field[beyond] = ends[beyond]
    return np.asarray(field)


def smooth_union(fields: Sequence[Floats], soft: float) -> Floats:
    """Fields joined; inner corners are rounded over about ``soft``."""
    joined = fields[0]
    for field in fields[1:]:
        h = np.clip(0.5 + 0.5 * (joined - field) / max(soft, 1e-9), 0, 1)
        joined = joined * (1 - h) + field * h - soft * h * (1 - h)
    return joined


def outlines(field: Floats, x: Floats, y: Floats, level: float = 0.0) -> list[Floats]:
    """Closed rings (N, 2) around ``field < level`` by marching squares. The grid's rim must lie outside."""
    f = np.asarray(field, float) - level
    inside = f < 0
    links: dict[tuple[int, int, int], list[tuple[int, int, int]]] = {}
    mixed = inside[:-1, :-1].astype(int) + inside[:-1, 1:] + inside[1:, :-1] + inside[1:, 1:]
    for i, j in np.argwhere((mixed > 0) & (mixed < 4)).tolist():
        crossed = []
        corners = (inside[i, j], inside[i, j + 1], inside[i + 1, j + 1], inside[i + 1, j])
        sides = ((0, i, j), (1, i, j + 1), (0, i + 1, j), (1, i, j))
        for k in range(4):
            if corners[k] != corners[(k + 1) % 4]:
                crossed.append(sides[k])
        for a, b in ((crossed[0], crossed[1]), (crossed[2], crossed[3])) if len(crossed) == 4 else ((*crossed,),):
            links.setdefault(a, []).append(b)
            links.setdefault(b, []).append(a)
    return [np.array([_crossing(f, x, y, e) for e in ring]) for ring in _rings(links)]


def _rings(links: dict[tuple[int, int, int], list[tuple[int, int, int]]]) -> list[list[tuple[int, int, int]]]:
    left, rings = dict(links), []
    while left:
        start = next(iter(left))
        ring, at = [start], start
        while True:
            ahead = [n for n in left.pop(at) if n in left]
            if not ahead:
                break
            at = ahead[0]
            ring.append(at)
        if len(ring) > 3:
            rings.append(ring)
    return rings


def _crossing(f: Floats, x: Floats, y: Floats, side: tuple[int, int, int]) -> tuple[float, float]:
    upright, i, j = side
    a, b = f[i, j], f[i + 1, j] if upright else f[i, j + 1]
    t = float(a / (a - b)) if a != b else 0.5
    if upright:
        return float(x[j]), float(y[i] + t * (y[i + 1] - y[i]))
    return float(x[j] + t * (x[j + 1] - x[j])), float(y[i])
