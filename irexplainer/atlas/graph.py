"""Ways through the arteries: names in the order passed, and the line a catheter takes."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from irexplainer.atlas.types import Access, Atlas, Floats, Point3
from irexplainer.errors import ContentError
from irexplainer.geom.polyline import Polyline

STEP_CM = 0.05
STIFF_CM = 0.55
"""Half width of the smoothing of a catheter's line; it cuts the corner of a branch as a catheter does."""
Place = Sequence[float] | npt.NDArray[np.float64]


def route(atlas: Atlas, access_id: str, target_or_vessel_id: str) -> tuple[str, ...]:
    """Vessels passed from an access to a vessel, or to the first feeder of a target.

    Up from the entered vessel to the first common ancestor, then down; the way in the tree is unique. A vessel only
    crossed at its branching counts, because the tool lies in it. Raises ContentError where there is no way.
    """
    access = _access(atlas, access_id)
    goal = _goal(atlas, target_or_vessel_id)
    up, down = ancestors(atlas, str(access.vessel)), ancestors(atlas, goal)
    shared = next((v for v in up if v in down), None)
    if shared is None:
        raise ContentError(
            f"route {access_id} to {target_or_vessel_id}",
            "the two vessels are not connected.",
            "Check the parents in assets/atlas.",
        )
    return (*up[: up.index(shared) + 1], *reversed(down[: down.index(shared)]))


def ancestors(atlas: Atlas, vessel: str) -> tuple[str, ...]:
    """The vessel, its parent, and so on to the root."""
    found = [vessel]
    while (parent := atlas.vessels[found[-1]].parent) is not None:
        found.append(parent)
    return tuple(found)


def _access(atlas: Atlas, access_id: str) -> Access:
    access = atlas.accesses.get(access_id)
    if access is None or access.vessel is None:
        raise ContentError(f"access {access_id}", "is not an access to a vessel.", _use(atlas))
    return access


def _use(atlas: Atlas) -> str:
    return f"Use one of {', '.join(a.id for a in atlas.accesses.values() if a.vessel)}."


def _goal(atlas: Atlas, id: str) -> str:
    target = atlas.targets.get(id)
    if target is not None and target.feeders:
        return target.feeders[0]
    if id in atlas.vessels:
        return id
    raise ContentError(f"target {id}", "is neither a vessel nor a target with feeders.", "Use an id of the atlas.")


def centerline(atlas: Atlas, names: Sequence[str], start: Place | None = None, end: Place | None = None) -> Polyline:
    """The line (N, 4) x, y, z, lumen radius along vessels in the order passed, smooth through the joints.

    start, end: body points; the line begins and ends at the points of the first and last vessel nearest to them
    (default: end away from the next vessel, and the far end of the last). Points are ``STEP_CM`` apart.
    """
    raw = np.vstack(_pieces(atlas, names, start, end))
    keep = np.concatenate([[True], np.linalg.norm(np.diff(raw[:, :3], axis=0), axis=1) > 1e-6])
    line = Polyline(raw[keep])
    count = max(8, int(np.ceil(line.length / STEP_CM)))
    dense = line.many(np.linspace(0, line.length, count + 1))
    soft = smoothed(dense, line.length / count)
    again = Polyline(soft)
    return Polyline(again.many(np.linspace(0, again.length, count + 1)))


def _pieces(atlas: Atlas, names: Sequence[str], start: Place | None, end: Place | None) -> list[Floats]:
    """Part of every vessel that is passed, in the direction of travel."""
    unknown = [n for n in names if n not in atlas.vessels]
    if not names or unknown:
        raise ContentError(f"route {', '.join(names)}", f"unknown vessels {unknown}.", "Use ids of the atlas.")
    lines = [Polyline(atlas.vessels[n].points) for n in names]
    joints = [_joint(atlas, a, b) for a, b in pairwise(names)]
    pieces = []
    for i, line in enumerate(lines):
        begin = line.nearest(joints[i - 1] if i > 0 else _start(line, joints, start))
        stop = line.nearest(joints[i]) if i < len(joints) else line.length
        if i == len(names) - 1 and end is not None:
            stop = line.nearest(np.asarray(end, float)[:3])
        part = line.cut(min(begin, stop), max(begin, stop)).points
        pieces.append(part if begin <= stop else part[::-1])
    return pieces


def _start(line: Polyline, joints: Sequence[Floats], start: Place | None) -> Floats:
    """Where the first vessel is entered; without a wish the end away from where it is left."""
    if start is not None:
        return np.asarray(start, float)[:3]
    first, last = line.points[0, :3], line.points[-1, :3]
    leaves_late = not joints or line.nearest(joints[0]) > line.length / 2
    return np.asarray(first if leaves_late else last)


def _joint(atlas: Atlas, a: str, b: str) -> Floats:
    """Point shared by two vessels, of which one is the other's parent."""
    if atlas.vessels[b].parent == a:
        return np.asarray(atlas.vessels[b].points[0, :3])
    if atlas.vessels[a].parent == b:
        return np.asarray(atlas.vessels[a].points[0, :3])
    raise ContentError(f"route {a}, {b}", "neither is the parent of the other.", "Name the vessels in between.")


def smoothed(points: Floats, step: float) -> Floats:
    """Points (N, 4) with a Gaussian along the line that narrows towards both ends, so that these stay where they are.

    The width follows the lumen: wide in the aorta, narrow in small branches, so that the line stays inside.
    """
    count = len(points)
    place = np.arange(count) * step
    room = np.minimum(place, place[-1] - place)
    width = np.minimum(np.minimum(STIFF_CM, 1.1 * _lowest(points[:, 3], int(0.3 / step))), room / 3)
    out = points.copy()
    for i in range(1, count - 1):
        w = max(float(width[i]), 1e-3)
        reach = int(3 * w / step) + 1
        low, high = max(0, i - reach), min(count, i + reach + 1)
        weight = np.exp(-0.5 * ((place[low:high] - place[i]) / w) ** 2)
        out[i] = weight @ points[low:high] / weight.sum()
    return out


def _lowest(values: Floats, reach: int) -> Floats:
    """Smallest of the neighbors, so that the width changes before the vessel narrows."""
    padded = np.pad(values, reach, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1)
    return np.asarray(windows.mean(axis=1))


def point3(point: Floats) -> Point3:
    """First three numbers of a point as a plain tuple."""
    return float(point[0]), float(point[1]), float(point[2])
