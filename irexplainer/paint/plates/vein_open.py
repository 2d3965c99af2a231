"""Deep vein cut open lengthwise: thin wall, two valves, a clot that a tube sucks out. Blood runs to the right."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QTransform

from irexplainer.paint.look import Look
from irexplainer.paint.paths import Floats, polygon_path
from irexplainer.paint.plates.artery_faces import CLOT_RAMP
from irexplainer.paint.plates.artery_shape import HALF, LUMEN, REACH, dense, opening
from irexplainer.paint.plates.cells import draw_cells, swarm
from irexplainer.paint.plates.cut import Cut
from irexplainer.paint.plates.faces import Face, edge, edge_path, inner_shade, line, outline_points, soft_shadow
from irexplainer.paint.plates.grain import Grain
from irexplainer.paint.plates.kept import painted_once
from irexplainer.paint.plates.open_mesh import smooth, wide_tube
from irexplainer.paint.plates.open_tree import paint_closed
from irexplainer.paint.plates.store import Stored
from irexplainer.paint.plates.vessel_states import VeinState
from irexplainer.paint.plates.warp import painted_spread
from irexplainer.paint.tubes import Tube

WALL = (0.18, 0.20, 0.10)
"""Outer layer, muscle, lining: together about a sixth of the radius."""
RIM = LUMEN + sum(WALL)
VALVES = (-9.6, 6.2)
"""x at which the cusps of the two valves begin."""
CUSP = 5.0
CLOT_X = (-6.2, 3.6)
PULL = 22.0
TUBE_TIP, TUBE_RADIUS = -8.6, 1.55
PX = 22.0
MEMBRANE = ("#B7A2B4", "#EADCE6", "#FFFAFC")


def sinus(x: Floats) -> Floats:
    """The wall bulges out a little behind every cusp."""
    return np.asarray(sum(0.42 * np.exp(-(np.abs((x - v - 3.0) / 2.9) ** 3)) for v in VALVES))


def ring(inset: float) -> Floats:
    """Points of the opening, at rest."""
    return opening(HALF - inset, RIM - inset, 3.2)


@lru_cache(maxsize=1)
def vein_faces() -> dict[str, Face]:
    """Every relief of the plate by name."""
    inside = RIM - LUMEN
    outer = Cut(("#7F93B8", "#D3DDEC", "#F8FBFF"), bevel=0.12, grain=Grain("lobule", 0.5, 0.5), soft=0.05)
    muscle = Cut(("#33548C", "#7C9FD0", "#BCD2EC"), bevel=0.12, grain=Grain("stripe", 0.19, 0.9, 90.0), soft=0.04)
    hollow = Cut(("#4F6EA8", "#A5BEE2", "#DFEAF7"), bevel=2.6, puff=-0.55, spec=0.18, grain=Grain("ripple", 0.5, 0.4))
    clot = Cut(CLOT_RAMP, bevel=0.9, grain=Grain("lobule", 0.85, 1.5), spec=0.2, mottle=0.04, seed=5)
    faces = (
        Face("vein_open_outer", polygon_path(ring(0.0)), outer, PX, "#5A6E92"),
        Face("vein_open_muscle", polygon_path(ring(WALL[0])), muscle, PX, "#3E6CB0"),
        Face("vein_open_hollow", polygon_path(ring(inside)), hollow, PX, "#14233F", (0.7, 0.2, 0.55, 0.38)),
        Face("vein_open_clot", clot_path(), clot, PX, "#6E2A38"),
    )
    return {face.name.removeprefix("vein_open_"): face for face in faces}


def pictures() -> tuple[Stored, ...]:
    """What the plate needs from disk."""
    return tuple(face.stored() for face in vein_faces().values())


def clot_path() -> QPainterPath:
    """Long clot between the valves, its tail pointing along the blood."""
    t = np.linspace(0, 1, 90)
    x = CLOT_X[0] + (CLOT_X[1] - CLOT_X[0]) * t
    tall = 2.62 * np.sin(np.pi * t**0.72) ** 0.62 * (1 - 0.25 * t)
    wave = 0.16 * np.sin(7.0 * t + 1.0) + 0.1 * np.sin(17 * t)
    upper, lower = np.column_stack([x, -tall + wave]), np.column_stack([x, tall * 0.96 + wave * 0.6])
    return polygon_path(np.vstack([upper, lower[::-1]]))


def paint_vein(p: QPainter, state: VeinState, look: Look, behind: bool = True) -> None:
    """Everything but the cells, in units of the drawing. behind: with the shadow on what lies behind."""
    box = (-REACH, -RIM - 2.0, REACH, RIM + 5.0)

    def wall(q: QPainter) -> None:
        painted_spread(q, box, LUMEN, sinus, lambda r: paint_vein_wall(r, look, behind))

    if behind:
        wall(p)
    else:
        painted_once(p, ("vein_open", look.name), (-HALF - 7, -RIM - 3, HALF + 7, RIM + 3), wall)
    p.save()
    p.setClipPath(_spread(ring(RIM - LUMEN)), Qt.ClipOperation.IntersectClip)
    for x in VALVES:
        _valve(p, x, state.valve, look)
    if state.clot > 0.02:
        _clot(p, state, look)
    if state.tube > 0.02:
        wide_tube(p, tube_tip(state), TUBE_RADIUS, look)
    p.restore()


def tube_tip(state: VeinState) -> float:
    """x of the mouth of the tube."""
    return -22.0 + (TUBE_TIP + 22.0) * smooth(state.tube)


def _spread(points: Floats) -> QPainterPath:
    out = dense(points)
    out[:, 1] += np.clip(out[:, 1] / LUMEN, -1, 1) * sinus(out[:, 0])
    return polygon_path(out)


def paint_vein_wall(p: QPainter, look: Look, behind: bool) -> None:
    """The wall and the hollow at rest, cut open."""
    faces = vein_faces()
    tube = np.column_stack([np.linspace(-REACH, REACH, 40), np.zeros(40), np.full(40, RIM + 0.28)])
    if behind and not look.flat:
        strip = QPainterPath()
        strip.addRect(QRectF(-REACH, -RIM - 0.28, 2 * REACH, 2 * RIM + 0.56))
        soft_shadow(p, strip, (0.4, 1.0), 0.9, 0.28, look.color("tissue_shadow"))
    paint_closed(p, [Tube(tube, False, False)], look, 0.10, vein=True)
    if not look.flat:
        soft_shadow(p, polygon_path(ring(0.0)), (0.0, 0.05), 0.26, 0.5, "#14264A")
    faces["outer"].paint(p, look)
    faces["muscle"].paint(p, look)
    hollow = faces["hollow"].path
    if not look.flat:
        line(p, hollow, "#F2F6FC", 2 * WALL[2])
        line(p, hollow, "#6F86B4", 0.05, 0.6)
    faces["hollow"].paint(p, look)
    if not look.flat:
        inner_shade(p, hollow, [hollow], (0.0, 0.0), 0.16, 0.3, "#1B2F5C")


def cusp(x0: float, valve: float, side: float) -> Floats:
    """Cut edge (N, 2) of a cusp from the wall to its free edge. valve: 1 open, 0 closed; side: -1 above, 1 below."""
    t = np.linspace(0, 1, 40)
    shut = np.column_stack([x0 + CUSP * (0.92 * t**0.85), LUMEN - (LUMEN - 0.05) * np.sin(t * np.pi / 2) ** 1.15])
    wide = np.column_stack([x0 + CUSP * t, LUMEN - 0.75 * np.sin(t * np.pi * 0.62)])
    line_ = shut + (wide - shut) * smooth(valve)
    return np.asarray(line_ * [1.0, side])


def _valve(p: QPainter, x0: float, valve: float, look: Look) -> None:
    """Two thin pockets; the half beyond the cut is seen as a pale sail."""
    for side in (-1.0, 1.0):
        free = cusp(x0, valve, side)
        t = np.linspace(0, 1, 30)
        rim = LUMEN + sinus(x0 + CUSP * t)
        seat = np.column_stack([x0 + CUSP * 1.02 * t, side * rim * (1 - t**1.9)])
        u = np.linspace(0, 1, 12)[1:-1]
        bow = 0.5 * smooth(valve) * np.sin(np.pi * u)
        margin = free[-1] + (seat[-1] - free[-1]) * u[:, None] + np.column_stack([bow, np.zeros(len(u))])
        sail = polygon_path(np.vstack([free, margin, seat[::-1]]))
        thin = 1 - 0.55 * smooth(valve)
        cut = edge_path(free)
        if look.flat:
            p.fillPath(sail, QColor("#3A4A66"))
            edge(p, cut, px=4.0)
            continue
        soft_shadow(p, sail, (0.14, 0.32), 0.28, 0.3 * thin, "#1B2F5C")
        glow = QLinearGradient(QPointF(x0, side * LUMEN), QPointF(x0 + CUSP, 0))
        for stop, name, alpha in ((0.0, MEMBRANE[0], 0.75), (0.45, MEMBRANE[1], 0.82), (1.0, MEMBRANE[2], 0.86)):
            ink = QColor(name)
            ink.setAlphaF(alpha * thin)
            glow.setColorAt(stop, ink)
        p.fillPath(sail, QBrush(glow))
        line(p, cut, "#6E5A78", 0.30)
        line(p, cut, "#FBF3F6", 0.21)
        line(p, edge_path(seat), "#8C7A9A", 0.06, 0.6)


def clot_outline(state: VeinState) -> QPainterPath:
    """The clot now: sucked to the left, squeezed in the mouth of the tube."""
    size = 0.4 + 0.6 * state.clot
    points = outline_points(clot_path()) * size
    points[:, 0] += -1.3 * (1 - size) - PULL * smooth(state.pulled)
    if state.pulled > 0.005:
        t = np.clip((points[:, 0] - tube_tip(state)) / 4.0, 0, 1)
        most = (TUBE_RADIUS - 0.4) + (LUMEN - TUBE_RADIUS + 0.4) * t * t * (3 - 2 * t)
        points[:, 1] = np.clip(points[:, 1], -most, most)
    return polygon_path(points)


def _clot(p: QPainter, state: VeinState, look: Look) -> None:
    path, face = clot_outline(state), vein_faces()["clot"]
    if look.flat:
        p.fillPath(path, QColor(face.flat))
        edge(p, path)
        return
    soft_shadow(p, path, (0.18, 0.45), 0.45, 0.42, "#101C38")
    size = 0.4 + 0.6 * state.clot
    place = QTransform().translate(-1.3 * (1 - size) - PULL * smooth(state.pulled), 0).scale(size, size)
    brush = face.brush()
    brush.setTransform(brush.transform() * place)
    p.fillPath(path, brush)
    line(p, path, "#3E0F1C", 0.10, 0.6)


def paint_vein_cells(p: QPainter, state: VeinState, look: Look, seconds: float, speed: float) -> None:
    """Cells drift to the right, through open valves; closed ones hold them."""
    total = 2 * (HALF + 2)
    sw = swarm(round(total / LUMEN, 2), 0.165, 6, 0.34)
    moved = seconds * 6.0 * speed * (1 - 0.3 * sw.across**2)
    x = np.mod(sw.along * LUMEN + moved, total) - HALF - 2
    near = np.max([np.exp(-(((x - v - CUSP * 0.75) / 2.4) ** 2)) for v in VALVES], axis=0)
    free = 1 - near * (0.27 + 0.55 * (1 - state.valve))
    r = sw.size * LUMEN
    places = np.column_stack([x, sw.across * (LUMEN * free - r * 0.9 - 0.15), r])
    keep = np.arange(len(x)) < len(x) * state.cells
    for v in VALVES:
        keep &= ~((x > v + 0.3) & (x < v + CUSP + 0.6) & (np.abs(places[:, 1]) + r > 0.2)) | (state.valve > 0.5)
    if state.clot > 0.3 and state.pulled < 0.75:
        keep &= (x < CLOT_X[0] - 0.8 - PULL * smooth(state.pulled)) | (x > VALVES[1] + CUSP + 1.0)
    if state.tube > 0.02:
        keep &= ~((x < tube_tip(state) + 0.9) & (np.abs(places[:, 1]) < r + TUBE_RADIUS + 0.2))
    p.save()
    p.setClipPath(_spread(ring(RIM - LUMEN)), Qt.ClipOperation.IntersectClip)
    draw_cells(p, places, sw, keep)
    p.restore()
