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

    def at(self, s: float) -> Floats:
        """Point at arc length s, clamped to the ends."""
        return np.array([np.interp(s, self.lengths, column) for column in self.points.T])

    def many(self, s: npt.ArrayLike) -> Floats:
        """Points (M, k) at arc lengths (M,)."""
        return np.stack([np.interp(np.asarray(s, float), self.lengths, column) for column in self.points.T], 1)

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
