"""Putting the kidney slice together once per posture: what is cut flat, what is hollow, what runs in the plane."""

import math
from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainterPath

from irexplainer.geom.spline import catmull_rom
from irexplainer.paint.paths import Floats, polygon_path, polygons_path
from irexplainer.paint.plates.bench import Bench, grown, line_path
from irexplainer.paint.plates.cut import Cut
from irexplainer.paint.plates.grain import Grain
from irexplainer.paint.plates.screen_slice import Piece, ScreenSlice
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


def compose(bench: Bench, view: ScreenSlice, swollen: frozenset[str] = frozenset()) -> None:
    """Paint every piece of the kidney slice. swollen: sides whose calyces are wide."""
    done: set[str] = set()
    for piece in view.pieces:
        if piece.id in done:
            continue
        group = [p for p in view.pieces if _group(p) and _group(p) == _group(piece)]
        painter = SPECIAL.get(piece.tissue)
        if group:
            _tubes(bench, group, swollen)
            done.update(p.id for p in group)
        elif painter:
            painter(bench, piece, view)
        else:
            plain(bench, piece.path, TISSUES[piece.tissue])
        if piece.id == "abdominal_wall":
            _wall_layers(bench, view)
        if piece.id == "abdominal_fat":
            bench.inner_shadow(piece.path, 0.45, (0.12, 0.25), 0.30)
        if piece.id.startswith("vertebra_") and piece.tissue == "bone":
            _arch_marrow(bench, piece, view)
        if piece.id == "vertebral_canal":
            _nerves(bench, view)
        if piece.id == "liver":
            _liver_veins(bench, view)


def plain(bench: Bench, path: QPainterPath, tissue: Tissue) -> None:
    """Shadow, face and seam of one tissue."""
    if tissue.drop:
        blur, dx, dy, alpha = tissue.drop
        bench.drop(path, blur, (dx, dy), alpha)
    bench.face(path, tissue.cut)
    if tissue.seam:
        bench.line(path, *tissue.seam)


def _group(piece: Piece) -> str:
    """Tubes that open into each other are painted together: no seam at the joint."""
    if piece.tissue == "urine":
        return piece.id.split("_")[0] + "_urine"
    return piece.tissue if piece.line is not None and piece.tissue in ("artery", "vein") else ""


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


def _tubes(bench: Bench, group: list[Piece], swollen: frozenset[str]) -> None:
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
        bench.tubes(tubes, Shading(PLATE_RAMPS[group[0].tissue], 0.035))


def _vessel(bench: Bench, piece: Piece, view: ScreenSlice) -> None:
    """Vessel cut across: wall as a ring, blood as a bowl."""
    if piece.line is not None:
        return
    ramp = PLATE_RAMPS[piece.tissue]
    size = float(np.ptp(piece.outline[:, 1])) / 2
    wall = (0.17 if piece.tissue == "artery" else 0.10) * min(1.0, 0.45 + 0.6 * size)
    pale: Ramp = (ramp[0], blend(ramp[1], ramp[2], 0.4), ramp[2])
    deep: Ramp = (blend(ramp[0], "#1A0A10", 0.25), ramp[1], blend(ramp[1], ramp[2], 0.5))
    bench.drop(piece.path, 0.14, (0.04, 0.1), 0.3)
    bench.face(piece.path, Cut(pale, bevel=0.12))
    bench.line(piece.path, blend(ramp[0], "#2A1512", 0.2), 0.035, 0.8)
    inner = grown(piece.path, -wall)
    bench.bowl(inner, Cut(deep, bevel=0.0, puff=-0.55, spec=0.1), max(0.12 * size, 0.05), (0.05, 0.1), 0.42)


def _gut(bench: Bench, piece: Piece, view: ScreenSlice) -> None:
    """Loop of bowel: wall, folded lining, hollow; gas above, content below, relative to the room."""
    plain(bench, piece.path, TISSUES[piece.tissue])
    colon = piece.tissue == "colon"
    lumen = lumen_path(piece)
    ramp = PLATE_RAMPS["colon_lumen" if colon else "bowel_lumen"]
    bench.face(lumen, Cut(ramp, bevel=0.0 if piece.line is None else 0.5, puff=-0.7, spec=0.12, soft=0.05))
    if colon:
        _content(bench, lumen, view)
    bench.inner_shadow(lumen, 0.16, (0.06, 0.14), 0.45)
    if piece.line is not None:
        _folds(bench, piece)
    bench.line(lumen, "#F4D3C2", 0.035, 0.55)


def lumen_path(piece: Piece) -> QPainterPath:
    """Inside of a loop of bowel."""
    return _long_lumen(piece) if piece.line is not None else _round_lumen(piece, piece.tissue == "colon")


