"""Dye as pictures show it: how dense at which pixel or place, and how much it darkens."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from irexplainer.imaging.raster import Image, Sparse
from irexplainer.imaging.tree import Filled
from irexplainer.models.contrast import at_places, bolus, places_of
from irexplainer.story.frame import EffectPose

THICKNESS = 1.75
"""What full dye in the widest vessel absorbs: exp(-THICKNESS)."""
LEAST = 1e-3
"""Density that is not to be seen."""
HELD = 1.2
"""How much more blood a growth holds than plain tissue: its blush stands out."""


@dataclass(frozen=True, eq=False)
class Dyed:
    """Pixels that dye darkens; their value is when it comes."""

    sparse: Sparse

    @cached_property
    def places(self) -> npt.NDArray[np.intp]:
        """Rows of the tables of ``models.contrast``."""
        return places_of(self.sparse.value)

    def absorb(self, flat: Image, density: Image | np.float32) -> None:
        """Darken by a density 0..1 over all places, or the same everywhere."""
        if np.max(density) < LEAST:
            return
        here = density[self.places] if isinstance(density, np.ndarray) else density
        flat[self.sparse.index] *= np.exp(-THICKNESS * self.sparse.strength * here)


def dye_density(seconds: float, arrival: npt.ArrayLike) -> Image:
    """Share of dye in vessels that it reaches after ``arrival`` seconds: ``models.contrast``."""
    return bolus().in_vessels(seconds, arrival)


def dye_along(parts: Sequence[Filled], seconds: float) -> tuple[Image, ...]:
    """Share of dye at every point of vessel parts; the table is read once for all."""
    row = at_places(bolus().vessel, seconds)
    return tuple(row[places_of(part.seconds)] for part in parts)


def blush_density(seconds: float, arrival: npt.ArrayLike) -> Image:
    """Share of dye in tissue whose vessels it reaches after ``arrival`` seconds: slower to come, slower to go."""
    return held(bolus().in_tissue(seconds, arrival))


def held(tissue: Image) -> Image:
    """Dye in a growth, from that in plain tissue."""
    return np.asarray(np.minimum(tissue * np.float32(HELD), 1), np.float32)


def dye_seconds(dye: EffectPose | None) -> float:
    """Seconds since the injection began."""
    if dye is None:
        return 0.0
    for name in ("seconds", "seconds_since_injection", "since_injection_s"):
        if name in dye.params:
            return float(dye.params[name])
    return dye.value * 6.0
