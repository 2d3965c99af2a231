"""Pictures of the slices to bake: the whole face per posture, and each kidney with swollen calyces."""

from functools import lru_cache, partial

import numpy as np
from PySide6.QtGui import QImage, QPainterPath

from irexplainer.geom.spline import catmull_rom
from irexplainer.paint.front.lumps import lump_outline
from irexplainer.paint.paths import Floats, polygon_path
from irexplainer.paint.plates.axial_kinds import KINDS
from irexplainer.paint.plates.bench import Bench, Box
from irexplainer.paint.plates.body_tissues import knows, ramp_of, tissue_of
from irexplainer.paint.plates.composed import compose
from irexplainer.paint.plates.cut import Cut, cut_face
from irexplainer.paint.plates.grain import Grain
from irexplainer.paint.plates.screen_slice import ScreenSlice, screen_slice, slice_lying
from irexplainer.paint.plates.slab import NERVES, SWELLING
from irexplainer.paint.plates.store import Stored
from irexplainer.paint.plates.tissues import PLATE_RAMPS, TISSUES
from irexplainer.paint.relief import grid, rgb, to_image
from irexplainer.story.frame import Position

PX_PER_CM = 64.0
MASK_PX_PER_CM = 16.0
TABLE_PX_PER_CM = 24.0
TUMOR_RADIUS = 1.3
"""Radius in cm at which the relief of the tumor is baked; other sizes are scaled."""
MARGIN = 0.3
FAT_SHADE = "#3A2410"
"""What fat is dimmed with on the dark theme: warm, so that it does not turn green."""
SIDES = ("left", "right")
TUMOR_CUT = Cut(
    PLATE_RAMPS["tumor"], bevel=0.5, puff=0.8, grain=Grain("lobule", 0.5, 1.1), spec=0.2, mottle=0.03, seed=6
)


def posture(prone: bool) -> str:
    """Word of a posture in the names of the files."""
    return "prone" if prone else "supine"


def face_box(view: ScreenSlice) -> Box:
    """left, top, width, height in cm of the baked face."""
    left, top, width, height = view.box
    return left - MARGIN, top - MARGIN, width + 2 * MARGIN, height + 2 * MARGIN


def kidney_box(view: ScreenSlice, side: str) -> Box:
    """Box around one kidney and its renal pelvis, on the pixels of the whole face."""
    points = np.vstack([view.piece(f"{side}_{name}").outline for name in ("kidney", "renal_pelvis")])
    origin = np.array(face_box(view)[:2])
    first = np.floor((points.min(0) - 0.5 - origin) * PX_PER_CM)
    last = np.ceil((points.max(0) + 0.5 - origin) * PX_PER_CM)
    left, top = origin + first / PX_PER_CM
    width, height = (last - first) / PX_PER_CM
    return float(left), float(top), float(width), float(height)


def table_outline(prone: bool) -> Floats:
    """The table under the kidney slice."""
    return table_under(screen_slice("axial_kidney", prone))


def table_under(view: ScreenSlice) -> Floats:
    """The table, bent up at both sides; its top touches the lowest point of the body."""
    return table_shape(KINDS[view.id].table, view.box[1] + view.box[3] + 0.02)


@lru_cache(maxsize=24)
def table_shape(half_width: float, y: float) -> Floats:
    """A table under a body whose lowest point is at y."""
    w, k = max(0.0, half_width - 15.0), min(1.0, half_width / 15.0)
    half = [
        (0.0, y + 0.36), (7.3, y + 0.18), (12.2 + w, y - 0.24), (14.4 + w, y - 0.52), (14.95 + w, y - 0.28),
        (14.98 + w, y + 0.32), (14.5 + w, y + 0.72), (12.2 + w, y + 1.0), (7.3, y + 1.4), (0.0, y + 1.58),
    ]  # fmt: skip
    ring = np.array(half + [(-x, v) for x, v in reversed(half[1:-1])])
    return catmull_rom(ring * [k, 1.0], closed=True)


def pictures() -> tuple[Stored, ...]:
    """Everything the slices need."""
    found: list[Stored] = []
    for prone in (False, True):
        view, name = screen_slice("axial_kidney", prone), f"axial_kidney_{posture(prone)}"
        found.append(_face(name, view, face_box(view), frozenset()))
        found += [_face(f"{name}_{s}_swollen", view, kidney_box(view, s), frozenset({s})) for s in SIDES]
        found += [_table(f"{name}_{ramp}", prone, ramp) for ramp in ("table", "table_dark")]
        found.append(_fat_mask(f"{name}_fat", view))
    found += _kidneys_on_a_side()
    return (*found, _tumor(), *_other_slices())


def _kidneys_on_a_side() -> list[Stored]:
    """Each kidney with swollen calyces, lying on a side; the face is made as that of any other slice."""
    views = [slice_lying("axial_kidney", p) for p in (Position.LEFT_SIDE, Position.RIGHT_SIDE)]
    return [_face(f"{v.name}_{s}_swollen", v, kidney_box(v, s), frozenset({s})) for v in views for s in SIDES]


