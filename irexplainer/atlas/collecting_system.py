"""The urine pathways of a kidney as tubes: calyces, renal pelvis and the ureter down to where it is blocked.

One geometry for the stage, the doctor's screen and every effect of dye or urine. It is derived from the outline of the
kidney of each side: the middle of its hilum, mirrored, with six calyces; the calyx a needle goes for is one of them.
Depths follow relation 7 of the anatomy review (the pelvis lies behind artery and vein) and the kidney slice.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from irexplainer.atlas.types import Floats, Point3
from irexplainer.geom.polyline import Polyline
from irexplainer.geom.spline import catmull_rom

CALYX_AXES = (
    (-92.0, 1.0, 0.95, -2.75),
    (-52.0, 1.03, 0.95, -3.30),
    (-17.0, 1.02, 0.92, -2.30),
    (17.0, 1.02, 0.92, -3.24),
    (52.0, 1.03, 0.95, -2.10),
    (90.0, 1.0, 0.95, -3.10),
)
"""Pyramids and the calyces at their tips: degrees, reach and width factor in the front view, z of the calyx."""
CUP_CM, NECK_CM, STALK_CM, MEET_CM = 0.34, 0.20, 0.24, 0.42
"""Radii from the end of a calyx to the renal pelvis, not swollen."""
MEET = (-0.75, 0.25, -2.75)
"""Where all calyces meet: offset from the hilum in x and y, and z."""
PELVIS = ((-0.35, 0.05, -2.75, 0.62), (-1.0, 0.3, -2.72, 0.60))
"""Renal pelvis: offsets in x and y, z, radius."""
JOIN_BELOW_CM = 2.0
"""The pelvis has become the ureter this far below the middle of the hilum."""
START_BELOW_CM = 0.3
BLOCKED_CM = 4.0
"""The ureter is blocked this far below its start at the renal pelvis: dye stops there in a point."""
TAPER_CM = 0.9
SWELL_SHARE = 0.55
"""How much wider calyces and pelvis are when fully dammed up."""
WIDE_URETER_SHARE = 0.45
LAST_ARRIVAL = 0.95
"""Filling 0..1 at which dye has reached the furthest place."""


class _Outlined(Protocol):
    @property
    def outline(self) -> Floats: ...


class _Lined(Protocol):
    @property
    def points(self) -> Floats: ...


class _Placed(Protocol):
    @property
    def center(self) -> Point3: ...


class Body(Protocol):
    """The part of an atlas that is asked: kidneys, ureters, the calyces needles go for."""

    @property
    def structures(self) -> Mapping[str, _Outlined]:
        """By id."""

    @property
    def vessels(self) -> Mapping[str, _Lined]:
        """By id."""

    @property
    def targets(self) -> Mapping[str, _Placed]:
        """By id."""


@dataclass(frozen=True)
class Hilum:
    """Where one kidney's inside lies: middle in cm; sign: 1 left, -1 right."""

    x: float
    y: float
    sign: int

    def at(self, dx: float, dy: float) -> tuple[float, float]:
        """Front point of an offset given for the left kidney."""
        return self.x + self.sign * dx, self.y + dy


@dataclass(frozen=True, eq=False, slots=True)
class UrineTube:
    """One tube: points (N, 4) x, y, z, radius in cm; arrival (N,): share of filling 0..1 at which dye comes there.

    kind: calyx, pelvis or ureter.
    """

    kind: str
    points: Floats
    arrival: Floats

    @property
    def front(self) -> Floats:
        """(N, 3) x, y, radius of the front view."""
        return self.points[:, [0, 1, 3]]


def hilum_of(body: Body, side: str) -> Hilum | None:
    """Place of a kidney's inside, from its outline; None without that kidney."""
    kidney = body.structures.get(f"{side}_kidney")
    if kidney is None:
        return None
    low, high = kidney.outline.min(0), kidney.outline.max(0)
    sign = 1 if side == "left" else -1
    return Hilum(float(low[0] + high[0]) / 2 - 0.2 * sign, float(low[1] + high[1]) / 2 + 0.05, sign)


def calyx_axis(h: Hilum, index: int) -> tuple[Floats, Floats, float]:
    """Base and tip (x, y) of a pyramid, and half its width: its calyx sits on the tip."""
    degrees, reach, width, _ = CALYX_AXES[index]
    t = math.radians(degrees)
    base = h.at(0.35 + math.cos(t) * 0.98 * 1.75 * reach, math.sin(t) * 4.0 * reach)
    apex = h.at(0.2 + math.cos(t) * 0.98 * 0.55, math.sin(t) * 1.75)
    return np.array(base), np.array(apex), 0.66 * width


def collecting_system(body: Body, side: str, swell: float = 0.0) -> tuple[UrineTube, ...]:
    """Calyces, pelvis and ureter of a side. swell: 0 normal, 1 fully dammed up. Nothing without that kidney."""
    h = hilum_of(body, side)
    if h is None:
        return ()
    wide = 1.0 + SWELL_SHARE * min(max(swell, 0.0), 1.0)
    entered = _entered(body, side, h)
    lines = [_calyx(h, index, wide, entered) for index in range(len(CALYX_AXES))]
    ureter = _ureter_points(body, side)
    pelvis = _pelvis(h, wide, ureter)
    made = [("calyx", line) for line in lines] + [("pelvis", pelvis)]
    if ureter is not None:
        made.append(("ureter", _blocked_ureter(h, ureter, swell)))
    begins = _arrivals([line for _, line in made], entered[0] if entered else len(CALYX_AXES) - 1)
    return tuple(UrineTube(kind, line, at) for (kind, line), at in zip(made, begins, strict=True))


