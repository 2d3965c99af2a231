"""The belly wall cut across, baked once: the wall, and what lies behind its lining as a picture that can move."""

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QImage, QPainterPath

from irexplainer.atlas.belly_wall import LEVEL, REACH, SHEATH, Wall, wall_of
from irexplainer.atlas.plans import load_plan
from irexplainer.atlas.plates import WALLS, plate_of
from irexplainer.atlas.slices import load_slice
from irexplainer.paint.paths import Floats, polygon_path
from irexplainer.paint.plates import organs, slab
from irexplainer.paint.plates.bench import Bench, Box, line_path
from irexplainer.paint.plates.cut import Cut
from irexplainer.paint.plates.grain import Grain
from irexplainer.paint.plates.screen_slice import Piece, ScreenSlice
from irexplainer.paint.plates.store import Stored
from irexplainer.paint.plates.tissues import PLATE_RAMPS
from irexplainer.paint.ramps import Ramp
from irexplainer.story.frame import Position

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

PX_PER_CM = 80.0
BOXES: dict[str, Box] = {"belly_wall": (-9.9, -0.4, 14.6, 10.0), "stomach_wall": (-6.4, -0.4, 13.6, 8.8)}
"""left, top, width, height of the baked pictures, plate cm."""
RECIPE = 1
TENDON: Ramp = ("#B08A7A", "#EAD3C4", "#FFF6EC")
RED: Ramp = ("#7E1F26", "#C93B3B", "#F08A76")
BLUE: Ramp = ("#263F73", "#4A75B4", "#9CC0E6")
GRAINS = {
    "external_oblique": Grain("fibre", 0.30, 0.9),
    "internal_oblique": Grain("fibre", 0.22, 0.9),
    "transversus_abdominis": Grain("stripe", 0.12, 0.7, 84),
    "rectus_abdominis": Grain("fibre", 0.36, 1.0),
}
BOWEL = ("bowel", "colon")
COMPANIONS = ((-0.24, 0.02, 1.0), (0.24, 0.03, 0.9))
"""The two veins beside the artery: du, dv, share of its radius."""
WALL_CM = 0.045
EMPTY = 0.8
"""Where the surface of what is left in a fasting stomach lies."""
BUNDLES = (53.0, 66.0, 82.0)
"""Degrees to the left at which a nerve with its vessels is cut."""
PLANE_SHARE = 0.685
"""Where nerves and their vessels run: between the inner two flat muscles."""


def pictures(atlas: "Atlas") -> tuple[Stored, ...]:
    """Wall and inside of both plates."""
    found = []
    for plate_id in WALLS:
        wall, box = wall_of(plate_id), BOXES[plate_id]
        inputs = (*_data(wall), tuple(PLATE_RAMPS.items()), box, PX_PER_CM, RECIPE)
        found.append(Stored(plate_id, box[:2], PX_PER_CM, inputs, partial(_wall, wall), lossy=True))
        behind = (*inputs, _inside_data(plate_id))
        found.append(Stored(f"{plate_id}_inside", box[:2], PX_PER_CM, behind, partial(_inside, wall), lossy=True))
    stomach = organ(wall_of("stomach_wall"))
    data = (np.round(stomach.outline, 3), PX_PER_CM, RECIPE)
    found.append(
        Stored("stomach_wall_stomach", stomach_box()[:2], PX_PER_CM, data, partial(_stomach, stomach), opaque=False)
    )
    return tuple(found)


def _data(wall: Wall) -> tuple[object, ...]:
    sheets = tuple((s.id, np.round(s.outline, 3)) for s in wall.sheets)
    lines = tuple((id, np.round(line, 3)) for id, line in wall.lines.items())
    return sheets, lines, np.round(np.array(wall.artery), 3)


def _inside_data(plate_id: str) -> tuple[object, ...]:
    return tuple((p.id, np.round(p.outline, 3)) for p in loops(plate_id))


def cavity(wall: Wall) -> QPainterPath:
    """Everything inside the lining of the belly."""
    return polygon_path(wall.cavity)


