"""Where a tube lies inside the vessels: against the outer wall of bends, across inner corners, never outside."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from irexplainer.atlas.graph import centerline, goal_vessel, joint, route
from irexplainer.atlas.types import Atlas, Floats
from irexplainer.errors import ContentError
from irexplainer.geom.polyline import Polyline

STEP_CM = 0.08
OUTWARD = 0.4
"""Share of the lumen radius by which a tube lies toward the outer wall of a bend (STYLE 8)."""
RELAXING = 60
"""Rounds of straightening: the tube is elastic and takes the straightest line the wall allows."""
WALL = 0.92
SHARP = 0.6
"""Cosine above which two vessels that leave side by side make the way turn back."""
HAIRPIN_CM = 2.6
"""How far up the common vessel a hooked tube goes to turn back (facts/uterine-fibroid-embolization.md)."""
HOOK_CM = 0.28
"""Radius of that turn; it fits the common iliac artery (radius 0.5 cm)."""
TUBE_CM = 0.085
"""Radius of the guiding tube, for the clearance to the wall."""


def vessel_line(atlas: Atlas, access: str, to: str, end: float, place: str) -> tuple[Polyline, tuple[str, ...]]:
    """Line (N, 4) of a tube from the entry to ``end`` (share of the last vessel) and the names it passes.

    To a target that is a part of a vessel (a clot, a narrow place) it ends at the target.
    """
    goal, target = to, atlas.targets.get(to)
    if target is not None:
        if not (target.feeders or target.vessel):
            raise ContentError(place, f"'{to}' has no feeding vessel.", "Name a vessel.")
        goal = goal_vessel(atlas, to)
    if goal not in atlas.vessels:
        raise ContentError(place, f"'{to}' is neither a vessel nor a target.", "Use a name of the atlas.")
    names = route(atlas, access, goal)
    last = Polyline(np.asarray(atlas.vessels[names[-1]].points, float))
    entry, stop = atlas.accesses[access].entry, last.at(last.length * end)[:3]
    if target is not None and not target.feeders:
        stop = np.asarray(target.center, float)
    turn = hairpin(atlas, names)
    if turn is None:
        return Polyline(lane(centerline(atlas, names, entry, stop).points)), names
    top = np.asarray(Polyline(atlas.vessels[names[turn]].points[::-1]).at(HAIRPIN_CM)[:3], float)
    up = lane(centerline(atlas, names[: turn + 1], entry, top).points, calm_end=HAIRPIN_CM)
    down = lane(centerline(atlas, names[turn:], top, stop).points, calm_start=HAIRPIN_CM)
    return Polyline(_hooked(up, down)), names


def hairpin(atlas: Atlas, names: Sequence[str]) -> int | None:
    """Index of a vessel that is only touched where the way turns back sharply, None where there is none."""
    for index in range(1, len(names) - 1):
        before, here, after = names[index - 1 : index + 2]
        a, b = _joint(atlas, before, here), _joint(atlas, here, after)
        if float(np.linalg.norm(a - b)) < 0.4:
            come = Polyline(atlas.vessels[before].points).tangent(0.0, 1.5)
            leave = Polyline(atlas.vessels[after].points).tangent(0.0, 1.5)
            if float(come @ leave) > SHARP:
                return index
    return None


def _hooked(up: Floats, down: Floats) -> Floats:
    """A way up and a way down one vessel, joined by a half circle inside the lumen.

    Both lie side by side in the frontal plane, so that they do not cross in the front view.
    """
    top, along = up[-1, :3], Polyline(up).tangent(Polyline(up).length, 0.8)
    apart = Polyline(down).at(2 * HAIRPIN_CM)[:3] - Polyline(up[::-1]).at(2 * HAIRPIN_CM)[:3]
    flat = np.array([along[0], along[1], 0.0]) / float(np.hypot(along[0], along[1]))
    across = np.array([flat[1], -flat[0], 0.0])
    across *= np.sign(float(across @ apart)) or 1.0
    angle = np.linspace(0.0, np.pi, 14)[1:-1, None]
    arc = top - across * HOOK_CM * np.cos(angle) + along * HOOK_CM * np.sin(angle)
    arc = np.hstack([arc, np.full((len(arc), 1), up[-1, 3])])
    return np.vstack([_beside(up[::-1], -across)[::-1], arc, _beside(down, across)])


def _beside(line: Floats, across: Floats) -> Floats:
    """A line whose first part is moved aside, back to its place ``HAIRPIN_CM`` further on."""
    run = Polyline(line).lengths
    share = np.clip(1.0 - run / HAIRPIN_CM, 0.0, 1.0)
    weight = share * share * (3 - 2 * share)
    moved = line.copy()
    moved[:, :3] += across * (HOOK_CM * weight)[:, None]
    return moved


def lane(center: Floats, calm_start: float = 0.0, calm_end: float = 0.0) -> Floats:
    """Line of a tube (M, 4) in a lumen given by its centerline (N, 4 with radius), in cm.

    calm_start, calm_end: length at either end along which it keeps to the middle.
    """
    line = Polyline(center)
    count = max(int(line.length / STEP_CM), 8)
    run = np.linspace(0.0, line.length, count)
    middle = line.many(run)
    room = np.maximum(middle[:, 3] - np.minimum(TUBE_CM, 0.45 * middle[:, 3]), 0.0) * WALL
    for length, distance in ((calm_start, run), (calm_end, line.length - run)):
        if length > 0:
            room *= np.clip(distance / length - 1.0, 0.0, 1.0)
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
        downward = atlas.vessels[after].parent == before
        starts.append(max(_passing(line, _joint(atlas, before, after), downward), starts[-1] + 0.05))
    ends = [*starts[1:], line.length]
    return {name: (start, end) for name, start, end in zip(names, starts, ends, strict=True)}


def _passing(line: Polyline, joint: Floats, last: bool) -> float:
    """Arc length at which a line passes a joint, for the first or the last time."""
    gap = np.linalg.norm(line.points[:, :3] - joint, axis=1)
    near = np.flatnonzero(gap <= gap.min() + 0.5)
    pieces = np.split(near, np.flatnonzero(np.diff(near) > 1) + 1)
    chosen = pieces[-1] if last else pieces[0]
    return float(line.lengths[chosen[int(np.argmin(gap[chosen]))]])


def _joint(atlas: Atlas, before: str, after: str) -> Floats:
    """Where one vessel goes over into the next."""
    return joint(atlas, before, after)[0]
