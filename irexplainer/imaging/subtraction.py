"""The ground of a subtraction picture: its grain by dose, and the ghosts of edges that a small movement leaves.

A picture is the number of photons with dye over that of the mask, the picture taken before:  R = Nc / Nm,
Nc = Nm exp(-mu t). Both scatter as Poisson says, so the grain is the root of the sum of squares:

    deviation of R / R = sqrt(1 / Nm + 1 / Nc)

Nm = ``DOSE`` x the photons of a pulse of live X-ray behind the same bones and organs (``body_xray``): more grain behind
bone and in dye, less with more dose. The mask is one picture, its grain stands still; that of the dye picture changes.
Between both the patient has moved a little (``SWAY_CM``, breath): the edges of bones do not cancel and leave ghosts,
R = T(x + d) / T(x) = 1 + d . grad ln T with T what the body lets through.
"""

import math
from dataclasses import dataclass, field

import numpy as np

from irexplainer.imaging.body_xray import PHOTONS, body_passed
from irexplainer.imaging.noise import NoiseBank, vignette
from irexplainer.imaging.raster import Image
from irexplainer.imaging.window import FrontWindow
from irexplainer.imaging.xray import Shadows

BACKGROUND = 0.80
VIGNETTE = 0.22
DOSE = 5.0
"""Photons of one picture in pulses of live X-ray: chosen, so that the grain is that of STYLE 11."""
SWAY_CM = (0.012, 0.036)
"""How far the patient has moved since the mask, across and along, at most: chosen."""
BREATH_SECONDS, RESTING = 4.0, 0.55
"""Time of a breath that is held badly; share of the way that is always there."""
GHOST = 0.09
"""Ghosts are never stronger than this share of the ground."""
KEPT = 12


@dataclass(frozen=True, eq=False, slots=True)
class Ground:
    """A window without dye. flat: gray with the grain of the mask; ghost: what a whole sway adds to it; scatter:
    deviation of the grain of the dye picture over the root of its gray."""

    flat: Image
    ghost: Image
    scatter: Image


@dataclass
class Grounds:
    """Grounds of pictures of one size, for the windows used last."""

    height: int
    width: int
    dose: float = DOSE
    _kept: dict[FrontWindow, Ground] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._noise = NoiseBank(self.height, self.width, (0.876, 0.7), (0.482, 3.0), 4)
        self._spread = np.empty((self.height, self.width), np.float32)

    def before_dye(self, shadows: Shadows, seconds: float) -> Image:
        """A new picture without dye, still without the grain of its own."""
        ground = self._ground(shadows)
        pixels = ground.ghost * np.float32(sway(seconds))
        pixels += ground.flat
        return pixels

    def scatter(self, pixels: Image, shadows: Shadows, number: int) -> None:
        """Add the grain of the dye picture, as many photons as have come through."""
        np.sqrt(pixels, out=self._spread)
        self._spread *= self._ground(shadows).scatter
        self._spread *= self._noise.picture(number)
        pixels += self._spread
        np.maximum(pixels, 0.0, out=pixels)

    def _ground(self, shadows: Shadows) -> Ground:
        window = shadows.window
        if window not in self._kept:
            if len(self._kept) >= KEPT:
                self._kept.pop(next(iter(self._kept)))
            passed = body_passed(shadows)
            clean = vignette(self.height, self.width, VIGNETTE) * np.float32(BACKGROUND)
            per_photon = 1 / np.sqrt(passed * np.float32(self.dose * PHOTONS))
            flat = clean * (1 + self._noise.picture(0)[::-1, ::-1] * per_photon)
            self._kept[window] = Ground(flat, flat * ghost_of(passed, window.scale), np.sqrt(clean) * per_photon)
        return self._kept[window]


def ghost_of(passed: Image, scale: float) -> Image:
    """d . grad ln T (height, width) for a whole sway; passed: T, scale: px per cm."""
    down, right = np.gradient(np.log(passed))
    ghost = (right * np.float32(SWAY_CM[0]) + down * np.float32(SWAY_CM[1])) * np.float32(scale)
    return np.asarray(np.clip(ghost, -GHOST, GHOST), np.float32)


def sway(seconds: float) -> float:
    """Share 0..1 of ``SWAY_CM`` by which the patient has moved since the mask."""
    return RESTING + (1 - RESTING) * 0.5 * (1 - math.cos(2 * math.pi * seconds / BREATH_SECONDS))
