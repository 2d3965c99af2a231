"""Lines that things flow along: vessels, tool paths, the branches of a target. Kept while the atlas lives."""

from functools import lru_cache

import numpy as np

from irexplainer.atlas.types import Atlas, Target
from irexplainer.geom.polyline import Polyline
from irexplainer.imaging.branches import rim_vessels
from irexplainer.imaging.reflux import back_flow
from irexplainer.imaging.tree import ANYBODY, ArteryTree, Filled, Focus
from irexplainer.paint.actors.scene import Floats, Scene
from irexplainer.paint.front.twigs import twigs
from irexplainer.paint.parts import _Same
from irexplainer.story.frame import Point3


@lru_cache(maxsize=2)
def _tree(same: _Same) -> ArteryTree:
    return ArteryTree(same.atlas.vessels)


def downstream(atlas: Atlas, tip: Point3, route: tuple[str, ...], focus: Focus = ANYBODY) -> tuple[Filled, ...]:
    """What blood from a place reaches; places are rounded to 0.3 cm."""
    if focus.reflux:
        return tuple(back_flow(_tree(_Same(atlas)), tip, focus))
    site = _site(_Same(atlas), tip, route)
    return () if site is None else _downstream(_Same(atlas), site[0], round(site[1] / 0.3), focus)


@lru_cache(maxsize=16)
def _site(same: _Same, tip: Point3, route: tuple[str, ...]) -> tuple[str, float] | None:
    return _tree(same).site(tip, route)


@lru_cache(maxsize=64)
def _downstream(same: _Same, vessel: str, step: int, focus: Focus) -> tuple[Filled, ...]:
    return tuple(_tree(same).downstream(vessel, step * 0.3, focus))


def flow_line(scene: Scene, target: str) -> Polyline | None:
    """The line of a vessel (arteries outwards, veins towards the heart), of a path, or of a target's feeder."""
    if target in scene.atlas.vessels:
        return _vessel_line(_Same(scene.atlas), target)
    found = scene.atlas.targets.get(target)
    if found is not None and found.feeders:
        return flow_line(scene, found.feeders[-1])
    return scene.board.paths.get(target) if target else None


@lru_cache(maxsize=64)
def _vessel_line(same: _Same, id: str) -> Polyline:
    vessel = same.atlas.vessels[id]
    points = np.asarray(vessel.points, float)
    return Polyline(points if vessel.kind not in ("vein", "portal_vein", "shunt") else points[::-1])


@lru_cache(maxsize=16)
def rest_of(line: Polyline, start: float) -> Polyline:
    """A line from an arc length on; the same object for the same question."""
    return line.cut(start, line.length)


def branches_of(atlas: Atlas, target: Target) -> tuple[Floats, ...]:
    """Fine arteries (N, 4) inside a target, from its feeder inwards."""
    return _branches(_Same(atlas), target.id)


@lru_cache(maxsize=16)
def _branches(same: _Same, id: str) -> tuple[Floats, ...]:
    atlas: Atlas = same.atlas
    target = atlas.targets[id]
    center = np.asarray(target.center, float)
    grown = twigs(f"{id}_twigs") or _half_of_gland(target)
    if grown:
        return tuple(np.column_stack([t[:, :2], np.full(len(t), center[2]), t[:, 2]]) for t in grown)
    stems = [atlas.vessels[f] for f in target.feeders if f in atlas.vessels]
    if not stems:
        return ()
    points = np.asarray(min(stems, key=lambda v: _gap(v.points, center)).points, float)
    stem = Filled(id, points, np.zeros(len(points)))
    seed = sum(ord(letter) for letter in id)
    return tuple(np.asarray(f.points, float) for f in rim_vessels(center, target.radius, stem, seed))


def _half_of_gland(target: Target) -> tuple[Floats, ...]:
    """Branches of an enlarged gland on the side of its half."""
    if target.kind != "enlargement":
        return ()
    return tuple(t for t in twigs(f"{target.host}_twigs") if t[0, 0] * target.center[0] > 0)


def _gap(points: Floats, center: Floats) -> float:
    return float(np.hypot(points[:, 0] - center[0], points[:, 1] - center[1]).min())
