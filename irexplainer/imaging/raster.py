"""A small antialiased rasterizer: polygons and round tubes to arrays of coverage."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from irexplainer.imaging.prepared import about_to_prepare

Image = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]

SUBROWS = 4
"""Sample rows per pixel row; coverage along a row is exact."""


@dataclass(frozen=True, slots=True)
class Sparse:
    """The touched pixels of a picture: flat index, strength 0..1, running value (arc length or seconds)."""

    index: Indices
    strength: Image
    value: Image

    @classmethod
    def empty(cls) -> "Sparse":
        """Nothing touched."""
        none = np.zeros(0, np.float32)
        return cls(np.zeros(0, np.intp), none, none)


def polygon_mask(height: int, width: int, polygons: Iterable[npt.ArrayLike]) -> Image:
    """Coverage 0..1 of the union (non-zero rule per polygon) of closed polygons (M, 2) in px."""
    about_to_prepare()
    mask = np.zeros((height, width), np.float32)
    for polygon in polygons:
        np.maximum(mask, _one_polygon(height, width, np.asarray(polygon, float)), out=mask)
    return mask


def _one_polygon(height: int, width: int, polygon: Floats) -> Image:
    x, y = polygon[:, 0], polygon[:, 1] * SUBROWS - 0.5
    x2, y2 = np.roll(x, -1), np.roll(y, -1)
    low, high = np.minimum(y, y2), np.maximum(y, y2)
    rows = height * SUBROWS
    first = np.clip(np.ceil(low), 0, rows).astype(np.intp)
    count = np.clip(np.ceil(high), 0, rows).astype(np.intp) - first
    count = np.maximum(count, 0)
    total = int(count.sum())
    if total == 0:
        return np.zeros((height, width), np.float32)
    edge = np.repeat(np.arange(len(x)), count)
    row = np.arange(total) - np.repeat(np.cumsum(count) - count, count) + first[edge]
    at = x[edge] + (row - y[edge]) * (x2 - x)[edge] / (y2 - y)[edge]
    sign = np.where(y2 > y, 1.0, -1.0)[edge]
    at = np.clip(at, 0, width)
    cell = np.minimum(at.astype(np.intp), width - 1)
    part = at - cell
    size = rows * (width + 1)
    flat = row * (width + 1) + cell
    delta = np.bincount(flat, sign * (1 - part), size) + np.bincount(flat + 1, sign * part, size)
    winding = np.cumsum(delta.reshape(rows, width + 1), axis=1)[:, :width]
    cover = np.minimum(np.abs(winding), 1.0)
    return np.asarray(cover.reshape(height, SUBROWS, width).mean(axis=1), np.float32)


def inside(outline: Floats, points: Floats) -> npt.NDArray[np.bool_]:
    """Which points (N, 2) lie in a closed outline (M, 2) (even-odd rule)."""
    x, y = points[:, :1], points[:, 1:]
    a, b = outline, np.roll(outline, -1, axis=0)
    crosses = (a[:, 1] > y) != (b[:, 1] > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        at = a[:, 0] + (y - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0])
    return np.asarray((crosses & (x < at)).sum(axis=1) % 2 == 1)


class TubeCanvas:
    """Collects round tubes; where they overlap the thicker shadow wins."""

    def __init__(self, height: int, width: int) -> None:
        about_to_prepare()
        self.height, self.width = height, width
        self.strength = np.zeros((height, width), np.float32)
        self.value = np.zeros((height, width), np.float32)

    def draw(self, line: Floats, radius: Floats, value: Floats, weight: Floats | float = 1.0) -> None:
        """Draw a centerline (N, 2) px with radius (N,) px; value (N,) is carried along, weight scales strength.

        Strength across a tube follows the chord of a circle, softened over one pixel.
        """
        weights = np.broadcast_to(np.asarray(weight, float), radius.shape)
        columns = _resample(np.column_stack([line, radius, value, weights]))
        margin = 3 + float(radius.max())
        for a, b in itertools.pairwise(columns):
            x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
            if -margin < x < self.width + margin and -margin < y < self.height + margin:
                self._segment(a, b)

    def _segment(self, a: Floats, b: Floats) -> None:
        reach = max(a[2], b[2]) + 1.0
        left = max(int(min(a[0], b[0]) - reach), 0)
        right = min(int(max(a[0], b[0]) + reach) + 2, self.width)
        top = max(int(min(a[1], b[1]) - reach), 0)
        bottom = min(int(max(a[1], b[1]) + reach) + 2, self.height)
        if left >= right or top >= bottom:
            return
        px = np.arange(left, right)[None] + 0.5 - a[0]
        py = np.arange(top, bottom)[:, None] + 0.5 - a[1]
        dx, dy = b[0] - a[0], b[1] - a[1]
        along = np.clip((px * dx + py * dy) / max(dx * dx + dy * dy, 1e-9), 0, 1)
        distance = np.sqrt((px - along * dx) ** 2 + (py - along * dy) ** 2)
        radius = np.maximum(a[2] + along * (b[2] - a[2]), 1e-3)
        soft = np.maximum(radius, 0.5) + 0.5
        chord = np.sqrt(np.maximum(1 - (distance / soft) ** 2, 0))
        strength = chord * np.minimum(1, (radius + 0.15) / 0.65) * (a[4] + along * (b[4] - a[4]))
        box = (slice(top, bottom), slice(left, right))
        wins = strength > self.strength[box]
        self.strength[box][wins] = strength[wins]
        self.value[box][wins] = (a[3] + along * (b[3] - a[3]))[wins]

    def sparse(self) -> Sparse:
        """The touched pixels."""
        index = np.flatnonzero(self.strength > 0.004)
        return Sparse(index, self.strength.ravel()[index], self.value.ravel()[index])


def _resample(columns: Floats) -> Floats:
    """Points at steps of about 0.9 radius, at least 2.5 px."""
    steps = np.hypot(*np.diff(columns[:, :2], axis=0).T)
    s = np.concatenate([[0.0], np.cumsum(steps)])
    step = max(2.5, 0.9 * float(np.median(columns[:, 2])))
    at = np.linspace(0, s[-1], max(2, int(np.ceil(s[-1] / step)) + 1))
    return np.column_stack([np.interp(at, s, column) for column in columns.T])


def blur(image: Image, sigma: float) -> Image:
    """Gaussian blur with mirrored rim; sigma in px."""
    about_to_prepare()
    if sigma <= 0:
        return image
    reach = max(1, int(3 * sigma + 0.5))
    taps = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2).astype(np.float32)
    taps /= taps.sum()
    out = image.astype(np.float32, copy=False)
    for axis in (0, 1):
        out = _convolve(out, taps, reach, axis)
    return out


def _convolve(image: Image, taps: Image, reach: int, axis: int) -> Image:
    pad = [(0, 0), (0, 0)]
    pad[axis] = (reach, reach)
    wide = np.pad(image, pad, mode="symmetric" if reach <= image.shape[axis] else "edge")
    out = np.zeros_like(image, dtype=np.float32)
    size = image.shape[axis]
    for i, tap in enumerate(taps):
        out += tap * (wide[i : i + size] if axis == 0 else wide[:, i : i + size])
    return out
