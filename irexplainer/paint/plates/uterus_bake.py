"""The uterus cut open and its fibroids, baked once from the outlines and targets of the atlas."""

import math
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QImage, QPainterPath

from irexplainer.atlas.types import Target
from irexplainer.geom.polygon import contains
from irexplainer.geom.spline import catmull_rom
from irexplainer.paint.front.lumps import lump_outline
from irexplainer.paint.front.twigs import Inside, grow, save_twigs
from irexplainer.paint.paths import Floats, polygon_path
from irexplainer.paint.plates.bench import Bench, Box, grown
from irexplainer.paint.plates.cut import Cut, cut_face
from irexplainer.paint.plates.grain import Grain
from irexplainer.paint.plates.store import Stored
from irexplainer.paint.ramps import Ramp
from irexplainer.paint.relief import Crease, grid

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

PX_PER_CM = 84.0
SIDE_PX_PER_CM = 64.0
MUSCLE: Ramp = ("#9C4458", "#D98C92", "#F7C6BF")
LINING: Ramp = ("#B24A58", "#E79096", "#FBD3CC")
CAVITY: Ramp = ("#7E2F3E", "#B45C66", "#DA9795")
FIBROID: Ramp = ("#A96F4E", "#E0AE86", "#FCE1C4")
TREATED: Ramp = ("#8D8076", "#C2B6AC", "#EAE2DA")
TUBE: Ramp = ("#9C4458", "#DC929A", "#FAD0CB")
OVARY: Ramp = ("#B08A6A", "#E6C9A8", "#FFF1DE")
RECIPE = 2
"""Raise when a painting function below changes."""
CAVITY_HALF = (
    (0.0, 0.215), (0.30, 0.200), (0.52, 0.165), (0.50, 0.235), (0.36, 0.325), (0.20, 0.42), (0.115, 0.53),
    (0.085, 0.64), (0.08, 0.74), (0.10, 0.86), (0.13, 1.02),
)  # fmt: skip
"""Hollow of the uterus: share of half the width, share of the height from the top; the left half."""
NEIGHBORS = ("left_uterine_tube", "right_uterine_tube", "left_ovary", "right_ovary")


def fibroids(atlas: "Atlas") -> tuple[Target, ...]:
    """The fibroids, by id."""
    return tuple(t for id, t in sorted(atlas.targets.items()) if t.kind == "fibroid")


def fibroid_outline(target: Target) -> Floats:
    """Lumpy outline in front cm; the same as of the treated lump."""
    return lump_outline(float(target.center[0]), float(target.center[1]), float(target.radius))


def uterus_outline(atlas: "Atlas") -> Floats:
    """Outline of the uterus in front cm."""
    return np.asarray(atlas.structures["uterus"].outline, float)


def window_path(atlas: "Atlas") -> QPainterPath:
    """Uterus and the fibroids that bulge out of it."""
    path = polygon_path(uterus_outline(atlas))
    for target in fibroids(atlas):
        path = path.united(polygon_path(fibroid_outline(target)))
    return path


def cavity_outline(outline: Floats) -> Floats:
    """Hollow of the uterus from fundus to the mouth of the cervix, fitted into an outline."""
    top, bottom = outline[:, 1].min(), outline[:, 1].max()
    half = np.array(CAVITY_HALF) * [float(outline[:, 0].max()), bottom - top] + [0.0, top]
    return catmull_rom(np.vstack([half, (half * [-1.0, 1.0])[:0:-1]]), closed=True)


def window_box(atlas: "Atlas") -> Box:
    """left, top, width, height in cm of the baked window."""
    box = window_path(atlas).boundingRect().adjusted(-0.2, -0.2, 0.2, 0.2)
    return box.left(), box.top(), box.width(), box.height()


def pictures(atlas: "Atlas") -> tuple[Stored, ...]:
    """Window, treated fibroids, tubes and ovaries."""
    outline, box = uterus_outline(atlas), window_box(atlas)
    lumps = tuple((t.center, t.radius) for t in fibroids(atlas))
    window = Stored(
        "uterus_window", box[:2], PX_PER_CM, (outline, lumps, box, RECIPE), partial(_window, atlas, box, outline)
    )
    treated = [_treated(t, i) for i, t in enumerate(fibroids(atlas))]
    return (window, *treated, *(_neighbor(atlas, id) for id in NEIGHBORS))


def _treated(target: Target, index: int) -> Stored:
    outline = fibroid_outline(target)
    path = polygon_path(outline)
    left, top, width, height = grid(path, PX_PER_CM, 0.1)
    box = left, top, width / PX_PER_CM, height / PX_PER_CM

    def make() -> QImage:
        bench = Bench(box, PX_PER_CM, TREATED[1])
        _fibroid(bench, target, index, TREATED)
        return bench.picture()

    return Stored(f"{target.id}_treated", (left, top), PX_PER_CM, (outline, RECIPE, TREATED), make)


def _neighbor(atlas: "Atlas", id: str) -> Stored:
    outline = np.asarray(atlas.structures[id].outline, float)
    path = polygon_path(outline)
    tube = "tube" in id
    cut = Cut(TUBE if tube else OVARY, bevel=0.0, puff=0.75, spec=0.2 if tube else 0.12, mottle=0.03, soft=0.05)
    left, top, _, _ = grid(path, SIDE_PX_PER_CM, 0.25)
    return Stored(
        f"uterus_{id}", (left, top), SIDE_PX_PER_CM, (outline, cut), lambda: cut_face(path, cut, SIDE_PX_PER_CM).image
    )


