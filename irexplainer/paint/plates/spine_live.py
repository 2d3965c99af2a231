"""What of the spine changes with its state, computed when shown and kept: canal, cord, L1 and the discs beside it."""

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QRadialGradient

from irexplainer.atlas.plans import load_plan
from irexplainer.atlas.spine import (
    TREATED,
    SpineState,
    balloon_outline,
    canal,
    disc,
    level_v,
    nucleus,
    spine,
    vertebra,
)
from irexplainer.geom.spline import catmull_rom
from irexplainer.paint.paths import Floats, polygon_path
from irexplainer.paint.plates import spine_bake as bake
from irexplainer.paint.plates.bench import grown, line_path
from irexplainer.paint.plates.cut import Cut, cut_face
from irexplainer.paint.plates.grain import Grain
from irexplainer.paint.ramps import Ramp
from irexplainer.paint.tubes import Shading, Tube, paint_tubes
from irexplainer.story.cementing import cement_in

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

LIVE_PX_PER_CM = 56.0
FLUID: Ramp = ("#8FBAC8", "#C0DFE7", "#EAF7FA")
AORTA: Ramp = ("#B4776C", "#DDA295", "#F5D6C9")
NERVE: Ramp = ("#B5935E", "#F0DFB4", "#FFFBEA")
CEMENT: Ramp = ("#7C8490", "#C3C9D0", "#F6F8FA")
BALLOON: Ramp = ("#2C7F8C", "#7CC9CF", "#E6FBFA")
AORTA_AHEAD_CM, AORTA_FORK_Y = 0.24, 68.2
ROOTS = (-0.52, -0.36, -0.2, -0.05, 0.1, 0.26, 0.42, 0.55)
CRACKS = ("crack_1", "crack_2", "crack_3")
Face = tuple[QPainterPath, QBrush]


def paint_canal(p: QPainter, prone: bool, state: SpineState) -> None:
    """Fluid sac with the cord, which ends at the lower L1, and the roots below it."""
    front, back = canal(state)
    middle, half = (front + back) / 2, np.linalg.norm(back - front, axis=1) / 2
    p.strokePath(line_path(bake.laid(front - np.array([0.2, 0.0]), prone)), _pen("#E4CFB2", 0.62))
    p.strokePath(line_path(bake.laid(back + np.array([0.06, 0.0]), prone)), _pen("#E8CE8E", 0.26))
    sac = Tube(np.column_stack([bake.laid(middle, prone), half]), False, False)
    paint_tubes(p, [sac], Shading(FLUID, 0.0, 0.2))
    edges = [line_path(bake.laid(e, prone)) for e in (front, back)]
    for path in edges:
        for width, alpha in ((0.4, 0.07), (0.22, 0.10)):
            p.strokePath(path, _pen("#35586A", width, alpha))
    paint_tubes(p, [Tube(np.column_stack([bake.laid(r[:, :2], prone), r[:, 2]])) for r in roots(state)],
                Shading(("#B5935E", "#EBD6A4", "#FFF6DA"), 0.014))  # fmt: skip
    line = cord(state)
    paint_tubes(p, [Tube(np.column_stack([bake.laid(line[:, :2], prone), line[:, 2]]))], Shading(NERVE, 0.025))
    for path in edges:
        p.strokePath(path, _pen("#EFE1C9", 0.085, 0.95))


def cord(state: SpineState) -> Floats:
    """The spinal cord (u, v, radius) down to its tip."""
    front, back = canal(state)
    middle, numbers = (front + back) / 2, load_plan("spine_side").numbers
    end = level_v(TREATED) + numbers["cord_end_v"]
    line = middle[middle[:, 1] < end]
    radius = numbers["cord_radius"] * np.clip((end - line[:, 1]) / 1.7, 0.0, 1.0) ** 0.6
    return np.column_stack([line, np.maximum(radius, 0.05)])


def roots(state: SpineState) -> list[Floats]:
    """Nerve roots (u, v, radius) from the end of the cord downwards."""
    front, back = canal(state)
    middle, half = (front + back) / 2, (back - front) / 2
    start = level_v(TREATED) - 0.9
    below = middle[:, 1] > start
    t = np.clip((middle[below, 1] - start) / 4.5, 0.0, 1.0)
    spread = 0.22 + 0.78 * t * t * (3 - 2 * t)
    found = []
    for o in ROOTS:
        wave = 0.05 * np.sin(middle[below, 1] * 1.7 + 9 * o)
        line = middle[below] + half[below] * (o * spread + wave)[:, None] * 1.25
        found.append(np.column_stack([line, np.full(len(line), 0.052)]))
    return found


