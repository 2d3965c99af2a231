"""The late phase of a dye picture: what has passed the tissue runs home in the veins, pale and wide."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from irexplainer.geom.polyline import Polyline
from irexplainer.imaging.tree import VEIN_CM_S, Filled, VesselLike
from irexplainer.models.contrast import SLOWED

Floats = npt.NDArray[np.float64]
PALE = 0.3
"""Strength of dye in veins, where blood from elsewhere joins it."""


@dataclass(frozen=True, slots=True)
class WayHome:
    """Where dye of an artery comes out. artery: its name without side; veins: in the order of the flow, same side.

    treated: all of its blood passes what is treated, so closed branches keep it out.
    """

    artery: str
    veins: tuple[str, ...]
    treated: bool = False


PORTAL = ("hepatic_portal_vein", "right_portal_vein")
WAYS_HOME = (
    WayHome("splenic_artery", ("splenic_vein", *PORTAL)),
    WayHome("superior_mesenteric_artery", ("superior_mesenteric_vein", *PORTAL)),
    WayHome("renal_artery", ("{side}_renal_vein",)),
    WayHome("uterine_artery", ("{side}_uterine_vein", "{side}_internal_iliac_vein"), treated=True),
)


def late_veins(stems: list[Filled], vessels: Mapping[str, VesselLike]) -> Iterator[tuple[bool, Filled]]:
    """(treated, vein with the seconds at which dye can come) for all arteries that are filled, every vein once."""
    seen: set[str] = set()
    for stem in stems:
        for way in WAYS_HOME:
            side = stem.vessel.partition("_")[0]
            if not (stem.vessel == way.artery or stem.vessel == f"{side}_{way.artery}"):
                continue
            names = [name.format(side=side) for name in way.veins]
            names = [n for n in names if n in vessels and n not in seen]
            seen.update(names)
            for part in run_home([np.asarray(vessels[n].points, float) for n in names], names, float(stem.seconds[-1])):
                yield way.treated, part


def run_home(lines: list[Floats], names: list[str], begin: float) -> Iterator[Filled]:
    """Veins one after the other, turned so that each begins where the one before ends."""
    if not lines:
        return
    if len(lines) > 1 and _gap(lines[0][0], lines[1]) < _gap(lines[0][-1], lines[1]):
        lines[0] = lines[0][::-1]
    for before, after in pairwise(range(len(lines))):
        end = lines[before][-1, :3]
        if np.linalg.norm(lines[after][-1, :3] - end) < np.linalg.norm(lines[after][0, :3] - end):
            lines[after] = lines[after][::-1]
    for name, points in zip(names, lines, strict=True):
        seconds = begin + Polyline(points).lengths / VEIN_CM_S * SLOWED
        begin = float(seconds[-1])
        yield Filled(name, points, seconds)


def _gap(point: Floats, line: Floats) -> float:
    return float(np.linalg.norm(line[:, :3] - point[:3], axis=1).min())
