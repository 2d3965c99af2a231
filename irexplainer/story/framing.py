"""Cameras computed from the atlas, so that both sides of the body are framed alike, and how long a flight takes."""

import math

import numpy as np

from irexplainer.atlas.closeups import is_closeup, site_of
from irexplainer.atlas.plates import plate_of
from irexplainer.atlas.types import Atlas, Floats
from irexplainer.geom.viewport import Camera
from irexplainer.geom.zoom_path import ZoomPath
from irexplainer.story.anchors import fixed_point, region_of
from irexplainer.story.frame import Change, Position, View
from irexplainer.story.schema import FramingSpec
from irexplainer.story.ways import Way

FASTEST_ZOOM = 2.2
"""Largest change of scale in one second (STYLE 12)."""
NEAR_SECONDS = 0.9
SLICE_SECONDS = 2.4
BACK_SECONDS = 1.2
TURN_SECONDS = 1.4
FADE_SECONDS = 0.7


def frame_view(
    spec: FramingSpec, atlas: Atlas, ways: dict[str, Way], access: str, position: Position, place: str
) -> View:
    """View of a framing while the patient lies in ``position``."""
    plate = plate_of(spec.plate, position)
    points = np.vstack([_points(name, atlas, ways, access, place) for name in spec.around])
    flat = np.asarray(plate.project(points), float)
    low, high = flat.min(axis=0), flat.max(axis=0)
    size = np.maximum(high - low, 1e-3)
    grow = spec.margin + spec.margin_share * size
    low, high = low - grow, high + grow
    size = np.maximum(high - low, spec.least)
    center = (low + high) / 2 + np.asarray(spec.shift) * size
    x, y = center
    return View(spec.plate, spec.profile, Camera(float(x), float(y), float(size[0]), float(size[1])))


def _points(name: str, atlas: Atlas, ways: dict[str, Way], access: str, place: str) -> Floats:
    """Body points (N, 3) that a name stands for; ``out:path-cm`` is a point that far outside the skin.

    The id of a cut-open vessel stands for all of its drawing.
    """
    if name.startswith("path:") and name[5:] in ways:
        way = ways[name[5:]]
        return np.asarray(way.line.cut(way.skin, way.line.length).points[:, :3], float)
    if name.startswith("out:") and name[4:].partition("-")[0] in ways:
        key, _, cm = name[4:].partition("-")
        return np.asarray([ways[key].line.at(ways[key].skin - float(cm or 5.0))[:3]], float)
    if name.startswith("region:"):
        level, outline = region_of(name[7:], place)
        return np.column_stack([outline[:, 0], np.full(len(outline), level), outline[:, 1]])
    if is_closeup(name):
        return _closeup_corners(name, atlas)
    if name in atlas.structures:
        structure = atlas.structures[name]
        return np.column_stack([structure.outline, np.full(len(structure.outline), structure.center[2])])
    if name in atlas.vessels:
        return np.asarray(atlas.vessels[name].points[:, :3], float)
    if name in atlas.targets:
        target = atlas.targets[name]
        corners = np.array([(x, y, z) for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], float)
        return np.asarray(target.center, float) + corners * target.radius
    if name in atlas.accesses:
        return np.array([atlas.accesses[name].skin, atlas.accesses[name].entry], float)
    if name in atlas.tracks:
        return np.array([atlas.tracks[name].skin, atlas.tracks[name].end], float)
    return np.array([fixed_point(name, atlas, place, access)], float)


def _closeup_corners(plate_id: str, atlas: Atlas) -> Floats:
    """Body points of two corners of a cut-open vessel's drawing."""
    site = site_of(atlas, plate_id)
    x, y, width, height = site.closeup.box
    return np.array([site.lift((x + s * width / 2, y + s * height / 2)) for s in (-1.0, 1.0)], float)


def change_of(before: View, after: View) -> Change:
    """How the stage gets from one view to another."""
    if before == after:
        return Change.NONE
    if before.plate == after.plate:
        return Change.TRAVEL
    if before.plate == "front" and after.plate.startswith("axial"):
        return Change.SLICE
    if after.plate == "front" and before.plate.startswith("axial"):
        return Change.SLICE
    return Change.FADE


def change_seconds(before: View, after: View, change: Change) -> float:
    """How long that takes."""
    if change is Change.NONE:
        return 0.0
    if change is Change.FADE:
        return FADE_SECONDS
    if change is Change.SLICE:
        return SLICE_SECONDS if before.plate == "front" else BACK_SECONDS
    path = ZoomPath(before.camera, after.camera)
    scales = [path.at(u / 24).width for u in range(25)]
    zoom = math.log(max(scales) / min(scales))
    return round(max(NEAR_SECONDS, zoom / math.log(FASTEST_ZOOM), path.length * 0.75), 3)
