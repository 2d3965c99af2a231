"""Bladder and enlarged prostate cut open from the front, baked once from the outlines and targets of the atlas."""

import math
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QImage, QPainterPath

from irexplainer.geom.spline import catmull_rom
from irexplainer.paint.front.lumps import lump_outline
from irexplainer.paint.front.twigs import Inside, grow, save_twigs
from irexplainer.paint.paths import Floats, polygon_path
from irexplainer.paint.plates.bench import Bench, Box, grown, line_path
from irexplainer.paint.plates.cut import Cut
from irexplainer.paint.plates.grain import Grain
from irexplainer.paint.plates.store import Stored
from irexplainer.paint.ramps import Ramp
from irexplainer.paint.relief import Crease

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

PX_PER_CM = 84.0
RECIPE = 1
"""Raise when a painting function below changes."""
NAME = "prostate_window"
TWIGS = "prostate_twigs"
MUSCLE: Ramp = ("#9E4A4E", "#D88E88", "#F6CBC0")
LINING: Ramp = ("#B2605C", "#E9A79A", "#FCDCCF")
HOLLOW: Ramp = ("#8F4B4C", "#C98580", "#EBBDB2")
OUTER: Ramp = ("#A8704F", "#E2B68F", "#FBE4CB")
LOBE: Ramp = ("#A25A48", "#DC977D", "#FAD3BF")
GROWTH = 1.24
"""An enlarged prostate is this much wider than the one of the atlas; its tip stays where it is."""
BLADDER_FLOOR = 84.05
"""The floor of the bladder is lifted by the prostate to this height, cm."""
WALL_CM = 0.42
NODULES = (
    (-1.12, 85.28, 1.0), (1.12, 85.22, 1.04), (-0.78, 84.22, 0.46), (0.80, 84.17, 0.50), (-1.78, 86.06, 0.34),
    (1.70, 86.16, 0.38), (-0.70, 86.28, 0.36), (0.74, 86.36, 0.32),
)  # fmt: skip
"""Knots of the enlarged lobes: x, y, radius."""
NECK = (
    (0.95, 82.85), (0.80, 83.30), (0.44, 83.72), (0.17, 84.15), (0.09, 84.70), (0.085, 85.30), (0.12, 85.85),
    (0.20, 86.30), (0.15, 86.75), (0.12, 87.40), (0.12, 88.60),
)  # fmt: skip
"""Half width of bladder neck and urethra."""
BEND = 0.07
SLIT_FROM = (84.1, 84.25, 84.4, 84.55, 84.7)
"""Heights over which the lobes press the urethra to a slit, cm."""
HILL = ((0.02, 85.95), (0.085, 86.2), (0.06, 86.5), (-0.06, 86.5), (-0.065, 86.2))
"""Mound in the urethra where the seed ducts open."""
OPENINGS = ((1.30, 82.45), (-1.30, 82.45))
"""Where the ureters open into the bladder, on the back wall."""


def prostate_outline(atlas: "Atlas") -> Floats:
    """The enlarged prostate, front cm."""
    outline = np.asarray(atlas.structures["prostate"].outline, float)
    low = float(outline[:, 1].max())
    return (outline - [0.0, low]) * GROWTH + [0.0, low]


def bladder_outline(atlas: "Atlas") -> Floats:
    """The bladder with its floor lifted, front cm."""
    outline = np.array(atlas.structures["urinary_bladder"].outline, float)
    top, bottom = float(outline[:, 1].min()), float(outline[:, 1].max())
    outline[:, 1] = top + (outline[:, 1] - top) * (BLADDER_FLOOR - top) / (bottom - top)
    return outline


def window_path(atlas: "Atlas") -> QPainterPath:
    """Edge of the cut: bladder, prostate and the first stretch of the urethra below it."""
    return polygon_path(bladder_outline(atlas)).united(polygon_path(prostate_outline(atlas)))


def urethra_path() -> QPainterPath:
    """Neck of the bladder and urethra: pressed to a slit between the lobes."""
    half = np.array(NECK)
    bend = BEND * np.sin((half[:, 1] - 84.0) * 2.2) * np.clip((half[:, 1] - 83.8) * 2, 0, 1) * (half[:, 1] < 87.0)
    left, right = half * [-1.0, 1.0], half.copy()
    left[:, 0] += bend
    right[:, 0] += bend
    return polygon_path(catmull_rom(np.vstack([right, left[::-1]]), closed=True))


