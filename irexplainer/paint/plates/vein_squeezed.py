"""Pelvic vein cut open lengthwise where an artery presses it against the spine; a balloon and a stent open it.

Blood runs to the right; the front of the body is up. The vein has no valves here. Devices are those of the open
artery: the squeeze takes as much of the lumen as its deposit (``artery_shape.deposit``).
"""

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen, QRadialGradient

from irexplainer.paint.look import Look
from irexplainer.paint.paths import Floats, polygon_path
from irexplainer.paint.plates.artery_open import paint_artery_cells
from irexplainer.paint.plates.artery_shape import LUMEN, REACH, X, dense, deposit, widening
from irexplainer.paint.plates.faces import edge, line, soft_shadow
from irexplainer.paint.plates.open_devices import paint_devices
from irexplainer.paint.plates.vein_open import RIM, paint_vein_wall, ring
from irexplainer.paint.plates.vessel_bed import paint_bed
from irexplainer.paint.plates.vessel_states import ArteryState
from irexplainer.paint.plates.warp import painted_spread

ARTERY_R = 2.75
"""Outer radius of the pressing artery, units of the drawing (vein radius 3)."""
ARTERY_WALL = (0.34, 0.5, 0.16)
"""Outer layer, muscle, lining."""
SPINE_REACH = 9.5
SPINE_FADE = (7.0, 13.0)
"""Behind its front edge the bone fades away, y in units."""
GAP = 0.3
SQUEEZE_REACH = 7.0
"""How far from the artery the squeeze reaches; no farther than that of the devices (``artery_shape.bump``)."""


def pressed(state: ArteryState, x: Floats) -> Floats:
    """How far the wall of the vein is moved outwards (negative: pressed in) at every x; devices widen it a little."""
    above, below = deposit(state)
    return np.asarray(widening(state, x) - (above + below) / 2 * np.exp(-(np.abs(x / SQUEEZE_REACH) ** 2.4)))


def paint_squeezed(p: QPainter, state: ArteryState, look: Look, behind: bool = True) -> None:
    """Everything but the cells, in units of the drawing."""
    if behind:
        paint_bed(p, look)
    box = (-REACH, -RIM - 2.0, REACH, RIM + 5.0)
    _spine(p, state, look)
    painted_spread(p, box, LUMEN, lambda x: pressed(state, x), lambda q: paint_vein_wall(q, look, behind))
    _artery(p, state, look)
    p.save()
    p.setClipPath(_lumen(state), Qt.ClipOperation.IntersectClip)
    paint_devices(p, state, look)
    p.restore()


def paint_squeezed_cells(p: QPainter, state: ArteryState, look: Look, seconds: float, speed: float) -> None:
    """Cells drift to the right and slow down nowhere but at the devices."""
    p.save()
    p.setClipPath(_lumen(state), Qt.ClipOperation.IntersectClip)
    paint_artery_cells(p, state, look, seconds, speed)
    p.restore()


def _lumen(state: ArteryState) -> QPainterPath:
    points = dense(ring(RIM - LUMEN))
    points[:, 1] += np.clip(points[:, 1] / LUMEN, -1, 1) * pressed(state, points[:, 0])
    return polygon_path(points)


def _artery(p: QPainter, state: ArteryState, look: Look) -> None:
    """The artery in front, cut across: it lies on the vein and rises as the vein opens."""
    rise = float(pressed(state, np.zeros(1))[0])
    middle = QPointF(0.0, -(RIM + rise) - ARTERY_R + GAP)
    rims = [ARTERY_R - sum(ARTERY_WALL[:i]) for i in range(4)]
    disks = []
    for r in rims:
        disk = QPainterPath()
        disk.addEllipse(middle, r, r)
        disks.append(disk)
    if look.flat:
        p.fillPath(disks[0], QColor("#8A3A34"))
        p.fillPath(disks[3], QColor("#4A1512"))
        edge(p, disks[0])
        return
    soft_shadow(p, disks[0], (0.2, 0.6), 0.6, 0.34, "#3A1A18")
    for disk, r, tones in zip(disks, rims, (("#F6E3D0", "#C9A283"), ("#E08A80", "#A03C38")), strict=False):
        glow = QRadialGradient(middle - QPointF(0.3 * r, 0.4 * r), 1.5 * r)
        glow.setColorAt(0.0, QColor(tones[0]))
        glow.setColorAt(1.0, QColor(tones[1]))
        p.fillPath(disk, QBrush(glow))
    line(p, disks[1], "#A5453F", 0.05, 0.7)
    p.fillPath(disks[2], QColor("#FBEADD"))
    deep = QRadialGradient(middle + QPointF(0.2, 0.3), rims[3])
    for at, tone in ((0.0, "#C2463F"), (0.7, "#9E2F2C"), (1.0, "#6C1C1C")):
        deep.setColorAt(at, QColor(tone))
    p.fillPath(disks[3], QBrush(deep))
    line(p, disks[0], "#8C5A48", 0.06, 0.6)


def _spine(p: QPainter, state: ArteryState, look: Look) -> None:
    """The front of a spine bone behind the vein: a low, broad hill it is pressed against."""
    rise = pressed(state, X)
    hill = RIM + 0.2 + rise + 2.4 * (np.abs(X) / SPINE_REACH) ** 2.2
    top = np.column_stack([X, hill])
    path = polygon_path(np.vstack([top, [(top[-1, 0], 30.0), (top[0, 0], 30.0)]]))
    if look.flat:
        p.fillPath(path, QColor("#6E675C"))
        edge(p, path)
        return
    fall = QLinearGradient(QPointF(0, float(top[:, 1].min())), QPointF(0, SPINE_FADE[1]))
    tones = ("#FFFDF4", "#EFE3C6", "#D9C79E") if look.light else ("#C9C2AF", "#8E8A7C", "#4E5450")
    for at, tone, alpha in zip((0.0, 0.4, 0.7, 1.0), (*tones, tones[2]), (1.0, 1.0, 0.8, 0.0), strict=True):
        ink = QColor(tone)
        ink.setAlphaF(alpha)
        fall.setColorAt(at, ink)
    p.fillPath(path, QBrush(fall))
    rim = QPainterPath(QPointF(*map(float, top[0])))
    for point in top[1:]:
        rim.lineTo(QPointF(*map(float, point)))
    fade = QLinearGradient(QPointF(0, SPINE_FADE[0]), QPointF(0, SPINE_FADE[1] - 3.0))
    fade.setColorAt(0.0, QColor("#A08E66"))
    fade.setColorAt(1.0, QColor(160, 142, 102, 0))
    p.strokePath(rim, QPen(QBrush(fade), 0.1))