def paint_treated(p: QPainter, prone: bool, state: SpineState) -> None:
    """L1, the discs above and below it, and the ligament to the process above."""
    for path, brush in _faces(prone, SpineState(state.crush, state.lift)):
        p.fillPath(path, brush)
        p.strokePath(path, _pen(bake.BONE_EDGE, 0.03, 0.45))
    cracks = cracked(state)
    for line in crack_lines() if cracks else ():
        light = line_path(bake.laid(line + np.array([0.02, 0.03]), prone))
        p.strokePath(light, _pen("#FFF3DC", 0.05, 0.5 * cracks))
        p.strokePath(line_path(bake.laid(line, prone)), _pen("#7A4A2E", 0.05, 0.85 * cracks))


def cracked(state: SpineState) -> float:
    """How much of the cracks is seen, 0..1: lifting closes them and cement fills them."""
    share = state.crush * (1 - 0.6 * state.lift) * (1 - state.cement)
    return share if share > 0.15 else 0.0


def crack_lines() -> list[Floats]:
    """Cracks of the broken L1, (N, 2) of the upright plate."""
    return [load_plan("spine_side").lines[name] + np.array([0.0, level_v(TREATED)]) for name in CRACKS]


def treated_path(prone: bool, state: SpineState) -> QPainterPath:
    """Everything that ``paint_treated`` fills."""
    path = QPainterPath()
    for part, _ in _faces(prone, SpineState(state.crush, state.lift)):
        path = path.united(part)
    return path


@lru_cache(maxsize=48)
def _faces(prone: bool, state: SpineState) -> tuple[Face, ...]:
    levels = {v.level: v for v in spine(state)}
    above, here, below = levels["T12"], levels[TREATED], levels["L2"]
    between = polygon_path(bake.laid(bake.ligament(above, here), prone))
    for v in (above, here):
        between = between.subtracted(polygon_path(bake.laid(v.process, prone)))
    found = [_face(between, bake.ligament_cut(prone))]
    for upper, lower in ((above, here), (here, below)):
        path = grown(polygon_path(bake.laid(disc(upper, lower), prone)), bake.BULGE_CM)
        path = path.subtracted(polygon_path(bake.laid(upper.body, prone)))
        path = path.subtracted(polygon_path(bake.laid(lower.body, prone)))
        found.append(_face(path, bake.disc_cut(prone)))
        core = polygon_path(bake.laid(nucleus(upper, lower), prone)).intersected(path)
        found.append(_face(core, Cut(bake.NUCLEUS, bevel=0.2, spec=0.2)))
    body = polygon_path(bake.laid(here.body, prone))
    found.append(_face(body, bake.bone_cut()))
    compact = load_plan("spine_side").numbers["compact"]
    found.append(_face(grown(body, -compact), bake.marrow_cut(14)))
    return tuple(found)


def _face(path: QPainterPath, cut: Cut) -> Face:
    return path, cut_face(path, cut, LIVE_PX_PER_CM).brush()


def paint_aorta(p: QPainter, prone: bool, state: SpineState) -> None:
    """The aorta along the front of the spine down to its fork, pale: it leans with the spine."""
    paint_tubes(p, [Tube(aorta_line(prone, state))], Shading(AORTA, 0.04))


def aorta_line(prone: bool, state: SpineState) -> Floats:
    """Middle and radius of the aorta in the picture, (N, 3)."""
    wall, v = front_line(state), np.linspace(44.0, AORTA_FORK_Y, 120)
    radius = 0.85 * np.clip((AORTA_FORK_Y - v) / 1.6, 0.02, 1.0) ** 0.5
    beside = np.interp(v, wall[:, 1], wall[:, 0]) - AORTA_AHEAD_CM - 0.85
    weight = np.hanning(25) / np.hanning(25).sum()
    u = np.convolve(np.pad(beside, 12, mode="edge"), weight, "valid")
    return np.column_stack([bake.laid(np.column_stack([u, v]), prone), radius])


def paint_anterior_ligament(p: QPainter, prone: bool, state: SpineState) -> None:
    """Pale band along the front of the bodies."""
    path = line_path(bake.laid(front_line(state), prone))
    p.strokePath(path.translated(-0.03, 0.05), _pen("#8A5A44", 0.16, 0.16))
    p.strokePath(path, _pen("#F8EBDD", 0.13, 0.92))


