"""Pieces of a slice as they are baked: what is cut flat, what is hollow, what runs in the plane."""

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainterPath

from irexplainer.geom.spline import catmull_rom
from irexplainer.paint.paths import Floats, polygon_path, polygons_path
from irexplainer.paint.plates.bench import Bench, grown, line_path
from irexplainer.paint.plates.body_tissues import ramp_of, tissue_of
from irexplainer.paint.plates.cut import Cut
from irexplainer.paint.plates.folds import folded
from irexplainer.paint.plates.grain import Grain
from irexplainer.paint.plates.screen_slice import Piece, ScreenSlice, laid
from irexplainer.paint.plates.tissues import PLATE_RAMPS, TISSUES, Tissue
from irexplainer.paint.ramps import Ramp
from irexplainer.paint.tubes import Shading, Tube

CONTENT = "#B9935A"
SURFACE = "#F6DFB4"
SWELLING = 1.42
"""Radius of swollen calyces against normal ones."""
NERVES = ((0, -5.1), (0.32, -5.35), (-0.32, -5.35), (0.15, -5.62), (-0.15, -5.62), (0.47, -5.0), (-0.47, -5.0),
          (0, -4.84), (0.62, -5.3), (-0.62, -5.3))  # fmt: skip
"""Roots of the cauda equina in the canal, body (x, z) cm."""
WALL_SEAMS = (0.34, 0.66)
"""The three layers of the side wall, as shares from outside to inside."""
LIVER_VEINS = ((-9.75, 1.5, 0.17), (-9.2, 2.75, 0.13), (-8.95, 1.5, 0.10), (-9.9, 0.1, 0.11))


def plain(bench: Bench, path: QPainterPath, tissue: Tissue) -> None:
    """Shadow, face and seam of one tissue."""
    if tissue.drop:
        blur, dx, dy, alpha = tissue.drop
        bench.drop(path, blur, (dx, dy), alpha)
    bench.face(path, tissue.cut)
    if tissue.seam:
        bench.line(path, *tissue.seam)


def widened(line: Floats, factor: float) -> Floats:
    """Centerline of a swollen calyx: wide, its neck wider still."""
    line = line.copy()
    line[:, 2] = np.maximum(line[:, 2] * factor, 0.19 * factor)
    return line


def collecting(pieces: Sequence[Piece], swollen: bool) -> list[Tube]:
    """Pelvis and calyces of one kidney."""
    tubes = []
    for piece in pieces:
        line = np.asarray(piece.line, float)
        if swollen:
            line = line * [1, 1, SWELLING] if piece.id.endswith("pelvis") else widened(line, SWELLING)
        tubes.append(Tube(line))
    return tubes


def united(tubes: Sequence[Tube]) -> QPainterPath:
    """Outer edge of tubes that open into each other, without the gaps between them."""
    path = QPainterPath()
    for tube in tubes:
        path = path.united(polygon_path(tube.parts[0] + tube.parts[1]))
    rings = [np.array([(q.x(), q.y()) for q in ring.toList()]) for ring in path.simplified().toSubpathPolygons()]
    return polygons_path(rings).simplified()


def tubes_together(bench: Bench, group: Sequence[Piece], swollen: frozenset[str]) -> None:
    """Tubes that open into each other, painted as one."""
    if group[0].tissue == "urine":
        side = group[0].id.split("_")[0]
        tubes, blur = collecting(group, side in swollen), 0.16
    else:
        tubes, blur = [p.tube for p in group], 0.2
    path = united(tubes)
    bench.drop(path, blur, (0.06, 0.16), 0.34)
    if group[0].tissue == "urine":
        bench.face(path, Cut(PLATE_RAMPS["urine"], bevel=0.0, puff=0.62, spec=0.22, bounce=0.4, edge=0.6, soft=0.05))
        bench.line(path, "#8A6420", 0.045, 0.85)
    else:
        bench.tubes(tubes, Shading(ramp_of(group[0].tissue), 0.035))