def laid(plate_id: str, points: Floats) -> Floats:
    """Body (x, z) in the plane of a plate to its cm."""
    plate = plate_of(plate_id)
    points = np.asarray(points, float)
    rows = np.column_stack([points[:, 0], np.full(len(points), load_slice(LEVEL[plate_id]).level_y), points[:, 1]])
    return plate.project(rows)


def loops(plate_id: str) -> tuple[Piece, ...]:
    """Bowel of the slice as it lies in the plate; none where the stomach lies."""
    if plate_id == "stomach_wall":
        return ()
    found = []
    for region in load_slice(LEVEL[plate_id]).regions:
        if region.tissue in BOWEL:
            line = None if region.line is None else np.column_stack([laid(plate_id, region.line), region.line[:, 2]])
            found.append(Piece(region.id, region.tissue, laid(plate_id, region.outline), line, region.order))
    return tuple(found)


def organ(wall: Wall) -> Piece:
    """The stomach at its plate, before air."""
    return Piece("stomach", "stomach", laid(wall.id, load_plan("belly_wall").shape("stomach").outline))


def stomach_box() -> Box:
    """Box of the picture of the stomach alone."""
    outline = organ(wall_of("stomach_wall")).outline
    low, high = outline.min(0) - 0.6, outline.max(0) + 0.6
    return float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1])


def _wall(wall: Wall) -> QImage:
    bench = Bench(BOXES[wall.id], PX_PER_CM, PLATE_RAMPS["skin"][1])
    cuts = {
        "skin": Cut(PLATE_RAMPS["skin"], bevel=0.1, grain=Grain("lobule", 0.14, 0.6), spec=0.06),
        "subcutaneous_fat": Cut(
            PLATE_RAMPS["subcutaneous_fat"], bevel=0.18, grain=Grain("lobule", 0.46, 1.4), spec=0.14, edge=0.3, seed=3
        ),
        "aponeurosis": Cut(TENDON, bevel=0.1, grain=Grain("stripe", 0.09, 0.5, 80), spec=0.14),
        "cavity": Cut(PLATE_RAMPS["cavity"], bevel=0.1, grain=Grain("lobule", 0.2, 0.9), edge=0.3, seed=7),
    }
    for sheet in wall.sheets:
        path = polygon_path(sheet.outline)
        if sheet.tissue == "muscle":
            _muscle(bench, sheet.id, path)
            continue
        bench.drop(path, 0.08, (0.0, 0.04), 0.22)
        bench.face(path, cuts[sheet.tissue])
    _membrane(bench, wall)
    _lines(bench, wall)
    _vessels(bench, wall)
    _surface(bench, wall)
    return bench.picture()


def _muscle(bench: Bench, id: str, path: QPainterPath) -> None:
    kind = id.removeprefix("left_").removeprefix("right_")
    bench.drop(path, 0.07, (0.01, 0.04), 0.3)
    bench.face(path, Cut(PLATE_RAMPS["muscle"], bevel=0.12, grain=GRAINS[kind], spec=0.1, seed=5 + len(kind)))
    bench.line(path, "#F3E2D2", 0.04, 0.8)


def _membrane(bench: Bench, wall: Wall) -> None:
    """Thin sheet within the fat below the skin."""
    outer, inner = wall.sheet("subcutaneous_fat").outline[:-1], wall.sheet("aponeurosis").outline[:-1]
    line = 0.36 * outer + 0.64 * inner
    line = line + 0.03 * np.column_stack([np.sin(line[:, 1]), np.sin(1.6 * line[:, 0])])
    bench.line(line_path(line), "#FBEFD9", 0.03, 0.75)


def _lines(bench: Bench, wall: Wall) -> None:
    looks = {
        "transversalis_fascia": ("#F8EDE2", 0.045, 0.9),
        "peritoneum": ("#FDF3EA", 0.06, 0.98),
        SHEATH[0]: ("#FBF1E4", 0.085, 0.95),
        SHEATH[1]: ("#FBF1E4", 0.065, 0.92),
    }
    for id, (color, width, opacity) in looks.items():
        path = line_path(wall.lines[id])
        bench.line(path.translated(0, width * 0.4), "#8A5A44", width * 1.2, 0.2)
        bench.line(path, color, width, opacity)


