"""Artery cut open lengthwise: wall, deposit under the lining, hollow, and whatever works in it."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QTransform

from irexplainer.paint.look import Look
from irexplainer.paint.plates.artery_faces import artery_faces
from irexplainer.paint.plates.artery_shape import (
    DEPOSIT,
    HALF,
    LINING,
    LUMEN,
    MUSCLE,
    OUTER,
    REACH,
    RIM,
    blood_path,
    bump,
    deposit,
    deposit_paths,
    lining_paths,
    lumen_edges,
    spread_path,
    widening,
    window,
    window_ring,
)
from irexplainer.paint.plates.cells import draw_cells, swarm
from irexplainer.paint.plates.faces import inner_shade, line, soft_shadow
from irexplainer.paint.plates.kept import painted_once
from irexplainer.paint.plates.open_devices import paint_devices, room_for_cells
from irexplainer.paint.plates.open_tree import paint_closed
from irexplainer.paint.plates.vessel_states import ArteryState
from irexplainer.paint.plates.warp import painted_spread
from irexplainer.paint.tubes import Tube

if TYPE_CHECKING:
    from PySide6.QtGui import QBrush

SCAR = "#E6BCA8"
SPEED = 9.0
"""Units per second that cells move at full speed."""
CELL = 0.178
"""Radius of a cell as a share of the lumen radius: about a hundred times too large."""


def paint_artery(p: QPainter, state: ArteryState, look: Look, behind: bool = True) -> None:
    """Everything but the cells, in units of the drawing; the painter's transform is a shift and a scale.

    behind: with the shadow on what lies behind; False where that is painted already.
    """
    box = (-REACH, -RIM - 2.0, REACH, RIM + 5.0)

    def wall(q: QPainter) -> None:
        painted_spread(q, box, LUMEN, lambda x: widening(state, x), lambda r: _wall(r, state, look, behind))

    if behind:
        wall(p)
    else:
        key = ("artery_open", look.name, state.narrowing, state.flattened, state.taper, state.scar)
        painted_once(p, key, (-HALF - 7, -RIM - 3, HALF + 7, RIM + 3), wall)
    p.save()
    p.setClipPath(spread_path(state, window_ring(RIM - LUMEN - LINING)), Qt.ClipOperation.IntersectClip)
    paint_devices(p, state, look)
    p.restore()


def _wall(p: QPainter, state: ArteryState, look: Look, behind: bool) -> None:
    faces = artery_faces()
    tube = np.column_stack([np.linspace(-REACH, REACH, 40), np.zeros(40), np.full(40, RIM + 0.35)])
    if behind and not look.flat:
        soft_shadow(p, _strip(), (0.4, 1.0), 0.9, 0.30, look.color("tissue_shadow"))
    paint_closed(p, [Tube(tube, False, False)], look, 0.10)
    if not look.flat:
        soft_shadow(p, window(), (0.0, 0.05), 0.28, 0.55, "#5A1A18")
    faces["outer"].paint(p, look)
    if not look.flat:
        line(p, window(OUTER), "#A5453F", 0.05, 0.7)
    faces["muscle"].paint(p, look)
    faces["lining"].paint(p, look)
    _blood_side(p, state, look)


def _strip() -> QPainterPath:
    path = QPainterPath()
    path.addRect(-REACH, -RIM - 0.3, 2 * REACH, 2 * RIM + 0.6)
    return path


def _blood_side(p: QPainter, state: ArteryState, look: Look) -> None:
    faces, hollow = artery_faces(), blood_path(state)
    for part, path, full, thick in zip(
        ("deposit_above", "deposit_below"), deposit_paths(state), DEPOSIT, deposit(state), strict=True
    ):
        if not path.isEmpty():
            _deposit(p, part, path, thick / full, look, state.scar)
    faces["hollow"].paint(p, look, hollow)
    if look.flat:
        p.save()
        p.setClipPath(window(OUTER + MUSCLE), Qt.ClipOperation.IntersectClip)
        for rim in lining_paths(state):
            line(p, rim, "#F4D9C8", 0.22)
        p.restore()
        return
    _far_deposit(p, state, hollow)
    upper, lower = lining_paths(state)
    inner_shade(p, hollow, [upper], (0.16, 0.42), 0.55, 0.42 * min(1.0, state.narrowing * 3))
    p.save()
    p.setClipPath(window(OUTER + MUSCLE), Qt.ClipOperation.IntersectClip)
    for rim, dy in ((upper, -0.07), (lower, 0.07)):
        line(p, rim.translated(0, dy), "#C79F8A", LINING * 1.55, 0.9)
        line(p, rim.translated(0, dy), "#FBEADD", LINING * 1.15)
        line(p, rim.translated(0.0, dy * 0.4 - 0.035), "#FFFFFF", LINING * 0.3, 0.55)
    p.restore()


def _deposit(p: QPainter, part: str, path: QPainterPath, share: float, look: Look, scar: float) -> None:
    """Relief of the full deposit, pressed flat towards the wall; a scar has the color of the lining."""
    face = artery_faces()[part]
    base = -(LUMEN + LINING) if part.endswith("above") else LUMEN + LINING
    if look.flat:
        face.paint(p, look, path)
        return
    brush: QBrush = face.brush()
    press = QTransform().translate(0, base).scale(1, max(share, 0.05)).translate(0, -base)
    brush.setTransform(brush.transform() * press)
    p.fillPath(path, brush)
    if scar > 0:
        ink = QColor(SCAR)
        ink.setAlphaF(0.82 * scar)
        p.fillPath(path, ink)
    line(p, path, "#A5685A" if scar > 0 else "#9A7430", 0.06, 0.55)


def _far_deposit(p: QPainter, state: ArteryState, hollow: QPainterPath) -> None:
    """The deposit goes round: its far part shows through the hollow."""
    strength = state.narrowing * (0.78 - 0.34 * state.flattened)
    if strength < 0.02:
        return
    gradient = QLinearGradient(-10.5, 0, 10.5, 0)
    for t in np.linspace(0, 1, 25):
        ink = QColor(SCAR if state.scar > 0 else "#E9CD90")
        ink.setAlphaF(float(np.clip(strength * min(1.0, bump(np.array([-10.5 + 21 * t]))[0]), 0, 1)))
        gradient.setColorAt(float(t), ink)
    p.fillPath(hollow, gradient)


def paint_artery_cells(p: QPainter, state: ArteryState, look: Look, seconds: float, speed: float) -> None:
    """Cells that drift with the blood. speed: 0 stands still, 1 flows."""
    x = np.linspace(-HALF - 2, HALF + 2, 400)
    ring = 2 * (HALF + 2)
    seconds = -seconds if state.against > 0.5 else seconds
    sw = swarm(round(ring / LUMEN, 2), CELL, 5, 0.36)
    upper, lower = lumen_edges(state, x)
    wide = np.maximum(lower - upper, 0.3)
    s = np.concatenate([[0.0], np.cumsum((wide[1:] + wide[:-1]) / 2 * np.diff(x))]) / (2 * LUMEN)
    profile = 1.0 - 0.3 * sw.across**2
    at = np.mod(sw.along * LUMEN + seconds * SPEED * speed * profile, ring)
    px = np.interp(at, s, x, right=np.inf)
    keep = np.isfinite(px) & (np.arange(len(px)) < len(px) * state.cells)
    px = np.where(keep, px, 0.0)
    top, low = np.interp(px, x, upper), np.interp(px, x, lower)
    half = (low - top) / 2
    size = np.minimum(sw.size * LUMEN, half * 0.72)
    py = (top + low) / 2 + sw.across * np.maximum(half - size * 0.8 - 0.2, 0.0)
    places = np.column_stack([px, py, size])
    p.save()
    p.setClipPath(spread_path(state, window_ring(RIM - LUMEN - LINING)), Qt.ClipOperation.IntersectClip)
    p.setClipPath(blood_path(state, at_rest=False), Qt.ClipOperation.IntersectClip)
    draw_cells(p, places, sw, keep & room_for_cells(state, places))
    p.restore()