def blocked_at(body: Body, side: str) -> Point3 | None:
    """The place where the ureter of a side is blocked; None without it."""
    h, ureter = hilum_of(body, side), _ureter_points(body, side)
    if h is None or ureter is None:
        return None
    y = h.y + START_BELOW_CM + BLOCKED_CM
    x, z = (float(np.interp(y, ureter[:, 1], ureter[:, column])) for column in (0, 2))
    return x, y, z


def filled(tubes: Iterable[UrineTube], share: float) -> list[Floats]:
    """The parts (N, 4) of the tubes that dye has reached at a filling 0..1."""
    parts = []
    for tube in tubes:
        there = np.flatnonzero(tube.arrival <= share)
        if len(there) >= 2:
            parts.append(tube.points[there[0] : there[-1] + 1])
    return parts


def _entered(body: Body, side: str, h: Hilum) -> tuple[int, Point3] | None:
    """Calyx that a needle goes for, and its place."""
    target = body.targets.get(f"{side}_lower_posterior_calyx")
    if target is None:
        return None
    ends = np.array([calyx_axis(h, index)[1] for index in range(len(CALYX_AXES))])
    gaps = np.hypot(*(ends - np.asarray(target.center[:2])).T)
    return int(gaps.argmin()), target.center


def _calyx(h: Hilum, index: int, wide: float, entered: tuple[int, Point3] | None) -> Floats:
    base, apex, _ = calyx_axis(h, index)
    axis = (base - apex) / float(np.hypot(*(base - apex)))
    z = CALYX_AXES[index][3]
    if entered is not None and entered[0] == index:
        apex, z = np.asarray(entered[1][:2], float) - axis * 0.06, entered[1][2]
    meet = np.array([*h.at(*MEET[:2]), MEET[2]])
    stalk = apex * 0.55 + np.array(h.at(-0.55, 0.15)) * 0.45
    rows = [
        (*(apex + axis * 0.06), z, CUP_CM),
        (*(apex - axis * 0.3), z * 0.8 + meet[2] * 0.2, NECK_CM),
        (*stalk, z * 0.45 + meet[2] * 0.55, STALK_CM),
        (*meet, MEET_CM),
    ]
    line = catmull_rom(np.array(rows), samples=10)
    line[:, 3] *= wide
    return line


def _ureter_points(body: Body, side: str) -> Floats | None:
    vessel = body.vessels.get(f"{side}_ureter")
    return None if vessel is None else np.asarray(vessel.points, float)


def _pelvis(h: Hilum, wide: float, ureter: Floats | None) -> Floats:
    rows: Sequence[Sequence[float]] = [(*h.at(x, y), z, r) for x, y, z, r in PELVIS]
    if ureter is not None:
        below = h.y + JOIN_BELOW_CM + np.array([0.0, 0.4, 0.8])
        rows = [*rows, *_at_height(ureter, below)]
    line = catmull_rom(np.array(rows), samples=10)
    low = float(line[:, 1].max())
    share = np.clip((low - line[:, 1]) / max(low - h.y - 1.0, 0.5), 0, 1)
    line[:, 3] *= 1.0 + (wide - 1.0) * share
    return line


def _at_height(ureter: Floats, y: Floats) -> Floats:
    """Points (N, 4) of a ureter at heights (N,)."""
    line = np.column_stack([np.interp(y, ureter[:, 1], column) for column in ureter.T])
    line[:, 1] = y
    return line


def _blocked_ureter(h: Hilum, ureter: Floats, swell: float) -> Floats:
    """From the pelvis to the blockage: wider than normal while dammed up, ending in a point."""
    end = h.y + START_BELOW_CM + BLOCKED_CM
    y = np.linspace(h.y + JOIN_BELOW_CM, end, 40)
    line = _at_height(ureter, y)
    above = np.clip((y - y[0]) / 0.8, 0, 1)
    line[:, 3] *= 1.0 + WIDE_URETER_SHARE * min(max(swell, 0.0), 1.0) * above
    line[:, 3] *= 0.12 + 0.88 * np.sqrt(np.clip((end - y) / TAPER_CM, 0, 1))
    return line


def _arrivals(lines: Sequence[Floats], first: int) -> list[Floats]:
    """Shares of filling along each tube: dye runs from the first calyx to the pelvis and from there everywhere."""
    start = Polyline(lines[first]).length
    found = []
    for index, line in enumerate(lines):
        along = Polyline(line).lengths
        if index == first:
            found.append(along)
        elif index < len(CALYX_AXES):
            found.append(start + along[-1] - along)
        elif index == len(CALYX_AXES):
            found.append(start + np.maximum(along - along[len(along) // 3], 0.0))
        else:
            joined = int(np.argmin(np.abs(lines[index - 1][:, 1] - line[0, 1])))
            found.append(found[-1][joined] + along)
    last = max(float(at.max()) for at in found)
    return [at / last * LAST_ARRIVAL for at in found]
