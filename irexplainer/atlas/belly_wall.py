"""The front wall of the belly cut across at a needle: from the skin to what lies behind the lining of the belly.

Plates ``belly_wall`` (drain of the left lower belly) and ``stomach_wall`` (feeding tube). Outlines come from the slice
of that level, the artery behind the rectus from its centerline. u: towards the patient's left, v: depth below the skin
at the needle. Seen from the feet like every slice, turned so that the needle goes straight down. Pure geometry.

Order of layers, and the two halves of the rectus sheath above the arcuate line: Gray's Anatomy, chapter on the
anterior abdominal wall.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from irexplainer.atlas.load import load_atlas
from irexplainer.atlas.plates import WALLS, plate_of
from irexplainer.atlas.slices import load_slice
from irexplainer.atlas.types import Floats
from irexplainer.geom.polygon import contains

LEVEL: Mapping[str, str] = {"belly_wall": "axial_lower_abdomen", "stomach_wall": "axial_kidney"}
"""Plate -> slice that its outlines are taken from."""
REACH = np.radians(130.0)
"""The wall is followed this far to each side of the middle, seen from the middle of the body."""
STEPS = 340
FAT_CM = 0.2
"""Thickness of the skin."""
SHEETS = {
    "external_oblique": (0.03, 0.33, 1.5),
    "internal_oblique": (0.36, 0.67, 0.45),
    "transversus_abdominis": (0.70, 0.93, 1.1),
}
"""Flat muscle -> share of the wall where it begins and ends, and cm beside the rectus at which its flesh begins."""
SHEATH = ("anterior_layer_of_rectus_sheath", "posterior_layer_of_rectus_sheath")
ARTERY = "left_inferior_epigastric_artery"
PARTS = (
    "left_external_oblique",
    "left_transversus_abdominis",
    "transversalis_fascia",
    "extraperitoneal_fat",
    "aponeurosis",
    *SHEATH,
    "greater_omentum",
)
"""What only these plates show. The flat muscles of the right side are drawn but not in the picture of the drain."""
BESIDE_CM = 1.4
"""Call-outs of layers point this far beside the needle."""
TAPER_CM = 1.3


@dataclass(frozen=True, eq=False, slots=True)
class Sheet:
    """A layer as a closed outline (N, 2) in plate cm. tissue: word of the plates."""

    id: str
    tissue: str
    outline: Floats


@dataclass(frozen=True, eq=False, slots=True)
class Wall:
    """Layers from outside to inside. lines: (N, 2) of fascia and linings. artery: (u, v, lumen radius).

    cavity: what is inside the peritoneum. entry: where the needle passes the peritoneum, (u, v).
    """

    id: str
    sheets: tuple[Sheet, ...]
    lines: Mapping[str, Floats]
    cavity: Floats
    artery: tuple[float, float, float]
    entry: tuple[float, float]

    def sheet(self, id: str) -> Sheet:
        """Layer by id; KeyError for an unknown one."""
        return next(iter([s for s in self.sheets if s.id == id]), None) or _missing(id)

    def layer_at(self, u: float, v: float) -> str:
        """Innermost layer at a point, "" outside of the wall and inside of the belly."""
        at = np.array([[u, v]])
        if contains(at, self.cavity)[0]:
            return ""
        hits = [s.id for s in self.sheets if contains(at, s.outline)[0]]
        return hits[-1] if hits else ""


def _missing(id: str) -> Sheet:
    raise KeyError(id)


def part_at(wall: Wall, id: str) -> tuple[float, float]:
    """Point (u, v) of a part of the wall that a call-out can name; KeyError for an unknown one."""
    u, v, _ = wall.artery
    if id == ARTERY:
        return u, v
    if id == "left_rectus_abdominis":
        x, y = (float(c) for c in wall.sheet(id).outline.mean(0))
        return x, y
    if id == "greater_omentum":
        return wall.entry[0] - 0.3, wall.entry[1] + 0.17
    if id in wall.lines:
        line = wall.lines[id]
        beside = (u - 1.0 if u < 0 else 0.0) if id in SHEATH else BESIDE_CM
        x, y = (float(c) for c in line[np.abs(line[:, 0] - beside).argmin()])
        return x, y
    if id == "aponeurosis":
        return _middle(wall, id, u + 0.75)
    return _middle(wall, id, BESIDE_CM if u < 0 else u + 2.6)


def _middle(wall: Wall, id: str, u: float) -> tuple[float, float]:
    """Middle of the uppermost stretch of a layer at u."""
    seen = [v for v in np.arange(-0.5, 9.0, 0.02) if wall.layer_at(u, float(v)) == id]
    if not seen:
        raise KeyError(id)
    steps = np.flatnonzero(np.diff(seen) > 0.05)
    run = seen[: int(steps[0]) + 1] if len(steps) else seen
    return u, float(np.mean(run))


@lru_cache(maxsize=4)
def wall_of(plate_id: str) -> Wall:
    """The wall at a plate of ``plates.WALLS``; KeyError for another one."""
    rays = _Rays(LEVEL[plate_id])
    access = load_atlas().accesses[WALLS[plate_id]]
    plate = plate_of(plate_id)

    def laid(points: Floats) -> Floats:
        points = np.asarray(points, float)
        return plate.project(np.column_stack([points[:, 0], np.full(len(points), access.skin[1]), points[:, 1]]))

    x, z, radius = artery_at(access.entry[1])
    sheath, lining = rays.behind(np.arctan2(x, z), float(np.hypot(x, z)) - radius)
    sheets = [
        Sheet("skin", "skin", laid(rays.ring("skin", 0.0))),
        Sheet("subcutaneous_fat", "subcutaneous_fat", laid(rays.ring("skin", FAT_CM))),
        Sheet("aponeurosis", "aponeurosis", laid(rays.ring("abdominal_wall", 0.0))),
        Sheet("extraperitoneal_fat", "cavity", laid(rays.closed(sheath))),
    ]
    sheets += [Sheet(f"{side}_{id}", "muscle", laid(line)) for side, id, line in rays.flat_muscles()]
    for side in ("left", "right"):
        name = f"{side}_rectus_abdominis"
        outline = rays.in_front_of(sheath + 0.13, load_slice(LEVEL[plate_id]).region(name).outline)
        sheets.append(Sheet(name, "muscle", laid(outline)))
    lines = {
        "transversalis_fascia": laid(rays.line(sheath)),
        "peritoneum": laid(rays.line(lining)),
        SHEATH[0]: laid(rays.line(rays.radius("abdominal_wall") - 0.04)),
        SHEATH[1]: laid(rays.line(sheath + 0.07, np.radians(42))),
    }
    at = laid(np.array([[x, z]]))[0]
    entry = plate.project(np.asarray(access.entry))
    cavity = laid(rays.closed(lining))
    return Wall(
        plate_id, tuple(sheets), lines, cavity, (float(at[0]), float(at[1]), radius), (float(entry[0]), float(entry[1]))
    )


def artery_at(y: float) -> tuple[float, float, float]:
    """Body x, z and lumen radius of the artery behind the left rectus at a height."""
    points = load_atlas().vessels[ARTERY].points
    order = np.argsort(points[:, 1])
    found = [float(np.interp(y, points[order, 1], points[order, k])) for k in (0, 2, 3)]
    return found[0], found[1], found[2]


class _Rays:
    """Outlines of a slice as distances from the middle of the body, for directions from its right to its left."""

    def __init__(self, slice_id: str) -> None:
        self.slice = load_slice(slice_id)
        self.phi = np.linspace(-REACH, REACH, STEPS)
        self.rectus = float(self.slice.region("left_rectus_abdominis").outline[:, 0].max())

    def radius(self, region: str) -> Floats:
        """Distance of the outermost edge of a region in every direction."""
        x, z = self.slice.region(region).outline.T
        angle, far = np.arctan2(x, z), np.hypot(x, z)
        turn = np.roll(angle, -1) - angle
        share = (self.phi[:, None] - angle) / np.where(np.abs(turn) < 1e-9, 1e-9, turn)
        crossed = (share >= 0) & (share <= 1) & (np.abs(turn) < 1.0)
        return np.asarray(np.where(crossed, far + share * (np.roll(far, -1) - far), 0.0).max(1))

    def line(self, radius: Floats, half: float = REACH) -> Floats:
        """(N, 2) body x, z, not farther than ``half`` to each side."""
        keep = np.abs(self.phi) <= half
        return np.column_stack([radius * np.sin(self.phi), radius * np.cos(self.phi)])[keep]

    def closed(self, radius: Floats) -> Floats:
        """Everything inside a line, as a fan around the middle of the body."""
        return np.vstack([self.line(radius), [(0.0, 0.0)]])

    def ring(self, region: str, by: float) -> Floats:
        """Everything inside the edge of a region moved inwards by ``by`` cm."""
        return self.closed(self.radius(region) - by)

    def in_front_of(self, radius: Floats, outline: Floats) -> Floats:
        """An outline (N, 2) body x, z that does not reach farther inwards than a line."""
        x, z = outline.T
        angle, far = np.arctan2(x, z), np.hypot(x, z)
        far = np.maximum(far, np.interp(angle, self.phi, radius))
        return np.column_stack([far * np.sin(angle), far * np.cos(angle)])

    def behind(self, angle: float, inner: float) -> tuple[Floats, Floats]:
        """Back layer of the wall and lining of the belly; both give way behind the artery of the left side."""
        wall = self.radius("abdominal_fat")
        lining = self.radius("peritoneum")
        held = np.radians(68)
        gap = np.clip(wall - lining, 0.1, 0.6)
        gap = np.interp(np.clip(self.phi, -held, held), self.phi, gap)
        bump = np.maximum(wall - (inner - 0.07), 0.0) * np.exp(-(((self.phi - angle) / 0.07) ** 2))
        sheath = wall - np.interp(angle, self.phi, bump) / max(float(bump.max()), 1e-6) * bump
        return sheath, np.minimum(wall - gap, sheath - 0.1)

    def flat_muscles(self) -> list[tuple[str, str, Floats]]:
        """The three sheets of both sides, each ending in a thin edge beside the rectus."""
        outer, inner = self.radius("abdominal_wall"), self.radius("abdominal_fat")
        found = []
        for id, (top, bottom, beside) in SHEETS.items():
            x = outer * np.sin(self.phi)
            thick = np.sqrt(np.clip((x - self.rectus - beside) / TAPER_CM, 0.0, 1.0))
            keep = thick > 0
            middle, half = (top + bottom) / 2, (bottom - top) / 2
            upper = outer - (outer - inner) * (middle - half * thick)
            lower = outer - (outer - inner) * (middle + half * thick)
            ring = np.vstack([self.line(upper)[keep], self.line(lower)[keep][::-1]])
            found += [("left", id, ring), ("right", id, ring * [-1.0, 1.0])]
        return found
