"""Which part lies under a pixel of an X-ray: vessels first, then bones and the organs that show."""

import numpy as np

from irexplainer.geom.tube import tube_outline
from irexplainer.imaging.anatomy import AtlasLike
from irexplainer.imaging.under import Labels, StructureMap, painted
from irexplainer.imaging.window import FrontWindow

LEAST_PX = 3.0
"""A thinner vessel is made this wide, or nobody could point at it."""


_kept: dict[tuple[int, FrontWindow], StructureMap] = {}
KEPT = 12


def vessels_under(atlas: AtlasLike, window: FrontWindow) -> StructureMap:
    """Ids by pixel of a front window; kept for the windows used last."""
    key = (id(atlas), window)
    if key not in _kept:
        while len(_kept) >= KEPT:
            _kept.pop(next(iter(_kept)))
        _kept[key] = _map(atlas, window)
    return _kept[key]


def _map(atlas: AtlasLike, window: FrontWindow) -> StructureMap:
    parts = [s for s in atlas.structures.values() if s.kind != "body"]
    solid = sorted(parts, key=lambda s: s.kind == "bone")
    vessels = [v for v in atlas.vessels.values() if not getattr(v, "detail", "")]
    ids = (*(s.id for s in solid), *(v.id for v in vessels))

    def make() -> Labels:
        rings = [(i, window.px(np.asarray(s.outline, float))) for i, s in enumerate(solid)]
        for i, vessel in enumerate(vessels, len(solid)):
            points = np.asarray(vessel.points, float)
            line = np.column_stack([window.px(points), np.maximum(points[:, 3] * window.scale, LEAST_PX)])
            step = np.hypot(*np.diff(line[:, :2], axis=0).T)
            line = line[np.concatenate([[True], step > 1e-6])]
            if len(line) > 1:
                rings.append((i, tube_outline(line, False, False)))
        return painted(window.height, window.width, rings)

    return StructureMap(ids, make)
