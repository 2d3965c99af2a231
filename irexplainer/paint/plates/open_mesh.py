"""Meshes in the open artery: stent, stent retriever with the clot, plug."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QRadialGradient, QTransform

from irexplainer.paint.look import Look
from irexplainer.paint.paths import Floats, polygon_path
from irexplainer.paint.plates.artery_faces import artery_faces, clot_path
from irexplainer.paint.plates.artery_shape import lumen_edges
from irexplainer.paint.plates.faces import edge, line, outline_points, soft_shadow
from irexplainer.paint.plates.vessel_states import ArteryState
from irexplainer.paint.plates.wires import Profile, braid, draw_wires, edge_crossings, rod, straight

STENT_WIRES, STENT_TURNS = 6, 13 / 3
STENT_HALF = (11.6, 10.6)
"""Half length folded and open: it gets a little shorter as it opens."""
FOLDED = 0.62
BASKET = (-5.0, 10.0)
BASKET_TURNS = 4.0
TUBE_TIP, TUBE_RADIUS = -9.4, 1.6
PULL = 23.0
PLUG_HALF = 5.2


def smooth(t: float, a: float = 0.0, b: float = 1.0) -> float:
    """0 before a, 1 after b, even in between."""
    u = min(max((t - a) / (b - a), 0.0), 1.0)
    return u * u * (3 - 2 * u)


def stent_edges(state: ArteryState) -> tuple[float, float, Profile, Profile]:
    """Ends and edges of the stent; it opens from the far end back."""
    half = STENT_HALF[0] + (STENT_HALF[1] - STENT_HALF[0]) * state.stent
    x0, x1 = -half, half

    def share(x: Floats) -> Floats:
        u = np.clip(state.stent * 1.35 - 0.35 * (x1 - x) / (x1 - x0), 0, 1)
        return np.asarray(u * u * (3 - 2 * u))

    def upper(x: Floats) -> Floats:
        return np.asarray(-FOLDED + (lumen_edges(state, x)[0] + 0.1 + FOLDED) * share(x))

    def lower(x: Floats) -> Floats:
        return np.asarray(FOLDED + (lumen_edges(state, x)[1] - 0.1 - FOLDED) * share(x))

    return x0, x1, upper, lower


def paint_stent(p: QPainter, state: ArteryState, look: Look, far: bool) -> None:
    """Far half, then (after the balloon or shaft) what is left of the near half and the dots on the cut edge."""
    if state.stent_in < 0.02:
        return
    x0, x1, upper, lower = stent_edges(state)
    dx = -(1 - state.stent_in) * 30.0
    near_lines, far_lines = braid(x0, x1, STENT_WIRES, STENT_TURNS, upper, lower)
    p.save()
    p.translate(dx, 0)
    if far:
        draw_wires(p, far_lines, 0.27, look, (0.08, 0.2, 0.34))
        if state.stent < 0.97 and state.balloon_in < 0.02:
            back = -26.0 * smooth(state.stent, 0.86, 1.0)
            rod(p, straight(-60 + back, x1 + 1.6 + back, 0.42), look.ramp("catheter"), 0.06, look.flat)
    else:
        draw_wires(p, near_lines, 0.27, look, (0.06, 0.14, 0.2), opacity=1 - smooth(state.stent, 0.45, 0.85))
        if state.stent > 0.8:
            _dots(p, x0, x1, upper, lower, smooth(state.stent, 0.8, 1.0), look)
    p.restore()


def _dots(p: QPainter, x0: float, x1: float, upper: Profile, lower: Profile, opacity: float, look: Look) -> None:
    """Cut ends of the near half."""
    p.save()
    p.setOpacity(p.opacity() * opacity)
    p.setPen(Qt.PenStyle.NoPen)
    for x in edge_crossings(x0, x1, STENT_WIRES, STENT_TURNS):
        for edge_of in (upper, lower):
            y = float(edge_of(np.array([x]))[0])
            glow = QRadialGradient(QPointF(float(x) - 0.06, y - 0.08), 0.26)
            for stop, name in ((0.0, "#FFFFFF"), (0.4, "#C5CED3"), (1.0, "#4A565C")):
                glow.setColorAt(stop, QColor(name))
            p.setBrush(QBrush(QColor("#FFFFFF")) if look.flat else QBrush(glow))
            p.drawEllipse(QRectF(float(x) - 0.19, y - 0.19, 0.38, 0.38))
    p.restore()


def fine_tube_tip(state: ArteryState) -> float:
    """x of the tip of the basket's fine tube: through the clot, then drawn back while the basket opens."""
    there = -26.0 + 37.0 * smooth(state.retriever_in)
    return there - 19.0 * state.retriever


