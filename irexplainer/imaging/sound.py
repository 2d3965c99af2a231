"""How tissue answers sound: scatter, edges, shadow and enhancement, speckle; in a field of echo lines.

Arrays are (depth, line): rows run away from the probe, columns are echo lines. Amplitudes are relative to a perfect
mirror at the probe (1.0 = 0 dB); a picture shows the uppermost ``RANGE_DB``.

  mirror at an edge     R = (Z2 - Z1) / (Z2 + Z1), Z = density x speed of sound
  lost on the way       2 x attenuation x frequency x depth (there and back), dB
  given back by depth   what the middle one of all lines has lost (the sliders at the machine), at most 0.75 dB/cm/MHz
  speckle               Rayleigh: magnitude of complex Gaussian noise of mean 1

Fluid loses nearly nothing, so what lies behind it is given back too much: enhancement. Bone, stone, ice and gas lose
all: shadow. Attenuation: Diagnostics 2023;13:855 table 4 (water, blood, skin, liver, fat, muscle, kidney, connective
tissue, air, bone); impedance: Sensors 2023;23:5942 table A2 (bone 6.50, fat 1.39, muscle 1.68, water 1.46 MRayl), the
others between them; ice: density 0.917 x 3.98 km/s. Levels of scatter are chosen for the look (STYLE 11).
"""

from dataclasses import dataclass, field

import numpy as np

from irexplainer.imaging.noise import grain
from irexplainer.imaging.raster import Floats, Image, blur, polygon_mask

RANGE_DB = 50.0
FLOOR_DB = -75.0
SLIDERS = 0.75
"""Most that is given back for depth, dB/cm/MHz one way."""
ENHANCED_DB = 7.5


@dataclass(frozen=True, slots=True)
class Tissue:
    """scatter: echo of the inside, dB below a mirror. impedance: MRayl. loss: attenuation, dB/cm/MHz one way."""

    scatter: float
    impedance: float = 1.63
    loss: float = 0.55


TISSUES = {
    "gel": Tissue(-70.0, 1.55, 0.05),
    "skin": Tissue(-19.0, 1.72, 0.35),
    "fat": Tissue(-35.0, 1.39, 0.63),
    "septum": Tissue(-22.0, 1.62, 0.8),
    "inner_fat": Tissue(-26.0, 1.39, 0.55),
    "muscle": Tissue(-32.5, 1.68, 0.80),
    "fluid": Tissue(-62.0, 1.49, 0.0022),
    "pus": Tissue(-41.0, 1.53, 0.15),
    "blood": Tissue(-54.0, 1.58, 0.15),
    "clot": Tissue(-37.0, 1.62, 0.25),
    "wall": Tissue(-25.0, 1.74, 0.9),
    "kidney": Tissue(-34.5, 1.63, 0.60),
    "pyramid": Tissue(-40.5, 1.61, 0.55),
    "sinus": Tissue(-24.0, 1.40, 0.60),
    "liver": Tissue(-31.0, 1.65, 0.50),
    "organ": Tissue(-31.5, 1.63, 0.55),
    "thyroid": Tissue(-26.5, 1.66, 0.50),
    "bowel": Tissue(-28.0, 1.66, 1.0),
    "uterus": Tissue(-33.0, 1.66, 0.60),
    "endometrium": Tissue(-23.0, 1.70, 0.5),
    "fibroid": Tissue(-39.5, 1.62, 1.2),
    "cartilage": Tissue(-38.0, 1.85, 2.2),
    "bone": Tissue(-24.0, 6.50, 15.0),
    "stone": Tissue(-16.0, 6.0, 15.0),
    "ice": Tissue(-24.0, 3.65, 12.0),
    "gas": Tissue(-21.0, 0.02, 5.0),
    "tumor": Tissue(-28.0, 1.70, 0.60),
    "nodule": Tissue(-37.0, 1.60, 0.55),
}


@dataclass
class Phantom:
    """Tissue painted on a grid in probe centimeters: u across, v away from the skin."""

    u0: float
    width_cm: float
    depth_cm: float
    per_cm: float
    scatter: Image = field(init=False)
    impedance: Image = field(init=False)
    loss: Image = field(init=False)

    def __post_init__(self) -> None:
        shape = max(2, round(self.depth_cm * self.per_cm)), max(2, round(self.width_cm * self.per_cm))
        base = TISSUES["fat"]
        self.scatter = np.full(shape, base.scatter, np.float32)
        self.impedance = np.full(shape, base.impedance, np.float32)
        self.loss = np.full(shape, base.loss, np.float32)

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
            (self.impedance, kind.impedance),
            (self.loss, kind.loss),
        ):
            plane += mask * (np.float32(value) - plane)

    def sample(self, u: Image, v: Image) -> tuple[Image, Image, Image]:
        """Scatter (dB), impedance (MRayl) and loss (dB/cm/MHz) at (u, v) cm."""
        rows, columns = self.scatter.shape
        x = np.clip(((u - self.u0) * self.per_cm).astype(np.intp), 0, columns - 1)
        y = np.clip((v * self.per_cm).astype(np.intp), 0, rows - 1)
        return self.scatter[y, x], self.impedance[y, x], self.loss[y, x]


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


def echoes(scatter: Image, impedance: Image, loss: Image, step_cm: float, mhz: float) -> Image:
    """Amplitude before speckle, relative to a mirror: the inside and edges met head-on, times what reaches there.

    scatter in dB, impedance in MRayl, loss in dB/cm/MHz; step_cm between rows; mhz of the probe.
    """
    logs = np.log(impedance)
    mirror = np.minimum(np.abs(np.diff(logs, axis=0, prepend=logs[:1])) / 2, 1.0)
    edge = np.minimum(blur(mirror.astype(np.float32), 0.9) * np.float32(2.0), 1.0)
    through = np.minimum(-10 * np.log10(np.maximum(1 - mirror**2, 0.02)), 9.0)
    lost = np.cumsum(2 * loss * np.float32(mhz * step_cm) + through, axis=0)
    lost = np.concatenate([np.zeros_like(lost[:1]), lost[:-1]])
    depth = np.arange(len(lost), dtype=np.float32)[:, None] * np.float32(step_cm)
    given = np.minimum(np.median(lost, axis=1, keepdims=True), 2 * SLIDERS * mhz * depth)
    reach = decibels_to_amplitude(np.minimum(given - lost, ENHANCED_DB))
    fade = 1 - np.float32(0.25) * depth / max(float(depth[-1, 0]), 1e-6)
    return np.asarray((decibels_to_amplitude(scatter) + edge) * reach * fade, np.float32)


def decibels_to_amplitude(level: Image) -> Image:
    """10 ^ (dB / 20)."""
    return np.asarray(np.exp(level * np.float32(np.log(10) / 20)), np.float32)


def decibels(amplitude: Image) -> Image:
    """20 log10, not below the floor: what a machine shows as gray."""
    return np.asarray(20 * np.log10(np.maximum(amplitude, 10 ** (FLOOR_DB / 20))), np.float32)
