"""How tissue answers sound: scatter, edges, shadow and enhancement, speckle; in a field of echo lines.

Arrays are (depth, line): rows run away from the probe, columns are echo lines.
"""

from dataclasses import dataclass, field

import numpy as np

from irexplainer.imaging.noise import grain
from irexplainer.imaging.raster import Floats, Image, blur, polygon_mask


@dataclass(frozen=True, slots=True)
class Tissue:
    """scatter: grey of the inside 0..1; hardness: its step makes the bright edge; stop: loss per cm."""

    scatter: float
    hardness: float = 1.0
    stop: float = 0.0


TISSUES = {
    "gel": Tissue(0.0, 1.0),
    "skin": Tissue(0.62, 1.12),
    "fat": Tissue(0.16, 0.94, 0.02),
    "septum": Tissue(0.60, 1.08, 0.02),
    "inner_fat": Tissue(0.42, 1.06, 0.03),
    "muscle": Tissue(0.27, 1.04, 0.05),
    "fluid": Tissue(0.012, 0.76, -0.16),
    "wall": Tissue(0.42, 1.10),
    "kidney": Tissue(0.215, 1.0, 0.03),
    "pyramid": Tissue(0.13, 0.98, 0.02),
    "sinus": Tissue(0.52, 1.10, 0.05),
    "liver": Tissue(0.30, 1.03, 0.05),
    "organ": Tissue(0.30, 1.0, 0.05),
    "bowel": Tissue(0.36, 1.12, 0.35),
    "uterus": Tissue(0.225, 1.0, 0.04),
    "endometrium": Tissue(0.50, 1.08, 0.02),
    "fibroid": Tissue(0.105, 0.90, 0.16),
    "bone": Tissue(0.55, 2.3, 12.0),
    "gas": Tissue(0.55, 2.0, 3.0),
    "tumor": Tissue(0.33, 1.02, 0.05),
}


@dataclass
class Phantom:
    """Tissue painted on a grid in probe centimeters: u across, v away from the skin."""

    u0: float
    width_cm: float
    depth_cm: float
    per_cm: float
    scatter: Image = field(init=False)
    hardness: Image = field(init=False)
    stop: Image = field(init=False)

    def __post_init__(self) -> None:
        shape = max(2, round(self.depth_cm * self.per_cm)), max(2, round(self.width_cm * self.per_cm))
        base = TISSUES["fat"]
        self.scatter = np.full(shape, base.scatter, np.float32)
        self.hardness = np.full(shape, base.hardness, np.float32)
        self.stop = np.full(shape, base.stop, np.float32)

    def put(self, polygon: Floats, tissue: str, soft: float = 0.6) -> None:
        """Fill a polygon (M, 2) in (u, v) cm with a tissue."""
        px = (np.asarray(polygon, float) - [self.u0, 0.0]) * self.per_cm
        mask = polygon_mask(self.scatter.shape[0], self.scatter.shape[1], [px])
        if not mask.any():
            return
        mask = blur(mask, soft)
        kind = TISSUES[tissue]
        for plane, value in (
            (self.scatter, kind.scatter),
            (self.hardness, kind.hardness),
            (self.stop, kind.stop),
        ):
            plane += mask * (np.float32(value) - plane)

    def sample(self, u: Image, v: Image) -> tuple[Image, Image, Image]:
        """Scatter, hardness and stop at (u, v) cm."""
        rows, columns = self.scatter.shape
        x = np.clip(((u - self.u0) * self.per_cm).astype(np.intp), 0, columns - 1)
        y = np.clip((v * self.per_cm).astype(np.intp), 0, rows - 1)
        return self.scatter[y, x], self.hardness[y, x], self.stop[y, x]


def speckle(shape: tuple[int, int], seed: int, axial: float = 0.9, lateral: float = 1.5) -> Image:
    """Magnitude of complex blurred noise, mean 1: fully developed speckle."""
    real = _smear(grain(*shape, 1.0, 0.0, seed), axial, lateral)
    imaginary = _smear(grain(*shape, 1.0, 0.0, seed + 1000), axial, lateral)
    field_ = np.hypot(real, imaginary)
    return np.asarray(field_ / field_.mean(), np.float32)


def _smear(image: Image, axial: float, lateral: float) -> Image:
    out = blur(image, axial)
    extra = np.sqrt(max(lateral**2 - axial**2, 0.0))
    reach = max(1, int(3 * extra + 0.5))
    taps = np.exp(-0.5 * (np.arange(-reach, reach + 1) / max(extra, 1e-3)) ** 2)
    total = np.zeros_like(out)
    for shift, tap in zip(range(-reach, reach + 1), taps / taps.sum(), strict=True):
        total += np.float32(tap) * np.roll(out, shift, 1)
    return total


def echoes(scatter: Image, hardness: Image, stop: Image, step_cm: float) -> Image:
    """Brightness before speckle: inside plus edges met head-on, times what reaches that depth."""
    edge = np.abs(np.diff(hardness, axis=0, prepend=hardness[:1]))
    edge = blur(np.minimum(edge / max(step_cm, 1e-6) * 0.035, 1.6).astype(np.float32), 0.9)
    loss = np.cumsum(np.maximum(stop, 0), axis=0) * step_cm
    gain = np.minimum(np.cumsum(np.maximum(-stop, 0), axis=0) * step_cm, 0.45)
    reach = np.exp(-np.concatenate([np.zeros_like(loss[:1]), loss[:-1]]) + gain)
    depth = np.linspace(0, 1, len(scatter), dtype=np.float32)[:, None]
    return np.asarray((scatter + edge) * reach * (1 - 0.25 * depth), np.float32)


def compress(brightness: Image) -> Image:
    """Logarithmic grey, as on every ultrasound screen."""
    return np.asarray(np.clip(np.log1p(brightness * 5.0) / 1.95, 0, 1), np.float32)
