"""Cut face: flat top, rounded rim, tissue grain, the one lamp; a negative puff makes a bowl (PLATES 6.1)."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QPainterPath

from irexplainer.paint.plates.grain import Grain, grained, noise
from irexplainer.paint.ramps import Ramp
from irexplainer.paint.relief import (
    HALF,
    LAMP,
    Crease,
    Image,
    blurred,
    grid,
    inflate,
    mask_of,
    mix,
    rgb,
    to_image,
)
from irexplainer.paint.textures import Texture, with_alpha

PAD_CM = 0.25


@dataclass(frozen=True)
class Cut:
    """How a face takes the light. Lengths in cm.

    bevel: height at which the rounded rim turns level; 0 keeps the balloon. puff: negative for a bowl.
    soft: blur of the height. edge: darkening of the rim, 0..1. bounce: glow along the lower right rim.
    """

    ramp: Ramp
    bevel: float = 0.3
    puff: float = 0.8
    grain: Grain | None = None
    seed: int = 1
    spec: float = 0.08
    bounce: float = 0.25
    edge: float = 0.45
    mottle: float = 0.015
    soft: float = 0.035


def cut_face(path: QPainterPath, cut: Cut, s: float, creases: tuple[Crease, ...] = ()) -> Texture:
    """Lit face of a path (cm) at ``s`` px per cm."""
    frame = grid(path, s, PAD_CM)
    mask = mask_of(path, frame, s)
    height = inflate(mask, 30) / np.float32(s)
    if cut.bevel:
        height = cut.bevel * np.tanh(height / cut.bevel)
    tone = np.zeros(mask.shape, np.float32)
    if cut.grain:
        rise, tone = grained(cut.grain, _where(frame, s), s, cut.seed)
        height = height + rise
    for line, width, depth in creases:
        groove = blurred(mask_of(None, frame, s, (line, width)), max(width * s * 0.55, 0.6))
        height = height - depth * np.clip(groove * 1.6, 0, 1) * (mask > 0.02)
    height = blurred(np.asarray(height, np.float32), max(cut.soft * s, 0.5))
    color = _lit(height, tone, cut, s)
    return Texture(to_image(with_alpha(_spread(color, mask, s))), frame[0], frame[1], s)


def _where(frame: tuple[float, float, int, int], s: float) -> tuple[np.ndarray, np.ndarray]:
    left, top, width, height = frame
    y, x = np.mgrid[0:height, 0:width]
    return left + (x + 0.5) / s, top + (y + 0.5) / s


def _lit(height: Image, tone: Image, cut: Cut, s: float) -> Image:
    gy, gx = np.gradient(height * np.float32(s))
    gx, gy = gx * cut.puff, gy * cut.puff
    nz = 1 / np.sqrt(1 + gx * gx + gy * gy)
    nx, ny = -gx * nz, -gy * nz
    d = np.clip(((nx * LAMP[0] + ny * LAMP[1] + nz * LAMP[2]) * 0.5 + 0.5 - 0.32) / 0.62, 0, 1) + tone
    if cut.mottle:
        d = d + cut.mottle * noise(height.shape, s * 0.14, cut.seed)
    t = np.clip(d, 0, 1)[..., None].astype(np.float32)
    shadow, base, light = (rgb(c) for c in cut.ramp)
    low, high = mix(shadow, base, np.clip(t / 0.55, 0, 1)), mix(base, light, np.clip((t - 0.55) / 0.45, 0, 1))
    color = np.where(t < 0.55, low, high)
    gloss = np.clip(nx * HALF[0] + ny * HALF[1] + nz * HALF[2], 0, 1) ** 26
    color = color + (1 - color) * (gloss * cut.spec)[..., None]
    rim = np.clip(1 - nz, 0, 1)
    glow = rim**2.2 * np.clip(nx * 0.5 + ny * 0.7, 0, 1)
    color = mix(color, light, (glow * cut.bounce)[..., None])
    dark = mix(shadow, rgb("#2A1512"), 0.1)
    color = mix(color, dark, (cut.edge * rim**1.3)[..., None]) if cut.edge else color
    return np.asarray(np.clip(color, 0, 1), np.float32)


def _spread(color: Image, mask: Image, s: float) -> Image:
    """Color run on past the mask, so that its edge shows no fringe."""
    inner, reach = (mask > 0.9).astype(np.float32), max(2.0, s * 0.1)
    weight = blurred(inner, reach)[..., None] + 1e-4
    around = np.stack([blurred(color[..., i] * inner, reach) for i in range(3)], -1) / weight
    return np.asarray(np.where(mask[..., None] > 0.9, color, around), np.float32)
