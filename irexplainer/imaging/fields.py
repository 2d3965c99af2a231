"""Shapes of an ultrasound picture: rectangle of a straight probe, fan of a curved one; and how they move over tissue.

A straight probe slides, a curved one rocks about the center of its face: tissue and its speckle move the other way.
Every picture is cut from one that reaches further to both sides (``Bank``), at the step the hand has come to.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from irexplainer.imaging.raster import Floats, Image, blur
from irexplainer.imaging.sound import FLOOR_DB, Phantom, decibels, echoes, speckle

FAN_RADIANS = np.radians(66.0)
PROBE_RADIUS_CM = 2.4
"""Curvature of the face of the curved probe as drawn."""
BANK = 4
"""Number of speckle pictures that take turns."""
SLIDE_SHARE, ROCK_RADIANS = 0.05, np.radians(4.0)
"""Most that a straight probe slides, as a share of its width; most that a curved one rocks."""
ROWS, LINES, FINER = 460, 300, 2
"""Samples and echo lines of a fan; each is drawn that many times finer."""
Pixels = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False, slots=True)
class Bank:
    """Pictures in dB that differ in speckle, wider than shown. wide: (rows, columns) each; middle: the column shift at
    rest; index: for a fan, flat place in ``wide`` at shift 0 of every pixel; outside the fan one in its first row, all
    of it black."""

    wide: tuple[Image, ...]
    middle: int
    height: int
    width: int
    index: Pixels | None = None

    def picture(self, number: int, steps: int = 0) -> Image:
        """A new picture (height, width) of a speckle, moved by so many columns."""
        wide, shift = self.wide[number % len(self.wide)], self.middle + steps
        if self.index is None:
            return wide[:, shift : shift + self.width].copy()
        return wide.reshape(-1)[shift:].take(self.index, mode="clip")


@dataclass(frozen=True, slots=True)
class StraightField:
    """Rectangle: probe cm (u, v) to px."""

    width: int
    height: int
    u0: float
    per_cm: float
    top: float = 10.0
    mhz: float = 9.0

    def px(self, u: float, v: float) -> tuple[float, float]:
        """Pixel of a probe point."""
        return (u - self.u0) * self.per_cm, self.top + v * self.per_cm

    def shows(self, u: float, v: float) -> bool:
        """True inside the rectangle."""
        return bool(self.inside(np.asarray(u), np.asarray(v)))

    def inside(self, u: Floats, v: Floats) -> npt.NDArray[np.bool_]:
        """Which probe points lie in the rectangle."""
        x, y = (u - self.u0) * self.per_cm, self.top + v * self.per_cm
        return np.asarray((x >= 0) & (x < self.width) & (y >= self.top) & (y < self.height))

    def steps(self, share: float) -> int:
        """Whole px of a share -1..1 of the widest movement."""
        return round(share * SLIDE_SHARE * self.width)

    def moved(self, points: Floats, steps: int) -> Floats:
        """Where tissue at px (N, 2) at rest is seen after a movement."""
        return np.asarray(points, float) - [steps, 0]

    def bank(self, phantom: Phantom, seed: int) -> Bank:
        """Finished pictures in dB that differ in speckle only."""
        more = self.steps(1.0)
        y, x = np.mgrid[0 : self.height, -more : self.width + more].astype(np.float32)
        v = (y + 0.5 - self.top) / np.float32(self.per_cm)
        first = int(np.argmax(v[:, 0] >= 0))
        across = self.u0 + (x[first:] + 0.5) / np.float32(self.per_cm)
        base = np.zeros(v.shape, np.float32)
        base[first:] = blur(echoes(*phantom.sample(across, v[first:]), 1 / self.per_cm, self.mhz), 0.7)
        wide = (blur(decibels(base * speckle(base.shape, seed + i, 0.8, 1.9)), 0.6) for i in range(BANK))
        return Bank(tuple(wide), more, self.height, self.width)


@dataclass(frozen=True, slots=True)
class FanField:
    """Sector: the face of the probe is an arc at the top middle; (0, 0) is the skin under its middle."""

    width: int
    height: int
    depth_cm: float
    mhz: float = 3.5

    @property
    def scale(self) -> float:
        """Px per cm that shows the whole depth; the lower corners may be cut off."""
        reach = self.depth_cm + PROBE_RADIUS_CM
        side = 2 * reach * np.sin(FAN_RADIANS / 2)
        return float(min((self.height - 18) / self._drawn_depth(), 1.14 * self.width / side))

    def _drawn_depth(self) -> float:
        return self.depth_cm + PROBE_RADIUS_CM * (1 - float(np.cos(FAN_RADIANS / 2)))

    def px(self, u: float, v: float) -> tuple[float, float]:
        """Pixel of a probe point."""
        return self.width / 2 + u * self.scale, 9.0 + v * self.scale

    def shows(self, u: float, v: float) -> bool:
        """True inside the fan."""
        return bool(self.inside(np.asarray(u), np.asarray(v)))

    def inside(self, u: Floats, v: Floats) -> npt.NDArray[np.bool_]:
        """Which probe points lie in the fan."""
        radius = np.hypot(u, v + PROBE_RADIUS_CM)
        wide = np.abs(np.arctan2(u, v + PROBE_RADIUS_CM)) <= FAN_RADIANS / 2
        return np.asarray(wide & (radius >= PROBE_RADIUS_CM) & (radius <= PROBE_RADIUS_CM + self.depth_cm))

    def steps(self, share: float) -> int:
        """Whole fine echo lines of a share -1..1 of the widest movement."""
        return round(float(share * ROCK_RADIANS / FAN_RADIANS) * LINES * FINER)

    def moved(self, points: Floats, steps: int) -> Floats:
        """Where tissue at px (N, 2) at rest is seen after a movement."""
        turn = -steps * FAN_RADIANS / (LINES * FINER)
        center = np.array(self.px(0.0, -PROBE_RADIUS_CM))
        x, y = (np.asarray(points, float) - center).T
        c, s = np.cos(turn), np.sin(turn)
        return np.asarray(center + np.column_stack([c * x + s * y, c * y - s * x]))

    def bank(self, phantom: Phantom, seed: int) -> Bank:
        """Finished pictures in dB that differ in speckle only."""
        more = self.steps(1.0) // FINER + 1
        lines = LINES + 2 * more
        r = (np.arange(ROWS, dtype=np.float32) + 0.5)[:, None] / ROWS * np.float32(self.depth_cm)
        t = ((np.arange(lines, dtype=np.float32) + 0.5 - more) / LINES - 0.5)[None] * np.float32(FAN_RADIANS)
        full = r + np.float32(PROBE_RADIUS_CM)
        u = np.asarray(full * np.sin(t), np.float32)
        v = np.asarray(full * np.cos(t) - np.float32(PROBE_RADIUS_CM), np.float32)
        base = blur(echoes(*phantom.sample(u, v), self.depth_cm / ROWS, self.mhz), 0.8)
        ring = np.exp(-((r / np.float32(0.16)) ** 2)) * np.float32(0.12)
        wide = (_finer(decibels((base + ring) * speckle(base.shape, seed + i, 1.0, 1.1))) for i in range(BANK))
        return Bank(tuple(wide), more * FINER, self.height, self.width, self._places(lines * FINER))

    def _places(self, columns: int) -> Pixels:
        """Flat place in the fine lines that each pixel (height, width) shows at rest; 0 outside the fan."""
        y, x = np.mgrid[0 : self.height, 0 : self.width].astype(np.float32)
        u, v = (x + 0.5 - self.width / 2) / self.scale, (y + 0.5 - 9.0) / self.scale + PROBE_RADIUS_CM
        row = (np.hypot(u, v) - PROBE_RADIUS_CM) / self.depth_cm * ROWS * FINER
        line = (np.arctan2(u, v) / FAN_RADIANS + 0.5) * LINES * FINER
        inside = (row >= 0) & (row < ROWS * FINER) & (line >= 0) & (line < LINES * FINER)
        place = (row.astype(np.intp) + 1) * columns + line.astype(np.intp)
        return np.where(inside, place, 0)


def _finer(image: Image) -> Image:
    """``FINER`` times as many rows and columns, linear in between, a little softer; a black row before the first."""
    rows, columns = (np.clip((np.arange(n * FINER) + 0.5) / FINER - 0.5, 0, n - 1.001) for n in image.shape)
    row, column = (a.astype(np.float32) for a in np.meshgrid(rows, columns, indexing="ij"))
    fine = blur(_bilinear(image, row, column), 0.9)
    return np.concatenate([np.full_like(fine[:1], FLOOR_DB), fine])


def _bilinear(image: Image, row: Image, column: Image) -> Image:
    r, c = row.astype(np.intp), column.astype(np.intp)
    fr, fc = (row - r).astype(np.float32), (column - c).astype(np.float32)
    top = image[r, c] * (1 - fc) + image[r, c + 1] * fc
    return np.asarray(top * (1 - fr) + (image[r + 1, c] * (1 - fc) + image[r + 1, c + 1] * fc) * fr, np.float32)
