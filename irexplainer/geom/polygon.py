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
