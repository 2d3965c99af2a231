"""A metal coil that lies packed in a vessel: loops around its middle line."""

import numpy as np
import numpy.typing as npt

from irexplainer.geom.polyline import Polyline

Floats = npt.NDArray[np.float64]
PITCH = 0.62
"""Distance of the loops in shares of the lumen radius: a coil lies loosely, not like a spring."""
FILL = 0.88
"""Share of the lumen radius that the loops reach."""
POINTS_A_LOOP = 16


def coil_in(line: Floats, begin: float, end: float) -> Floats:
    """Middle of the coil's wire, (N, 3) body cm, in the front plane with a depth; empty where begin >= end.

    line: (M, 4) middle line of the vessel with its radius. begin, end: shares of its length that the coil fills. Loops
    differ in size so that they do not look machined; always the same for the same vessel.
    """
    path = Polyline(np.asarray(line, float))
    start, stop = (path.length * min(max(share, 0.0), 1.0) for share in (begin, end))
    if stop - start < 1e-3:
        return np.empty((0, 3))
    radius = float(path.at((start + stop) / 2)[3])
    loops = max((stop - start) / (PITCH * radius), 1.0)
    turn = np.linspace(0.0, 2 * np.pi * loops, max(int(loops * POINTS_A_LOOP), 8))
    where = np.linspace(start, stop, len(turn))
    middle = path.many(where)
    ahead, behind = path.many(np.minimum(where + 0.05, path.length)), path.many(np.maximum(where - 0.05, 0.0))
    along = ahead[:, :2] - behind[:, :2]
    along /= np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)[:, None]
    wide = middle[:, 3] * FILL * (0.86 + 0.14 * np.sin(turn * 0.37 + 1.0))
    across, deep = wide * np.sin(turn), wide * np.cos(turn)
    lean = 0.45 * wide * np.cos(turn)
    x = middle[:, 0] - along[:, 1] * across + along[:, 0] * lean
    y = middle[:, 1] + along[:, 0] * across + along[:, 1] * lean
    return np.column_stack([x, y, middle[:, 2] + deep])
