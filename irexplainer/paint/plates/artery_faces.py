"""Layers of the cut-open artery and their stored reliefs (PLATES 6.1, 6.2)."""

from functools import lru_cache

import numpy as np
from PySide6.QtGui import QPainterPath

from irexplainer.paint.paths import polygon_path
from irexplainer.paint.plates.artery_shape import (
    LUMEN,
    MUSCLE,
    OUTER,
    RIM,
    deposit_paths,
    window,
)
from irexplainer.paint.plates.cut import Cut
from irexplainer.paint.plates.faces import Face
from irexplainer.paint.plates.grain import Grain
from irexplainer.paint.plates.store import Stored
from irexplainer.paint.plates.vessel_states import ArteryState
from irexplainer.paint.ramps import Ramp

PX = 22.0
OUTER_RAMP: Ramp = ("#B08A6E", "#EFD9C2", "#FFF7EC")
MUSCLE_RAMP: Ramp = ("#8E2F30", "#C9605A", "#EDA294")
LINING_RAMP: Ramp = ("#B88A76", "#F6E1D0", "#FFFAF2")
HOLLOW_RAMP: Ramp = ("#B5524C", "#EBA79A", "#FCDDD0")
DEPOSIT_RAMP: Ramp = ("#A87F35", "#E3C27E", "#FFF0C8")
CLOT_RAMP: Ramp = ("#3E0F1C", "#7C2734", "#B96460")
CLOT_SEED = 3


@lru_cache(maxsize=1)
def artery_faces() -> dict[str, Face]:
    """Every relief of the plate by name."""
    upper, lower = deposit_paths(ArteryState(narrowing=1.0))
    deposit = Cut(DEPOSIT_RAMP, bevel=0.55, grain=Grain("lobule", 0.55, 1.5), spec=0.2, mottle=0.03, seed=2, edge=0.3)
    faces = (
        Face(
            "artery_open_outer",
            window(),
            Cut(OUTER_RAMP, bevel=0.2, grain=Grain("lobule", 0.62, 0.8), soft=0.05),
            PX,
            "#8C7A68",
        ),
        Face(
            "artery_open_muscle",
            window(OUTER),
            Cut(MUSCLE_RAMP, bevel=0.2, grain=Grain("stripe", 0.21, 0.95, 90.0), soft=0.04),
            PX,
            "#A23A33",
        ),
        Face("artery_open_lining", window(OUTER + MUSCLE), Cut(LINING_RAMP, bevel=0.1, soft=0.04), PX, "#D9B8A4"),
        Face(
            "artery_open_hollow",
            window(RIM - LUMEN),
            Cut(HOLLOW_RAMP, bevel=2.6, puff=-0.55, spec=0.18, mottle=0.012, grain=Grain("ripple", 0.5, 0.45)),
            PX,
            "#4A1512",
            (0.7, 0.2, 0.55, 0.40),
        ),
        Face("artery_open_deposit_above", upper, deposit, PX, "#B08A3C"),
        Face("artery_open_deposit_below", lower, deposit, PX, "#B08A3C"),
        Face("artery_open_clot", clot_path(), clot_cut(), PX, "#6E2A38"),
    )
    return {face.name.removeprefix("artery_open_"): face for face in faces}


def clot_cut() -> Cut:
    """Clot: dark, lumpy, moist."""
    return Cut(CLOT_RAMP, bevel=0.9, grain=Grain("lobule", 0.8, 1.5), spec=0.22, mottle=0.04, seed=CLOT_SEED)


def clot_path() -> QPainterPath:
    """Clot of full size around (2.6, 0): longer than wide, with a tail."""
    a = np.linspace(0, 2 * np.pi, 120, endpoint=False)
    rs = np.random.RandomState(8)
    phase = rs.rand(4) * 6.28
    r = 1 + 0.055 * np.sin(3 * a + phase[0]) + 0.05 * np.sin(5 * a + phase[1]) + 0.03 * np.sin(9 * a + phase[2])
    x, y = np.cos(a), np.sin(a)
    tall = 2.5 * (1 - 0.14 * x)
    return polygon_path(np.column_stack([2.6 + 5.2 * r * x, 0.08 + tall * r * y]))


def pictures() -> tuple[Stored, ...]:
    """What the plate needs from disk."""
    return tuple(face.stored() for face in artery_faces().values())
