"""Points of the body by name, for cameras, labels, effects and ways."""

import numpy as np

from irexplainer.atlas.closeups import is_closeup, site_of
from irexplainer.atlas.plates import AXIAL, plate_of
from irexplainer.atlas.slices import load_slice
from irexplainer.atlas.types import Atlas, Floats
from irexplainer.errors import ContentError
from irexplainer.geom.polygon import centroid
from irexplainer.geom.polyline import Polyline
from irexplainer.story.frame import Point3, Position

KIDNEY = "axial_kidney"


def as_point(values: Floats) -> Point3:
    """Three floats."""
    return float(values[0]), float(values[1]), float(values[2])


def fixed_point(text: str, atlas: Atlas, place: str, access: str = "") -> Point3:
    """A point that does not move.

    ``x,y,z`` · ``skin`` and ``entry`` (of the access) · ``track:id``, ``track_end:id`` · ``region:id`` (middle of a
    region of the kidney slice) or ``region:slice/id`` (of another slice) · ``beside:cm`` (on the skin of the nearest
    slice, so far from the access toward the spine) · ``layer:u,v`` (layer plate, in depths of the artery) · target,
    access, vessel (``@share``), structure · ``inside:plate/name`` (what a cut-open vessel shows); ``+x,y,z`` moves it.
    """
    base, _, offset = text.partition("+")
    point = _base_point(base.strip(), atlas, place, access)
    if not offset:
        return point
    return as_point(np.asarray(point) + _numbers(offset, place))


def _base_point(text: str, atlas: Atlas, place: str, access: str) -> Point3:
    name, _, share = text.partition("@")
    if text in ("skin", "entry") and access in atlas.accesses:
        return getattr(atlas.accesses[access], text)  # type: ignore[no-any-return]  # both are Point3
    if text.startswith("track:") and text[6:] in atlas.tracks:
        return atlas.tracks[text[6:]].skin
    if text.startswith("track_end:") and text[10:] in atlas.tracks:
        return atlas.tracks[text[10:]].end
    if text.startswith("region:"):
        return _region(text[7:], place)
    if text.startswith("inside:") and is_closeup(text[7:].partition("/")[0]):
        plate, _, thing = text[7:].partition("/")
        return site_of(atlas, plate).anchor(thing)
    if text.startswith("beside:") and access in atlas.accesses:
        return beside(atlas.accesses[access].skin, float(_numbers(text[7:], place, 1)[0]))
    if text.startswith("layer:") and access in atlas.accesses:
        u, v = _numbers(text[6:], place, 2)
        return layer_point(atlas, access, float(u), float(v))
    if name in atlas.targets:
        return atlas.targets[name].center
    if name in atlas.accesses:
        return atlas.accesses[name].entry
    if name in atlas.vessels:
        line = Polyline(np.asarray(atlas.vessels[name].points, float))
        return as_point(line.at(line.length * float(share or 0.5)))
    if name in atlas.structures:
        return atlas.structures[name].center
    if text.count(",") == 2:
        return as_point(_numbers(text, place))
    raise ContentError(place, f"'{text}' is no point of the body.", "Use a name of the atlas or x,y,z in cm.")


def _numbers(text: str, place: str, count: int = 3) -> Floats:
    try:
        values = np.array([float(part) for part in text.split(",")])
    except ValueError:
        values = np.empty(0)
    if len(values) != count:
        raise ContentError(place, f"'{text}' is not {count} numbers.", "Write numbers with commas between them.")
    return values


def region_of(text: str, place: str) -> tuple[float, Floats]:
    """(level y, outline (N, 2) of x, z) of ``id`` in the kidney slice or of ``slice/id``; ContentError for neither."""
    name, _, id = text.rpartition("/")
    if name and name not in AXIAL:
        raise ContentError(place, f"'{name}' is no slice.", f"Use one of: {', '.join(AXIAL)}.")
    plane = load_slice(name or KIDNEY)
    for region in plane.regions:
        if region.id == id:
            return plane.level_y, region.outline
    known = ", ".join(region.id for region in plane.regions)
    raise ContentError(place, f"the slice has no region '{id}'.", f"Use one of: {known}.")


def _region(text: str, place: str) -> Point3:
    level, outline = region_of(text, place)
    x, z = centroid(outline)
    return x, level, z


def slice_near(y: float) -> str:
    """The axial slice whose level is nearest to a height in the body (y, cm); the first of two at one level."""
    return min(AXIAL, key=lambda id: abs(load_slice(id).level_y - y))


def _skin_ring(y: float) -> Polyline:
    outline = load_slice(slice_near(y)).region("skin").outline
    return Polyline(np.vstack([outline, outline[:1]]))


def beside(point: Point3, cm: float) -> Point3:
    """Point of the nearest slice's skin at some cm along it from a point, toward the spine; same level."""
    ring = _skin_ring(point[1])
    s = ring.nearest((point[0], point[2]))
    ends = [ring.at((s + step) % ring.length) for step in (cm, -cm)]
    x, z = min(ends, key=lambda end: abs(float(end[0])))
    return float(x), point[1], float(z)


def skin_angle(point: Point3, position: str) -> float:
    """Angle in radians, clockwise on the picture, of the skin line of the nearest slice at a point."""
    ring = _skin_ring(point[1])
    s = ring.nearest((point[0], point[2]))
    along = ring.at(s + 0.6) - ring.at(s - 0.6)
    plate = plate_of(slice_near(point[1]), position)
    x, y = plate.rows @ np.array([along[0], 0.0, along[1]])
    angle = float(np.arctan2(y, x))
    return (angle + np.pi / 2) % np.pi - np.pi / 2


def layer_point(atlas: Atlas, access_id: str, u: float, v: float) -> Point3:
    """Body point on the layer plate of an access at u along the artery and v below the skin, in artery depths."""
    access = atlas.accesses[access_id]
    plate = plate_of(access.plate, Position.SUPINE)
    origin = np.asarray(access.entry, float)

    def project(points: Floats) -> Floats:
        return np.asarray(plate.project(np.asarray(points, float)), float)

    here = project(origin)
    slope = np.stack([project(origin + axis) - here for axis in np.eye(3)], 1)
    depth = float(here[1])
    wanted = np.array([u * depth, v * depth])
    return as_point(origin + np.linalg.pinv(slope) @ (wanted - here))