def _vessels(bench: Bench, wall: Wall) -> None:
    """The artery behind the rectus between its two veins, and small ones between the flat muscles."""
    u, v, r = wall.artery
    r = max(r, 0.085)
    for du, dv, share in COMPANIONS:
        _ring(bench, u + du, v + dv, r * share, BLUE)
    _ring(bench, u, v, r, RED)
    outer, inner = wall.sheet("aponeurosis").outline[:-1], wall.sheet("extraperitoneal_fat").outline[:-1]
    for angle in BUNDLES:
        k = round((0.5 + 0.5 * np.radians(angle) / REACH) * (len(outer) - 1))
        x, y = (float(c) for c in outer[k] * (1 - PLANE_SHARE) + inner[k] * PLANE_SHARE)
        _ring(bench, x, y, 0.045, RED)
        dot = _disc(x + 0.15, y + 0.03, 0.055)
        bench.drop(dot, 0.04, (0.01, 0.03), 0.4)
        bench.face(dot, Cut(PLATE_RAMPS["nerve"], bevel=0.04, spec=0.15))


def _disc(u: float, v: float, r: float) -> QPainterPath:
    disc = QPainterPath()
    disc.addEllipse(u - r, v - r, 2 * r, 2 * r)
    return disc


def _ring(bench: Bench, u: float, v: float, r: float, ramp: Ramp) -> None:
    outer = _disc(u, v, r + WALL_CM)
    bench.drop(outer, 0.05, (0.02, 0.04), 0.4)
    bench.face(outer, Cut(ramp, bevel=0.05, spec=0.2))
    bench.line(outer, ramp[0], 0.018, 0.8)
    bench.bowl(_disc(u, v, r * 0.8), Cut(ramp, bevel=0.0, puff=-0.6), 0.03, (0.015, 0.03), 0.45)


def _surface(bench: Bench, wall: Wall) -> None:
    skin = wall.sheet("skin").outline[:-1]
    bench.line(line_path(skin + np.array([0.0, 0.03])), "#C9957C", 0.055, 0.95)
    bench.line(line_path(skin), "#8E6A55", 0.03, 0.6)


def _inside(wall: Wall) -> QImage:
    """Fat apron and bowel, to the edges of the picture."""
    box = BOXES[wall.id]
    bench = Bench(box, PX_PER_CM, PLATE_RAMPS["cavity"][1])
    fat = Cut(PLATE_RAMPS["cavity"], bevel=0.3, grain=Grain("lobule", 0.5, 1.1), edge=0.3, seed=8)
    bench.face(cavity(wall), fat)
    _small_vessels(bench, wall)
    for piece in sorted(loops(wall.id), key=lambda q: q.order):
        slab.loop(bench, piece, _alone(piece))
    return bench.picture()


def _small_vessels(bench: Bench, wall: Wall) -> None:
    """Vessels of fat apron and mesentery cut across."""
    box, rs = BOXES[wall.id], np.random.RandomState(4)
    for _ in range(70):
        u, v = box[0] + rs.rand() * box[2], box[1] + rs.rand() * box[3]
        disc, ramp = _disc(u, v, float(rs.uniform(0.035, 0.075))), RED if rs.rand() < 0.5 else BLUE
        if cavity(wall).contains(disc):
            bench.bowl(disc, Cut(ramp, bevel=0.0, puff=-0.5), 0.03, (0.01, 0.03), 0.4)


def _stomach(piece: Piece) -> QImage:
    bench = Bench(stomach_box(), PX_PER_CM, "#00000000")
    organs.stomach(bench, piece, _alone(piece), EMPTY)
    return bench.picture()


def _alone(piece: Piece) -> ScreenSlice:
    return ScreenSlice("belly_wall", Position.SUPINE, (piece,))
