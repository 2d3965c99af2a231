"""Cross sections of the one body: outlines (x, z) in body cm, the source of the slice plates, of CT and of ultrasound.

Sources: design tables S1 to S6, checked against standard sectional anatomy and, for vessels and organs, against the
front figure. The slices show several levels in one picture, which the texts say.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from irexplainer.atlas.types import Floats
from irexplainer.errors import ContentError
from irexplainer.geom.spline import catmull_rom
from irexplainer.geom.tube import normals, tube_outline
from irexplainer.resources import assets_dir, name_of

SIDES = (("left", 1.0), ("right", -1.0))
REMEDY = "Correct the file or install the program again."
BELLY_Z = 2.0
"""What lies in front of this plane is pressed flat when the patient lies on the belly."""
BELLY_FLAT_CM = 1.0
"""How much lower the middle of the belly is when lying on it."""
FLANK_CM = 3.5
"""How far from the skin on that side the tissue gives way when lying on a side."""


@dataclass(frozen=True, eq=False, slots=True)
class SliceRegion:
    """One outline of a slice.

    id: TA English, side first. tissue: word that CT, ultrasound and the plates know. outline: closed (N, 2), dense,
    (x, z) cm. order: painted later is on top. line: centerline (N, 3) x, z, radius of a region that is a tube.
    """

    id: str
    tissue: str
    outline: Floats
    order: int
    line: Floats | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Speck:
    """Something too small for a name of its own, e.g. a nerve root or a small vessel cut across.

    kind: nerve, or the tissue of a vessel. over: region on which it lies. at: x, z, radius in cm.
    """

    kind: str
    over: str
    at: tuple[float, float, float]


@dataclass(frozen=True, eq=False, slots=True)
class Slice:
    """A cross section at ``level_y`` cm below the crown; regions from back to front of the painting order.

    belly, flank: how many cm the front and a side are pressed in when the patient lies on them. sex: female, male, "".
    """

    id: str
    level_y: float
    regions: tuple[SliceRegion, ...]
    specks: tuple[Speck, ...] = ()
    belly: float = BELLY_FLAT_CM
    flank: float = 0.0
    sex: str = ""

    def region(self, id: str) -> SliceRegion:
        """Region by id; KeyError for an unknown one."""
        for region in self.regions:
            if region.id == id:
                return region
        raise KeyError(id)


@lru_cache(maxsize=12)
def load_slice(slice_id: str) -> Slice:
    """Read a slice, e.g. ``axial_kidney``; ContentError on a missing or broken file.

    A file may name another one as its ``base``: it then holds only what is added to it.
    """
    file = assets_dir() / "atlas" / "slices" / f"{slice_id}.toml"
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        problem = f"The slice cannot be read ({getattr(error, 'strerror', None) or error})."
        raise ContentError(name_of(file), problem, REMEDY) from error
    base = load_slice(str(data["base"])) if "base" in data else None
    found: dict[str, SliceRegion] = {} if base is None else {r.id: r for r in base.regions}
    for entry in data.get("regions", ()):
        for region in _regions(entry, found, file):
            if region.id in found:
                raise ContentError(name_of(file), f"The region {region.id} is there twice.", REMEDY)
            found[region.id] = region
    if "skin" not in found:
        raise ContentError(name_of(file), "The slice has no skin.", REMEDY)
    regions = tuple(sorted(found.values(), key=lambda r: r.order))
    specks = tuple(s for entry in data.get("specks", ()) for s in _specks(entry, found, file))
    known = base or Slice(slice_id, float(data.get("level_y", 0.0)), ())
    return Slice(
        str(data.get("id", slice_id)),
        known.level_y,
        regions,
        (*known.specks, *specks),
        float(data.get("belly", known.belly)),
        float(data.get("flank", known.flank)),
        str(data.get("sex", "")),
    )


def lying(plane: Slice, position: str) -> Slice:
    """The slice of a patient lying in a ``Position`` (its word): what lies on the table is pressed flat."""
    if position == "prone":
        return lying_on_belly(plane)
    if position in ("left_side", "right_side") and plane.flank:
        sign = 1.0 if position == "left_side" else -1.0
        reach = float((plane.region("skin").outline[:, 0] * sign).max())
        return _moved(plane, lambda points: press_flank(points, sign, reach, plane.flank))
    return plane


def lying_on_belly(plane: Slice) -> Slice:
    """The slice of a patient lying face down: the belly pressed flat, the back as it is."""
    return _moved(plane, lambda points: press_belly(points, plane.belly))


def press_belly(points: Floats, flat: float = BELLY_FLAT_CM) -> Floats:
    """(x, z) points with the belly pressed flat by ``flat`` cm; smooth, and no change behind ``BELLY_Z``."""
    out = np.array(points, float)
    rise = np.clip(out[..., 1] - BELLY_Z, 0.0, None)
    share = rise / (rise + 1.5)
    out[..., 1] -= flat * share * np.exp(-((out[..., 0] / 9.5) ** 4)) * np.clip(rise / 5.2, 0, 1.2)
    return out


def press_flank(points: Floats, sign: float, reach: float, flat: float) -> Floats:
    """(x, z) points with the side (sign 1: left) pressed in by ``flat`` cm; ``reach``: the skin there, cm from x 0."""
    out = np.array(points, float)
    deep = np.clip((sign * out[..., 0] - (reach - FLANK_CM)) / FLANK_CM, 0.0, 1.0)
    out[..., 0] -= sign * flat * deep * deep * (3 - 2 * deep)
    return out


def _moved(plane: Slice, move: Callable[[Floats], Floats]) -> Slice:
    def region(r: SliceRegion) -> SliceRegion:
        line = r.line
        if line is not None:
            line = np.column_stack([move(line[:, :2]), line[:, 2]])
        return replace(r, outline=move(r.outline), line=line)

    def speck(s: Speck) -> Speck:
        x, z = (float(v) for v in move(np.array(s.at[:2])))
        return replace(s, at=(x, z, s.at[2]))

    return replace(plane, regions=tuple(map(region, plane.regions)), specks=tuple(map(speck, plane.specks)))


def _specks(entry: Mapping[str, Any], found: Mapping[str, SliceRegion], file: Path) -> list[Speck]:
    try:
        kind, over = str(entry["kind"]), str(entry["over"])
        names = {1.0: over, -1.0: over} if over in found else {1.0: f"left_{over}", -1.0: f"right_{over}"}
        signs = (1.0, -1.0) if entry.get("both") else (1.0,)
        for sign in signs:
            if names[sign] not in found:
                raise KeyError(over)
        return [Speck(kind, names[s], (s * float(x), float(z), float(r))) for s in signs for x, z, r in entry["at"]]
    except (KeyError, ValueError, TypeError) as error:
        raise ContentError(name_of(file), f"Small parts are not complete ({error}).", REMEDY) from error


def _regions(entry: Mapping[str, Any], found: Mapping[str, SliceRegion], file: Path) -> list[SliceRegion]:
    try:
        name, tissue, order = str(entry["id"]), str(entry["tissue"]), int(entry["order"])
        if not entry.get("both"):
            return [_region(name, tissue, order, entry, found, 1.0, "")]
        return [_region(f"{side}_{name}", tissue, order, entry, found, sign, f"{side}_") for side, sign in SIDES]
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise ContentError(
            name_of(file), f"The region {entry.get('id', '?')} is not complete ({error}).", REMEDY
        ) from error


def _region(
    id: str, tissue: str, order: int, entry: Mapping[str, Any], found: Mapping[str, SliceRegion], sign: float, side: str
) -> SliceRegion:
    mirror = np.array([sign, 1.0])
    if "inside" in entry:
        base = found[side + str(entry["inside"])].outline
        return SliceRegion(id, tissue, shrunk(base, float(entry["by"])), order)
    if "line" in entry:
        line = catmull_rom(np.asarray(entry["line"], float) * np.array([sign, 1.0, 1.0]), samples=12)
        return SliceRegion(id, tissue, tube_outline(line), order, line)
    return SliceRegion(id, tissue, _outline(entry) * mirror, order)


def _outline(entry: Mapping[str, Any]) -> Floats:
    if "half" in entry:
        half = np.asarray(entry["half"], float)
        back = half[::-1][half[::-1, 0] > 1e-6] * np.array([-1.0, 1.0])
        return catmull_rom(np.vstack([half, back]), closed=True)
    if "ellipse" in entry:
        return _ellipse(*(float(v) for v in entry["ellipse"]))
    if "pyramid" in entry:
        return catmull_rom(_pyramid(*(float(v) for v in entry["pyramid"])), closed=True)
    return catmull_rom(np.asarray(entry["outline"], float), closed=True)


def _ellipse(x: float, z: float, a: float, b: float, degrees: float) -> Floats:
    t = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    u, v = a * np.cos(t), b * np.sin(t)
    return np.column_stack([x + c * u - s * v, z + s * u + c * v])


def _pyramid(x: float, z: float, degrees: float, apex: float, base: float, half_width: float) -> Floats:
    """Kidney pyramid: its tip ``apex`` cm, its base ``base`` cm from the middle of the sinus (x, z)."""
    angle = np.radians(degrees)
    along, across = np.array([np.cos(angle), np.sin(angle)]), np.array([-np.sin(angle), np.cos(angle)])
    middle, mean = np.array([x, z]), (apex + base) / 2
    at = [
        (apex, 0.14), (mean, 0.75 * half_width), (base - 0.15, half_width), (base + 0.14, 0.0),
        (base - 0.15, -half_width), (mean, -0.75 * half_width), (apex, -0.14), (apex - 0.1, 0.0),
    ]  # fmt: skip
    return np.array([middle + along * a + across * b for a, b in at])


def shrunk(outline: Floats, by: float) -> Floats:
    """The outline moved inwards by ``by`` cm; for outlines without narrow places."""
    ring = np.vstack([outline[-1:], outline, outline[:1]])
    normal = normals(ring)[1:-1]
    x, y = outline[:, 0], outline[:, 1]
    turn = float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))
    return np.asarray(outline + normal * (by if turn > 0 else -by))
