"""Ways through the arteries: names in the order passed, and the line a catheter takes."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from irexplainer.atlas.network import link_between, network_way, tree_way
from irexplainer.atlas.types import Access, Atlas, Floats
from irexplainer.errors import ContentError
from irexplainer.geom.polyline import Polyline

STEP_CM = 0.05
STIFF_CM = 0.55
"""Half width of the smoothing of a catheter's line; it cuts the corner of a branch as a catheter does."""
STIFF_PER_LUMEN = 1.1
LOOP_STIFF_CM = 0.12
LOOP_HEIGHT_CM = 1.8
LOOP_SHARE_OF_LUMEN = 0.6
"""A tube that must turn back (into the inner iliac artery of the side it came from) goes up its vessel by this
height, turns in a half circle of this share of the lumen, and comes down again: a Waltman loop, drawn narrow."""
HAIRPIN_DEGREES = 140.0
SHORT_CM = 0.3
LEG_CM = 1.5
Place = Sequence[float] | npt.NDArray[np.float64]


def route(atlas: Atlas, access_id: str, target_or_vessel_id: str, via: Sequence[str] = ()) -> tuple[str, ...]:
    """Vessels passed from an access to a vessel, or to a target: to its first feeder, or the vessel it is a part of.

    Up from the entered vessel to the first common ancestor, then down; in a tree that way is unique. Between trees
    (veins, heart, lung arteries) the way with the fewest vessels. via: vessels to be passed on the way, in order, for
    ways a tree does not have (the other vertebral artery). A vessel only crossed at its branching counts, because the
    tool lies in it. Raises ContentError where there is no way.
    """
    names: tuple[str, ...] = (str(_access(atlas, access_id).vessel),)
    for stop in (*via, goal_vessel(atlas, target_or_vessel_id)):
        if stop not in atlas.vessels:
            raise ContentError(f"route via {stop}", "is not a vessel.", "Use an id of the atlas.")
        leg = None if len(names) > 1 else tree_way(atlas, names[-1], stop)
        leg = leg or network_way(atlas, names[-1], stop)
        if leg is None:
            raise ContentError(
                f"route {access_id} to {target_or_vessel_id}",
                "the two vessels are not connected.",
                "Check the parents and links in assets/atlas.",
            )
        names = (*names, *leg[1:])
    return names


def _access(atlas: Atlas, access_id: str) -> Access:
    access = atlas.accesses.get(access_id)
    if access is None or access.vessel is None:
        raise ContentError(f"access {access_id}", "is not an access to a vessel.", _use(atlas))
    return access


def _use(atlas: Atlas) -> str:
    return f"Use one of {', '.join(a.id for a in atlas.accesses.values() if a.vessel)}."


def goal_vessel(atlas: Atlas, id: str) -> str:
    """Last vessel of the way to a target or a vessel. Raises ContentError where the id is neither."""
    target = atlas.targets.get(id)
    if target is not None and (target.feeders or target.vessel):
        return target.feeders[0] if target.feeders else target.vessel
    if id in atlas.vessels:
        return id
    raise ContentError(f"target {id}", "is neither a vessel nor a target with feeders.", "Use an id of the atlas.")


def centerline(atlas: Atlas, names: Sequence[str], start: Place | None = None, end: Place | None = None) -> Polyline:
    """The line (N, 4) x, y, z, lumen radius along vessels in the order passed, smooth through the joints.

    start, end: body points; the line begins and ends at the points of the first and last vessel nearest to them
    (default: end away from the next vessel, and the far end of the last). Points are ``STEP_CM`` apart.
    """
    raw = np.vstack(_with_loops(atlas, names, _pieces(atlas, names, start, end)))
    keep = np.concatenate([[True], np.linalg.norm(np.diff(raw[:, :3], axis=0), axis=1) > 1e-6])
    line = Polyline(raw[keep])
    count = max(8, int(np.ceil(line.length / STEP_CM)))
    dense = line.many(np.linspace(0, line.length, count + 1))
    soft = smoothed(dense, line.length / count)
    again = Polyline(soft)
    return Polyline(again.many(np.linspace(0, again.length, count + 1))[:, :4])


def _pieces(atlas: Atlas, names: Sequence[str], start: Place | None, end: Place | None) -> list[Floats]:
    """Part of every vessel that is passed, in the direction of travel."""
    unknown = [n for n in names if n not in atlas.vessels]
    if not names or unknown:
        raise ContentError(f"route {', '.join(names)}", f"unknown vessels {unknown}.", "Use ids of the atlas.")
    lines = [Polyline(atlas.vessels[n].points) for n in names]
    joints = [joint(atlas, a, b) for a, b in pairwise(names)]
    pieces = []
    for i, line in enumerate(lines):
        begin = foot(line, joints[i - 1][1] if i > 0 else _start(line, [a for a, _ in joints], start))
        stop = foot(line, joints[i][0]) if i < len(joints) else line.length
        if i == len(names) - 1 and end is not None:
            stop = foot(line, np.asarray(end, float))
        part = line.cut(min(begin, stop), max(begin, stop)).points
        pieces.append(part if begin <= stop else part[::-1])
    return pieces


