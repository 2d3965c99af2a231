"""Where vessels of an exhibit end: no plugs in mid-air; what goes into a kidney runs in behind its edge."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainterPath

from irexplainer.paint.exhibit.cast import Cast
from irexplainer.paint.front.easel import GUT_TRUNK_CM, LOOSE_FROM, Easel
from irexplainer.paint.front.mouths import LooseEnd, loose_end, meets, paint_faded
from irexplainer.paint.parts import _Same
from irexplainer.paint.paths import polygon_path
from irexplainer.paint.tubes import Shading, Tube, paint_tubes, union_path

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas, Floats

FADING = ("artery", "vein", "portal_vein")
"""Kinds whose every free end fades; of other kinds only the trunks do."""
TRUNKS = ("ureter",)
WAYS_IN = {
    **{f"{s}_renal_{kind}": (f"{s}_kidney", 0.9, 1.7) for s in ("left", "right") for kind in ("artery", "vein")},
    "splenic_artery": ("spleen", 0.0, 3.0),
    "splenic_vein": ("spleen", 2.2, 3.0),
}
"""Vessel -> organ that it goes into, cm it is drawn on behind the edge of that, cm around its end that this hides."""
POINT_CM, FADE_SHARE = 0.6, 0.45
"""Length of a pointed end that fades like a wide one; largest part of a vessel that fades."""
Ends = Mapping[str, tuple[LooseEnd, ...]]


@dataclass(frozen=True, eq=False)
class ExhibitEasel(Easel):
    """An easel that knows which vessels its scene shows. free: ends that open into no other one of them."""

    shapes: Mapping[str, Tube] = field(default_factory=dict)
    free: Ends = field(default_factory=dict)

    def tube(self, id: str) -> Tube:
        """A vessel as a tube, as long as this scene shows it."""
        return self.shapes.get(id) or Easel.tube(self, id)

    def loose(self, shown: tuple[str, ...]) -> Ends:
        """Every free end."""
        return self.free

    def late(self, id: str, tube: Tube, shading: Shading, fade: QLinearGradient) -> None:
        """A vessel that fades in where it opens and out where it ends."""
        self.soft(id, [tube], shading, 1.0, fade)

    def ends(self, id: str) -> list[LooseEnd]:
        """Free ends of a vessel that are in the picture."""
        near = self.viewport.scale >= LOOSE_FROM and not self.look.flat
        return [end for end in self.free.get(id, ()) if near and self.world.contains(*end.at)]

    def soft(
        self, id: str, tubes: Sequence[Tube], shading: Shading, opacity: float, fade: QLinearGradient | None
    ) -> None:
        """Tubes of a vessel without plugs."""
        brush = None if fade is None else QBrush(fade)
        paint_faded(self.p, lambda q: paint_tubes(q, tubes, shading, self.world), self.ends(id), brush, opacity)


def exhibit_easel(e: Easel, cast: Cast) -> ExhibitEasel:
    """The easel for the scene of a cast."""
    made = _shapes(_Same(e.atlas), cast)
    shapes, free = ({}, {}) if e.look.flat else made
    return ExhibitEasel(e.p, e.atlas, e.look, e.viewport, e.states, shapes, free)


def shadow_path(atlas: "Atlas", cast: Cast, tubes: Iterable[Tube]) -> QPainterPath:
    """Outline of the wanted vessels up to where they begin to fade."""
    path = union_path(list(tubes))
    for id in cast.vessels:
        for end in _shapes(_Same(atlas), cast)[1].get(id, ()):
            path = path.subtracted(end.area)
    return path


@lru_cache(maxsize=64)
def _shapes(same: _Same, cast: Cast) -> tuple[dict[str, Tube], dict[str, tuple[LooseEnd, ...]]]:
    """Tubes that differ from those of other scenes, and the free ends of all."""
    atlas: Atlas = same.atlas
    ids = dict.fromkeys((*cast.pale, *cast.kin, *cast.vessels))
    full = {i: atlas.vessels[i].points for i in ids}
    lines = {i: _shown(i, full[i], i in cast.pale) for i in ids}
    shapes, free = {}, {}
    for id, line in lines.items():
        if "mesenteric" in id or id in WAYS_IN:
            shapes[id] = Tube(line[:, [0, 1, 3]])
        own = [_hidden_end(atlas, id, line)] if id in WAYS_IN else []
        own += [loose_end(way, POINT_CM, FADE_SHARE) for way in _free_ways(atlas, id, line, full)]
        if own:
            free[id] = tuple(own)
    return shapes, free


def _free_ways(atlas: "Atlas", id: str, line: "Floats", full: Mapping[str, "Floats"]) -> "list[Floats]":
    """The line from each free end on."""
    kind = atlas.vessels[id].kind
    if kind not in (*FADING, *TRUNKS):
        return []
    ways = [line] if kind in TRUNKS or id in WAYS_IN else [line, line[::-1]]
    return [way for way in ways if not any(meets(way[0], full[o]) for o in full if o != id)]


def _shown(id: str, points: "Floats", pale: bool) -> "Floats":
    """Points (N, 4) as shown: trunks of the bowel are short where nobody asked for them."""
    if id in WAYS_IN:
        way = (points[-1] - points[-4]) * (1, 1, 1, 0)
        on = WAYS_IN[id][1] / max(float(np.hypot(way[0], way[1])), 1e-6)
        return np.vstack([points, points[-1] + on * way]) if on else points
    if "mesenteric_artery" in id and pale:
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points[:, :2], axis=0).T))])
        return points[along <= GUT_TRUNK_CM]
    return points


def _hidden_end(atlas: "Atlas", id: str, line: "Floats") -> LooseEnd:
    """What the organ hides of a vessel that goes into it."""
    (x, y), (organ, _, reach) = (float(c) for c in line[-1, :2]), WAYS_IN[id]
    around = QPainterPath()
    around.addEllipse(QPointF(x, y), reach, reach)
    area = around.intersected(polygon_path(atlas.structures[organ].outline))
    whole = QLinearGradient(QPointF(x - 1, y), QPointF(x + 1, y))
    for stop in (0.0, 1.0):
        whole.setColorAt(stop, QColor(0, 0, 0, 255))
    return LooseEnd((x, y), area, whole)
