"""The still layers of groin and wrist, baked once; the artery is painted over them when the plate is shown."""

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QImage

from irexplainer.paint.paths import Floats
from irexplainer.paint.plates.bench import Bench, Box, grown, line_path
from irexplainer.paint.plates.cut import Cut
from irexplainer.paint.plates.grain import Grain
from irexplainer.paint.plates.layer_plans import MEASURES, LayerPlan, plan_of, skin_edge, trace
from irexplainer.paint.plates.store import Stored
from irexplainer.paint.plates.tissues import PLATE_RAMPS

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

PLATES = ("groin_layers", "wrist_layers")
AIR_CM = 0.12
LIGAMENT = ("#B79A7A", "#EBD8BE", "#FFF8EA")
EPIDERMIS = "#C9957C"


def layer_box(plate_id: str) -> Box:
    """left, top, width, height in cm of the baked layers."""
    m = MEASURES[plate_id]
    return -m.reach, -AIR_CM, 2 * m.reach, m.depth + AIR_CM


def pictures(atlas: "Atlas") -> tuple[Stored, ...]:
    """The two layer pictures."""
    found = []
    for plate_id in PLATES:
        plan = plan_of(plate_id, atlas)
        box = layer_box(plate_id)
        inputs = (repr(plan.measures), np.round(plan.trunk, 3), round(plan.nick, 3), _outlines(plan), RECIPE)
        make = partial(_composed, plan, box)
        found.append(Stored(plate_id, box[:2], plan.measures.px_per_cm, inputs, make))
    return tuple(found)


def _outlines(plan: LayerPlan) -> tuple[object, ...]:
    found = []
    for layer in plan.layers:
        elements = (layer.path.elementAt(i) for i in range(layer.path.elementCount()))
        found.append((layer.id, [(round(float(e.x), 3), round(float(e.y), 3)) for e in elements]))
    return tuple(found)


def _cuts(size: float) -> dict[str, Cut]:
    """Cut faces by tissue; size: 1 at the groin, smaller where the layers are thinner."""
    ramp = PLATE_RAMPS
    return {
        "skin": Cut(ramp["skin"], bevel=0.12 * size, grain=Grain("lobule", 0.16 * size, 0.7), mottle=0.02, spec=0.06),
        "subcutaneous_fat": Cut(
            ramp["subcutaneous_fat"],
            bevel=0.2 * size,
            grain=Grain("lobule", 0.46 * size, 1.5),
            spec=0.16,
            edge=0.3,
            seed=3,
        ),
        "cavity": Cut(ramp["cavity"], bevel=0.2 * size, grain=Grain("lobule", 0.34 * size, 1.1), edge=0.3, seed=7),
        "muscle": Cut(ramp["muscle"], bevel=0.2 * size, grain=Grain("stripe", 0.17 * size, 0.9, 86), seed=5),
        "bone": Cut(ramp["bone"], bevel=0.25 * size, spec=0.05),
        "spongy": Cut(ramp["spongy"], bevel=0.1 * size, grain=Grain("spongy", 0.17 * size, 1.0), edge=0.2, puff=0.7),
        "cartilage": Cut(ramp["cartilage"], bevel=0.08 * size, spec=0.2),
        "ligament": Cut(LIGAMENT, bevel=0.2 * size, grain=Grain("fibre", 0.13 * size, 0.6), spec=0.12),
    }


RECIPE = 4
"""Raise when ``_composed`` changes."""


def _composed(plan: LayerPlan, box: Box) -> QImage:
    m = plan.measures
    size = 1.0 if plan.id == "groin_layers" else 0.30
    bench, cuts = Bench(box, m.px_per_cm, PLATE_RAMPS["skin"][1]), _cuts(size)
    for layer in plan.layers:
        bench.drop(layer.path, 0.10 * size, (0.0, 0.05 * size), 0.28)
        bench.face(layer.path, cuts[layer.tissue])
        if layer.tissue == "bone":
            bench.line(layer.path, "#8C7458", 0.04 * size, 0.7)
            bench.face(grown(layer.path, -0.24 * size), cuts["spongy"])
    _lines(bench, plan)
    surface = trace(m, skin_edge(m, plan.nick))
    _epidermis(bench, surface, m.skin)
    return bench.picture()


def _lines(bench: Bench, plan: LayerPlan) -> None:
    for path, color, width, opacity in plan.lines:
        bench.line(path.translated(0, width * 0.35), "#8A5A44", width * 1.15, 0.16)
        bench.line(path, color, width, opacity)


def _epidermis(bench: Bench, surface: Floats, skin: float) -> None:
    bench.line(line_path(surface + np.array([0, 0.12 * skin])), EPIDERMIS, 0.24 * skin, 0.95)
    bench.line(line_path(surface + np.array([0, 0.02 * skin])), "#E7BFA6", 0.07 * skin, 0.9)
