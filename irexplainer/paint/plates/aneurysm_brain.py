"""Aneurysm of a brain artery cut open: fine tube at the neck, coils that fill the sac, blood that sets in it."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPainterPath

from irexplainer.geom.spline import catmull_rom
from irexplainer.geom.tube import part
from irexplainer.paint.look import Look
from irexplainer.paint.paths import Floats, polygons_path
from irexplainer.paint.plates.brain_shape import (
    CENTER,
    SIZE,
    THIN,
    TWIGS,
    WALL,
    brain_faces,
    layer,
    lines,
    sac_path,
)
from irexplainer.paint.plates.coils import NECK_X, paint_coils
from irexplainer.paint.plates.faces import line, soft_shadow
from irexplainer.paint.plates.kept import painted_once, rim_box
from irexplainer.paint.plates.open_mesh import smooth
from irexplainer.paint.plates.open_tree import (
    FLAT_ARTERY,
    StreamFilter,
    joined,
    length_of,
    paint_closed,
    paint_stream,
)
from irexplainer.paint.plates.vessel_states import BrainState
from irexplainer.paint.plates.wires import rod
from irexplainer.paint.tubes import Tube, tapered

TIP = (NECK_X + 0.7, -0.3)
"""Where the tip of the fine tube lies while coils go in: just inside the neck."""


def paint_brain(p: QPainter, state: BrainState, look: Look, behind: bool = True) -> None:
    """Everything but the cells, in millimeters. behind: also what is not cut open."""
    if behind:
        _wall(p, look, True)
    else:
        painted_once(p, ("aneurysm_brain", look.name), rim_box(layer(1.0)), lambda q: _wall(q, look, False))
    p.save()
    p.setClipPath(layer(0.0), Qt.ClipOperation.IntersectClip)
    if state.clotted > 0.01:
        brain_faces()["still"].paint(p, look, sac_path(), state.clotted * 0.92)
    p.save()
    p.setClipPath(sac_path(0.0), Qt.ClipOperation.IntersectClip)
    paint_coils(p, state.coils, TIP, look)
    p.restore()
    if state.tube > 0.02:
        _tube(p, state, look)
    p.restore()


def _wall(p: QPainter, look: Look, behind: bool) -> None:
    faces = brain_faces()
    if behind:
        _uncut(p, look)
    line(p, layer(1.0), FLAT_ARTERY[1] if look.flat else "#9A3B38", 0.26)
    if not look.flat:
        soft_shadow(p, faces["outer"].path, (0.0, 0.05), 0.28, 0.5, "#5A1A18")
    faces["outer"].paint(p, look)
    faces["muscle"].paint(p, look)
    if not look.flat:
        line(p, layer(0.0), "#FBEADD", 0.22)
        line(p, layer(0.0), "#A5453F", 0.04, 0.6)
    faces["hollow"].paint(p, look)


def _uncut(p: QPainter, look: Look) -> None:
    closed = []
    for line_ in (lines()[n] for n in ("main", "upper", "lower")):
        wide = line_.copy()
        wide[:, 2] += WALL + 0.12
        closed.append(Tube(wide, True, False))
    twigs = [_twig(t) for t in TWIGS]
    if not look.flat:
        shape = polygons_path([t.parts[0] + t.parts[1] for t in closed])
        shape.addPath(sac_path(THIN + 0.1))
        shape.setFillRule(Qt.FillRule.WindingFill)
        soft_shadow(p, shape, (0.5, 1.2), 1.2, 0.32, look.color("tissue_shadow"))
    paint_closed(p, [Tube(t) for t in twigs], look, 0.06)
    paint_closed(p, closed, look, 0.10)


def _twig(points: tuple[tuple[float, float], ...]) -> Floats:
    curve = catmull_rom(points, samples=14)
    return tapered(np.column_stack([curve, np.linspace(0.34, 0.16, len(curve))]), end=3.0, least=0.03)


def tube_way() -> Floats:
    """Way of the fine tube (N, 2): along the outer side of the bends, into the neck."""
    main = lines()["main"]
    along = main[main[:, 0] < -1.5][::6]
    rub = np.column_stack([along[:, 0], along[:, 1] + 0.45 * np.sin(along[:, 0] * 0.35)])
    return catmull_rom(np.vstack([rub, [[-0.2, 0.2], [1.6, -0.1], TIP]]), samples=8)


def _tube(p: QPainter, state: BrainState, look: Look) -> None:
    way = tube_way()
    whole = np.column_stack([way, np.full(len(way), 0.40)])
    shown = part(whole, 0.0, 0.1 + (length_of(whole) - 0.1) * smooth(state.tube))
    if not look.flat:
        soft_shadow(p, joined([shown], ends=False), (0.12, 0.34), 0.25, 0.4)
    rod(p, shown, look.ramp("microcatheter"), 0.10, look.flat)
    if state.tube > 0.98:
        for at in (0.25, 3.2):
            mark = part(shown, max(0.1, length_of(shown) - at - 0.4), max(0.2, length_of(shown) - at))
            mark[:, 2] = 0.41
            rod(p, mark, ("#111111", "#333333", "#999999"), 0.02, look.flat, ends=False)


def paint_brain_cells(p: QPainter, state: BrainState, look: Look, seconds: float, speed: float) -> None:
    """Blood into both branches; it whirls in the sac until that is filled and set."""
    blocked: list[QPainterPath] = []
    if state.tube > 0.02:
        way = tube_way()
        whole = np.column_stack([way, np.full(len(way), 0.62)])
        blocked.append(joined([part(whole, 0.0, 0.1 + (length_of(whole) - 0.1) * smooth(state.tube))], ends=False))
    p.save()
    p.setClipPath(layer(-0.05), Qt.ClipOperation.IntersectClip)
    keep = StreamFilter(None, blocked)
    main = lines()["main"]
    main = main[main[:, 0] > -12.5]
    for seed, name in ((41, "upper"), (42, "lower")):
        branch = lines()[name]
        branch = branch[np.hypot(branch[:, 0], branch[:, 1]) < 14.5]
        way = np.vstack([main[:-6], branch[12:]])
        half = way.copy()
        half[: len(main), 2] *= 0.97
        paint_stream(p, half, 0.40, seconds, 6.0 * speed, seed, keep, 0.17, state.cells)
    whirl = (1 - state.clotted) * max(0.0, 1 - 2.4 * state.coils) * state.cells
    if whirl > 0.05:
        a = np.linspace(0, 2 * np.pi, 90)
        ring = np.column_stack(
            [CENTER[0] + SIZE * 0.56 * np.cos(a), CENTER[1] + SIZE * 0.56 * np.sin(a), np.full(90, SIZE * 0.40)]
        )
        paint_stream(p, ring, 0.42, seconds, 3.0 * speed * whirl, 43, keep, 0.26, whirl)
    p.restore()
