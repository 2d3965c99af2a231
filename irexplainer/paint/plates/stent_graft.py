"""Stent graft: an ivory tube with zigzag rings, open at both ends, that unfolds from a thin tube."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from irexplainer.atlas.aneurysm import graft_rings
from irexplainer.paint.look import Look
from irexplainer.paint.paths import Floats, polygon_path
from irexplainer.paint.plates.faces import edge, line, soft_shadow
from irexplainer.paint.plates.open_tree import joined
from irexplainer.paint.plates.wires import draw_wires
from irexplainer.paint.tubes import Shading, Tube, paint_veiled

IVORY = ("#A79A88", "#EFE7DA", "#FFFFFF")


def paint_graft(p: QPainter, tubes: Sequence[Floats], mouths: Sequence[tuple[Floats, bool]], look: Look) -> None:
    """Fabric of lines (N, 3) that open into each other, its rings, and its open ends.

    mouths: (line, True for its first point) of every open end.
    """
    shown = [t for t in tubes if len(t) > 3]
    if not shown:
        return
    shape = joined(shown, ends=False)
    if look.flat:
        p.fillPath(shape, QColor("#6E675C"))
        edge(p, shape)
    else:
        soft_shadow(p, shape, (0.06, 0.16), 0.16, 0.38)
        paint_veiled(p, [Tube(t, False, False) for t in shown], Shading(IVORY, 0.02, 0.4), 0.92)
    for i, tube in enumerate(shown):
        draw_wires(p, graft_rings(tube, i == 0), 0.055, look, (0.012, 0.03, 0.22))
    for end, first in mouths:
        if len(end) > 3:
            _mouth(p, end, first, look)


def mouth_ellipse(end: Floats, first: bool) -> tuple[Floats, Floats, float]:
    """Middle, unit direction out of the tube, radius of an open end."""
    i, j = (0, 2) if first else (-1, -3)
    out = end[i, :2] - end[j, :2]
    return end[i, :2], out / np.hypot(*out), float(end[i, 2])


def _mouth(p: QPainter, end: Floats, first: bool, look: Look) -> None:
    """The open end: one looks past the rim at the inner side of the far wall."""
    middle, out, r = mouth_ellipse(end, first)
    side = np.array([-out[1], out[0]])
    a = np.linspace(0, 2 * np.pi, 60)
    flat = 0.30

    def oval(share: float) -> QPainterPath:
        ring = middle + r * share * (np.cos(a)[:, None] * side + flat * np.sin(a)[:, None] * out)
        return polygon_path(ring)

    p.setPen(Qt.PenStyle.NoPen)
    if look.flat:
        p.fillPath(oval(1.0), QColor("#000000"))
        edge(p, oval(1.0), px=2.5)
        return
    p.fillPath(oval(1.0), QColor("#F4EEE3"))
    p.fillPath(oval(0.88), QColor("#6B2A2A"))
    p.save()
    p.setClipPath(oval(0.88))
    glow = QColor("#C06A5E")
    glow.setAlphaF(0.75)
    p.setBrush(glow)
    centre = middle - out * r * 0.10
    p.drawEllipse(QPointF(float(centre[0]), float(centre[1])), r * 0.62, r * 0.2)
    p.restore()
    line(p, oval(1.0), "#7E7466", 0.022, 0.8)


def mouth_path(end: Floats, first: bool) -> QPainterPath:
    """Outline of an open end."""
    middle, out, r = mouth_ellipse(end, first)
    side = np.array([-out[1], out[0]])
    a = np.linspace(0, 2 * np.pi, 40)
    return polygon_path(middle + r * 0.86 * (np.cos(a)[:, None] * side + 0.3 * np.sin(a)[:, None] * out))
