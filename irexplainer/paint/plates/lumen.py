"""An artery cut open lengthwise: layers of its wall, the hollow in it, blood cells."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QRadialGradient

from irexplainer.paint.paths import Floats, path_of_rings
from irexplainer.paint.plates.slab import blend
from irexplainer.paint.ramps import Ramp
from irexplainer.paint.relief import mix, rgb
from irexplainer.paint.tubes import Tube, union_path

OUTER = "#EAD2BA"
MIDDLE = "#C25650"
HOLLOW: Ramp = ("#A9453F", "#E79A8C", "#FCD8CA")
LINING = "#FBE9DC"
BOWL_STEPS = 18


def paint_open_artery(p: QPainter, lines: Sequence[Floats], wall: float, cells: float) -> None:
    """Wall, lumen and cells of a vessel tree (each (N, 3): u, v, lumen radius) in plate cm.

    wall: thickness cm. cells: radius of a blood cell, cm (far too large, so that it can be seen); 0 for none.
    """
    for grow, color, rim in ((wall, OUTER, "#9C6F58"), (wall * 0.74, MIDDLE, "#A8403C")):
        layer = _joined(lines, grow)
        p.fillPath(layer, QColor(color))
        p.strokePath(layer, QPen(QColor(rim), wall * 0.16))
    tubes = [Tube(line, False, False) for line in lines]
    _bowl(p, tubes)
    inside = _joined(lines, 0.0)
    p.save()
    p.setClipPath(inside, Qt.ClipOperation.IntersectClip)
    if cells:
        for line in lines:
            _cells(p, line, cells)
    p.restore()
    lining = QColor(LINING)
    lining.setAlphaF(0.9)
    p.strokePath(inside, QPen(lining, wall * 0.42))


def _joined(lines: Sequence[Floats], grow: float) -> QPainterPath:
    """Outer edge of a vessel tree, each radius larger by ``grow`` cm."""
    path = union_path([Tube(wider(line, grow), False, False) for line in lines])
    path.setFillRule(Qt.FillRule.WindingFill)
    return path.simplified()


def wider(line: Floats, by: float) -> Floats:
    """The line with ``by`` cm added to its radius."""
    out = np.array(line, float)
    out[:, 2] += by
    return out


def _bowl(p: QPainter, tubes: Sequence[Tube]) -> None:
    """Nested rings whose light side is away from the lamp: the eye reads a hollow."""
    starts = np.cumsum([0] + [len(t.parts[0]) for t in tubes[:-1]]).astype(np.intp)
    base, spread, shift = (np.vstack([t.parts[i] for t in tubes]) for i in range(3))
    for i in range(BOWL_STEPS):
        t = i / (BOWL_STEPS - 1)
        p.fillPath(path_of_rings(base + (1 - 0.9 * t) * spread - 0.42 * t * shift, starts), _tone(t))


def _tone(t: float) -> QColor:
    shadow, base, light = (rgb(c) for c in HOLLOW)
    c = mix(shadow, base, min(t / 0.42, 1.0) ** 0.8) if t < 0.42 else mix(base, light, (t - 0.42) / 0.58 * 0.75)
    return QColor.fromRgbF(*(float(v) for v in np.clip(c, 0, 1)))


def cell_places(line: Floats, size: float) -> list[tuple[float, float, float, float]]:
    """x, y, turn in degrees and flatness of cells scattered in a vessel, never closer than two radii; fixed."""
    rs = np.random.RandomState(4)
    steps = np.hypot(*np.diff(line[:, :2], axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    wanted = int(along[-1] * float(line[:, 2].mean()) / (size * size) * 0.12)
    got: list[tuple[float, float, float, float]] = []
    for _ in range(wanted * 6):
        if len(got) >= wanted:
            break
        s = rs.uniform(0, along[-1])
        x, y, r = (float(np.interp(s, along, column)) for column in line[:, :3].T)
        offset = rs.uniform(-1, 1) * (r - size * 0.9)
        if all((x - a) ** 2 + (y + offset - b) ** 2 > (2.15 * size) ** 2 for a, b, _, _ in got[-60:]):
            got.append((x, y + offset, rs.uniform(-35, 35) + 90 * (rs.rand() < 0.2), 0.5 + 0.4 * rs.rand()))
    return got


def _cells(p: QPainter, line: Floats, size: float) -> None:
    """Flattened discs with a dimple and a small shadow."""
    p.setPen(Qt.PenStyle.NoPen)
    gradient = QRadialGradient(QPointF(-0.2, -0.25), 1.15)
    for stop, name in ((0.0, "#8E1C22"), (0.34, "#C2383A"), (0.62, "#E0695F"), (0.86, "#C23A3C"), (1.0, "#8A1E24")):
        gradient.setColorAt(stop, QColor(name))
    shade = QColor("#6B1A1C")
    shade.setAlphaF(0.28)
    for x, y, turn, flat in cell_places(line, size):
        p.save()
        p.translate(x, y)
        p.rotate(turn)
        p.scale(size, size * flat)
        p.setBrush(shade)
        p.drawEllipse(QRectF(-0.85, -0.7, 2.0, 2.0))
        p.setBrush(gradient)
        p.drawEllipse(QRectF(-1, -1, 2, 2))
        p.restore()


def flat_artery(p: QPainter, lines: Sequence[Floats], wall: float, fill: str, edge: str) -> None:
    """High contrast: one color with a white rim."""
    walls, inside = _joined(lines, wall), _joined(lines, 0.0)
    pen = QPen(QColor(edge), 2.0)
    pen.setCosmetic(True)
    for path, color in ((walls, blend(fill, "#000000", 0.35)), (inside, fill)):
        p.fillPath(path, QColor(color))
        p.strokePath(path, pen)