def front_line(state: SpineState) -> Floats:
    """Front of the bodies from above."""
    front = np.vstack([[q[0] - 0.05, q[1]] for v in spine(state) for q in (v.top[0], v.bottom[0])])
    return catmull_rom(front, samples=10)


def paint_filling(p: QPainter, prone: bool, state: SpineState) -> None:
    """Balloon and cement inside L1, as far as the state has them."""
    paint_balloon(p, prone, balloon_outline(state))
    paint_cement(p, prone, cement_in(state))


def paint_balloon(p: QPainter, prone: bool, outline: Floats) -> None:
    """The balloon with its two marks; nothing for an empty outline."""
    if len(outline):
        _paint_lump(p, prone, outline, Cut(BALLOON, bevel=0.0, puff=0.8, spec=0.25, bounce=0.5), ("#1F5F6A", 0.92))
        _markers(p, prone, outline)


def paint_cement(p: QPainter, prone: bool, outline: Floats) -> None:
    """The cement; nothing for an empty outline."""
    if len(outline):
        grain = Grain("lobule", 0.35, 1.2)
        _paint_lump(p, prone, outline, Cut(CEMENT, bevel=0.35, grain=grain, spec=0.15, mottle=0.05), ("#80858E", 1.0))


def paint_hollow(p: QPainter, prone: bool, outline: Floats) -> None:
    """The hollow of a balloon: dark, its wall packed bone; nothing for an empty outline."""
    if not len(outline):
        return
    path = polygon_path(bake.laid(outline, prone))
    box = path.boundingRect()
    shade = QRadialGradient(box.center() + QPointF(0.04, 0.08), max(box.width(), box.height()) * 0.56)
    for at, ink in ((0.0, "#7C563C"), (0.6, "#6A4630"), (1.0, "#3E2618")):
        shade.setColorAt(at, QColor(ink))
    p.strokePath(path, _pen("#D9BC93", 0.2, 0.9))
    p.fillPath(path, QBrush(shade))
    p.strokePath(path, _pen("#8C7458", 0.04, 0.9))


def _paint_lump(p: QPainter, prone: bool, outline: Floats, cut: Cut, edge: tuple[str, float]) -> None:
    path = polygon_path(bake.laid(outline, prone))
    for width, alpha in ((0.28, 0.12), (0.14, 0.16)):
        p.strokePath(path.translated(0.04, 0.07), _pen("#3A2010", width, alpha))
    p.save()
    p.setOpacity(p.opacity() * edge[1])
    p.fillPath(path, _lump_brush(outline.tobytes(), prone, cut))
    p.restore()
    p.strokePath(path, _pen(edge[0], 0.04, 0.85))


@lru_cache(maxsize=48)
def _lump_brush(outline: bytes, prone: bool, cut: Cut) -> QBrush:
    points = np.frombuffer(outline, float).reshape(-1, 2)
    return cut_face(polygon_path(bake.laid(points, prone)), cut, LIVE_PX_PER_CM).brush()


def _markers(p: QPainter, prone: bool, outline: Floats) -> None:
    """The two dark marks at the shoulders of the balloon."""
    middle = outline.mean(0)
    reach = np.ptp(outline[:, 0]) * 0.30
    for way in (-1.0, 1.0):
        ends = middle + np.array([[way * reach - 0.09, 0.03], [way * reach + 0.09, -0.03]])
        p.strokePath(line_path(bake.laid(ends, prone)), _pen("#16242A", 0.13))


def paint_channel(p: QPainter, atlas: "Atlas", prone: bool, share: float) -> None:
    """Brown channel of a needle where it runs inside the bone."""
    track = atlas.tracks.get("left_l1_pedicle")
    if track is None:
        return
    skin, end = (np.array([-q[2], q[1]]) for q in (track.skin, track.end))
    line = np.array([skin, skin + (end - skin) * share])
    inside = bake.pedicle_path(prone).united(polygon_path(bake.laid(vertebra(TREATED).body, prone)))
    p.save()
    p.setClipPath(inside, Qt.ClipOperation.IntersectClip)
    p.strokePath(line_path(bake.laid(line, prone)), _pen("#7A5638", 0.43, 0.5))
    p.restore()


def _pen(color: str, width: float, alpha: float = 1.0) -> QPen:
    ink = QColor(color)
    ink.setAlphaF(alpha)
    return QPen(ink, width, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)


def canal_path(prone: bool, state: SpineState) -> QPainterPath:
    """The canal as an area."""
    front, back = canal(state)
    return polygon_path(bake.laid(np.vstack([front, back[::-1]]), prone))