def hollow_path(atlas: "Atlas") -> QPainterPath:
    """Inside of bladder and urethra."""
    return grown(polygon_path(bladder_outline(atlas)), -WALL_CM - 0.14).united(
        urethra_path().intersected(window_path(atlas))
    )


def nodule_outlines() -> tuple[Floats, ...]:
    """Outlines of the knots, front cm."""
    return tuple(lump_outline(x, y, r, 1.02) for x, y, r in NODULES)


def window_box(atlas: "Atlas") -> Box:
    """left, top, width, height in cm of the baked picture."""
    box = window_path(atlas).boundingRect().adjusted(-0.2, -0.2, 0.2, 0.2)
    return box.left(), box.top(), box.width(), box.height()


def pictures(atlas: "Atlas") -> tuple[Stored, ...]:
    """The cut face of bladder and prostate."""
    box = window_box(atlas)
    inputs = (prostate_outline(atlas), bladder_outline(atlas), NODULES, NECK, BEND, HILL, OPENINGS, box, RECIPE)
    return (Stored(NAME, box[:2], PX_PER_CM, inputs, partial(_window, atlas, box)),)


def _window(atlas: "Atlas", box: Box) -> QImage:
    bench = Bench(box, PX_PER_CM, MUSCLE[1])
    bladder, prostate = polygon_path(bladder_outline(atlas)), polygon_path(prostate_outline(atlas))
    _wall(bench, bladder)
    _prostate(bench, prostate)
    _hollow(bench, grown(bladder, -WALL_CM - 0.14), prostate, window_path(atlas))
    return bench.picture()


def _wall(bench: Bench, whole: QPainterPath) -> None:
    """Muscle wall of the bladder and its lining."""
    bench.face(whole, Cut(MUSCLE, bevel=0.3, grain=Grain("stripe", 0.14, 0.5, 20), spec=0.16, seed=3, edge=0.5))
    bench.line(whole, "#A9505E", 0.07, 0.7)
    lining = grown(whole, -WALL_CM)
    bench.face(lining, Cut(LINING, bevel=0.12, spec=0.2))
    bench.line(lining, "#FBDDD2", 0.04, 0.8)


def _hollow(bench: Bench, bladder: QPainterPath, prostate: QPainterPath, window: QPainterPath) -> None:
    """Inside of bladder and urethra as one hollow: back wall with folds, openings of both ureters, seed hill."""
    urethra = urethra_path().intersected(window)
    lining = grown(urethra, 0.11).intersected(prostate)
    bench.drop(lining, 0.08, (0.02, 0.05), 0.3)
    bench.face(lining, Cut(LINING, bevel=0.1, spec=0.2))
    whole = bladder.united(urethra)
    cut = Cut(HOLLOW, bevel=0.0, puff=-0.42, soft=0.06, mottle=0.02, spec=0.12)
    bench.face(whole, cut, tuple(_folds(bladder)))
    bench.inner_shadow(whole, 0.42, (0.12, 0.26), 0.42)
    for top in SLIT_FROM:
        slit = QPainterPath()
        slit.addRect(-3.0, top, 6.0, 9.0)
        bench.inner_shadow(urethra.intersected(slit), 0.10, (0.04, -0.06), 0.11)
    _trigone(bench)
    hill = polygon_path(catmull_rom(HILL, closed=True))
    bench.drop(hill, 0.05, (0.02, 0.04), 0.4)
    bench.face(hill, Cut(LINING, bevel=0.1, spec=0.25))


def _folds(hollow: QPainterPath) -> list[Crease]:
    """Soft folds of the back wall, above the smooth triangle between the openings."""
    rs, box = np.random.RandomState(5), hollow.boundingRect()
    found: list[Crease] = []
    for i in range(16):
        y = box.top() + (0.12 + 0.5 * rs.rand()) * box.height()
        x = box.left() + (0.12 + 0.72 * rs.rand()) * box.width()
        t = np.linspace(-1, 1, 14)
        length, tilt = rs.uniform(0.35, 0.8), rs.uniform(-0.5, 0.5)
        line = np.column_stack([x + length * t, y + tilt * t * length + 0.10 * np.sin(3 * t + i)])
        found.append((line, 0.10, 0.05))
    return found


