"""The chest wall cut lengthwise, baked once: skin to lung, ribs, the bundle under each rib."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QImage, QPainterPath

from irexplainer.atlas.chest_wall import BUNDLE, Rib, boundary, depth, ribs
from irexplainer.atlas.plans import load_plan
from irexplainer.paint.paths import Floats, polygon_path
from irexplainer.paint.plates.bench import Bench, Box, grown, line_path
from irexplainer.paint.plates.chest_tissues import CHEST_RAMPS
from irexplainer.paint.plates.cut import Cut
from irexplainer.paint.plates.grain import Grain
from irexplainer.paint.plates.store import Stored
from irexplainer.paint.plates.tissues import PLATE_RAMPS
from irexplainer.paint.ramps import Ramp

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

PX_PER_CM = 88.0
BOX: Box = (-0.15, 38.2, 7.6, 13.6)
"""left, top, width, height of the baked picture, plate cm."""
FAR = 12.0
LUNG_VESSELS = 34
RECIPE = 2
RED: Ramp = ("#7E1F26", "#C93B3B", "#F08A76")
BLUE: Ramp = ("#263F73", "#4A75B4", "#9CC0E6")
NERVE: Ramp = ("#B5935E", "#F0DFB4", "#FFF9E2")
BUNDLE_RAMPS = dict(zip(BUNDLE, (BLUE, RED, NERVE), strict=True))


def heights() -> Floats:
    """v of the points of a boundary."""
    return np.linspace(BOX[1] - 1, BOX[1] + BOX[3] + 1, 160)


def band(first: Floats, last: Floats) -> QPainterPath:
    """Area between two boundaries, each a depth at every height."""
    v = heights()
    return polygon_path(np.vstack([np.column_stack([first, v]), np.column_stack([last, v])[::-1]]))


def edge(layer: str) -> Floats:
    """Boundary where a layer begins."""
    return boundary(layer, heights())


def surface() -> Floats:
    """The skin: u 0 at the needle, gently waving."""
    return np.asarray(0.035 * np.sin(0.55 * (heights() - depth("needle_v"))))


def far() -> Floats:
    """Deep end of the picture."""
    return np.full_like(heights(), FAR)


def pictures(atlas: "Atlas") -> tuple[Stored, ...]:
    """The wall without fluid."""
    plan = load_plan("chest_wall")
    data = tuple(sorted(plan.numbers.items())), tuple(sorted(plan.lines.items())), plan.shape("rib").outline
    looks = tuple(PLATE_RAMPS.items()), tuple(CHEST_RAMPS.items())
    return (Stored("chest_wall", BOX[:2], PX_PER_CM, (*data, *looks, BOX, RECIPE), _wall, lossy=True),)


def _wall() -> QImage:
    bench, ramp = Bench(BOX, PX_PER_CM, PLATE_RAMPS["skin"][1]), PLATE_RAMPS
    fat = Cut(ramp["subcutaneous_fat"], bevel=0.18, grain=Grain("lobule", 0.42, 1.2), spec=0.14, edge=0.3, seed=3)
    bench.face(band(surface() - 0.3, far()), Cut(ramp["skin"], bevel=0.1, grain=Grain("lobule", 0.14, 0.6), spec=0.06))
    bench.face(band(edge("skin"), far()), fat)
    for layer, angle, seed in (("fat", 8, 5), ("serratus", 128, 6), ("external", 52, 7), ("internal", 90, 8)):
        path = band(edge(layer), far())
        bench.drop(path, 0.08, (0.03, 0.0), 0.22)
        bench.face(path, Cut(ramp["muscle"], bevel=0.14, grain=Grain("stripe", 0.13, 0.85, angle), spec=0.1, seed=seed))
        bench.line(line_path(np.column_stack([edge(layer), heights()])), "#F3E2D2", 0.045, 0.85)
    lung = band(edge("pleura"), far())
    bench.face(lung, Cut(CHEST_RAMPS["lung"], bevel=0.3, grain=Grain("spongy", 0.12, 0.5), mottle=0.015, seed=2))
    _lung_vessels(bench)
    for rib in ribs():
        _rib(bench, rib)
    _lines(bench)
    return bench.picture()


def _lung_vessels(bench: Bench) -> None:
    rs = np.random.RandomState(12)
    for _ in range(LUNG_VESSELS):
        u, v, r = rs.uniform(3.2, 7.3), rs.uniform(BOX[1], BOX[1] + BOX[3]), rs.uniform(0.04, 0.09)
        disc = QPainterPath()
        disc.addEllipse(u - r, v - r * 0.85, 2 * r, 1.7 * r)
        bench.bowl(disc, Cut(RED if rs.rand() < 0.5 else BLUE, bevel=0.0, puff=-0.5), 0.03, (0.01, 0.03), 0.4)


def _rib(bench: Bench, rib: Rib) -> None:
    path = polygon_path(rib.outline)
    bench.drop(path, 0.12, (0.04, 0.1), 0.35)
    bench.face(path, Cut(PLATE_RAMPS["bone"], bevel=0.16, spec=0.05))
    bench.line(path, "#8C7458", 0.03, 0.7)
    marrow = Cut(PLATE_RAMPS["spongy"], bevel=0.08, puff=0.7, grain=Grain("spongy", 0.12, 0.9), edge=0.2)
    bench.face(grown(path, -0.12), marrow)
    for (u, v, r), name in zip(rib.bundle, BUNDLE, strict=True):
        disc = QPainterPath()
        disc.addEllipse(u - r, v - r, 2 * r, 2 * r)
        bench.drop(disc, 0.05, (0.02, 0.04), 0.4)
        bench.face(disc, Cut(BUNDLE_RAMPS[name], bevel=0.05, spec=0.2))
        bench.line(disc, BUNDLE_RAMPS[name][0], 0.018, 0.8)
        if name != "nerve":
            bench.bowl(grown(disc, -0.032), Cut(BUNDLE_RAMPS[name], bevel=0.0, puff=-0.6), 0.03, (0.015, 0.03), 0.45)


def _lines(bench: Bench) -> None:
    """Lining of the chest, and the outermost skin."""
    v = heights()
    lining = line_path(np.column_stack([edge("pleura") + 0.025, v]))
    bench.line(lining.translated(0.03, 0), "#8A4A48", 0.09, 0.25)
    bench.line(lining, "#FBEDE2", 0.055, 0.97)
    bench.line(line_path(np.column_stack([surface() + 0.02, v])), "#C9957C", 0.05, 0.95)
    bench.line(line_path(np.column_stack([surface(), v])), "#8E6A55", 0.03, 0.6)


def layer_path(name: str) -> QPainterPath:
    """Area of one layer, for labels and the flat theme. KeyError for an unknown one."""
    bounds = {
        "skin": (surface(), edge("skin")),
        "subcutaneous_fat": (edge("skin"), edge("fat")),
        "latissimus_dorsi": (edge("fat"), edge("serratus")),
        "external_intercostal": (edge("serratus"), edge("external")),
        "internal_intercostal": (edge("external"), edge("pleura")),
        "parietal_pleura": (edge("pleura"), np.full_like(heights(), depth("fluid"))),
    }
    return band(*bounds[name])
