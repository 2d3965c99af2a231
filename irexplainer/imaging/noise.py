"""Grain of the detectors: banks made once, shifted per picture."""

import numpy as np

from irexplainer.imaging.raster import Image, blur

MARGIN = 96
"""How far a bank can be shifted, px."""


def grain(height: int, width: int, deviation: float, sigma: float, seed: int) -> Image:
    """Gaussian grain of a standard deviation and a grain size in px."""
    field = blur(np.random.default_rng(seed).standard_normal((height, width), dtype=np.float32), sigma)
    return (field * (deviation / float(field.std()))).astype(np.float32)


class NoiseBank:
    """Two grains in one picture larger than the screen; every picture number looks at another part of it."""

    def __init__(
        self, height: int, width: int, fine: tuple[float, float], coarse: tuple[float, float], seed: int
    ) -> None:
        self.height, self.width = height, width
        size = height + MARGIN, width + MARGIN
        self._field = grain(*size, *fine, seed) + grain(*size, *coarse, seed + 1)

    def picture(self, number: int) -> Image:
        """View (no copy) of the grain for a picture number."""
        mixed = (number * 2654435761 + 97) & 0xFFFFFFFF
        dx, dy = (mixed >> 8) % MARGIN, (mixed >> 18) % MARGIN
        return self._field[dy : dy + self.height, dx : dx + self.width]


def vignette(height: int, width: int, amount: float) -> Image:
    """Factor that darkens the corners by ``amount``."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    r = np.hypot((x - width / 2) / width, (y - height / 2) / height) * 1.42
    return np.asarray(1 - amount * r**2.4, np.float32)


def picture_number(seconds: float, per_second: float) -> int:
    """Number of the live picture on the screen at a moment."""
    return int(seconds * per_second + 1e-6)
