"""Blood cells of the cut-open vessels: flat discs with a dimple, far too large, carried along without overtaking."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRadialGradient

from irexplainer.paint.paths import Floats

FLATS = (0.36, 0.5, 0.66, 0.82, 0.95)
ROOM = 1.28
"""Distance of two cells that never touch, as a share of the sum of their radii."""
TONES = (
    ("#9A1E26", "#B72F34", "#E2645A", "#CF4845", "#8E1F27"),
    ("#8A1A22", "#A6282E", "#D1574E", "#BD3F3E", "#7E1A22"),
)


@lru_cache(maxsize=256)
def cell_sprite(radius_px: int, flat: int, deep: int) -> QImage:
    """Picture of a cell lying along x. flat: index of ``FLATS``; deep: 1 for a cell farther from the viewer."""
    side = 2 * radius_px + 6
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(Qt.PenStyle.NoPen)
    p.translate(side / 2, side / 2)
    p.scale(radius_px, radius_px * FLATS[flat])
    glow = QRadialGradient(QPointF(-0.12, -0.2), 1.15)
    for stop, name in zip((0.0, 0.34, 0.62, 0.86, 1.0), TONES[deep], strict=True):
        glow.setColorAt(stop, QColor(name))
    p.setBrush(glow)
    p.drawEllipse(QRectF(-1, -1, 2, 2))
    p.end()
    return image


@dataclass(frozen=True, eq=False)
class Swarm:
    """Cells in a straight vessel of half width 1: place along it, place across (-1..1), size, turn, flatness, depth."""

    along: Floats
    across: Floats
    size: Floats
    turn: Floats
    flat: "np.ndarray[tuple[int], np.dtype[np.intp]]"
    deep: "np.ndarray[tuple[int], np.dtype[np.intp]]"


@lru_cache(maxsize=16)
def swarm(length: float, radius: float, seed: int, share: float = 0.26) -> Swarm:
    """Cells of ``radius`` (half widths) scattered over ``length`` half widths, which closes to a ring.

    share: part of the picture that they cover.
    """
    rs = np.random.RandomState(seed)
    wanted = int(length * 2 * share / (np.pi * radius * radius * 0.62))
    s, u, r = np.empty(wanted), np.empty(wanted), np.empty(wanted)
    count = 0
    for _ in range(wanted * 40):
        if count >= wanted:
            break
        a, b, c = rs.rand() * length, (rs.rand() * 2 - 1), radius * (0.9 + 0.2 * rs.rand())
        gap = np.abs(s[:count] - a)
        gap = np.minimum(gap, length - gap)
        near = np.hypot(gap, (u[:count] - b) * (1 - radius)) < (r[:count] + c) * ROOM * 0.8
        if not near.any():
            s[count], u[count], r[count] = a, b, c
            count += 1
    n = count
    turn = np.where(rs.rand(n) < 0.24, rs.uniform(50, 130, n), rs.uniform(-38, 38, n))
    return Swarm(s[:n], u[:n], r[:n], turn, rs.randint(0, len(FLATS), n), (rs.rand(n) < 0.3).astype(np.intp))


def draw_cells(p: QPainter, places: Floats, sw: Swarm, keep: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> None:
    """Paint the kept cells. places: (N, 3) x, y, radius in units of the painter; far ones first."""
    scale = float(np.hypot(p.worldTransform().m11(), p.worldTransform().m12()))
    shade = QColor("#4A1216")
    shade.setAlphaF(0.26)
    p.save()
    p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    p.setPen(Qt.PenStyle.NoPen)
    for i in sorted(np.flatnonzero(keep), key=lambda j: (-int(sw.deep[j]), float(places[j, 1]))):
        x, y, r = (float(v) for v in places[i])
        size = max(4, round(r * scale * 1.5))
        flat = int(sw.flat[i])
        p.save()
        p.translate(x + 0.16 * r, y + 0.34 * r)
        p.rotate(float(sw.turn[i]))
        p.setBrush(shade)
        p.drawEllipse(QRectF(-r, -r * FLATS[flat], 2 * r, 2 * r * FLATS[flat]))
        p.restore()
        p.save()
        p.translate(x, y)
        p.rotate(float(sw.turn[i]))
        half = r * (1 + 3 / size)
        p.drawImage(QRectF(-half, -half, 2 * half, 2 * half), cell_sprite(size, flat, int(sw.deep[i])))
        p.restore()
    p.restore()
