"""Metal in cut-open vessels: round wires as lines with a light core, meshes sorted into a far and a near half."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from irexplainer.paint.look import Look
from irexplainer.paint.paths import Floats
from irexplainer.paint.plates.faces import edge_path
from irexplainer.paint.tubes import Shading, Tube, paint_tubes

Profile = Callable[[Floats], Floats]
STEEL = ("#3E4A50", "#D5DEE2")
FLAT = ("#000000", "#FFFFFF")


def wire_path(lines: Sequence[Floats]) -> QPainterPath:
    """All lines (N, 2) as one path."""
    path = QPainterPath()
    for points in lines:
        if len(points) > 1:
            path.addPath(edge_path(points))
    return path


def draw_wires(
    p: QPainter,
    lines: Sequence[Floats],
    width: float,
    look: Look,
    shadow: tuple[float, float, float] = (0.10, 0.26, 0.30),
    colors: tuple[str, str] = STEEL,
    opacity: float = 1.0,
) -> None:
    """Wires of ``width``. shadow: (dx, dy, alpha) on what lies behind; alpha 0 for none."""
    path = wire_path(lines)
    if path.isEmpty() or opacity < 0.02:
        return
    dark, light = FLAT if look.flat else colors
    p.save()
    p.setOpacity(p.opacity() * opacity)
    p.setBrush(Qt.BrushStyle.NoBrush)
    if shadow[2] > 0 and not look.flat:
        ink = QColor("#3A1418")
        ink.setAlphaF(shadow[2])
        p.save()
        p.translate(shadow[0], shadow[1])
        p.strokePath(path, _pen(ink, width * 1.25))
        p.restore()
    for tone, share, slide in ((dark, 1.0, 0.0), (light, 0.6 if look.flat else 0.46, 1.0)):
        p.save()
        p.translate(-0.08 * width * slide, -0.13 * width * slide)
        p.setPen(_pen(QColor(tone), width * share))
        for points in lines:
            if len(points) > 1:
                p.drawPath(edge_path(points))
        p.restore()
    p.restore()


def _pen(ink: QColor, width: float) -> QPen:
    return QPen(ink, width, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)


def braid(
    x0: float, x1: float, wires: int, half_turns: float, upper: Profile, lower: Profile, steps: int = 150
) -> tuple[list[Floats], list[Floats]]:
    """Lines (N, 2) of a braided tube from x0 to x1, (near, far). upper, lower: its edges at x.

    half_turns: how often a wire crosses from edge to edge; wires run both ways and start together at x0.
    """
    t = np.linspace(0, 1, steps)
    x = x0 + (x1 - x0) * t
    top, low = upper(x), lower(x)
    middle, half = (top + low) / 2, (low - top) / 2
    near: list[Floats] = []
    far: list[Floats] = []
    for k in range(wires):
        for way in (1.0, -1.0):
            angle = way * t * half_turns * np.pi + (k + 0.5) * 2 * np.pi / wires
            line = np.column_stack([x, middle + half * np.sin(angle)])
            _split(line, np.cos(angle) > 0, near, far)
    return near, far


def _split(
    line: Floats, front: "np.ndarray[tuple[int], np.dtype[np.bool_]]", near: list[Floats], far: list[Floats]
) -> None:
    """Cut a line where it passes from the near to the far side; pieces share the point between them."""
    turns = np.flatnonzero(front[1:] != front[:-1]) + 1
    edges = [0, *turns.tolist(), len(line)]
    for a, b in pairwise(edges):
        (near if front[a] else far).append(line[a : min(b + 1, len(line))])


def edge_crossings(x0: float, x1: float, wires: int, half_turns: float) -> Floats:
    """x of the places at which wires of a braid cross its edges (the same on both)."""
    found = []
    for k in range(wires):
        for way in (1.0, -1.0):
            start = (k + 0.5) * 2 * np.pi / wires
            for n in range(-40, 41):
                t = (np.pi / 2 + n * np.pi - start) / (way * half_turns * np.pi)
                if 0 <= t <= 1:
                    found.append(x0 + (x1 - x0) * t)
    return np.unique(np.round(found, 3))


def rod(p: QPainter, line: Floats, ramp: tuple[str, str, str], outline: float, flat: bool, ends: bool = True) -> None:
    """A tube (N, 3) x, y, radius with the vessel recipe. ends: round caps."""
    edge = "#000000" if flat else None
    paint_tubes(p, [Tube(np.asarray(line, float), ends, ends)], Shading(ramp, outline, 0.7, outline_color=edge))


def straight(x0: float, x1: float, radius: float, y: float = 0.0, n: int = 24) -> Floats:
    """Straight centerline (N, 3)."""
    return np.column_stack([np.linspace(x0, x1, n), np.full(n, y), np.full(n, radius)])
