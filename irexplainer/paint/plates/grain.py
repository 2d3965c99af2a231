"""Grain of cut tissue: what is added to height and tone before the lamp shines on it (PLATES 6.1)."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from irexplainer.paint.relief import Image, blurred

Grid = tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Grain:
    """kind: lobule, fibre, stripe, spongy or ripple. cell: size in cm. strength: 1 is normal. angle: degrees."""

    kind: str
    cell: float
    strength: float = 1.0
    angle: float = 0.0


def noise(shape: tuple[int, ...], sigma: float, seed: int) -> Image:
    """Smooth noise of mean 0 and spread 1."""
    field = blurred(np.random.RandomState(seed).randn(*shape).astype(np.float32), sigma)
    return np.asarray(field / (field.std() + 1e-6), np.float32)


def voronoi(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], cell: float, seed: int, loose: float) -> Image:
    """Distance to the border of the cell a point lies in, in cells; 0 on the border."""
    table = np.random.RandomState(seed).rand(97, 97, 2)
    gx, gy = x / cell, y / cell
    ix, iy = np.floor(gx).astype(int), np.floor(gy).astype(int)
    first, second = np.full(x.shape, 9.0), np.full(x.shape, 9.0)
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            at = table[(ix + dx) % 97, (iy + dy) % 97]
            ox, oy = ix + dx + 0.5 + loose * (at[..., 0] - 0.5), iy + dy + 0.5 + loose * (at[..., 1] - 0.5)
            d = np.hypot(ox - gx, oy - gy)
            second = np.where(d < first, first, np.minimum(second, d))
            first = np.minimum(first, d)
    return np.asarray(second - first, np.float32)


def grained(grain: Grain, where: Grid, s: float, seed: int) -> tuple[Image, Image]:
    """Height in cm and tone to add, on the pixel grid ``where`` (x, y in cm) of ``s`` px per cm."""
    x, y = where
    reach = grain.cell * 0.35
    bend_x = noise(x.shape, grain.cell * s * 1.1, seed + 5) * reach
    bend_y = noise(x.shape, grain.cell * s * 1.1, seed + 6) * reach
    if grain.kind == "lobule":
        return _lobule(grain, x, y, bend_x, bend_y, seed)
    if grain.kind == "fibre":
        return _fibre(grain, x, y, bend_x, bend_y, seed)
    if grain.kind == "spongy":
        return _spongy(grain, x + bend_x, y + bend_y, seed)
    if grain.kind == "ripple":
        soft = noise(x.shape, grain.cell * s, seed + 2)
        return np.asarray(0.05 * grain.cell * grain.strength * soft, np.float32), np.zeros(x.shape, np.float32)
    return _stripe(grain, x + bend_x * 0.3, y + bend_y * 0.3)


def _lobule(
    grain: Grain, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], bx: Image, by: Image, seed: int
) -> tuple[Image, Image]:
    large = voronoi(x + 2 * bx, y + 2 * by, grain.cell, seed, 0.85)
    small = voronoi(x + bx, y + by, grain.cell * 0.42, seed + 4, 0.85)
    height = 0.06 * np.clip(large * 1.6, 0, 1) ** 0.6 + 0.022 * np.clip(small * 1.8, 0, 1)
    return _pair(grain.strength * grain.cell * height, -0.035 * grain.strength * np.exp(-large * 9))


def _fibre(
    grain: Grain, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], bx: Image, by: Image, seed: int
) -> tuple[Image, Image]:
    bundle = voronoi(x + bx, y + by, grain.cell, seed, 0.9)
    fine = voronoi(x + bx * 0.5, y + by * 0.5, grain.cell * 0.3, seed + 9, 0.9)
    height = 0.075 * np.clip(bundle * 2.2, 0, 1) + 0.02 * np.clip(fine * 2, 0, 1)
    tone = 0.11 * np.exp(-bundle * 12) + 0.04 * np.exp(-fine * 6)
    return _pair(grain.strength * grain.cell * height, grain.strength * tone)


def _spongy(grain: Grain, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], seed: int) -> tuple[Image, Image]:
    cells = voronoi(x, y, grain.cell, seed, 0.95)
    hole = np.clip((cells - 0.30) * 2.6, 0, 1)
    return _pair(-0.20 * grain.strength * grain.cell * hole, -0.14 * grain.strength * hole)


def _stripe(grain: Grain, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> tuple[Image, Image]:
    angle = np.radians(grain.angle)
    across = x * np.cos(angle) + y * np.sin(angle)
    ridge = np.abs(((across / grain.cell) % 1) - 0.5) * 2
    height = 0.05 * grain.cell * np.sin(ridge * np.pi / 2)
    return _pair(grain.strength * height, 0.16 * grain.strength * np.clip(ridge - 0.8, 0, 1) / 0.2)


def _pair(height: npt.NDArray[np.floating], tone: npt.NDArray[np.floating]) -> tuple[Image, Image]:
    return np.asarray(height, np.float32), np.asarray(tone, np.float32)
