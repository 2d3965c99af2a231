"""A stone that is broken up and taken out through a tube: where its pieces are at a moment.

One number says all, that of the effect ``stone``: 1 whole, ``BROKEN`` in pieces that still lie in place, 0 all out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from irexplainer.atlas.types import Atlas, Floats
from irexplainer.geom.fragments import fragments, stone_outline
from irexplainer.geom.polyline import Polyline
from irexplainer.story.frame import EffectPose, Frame, Point3, ToolPose

BROKEN = 0.5
"""Value of the effect at which the stone is in pieces and none has left yet."""
COUNT, SEED = 9, 41
DRAWN = 0.89
"""Radius of the stone as drawn, share of that of its target: some urine stays around it."""
APART, WORN = 0.16, 0.14
"""How far pieces move apart, and how much of their width is worn off, shares."""
LASTS = 0.3
"""How much of the whole time of taking out one piece is on its way."""
TUBES = ("sheath",)


class Told(Protocol):
    """The part of a storyboard that is asked: ways by name."""

    @property
    def paths(self) -> Mapping[str, Polyline]:
        """By key."""


@dataclass(frozen=True, eq=False, slots=True)
class Piece:
    """center: body point in cm; outline (N, 2): plate cm around it; opacity 0..1."""

    center: Point3
    outline: Floats
    opacity: float = 1.0


def pieces_now(board: Told, frame: Frame, atlas: Atlas, effect: EffectPose) -> tuple[Piece, ...]:
    """The stone of a moment: one piece while whole, then many, fewer and fewer. Nothing without a target."""
    target = atlas.targets.get(effect.target)
    if target is None or effect.value <= 0:
        return ()
    radius = target.radius * DRAWN
    broken = min(max((1.0 - effect.value) / (1.0 - BROKEN), 0.0), 1.0)
    if broken <= 0:
        return (Piece(target.center, stone_outline(0.0, 0.0, radius, SEED, 9)),)
    taken = min(max(1.0 - effect.value / BROKEN, 0.0), 1.0)
    tube = next((t for t in frame.tools if t.kind in TUBES and t.path in board.paths), None)
    made = fragments(radius, COUNT, SEED)
    found = (
        _piece(board, tube, target.center, outline, broken, _on_its_way(i, len(made), taken))
        for i, outline in enumerate(made)
    )
    return tuple(piece for piece in found if piece.opacity > 0)


def _on_its_way(index: int, count: int, taken: float) -> float:
    """0 the piece lies in place, 1 it is out."""
    begins = index / max(count - 1, 1) * (1.0 - LASTS)
    return min(max((taken - begins) / LASTS, 0.0), 1.0)


def _piece(board: Told, tube: ToolPose | None, center: Point3, outline: Floats, broken: float, way: float) -> Piece:
    middle = outline.mean(axis=0)
    shape = (outline - middle) * (1.0 - WORN * broken)
    place = middle * (1.0 + APART * broken)
    if way <= 0 or tube is None:
        return Piece(center, shape + place, 1.0 - way)
    line = board.paths[tube.path]
    mouth = np.asarray(line.at(tube.tip)[:3], float)
    into = min(way / 0.3, 1.0)
    if into < 1.0:
        at = np.asarray(center) + (mouth - np.asarray(center)) * into
        return Piece(_point(at), shape + place * (1.0 - into))
    along = (way - 0.3) / 0.7
    at = np.asarray(line.at(tube.tip + (tube.tail - tube.tip) * along)[:3], float)
    return Piece(_point(at), shape, min((1.0 - along) * 8.0, 1.0))


def _point(at: Floats) -> Point3:
    return float(at[0]), float(at[1]), float(at[2])
