"""The tube of a mesh stent: how it springs open along its way, and its wires, in the plane."""

import numpy as np

from irexplainer.geom.polyline import Polyline
from irexplainer.geom.tube import Floats, normals

MESH_CM, MESH_WIRES = 0.62, 5
"""Length of a cell of the mesh along the tube; wires in each direction."""
FOLDED_CM = 0.1
"""Radius of a mesh that is still folded on its tube."""
SPRING_CM = 1.2
"""Length over which a mesh goes from folded to open while its cover is drawn back."""
STEP_CM = 0.05


def opened(line: Polyline, at: Floats, length_cm: float, radius_cm: float, share: float, waist: float) -> Floats:
    """(N, 4) x, y, z, radius of a mesh around ``at``; it opens from its far end back as its cover is drawn back.

    share: 0 folded, 1 open. waist: share of the width that the middle still lacks (a block that yields slowly).
    """
    middle = line.nearest(at)
    start, end = max(middle - length_cm / 2, 0.0), min(middle + length_cm / 2, line.length)
    s = np.linspace(start, end, max(8, int((end - start) / STEP_CM)))
    edge = end - (end - start + SPRING_CM) * share
    free = np.clip((s - edge) / SPRING_CM, 0.0, 1.0)
    free = free * free * (3.0 - 2.0 * free)
    narrow = 1.0 - waist * np.exp(-(((s - middle) / (0.22 * length_cm)) ** 2))
    radius = FOLDED_CM + (radius_cm * narrow - FOLDED_CM) * free
    return np.column_stack([line.many(s)[:, :3], radius])


def wires(line: Floats) -> list[Floats]:
    """Wires (M, 2) of the mesh on the near side of a tube (N, 3) x, y, radius, both ways round."""
    step = np.hypot(*np.diff(line[:, :2], axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(step)])
    fine = np.linspace(0, along[-1], max(8, int(along[-1] / 0.03)))
    center = np.column_stack([np.interp(fine, along, column) for column in line.T])
    across = normals(center)
    found = []
    for way in (1, -1):
        for k in range(MESH_WIRES):
            turn = 2 * np.pi * (way * fine / (MESH_CM * MESH_WIRES) * 1.6 + k / MESH_WIRES)
            near = np.cos(turn) > -0.05
            q = center[:, :2] + across * (np.sin(turn) * center[:, 2] * 0.96)[:, None]
            cuts = np.flatnonzero(np.diff(near.astype(int))) + 1
            found += [part for part, on in zip(np.split(q, cuts), np.split(near, cuts), strict=True) if on.all()]
    return [q for q in found if len(q) > 2]
