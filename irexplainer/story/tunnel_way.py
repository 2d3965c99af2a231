"""The way of a tunneled line: in at the chest, under the skin up to the neck, into a vein and down to the heart."""

import numpy as np

from irexplainer.atlas.types import Atlas, Floats
from irexplainer.geom.polyline import Polyline
from irexplainer.geom.spline import catmull_rom

ARCH = ((1.12, -0.3, 1.45), (0.62, -1.35, 0.8), (0.12, -0.55, 0.3))
"""The soft bend above the hole in the vein, from the hole: to the side, down, to the front, cm."""
STEP_CM = 0.1
SOFTENING = 16
"""Rounds of averaging with the neighbors."""
CLAVICLE = (0.62, 30.2, 5.2)
"""Where a tunnel crosses the collarbone: share of the way from the vein to the chest (x), y and z, cm."""


def tunnel_points(exit_: Floats, hole: Floats) -> Floats:
    """(N, 3) under the skin from the chest to the hole in the vein; dense, without the outer part.

    It runs over the collarbone, just below the skin, and turns above the hole: a sharp corner would kink the tube.
    """
    entry = np.asarray(hole, float)
    share, y, z = CLAVICLE
    over = np.array([entry[0] + share * (exit_[0] - entry[0]), y, z])
    low = exit_ + (over - exit_) * 0.45 + np.array([0.0, 0.0, 0.35])
    lateral = np.array([np.sign(exit_[0]), 1.0, 1.0])
    before, top, after = (entry + lateral * np.array(q) for q in ARCH)
    points = catmull_rom(np.vstack([exit_, low, over, before, top, after, entry]), samples=24, dims=3)
    return _softened(Polyline(np.asarray(points)))


def _softened(line: Polyline) -> Floats:
    """Even steps, every turn as wide as its surroundings allow; both ends stay."""
    points = line.many(np.linspace(0.0, line.length, max(int(line.length / STEP_CM), 8)))[:, :3]
    for _ in range(SOFTENING):
        points[1:-1] = 0.25 * points[:-2] + 0.5 * points[1:-1] + 0.25 * points[2:]
    return np.asarray(points)


def outer_points(exit_: Floats, length: float) -> Floats:
    """(N, 3) of the part outside, hanging down from the exit; its first point is the far end."""
    down = np.array([np.sign(exit_[0]) * 0.12, 0.93, 0.34])
    down /= float(np.linalg.norm(down))
    count = max(int(length / 0.1), 2)
    return np.asarray(exit_ + down * np.linspace(length, 0.0, count)[:-1, None])


def join(outer: Floats, under: Floats, inner: Polyline) -> Polyline:
    """One line (N, 4) of all parts; the lumen radius outside the vein is that of the vein where it is entered."""
    radius = float(inner.points[0, 3])
    before = np.vstack([outer, under])
    gap = float(np.linalg.norm(inner.points[0, :3] - before[-1]))
    points = inner.points if gap > 1e-6 else inner.points[1:]
    return Polyline(np.vstack([np.hstack([before, np.full((len(before), 1), radius)]), points]))


def exit_of(atlas: Atlas, name: str) -> Floats:
    """Where the line leaves the skin, or the pocket it starts from."""
    return np.asarray(atlas.targets[name].center, float)