def _window(atlas: "Atlas", box: Box, outline: Floats) -> QImage:
    bench = Bench(box, PX_PER_CM, MUSCLE[1])
    whole = polygon_path(outline)
    muscle = Cut(MUSCLE, bevel=0.42, grain=Grain("stripe", 0.15, 0.5, 64), spec=0.16, seed=3, edge=0.5)
    bench.face(whole, muscle)
    bench.line(whole, "#A9505E", 0.08, 0.7)
    bench.p.save()
    bench.p.setClipPath(whole)
    hollow = polygon_path(cavity_outline(outline))
    zone = grown(hollow, 0.34)
    bench.fill(zone, "#C4727C", 0.30)
    bench.line(zone, "#F7CFC8", 0.03, 0.5)
    lining = grown(hollow, 0.14)
    bench.drop(lining, 0.10, (0.02, 0.06), 0.25)
    bench.face(lining, Cut(LINING, bevel=0.15, spec=0.2, grain=Grain("lobule", 0.13, 1.2)))
    bench.bowl(hollow, Cut(CAVITY, bevel=0.22, puff=-0.7), 0.11, (0.05, 0.11), 0.45)
    bench.p.restore()
    for index, target in enumerate(fibroids(atlas)):
        _fibroid(bench, target, index, FIBROID)
    return bench.picture()


def _fibroid(bench: Bench, target: Target, index: int, ramp: Ramp) -> None:
    """A firm whorled knot with a pale capsule."""
    path = polygon_path(fibroid_outline(target))
    r = float(target.radius)
    bench.drop(path, 0.2 * r**0.5, (0.05, 0.13), 0.42)
    cut = Cut(ramp, bevel=0.55 * r, puff=0.85, spec=0.14, mottle=0.02)
    bench.face(path, cut, whorls(target, index))
    bench.line(grown(path, -0.04), "#F6E0CE", 0.07, 0.75)
    bench.line(path, "#8A5A42" if ramp is FIBROID else "#7A6E66", 0.035, 0.65)


def whorls(target: Target, index: int) -> tuple[Crease, ...]:
    """Curved furrows of a fibroid: bent bundles of muscle."""
    rs = np.random.RandomState(11 + index)
    x, y, r = float(target.center[0]), float(target.center[1]), float(target.radius)
    found: list[Crease] = []
    for _ in range(int(8 + 15 * r)):
        size, start = r * rs.uniform(0.12, 0.84), rs.rand() * 2 * math.pi
        cx, cy = x + rs.randn() * 0.12 * r, y + rs.randn() * 0.12 * r
        t = np.linspace(start, start + rs.uniform(0.8, 2.0), 14)
        line = np.column_stack([cx + size * np.cos(t), cy + 0.92 * size * np.sin(t)])
        found.append((line, 0.055, 0.035 + 0.02 * r))
    return tuple(found)


def grow_twigs(atlas: "Atlas") -> dict[str, list[Floats]]:
    """Fine arteries of the wall and of every fibroid that has a feeder, front cm."""
    outline = uterus_outline(atlas)
    hollow = grown_outline(cavity_outline(outline), 1.0)
    stems = [atlas.vessels[id].points[8::7, :2] for id in ("left_uterine_artery", "right_uterine_artery")]
    stems = [s[contains(s, outline + (outline - outline.mean(0)) * 0.1)] for s in stems]
    holes = [(t.center[0], t.center[1], t.radius * 1.08) for t in fibroids(atlas)]
    area = _Wall(outline, 0.1, tuple(holes), hollow)
    grown_twigs = {"uterus": _clipped(grow(area, stems, 230, 0.12, 1.3, 0.34, 7, 0.016), 0.042)}
    for i, target in enumerate(fibroids(atlas)):
        lines = [atlas.vessels[f].points[:, :2] for f in target.feeders if f in atlas.vessels]
        if lines:
            inner = Inside(fibroid_outline(target), 0.05, ())
            count = int(40 + 45 * target.radius)
            grown_twigs[target.id] = _clipped(
                grow(inner, [lines[0][-8:]], count, 0.075, 1.4, 0.17, 30 + i, 0.013, jitter=0.25), 0.036
            )
    return grown_twigs


def _clipped(branches: list[Floats], widest: float) -> list[Floats]:
    for line in branches:
        line[:, 2] = np.clip(line[:, 2], 0.013, widest)
    return [line for line in branches if len(line) > 4]


def grown_outline(outline: Floats, share: float) -> Floats:
    """Outline about its own middle, larger by ``share`` of 0.2 cm in x."""
    middle = outline.mean(0)
    out = outline - middle
    out[:, 0] += np.sign(out[:, 0]) * 0.25 * share
    return np.asarray(out + middle)


class _Wall(Inside):
    """Where twigs of the wall may grow: in the muscle, not in the hollow."""

    def __init__(
        self, outline: Floats, rim: float, holes: tuple[tuple[float, float, float], ...], hollow: Floats
    ) -> None:
        super().__init__(outline, rim, holes)
        self.hollow = hollow

    def __call__(self, points: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        return np.asarray(super().__call__(points) & ~contains(points, self.hollow))


def bake_twigs(atlas: "Atlas") -> None:
    """Write the grown sets beside the other twigs."""
    for name, branches in grow_twigs(atlas).items():
        save_twigs(f"{name}_twigs", branches)
