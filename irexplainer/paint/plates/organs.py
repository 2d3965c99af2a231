"""Hollow organs of the slices: wall, lining, what is inside; gas above and fluid below, relative to the room."""

import math

import numpy as np
from PySide6.QtGui import QPainterPath

from irexplainer.geom.spline import catmull_rom
from irexplainer.paint.paths import polygon_path
from irexplainer.paint.plates.bench import Bench, grown
from irexplainer.paint.plates.body_tissues import ramp_of, tissue_of
from irexplainer.paint.plates.cut import Cut
from irexplainer.paint.plates.folds import folded
from irexplainer.paint.plates.screen_slice import Piece, ScreenSlice
from irexplainer.paint.plates.slab import content, plain

MEAL = "#C9A56A"
FOLD_CM = 1.05
"""Distance between the folds of the lining of the stomach."""


def inside_of(piece: Piece) -> QPainterPath | None:
    """Lumen of a hollow organ of this module; None for a solid one."""
    seed = sum(piece.id.encode()) % 1000
    if piece.tissue == "stomach":
        return folded(piece.outline, 0.26, 0.26, FOLD_CM, seed)
    if piece.tissue == "gallbladder":
        return grown(piece.path, -0.14)
    if piece.tissue == "bladder":
        return folded(piece.outline, 0.30, 0.03, 0.9, seed)
    if piece.tissue == "airway":
        return grown(piece.path, -0.09)
    if piece.tissue == "esophagus":
        return _star(piece)
    return None


def _inner(piece: Piece) -> QPainterPath:
    return inside_of(piece) or piece.path


def stomach(bench: Bench, piece: Piece, view: ScreenSlice, level: float = 0.5) -> None:
    """Wall with folds, gas above, a meal below. level: how far down its surface is, as a share of the height."""
    plain(bench, piece.path, tissue_of("stomach"))
    lumen = _inner(piece)
    bench.face(lumen, Cut(ramp_of("stomach_lumen"), bevel=0.6, puff=-0.7, spec=0.12, soft=0.05))
    content(bench, lumen, level, MEAL)
    bench.inner_shadow(lumen, 0.2, (0.07, 0.16), 0.45)
    bench.line(lumen, "#F6D8C4", 0.04, 0.6)


def gallbladder(bench: Bench, piece: Piece, view: ScreenSlice) -> None:
    """Thin wall, full of bile."""
    plain(bench, piece.path, tissue_of("gallbladder"))
    bench.bowl(_inner(piece), Cut(ramp_of("bile"), bevel=0.5, puff=-0.45, spec=0.2), 0.16, (0.06, 0.13), 0.4)


def bladder(bench: Bench, piece: Piece, view: ScreenSlice) -> None:
    """Muscular wall, full of urine."""
    plain(bench, piece.path, tissue_of("bladder"))
    lumen = _inner(piece)
    bench.bowl(lumen, Cut(ramp_of("bladder_urine"), bevel=0.5, puff=-0.4, spec=0.16), 0.26, (0.08, 0.18), 0.42)
    bench.line(lumen, "#FBE4D2", 0.04, 0.6)


def airway(bench: Bench, piece: Piece, view: ScreenSlice) -> None:
    """Lining and the dark hollow of the windpipe or voice box."""
    plain(bench, piece.path, tissue_of("airway"))
    lumen = _inner(piece)
    bench.bowl(lumen, Cut(("#5E4A48", "#8E7672", "#B9A39C"), bevel=0.0, puff=-0.8, spec=0.06), 0.22, (0.08, 0.18), 0.55)


def esophagus(bench: Bench, piece: Piece, view: ScreenSlice) -> None:
    """Muscle tube, its lining folded to a star because it is empty."""
    plain(bench, piece.path, tissue_of("esophagus"))
    bench.bowl(_inner(piece), Cut(ramp_of("mucosa"), bevel=0.0, puff=-0.6), 0.06, (0.03, 0.06), 0.45)


def _star(piece: Piece) -> QPainterPath:
    center = piece.outline.mean(0)
    ring = piece.outline[np.linspace(0, len(piece.outline), 40, endpoint=False).astype(int)] - center
    t = np.linspace(0, 2 * math.pi, 40, endpoint=False)
    share = 0.30 + 0.16 * np.sin(5 * t + 0.7)
    return polygon_path(catmull_rom(center + ring * share[:, None], closed=True, samples=6))
