"""Aneurysm of the belly aorta cut open: old clot at its wall, and the stent graft that takes the pressure off it."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from irexplainer.atlas.aneurysm import TOP, channel_line, graft_lines, graft_pieces, lines
from irexplainer.geom.spline import catmull_rom
from irexplainer.geom.tube import part
from irexplainer.paint.look import Look
from irexplainer.paint.paths import Floats, polygons_path
from irexplainer.paint.plates.aorta_shape import WALL, aorta_faces, channel, layer, opened, sac_path
from irexplainer.paint.plates.cava_shape import beyond
from irexplainer.paint.plates.faces import edge, inner_shade, line, soft_shadow
from irexplainer.paint.plates.kept import painted_once, rim_box
from irexplainer.paint.plates.open_mesh import smooth
from irexplainer.paint.plates.open_tree import (
    FLAT_ARTERY,
    StreamFilter,
    fade_out,
    joined,
    length_of,
    paint_bowl,
    paint_closed,
    paint_stream,
)
from irexplainer.paint.plates.stent_graft import mouth_path, paint_graft
from irexplainer.paint.plates.vessel_states import AortaState
from irexplainer.paint.plates.wires import rod
from irexplainer.paint.tubes import Tube

if TYPE_CHECKING:
    from collections.abc import Sequence

HOLLOW = ("#A9453F", "#E79A8C", "#FCD8CA")


def paint_aorta(p: QPainter, state: AortaState, look: Look, behind: bool = True) -> None:
    """Everything but the cells, in body cm. behind: also what is not cut open."""
    if behind:
        _wall(p, state, look, True)
    else:
        key = ("aneurysm_aorta", look.name, state.wall_clot)
        painted_once(p, key, rim_box(layer(sum(WALL))), lambda q: _wall(q, state, look, False))
    p.save()
    p.setClipPath(layer(0.0), Qt.ClipOperation.IntersectClip)
    _still_blood(p, state, look)
    _delivery(p, state, look)
    _graft(p, state, look)
    p.restore()


def _wall(p: QPainter, state: AortaState, look: Look, behind: bool) -> None:
    faces = aorta_faces()
    if behind:
        _uncut(p, look)
    p.fillPath(layer(sum(WALL) + 0.07), QColor(FLAT_ARTERY[1] if look.flat else "#A8443F"))
    p.fillPath(layer(sum(WALL) + 0.035), QColor(FLAT_ARTERY[1] if look.flat else "#CC6A60"))
    if not look.flat:
        soft_shadow(p, faces["outer"].path, (0.0, 0.02), 0.1, 0.5, "#5A1A18")
    faces["outer"].paint(p, look)
    faces["muscle"].paint(p, look)
    inside = layer(0.0)
    if not look.flat:
        line(p, inside, "#FBEADD", 2 * WALL[2])
        line(p, inside, "#A5453F", 0.015, 0.6)
    _hollow(p, state, look, inside)


def _uncut(p: QPainter, look: Look) -> None:
    tubes: list[Tube] = []
    renal: list[Tube] = []
    for id, line_ in lines().items():
        reach = 5.0 if "iliac" in id else 1.4
        closed = line_[line_[:, 1] < 59].copy() if id == "abdominal_aorta" else beyond(line_, reach)
        closed[:, 2] += sum(WALL) + 0.06
        (renal if "renal" in id else tubes).append(Tube(closed, False, False))
    if not look.flat:
        shape = polygons_path([t.parts[0] + t.parts[1] for t in tubes])
        shape.addPath(layer(sum(WALL) + 0.07))
        soft_shadow(p, shape, (0.14, 0.36), 0.36, 0.32, look.color("tissue_shadow"))
    paint_closed(p, renal, look, 0.04, fade=fade_out(4.5, 5.9))
    paint_closed(p, tubes, look, 0.04)


def _hollow(p: QPainter, state: AortaState, look: Look, inside: QPainterPath) -> None:
    """Old clot between the wall and the channel in which blood still flows."""
    faces = aorta_faces()
    trunk, flow = channel_line(state.wall_clot), channel(state.wall_clot)
    if look.flat:
        p.fillPath(inside, QColor("#4A1512"))
        faces["clot"].paint(p, look, sac_path().subtracted(flow))
        edge(p, inside)
        return
    if state.wall_clot > 0.01:
        p.save()
        p.setClipPath(inside, Qt.ClipOperation.IntersectClip)
        faces["clot"].paint(p, look)
        p.restore()
    p.save()
    p.setClipPath(flow, Qt.ClipOperation.IntersectClip)
    paint_bowl(p, [trunk, *opened()[1:]], HOLLOW)
    p.restore()
    inner_shade(p, flow, [flow], (0.07, 0.16), 0.2, 0.36)
    if state.wall_clot > 0.01:
        p.save()
        p.setClipPath(inside, Qt.ClipOperation.IntersectClip)
        line(p, flow, "#7A4038", 0.025, 0.5)
        p.restore()


def graft_parts(state: AortaState) -> tuple[list[Floats], list[tuple[Floats, bool]], list[Floats], bool]:
    """(first piece, its open ends, second leg, whether the first piece is fully open)."""
    (body, leg, gate), (dock,) = graft_pieces(state.body, state.docked)
    pieces = [q for q in (body, leg, gate) if len(q) > 3]
    ends: list[tuple[Floats, bool]] = [(body, True)]
    if state.body > 0.97:
        ends += [(leg, False), (gate, False)]
    return pieces, ends, [dock] if len(dock) > 3 else [], state.body > 0.97


def _graft(p: QPainter, state: AortaState, look: Look) -> None:
    if state.body < 0.02:
        return
    pieces, ends, dock, _ = graft_parts(state)
    if dock:
        last = [(dock[0], False)] if state.docked > 0.97 else []
        paint_graft(p, dock, last, look)
        ends = [e for e in ends if e[0] is not pieces[-1]] if len(pieces) > 2 else ends
    paint_graft(p, pieces, ends, look)


def graft_outline(state: AortaState) -> QPainterPath:
    """Everything the graft covers now."""
    if state.body < 0.02:
        return QPainterPath()
    pieces, _, dock, _ = graft_parts(state)
    return joined([*pieces, *dock], ends=False) if pieces else QPainterPath()


def _still_blood(p: QPainter, state: AortaState, look: Look) -> None:
    """Cut off from the stream, the blood in the sac sets."""
    if state.excluded > 0.01:
        aorta_faces()["still"].paint(p, look, sac_path(), state.excluded)


def _delivery(p: QPainter, state: AortaState, look: Look) -> None:
    """Wire and folded graft from the patient's right groin; a thinner tube from the left one for the second leg."""
    g = graft_lines()
    way = np.vstack([g["body"][:, :2], g["leg"][8:, :2]])[::-1]
    start = beyond(lines()["right_common_iliac_artery"], 6.0)[::-1]
    start = start[start[:, 1] > way[0, 1] + 0.2, :2]
    way = np.vstack([start, way])
    way = catmull_rom(part(np.column_stack([way, np.zeros(len(way))]), 0.0, 99.0)[:: len(way) // 11, :2], samples=14)
    if state.wire > 0.02:
        top = np.vstack([way, [[way[-1, 0] + 0.05, TOP - 2.0]]])
        reach = part(np.column_stack([top, np.full(len(top), 0.05)]), 0.0, 0.05 + 22.0 * smooth(state.wire))
        rod(p, reach, look.ramp("wire"), 0.014, look.flat)
    if state.sheath > 0.02 and state.body < 0.99:
        total = length_of(way)
        shaft = part(np.column_stack([way, np.full(len(way), 0.27)]), 0.0, 0.05 + (total + 0.5) * smooth(state.sheath))
        soft = joined([shaft], ends=False)
        if not look.flat:
            soft_shadow(p, soft, (0.05, 0.12), 0.1, 0.36)
        rod(p, part(shaft, 0.0, max(0.2, total + 0.5 - _opened(state))), look.ramp("catheter"), 0.022, look.flat)
    if 0.01 < state.docked < 0.99:
        left = beyond(lines()["left_common_iliac_artery"], 6.0)[::-1]
        way = np.vstack([left[left[:, 1] > g["dock"][-1, 1], :2], g["dock"][::-1, :2]])
        total = float(np.hypot(*np.diff(way, axis=0).T).sum())
        done = max(0.2, total * (1.0 - 0.85 * smooth(state.docked)))
        rod(p, part(np.column_stack([way, np.full(len(way), 0.2)]), 0.0, done), look.ramp("catheter"), 0.02, look.flat)


def _opened(state: AortaState) -> float:
    """How far from its upper edge the graft has left its tube, cm."""
    g = graft_lines()
    rest = min(1.0, max(0.0, state.body - 0.45) / 0.55)
    return length_of(g["body"]) * min(1.0, state.body / 0.55) + (length_of(g["leg"]) + 1.0) * rest


def paint_aorta_cells(p: QPainter, state: AortaState, look: Look, seconds: float, speed: float) -> None:
    """Blood down the aorta, into kidneys and legs; with the graft in place only inside it and above it."""
    flow = channel(state.wall_clot)
    graft = graft_outline(state)
    closed = state.body > 0.97 and state.docked > 0.97
    outside: Sequence[QPainterPath] = [] if graft.isEmpty() else [graft]
    if closed or state.excluded > 0.3:
        pieces, _, dock, _ = graft_parts(state)
        outside = [sac_path(), joined([*pieces, *dock], 0.3, ends=False)] if pieces else [sac_path()]
    p.save()
    p.setClipPath(flow, Qt.ClipOperation.IntersectClip)
    keep = StreamFilter(flow, outside)
    trunk = lines()["abdominal_aorta"]
    trunk = channel_line(state.wall_clot) if state.wall_clot > 0.01 else trunk
    above = trunk[0].copy()
    above[1] = TOP - 0.4
    paint_stream(p, np.vstack([above, trunk]), 0.14, seconds, 3.2 * speed, 21, keep, 0.3, state.cells)
    core = trunk[trunk[:, 1] < 67.4] * [1, 1, 0.8]
    beside = StreamFilter(flow, [*outside, joined([core], ends=False)])
    for i, branch in enumerate(opened()[1:]):
        paint_stream(p, branch, 0.105 if i < 2 else 0.12, seconds, 2.4 * speed, 22 + i, beside, 0.3, state.cells)
    p.restore()
    if not graft.isEmpty():
        _cells_in_graft(p, state, seconds, speed)


def _cells_in_graft(p: QPainter, state: AortaState, seconds: float, speed: float) -> None:
    """Seen faintly through the fabric, clearly at the open ends."""
    g = graft_lines()
    pieces, _, dock, whole = graft_parts(state)
    if not whole:
        return
    p.save()
    p.setClipPath(joined([*pieces, *dock], ends=False), Qt.ClipOperation.IntersectClip)
    p.setOpacity(0.30)
    ways = [np.vstack([g["body"], g["leg"][10:]]), *([np.vstack([g["body"], g["dock"]])] if dock else [])]
    for i, way in enumerate(ways):
        paint_stream(p, way, 0.13, seconds, 3.2 * speed, 31 + i, None, 0.22, state.cells)
    p.restore()
    top = mouth_path(pieces[0], True)
    p.save()
    p.setClipPath(top, Qt.ClipOperation.IntersectClip)
    paint_stream(p, g["body"], 0.13, seconds, 3.2 * speed, 31, None, 0.3, state.cells)
    p.restore()
