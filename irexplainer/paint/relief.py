"""Outline to relief: a smooth outline inflated to a soft height field, lit by the one lamp (STYLE 6.3)."""

import math
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from irexplainer.paint.ramps import Ramp

Image = npt.NDArray[np.float32]
Crease = tuple[npt.NDArray[np.float64], float, float]

_LAMP = np.array([-0.42, -0.62, 0.66])
LAMP = _LAMP / np.linalg.norm(_LAMP)
_HALF = LAMP + np.array([0.0, 0.0, 1.0])
HALF = _HALF / np.linalg.norm(_HALF)
PAD_CM = 0.4
"""Room around an outline, so that the color can run on past its edge."""


@dataclass(frozen=True, eq=False)
class Shape:
    """What is inflated. Lengths in cm.

    px_per_cm: mask scale. creases: (line (N, 2), width, depth), negative depth makes a ridge.
    puff: how round. soft: blur of the height. tube: centerline (N, 3) x, y, radius, for bowel.
    """

    path: QPainterPath
    px_per_cm: float
    creases: tuple[Crease, ...] = ()
    puff: float = 0.8
    soft: float = 0.06
    tube: npt.NDArray[np.float64] | None = None


@dataclass(frozen=True)
class Finish:
    """How the surface takes the light. edge: (color, strength, power) of a rim darkening."""

    ramp: Ramp
    spec: float = 0.18
    bounce: float = 0.25
    mottle: float = 0.0
    seed: int = 1
    edge: tuple[str, float, float] | None = None


@dataclass(frozen=True, eq=False)
class Surface:
    """Normals of a shape on its pixel grid. left, top in cm; hollow: 0 in folds of a tube, else 1."""

    left: float
    top: float
    px_per_cm: float
    mask: Image
    nx: Image
    ny: Image
    nz: Image
    hollow: Image | None = field(default=None)


def rgb(code: str) -> Image:
    """#RRGGBB to three numbers 0..1."""
    code = code.lstrip("#")
    return np.array([int(code[i : i + 2], 16) / 255 for i in (0, 2, 4)], np.float32)


def mix(a: Image, b: Image, t: Image | float) -> Image:
    """a at t = 0, b at t = 1."""
    return np.asarray(a * (1 - t) + b * t, np.float32)


def to_image(rgba: Image) -> QImage:
    """(h, w, 4) straight alpha 0..1 to a premultiplied picture."""
    a = np.clip(rgba, 0, 1)
    a[..., :3] *= a[..., 3:4]
    b = np.ascontiguousarray((a[..., [2, 1, 0, 3]] * 255 + 0.5).astype(np.uint8))
    h, w = b.shape[:2]
    return QImage(b.data, w, h, 4 * w, QImage.Format.Format_ARGB32_Premultiplied).copy()


def grid(path: QPainterPath, px_per_cm: float, pad: float = PAD_CM) -> tuple[float, float, int, int]:
    """left, top in cm and width, height in px of the mask of a path."""
    box = path.boundingRect().adjusted(-pad, -pad, pad, pad)
    return box.left(), box.top(), math.ceil(box.width() * px_per_cm), math.ceil(box.height() * px_per_cm)


