"""Soft tissue around a vessel that is cut open: pale fat that fades into the canvas, so that nothing floats."""

import numpy as np
from PySide6.QtGui import QColor, QPainter, QPainterPath

from irexplainer.paint.look import Look
from irexplainer.paint.paths import polygon_path
from irexplainer.paint.plates.cut import Cut
from irexplainer.paint.plates.faces import Face, line
from irexplainer.paint.plates.grain import Grain
from irexplainer.paint.plates.store import Stored
from irexplainer.paint.plates.warp import faded

HALF_W, HALF_H = 34.0, 15.0
FADE_X, FADE_Y = 16.0, 9.0
PX = 11.0
NIGHT = "#122A33"


def bed_face() -> Face:
    """The relief of the bed."""
    x, y = HALF_W, HALF_H
    block = polygon_path(np.array([(-x, -y), (x, -y), (x, y), (-x, y)]))
    fat = Cut(
        ("#D2B184", "#F3E3C2", "#FFF8E8"), bevel=0.6, grain=Grain("lobule", 2.6, 1.5), spec=0.12, edge=0.2, seed=12
    )
    return Face("vessel_bed", block, fat, PX, "#000000")


def pictures() -> tuple[Stored, ...]:
    """What the bed needs from disk."""
    return (bed_face().stored(),)


def paint_bed(p: QPainter, look: Look) -> None:
    """Paint the bed in units of the drawing; nothing in high contrast."""
    if look.flat:
        return
    box = (-HALF_W, -HALF_H, HALF_W, HALF_H)
    faded(p, box, (FADE_X, FADE_Y, FADE_X, FADE_Y), True, lambda q: _block(q, look))


def _block(p: QPainter, look: Look) -> None:
    face = bed_face()
    p.setOpacity(0.9 if look.light else 0.32)
    p.fillPath(face.path, face.brush())
    if not look.light:
        night = QColor(NIGHT)
        night.setAlphaF(0.66)
        p.fillPath(face.path, night)
    _strands(p, look)
    p.setOpacity(1.0)


def _strands(p: QPainter, look: Look) -> None:
    """A few fine bands that hold the vessel in its bed."""
    rs = np.random.RandomState(4)
    ink = QColor("#FFF6E6" if look.light else "#7C8A86")
    for _ in range(22):
        x, side = rs.uniform(-30, 30), rs.choice([-1, 1])
        path = QPainterPath()
        path.moveTo(x, side * 3.6)
        path.cubicTo(x + rs.uniform(-2, 2), side * 6, x + rs.uniform(-5, 5), side * 8, x + rs.uniform(-7, 7), side * 12)
        ink.setAlphaF(rs.uniform(0.10, 0.30))
        line(p, path, ink.name(), rs.uniform(0.10, 0.26), ink.alphaF())
