"""Platinum coils: long loops that first line the inner wall of the sac and then fill its middle; none lies outside."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from irexplainer.paint.look import Look
from irexplainer.paint.paths import Floats
from irexplainer.paint.plates.brain_shape import CENTER, SIZE, dome
from irexplainer.paint.plates.faces import edge_path
from irexplainer.paint.plates.slab import blend

RADIUS = 0.15
"""Of the coil, mm: true coils are 0.25 to 0.35 mm across."""
SHELLS = ((0.97, 9), (0.95, 8), (0.80, 8), (0.60, 7), (0.38, 5))
"""How far from the middle (share of the inner radius) and how many loops, in the order in which they go in."""
STEPS = 64
PIECE = 12
"""Points of a piece that lies wholly over or under another one."""
TONES = ("#4A3D1E", "#B9A265", "#F9EFC8")
NECK_X = CENTER[0] - SIZE


@lru_cache(maxsize=1)
def loops() -> Floats:
    """The whole coil (N, 3): x, y, depth (-1 far, 1 near), in the order in which it goes in."""
    rs = np.random.RandomState(5)
    rows = []
    for shell, (far, count) in enumerate(SHELLS):
        for k in range(count):
            lean = k * np.pi / count + 0.35 * shell + rs.uniform(-0.15, 0.15)
            spin = k * 2.399963 + shell
            a = np.linspace(0, 2 * np.pi * 1.06, STEPS, endpoint=False) + rs.uniform(0, 6.28)
            ring = np.column_stack([np.cos(a), np.sin(a) * np.cos(lean), np.sin(a) * np.sin(lean)])
            offset = rs.uniform(-0.34, 0.34)
            pole = np.array([0.0, -np.sin(lean), np.cos(lean)])
            ring = ring * np.sqrt(1 - offset**2) + pole * offset
            c, s = np.cos(spin), np.sin(spin)
            x, y = ring[:, 0] * c - ring[:, 1] * s, ring[:, 0] * s + ring[:, 1] * c
            rows.append(np.column_stack([x, y, ring[:, 2]]) * far)
    return _in_sac(_eased(np.vstack(rows)))


def _eased(line: Floats) -> Floats:
    """One line without jumps between loops."""
    kernel = np.exp(-0.5 * (np.arange(-6, 7) / 3.0) ** 2)
    kernel /= kernel.sum()
    ends = np.pad(line, ((6, 6), (0, 0)), mode="edge")
    out = np.column_stack([np.convolve(column, kernel, "valid") for column in ends.T])
    size = np.linalg.norm(out, axis=1) / np.maximum(np.linalg.norm(line, axis=1), 1e-6)
    return np.asarray(out / np.maximum(size, 0.55)[:, None])


def _in_sac(line: Floats) -> Floats:
    """Unit ball to the sac: each point keeps its share of the inner radius in its direction."""
    angle = np.arctan2(line[:, 1], line[:, 0])
    flat = np.minimum(np.hypot(line[:, 0], line[:, 1]), 0.985)
    reach = (dome(angle) - RADIUS - 0.07) * flat
    x, y = CENTER[0] + reach * np.cos(angle), CENTER[1] + reach * np.sin(angle)
    return np.column_stack([x, y, line[:, 2]])


def paint_coils(p: QPainter, share: float, start: tuple[float, float], look: Look) -> None:
    """The part of the coil that is in (0..1), from far to near; the last piece runs to the tube's tip ``start``."""
    whole = loops()
    count = int(len(whole) * min(max(share, 0.0), 1.0))
    if count < 4:
        return
    line = whole[:count]
    pieces = [line[i : i + PIECE + 1] for i in range(0, count - 2, PIECE)]
    pieces.sort(key=lambda q: float(q[:, 2].mean()))
    if share < 0.99:
        last = line[-1]
        t = np.linspace(0, 1, 10)[:, None]
        pieces.append(np.column_stack([last[:2] * (1 - t) + np.array(start) * t, np.full(10, 1.0)]))
    p.save()
    p.setBrush(Qt.BrushStyle.NoBrush)
    for piece in pieces:
        _piece(p, piece, look)
    p.restore()


def _piece(p: QPainter, piece: Floats, look: Look) -> None:
    path = edge_path(piece)
    near = float(np.clip((piece[:, 2].mean() + 1) / 2, 0, 1))
    dark, base, light = ("#000000", "#E9D48A", "#FFFFFF") if look.flat else TONES
    if not look.flat and near > 0.35:
        _stroke(p, path, "#2A1510", RADIUS * 3.0, 0.20, (0.07, 0.15), Qt.PenCapStyle.FlatCap)
    _stroke(p, path, dark, RADIUS * 2 + 0.10, 1.0, cap=Qt.PenCapStyle.FlatCap)
    _stroke(p, path, blend("#7A6838", base, near) if not look.flat else base, RADIUS * 1.9, 1.0)
    _stroke(p, path, light, RADIUS * 0.75, 0.35 + 0.6 * near, (-0.035, -0.055))


def _stroke(
    p: QPainter,
    path: QPainterPath,
    color: str,
    width: float,
    alpha: float,
    by: tuple[float, float] = (0.0, 0.0),
    cap: Qt.PenCapStyle = Qt.PenCapStyle.RoundCap,
) -> None:
    ink = QColor(color)
    ink.setAlphaF(alpha)
    p.setPen(QPen(ink, width, c=cap, j=Qt.PenJoinStyle.RoundJoin))
    p.drawPath(path.translated(QPointF(*by)))


def packing() -> float:
    """Share of the sac's room that the whole coil fills (ball of the same size as the sac)."""
    steps = np.hypot(*np.diff(loops()[:, :2], axis=0).T)
    depth = np.diff(loops()[:, 2]) * SIZE
    length = float(np.sqrt(steps**2 + depth**2).sum())
    return length * np.pi * RADIUS**2 / (4 / 3 * np.pi * SIZE**3)
