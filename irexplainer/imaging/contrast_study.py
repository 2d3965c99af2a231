"""Dye that is put into a hollow place on live X-ray: urine pathways, bile ducts, a cavity with a drain."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from irexplainer.atlas.collecting_system import LAST_ARRIVAL, collecting_system
from irexplainer.atlas.types import Atlas, Floats, Target, Vessel
from irexplainer.imaging.anatomy import BoardLike, side_of
from irexplainer.imaging.targets import story_targets
from irexplainer.story.frame import EffectPose, Frame, Point3

SWELL_LEVELS = 12
CAVITIES = ("abscess", "fluid")
OPENING, POOL_CM = "opening", 1.9
"""Way into a hollow organ, and the radius of the pool that dye makes behind it."""
JOINT_CM = 0.35
"""Ends of ducts closer than this open into each other."""
GALLBLADDER = "gallbladder"
GALLBLADDER_FIRST = 0.4
"""Share of the filling at which the gallbladder is full and the ducts begin."""
OPEN = 0.5
"""A narrow place that is less narrow than this lets dye through."""
SQUEEZE = 0.3
"""Share of the width that a narrow place leaves."""


@dataclass(frozen=True, eq=False, slots=True)
class Run:
    """One hollow part. points: (N, 4) x, y, z, radius in cm; arrival: filling 0..1 at which dye comes to each point."""

    points: Floats
    arrival: Floats


@dataclass(frozen=True, slots=True)
class Study:
    """What is filled. name: key of its geometry; amount: how far it is filled, 0..1.

    kind: urine, bile or cavity. side: of the kidney. about: target with the cavity or the narrow place. tip: where dye
    enters, rounded. swell: how dammed up the urine is, in steps. shut: nothing gets past the narrow place.
    """

    kind: str
    amount: float
    side: str = ""
    about: str = ""
    tip: Point3 = (0.0, 0.0, 0.0)
    swell: int = 0
    shut: bool = False

    @property
    def name(self) -> tuple[str, str, str, Point3, int, bool]:
        """What decides the geometry."""
        return self.kind, self.side, self.about, self.tip, self.swell, self.shut


def kidney_side(board: BoardLike, frame: Frame) -> str:
    """'left' or 'right' when the picture is about urine: an effect says so; else ""."""
    about = any(e.kind == "urine" or "calyx" in e.target for e in frame.effects)
    dyed = any(e.kind == "contrast" and e.target.endswith("_kidney") for e in frame.effects)
    return side_of(frame, board) if about or dyed else ""


def study_of(board: BoardLike, frame: Frame, atlas: Atlas) -> Study | None:
    """The study of a moment; None where no dye is in a hollow place."""
    dye = frame.effect("contrast")
    amount = 0.0 if dye is None else min(1.0, dye.value)
    if dye is None or amount <= 0:
        return None
    side = kidney_side(board, frame)
    if side:
        urine = frame.effect("urine")
        swell = 0.0 if urine is None else min(max(urine.value, 0.0), 1.0)
        return Study("urine", amount, side, swell=round(swell * SWELL_LEVELS))
    targets = [atlas.targets[dye.target]] if dye.target in atlas.targets else story_targets(board, frame, atlas)
    vessel = atlas.vessels.get(dye.target)
    ducts = [t for t in targets if _is_bile(atlas.vessels.get(t.vessel)) or t.host == "gallbladder"]
    if _is_bile(vessel) or ducts:
        narrow = frame.effect("narrowing")
        about = "" if not ducts or (narrow is not None and narrow.value < OPEN) else ducts[0].id
        shut = narrow is not None and narrow.target == about
        return Study("bile", amount, about=about, tip=_entrance(dye, frame), shut=shut)
    cavity = next((t for t in targets if t.kind in (*CAVITIES, OPENING)), None)
    return None if cavity is None else Study("cavity", amount, about=cavity.id)


def _is_bile(vessel: Vessel | None) -> bool:
    return vessel is not None and vessel.kind == "bile_duct"


def _entrance(dye: EffectPose, frame: Frame) -> Point3:
    at = dye.at or frame.tip or (0.0, 0.0, 0.0)
    return round(at[0], 1), round(at[1], 1), round(at[2], 1)


def runs_of(study: Study, atlas: Atlas) -> list[Run]:
    """Everything the dye can fill, with when it comes."""
    if study.kind == "urine":
        tubes = collecting_system(atlas, study.side, study.swell / SWELL_LEVELS)
        return [Run(np.asarray(t.points, float), np.asarray(t.arrival, float)) for t in tubes]
    if study.kind == "cavity":
        target = atlas.targets[study.about]
        return pool(target) if target.kind == OPENING else cavity(target)
    ducts = [np.asarray(v.points, float) for v in atlas.vessels.values() if v.kind == "bile_duct"]
    runs = filled_from(ducts, np.asarray(study.tip), atlas.targets[study.about] if study.shut else None)
    if study.about in atlas.targets and atlas.targets[study.about].host == GALLBLADDER:
        later = [Run(run.points, GALLBLADDER_FIRST + (1 - GALLBLADDER_FIRST) * run.arrival) for run in runs]
        return [gallbladder(atlas), *later]
    return [_squeezed(run, atlas.targets[study.about]) for run in runs] if study.about in atlas.targets else runs


def filled_from(lines: Sequence[Floats], tip: Floats, block: Target | None = None) -> list[Run]:
    """Ducts (N, 4) with the filling at which dye comes along them from the place next to ``tip``: 0 to 0.95.

    Shortest ways (Dijkstra) over all points; ends that touch are joined. Nothing gets past a ``block``.
    """
    points = np.vstack(lines)[:, :3]
    shut = np.zeros(len(points), bool)
    if block is not None:
        shut = np.linalg.norm(points - np.asarray(block.center), axis=1) < block.radius
    line_of = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
    neighbors: list[list[tuple[int, float]]] = [[] for _ in points]

    def join(a: int, b: int) -> None:
        gap = float(np.linalg.norm(points[a] - points[b]))
        neighbors[a].append((b, gap))
        neighbors[b].append((a, gap))

    for i in range(len(points) - 1):
        if line_of[i] == line_of[i + 1] and not shut[i] and not shut[i + 1]:
            join(i, i + 1)
    starts = np.flatnonzero(np.concatenate([[True], line_of[1:] != line_of[:-1]]))
    ends = np.concatenate([starts[1:] - 1, [len(points) - 1]])
    for end in (*starts, *ends):
        gaps = np.linalg.norm(points - points[end], axis=1)
        gaps[line_of == line_of[end]] = np.inf
        if gaps.min() < JOINT_CM:
            join(int(end), int(np.argmin(gaps)))
    away = _shortest(neighbors, int(np.argmin(np.linalg.norm(points - tip, axis=1))))
    longest = max((d for d in away if np.isfinite(d)), default=1.0) or 1.0
    arrival = np.where(np.isfinite(away), np.asarray(away) / longest * LAST_ARRIVAL, 9.0)
    return [Run(line, arrival[line_of == i]) for i, line in enumerate(lines)]


def _shortest(neighbors: list[list[tuple[int, float]]], start: int) -> list[float]:
    away = [float("inf")] * len(neighbors)
    away[start] = 0.0
    queue = [(0.0, start)]
    while queue:
        distance, at = heapq.heappop(queue)
        if distance > away[at]:
            continue
        for other, step in neighbors[at]:
            if distance + step < away[other]:
                away[other] = distance + step
                heapq.heappush(queue, (away[other], other))
    return away


def _squeezed(run: Run, target: Target) -> Run:
    """A run with the narrow place of a target in it; wider before a block, as bile is dammed up."""
    if target.kind != "narrowing":
        return run
    near = np.linalg.norm(run.points[:, :3] - np.asarray(target.center), axis=1) / max(target.radius, 0.1)
    points = run.points.copy()
    points[:, 3] *= SQUEEZE + (1 - SQUEEZE) * np.clip((near - 0.6) / 1.2, 0, 1)
    return Run(points, run.arrival)


def gallbladder(atlas: Atlas) -> Run:
    """The gallbladder as the front figure has it, filled from its middle to both ends before the ducts."""
    structure = atlas.structures[GALLBLADDER]
    outline = np.asarray(structure.outline, float)
    low, high = float(outline[:, 1].min()), float(outline[:, 1].max())
    heights = np.linspace(low + 0.12 * (high - low), high - 0.12 * (high - low), 9)
    rows = []
    for y in heights:
        x = _crossings(outline, float(y))
        rows.append((float(x.mean()), float(y), structure.center[2], 0.9 * float(np.ptp(x)) / 2))
    away = np.abs(heights - heights.mean()) / float(np.ptp(heights) / 2)
    return Run(np.array(rows), away * GALLBLADDER_FIRST)


def _crossings(outline: Floats, y: float) -> Floats:
    """x at which a closed outline (N, 2) crosses a height."""
    following = np.roll(outline, -1, axis=0)
    cut = (outline[:, 1] - y) * (following[:, 1] - y) <= 0
    a, b = outline[cut], following[cut]
    rise = np.where(np.abs(b[:, 1] - a[:, 1]) < 1e-9, 1.0, b[:, 1] - a[:, 1])
    return np.asarray(a[:, 0] + (y - a[:, 1]) / rise * (b[:, 0] - a[:, 0]))


def pool(target: Target) -> list[Run]:
    """A smooth pool behind an opening, spreading to both sides."""
    side = np.linspace(-1.0, 1.0, 25)
    points = np.asarray(target.center) + np.column_stack([POOL_CM * side, 0.1 * side**2, 0.0 * side])
    return [Run(np.column_stack([points, 0.85 * np.sqrt(1.02 - side**2)]), np.abs(side) * LAST_ARRIVAL)]


def cavity(target: Target) -> list[Run]:
    """An uneven hollow, as a few round pools that meet; dye spreads from the middle."""
    x, y, z = target.center
    r = target.radius
    pools = ((0.0, 0.0, 0.74), (0.42, -0.30, 0.5), (-0.45, 0.18, 0.52), (0.1, 0.5, 0.46), (-0.2, -0.48, 0.42))
    runs = []
    for dx, dy, share in pools:
        center = np.array([x + dx * r, y + dy * r, z])
        reach = np.array([0.05 * r, 0.0, 0.0])
        line = np.column_stack([np.linspace(center - reach, center + reach, 3), np.full(3, share * r)])
        runs.append(Run(line, np.full(3, float(np.hypot(dx, dy)) * 1.2)))
    return runs
