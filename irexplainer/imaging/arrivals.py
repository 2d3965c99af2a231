"""When dye from a place is at a target."""

from functools import lru_cache

import numpy as np

from irexplainer.geom.polyline import Polyline
from irexplainer.imaging.anatomy import AtlasLike
from irexplainer.imaging.tree import ArteryTree, Focus
from irexplainer.story.frame import Point3


class _Kept:
    """An atlas as a key: the same object is the same key."""

    def __init__(self, atlas: AtlasLike) -> None:
        self.atlas = atlas

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and other.atlas is self.atlas

    def __hash__(self) -> int:
        return id(self.atlas)


def arrival(atlas: AtlasLike, place: Point3, route: tuple[str, ...], focus: Focus, target_id: str) -> float | None:
    """Seconds until dye from a place is at a target in an artery or at the end of its feeder; None for never."""
    return _arrival(_Kept(atlas), place, route, focus, target_id)


@lru_cache(maxsize=16)
def _arrival(kept: _Kept, place: Point3, route: tuple[str, ...], focus: Focus, target_id: str) -> float | None:
    tree, target = ArteryTree(kept.atlas.vessels), kept.atlas.targets[target_id]
    site = tree.site(place, route)
    names = (getattr(target, "vessel", ""), *target.feeders)
    parts = [] if site is None else [p for p in tree.downstream(*site, focus) if p.vessel in names]
    if not parts:
        return None
    line = Polyline(np.asarray(parts[0].points, float))
    return float(np.interp(line.nearest(target.center), line.lengths, parts[0].seconds))
