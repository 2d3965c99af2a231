"""The doctor's pictures as one would first write them in numpy, 512 x 512: what the program's are compared with.

Each makes its noise anew, blurs it, and works in float64 without keeping anything, as in the study the figures of
PERFORMANCE come from.
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
SIDE = 512


def _blurred(image: Floats, sigma: float) -> Floats:
    reach = max(int(3 * sigma), 1)
    x = np.arange(-reach, reach + 1)
    kernel = np.exp(-(x**2) / (2 * sigma**2))
    kernel /= kernel.sum()
    return _shifted(_shifted(image, kernel, reach, 0), kernel, reach, 1)


def _shifted(image: Floats, kernel: Floats, reach: int, axis: int) -> Floats:
    out = np.zeros_like(image)
    for offset, weight in zip(range(-reach, reach + 1), kernel, strict=True):
        out += weight * np.roll(image, offset, axis)
    return out


def _grid() -> tuple[Floats, Floats]:
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float64)
    return x, y


def xray(random: np.random.Generator, phase: float) -> npt.NDArray[np.uint8]:
    """Bones and a tool, noise of two grains, vignette."""
    x, y = _grid()
    thickness = np.exp(-(((x - 256) / 60) ** 2)) + 0.4 * np.sin(y / 24) ** 2
    tool = np.exp(-((x - 200 - 60 * np.sin(y / 90 + phase)) ** 2) / 18)
    image = 0.66 * np.exp(-0.3 * thickness) * np.exp(-1.4 * tool)
    image += 0.030 * _blurred(random.standard_normal((SIDE, SIDE)), 0.8)
    image += 0.014 * _blurred(random.standard_normal((SIDE, SIDE)), 2.5)
    image *= 1 - 0.40 * (np.hypot(x - 256, y - 256) / 362) ** 2
    return np.asarray(np.clip(image, 0, 1) * 255, np.uint8)


def ultrasound(random: np.random.Generator, phase: float) -> npt.NDArray[np.uint8]:
    """Speckle from complex noise, log compressed, in a sector."""
    x, y = _grid()
    angle, depth = np.arctan2(x - 256, y + 120), np.hypot(x - 256, y + 120)
    noise = _blurred(random.standard_normal((SIDE, SIDE)), 1.2) + 1j * _blurred(
        random.standard_normal((SIDE, SIDE)), 1.2
    )
    tissue = 0.3 + 0.25 * np.sin(depth / 30 + phase) ** 2
    speckle = np.log1p(40 * np.abs(noise) * tissue) / np.log(41)
    column = np.clip((angle / 1.15 + 0.5) * (SIDE - 1), 0, SIDE - 1).astype(int)
    row = np.clip(depth - 120, 0, SIDE - 1).astype(int)
    image = speckle[row, column] * (1 - 0.25 * depth / 632)
    image[np.abs(angle) > 0.58] = 0
    return np.asarray(np.clip(image, 0, 1) * 255, np.uint8)


def ct(random: np.random.Generator, phase: float) -> npt.NDArray[np.uint8]:
    """Regions by distance, noise of two grains, window."""
    x, y = _grid()
    body = np.hypot((x - 256) / 220, (y - 256) / 150)
    image = np.where(body < 1, np.where(body < 0.9, 0.52, 0.22), 0.015)
    ball = np.hypot(x - 180, y - 220) < 30 + 4 * np.sin(phase)
    image = np.where(ball, 0.335, image)
    image += 0.026 * random.standard_normal((SIDE, SIDE))
    image += 0.012 * _blurred(random.standard_normal((SIDE, SIDE)), 2.4)
    return np.asarray(np.clip(image, 0, 1) * 255, np.uint8)


def mri(random: np.random.Generator, phase: float) -> npt.NDArray[np.uint8]:
    """Spin echo signal by region, coil shading, Rician grain, window."""
    x, y = _grid()
    body = np.hypot((x - 256) / 220, (y - 256) / 150)
    t1, t2 = np.where(body < 0.9, 900.0, 380.0), np.where(body < 0.9, 45.0, 100.0)
    ball = np.hypot(x - 180, y - 220) < 30 + 4 * np.sin(phase)
    t1, t2 = np.where(ball, 4300.0, t1), np.where(ball, 2200.0, t2)
    signal = (1 - np.exp(-4000 / t1)) * np.exp(-90 / t2) * (body < 1) * (0.89 + 0.22 * np.abs(x - 256) / 256)
    image = np.hypot(
        signal + 0.012 * random.standard_normal((SIDE, SIDE)), 0.012 * random.standard_normal((SIDE, SIDE))
    )
    return np.asarray(np.clip(_blurred(image, 0.7) / 0.5, 0, 1) * 255, np.uint8)


NAIVE = {"fluoroscopy": xray, "angiography": xray, "ultrasound": ultrasound, "ct": ct, "mri": mri}
