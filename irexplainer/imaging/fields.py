"""Shapes of an ultrasound picture: rectangle of a straight probe, fan of a curved one."""

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

    def bank(self, phantom: Phantom, seed: int) -> list[Image]:
        """Finished pictures in dB that differ in speckle only."""
        y, x = np.mgrid[0 : self.height, 0 : self.width].astype(np.float32)
        v = (y + 0.5 - self.top) / np.float32(self.per_cm)
        first = int(np.argmax(v[:, 0] >= 0))
        across = self.u0 + (x[first:] + 0.5) / np.float32(self.per_cm)
        base = np.zeros(v.shape, np.float32)
        base[first:] = blur(echoes(*phantom.sample(across, v[first:]), 1 / self.per_cm, self.mhz), 0.7)
        return [blur(decibels(base * speckle(base.shape, seed + i, 0.8, 1.9)), 0.6) for i in range(BANK)]


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

    def bank(self, phantom: Phantom, seed: int) -> list[Image]:
        """Finished pictures in dB that differ in speckle only."""
        rows, lines = 460, 300
        r = (np.arange(rows, dtype=np.float32) + 0.5)[:, None] / rows * np.float32(self.depth_cm)
        t = ((np.arange(lines, dtype=np.float32) + 0.5) / lines - 0.5)[None] * np.float32(FAN_RADIANS)
        full = r + np.float32(PROBE_RADIUS_CM)
        u = np.asarray(full * np.sin(t), np.float32)
        v = np.asarray(full * np.cos(t) - np.float32(PROBE_RADIUS_CM), np.float32)
        base = blur(echoes(*phantom.sample(u, v), self.depth_cm / rows, self.mhz), 0.8)
        ring = np.exp(-((r / np.float32(0.16)) ** 2)) * np.float32(0.12)
        y, x = np.mgrid[0 : self.height, 0 : self.width].astype(np.float32)
        uu, vv = (x + 0.5 - self.width / 2) / self.scale, (y + 0.5 - 9.0) / self.scale + PROBE_RADIUS_CM
        rr, tt = np.hypot(uu, vv) - PROBE_RADIUS_CM, np.arctan2(uu, vv)
        ri = rr / self.depth_cm * rows - 0.5
        ti = (tt / FAN_RADIANS + 0.5) * lines - 0.5
        inside = (ri >= 0) & (ri < rows - 1) & (ti >= 0) & (ti < lines - 1)
        ri, ti = np.clip(ri, 0, rows - 1.001), np.clip(ti, 0, lines - 1.001)
        bank = []
        for i in range(BANK):
            lines_ = decibels((base + ring) * speckle(base.shape, seed + i, 1.0, 1.1))
            bank.append(blur(np.where(inside, _bilinear(lines_, ri, ti), FLOOR_DB).astype(np.float32), 0.6))
        return bank


def _bilinear(image: Image, row: Image, column: Image) -> Image:
    r, c = row.astype(np.intp), column.astype(np.intp)
    fr, fc = (row - r).astype(np.float32), (column - c).astype(np.float32)
    top = image[r, c] * (1 - fc) + image[r, c + 1] * fc
    return np.asarray(top * (1 - fr) + (image[r + 1, c] * (1 - fc) + image[r + 1, c + 1] * fc) * fr, np.float32)
