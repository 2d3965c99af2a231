"""A point well inside an outline, where a call-out may point at."""

from collections.abc import Iterable

import numpy as np

from irexplainer.atlas.types import Floats
from irexplainer.geom.polygon import contains

ACROSS = 36
"""Points tried along the longer side."""


def inner_point(outline: Floats, covered: Iterable[Floats] = ()) -> tuple[float, float]:
    """Point (x, y) of the outline farthest from its edge and from what covers it; a corner where all is covered."""
    low, high = outline[:, :2].min(0), outline[:, :2].max(0)
    step = float((high - low).max()) / ACROSS
    xs, ys = np.arange(low[0] + step / 2, high[0], step), np.arange(low[1] + step / 2, high[1], step)
    cloud = np.stack(np.meshgrid(xs, ys), -1).reshape(-1, 2)
    cloud = cloud[contains(cloud, outline)] if len(cloud) else cloud
    edges = [outline[:, :2]]
    for ring in covered:
        if len(cloud) and (ring.min(0) < high).all() and (ring.max(0) > low).all():
            cloud = cloud[~contains(cloud, ring)]
            edges.append(ring[:, :2])
    if not len(cloud):
        return float(outline[0, 0]), float(outline[0, 1])
    gap = np.full(len(cloud), np.inf)
    for edge in edges:
        apart = np.hypot(cloud[:, None, 0] - edge[None, :, 0], cloud[:, None, 1] - edge[None, :, 1])
        gap = np.minimum(gap, apart.min(1))
    x, y = cloud[int(gap.argmax())]
    return float(x), float(y)