def _with_loops(atlas: Atlas, names: Sequence[str], pieces: Sequence[Floats]) -> list[Floats]:
    """The pieces with a fifth column, the largest width of smoothing; where the way turns back, a loop between."""
    out = [np.column_stack([p, np.full(len(p), STIFF_CM)]) for p in pieces]
    for i in range(1, len(pieces) - 1):
        before, here, after = (Polyline(p) for p in pieces[i - 1 : i + 2])
        if here.length > SHORT_CM:
            continue
        inward, outward = before.tangent(before.length, 0.3), after.tangent(0.0, 0.3)
        if np.degrees(np.arccos(np.clip(inward @ outward, -1, 1))) < HAIRPIN_DEGREES:
            continue
        apart = after.at(LEG_CM)[:3] - before.at(before.length - LEG_CM)[:3]
        out[i] = _loop(Polyline(atlas.vessels[names[i]].points), here.points[0], apart)
    return out


def _loop(line: Polyline, joint: Floats, apart: Floats) -> Floats:
    """Up the vessel from a joint and down again (N, 5). apart: from the leg that comes to the leg that goes."""
    s = foot(line, joint)
    back = -1.0 if s > line.length / 2 else 1.0
    aside = apart - (along := line.tangent(s, 0.3)) * float(apart @ along)
    aside /= float(np.linalg.norm(aside)) or 1.0
    half = LOOP_SHARE_OF_LUMEN * float(line.at(s)[3])
    rise = np.linspace(0.3, LOOP_HEIGHT_CM - half, 16)
    turn = np.linspace(0, np.pi, 24)
    height = np.concatenate([rise, rise[-1] + half * np.sin(turn), rise[::-1]])
    offset = np.concatenate([np.full(16, -half), -half * np.cos(turn), np.full(16, half)])
    points = line.many(s + back * height)
    points[:, :3] += offset[:, None] * aside
    return np.column_stack([points, np.full(len(points), LOOP_STIFF_CM)])


def foot(line: Polyline, point: Floats) -> float:
    """Arc length of the place on the line, between its vertices too, that is nearest to a point."""
    a, step = line.points[:-1, :3], np.diff(line.points[:, :3], axis=0)
    share = np.clip(((point[:3] - a) * step).sum(1) / np.maximum((step**2).sum(1), 1e-12), 0, 1)
    gaps = np.linalg.norm(a + step * share[:, None] - point[:3], axis=1)
    i = int(np.argmin(gaps))
    return float(line.lengths[i] + share[i] * (line.lengths[i + 1] - line.lengths[i]))


def _start(line: Polyline, joints: Sequence[Floats], start: Place | None) -> Floats:
    """Where the first vessel is entered; without a wish the end away from where it is left."""
    if start is not None:
        return np.asarray(start, float)[:3]
    first, last = line.points[0, :3], line.points[-1, :3]
    leaves_late = not joints or foot(line, joints[0]) > line.length / 2
    return np.asarray(first if leaves_late else last)


def joint(atlas: Atlas, a: str, b: str) -> tuple[Floats, Floats]:
    """Where two neighbors open into each other: the point on a, and the point on b (the same one in a tree)."""
    for child, parent in ((b, a), (a, b)):
        if atlas.vessels[child].parent == parent:
            at = np.asarray(atlas.vessels[child].points[0, :3])
            return at, at
    link = link_between(atlas, a, b)
    if link is None:
        raise ContentError(f"route {a}, {b}", "neither is the parent of the other.", "Name the vessels in between.")
    ends = np.asarray(link.at_a, float), np.asarray(link.at_b, float)
    return ends if link.a == a else (ends[1], ends[0])


def smoothed(points: Floats, step: float) -> Floats:
    """Points (N, 5) with a Gaussian along the line that narrows towards both ends, so that these stay where they are.

    The width follows the lumen, but is at most the fifth column: wide in the aorta, narrow in small branches and in
    loops, so that the line stays inside.
    """
    count = len(points)
    place = np.arange(count) * step
    room = np.minimum(place, place[-1] - place)
    width = _around(np.minimum(points[:, 4], STIFF_PER_LUMEN * points[:, 3]), step)
    width = np.minimum(width, room / 3)
    width = np.maximum(width, 1e-3)[:, None]
    reach = int(3 * STIFF_CM / step) + 1
    offset = np.arange(-reach, reach + 1)
    weight = np.exp(-0.5 * (offset * step / width) ** 2)
    at = np.clip(np.arange(count)[:, None] + offset, 0, count - 1)
    total = weight.sum(1)
    return np.column_stack([(weight * column[at]).sum(1) / total for column in points.T])


def _around(values: Floats, step: float) -> Floats:
    """Mean over the neighborhood, so that the width of the smoothing changes gently."""
    reach = max(1, int(STIFF_CM / step))
    padded = np.pad(values, reach, mode="edge")
    return np.asarray(np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1).mean(axis=1))
