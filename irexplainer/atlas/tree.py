"""Centerlines of all vessels from their waypoints: smooth through their joints, joined to their parents."""

from collections.abc import Mapping, Sequence

import numpy as np

from irexplainer.atlas.records import VesselRecord
from irexplainer.atlas.shapes import SIDES, check_points
from irexplainer.atlas.types import Floats, Vessel
from irexplainer.geom.polyline import Polyline
from irexplainer.geom.spline import catmull_rom

SAMPLES = 12
WAVE_SAMPLES = 60
"""Curve points per waypoint; more where a line is bent into waves."""
MM_TO_RADIUS_CM = 1 / 20
JOINT_SLACK_CM = 0.25
"""How far outside its parent's wall a first waypoint may lie; it is moved onto the parent's centerline."""
SAME_POINT_CM = 0.3
STRAIGHT_STEP_CM = 0.12
POINTS_PER_WAVE = 20
MOST_GUIDE_CM = 3.0
"""A neighbor's waypoint further away than this guides the tangent from this distance."""


def sided(records: Sequence[VesselRecord]) -> dict[str, VesselRecord]:
    """Records by final id: pairs become two; parent and next of a pair are those of its side, where there are two."""
    pairs = {r.id for r in records if r.paired}
    found: dict[str, VesselRecord] = {}
    names = {r.id for r in records} | {f"{side}_{id}" for id in pairs for side, _ in SIDES}

    def of(side: str, id: str | None) -> str | None:
        return f"{side}_{id}" if id is not None and f"{side}_{id}" in names else id

    for r in records:
        if not r.paired:
            _add(found, r)
            continue
        for side, sign in SIDES:
            points = [[row[0] * sign, *row[1:]] for row in r.points]
            id = f"{side}_{r.id}"
            parent, after = of(side, r.parent), of(side, r.next)
            _add(found, VesselRecord(id, r.kind, points, False, parent, after, r.sex, r.wave, r.detail))
    return found


def _add(found: dict[str, VesselRecord], record: VesselRecord) -> None:
    if record.id in found:
        raise ValueError(f"{record.id}: this id is used twice")
    found[record.id] = record


def vessels_of(records: Sequence[VesselRecord]) -> dict[str, Vessel]:
    """All vessels. Raises ValueError that starts with the id of the bad one."""
    by_id = sided(records)
    built: dict[str, Vessel] = {}
    for id in by_id:
        _build(id, by_id, built, ())
    return {id: built[id] for id in by_id}


def _build(id: str, by_id: Mapping[str, VesselRecord], built: dict[str, Vessel], above: tuple[str, ...]) -> None:
    if id in built:
        return
    r = by_id[id]
    check_points(r.points, 4, id) if len(r.points[0]) != 4 else None
    if id in above:
        raise ValueError(f"{id}: its parents lead back to itself")
    if r.parent is not None and r.parent not in by_id:
        raise ValueError(f"{id}: parent {r.parent!r} does not exist")
    if r.next is not None and r.next not in by_id:
        raise ValueError(f"{id}: next {r.next!r} does not exist")
    points = np.array(r.points, float)
    before: Floats | None = None
    if r.parent is not None:
        _build(r.parent, by_id, built, (*above, id))
        parent = built[r.parent].points
        start, at_end = joint(parent, points[0])
        if start is None:
            raise ValueError(f"{id}: its first point lies outside its parent {r.parent}")
        points[0, :3] = start
        if at_end:
            before = np.array(by_id[r.parent].points, float)[-2]
    after = None if r.next is None else np.array(by_id[r.next].points, float)[1]
    built[id] = Vessel(id, r.kind, curve(points, before, after, r.wave), r.parent, r.sex, r.detail)


def joint(parent: Floats, first: Floats) -> tuple[Floats | None, bool]:
    """Point of the parent's centerline where a child begins, and whether that is the parent's far end."""
    p, q, point = parent[:-1], parent[1:], first[:3]
    step = (q - p)[:, :3]
    share = ((point - p[:, :3]) * step).sum(1) / np.maximum((step**2).sum(1), 1e-12)
    feet = p + (q - p) * np.clip(share, 0, 1)[:, None]
    near = feet[int(np.argmin(np.linalg.norm(feet[:, :3] - point, axis=1)))]
    if float(np.linalg.norm(near[:3] - point)) > near[3] + JOINT_SLACK_CM:
        return None, False
    at_end = float(np.linalg.norm(near[:3] - parent[-1, :3])) < SAME_POINT_CM
    return (parent[-1] if at_end else near)[:3], at_end


def curve(
    points: Floats, before: Floats | None, after: Floats | None, wave: tuple[int, int, float] | None = None
) -> Floats:
    """Dense (N, 4) x, y, z, radius; radii change evenly between waypoints, so they never swing."""
    guided = [_guide(points[0], before)] if before is not None else []
    guided += list(points)
    guided += [_guide(points[-1], after)] if after is not None else []
    samples = SAMPLES if wave is None else WAVE_SAMPLES
    dense = catmull_rom(np.array(guided)[:, :3], samples=samples, dims=3)
    first = samples if before is not None else 0
    last = len(dense) - (samples if after is not None else 0)
    xyz = dense[first:last]
    line = Polyline(xyz)
    knots = [line.lengths[min(i * samples, len(xyz) - 1)] for i in range(len(points))]
    radius = np.interp(line.lengths, knots, points[:, 3] * MM_TO_RADIUS_CM)
    out = np.column_stack([xyz, radius])
    return out if wave is None else waved(out, wave)


def _guide(end: Floats, neighbor: Floats) -> Floats:
    gap = neighbor[:3] - end[:3]
    size = float(np.linalg.norm(gap))
    return np.append(end[:3] + gap * min(1.0, MOST_GUIDE_CM / max(size, 1e-9)), neighbor[3])


def waved(points: Floats, wave: tuple[int, int, float]) -> Floats:
    """The line wound in the front plane from one waypoint to its end, mirrored on the right side; waves fade out."""
    first, count, height = wave
    line = Polyline(points)
    begin = float(line.lengths[first * WAVE_SAMPLES])
    straight = np.linspace(0, begin, max(2, int(begin / STRAIGHT_STEP_CM)))
    s = np.concatenate([straight, np.linspace(begin, line.length, count * POINTS_PER_WAVE)[1:]])
    out = line.many(s)
    u = np.clip((s - begin) / (line.length - begin), 0, 1)
    side = 1.0 if float(points[:, 0].mean()) > 0 else -1.0
    swing = side * height * np.sin(2 * np.pi * count * u) * np.minimum(1, 6 * np.minimum(u, 1 - u))
    step = np.gradient(out[:, :2], s, axis=0)
    size = np.maximum(np.hypot(step[:, 0], step[:, 1]), 1e-9)
    out[:, 0] += -step[:, 1] / size * swing
    out[:, 1] += step[:, 0] / size * swing
    return out