def mask_of(
    path: QPainterPath | None,
    frame: tuple[float, float, int, int],
    px_per_cm: float,
    stroke: tuple[npt.NDArray[np.float64], float] | None = None,
) -> Image:
    """Coverage 0..1 of a filled path, or of a round stroke (line, width)."""
    left, top, w, h = frame
    image = QImage(w, h, QImage.Format.Format_Grayscale8)
    image.fill(0)
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.scale(px_per_cm, px_per_cm)
    p.translate(-left, -top)
    white = QColor(255, 255, 255)
    if path is not None:
        p.fillPath(path, white)
    if stroke is not None:
        pen = QPen(white, stroke[1], c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
        p.setPen(pen)
        p.drawPolyline(QPolygonF([QPointF(float(q[0]), float(q[1])) for q in stroke[0]]))
    p.end()
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(h, image.bytesPerLine())[:, :w]
    return np.asarray(flat, np.float32) / np.float32(255)


def blurred(a: Image, sigma: float) -> Image:
    """Gaussian blur, edges repeated."""
    if sigma < 0.3:
        return a
    reach = int(sigma * 3) + 1
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    kernel /= kernel.sum()
    return _convolved(_convolved(a, kernel, 0), kernel, 1)


def _convolved(a: Image, kernel: npt.NDArray[np.float64], axis: int) -> Image:
    n, reach = a.shape[axis], len(kernel) // 2
    size = n + 2 * reach
    pad = [(reach, reach) if i == axis else (0, 0) for i in range(2)]
    spectrum = np.fft.rfft(np.pad(a, pad, mode="edge"), axis=axis)
    k = np.fft.rfft(np.roll(np.pad(kernel, (0, size - len(kernel))), -reach))
    product = spectrum * (k[:, None] if axis == 0 else k[None, :])
    out = np.fft.irfft(product, n=size, axis=axis)
    cut = out[reach : reach + n] if axis == 0 else out[:, reach : reach + n]
    return np.asarray(cut, np.float32)


def inflate(mask: Image, sweeps: int = 40) -> Image:
    """Balloon height in px: solve Laplace(u) = -1 inside, 0 outside, from coarse to fine; sqrt(2 u)."""
    levels = [mask]
    while min(levels[-1].shape) > 24:
        m = levels[-1]
        m = np.pad(m, ((0, m.shape[0] % 2), (0, m.shape[1] % 2)))
        levels.append(m.reshape(m.shape[0] // 2, 2, m.shape[1] // 2, 2).mean((1, 3)))
    u = np.zeros_like(levels[-1])
    for index in range(len(levels) - 1, -1, -1):
        m = levels[index]
        coarsest = index == len(levels) - 1
        if not coarsest:
            u = np.repeat(np.repeat(u, 2, 0), 2, 1)[: m.shape[0], : m.shape[1]]
        for _ in range(sweeps * (4 if coarsest else 1)):
            p = np.pad(u, 1)
            u = 0.25 * (p[:-2, 1:-1] + p[2:, 1:-1] + p[1:-1, :-2] + p[1:-1, 2:] + 4.0**index) * m
    return np.asarray(np.sqrt(2 * np.maximum(u, 0)), np.float32)


def surface(shape: Shape) -> Surface:
    """Height and normals of a shape."""
    s, frame = shape.px_per_cm, grid(shape.path, shape.px_per_cm)
    mask = mask_of(shape.path, frame, s)
    h = tube_height(shape.tube, frame, s) if shape.tube is not None else inflate(mask) / np.float32(s)
    for line, width, depth in shape.creases:
        groove = blurred(mask_of(None, frame, s, (line, width)), max(width * s * 0.55, 0.6))
        h = h - depth * np.clip(groove * 1.6, 0, 1) * (mask > 0.02)
    h = blurred(np.asarray(h, np.float32), max(shape.soft * s, 0.5))
    gy, gx = np.gradient(h * s)
    gx, gy = gx * shape.puff, gy * shape.puff
    nz = 1 / np.sqrt(1 + gx * gx + gy * gy)
    hollow = None
    if shape.tube is not None:
        hollow = np.clip(h / np.float32(shape.tube[:, 2].mean() * 0.55), 0, 1)
    f = np.float32
    return Surface(frame[0], frame[1], s, mask, (-gx * nz).astype(f), (-gy * nz).astype(f), nz.astype(f), hollow)


def tube_height(line: npt.NDArray[np.float64], frame: tuple[float, float, int, int], s: float) -> Image:
    """Height sqrt(r^2 - d^2) of a meandering tube, later stretches on top of earlier ones."""
    left, top, w, h = frame
    x = (left + (np.arange(w, dtype=np.float32) + 0.5) / s)[None, :]
    y = (top + (np.arange(h, dtype=np.float32) + 0.5) / s)[:, None]
    out = np.zeros((h, w), np.float32)
    stretch = 16
    for a in range(0, len(line) - 1, stretch):
        part = line[max(0, a - 2) : a + stretch + 1]
        top_height = np.zeros((h, w), np.float32)
        for cx, cy, r in part[:, :3]:
            x0, x1 = max(int((cx - r - left) * s), 0), int((cx + r - left) * s) + 2
            y0, y1 = max(int((cy - r - top) * s), 0), int((cy + r - top) * s) + 2
            d2 = (x[:, x0:x1] - cx) ** 2 + (y[y0:y1] - cy) ** 2
            box = top_height[y0:y1, x0:x1]
            np.maximum(box, np.sqrt(np.maximum(r * r - d2, 0)), out=box)
        cx, cy, r = line[a, :3]
        joint = (x - cx) ** 2 + (y - cy) ** 2 < (1.15 * r) ** 2
        out = np.where(top_height > 0, np.where(joint, np.maximum(top_height, out), top_height), out)
    return out


def shaded(surface: Surface, finish: Finish) -> Image:
    """Color (h, w, 3) of a lit surface, run on past the mask so that no dark fringe shows."""
    s, m, nz = surface.px_per_cm, surface.mask, surface.nz
    lit = surface.nx * LAMP[0] + surface.ny * LAMP[1] + nz * LAMP[2]
    d = np.clip((lit * 0.5 + 0.5 - 0.32) / 0.62, 0, 1)
    if surface.hollow is not None:
        d = d * (0.35 + 0.65 * surface.hollow)
    if finish.mottle:
        noise = np.random.RandomState(finish.seed).randn(*m.shape).astype(np.float32)
        noise = blurred(noise, s * 0.16)
        d = np.clip(d + finish.mottle * noise / (noise.std() + 1e-6), 0, 1)
    shadow, base, light = (rgb(c) for c in finish.ramp)
    t = d[..., None].astype(np.float32)
    low, high = mix(shadow, base, np.clip(t / 0.55, 0, 1)), mix(base, light, np.clip((t - 0.55) / 0.45, 0, 1))
    color = np.where(t < 0.55, low, high)
    gloss = np.clip(surface.nx * HALF[0] + surface.ny * HALF[1] + nz * HALF[2], 0, 1) ** 26
    if surface.hollow is None:
        color = color + (1 - color) * (gloss * finish.spec)[..., None]
        edge = np.clip(1 - nz, 0, 1)
        glow = edge**2.2 * np.clip(surface.nx * 0.5 + surface.ny * 0.7, 0, 1)
        color = mix(color, light, (glow * finish.bounce)[..., None])
        if finish.edge:
            name, strength, power = finish.edge
            color = mix(color, rgb(name), (strength * edge**power)[..., None])
    return extended(np.clip(color + _grain(m.shape), 0, 1).astype(np.float32), m, s)


def _grain(shape: tuple[int, ...]) -> Image:
    """Half a grey level of fixed noise: keeps wide soft slopes from showing steps when magnified."""
    noise = np.random.RandomState(7).uniform(-1, 1, shape).astype(np.float32)
    return np.asarray(noise[..., None] * np.float32(0.8 / 255))


def extended(color: Image, mask: Image, s: float) -> Image:
    """Replace everything outside the mask by the nearest color inside."""
    inner = (mask > 0.9).astype(np.float32)
    out = color
    for reach in (max(2.0, s * 0.25), 1.1):
        weight = blurred(inner, reach)[..., None]
        near = np.stack([blurred(color[..., i] * inner, reach) for i in range(3)], -1) / (weight + 1e-4)
        sure = np.clip(weight * 25.0, 0, 1) if reach < 2.0 else np.float32(1.0)
        out = out * (1 - sure) + near * sure
    return np.asarray(np.where(mask[..., None] > 0.9, color, out), np.float32)


def shell(surface: Surface, colors: tuple[str, str], alpha: tuple[float, float], power: float, lift: float) -> Image:
    """Glass seen at grazing angles (h, w, 4): thin ``colors[0]`` in the middle, dense ``colors[1]`` at the rim.

    lift: how much the lamp side is denser still (STYLE 6.4).
    """
    e = np.clip(1 - surface.nz, 0, 1) ** power
    lamp = np.clip(surface.nx * LAMP[0] + surface.ny * LAMP[1], 0, 1)
    a = np.clip(alpha[0] + (alpha[1] - alpha[0]) * e + lift * lamp * e, 0, 1)
    color = mix(rgb(colors[0]), rgb(colors[1]), np.clip(e * 1.4, 0, 1)[..., None])
    return np.dstack([color, a]).astype(np.float32)