def vessel_ring(bench: Bench, piece: Piece, view: ScreenSlice) -> None:
    """Vessel cut across: wall as a ring, blood as a bowl."""
    if piece.line is not None:
        return
    ramp = ramp_of(piece.tissue)
    size = float(np.ptp(piece.outline[:, 1])) / 2
    wall = min((0.17 if piece.tissue == "artery" else 0.10) * min(1.0, 0.45 + 0.6 * size), 0.4 * size)
    pale: Ramp = (ramp[0], blend(ramp[1], ramp[2], 0.4), ramp[2])
    deep: Ramp = (blend(ramp[0], "#1A0A10", 0.25), ramp[1], blend(ramp[1], ramp[2], 0.5))
    bench.drop(piece.path, 0.14, (0.04, 0.1), 0.3)
    bench.face(piece.path, Cut(pale, bevel=0.12))
    bench.line(piece.path, blend(ramp[0], "#2A1512", 0.2), 0.035, 0.8)
    inner = grown(piece.path, -wall)
    bench.bowl(inner, Cut(deep, bevel=0.0, puff=-0.55, spec=0.1), max(0.12 * size, 0.05), (0.05, 0.1), 0.42)


def loop(bench: Bench, piece: Piece, view: ScreenSlice) -> None:
    """Loop of bowel: wall, folded lining, hollow; gas above, content below, relative to the room."""
    plain(bench, piece.path, tissue_of(piece.tissue))
    colon = piece.tissue == "colon"
    lumen = lumen_path(piece)
    ramp = PLATE_RAMPS["colon_lumen" if colon else "bowel_lumen"]
    bench.face(lumen, Cut(ramp, bevel=0.0 if piece.line is None else 0.5, puff=-0.7, spec=0.12, soft=0.05))
    if colon:
        content(bench, lumen)
    bench.inner_shadow(lumen, 0.16, (0.06, 0.14), 0.45)
    if piece.line is not None and colon:
        _folds(bench, piece)
    bench.line(lumen, "#F4D3C2", 0.035, 0.55)


def lumen_path(piece: Piece) -> QPainterPath:
    """Inside of a loop of bowel."""
    if piece.line is not None and piece.tissue != "colon":
        return folded(piece.outline, 0.2, 0.13, 0.5, len(piece.id))
    return _long_lumen(piece) if piece.line is not None else _round_lumen(piece, piece.tissue == "colon")


def content(bench: Bench, lumen: QPainterPath, share: float = 0.54, color: str = CONTENT) -> None:
    """Fluid below a level that is flat in the room; share: how far down the level is."""
    box = lumen.boundingRect()
    level = box.top() + box.height() * share
    bench.p.save()
    bench.p.setClipPath(lumen, Qt.ClipOperation.IntersectClip)
    below = QPainterPath()
    below.addRect(QRectF(box.left(), level, box.width(), box.height()))
    bench.fill(below, color, 0.62)
    bench.line(line_path([(box.left(), level), (box.right(), level)]), SURFACE, 0.05, 0.8)
    bench.p.restore()


def _round_lumen(piece: Piece, colon: bool) -> QPainterPath:
    """Inside of a loop: three waves of random phase, so that no two loops look alike."""
    center = piece.outline.mean(0)
    rs = np.random.RandomState(sum(piece.id.encode()))
    phase = rs.rand(3) * 2 * math.pi
    a = np.linspace(0, 2 * math.pi, 48, endpoint=False)
    ring = piece.outline[np.linspace(0, len(piece.outline), 48, endpoint=False).astype(int)] - center
    if colon:
        share = 0.76 + 0.03 * np.sin(3 * a + phase[0]) + 0.025 * np.sin(5 * a + phase[1])
    else:
        share = 0.68 + 0.05 * (np.sin(5 * a + phase[0]) + np.sin(8 * a + phase[1])) + 0.03 * np.sin(3 * a + phase[2])
    return polygon_path(catmull_rom(center + ring * share[:, None], closed=True, samples=6))


def _long_lumen(piece: Piece) -> QPainterPath:
    return grown(piece.path, -0.24)


