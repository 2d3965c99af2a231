"""Lower vena cava cut open: filter with hook and cone towards the head, its legs towards the feet, caught clot."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from irexplainer.atlas.cava import (
    ARMS,
    LEGS,
    TIP_Y,
    TOP,
    TRAVEL_CM,
    arm,
    cava_r,
    cava_x,
    hook,
    leg,
    lines,
    place,
    smooth,
    snare_top,
    tube_end,
)
from irexplainer.paint.look import Look
from irexplainer.paint.paths import Floats, polygon_path, polygons_path
from irexplainer.paint.plates.artery_faces import CLOT_RAMP
from irexplainer.paint.plates.cava_shape import BOTTOM, WALL, below, beyond, cava_faces, layer, opened
from irexplainer.paint.plates.cut import Cut, cut_face
from irexplainer.paint.plates.faces import edge, line, soft_shadow
from irexplainer.paint.plates.grain import Grain
from irexplainer.paint.plates.kept import painted_once, rim_box
from irexplainer.paint.plates.open_tree import StreamFilter, fade_out, paint_closed, paint_stream
from irexplainer.paint.plates.vessel_states import CavaState
from irexplainer.paint.plates.wires import draw_wires, rod
from irexplainer.paint.tubes import Tube

NEAR_LEGS = (0, 2, 5)


def paint_cava(p: QPainter, state: CavaState, look: Look, behind: bool = True) -> None:
    """Everything but the cells, in body cm. behind: also what is not cut open."""
    if behind:
        _wall(p, look, True)
    else:
        painted_once(p, ("cava_open", look.name), rim_box(layer(sum(WALL))), lambda q: _wall(q, look, False))
    p.save()
    p.setClipPath(layer(0.02), Qt.ClipOperation.IntersectClip)
    _filter(p, state, look)
    _tools(p, state, look)
    p.restore()


def _wall(p: QPainter, look: Look, behind: bool) -> None:
    faces = cava_faces()
    if behind:
        _uncut(p, look)
    if not look.flat:
        soft_shadow(p, faces["outer"].path, (0.0, 0.02), 0.09, 0.5, "#14264A")
    faces["outer"].paint(p, look)
    faces["muscle"].paint(p, look)
    hollow = faces["hollow"].path
    if not look.flat:
        line(p, hollow, "#F2F6FC", 2 * WALL[2])
        line(p, hollow, "#6F86B4", 0.015, 0.6)
    faces["hollow"].paint(p, look)


def _uncut(p: QPainter, look: Look) -> None:
    tubes: list[Tube] = []
    renal: list[Tube] = []
    for id, line_ in (*lines().items(), *below().items()):
        closed = line_[line_[:, 1] > 46].copy() if id == "inferior_vena_cava" else beyond(line_, 1.4)
        closed[:, 2] += sum(WALL) + 0.05
        (renal if "renal" in id else tubes).append(Tube(closed, False, False))
    if not look.flat:
        shape = polygons_path([t.parts[0] + t.parts[1] for t in tubes])
        soft_shadow(p, shape, (0.14, 0.34), 0.34, 0.30, look.color("tissue_shadow"))
    paint_closed(p, renal, look, 0.035, vein=True, fade=fade_out(4.5, 5.8))
    paint_closed(p, tubes, look, 0.035, vein=True)


def _filter(p: QPainter, state: CavaState, look: Look) -> None:
    """Far legs, clot, near legs, cone and hook; while folded it slides down inside the tube."""
    if state.filter_in < 0.02:
        return
    p.save()
    p.translate(0, -(1 - smooth(state.filter_in)) * TRAVEL_CM)
    legs = [leg(s, state.filter) for s in LEGS]
    far = [q for i, q in enumerate(legs) if i not in NEAR_LEGS] + [arm(s, state.filter) for s in ARMS[1:3]]
    near = [q for i, q in enumerate(legs) if i in NEAR_LEGS] + [arm(s, state.filter) for s in ARMS[::3]]
    draw_wires(p, far, 0.07, look, (0.03, 0.08, 0.34))
    if state.clot > 0.02 and state.filter > 0.5:
        _clot(p, state.clot, look)
    draw_wires(p, near, 0.09, look, (0.03, 0.09, 0.32))
    draw_wires(p, [hook()], 0.085, look, (0.03, 0.07, 0.3))
    cone = place(np.array([[-0.08, 0.0], [0.3, 0.0]]))
    rod(p, np.column_stack([cone, [0.10, 0.12]]), look.ramp("steel"), 0.02, look.flat)
    p.restore()


@lru_cache(maxsize=8)
def clot_path(size: float) -> QPainterPath:
    """Clot held below the cone: a finger that came up from a leg vein."""
    t = np.linspace(0, 1, 70)
    along = 0.62 + (2.3 + 1.3 * size) * t * (0.55 + 0.45 * size)
    half = (0.26 + 0.26 * size) * np.sin(np.pi * t**0.8) ** 0.7 + 0.03 * np.sin(14 * t)
    bend = 0.10 * np.sin(2.6 * t)
    ring = np.vstack([np.column_stack([along, bend - half]), np.column_stack([along, bend + half])[::-1]])
    return polygon_path(place(ring))


def _clot(p: QPainter, size: float, look: Look) -> None:
    path = clot_path(round(size, 2))
    if look.flat:
        p.fillPath(path, QColor("#6E2A38"))
        edge(p, path)
        return
    soft_shadow(p, path, (0.06, 0.13), 0.13, 0.4, "#101C38")
    p.fillPath(path, _clot_brush(round(size, 2)))
    line(p, path, "#3E0F1C", 0.03, 0.6)


@lru_cache(maxsize=8)
def _clot_brush(size: float) -> QBrush:
    cut = Cut(CLOT_RAMP, bevel=0.25, grain=Grain("lobule", 0.26, 1.5), spec=0.2, mottle=0.04, seed=3, soft=0.02)
    return cut_face(clot_path(size), cut, 40.0).brush()


def _tools(p: QPainter, state: CavaState, look: Look) -> None:
    if state.sheath > 0.02:
        y = np.linspace(50.0, tube_end(state.sheath, state.filter), 60)
        tube = np.column_stack([cava_x(y), y, np.full(len(y), 0.17)])
        folded = state.filter < 0.98 and state.filter_in > 0.02
        if not look.flat:
            soft_shadow(p, edge_path_ribbon(tube), (0.05, 0.12), 0.1, 0.35, "#101C38")
        p.setOpacity(0.82 if folded and not look.flat else 1.0)
        rod(p, tube, look.ramp("catheter"), 0.022, look.flat, ends=False)
        p.setOpacity(1.0)
    if state.snare > 0.02:
        _snare(p, state, look)


def edge_path_ribbon(tube: Floats) -> QPainterPath:
    """Outline of a nearly upright tube (N, 3)."""
    side = np.column_stack([tube[:, 2], np.zeros(len(tube))])
    return polygon_path(np.vstack([tube[:, :2] - side, (tube[:, :2] + side)[::-1]]))


def _snare(p: QPainter, state: CavaState, look: Look) -> None:
    """Loop from the neck, laid round the hook and tightened."""
    tight = smooth(state.snare, 0.6, 1.0)
    y0 = snare_top(state.snare)
    y = np.linspace(50.0, y0, 40)
    rod(p, np.column_stack([cava_x(y), y, np.full(40, 0.12)]), look.ramp("catheter"), 0.02, look.flat, ends=False)
    wide, tall = 0.42 - 0.3 * tight, 1.05 - 0.05 * tight
    a = np.linspace(0, 2 * np.pi, 60)
    middle = float(cava_x(np.array([y0]))[0]) + 0.06
    loop = np.column_stack([middle + wide * np.sin(a), y0 + tall * (1 - np.cos(a)) / 2])
    draw_wires(p, [loop], 0.055, look, (0.03, 0.07, 0.3), ("#7A5A14", "#FFE9A8"))


def paint_cava_cells(p: QPainter, state: CavaState, look: Look, seconds: float, speed: float) -> None:
    """Blood up to the heart, joined by the blood of both kidneys; past the filter and its clot."""
    left, right = opened()[1:]
    blocked = []
    if state.clot > 0.1 and state.filter > 0.5:
        blocked.append(clot_path(round(state.clot, 2)))
    if state.sheath > 0.02:
        y = np.linspace(50.0, tube_end(state.sheath, state.filter) + 0.2, 30)
        blocked.append(edge_path_ribbon(np.column_stack([cava_x(y), y, np.full(30, 0.3)])))
    if state.filter_in > 0.5:
        cone = QPainterPath()
        cone.addEllipse(QPointF(float(cava_x(np.array([TIP_Y]))[0]) - 0.05, TIP_Y - 0.02), 0.42, 0.85)
        blocked.append(cone)
    full = lines()["inferior_vena_cava"]
    full = full[(full[:, 1] > TOP - 0.6) & (full[:, 1] < BOTTOM + 0.6)]
    p.save()
    p.setClipPath(layer(-0.02), Qt.ClipOperation.IntersectClip)
    main = StreamFilter(None, blocked)
    paint_stream(p, full[::-1], 0.155, seconds, 2.2 * speed, 12, main, 0.3, state.cells)
    for seed, stump in ((13, left), (14, right)):
        stump = stump[::-1].copy()
        stump = np.vstack([_before(stump, 1.2), stump])
        beside = StreamFilter(None, [_core()])
        paint_stream(p, stump, 0.13, seconds, 1.5 * speed, seed, beside, 0.3, state.cells)
    p.restore()


def _before(line_: Floats, reach: float) -> Floats:
    """A straight piece before the first point, so that cells come out from under the wall."""
    back = (line_[0, :2] - line_[3, :2]) / np.hypot(*(line_[0, :2] - line_[3, :2]))
    start = line_[0].copy()
    start[:2] += back * reach
    return np.asarray(start[None])


@lru_cache(maxsize=1)
def _core() -> QPainterPath:
    """The cava without its rim: there its own blood runs."""
    y = np.linspace(TOP, BOTTOM, 40)
    side = np.column_stack([cava_r(y) * 0.86, np.zeros(len(y))])
    middle = np.column_stack([cava_x(y), y])
    return polygon_path(np.vstack([middle - side, (middle + side)[::-1]]))
