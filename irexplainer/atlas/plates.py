"""Ways to look at the one body: linear projections of body points to plate centimeters. Never a mirror image."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from irexplainer.atlas.closeups import CLOSEUPS, is_closeup, site_of
from irexplainer.atlas.load import load_atlas
from irexplainer.atlas.types import Access, Floats, Track, Vessel
from irexplainer.errors import ContentError
from irexplainer.geom.polyline import Polyline

FRONT = "front"
AXIAL = (
    "axial_kidney",
    "axial_liver",
    "axial_chest",
    "axial_neck",
    "axial_lower_abdomen",
    "axial_pelvis_female",
    "axial_pelvis_male",
    "axial_prostate",
)
LAYERS: Mapping[str, str] = {"groin_layers": "right_groin", "wrist_layers": "left_wrist"}
"""Layer plate -> the access it is derived from."""
OTHER_SIDE: Mapping[str, str] = {"left_groin_layers": "left_groin"}
"""Layer plates of the other side of the body: the same layers, their own place in it."""

WALLS: Mapping[str, str] = {"belly_wall": "left_belly", "stomach_wall": "left_upper_belly"}
"""Plate across the belly wall -> the access it is derived from."""

FRONT_ROWS = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0))
AXIAL_ROWS: Mapping[str, tuple[tuple[float, float, float], tuple[float, float, float]]] = {
    "supine": ((1.0, 0.0, 0.0), (0.0, 0.0, -1.0)),
    "prone": ((-1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    "left_side": ((0.0, 0.0, 1.0), (1.0, 0.0, 0.0)),
    "right_side": ((0.0, 0.0, -1.0), (-1.0, 0.0, 0.0)),
    "sitting": ((1.0, 0.0, 0.0), (0.0, 0.0, -1.0)),
}
"""Rows of the projection of an axial slice, seen from the feet, for each way of lying (PLATES 3)."""
NEEDLES: Mapping[str, str] = {"chest_wall": "right_pleural_drain"}
"""Plate cut lengthwise along a needle -> the track it is derived from."""
SPINE = "spine_side"
SPINE_ROWS = {"prone": ((0.0, 1.0, 0.0), (0.0, 0.0, 1.0)), "upright": ((0.0, 0.0, -1.0), (0.0, 1.0, 0.0))}
"""Side cut seen from the patient's left: face down a quarter turn anticlockwise, every other way of lying upright."""


@dataclass(frozen=True, eq=False, slots=True)
class Plate:
    """A view of the body. rows: (2, 3) and shift: (2,) of the projection, cm to cm; plate y grows downwards."""

    id: str
    position: str
    rows: Floats
    shift: Floats

    def project(self, points: npt.ArrayLike) -> Floats:
        """Body points (..., 3) to plate cm (..., 2)."""
        return np.asarray(np.asarray(points, float)[..., :3] @ self.rows.T + self.shift)

    @property
    def towards_viewer(self) -> Floats:
        """Unit body direction (3,) that points out of the picture (the body axes are left-handed)."""
        across, down = self.rows
        return np.asarray(np.cross(across, down))


def is_layers(plate_id: str) -> bool:
    """True for a cut through the skin along an artery."""
    return plate_id in LAYERS or plate_id in OTHER_SIDE


def plate_of(plate_id: str, position: str = "supine") -> Plate:
    """Plate by id for a way of lying (a ``Position`` or its word). Raises ContentError on an unknown one."""
    return _plate(plate_id, str(position.value) if isinstance(position, Enum) else position)


@lru_cache(maxsize=32)
def _plate(plate_id: str, position: str) -> Plate:
    if position not in AXIAL_ROWS:
        raise ContentError(f"position {position}", "is not known.", f"Use one of {', '.join(AXIAL_ROWS)}.")
    if plate_id == FRONT:
        return Plate(plate_id, position, np.array(FRONT_ROWS), np.zeros(2))
    if plate_id in AXIAL:
        return Plate(plate_id, position, np.array(AXIAL_ROWS[position]), np.zeros(2))
    if plate_id == SPINE:
        return Plate(plate_id, position, np.array(SPINE_ROWS.get(position, SPINE_ROWS["upright"])), np.zeros(2))
    if plate_id in NEEDLES:
        return needle_plate(plate_id, position, load_atlas().tracks[NEEDLES[plate_id]])
    if plate_id in WALLS:
        return wall_plate(plate_id, position, load_atlas().accesses[WALLS[plate_id]])
    if is_layers(plate_id):
        atlas = load_atlas()
        access = atlas.accesses[{**LAYERS, **OTHER_SIDE}[plate_id]]
        return layer_plate(plate_id, position, access, atlas.vessels[str(access.vessel)])
    if is_closeup(plate_id):
        site = site_of(load_atlas(), plate_id)
        return Plate(plate_id, position, site.rows, site.shift)
    known = ", ".join((FRONT, *AXIAL, SPINE, *NEEDLES, *WALLS, *LAYERS, *OTHER_SIDE, *CLOSEUPS))
    raise ContentError(f"plate {plate_id}", "is not known.", f"Use one of {known}.")


def needle_plate(plate_id: str, position: str, track: Track) -> Plate:
    """Cut along the body through a needle: u depth below the skin along it (level part), v height in the body."""
    skin, end = np.asarray(track.skin, float), np.asarray(track.end, float)
    along = (end - skin) * np.array([1.0, 0.0, 1.0])
    along /= float(np.linalg.norm(along))
    rows = np.array([along, [0.0, 1.0, 0.0]])
    return Plate(plate_id, position, rows, np.array([-float(along @ skin), 0.0]))


def wall_plate(plate_id: str, position: str, access: Access) -> Plate:
    """Cut across the body at a needle, turned so that its level part goes straight down: u to the patient's left."""
    skin, entry = np.asarray(access.skin, float), np.asarray(access.entry, float)
    down = (entry - skin) * np.array([1.0, 0.0, 1.0])
    down /= float(np.linalg.norm(down))
    rows = np.array([[-down[2], 0.0, down[0]], down])
    return Plate(plate_id, position, rows, -rows @ skin)


def layer_plate(plate_id: str, position: str, access: Access, vessel: Vessel) -> Plate:
    """Cut along the artery through the needle: u along it (negative towards the heart), v depth below the skin."""
    entry, skin = np.asarray(access.entry, float), np.asarray(access.skin, float)
    line = Polyline(vessel.points)
    along = line.tangent(line.nearest(entry), 0.6)
    out = (skin - entry) - along * float((skin - entry) @ along)
    depth = float(np.linalg.norm(out))
    if depth < 1e-6:
        raise ContentError(f"access {access.id}", "its skin point lies on the artery.", "Move it to the skin.")
    rows = np.array([along, -out / depth])
    return Plate(plate_id, position, rows, np.array([0.0, depth]) - rows @ entry)
