"""Ultrasound of the artery at the groin or the wrist, from the access and its vessel."""

from typing import Protocol

import numpy as np

from irexplainer.imaging.anatomy import AtlasLike
from irexplainer.imaging.raster import Floats
from irexplainer.imaging.scenes import Scene, ToProbe, vessel_across, vessel_along
from irexplainer.story.frame import Point3


class AccessLike(Protocol):
    """Where the tool goes in."""

    @property
    def skin(self) -> Point3:
        """Point of the nick, body cm."""

    @property
    def entry(self) -> Point3:
        """Where the tool meets the vessel, body cm."""

    @property
    def vessel(self) -> str | None:
        """Vessel that is entered."""


class PlateLike(Protocol):
    """Way from body points to plate cm."""

    def project(self, points: Floats) -> Floats:
        """Body points (..., 3) to plate cm (..., 2)."""


def artery_along(width: int, height: int, atlas: AtlasLike, access: AccessLike, plate: PlateLike) -> Scene:
    """The artery lengthwise, in the layer plate's frame: u along the artery (heart to the left), v depth."""

    def to_probe(points: Floats) -> Floats:
        return np.asarray(plate.project(np.asarray(points, float)), float)

    artery = _artery(atlas, access, to_probe)
    depth = float(np.interp(0.0, artery[:, 0], artery[:, 1]))
    skin_u = float(to_probe(np.asarray([access.skin], float))[0, 0])
    reach = max(abs(skin_u) * 1.15 + 0.3, depth * 1.35)
    span = (-1.35 * depth - 0.3 * reach, reach) if skin_u >= 0 else (-reach, 1.35 * depth + 0.3 * reach)
    return vessel_along(width, height, to_probe, artery, span, "artery_lengthwise")


def artery_across(width: int, height: int, atlas: AtlasLike, access: AccessLike, plate: PlateLike) -> Scene:
    """The artery round, before the needle goes in. Patient's right on the left of the picture."""

    def in_layers(points: Floats) -> Floats:
        return np.asarray(plate.project(np.asarray(points, float)), float)

    artery = _artery(atlas, access, in_layers)
    depth = float(np.interp(0.0, artery[:, 0], artery[:, 1]))
    radius = float(np.interp(0.0, artery[:, 0], artery[:, 2]))
    wrist = depth < 1.2

    def to_probe(points: Floats) -> Floats:
        body = np.asarray(points, float)
        return np.column_stack([body[:, 0] - access.entry[0], in_layers(body)[:, 1]])

    medial = 1.0 if access.entry[0] < 0 else -1.0
    return vessel_across(width, height, depth, radius, medial, to_probe, wrist)


def _artery(atlas: AtlasLike, access: AccessLike, to_probe: ToProbe) -> Floats:
    """Artery (N, 3): u, v, radius, u rising, joined with its neighbors so that it crosses the whole picture."""
    names = [access.vessel or ""]
    vessel = atlas.vessels[names[0]]
    if vessel.parent in atlas.vessels:
        names.append(str(vessel.parent))
    names += [v.id for v in atlas.vessels.values() if v.parent == vessel.id and v.kind == "artery"][:1]
    points = np.vstack([np.asarray(atlas.vessels[n].points, float) for n in names])
    flat = to_probe(points[:, :3])
    line = np.column_stack([flat, points[:, 3]])
    line = line[np.argsort(line[:, 0])]
    keep = np.concatenate([[True], np.diff(line[:, 0]) > 1e-4])
    line = line[keep]
    near = np.abs(line[:, 0]) < 12
    return np.asarray(line[near] if near.sum() > 3 else line, float)
