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
    """How an organ is filled with branches: spacing and length in cm, generations, opening angle in radians."""

    outline: Floats
    spacing: float = 0.9
    length: float = 3.2
    generations: int = 3
    angle: float = 0.62

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
            for branch in _leave(
                stem, grove, grove.length * shrink, grove.spacing * (0.75 + 0.25 * shrink), rng
            )
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
        if start[3] < 0.30 and grove.contains(start[0], start[1]):
            branch = _walk(start, line.tangent(s)[:2], side, grove, length * (0.6 + 0.7 * rng.random()), rng)
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
    count = max(3, int(length / step))
    for i in range(count):
        bend += 0.22 * rng.standard_normal() - 0.12 * bend
        heading += bend * step
        nxt = points[-1].copy()
        nxt[:2] += step * np.array([np.cos(heading), np.sin(heading)])
        nxt[3] = max(radius * (1 - 0.8 * (i + 1) / count), 0.005)
        if not grove.contains(nxt[0], nxt[1]):
            break
        points.append(nxt)
    return np.array(points) if len(points) > 3 else None


def _seconds(branch: Floats) -> Floats:
    steps = np.linalg.norm(np.diff(branch[:, :2], axis=0), axis=1)
    return np.concatenate([[0.0], np.cumsum(steps / speed(branch[1:, 3]))])