def _trigone(bench: Bench) -> None:
    """The smooth triangle, a ridge between the openings, and the two slits."""
    (lx, y), (rx, _) = OPENINGS
    corners = [(lx - 0.2, y + 0.05), (0.0, y + 0.12), (rx + 0.2, y + 0.05), (-0.35, y + 1.0), (0.35, y + 1.0)]
    triangle = catmull_rom(corners, closed=True)
    bench.fill(polygon_path(triangle), "#F6CBBC", 0.16)
    ridge = catmull_rom([(lx, y), (lx / 2, y + 0.07), (0.0, y + 0.10), (rx / 2, y + 0.07), (rx, y)])
    bench.line(line_path(ridge + np.array([0.0, 0.05])), "#8A3E40", 0.12, 0.22)
    bench.line(line_path(ridge), "#F8CFC2", 0.08, 0.65)
    for x, _ in OPENINGS:
        sign = math.copysign(1.0, x)
        mouth = catmull_rom([(x - sign * 0.17, y + 0.09), (x, y - 0.01), (x + sign * 0.19, y - 0.11)])
        bench.line(line_path(mouth), "#F8CDBF", 0.20, 0.9)
        bench.line(line_path(mouth), "#6E2A30", 0.085, 0.95)


def _prostate(bench: Bench, whole: QPainterPath) -> None:
    """Outer zone, the knots of the inner zone, a pale capsule."""
    bench.drop(whole, 0.22, (0.03, 0.05), 0.34)
    bench.face(whole, Cut(OUTER, bevel=0.34, grain=Grain("lobule", 0.26, 1.0), spec=0.14, seed=4, edge=0.5))
    inner = grown(_inner(), 0.16).intersected(grown(whole, -0.16))
    bench.face(inner, Cut(LOBE, bevel=0.10, grain=Grain("lobule", 0.2, 0.8), spec=0.12, seed=8, edge=0.15))
    bench.line(inner, "#F9E4D0", 0.055, 0.8)
    for index, ((x, y, r), outline) in enumerate(zip(NODULES, nodule_outlines(), strict=True)):
        _nodule(bench, polygon_path(outline).intersected(grown(whole, -0.14)), index, (x, y, r))
    bench.line(grown(whole, -0.05), "#F6E4D2", 0.07, 0.85)
    bench.line(whole, "#8A5A42", 0.04, 0.7)


def _inner() -> QPainterPath:
    path = QPainterPath()
    for outline in nodule_outlines():
        path = path.united(polygon_path(outline))
    return path


def _nodule(bench: Bench, path: QPainterPath, index: int, at: tuple[float, float, float]) -> None:
    """A firm knot of gland."""
    r = at[2]
    bench.drop(path, 0.16 * r**0.5, (0.03, 0.09), 0.34)
    bench.face(path, Cut(LOBE, bevel=0.5 * r, puff=0.85, spec=0.15, mottle=0.02, seed=20 + index), _whorls(index, at))
    bench.line(grown(path, -0.03), "#FBE6D6", 0.05, 0.7)
    bench.line(path, "#94563E", 0.03, 0.55)


def _whorls(index: int, at: tuple[float, float, float]) -> tuple[Crease, ...]:
    """Furrows between the glands of a knot."""
    rs, (x, y, r) = np.random.RandomState(31 + index), at
    found: list[Crease] = []
    for _ in range(int(6 + 14 * r)):
        size, start = r * rs.uniform(0.1, 0.86), rs.rand() * 2 * math.pi
        t = np.linspace(start, start + rs.uniform(0.6, 1.5), 12)
        cx, cy = x + rs.randn() * 0.15 * r, y + rs.randn() * 0.15 * r
        found.append((np.column_stack([cx + size * np.cos(t), cy + size * np.sin(t)]), 0.05, 0.03 + 0.016 * r))
    return tuple(found)


def bake_twigs(atlas: "Atlas") -> None:
    """Grow and write the fine arteries of the lobes."""
    outline = prostate_outline(atlas)
    slit = [(0.0, float(y), 0.24) for y in np.arange(84.0, 87.6, 0.3)]
    area = Inside(outline, 0.12, ((0.0, 83.25, 1.1), *slit))
    stems = [np.asarray(atlas.vessels[id].points[-10:, :2], float) for id in feeders(atlas)]
    branches = grow(area, stems, 240, 0.09, 1.4, 0.26, 9, 0.013, jitter=0.25)
    for line in branches:
        line[:, 2] = np.clip(line[:, 2], 0.012, 0.036)
    save_twigs(TWIGS, [line for line in branches if len(line) > 4])


def feeders(atlas: "Atlas") -> tuple[str, ...]:
    """Vessels that feed the lobes."""
    return tuple(i for t in ("left_prostate_lobe", "right_prostate_lobe") for i in atlas.targets[t].feeders)
