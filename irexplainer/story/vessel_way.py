"""Where a tube lies inside the vessels: against the outer wall of bends, across inner corners, never outside."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from irexplainer.atlas.graph import centerline, route
from irexplainer.atlas.types import Atlas, Floats
from irexplainer.errors import ContentError
from irexplainer.geom.polyline import Polyline

STEP_CM = 0.08
OUTWARD = 0.4
"""Share of the lumen radius by which a tube lies toward the outer wall of a bend (STYLE 8)."""
RELAXING = 60
"""Rounds of straightening: the tube is elastic and takes the straightest line the wall allows."""
WALL = 0.92
TUBE_CM = 0.085
"""Radius of the guiding tube, for the clearance to the wall."""


def vessel_line(atlas: Atlas, access: str, to: str, end: float, place: str) -> tuple[Polyline, tuple[str, ...]]:
    """Line (N, 4) of a tube from the entry to ``end`` (share of the last vessel) and the names it passes."""
    goal = to
    if to in atlas.targets:
        feeders = atlas.targets[to].feeders
        if not feeders:
            raise ContentError(place, f"'{to}' has no feeding vessel.", "Name a vessel.")
        goal = feeders[0]
    if goal not in atlas.vessels:
        raise ContentError(place, f"'{to}' is neither a vessel nor a target.", "Use a name of the atlas.")
    names = route(atlas, access, goal)
    last = Polyline(np.asarray(atlas.vessels[names[-1]].points, float))
    middle = centerline(atlas, names, atlas.accesses[access].entry, tuple(last.at(last.length * end)[:3]))
    return Polyline(lane(np.asarray(middle.points, float))), names


def lane(center: Floats) -> Floats:
    """Line of a tube (M, 4) in a lumen given by its centerline (N, 4 with radius), in cm."""
    line = Polyline(center)
    count = max(int(line.length / STEP_CM), 8)
    middle = line.many(np.linspace(0.0, line.length, count))
    room = np.maximum(middle[:, 3] - np.minimum(TUBE_CM, 0.45 * middle[:, 3]), 0.0) * WALL
    base = _smoothed(middle[:, :3], 5)
    bend = np.gradient(np.gradient(base, axis=0), axis=0)
    turn = np.linalg.norm(bend, axis=1, keepdims=True) / STEP_CM**2
    outward = -bend / np.maximum(np.linalg.norm(bend, axis=1, keepdims=True), 1e-12)
    strength = np.clip(turn * middle[:, 3:4] * 2.0, 0.0, 1.0)
    points = _held(middle[:, :3] + outward * strength * OUTWARD * middle[:, 3:4], middle[:, :3], room)
    ends = points[[0, -1]].copy()
    for _ in range(RELAXING):
        points = _held(_smoothed(points, 2), middle[:, :3], room)
        points[[0, -1]] = ends
    return np.asarray(np.hstack([points, middle[:, 3:4]]))


def _held(points: Floats, middle: Floats, room: Floats) -> Floats:
    """Points pulled back into the lumen."""
    off = points - middle
    size = np.linalg.norm(off, axis=1)
    factor = np.where(size > room, room / np.maximum(size, 1e-12), 1.0)
    return np.asarray(middle + off * factor[:, None])


def _smoothed(points: Floats, half: int) -> Floats:
    """Running mean with a bell of 2 half + 1 points; ends are padded by mirroring."""
    bell = np.exp(-0.5 * (np.arange(-half, half + 1) / (half / 1.6)) ** 2)
    bell /= bell.sum()
    before = 2 * points[:1] - points[half:0:-1]
    after = 2 * points[-1:] - points[-2 : -half - 2 : -1]
    padded = np.vstack([before, points, after])
    return np.stack([np.convolve(column, bell, "valid") for column in padded.T], 1)


def vessel_marks(
    atlas: Atlas, names: Sequence[str], line: Polyline, entered: float
) -> Mapping[str, tuple[float, float]]:
    """Arc lengths between which each vessel is passed, in order; the first begins at ``entered``."""
    starts = [entered]
    for before, after in pairwise(names):
        joint = _joint(atlas, before, after)
        starts.append(max(line.nearest(joint), starts[-1] + 0.05))
    ends = [*starts[1:], line.length]
    return {name: (start, end) for name, start, end in zip(names, starts, ends, strict=True)}


def _joint(atlas: Atlas, before: str, after: str) -> Floats:
    """Where one vessel goes over into the next."""
    a, b = atlas.vessels[before], atlas.vessels[after]
    if b.parent == before:
        return np.asarray(b.points[0, :3], float)
    if a.parent == after:
        return np.asarray(a.points[0, :3], float)
    gaps = np.linalg.norm(a.points[:, None, :3] - b.points[None, :, :3], axis=2)
    i, _j = np.unravel_index(int(np.argmin(gaps)), gaps.shape)
    return np.asarray(a.points[i, :3], float)
