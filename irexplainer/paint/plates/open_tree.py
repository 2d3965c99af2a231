"""Branching vessels cut open: layers of the wall around a united hollow, blood along curved lines."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath

from irexplainer.geom.tube import normals
from irexplainer.paint.look import Look
from irexplainer.paint.paths import Floats, path_of_rings
from irexplainer.paint.plates.cells import draw_cells, swarm
from irexplainer.paint.ramps import Ramp
from irexplainer.paint.relief import mix, rgb
from irexplainer.paint.tubes import Shading, Tube, paint_tubes, paint_veiled, union_path

Flags = npt.NDArray[np.bool_]
BOWL_STEPS = 18


def grown(lines: Sequence[Floats], by: float) -> list[Floats]:
    """Lines (N, 3) with ``by`` added to every radius."""
    out = []
    for line in lines:
        copy = np.array(line, float)
        copy[:, 2] = np.maximum(copy[:, 2] + by, 1e-3)
        out.append(copy)
    return out


def joined(lines: Sequence[Floats], by: float = 0.0, ends: bool = True) -> QPainterPath:
    """Outer edge of tubes that open into each other, each radius larger by ``by``. ends: round."""
    path = union_path([Tube(line, ends, ends) for line in grown(lines, by)])
    path.setFillRule(Qt.FillRule.WindingFill)
    return path.simplified()


def length_of(line: Floats) -> float:
    """Arc length of a planar line."""
    return float(np.hypot(*np.diff(line[:, :2], axis=0).T).sum())


ARTERY_TUBE: Ramp = ("#9A3B38", "#D9796C", "#F8C3B2")
VEIN_TUBE: Ramp = ("#35558F", "#6F96CE", "#BFD5EF")
FLAT_ARTERY: Ramp = ("#6A2420", "#8A3A34", "#8A3A34")
FLAT_VEIN: Ramp = ("#22406E", "#2F558E", "#2F558E")


def paint_closed(
    p: QPainter, tubes: Sequence[Tube], look: Look, outline: float, vein: bool = False, fade: QBrush | None = None
) -> None:
    """Where the vessel is not cut open. fade: alpha over the plate (left out in high contrast)."""
    if look.flat:
        shading = Shading(FLAT_VEIN if vein else FLAT_ARTERY, outline * 0.6, 0.25, outline_color="#FFFFFF")
    else:
        shading = Shading(VEIN_TUBE if vein else ARTERY_TUBE, outline, 0.25)
    if fade is None or look.flat:
        paint_tubes(p, tubes, shading)
    else:
        paint_veiled(p, tubes, shading, 1.0, fade)


def fade_out(inner: float, outer: float) -> QBrush:
    """Alpha that is full up to ``inner`` to both sides of x = 0 and gone at ``outer``."""
    gradient = QLinearGradient(QPointF(-outer, 0), QPointF(outer, 0))
    share = (outer - inner) / (2 * outer)
    for stop, alpha in ((0.0, 0), (share, 255), (1 - share, 255), (1.0, 0)):
        gradient.setColorAt(stop, QColor(0, 0, 0, alpha))
    return QBrush(gradient)


def paint_bowl(p: QPainter, lines: Sequence[Floats], ramp: Ramp, ends: bool = True) -> None:
    """Nested rings whose light side is away from the lamp: the eye reads a hollow."""
    tubes = [Tube(line, ends, ends) for line in lines]
    starts = np.cumsum([0] + [len(t.parts[0]) for t in tubes[:-1]]).astype(np.intp)
    base, spread, shift = (np.vstack([t.parts[i] for t in tubes]) for i in range(3))
    for i in range(BOWL_STEPS):
        t = i / (BOWL_STEPS - 1)
        p.fillPath(path_of_rings(base + (1 - 0.9 * t) * spread - 0.42 * t * shift, starts), _tone(ramp, t))


def _tone(ramp: Ramp, t: float) -> QColor:
    shadow, base, light = (rgb(c) for c in ramp)
    c = mix(shadow, base, min(t / 0.42, 1.0) ** 0.8) if t < 0.42 else mix(base, light, (t - 0.42) / 0.58 * 0.75)
    return QColor.fromRgbF(*(float(v) for v in np.clip(c, 0, 1)))


def paint_stream(
    p: QPainter,
    line: Floats,
    size: float,
    seconds: float,
    speed: float,
    seed: int,
    keep: "StreamFilter | None" = None,
    share: float = 0.3,
    fill: float = 1.0,
) -> None:
    """Cells along a planar line (N, 3). size: radius of a cell in units; speed: units per second; fill: share shown.

    Where the vessel is wider than on average the cells spread with it; they slow down near the wall.
    """
    mean = float(line[:, 2].mean())
    total = length_of(line)
    sw = swarm(round(total / mean, 2), round(min(size / mean, 0.45), 3), seed, share)
    s = np.mod(sw.along * mean + seconds * speed * (1 - 0.3 * sw.across**2), total)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line[:, :2], axis=0).T))])
    normal = normals(line)
    x, y, r, nx, ny = (np.interp(s, along, c) for c in (*line.T[:3], *normal.T))
    radius = np.minimum(sw.size * mean, r * 0.7)
    out = sw.across * np.maximum(r - radius * 0.95, 0.0)
    places = np.column_stack([x + nx * out, y + ny * out, radius])
    shown = np.arange(len(s)) < len(s) * fill
    if keep is not None:
        shown &= keep(places)
    draw_cells(p, places, sw, shown)


class StreamFilter:
    """Which cells (N, 3) are shown: inside one path and outside others."""

    def __init__(self, inside: QPainterPath | None, outside: Sequence[QPainterPath] = ()) -> None:
        self.inside, self.outside = inside, outside

    def __call__(self, places: Floats) -> Flags:
        """True for each shown cell."""

        found = np.ones(len(places), bool)
        for i, (x, y, _) in enumerate(places):
            point = QPointF(float(x), float(y))
            within = self.inside is None or self.inside.contains(point)
            found[i] = within and not any(path.contains(point) for path in self.outside)
        return found
