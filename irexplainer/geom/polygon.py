"""Plain polygon questions."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def contains(points: npt.ArrayLike, polygon: npt.ArrayLike) -> npt.NDArray[np.bool_]:
    """For points (N, 2): inside the closed polygon (M, 2)? Even-odd rule."""
    p, q = np.atleast_2d(np.asarray(points, float)), np.asarray(polygon, float)
    x, y = p[:, 0][:, None], p[:, 1][:, None]
    ax, ay = q[:, 0][None], q[:, 1][None]
    bx, by = np.roll(q[:, 0], -1)[None], np.roll(q[:, 1], -1)[None]
    crosses = (ay > y) != (by > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        where = (bx - ax) * (y - ay) / (by - ay) + ax
    return np.asarray((crosses & (x < where)).sum(axis=1) % 2 == 1)


def area(polygon: npt.ArrayLike) -> float:
    """Unsigned area."""
    q = np.asarray(polygon, float)
    x, y = q[:, 0], q[:, 1]
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)


def centroid(polygon: npt.ArrayLike) -> tuple[float, float]:
    """Center of area."""
    q = np.asarray(polygon, float)
    x, y = q[:, 0], q[:, 1]
    cross = x * np.roll(y, -1) - np.roll(x, -1) * y
    total = cross.sum()
    if abs(total) < 1e-12:
        return float(x.mean()), float(y.mean())
    cx = ((x + np.roll(x, -1)) * cross).sum() / (3 * total)
    cy = ((y + np.roll(y, -1)) * cross).sum() / (3 * total)
    return float(cx), float(cy)


def without_loops(ring: npt.ArrayLike, longest: int = 170) -> npt.NDArray[np.float64]:
    """Closed ring (N, 2) without the small loops that an outline makes on the inside of a sharp bend.

    A loop of up to ``longest`` points is replaced by the point where the ring crosses itself.
    """
    points = np.asarray(ring, float)
    first, last = points, np.roll(points, -1, axis=0)
    crossings: dict[int, tuple[int, npt.NDArray[np.float64]]] = {}
    for gap in range(2, min(longest, len(points) // 3)):
        at = np.arange(len(points) - gap)
        share, hit = _crossed(first[at], last[at], first[at + gap], last[at + gap])
        for i in np.flatnonzero(hit).tolist():
            crossings[i] = i + gap, first[i] + share[i] * (last[i] - first[i])
    kept: list[npt.NDArray[np.float64]] = []
    i = 0
    while i < len(points):
        kept.append(points[i])
        if i in crossings:
            i, point = crossings[i]
            kept.append(point)
        i += 1
    return np.array(kept)


def _crossed(
    a: npt.NDArray[np.float64], b: npt.NDArray[np.float64], c: npt.NDArray[np.float64], d: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Where along a-b (0..1) it crosses c-d, and whether it does; all (N, 2)."""
    r, s, q = b - a, d - c, c - a
    area = r[:, 0] * s[:, 1] - r[:, 1] * s[:, 0]
    safe = np.where(np.abs(area) < 1e-12, 1.0, area)
    t = (q[:, 0] * s[:, 1] - q[:, 1] * s[:, 0]) / safe
    u = (q[:, 0] * r[:, 1] - q[:, 1] * r[:, 0]) / safe
    return t, (np.abs(area) >= 1e-12) & (t > 0) & (t < 1) & (u > 0) & (u < 1)