def _other_slices() -> list[Stored]:
    found: list[Stored] = []
    for id, kind in KINDS.items():
        for position in (q for q in kind.positions if q not in kind.own_table):
            view = slice_lying(id, position)
            box = face_box(view)
            inputs = (*_used(view), box)
            make = partial(_composed, view, box, frozenset(), kind.px_per_cm)
            found.append(Stored(view.name, box[:2], kind.px_per_cm, inputs, make, lossy=position not in kind.exact))
            mask = partial(_fat, view, box)
            found.append(Stored(f"{view.name}_fat", box[:2], MASK_PX_PER_CM, (*inputs, FAT_SHADE), mask, opaque=False))
    widths = sorted({kind.table for kind in KINDS.values() if set(kind.positions) - set(kind.own_table)})
    return found + [_wide_table(width, ramp) for width in widths for ramp in ("table", "table_dark")]


def table_name(half_width: float, ramp: str) -> str:
    """Name of the picture of a table that several slices share; it is stored as lying under y 0."""
    return f"axial_{ramp}_{round(half_width * 10)}"


def _wide_table(half_width: float, ramp: str) -> Stored:
    outline, cut = table_shape(half_width, 0.0), Cut(PLATE_RAMPS[ramp], bevel=0.5, spec=0.05)
    path = polygon_path(outline)
    left, top, _, _ = grid(path, TABLE_PX_PER_CM, 0.25)
    make = partial(_table_picture, path, cut)
    return Stored(table_name(half_width, ramp), (left, top), TABLE_PX_PER_CM, (outline, cut), make)


def _table_picture(path: QPainterPath, cut: Cut) -> QImage:
    return cut_face(path, cut, TABLE_PX_PER_CM).image


def _used(view: ScreenSlice) -> tuple[object, ...]:
    """What the picture of a slice is made from: its pieces, specks and the looks of its tissues."""
    pieces = tuple((p.id, p.tissue, p.order, p.outline, () if p.line is None else p.line) for p in view.pieces)
    words = sorted({p.tissue for p in view.pieces})
    looks = tuple((w, ramp_of(w), tissue_of(w) if knows(w) else None) for w in words)
    return pieces, tuple((s.kind, s.over, s.at) for s in view.specks), looks


def _inputs(view: ScreenSlice) -> tuple[object, ...]:
    pieces = tuple((p.id, p.tissue, p.outline, () if p.line is None else p.line) for p in view.pieces)
    return pieces, tuple(TISSUES.items()), tuple(PLATE_RAMPS.items()), SWELLING, NERVES


def _face(name: str, view: ScreenSlice, box: Box, swollen: frozenset[str]) -> Stored:
    inputs = (*_inputs(view), box, sorted(swollen))
    return Stored(name, box[:2], PX_PER_CM, inputs, partial(_composed, view, box, swollen))


def _composed(view: ScreenSlice, box: Box, swollen: frozenset[str], s: float = PX_PER_CM) -> QImage:
    bench = Bench(box, s, PLATE_RAMPS["skin"][1])
    compose(bench, view, swollen)
    return bench.picture()


def _table(name: str, prone: bool, ramp: str) -> Stored:
    outline = table_outline(prone)
    cut = Cut(PLATE_RAMPS[ramp], bevel=0.5, spec=0.05)
    path = polygon_path(outline)
    left, top, _, _ = grid(path, TABLE_PX_PER_CM, 0.25)
    return Stored(
        name, (left, top), TABLE_PX_PER_CM, (outline, cut), lambda: cut_face(path, cut, TABLE_PX_PER_CM).image
    )


def _fat_mask(name: str, view: ScreenSlice) -> Stored:
    """Where fat lies bare: the dark theme dims it."""
    box = face_box(view)
    return Stored(
        name, box[:2], MASK_PX_PER_CM, (*_inputs(view), box, FAT_SHADE), partial(_fat, view, box), opaque=False
    )


def _fat(view: ScreenSlice, box: Box) -> QImage:
    bench = Bench(box, MASK_PX_PER_CM, "#000000")
    for piece in view.pieces:
        bench.fill(piece.path, "#FFFFFF" if piece.tissue in ("subcutaneous_fat", "cavity", "sinus") else "#000000")
    image = bench.picture().convertToFormat(QImage.Format.Format_Grayscale8)
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    alpha = flat[:, : image.width()].astype(np.float32) / np.float32(255)
    tint = np.broadcast_to(rgb(FAT_SHADE), (*alpha.shape, 3))
    return to_image(np.dstack([tint, alpha]).astype(np.float32))


def tumor_outline(x: float, y: float, radius: float) -> Floats:
    """Lumpy outline of the tumor in the slice, plate cm."""
    return lump_outline(x, y, radius, 0.97)


def _tumor() -> Stored:
    outline = tumor_outline(0, 0, TUMOR_RADIUS)
    path = polygon_path(outline)
    left, top, _, _ = grid(path, PX_PER_CM, 0.25)
    return Stored(
        "axial_kidney_tumor",
        (left, top),
        PX_PER_CM,
        (outline, TUMOR_CUT),
        lambda: cut_face(path, TUMOR_CUT, PX_PER_CM).image,
    )
