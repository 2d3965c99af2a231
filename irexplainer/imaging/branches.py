"""Fine side branches inside an organ, so that a filled tree looks like a real one."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from irexplainer.geom.polyline import Polyline
from irexplainer.imaging.raster import polygon_mask
from irexplainer.imaging.tree import Filled, speed

Floats = npt.NDArray[np.float64]


MAP_PER_CM = 12.0
"""Fineness of the map that says what lies inside an organ."""


@dataclass(frozen=True)
class Grove:
    """How an organ is filled with branches: spacing and length in cm, generations, opening angle in radians.

    reach: how far outside the organ, cm, a stem may lie whose branches go in.
    """

    outline: Floats
    spacing: float = 0.9
    length: float = 3.2
    generations: int = 3
    angle: float = 0.62
    reach: float = 0.0

    @cached_property
    def _map(self) -> npt.NDArray[np.bool_]:
        low, high = self.outline.min(axis=0), self.outline.max(axis=0)
        size = np.ceil((high - low) * MAP_PER_CM).astype(int) + 1
        mask = polygon_mask(int(size[1]), int(size[0]), [(self.outline - low) * MAP_PER_CM])
        return np.asarray(mask > 0.5)

    @cached_property
    def _corner(self) -> tuple[float, float]:
        low = self.outline.min(axis=0)
        return float(low[0]), float(low[1])

    def inward(self, start: Floats, along: Floats) -> float:
        """Side (+1 or -1) of a stem on which the organ lies."""
        to_middle = self.outline.mean(axis=0) - start[:2]
        return 1.0 if along[0] * to_middle[1] - along[1] * to_middle[0] > 0 else -1.0

    def contains(self, x: float, y: float) -> bool:
        """Inside the organ?"""
        column, row = int((x - self._corner[0]) * MAP_PER_CM), int((y - self._corner[1]) * MAP_PER_CM)
        rows, columns = self._map.shape
        return 0 <= row < rows and 0 <= column < columns and bool(self._map[row, column])


def side_branches(stems: list[Filled], grove: Grove, seed: int) -> list[Filled]:
    """Branches (x, y, z, radius) that leave the stems inside the outline; always the same for a seed."""
    rng = np.random.default_rng(seed)
    level = stems
    grown: list[Filled] = []
    for generation in range(grove.generations):
        shrink = 0.58**generation
        level = [
            branch
            for stem in level
            for branch in _leave(stem, grove, grove.length * shrink, grove.spacing * (0.75 + 0.25 * shrink), rng)
        ]
        grown += level
    return grown


def _leave(stem: Filled, grove: Grove, length: float, spacing: float, rng: np.random.Generator) -> list[Filled]:
    line = Polyline(stem.points)
    out: list[Filled] = []
    side = 1.0 if rng.random() < 0.5 else -1.0
    s = spacing * (0.6 + 0.6 * rng.random())
    while s < line.length + 1e-9:
        start = line.at(s)
        side = -side
        if start[3] < 0.30 and (grove.reach > 0 or grove.contains(start[0], start[1])):
            along = line.tangent(s)[:2]
            if not grove.contains(start[0], start[1]):
                side = grove.inward(start, along)
            branch = _walk(start, along, side, grove, length * (0.6 + 0.7 * rng.random()), rng)
            if branch is not None:
                begin = float(np.interp(s, line.lengths, stem.seconds))
                out.append(Filled(stem.vessel, branch, begin + _seconds(branch)))
        s += spacing * (0.6 + 0.8 * rng.random())
    return out


def _walk(
    start: Floats, along: Floats, side: float, grove: Grove, length: float, rng: np.random.Generator
) -> Floats | None:
    heading = np.arctan2(along[1], along[0]) + side * grove.angle * (0.7 + 0.6 * rng.random())
    bend = -side * 0.5 * rng.random()
    step = 0.16
    radius = min(start[3] * 0.5, 0.065)
    points = [start.copy()]
    points[0][3] = radius
    entered = grove.contains(start[0], start[1])
    count = max(3, int(length / step))
    for i in range(count):
        bend += 0.22 * rng.standard_normal() - 0.12 * bend
        heading += bend * step
        nxt = points[-1].copy()
        nxt[:2] += step * np.array([np.cos(heading), np.sin(heading)])
        nxt[3] = max(radius * (1 - 0.8 * (i + 1) / count), 0.005)
        inside = grove.contains(nxt[0], nxt[1])
        if not inside and (entered or (i + 1) * step > grove.reach):
            break
        entered = entered or inside
        points.append(nxt)
    return np.array(points) if len(points) > 3 and entered else None


def _seconds(branch: Floats) -> Floats:
    steps = np.linalg.norm(np.diff(branch[:, :2], axis=0), axis=1)
    return np.concatenate([[0.0], np.cumsum(steps / speed(branch[1:, 3]))])


def rim_vessels(center: Floats, radius: float, stem: Filled, seed: int) -> list[Filled]:
    """Branch from the nearest point of a stem to a round growth, and fine vessels around and inside it."""
    rng = np.random.default_rng(seed)
    gaps = np.hypot(stem.points[:, 0] - center[0], stem.points[:, 1] - center[1])
    nearest = int(np.argmin(gaps))
    begin = float(stem.seconds[nearest])
    out: list[Filled] = []
    if gaps[nearest] > radius * 1.05:
        bridge = _bridge(stem.points[nearest], center, radius * 0.85)
        seconds = begin + _seconds(bridge)
        out.append(Filled(stem.vessel, bridge, seconds))
        begin = float(seconds[-1])
    for _ in range(int(8 + 8 * radius)):
        first, sweep = rng.uniform(0, 2 * np.pi), rng.uniform(0.3, 1.2) * rng.choice([-1, 1])
        t = np.linspace(0, 1, 18)
        inward = rng.uniform(0.2, 0.75) * t**1.5 if rng.random() < 0.7 else 0.05 * t
        r = radius * (rng.uniform(0.88, 1.02) - inward) + 0.03 * radius * np.sin(9 * t + first)
        angle = first + sweep * t
        x, y = center[0] + r * np.cos(angle), center[1] + r * np.sin(angle)
        line = np.column_stack([x, y, np.full(18, float(center[2])), 0.024 * (1 - 0.8 * t)])
        out.append(Filled(stem.vessel, line, begin + 0.5 * t))
    return out


def _bridge(start: Floats, center: Floats, radius: float) -> Floats:
    """Gently winding branch (N, 4) from a stem point to the rim."""
    gap = center[:2] - start[:2]
    size = float(np.hypot(*gap))
    end = center[:2] - gap / size * radius
    t = np.linspace(0, 1, 24)[:, None]
    across = np.array([-gap[1], gap[0]]) / size
    line = start[:2] * (1 - t) + end * t + across * (0.12 * size * np.sin(np.pi * t) + 0.05 * np.sin(9 * t))
    return np.column_stack([line, np.full(24, start[2]), np.linspace(min(start[3] * 0.6, 0.07), 0.03, 24)])