def tube_tip(state: ArteryState) -> float:
    """x of the mouth of the wide tube."""
    return -22.0 + (TUBE_TIP + 22.0) * smooth(state.suction_tube)


def basket(state: ArteryState) -> tuple[list[Floats], list[Floats]]:
    """(near, far) lines: joined to the wire on the near side, open beyond the clot; folds in tubes."""
    dx = -PULL * state.pulled
    tip, mouth = fine_tube_tip(state), tube_tip(state)

    def half(x: Floats) -> Floats:
        t = np.clip((x - BASKET[0]) / 3.4, 0, 1)
        open_ = np.clip((x - tip - 0.2) / 4.0, 0, 1) if state.pulled < 0.01 else np.ones_like(x)
        r = 2.78 * np.sqrt(t * (2 - t)) * open_ * open_ * (3 - 2 * open_)
        funnel = np.clip((x + dx - mouth) / 3.0, 0, 1)
        most = (TUBE_RADIUS - 0.4) + (3 - TUBE_RADIUS + 0.4) * funnel
        return np.asarray(np.minimum(r, most) + 0.03)

    lines = braid(BASKET[0], BASKET[1], 4, BASKET_TURNS, lambda x: -half(x), half, 170)
    shifted = [[np.asarray(q + np.array([dx, 0.0])) for q in group] for group in lines]
    return shifted[0], shifted[1]


def paint_retriever(p: QPainter, state: ArteryState, look: Look) -> None:
    """Far lines, clot, near lines, then the tubes it goes back into."""
    shown = state.retriever_in > 0.02
    near, far = basket(state) if shown and state.retriever > 0.02 else ([], [])
    draw_wires(p, far, 0.22, look)
    if state.clot > 0.02:
        paint_clot(p, state, look)
    if shown:
        tip = fine_tube_tip(state) - PULL * state.pulled
        joint = BASKET[0] - PULL * state.pulled
        if state.retriever > 0.02:
            rod(p, straight(-60, joint + 0.1, 0.15), look.ramp("wire"), 0.04, look.flat)
        draw_wires(p, near, 0.28, look)
        if state.retriever > 0.3:
            rod(p, straight(joint - 0.7, joint + 0.35, 0.27), look.ramp("steel"), 0.05, look.flat)
        _fine_tube(p, state, tip, look)
    if state.suction_tube > 0.02:
        wide_tube(p, tube_tip(state), TUBE_RADIUS, look)


def _fine_tube(p: QPainter, state: ArteryState, tip: float, look: Look) -> None:
    """The basket's tube; it runs through the clot, where it shows faintly."""
    tube = straight(-60, tip, 0.42)
    inside = clot_outline(state) if state.clot > 0.02 else QPainterPath()
    outside = QPainterPath()
    outside.addRect(QRectF(-60, -4, 120, 8))
    for zone, opacity in ((outside.subtracted(inside), 1.0), (inside, 0.9 if look.flat else 0.42)):
        p.save()
        p.setClipPath(zone, Qt.ClipOperation.IntersectClip)
        p.setOpacity(p.opacity() * opacity)
        rod(p, tube, look.ramp("microcatheter"), 0.07, look.flat)
        p.restore()


def clot_outline(state: ArteryState) -> QPainterPath:
    """The clot where it is now; pulled back with the basket, it is squeezed on its way into the tube."""
    size = 0.35 + 0.65 * state.clot
    ring = outline_points(clot_path()) * size
    ring[:, 0] += 2.6 * (1 - size) - PULL * state.pulled
    if state.pulled > 0.01:
        t = np.clip((ring[:, 0] - tube_tip(state)) / 3.5, 0, 1)
        most = (TUBE_RADIUS - 0.45) + (3.0 - TUBE_RADIUS + 0.45) * t * t * (3 - 2 * t)
        ring[:, 1] = np.clip(ring[:, 1], -most, most)
    return polygon_path(ring)