def _folds(bench: Bench, piece: Piece) -> None:
    """Half-moon folds between the pouches of a colon cut lengthwise."""
    line = np.asarray(piece.line, float)
    upright = float(np.ptp(line[:, 1])) > float(np.ptp(line[:, 0]))
    waist = np.flatnonzero((line[1:-1, 2] < line[:-2, 2]) & (line[1:-1, 2] <= line[2:, 2])) + 1
    for i in waist:
        x, y, r = line[i]
        if upright:
            x, y = y, x
        for way in (-1.0, 1.0):
            edge, tip = y + way * (r - 0.2), y + way * r * 0.18
            foot, middle = edge + way * 0.1, (edge + tip) / 2
            ring = [(x - 0.2, foot), (x - 0.06, middle), (x, tip), (x + 0.06, middle), (x + 0.2, foot)]
            if upright:
                ring = [(v, u) for u, v in ring]
            fold = polygon_path(catmull_rom(ring, closed=True))
            bench.drop(fold, 0.1, (0.05, 0.08), 0.4)
            bench.face(fold, Cut(PLATE_RAMPS["colon"], bevel=0.12, spec=0.15))


def pyramid(bench: Bench, piece: Piece, view: ScreenSlice) -> None:
    """Kidney pyramid with streaks from its base to its tip."""
    apex, base = piece.outline[len(piece.outline) * 7 // 8], piece.outline[len(piece.outline) * 3 // 8]
    along = math.degrees(math.atan2(base[1] - apex[1], base[0] - apex[0]))
    cut = Cut(PLATE_RAMPS["pyramid"], bevel=0.25, spec=0.06, grain=Grain("stripe", 0.11, 0.75, along + 90))
    bench.face(piece.path, cut, opacity=0.94)


def wall_layers(bench: Bench, view: ScreenSlice) -> None:
    """Two pale seams: the three muscles of the side wall."""
    outer, inner = view.piece("abdominal_wall").outline, view.piece("abdominal_fat").outline
    x, z = view.body(outer).T
    for way in (1.0, -1.0):
        flank = (way * x > 5.6) & (z > -6.9)
        side = outer[flank][np.argsort(-z[flank])]
        near = inner[np.hypot(*(side[:, None] - inner[None]).transpose(2, 0, 1)).argmin(1)]
        for share in WALL_SEAMS:
            line = side * (1 - share) + near * share
            bench.line(line_path(catmull_rom(line[:: max(1, len(line) // 14)], samples=8)), "#F1DCCB", 0.055, 0.8)


def arch_marrow(bench: Bench, piece: Piece, view: ScreenSlice) -> None:
    """Spongy bone inside the arch and its processes; walls of the canal and of the body stay compact."""
    inside = grown(piece.path, -0.19)
    for id, wall in (("vertebral_canal", 0.2), (f"{piece.id}_marrow", 0.2), ("spinous_process_marrow", 0.04)):
        if view.has(id):
            inside = inside.subtracted(grown(view.piece(id).path, wall))
    bench.face(inside, TISSUES["spongy"].cut)


def nerves(bench: Bench, view: ScreenSlice, roots: Sequence[tuple[float, float]] = NERVES) -> None:
    """Nerve roots in the canal, at body (x, z)."""
    bench.inner_shadow(view.piece("vertebral_canal").path, 0.14, (0.06, 0.12), 0.45)
    for x, z in roots:
        root = disc(view, x, z, 0.125, 0.11)
        bench.drop(root, 0.06, (0.02, 0.05), 0.35)
        bench.face(root, Cut(PLATE_RAMPS["nerve"], bevel=0.1))


def liver_veins(bench: Bench, view: ScreenSlice) -> None:
    """Veins of the lower tip of the liver."""
    for x, z, r in LIVER_VEINS:
        hole(bench, view, "vein", x, z, r)


def hole(bench: Bench, view: ScreenSlice, tissue: str, x: float, z: float, r: float) -> None:
    """A small vessel cut across, at body (x, z)."""
    path = disc(view, x, z, r, r * 0.78)
    bench.bowl(path, Cut(ramp_of(tissue), bevel=0.0, puff=-0.5), 0.05, (0.02, 0.05), 0.4)


def disc(view: ScreenSlice, x: float, z: float, a: float, b: float) -> QPainterPath:
    """Ellipse around body (x, z); a, b: half axes in the picture."""
    u, v = (float(q) for q in laid(np.array([x, z]), view.position))
    path = QPainterPath()
    path.addEllipse(QRectF(u - a, v - b, 2 * a, 2 * b))
    return path


def blend(a: str, b: str, t: float) -> str:
    """Hex color between a and b."""
    both = [[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in (a, b)]
    return "#" + "".join(f"{round(u + (v - u) * t):02X}" for u, v in zip(*both, strict=True))
