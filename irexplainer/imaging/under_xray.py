"""Which part lies under a pixel of an X-ray: vessels first, then what is treated, bones, organs that show."""

from collections.abc import Iterable

import numpy as np

from irexplainer.geom.tube import tube_outline
from irexplainer.imaging.anatomy import AtlasLike, TargetLike
from irexplainer.imaging.under import Labels, StructureMap, painted
from irexplainer.imaging.window import FrontWindow

LEAST_PX = 3.0
"""A thinner vessel is made this wide, or nobody could point at it."""


_kept: dict[tuple[int, FrontWindow, tuple[str, ...]], StructureMap] = {}
KEPT = 12


def vessels_under(atlas: AtlasLike, window: FrontWindow, targets: Iterable[TargetLike] = ()) -> StructureMap:
    """Ids by pixel of a front window; kept for the windows used last. targets: what is treated and shown in it."""
    shown = sorted((t for t in targets if t.radius > 0), key=lambda t: -t.radius)
    key = (id(atlas), window, tuple(t.id for t in shown))
    if key not in _kept:
        while len(_kept) >= KEPT:
            _kept.pop(next(iter(_kept)))
        _kept[key] = _map(atlas, window, shown)
    return _kept[key]


def _map(atlas: AtlasLike, window: FrontWindow, targets: list[TargetLike]) -> StructureMap:
    parts = [s for s in atlas.structures.values() if s.kind != "body"]
    solid = sorted(parts, key=lambda s: s.kind == "bone")
    vessels = [v for v in atlas.vessels.values() if not getattr(v, "detail", "")]
    ids = (*(s.id for s in solid), *(t.id for t in targets), *(v.id for v in vessels))

    def make() -> Labels:
        rings = [(i, window.px(np.asarray(s.outline, float))) for i, s in enumerate(solid)]
        turn = np.linspace(0, 2 * np.pi, 48, endpoint=False)
        for i, target in enumerate(targets, len(solid)):
            circle = np.column_stack([np.cos(turn), np.sin(turn)]) * target.radius
            rings.append((i, window.px(circle + np.asarray(target.center[:2]))))
        for i, vessel in enumerate(vessels, len(solid) + len(targets)):
            points = np.asarray(vessel.points, float)
            line = np.column_stack([window.px(points), np.maximum(points[:, 3] * window.scale, LEAST_PX)])
            step = np.hypot(*np.diff(line[:, :2], axis=0).T)
            line = line[np.concatenate([[True], step > 1e-6])]
            if len(line) > 1:
                rings.append((i, tube_outline(line, False, False)))
        return painted(window.height, window.width, rings)

    return StructureMap(ids, make)
