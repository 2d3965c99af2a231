"""What works inside the open artery: wire, balloon, beads; meshes are in ``open_mesh``. Order back to front."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QRadialGradient

from irexplainer.paint.look import Look
from irexplainer.paint.paths import Floats, polygon_path
from irexplainer.paint.plates.artery_shape import HALF, lumen_edges
from irexplainer.paint.plates.cut import Cut, cut_face
from irexplainer.paint.plates.faces import edge, line, soft_shadow
from irexplainer.paint.plates.open_mesh import (
    BASKET,
    PLUG_HALF,
    PULL,
    paint_plug,
    paint_retriever,
    paint_stent,
    smooth,
    tube_tip,
)
from irexplainer.paint.plates.vessel_states import ArteryState
from irexplainer.paint.plates.wires import rod, straight
from irexplainer.paint.ramps import Ramp

BALLOON_RAMP: Ramp = ("#2C7F8C", "#7CC9CF", "#E6FBFA")
BALLOON_HALF, SHOULDER = 12.2, 3.6
MARKERS = (-8.5, 8.5)
"""x of the two dark markers: at the shoulders, where the full width begins and ends."""
FOLDED = 0.6
BEADS = 52
BEAD = (0.54, 0.72)
BEAD_TONES = ("#F4E8F8", "#8A63A1", "#43285A")


def paint_devices(p: QPainter, state: ArteryState, look: Look) -> None:
    """All devices of a state, inside the current clip."""
    if state.wire > 0.02:
        _wire(p, state, look)
    paint_stent(p, state, look, far=True)
    if state.balloon_in > 0.02:
        paint_balloon(p, state, look)
    paint_stent(p, state, look, far=False)
    if state.clot > 0.02 or state.retriever_in > 0.02 or state.suction_tube > 0.02:
        paint_retriever(p, state, look)
    paint_plug(p, state, look)
    if state.beads > 0.005:
        paint_beads(p, state, look)


def _wire(p: QPainter, state: ArteryState, look: Look) -> None:
    """Guide wire with a soft, slightly bent tip."""
    tip = -HALF - 3 + (2 * HALF - 0.4) * state.wire
    x = np.linspace(-60, tip, 160)
    y = 0.22 * np.sin((x + 40) * 0.16)
    y -= 0.85 * np.clip((x - tip + 3.4) / 3.4, 0, 1) ** 2.2
    wire = np.column_stack([x, y, np.full(len(x), 0.19)])
    if not look.flat:
        soft_shadow(p, _ribbon(wire), (0.08, 0.32), 0.22, 0.34)
    rod(p, wire, look.ramp("wire"), 0.05, look.flat)


def _ribbon(tube: Floats) -> QPainterPath:
    upper = tube[:, :2] - np.column_stack([np.zeros(len(tube)), tube[:, 2]])
    lower = tube[:, :2] + np.column_stack([np.zeros(len(tube)), tube[:, 2]])
    return polygon_path(np.vstack([upper, lower[::-1]]))


def balloon_edges(state: ArteryState, x: Floats) -> tuple[Floats, Floats]:
    """Upper and lower edge: as wide as it is filled, held back where the deposit is still in the way (the waist)."""
    dense = np.linspace(-BALLOON_HALF, BALLOON_HALF, 161)
    upper, lower = lumen_edges(state, dense)
    full = FOLDED + (3.6 - FOLDED) * smooth(state.balloon)
    kernel = np.exp(-0.5 * (np.arange(-9, 10) / 4.5) ** 2)
    kernel /= kernel.sum()
    shape = np.sin(np.clip((BALLOON_HALF - np.abs(dense)) / SHOULDER, 0, 1) * np.pi / 2) ** 0.9
    edges = []
    for sign, rim in ((-1.0, -upper), (1.0, lower)):
        soft = np.convolve(np.pad(rim, 9, mode="edge"), kernel, "valid")
        edges.append(sign * np.maximum(np.minimum(full, np.minimum(soft, rim + 0.1) - 0.14) * shape, 0.3))
    return np.interp(x, dense, edges[0]), np.interp(x, dense, edges[1])


def balloon_outline(state: ArteryState) -> Floats:
    """Closed outline of the balloon at its place."""
    x = np.linspace(-BALLOON_HALF, BALLOON_HALF, 161)
    top, low = balloon_edges(state, x)
    return np.vstack([np.column_stack([x, top]), np.column_stack([x[::-1], low[::-1]])])


@lru_cache(maxsize=8)
def _balloon_face(state: ArteryState) -> tuple[QPainterPath, QBrush]:
    path = polygon_path(balloon_outline(state))
    cut = Cut(BALLOON_RAMP, bevel=0.0, puff=0.75, spec=0.4, bounce=0.5, mottle=0.0, soft=0.08)
    return path, cut_face(path, cut, 14.0).brush()


def paint_balloon(p: QPainter, state: ArteryState, look: Look) -> None:
    """Shaft, wire, balloon with both markers; see-through enough to show what runs inside."""
    p.save()
    p.translate(-(1 - smooth(state.balloon_in)) * 32, 0)
    alone = ArteryState(narrowing=state.narrowing, flattened=state.flattened, taper=state.taper, balloon=state.balloon)
    if state.balloon_in < 0.98:
        alone = ArteryState()
    path, brush = _balloon_face(alone)
    shaft = straight(-60, -BALLOON_HALF + 0.9, 0.5)
    if look.flat:
        p.fillPath(path, QColor("#1E7F88"))
        edge(p, path)
    else:
        soft_shadow(p, path, (0.12, 0.42), 0.45, 0.42)
        p.setOpacity(0.93)
        p.fillPath(path, brush)
        p.setOpacity(1.0)
        line(p, path, "#2C7F8C", 0.11, 0.8)
    _folds(p, state, look)
    p.setOpacity(1.0 if look.flat else 0.55)
    rod(p, straight(-BALLOON_HALF + 0.6, BALLOON_HALF + 0.5, 0.2, 0.05), look.ramp("wire"), 0.04, look.flat)
    p.setOpacity(1.0)
    for x in MARKERS:
        rod(p, straight(x - 0.55, x + 0.55, 0.36, 0.05), ("#111111", "#333333", "#999999"), 0.05, look.flat)
    rod(p, shaft, look.ramp("catheter"), 0.07, look.flat)
    rod(p, straight(BALLOON_HALF - 0.5, BALLOON_HALF + 1.1, 0.32), look.ramp("catheter"), 0.05, look.flat)
    p.restore()


def _folds(p: QPainter, state: ArteryState, look: Look) -> None:
    """Creases of the folded balloon; they go as it fills."""
    strength = 1 - smooth(state.balloon, 0.02, 0.45)
    if strength < 0.03 or look.flat:
        return
    x = np.linspace(-BALLOON_HALF + 2.6, BALLOON_HALF - 2.6, 60)
    for y in (-0.22, 0.16):
        crease = QPainterPath(QPointF(float(x[0]), y))
        for v in x[1:]:
            crease.lineTo(QPointF(float(v), y + 0.06 * float(np.sin(v * 0.9 + y * 9))))
        line(p, crease, "#1F6671", 0.09, 0.55 * strength)


@lru_cache(maxsize=4)
def bead_places(taper: float) -> Floats:
    """(N, 3) x, y, radius of beads jammed in the thinning artery, from the far end back; none lies on another."""
    state = ArteryState(taper=taper)
    rs = np.random.RandomState(11)
    placed: list[tuple[float, float, float]] = []
    for x in np.linspace(15.2, -8.0, 580):
        if len(placed) >= BEADS:
            break
        upper, lower = (float(v[0]) for v in lumen_edges(state, np.array([x])))
        for _ in range(6):
            r = rs.uniform(*BEAD)
            room = (lower - upper) / 2 - r - 0.12
            y = (upper + lower) / 2 + max(room, 0.0) * rs.uniform(-1, 1)
            if all((x - a) ** 2 + (y - b) ** 2 > (r + c) ** 2 * 0.94 for a, b, c in placed[-16:]):
                placed.append((float(x), y, r))
                break
    return np.array(placed)


def paint_beads(p: QPainter, state: ArteryState, look: Look) -> None:
    """Beads at rest and the next ones on their way."""
    rest = bead_places(round(state.taper, 2))
    order = state.beads * (len(rest) + 9)
    p.save()
    p.setPen(Qt.PenStyle.NoPen)
    for i, (x, y, r) in enumerate(rest):
        t = smooth(order - i, 0.0, 9.0)
        if order <= i:
            break
        start = -HALF - 2.0
        at = start + (x - start) * t
        height = y * (0.4 + 0.6 * t) + 0.8 * np.sin(i * 2.4) * (1 - t)
        _bead(p, float(at), float(height), float(r), look)
    p.restore()


def _bead(p: QPainter, x: float, y: float, r: float, look: Look) -> None:
    if not look.flat:
        shade = QColor("#3A1418")
        shade.setAlphaF(0.3)
        p.setBrush(shade)
        p.drawEllipse(QRectF(x - r * 0.92, y - r * 0.7, 2.1 * r, 2.1 * r))
    glow = QRadialGradient(QPointF(x - r * 0.32, y - r * 0.38), r * 1.35)
    for stop, name in zip((0.0, 0.45, 1.0), BEAD_TONES, strict=True):
        glow.setColorAt(stop, QColor(name))
    p.setBrush(QBrush(QColor("#D9A6FF")) if look.flat else QBrush(glow))
    p.drawEllipse(QRectF(x - r, y - r, 2 * r, 2 * r))
    if look.flat:
        path = QPainterPath()
        path.addEllipse(QRectF(x - r, y - r, 2 * r, 2 * r))
        edge(p, path, "#000000", 1.5)


def room_for_cells(state: ArteryState, places: Floats) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Cells (N, 3) that no device covers, and none beyond what closes the artery."""
    x, y, r = places.T
    keep = np.ones(len(places), bool)
    if state.balloon_in > 0.02:
        dx = -(1 - smooth(state.balloon_in)) * 32
        top, low = balloon_edges(state, np.clip(x - dx, -BALLOON_HALF, BALLOON_HALF))
        beside = np.abs(x - dx) < BALLOON_HALF + 0.6
        keep &= ~(beside & (y + r > top - 0.1) & (y - r < low + 0.1))
        keep &= ~((x < dx - BALLOON_HALF + 1) & (np.abs(y) < r + 0.7))
    if state.clot > 0.3 and state.pulled < 0.8:
        keep &= x < -5.4 - PULL * state.pulled
    if state.suction_tube > 0.02:
        keep &= ~((x < tube_tip(state) + 0.9) & (np.abs(y) < r + 1.75))
    if state.retriever_in > 0.02:
        end = BASKET[0] - PULL * state.pulled
        keep &= ~((x < max(end, tube_tip(state)) + 0.5) & (np.abs(y) < r + 0.55))
    if state.plug > 0.75 and state.plug_in > 0.95:
        keep &= x < -PLUG_HALF - 0.8
        keep &= ~((x < 0) & (np.abs(y) < r + 0.8))
    if state.beads > 0.02:
        rest = bead_places(round(state.taper, 2))[: max(1, int(state.beads * BEADS))]
        keep &= x < float(rest[:, 0].min()) - 1.0
    return keep
