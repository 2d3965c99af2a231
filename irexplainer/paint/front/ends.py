"""An easel for regions: every vessel that ends in mid-air there runs out in a point instead of a plug."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from irexplainer.paint.front.easel import Easel
from irexplainer.paint.front.mouths import meets
from irexplainer.paint.parts import _Same
from irexplainer.paint.tubes import Tube, tapered

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

TAPER_CM, TAPER_SHARE = 2.6, 0.45
POINT_CM = 0.015


@dataclass(frozen=True, eq=False)
class RegionEasel(Easel):
    """An easel that knows which vessels its scene shows."""

    shapes: Mapping[str, Tube] = field(default_factory=dict)

    def tube(self, id: str) -> Tube:
        """A vessel as a tube, pointed where it ends."""
        return self.shapes.get(id) or Easel.tube(self, id)


def region_easel(e: Easel, ids: Iterable[str]) -> RegionEasel:
    """The easel for a scene that shows these vessels."""
    shapes = pointed(e.atlas, e.has(dict.fromkeys(ids)))
    return RegionEasel(e.p, e.atlas, e.look, e.viewport, e.states, shapes)


def pointed(atlas: "Atlas", ids: tuple[str, ...]) -> Mapping[str, Tube]:
    """Tubes of vessels whose free ends, those that open into no other one of them, run out in a point."""
    return _pointed(_Same(atlas), ids)


@lru_cache(maxsize=24)
def _pointed(same: _Same, ids: tuple[str, ...]) -> Mapping[str, Tube]:
    lines = {i: np.asarray(same.atlas.vessels[i].points, float) for i in ids}
    made = {}
    for i in ids:
        line = lines[i]
        reach = min(TAPER_CM, TAPER_SHARE * float(np.hypot(*np.diff(line[:, :2], axis=0).T).sum()))
        free = [not any(meets(line[k], lines[o]) for o in ids if o != i) for k in (0, -1)]
        flat = line[:, [0, 1, 3]]
        made[i] = Tube(tapered(flat, reach * free[0], reach * free[1], POINT_CM))
    return made
