"""Ultrasound of any vessel, across and lengthwise, from the vessels and bones of the atlas around a point."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from irexplainer.atlas.plates import layer_plate
from irexplainer.atlas.types import Access, Atlas, Vessel
from irexplainer.imaging.raster import Floats, inside
from irexplainer.imaging.scenes import Cut, Scene, ToProbe, vessel_across, vessel_along
from irexplainer.story.frame import Point3

LIMB_DEPTH_CM = 1.2
"""An artery less deep than this lies in a forearm or a foot and is seen with a small straight probe."""
SOFT_CM = 0.45
"""Least soft tissue between a vessel and the bone behind it."""


@dataclass(frozen=True, eq=False, slots=True)
class Spot:
    """A vessel under the probe. skin, entry: body points; plate: u along the vessel, v below the skin."""

    atlas: Atlas
    vessel: Vessel
    access: Access

    def to_layers(self, points: Floats) -> Floats:
        """Body points (N, 3) to (u along the vessel, v below the skin), cm."""
        plate = layer_plate("", "supine", self.access, self.vessel)
        return np.asarray(plate.project(np.asarray(points, float)), float)

    @property
    def directions(self) -> tuple[Floats, Floats, Floats]:
        """Unit body vectors: along the vessel, across (picture's left to right, seen from the feet), into the depth."""
        along, down = layer_plate("", "supine", self.access, self.vessel).rows
        across = np.cross(down, along)
        if across[0] * -down[2] + across[2] * down[0] < 0:
            across = -across
        return along, across / (float(np.linalg.norm(across)) or 1.0), down


def middle_of(spot: Spot) -> tuple[Point3, float]:
    """Center of the vessel where it is looked at, and its radius there, cm."""
    points = np.asarray(spot.vessel.points, float)
    at = points[int(np.argmin(np.linalg.norm(points[:, :3] - np.asarray(spot.access.entry), axis=1)))]
    return (float(at[0]), float(at[1]), float(at[2])), float(at[3])


def spot_of_access(atlas: Atlas, access_id: str) -> Spot:
    """Where a tool enters a vessel. KeyError for an access without one."""
    access = atlas.accesses[access_id]
    return Spot(atlas, atlas.vessels[str(access.vessel)], access)


def spot_on_vessel(atlas: Atlas, vessel_id: str, point: Point3, depth_cm: float = 1.8) -> Spot:
    """A place on a vessel that no tool enters, seen from the front through ``depth_cm`` of tissue."""
    skin = (point[0], point[1], point[2] + depth_cm)
    return Spot(atlas, atlas.vessels[vessel_id], Access("", skin, point, vessel_id))


def lengthwise(width: int, height: int, spot: Spot) -> Scene:
    """The vessel lengthwise: u along it (heart to the left), v depth."""
    line = _line(spot)
    depth = float(np.interp(0.0, line[:, 0], line[:, 1]))
    skin_u = float(spot.to_layers(np.asarray([spot.access.skin], float))[0, 0])
    reach = max(abs(skin_u) * 1.15 + 0.3, depth * 1.35)
    span = (-1.35 * depth - 0.3 * reach, reach) if skin_u >= 0 else (-reach, 1.35 * depth + 0.3 * reach)
    note = "vein_lengthwise" if spot.vessel.kind == "vein" else "artery_lengthwise"
    return vessel_along(width, height, spot.to_layers, line, span, note, spot.vessel.id)


def across(width: int, height: int, spot: Spot, closed: bool = False) -> Scene:
    """The vessel round, with what lies beside it. Seen from the feet: patient's right on the left of the picture.

    closed: the vessel is full of clot.
    """
    along, sideways, down = spot.directions
    entry = np.asarray(spot.access.entry, float)

    def to_probe(points: Floats) -> Floats:
        body = np.asarray(points, float)
        return np.column_stack([(body - entry) @ sideways, spot.to_layers(body)[:, 1]])

    here = _line(spot)
    depth = float(np.interp(0.0, here[:, 0], here[:, 1]))
    radius = float(np.interp(0.0, here[:, 0], here[:, 2]))
    limb = depth < LIMB_DEPTH_CM
    span = max(depth * 2.1, radius * 9) if not limb else max(depth * 5.0, radius * 9)
    cuts = [c for c in _cuts(spot, along, to_probe) if abs(c.u) < span / 2 + c.wide and c.v - c.high > 0.08]
    if spot.vessel.kind == "artery" and limb and len(cuts) < 2:
        cuts += [Cut("", "vein", s * 2.3 * radius, depth + 0.25 * radius, 0.6 * radius, 0.42 * radius) for s in (1, -1)]
    plain = Cut(spot.vessel.id, spot.vessel.kind, 0, depth, radius, radius)
    main = min((c for c in cuts if c.id == plain.id), key=lambda c: abs(c.u), default=plain)
    main = replace(main, closed=closed)
    cuts = [c for c in cuts if c.id != main.id] + [main]
    deep = main.v + main.high + SOFT_CM
    bones = list(_bones(spot, sideways, down, to_probe, span, deep))
    letters = ("R", "L") if abs(sideways[0]) >= abs(sideways[2]) else ("back", "front")
    if (sideways[0] if letters[0] == "R" else sideways[2]) < 0:
        letters = letters[::-1]
    note = "vein_round" if spot.vessel.kind == "vein" else "artery_round"
    return vessel_across(width, height, main, cuts, bones, span, to_probe, limb, letters, note)


def _line(spot: Spot) -> Floats:
    """Vessel (N, 3): u, v, radius, u rising, joined with its neighbors so that it crosses the whole picture."""
    atlas, vessel = spot.atlas, spot.vessel
    names = [vessel.id]
    if vessel.parent in atlas.vessels:
        names.append(str(vessel.parent))
    names += [v.id for v in atlas.vessels.values() if v.parent == vessel.id and v.kind == vessel.kind][:1]
    points = np.vstack([np.asarray(atlas.vessels[n].points, float) for n in names])
    line = np.column_stack([spot.to_layers(points[:, :3]), points[:, 3]])
    line = line[np.argsort(line[:, 0])]
    line = line[np.concatenate([[True], np.diff(line[:, 0]) > 1e-4])]
    near = np.abs(line[:, 0]) < 12
    return np.asarray(line[near] if near.sum() > 3 else line, float)


def _cuts(spot: Spot, along: Floats, to_probe: ToProbe) -> Iterator[Cut]:
    """Every artery and vein that passes through the plane across the vessel."""
    entry = np.asarray(spot.access.entry, float)
    for vessel in spot.atlas.vessels.values():
        if vessel.kind not in ("artery", "vein", "portal_vein") or vessel.detail not in ("", spot.vessel.detail):
            continue
        points = np.asarray(vessel.points, float)
        before = (points[:, :3] - entry) @ along
        for i in np.flatnonzero(np.sign(before[:-1]) != np.sign(before[1:])):
            share = before[i] / (before[i] - before[i + 1])
            at = points[i] + share * (points[i + 1] - points[i])
            if float(np.linalg.norm(at[:3] - entry)) > 6:
                continue
            way = points[i + 1, :3] - points[i, :3]
            slant = max(abs(float(way @ along)) / (float(np.linalg.norm(way)) or 1.0), 0.6)
            u, v = to_probe(at[None, :3])[0]
            squeezed = 0.78 if vessel.kind == "vein" else 1.0
            yield Cut(vessel.id, vessel.kind, float(u), float(v), float(at[3]) / slant, float(at[3]) * squeezed)


def _bones(
    spot: Spot, sideways: Floats, down: Floats, to_probe: ToProbe, span: float, deep: float
) -> Iterator[tuple[str, Floats]]:
    """Front of every bone behind the vessel as an outline in probe cm, seen from the side of the probe."""
    if abs(down[2]) < 0.6:
        return
    entry = np.asarray(spot.access.entry, float)
    u = np.linspace(-span / 2 - 1, span / 2 + 1, 90)
    body = entry + u[:, None] * sideways
    for bone in spot.atlas.structures.values():
        if bone.kind != "bone" or "cartilage" in bone.id:
            continue
        within = inside(np.asarray(bone.outline, float), body[:, :2])
        if within.sum() < 4:
            continue
        low, high = u[within][0], u[within][-1]
        t = np.linspace(0, 1, 40)
        back, front = bone.depth
        bulge = np.sqrt(np.maximum(1 - (2 * t - 1) ** 2, 0)) * (front - back) / 2
        surface = entry + (low + t * (high - low))[:, None] * sideways
        surface[:, 2] = (front + back) / 2 - np.sign(down[2]) * bulge
        line = to_probe(surface)
        line[:, 1] += max(0.0, deep - float(line[:, 1].min()))
        floor = np.column_stack([line[::-1, 0], line[::-1, 1] + 6.0])
        yield bone.id, np.vstack([line, floor])
