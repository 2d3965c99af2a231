"""Centripetal Catmull-Rom curves: the one curve of outlines and vessels."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def catmull_rom(
    points: npt.ArrayLike, closed: bool = False, samples: int = 14, dims: int = 2, alpha: float = 0.5
) -> Floats:
    """Dense curve (M, k) through points (N, k).

    Knots are spaced by distance**alpha over the first ``dims`` columns; further columns (radius) are carried along.
    An open curve ends exactly on its last point. Fewer than three open points give a straight line.
    """
    p = np.asarray(points, float)
    if len(p) < 2:
        return p.copy()
    if not closed and len(p) == 2:
        return np.asarray(np.linspace(p[0], p[1], samples))
    padded = np.vstack([p[-1], p, p[0], p[1]]) if closed else np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
    p0, p1, p2, p3 = padded[:-3], padded[1:-2], padded[2:-1], padded[3:]

    def knot(a: Floats, b: Floats) -> Floats:
        return np.asarray(np.maximum(np.linalg.norm((b - a)[:, :dims], axis=1), 1e-6) ** alpha)

    t1 = knot(p0, p1)[:, None, None]
    t2 = t1 + knot(p1, p2)[:, None, None]
    t3 = t2 + knot(p2, p3)[:, None, None]
    t = t1 + (t2 - t1) * np.linspace(0.0, 1.0, samples, endpoint=False)[None, :, None]
    q0, q1, q2, q3 = (q[:, None, :] for q in (p0, p1, p2, p3))
    a1 = (t1 - t) / t1 * q0 + t / t1 * q1
    a2 = (t2 - t) / (t2 - t1) * q1 + (t - t1) / (t2 - t1) * q2
    a3 = (t3 - t) / (t3 - t2) * q2 + (t - t2) / (t3 - t2) * q3
    b1 = (t2 - t) / t2 * a1 + t / t2 * a2
    b2 = (t3 - t) / (t3 - t1) * a2 + (t - t1) / (t3 - t1) * a3
    curve = ((t2 - t) / (t2 - t1) * b1 + (t - t1) / (t2 - t1) * b2).reshape(-1, p.shape[1])
    return curve if closed else np.vstack([curve, p[-1]])
