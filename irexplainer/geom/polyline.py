"""A dense line measured along its length."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Polyline:
    """Points (N, k), N >= 2. Length is taken over the first three columns (two when there are only two), in cm."""

    points: Floats

    @cached_property
    def lengths(self) -> Floats:
        """Arc length at every point, starting with 0."""
        steps = np.linalg.norm(np.diff(self.points[:, :3], axis=0), axis=1)
        return np.concatenate([[0.0], np.cumsum(steps)])

    @property
    def length(self) -> float:
        """Whole arc length."""
        return float(self.lengths[-1])

    @cached_property
    def _slopes(self) -> Floats:
        """Change of every column per cm behind every point but the last; the last row stays there."""
        steps = np.diff(self.lengths)
        slopes = np.zeros(self.points.shape)
        moved = steps > 0
        slopes[:-1][moved] = np.diff(self.points, axis=0)[moved] / steps[moved, None]
        return slopes

    def at(self, s: float) -> Floats:
        """Point at arc length s, clamped to the ends."""
        lengths = self.lengths
        s = min(max(s, 0.0), float(lengths[-1]))
        index = int(lengths.searchsorted(s, "right")) - 1
        return np.asarray(self._slopes[index] * (s - lengths[index]) + self.points[index])

    def many(self, s: npt.ArrayLike) -> Floats:
        """Points (M, k) at arc lengths (M,), clamped to the ends; column by column what ``numpy.interp`` gives."""
        lengths = self.lengths
        where = np.minimum(np.maximum(np.asarray(s, float), 0.0), lengths[-1])
        index = lengths.searchsorted(where, "right") - 1
        return np.asarray(self._slopes[index] * (where - lengths[index])[:, None] + self.points[index])

    def tangent(self, s: float, reach: float = 0.1) -> Floats:
        """Unit direction (3 or 2 columns) at arc length s."""
        step = self.at(s + reach)[:3] - self.at(s - reach)[:3]
        size = float(np.linalg.norm(step))
        return step / size if size > 0 else step

    def cut(self, start: float, end: float) -> "Polyline":
        """The part between two arc lengths; both ends are interpolated."""
        start, end = max(0.0, start), min(self.length, end)
        inside = (self.lengths > start) & (self.lengths < end)
        return Polyline(np.vstack([self.at(start), self.points[inside], self.at(end)]))

    def nearest(self, point: npt.ArrayLike) -> float:
        """Arc length of the vertex nearest to a point of as many columns as are given."""
        p = np.asarray(point, float)
        distance = np.linalg.norm(self.points[:, : len(p)] - p, axis=1)
        return float(self.lengths[int(np.argmin(distance))])