def _content(bench: Bench, lumen: QPainterPath, view: ScreenSlice) -> None:
    box = lumen.boundingRect()
    level = box.top() + box.height() * 0.54
    bench.p.save()
    bench.p.setClipPath(lumen, Qt.ClipOperation.IntersectClip)
    below = QPainterPath()
    below.addRect(QRectF(box.left(), level, box.width(), box.height()))
    bench.fill(below, CONTENT, 0.62)
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
    waist = np.flatnonzero((line[1:-1, 2] < line[:-2, 2]) & (line[1:-1, 2] <= line[2:, 2])) + 1
    for i in waist:
        x, y, r = line[i]
        for way in (-1.0, 1.0):
            edge, tip = y + way * (r - 0.2), y + way * r * 0.18
            foot, middle = edge + way * 0.1, (edge + tip) / 2
            ring = [(x - 0.2, foot), (x - 0.06, middle), (x, tip), (x + 0.06, middle), (x + 0.2, foot)]
            fold = polygon_path(catmull_rom(ring, closed=True))
            bench.drop(fold, 0.1, (0.05, 0.08), 0.4)
            bench.face(fold, Cut(PLATE_RAMPS["colon"], bevel=0.12, spec=0.15))


def _pyramid(bench: Bench, piece: Piece, view: ScreenSlice) -> None:
    """Kidney pyramid with streaks from its base to its tip."""
    apex, base = piece.outline[len(piece.outline) * 7 // 8], piece.outline[len(piece.outline) * 3 // 8]
    along = math.degrees(math.atan2(base[1] - apex[1], base[0] - apex[0]))
    cut = Cut(PLATE_RAMPS["pyramid"], bevel=0.25, spec=0.06, grain=Grain("stripe", 0.11, 0.75, along + 90))
    bench.face(piece.path, cut, opacity=0.94)


def _wall_layers(bench: Bench, view: ScreenSlice) -> None:
    """Two pale seams: the three muscles of the side wall."""
    outer, inner = view.piece("abdominal_wall").outline, view.piece("abdominal_fat").outline
    sign = -1.0 if view.prone else 1.0
    depth = -sign * outer[:, 1]
    for way in (1.0, -1.0):
        side = outer[(way * sign * outer[:, 0] > 5.6) & (depth > -6.9)]
        side = side[np.argsort(side[:, 1] * sign)]
        near = inner[np.hypot(*(side[:, None] - inner[None]).transpose(2, 0, 1)).argmin(1)]
        for share in WALL_SEAMS:
            line = side * (1 - share) + near * share
            bench.line(line_path(catmull_rom(line[:: max(1, len(line) // 14)], samples=8)), "#F1DCCB", 0.055, 0.8)


def _arch_marrow(bench: Bench, piece: Piece, view: ScreenSlice) -> None:
    """Spongy bone inside the arch and its processes; walls of the canal and of the body stay compact."""
    inside = grown(piece.path, -0.19)
    for id, wall in (("vertebral_canal", 0.2), (f"{piece.id}_marrow", 0.2), ("spinous_process_marrow", 0.04)):
        inside = inside.subtracted(grown(view.piece(id).path, wall))
    bench.face(inside, TISSUES["spongy"].cut)


def _nerves(bench: Bench, view: ScreenSlice) -> None:
    canal = view.piece("vertebral_canal").path
    bench.inner_shadow(canal, 0.14, (0.06, 0.12), 0.45)
    for x, z in NERVES:
        root = _disc(view, x, z, 0.125, 0.11)
        bench.drop(root, 0.06, (0.02, 0.05), 0.35)
        bench.face(root, Cut(PLATE_RAMPS["nerve"], bevel=0.1))


def _liver_veins(bench: Bench, view: ScreenSlice) -> None:
    for x, z, r in LIVER_VEINS:
        hole = _disc(view, x, z, r, r * 0.78)
        bench.bowl(hole, Cut(PLATE_RAMPS["vein"], bevel=0.0, puff=-0.5), 0.05, (0.02, 0.05), 0.4)


def _disc(view: ScreenSlice, x: float, z: float, a: float, b: float) -> QPainterPath:
    sign = -1.0 if view.prone else 1.0
    path = QPainterPath()
    path.addEllipse(QRectF(sign * x - a, -sign * z - b, 2 * a, 2 * b))
    return path


def blend(a: str, b: str, t: float) -> str:
    """Hex color between a and b."""
    both = [[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in (a, b)]
    return "#" + "".join(f"{round(u + (v - u) * t):02X}" for u, v in zip(*both, strict=True))


SPECIAL: dict[str, Callable[[Bench, Piece, ScreenSlice], None]] = {
    "artery": _vessel,
    "vein": _vessel,
    "colon": _gut,
    "bowel": _gut,
    "duodenum": _gut,
    "pyramid": _pyramid,
}