def paint_clot(p: QPainter, state: ArteryState, look: Look) -> None:
    """The clot, lit; what runs through it shows faintly."""
    path = clot_outline(state)
    if look.flat:
        p.fillPath(path, QColor(artery_faces()["clot"].flat))
        edge(p, path)
        return
    soft_shadow(p, path, (0.18, 0.45), 0.45, 0.42)
    size = 0.35 + 0.65 * state.clot
    place = QTransform().translate(2.6 * (1 - size) - PULL * state.pulled, 0).scale(size, size)
    brush: QBrush = artery_faces()["clot"].brush()
    brush.setTransform(brush.transform() * place)
    p.fillPath(path, brush)
    line(p, path, "#3E0F1C", 0.10, 0.6)


def wide_tube(p: QPainter, tip: float, radius: float, look: Look) -> None:
    """Guiding tube from the left with its open mouth at ``tip``."""
    shape = QPainterPath()
    shape.addRect(QRectF(-60, -radius, 60 + tip, 2 * radius))
    if not look.flat:
        soft_shadow(p, shape, (0.15, 0.55), 0.5, 0.42)
    rod(p, straight(-60, tip, radius), look.ramp("catheter"), 0.08, look.flat, ends=False)
    p.setPen(Qt.PenStyle.NoPen)
    for rx, ry, name in ((0.60, radius, "#7FD3D4"), (0.46, radius - 0.22, "#06343A")):
        p.setBrush(QColor(name))
        p.drawEllipse(QRectF(tip - rx, -ry, 2 * rx, 2 * ry))


def plug_edges(state: ArteryState) -> tuple[float, Profile]:
    """Half length and half width of the mesh plug: three lobes with a waist between them."""
    half = PLUG_HALF + 1.6 * (1 - state.plug)

    def wide(x: Floats) -> Floats:
        u = np.clip(x / half, -1, 1)
        lobes = 0.80 + 0.20 * np.abs(np.cos(1.5 * np.pi * u)) ** 0.7
        ends = np.sqrt(np.clip(1 - np.abs(u) ** 7, 0, 1))
        upper, lower = lumen_edges(state, x)
        full = (lower - upper) / 2 - 0.06
        return np.asarray((0.42 + (full * lobes - 0.42) * smooth(state.plug)) * ends + 0.02)

    return half, wide


def paint_plug(p: QPainter, state: ArteryState, look: Look) -> None:
    """Plug of fine mesh on its wire; lets go of it when open."""
    if state.plug_in < 0.02:
        return
    half, wide = plug_edges(state)
    p.save()
    p.translate(-(1 - state.plug_in) * 28, 0)
    near, far = braid(-half, half, 8, 4.0, lambda x: -wide(x), wide, 130)
    draw_wires(p, far, 0.13, look, (0.06, 0.14, 0.2))
    x = np.linspace(-half, half, 90)
    body = QPainterPath(QPointF(-half, 0))
    for a, b in np.vstack([np.column_stack([x, -wide(x)]), np.column_stack([x[::-1], wide(x[::-1])])]):
        body.lineTo(QPointF(float(a), float(b)))
    blood = QColor("#5E1C28")
    blood.setAlphaF(0.62 * smooth(state.plug, 0.55, 1.0))
    p.fillPath(body, blood)
    draw_wires(p, near, 0.15, look, (0.05, 0.12, 0.22))
    for sign in (-1.0, 1.0):
        rod(p, straight(sign * half - 0.5, sign * half + 0.5, 0.34), look.ramp("steel"), 0.05, look.flat)
    away = smooth(state.plug, 0.9, 1.0) * 10
    rod(p, straight(-60, -half - 0.4 - away, 0.17), look.ramp("wire"), 0.04, look.flat)
    rod(p, straight(-60, -half - 3.0 - 5 * state.plug - away * 0.6, 0.72), look.ramp("catheter"), 0.07, look.flat)
    p.restore()
