"""Which vessels an injection reaches, and when: arteries outwards, veins on their way to the heart."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from irexplainer.geom.polyline import Polyline
from irexplainer.models.contrast import SLOWED
from irexplainer.models.flow_body import BodyFlow
from irexplainer.models.flow_pieces import VesselLike as VesselLike
from irexplainer.story.frame import Point3

Floats = npt.NDArray[np.float64]

UNITS = 3.0
"""Units of the cut-open vessel per radius of its lumen."""


@dataclass(frozen=True, slots=True)
class Filled:
    """One vessel part that dye reaches: points (N, 4) and seconds after the injection at every point."""

    vessel: str
    points: Floats
    seconds: Floats


@dataclass(frozen=True, slots=True)
class Narrow:
    """A narrow place of a vessel. left: share of the width that is open."""

    vessel: str
    center: Point3
    left: float


def bump(x: Floats) -> Floats:
    """How much of the deposit there is at x units from its middle, 0..1."""
    return np.asarray(np.exp(-(np.abs(x / 7.6) ** 3.4)))


def squeezed(part: Filled, places: tuple[Narrow, ...]) -> Filled:
    """A vessel part with its narrow places in it."""
    for place in places:
        if place.vessel != part.vessel:
            continue
        line = Polyline(part.points)
        s = line.nearest(place.center)
        unit = float(line.at(s)[3]) / UNITS
        steps = np.unique(np.clip(np.concatenate([line.lengths, s + np.linspace(-12, 12, 41) * unit]), 0, line.length))
        points = np.array(line.many(steps))
        points[:, 3] *= 1.0 - (1.0 - place.left) * bump((steps - s) / unit)
        part = replace(part, points=points, seconds=np.interp(steps, line.lengths, part.seconds))
    return part


def speed(radius_cm: Floats) -> Floats:
    """Speed of dye, cm/s, as shown, in fine branches that the network of named arteries does not hold."""
    return np.asarray(5.0 + 16.0 * radius_cm)


@dataclass(frozen=True, slots=True)
class Focus:
    """What a story is about. sex: whose body it is, "" for anybody; opened: arteries or groups of detail it shows.

    closed: arteries that are packed with coils. narrow: places of vessels that are narrow. reflux: veins in which blood
    runs backwards; plugs: share of a vein, from the heart, at which a coil stops it; stops: share of an artery at which
    a clot lets nothing pass.
    """

    sex: str = ""
    opened: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    narrow: tuple[Narrow, ...] = ()
    reflux: frozenset[str] = frozenset()
    plugs: frozenset[tuple[str, float]] = frozenset()
    stops: frozenset[tuple[str, float]] = frozenset()


ANYBODY = Focus()
NO_WAY_CM = 0.01
"""A stretch shorter than this is none."""
VEIN_CM_S = 10.0
"""Speed in veins: a parameter of the picture; the order is what matters."""


@dataclass(frozen=True)
class ArteryTree:
    """Arteries of the atlas by id, with where each leaves its parent."""

    vessels: Mapping[str, VesselLike]

    @cached_property
    def lines(self) -> dict[str, Polyline]:
        """Centerlines with radius of all arteries."""
        return {v.id: Polyline(np.asarray(v.points, float)) for v in self.vessels.values() if v.kind == "artery"}

    @cached_property
    def veins(self) -> dict[str, Polyline]:
        """Centerlines with radius of all veins, as the atlas has them: from the heart's side outwards."""
        return {v.id: Polyline(np.asarray(v.points, float)) for v in self.vessels.values() if v.kind == "vein"}

    @cached_property
    def flow(self) -> BodyFlow:
        """Blood flow through all arteries: it carries the dye."""
        return BodyFlow(self.vessels)

    def travel(self, name: str, begin: float, lengths: Floats) -> Floats:
        """Seconds, as shown, from an arc length of an artery to places so many cm further."""
        times = np.interp(begin + lengths, self.lines[name].lengths, self.flow.elapsed(name))
        return np.asarray((times - times[0]) * SLOWED)

    @cached_property
    def children(self) -> dict[str, list[tuple[str, float]]]:
        """Parent id -> (child id, arc length on the parent where it leaves)."""
        found: dict[str, list[tuple[str, float]]] = {name: [] for name in self.lines}
        for name in self.lines:
            parent = self.vessels[name].parent
            if parent in self.lines:
                start = self.lines[name].points[0, :3]
                found[parent].append((name, self.lines[parent].nearest(start)))
        return found

    def site(self, tip: Point3, names: tuple[str, ...] = ()) -> tuple[str, float] | None:
        """Vessel and arc length nearest to a tip; on ties the last of the route, without one the parent.

        An artery, or a vein where the route has come to no artery.
        """
        lines = self.lines
        if names and not any(n in self.lines for n in names) and any(n in self.veins for n in names):
            lines = self.veins
        candidates = [n for n in names if n in lines][::-1] or [n for n in self.lines if not self.detail(n)]
        best: tuple[float, str, float] | None = None
        for name in candidates:
            line = lines[name]
            s = line.nearest(tip)
            gap = float(np.linalg.norm(line.at(s)[:3] - np.asarray(tip)))
            if best is None or gap < best[0] - 0.12:
                best = (gap, name, s)
        return None if best is None else (best[1], best[2])

    def detail(self, name: str) -> str:
        """Group of an artery that only some procedures show; "" for one of every day."""
        return str(getattr(self.vessels[name], "detail", ""))

    def _belongs(self, name: str, child: str, focus: Focus) -> bool:
        """False for a branch that is closed, that only the other sex has or only other stories show."""
        sex, detail = str(getattr(self.vessels[child], "sex", "")), self.detail(child)
        if child in focus.closed or (focus.sex and sex not in ("", focus.sex)):
            return False
        return not detail or bool(self.detail(name)) or not focus.opened.isdisjoint((child, detail))

    def downstream(self, vessel: str, start: float, focus: Focus = ANYBODY) -> list[Filled]:
        """All vessel parts beyond a place of injection, in the order of the tree.

        What branches from a vessel of detail always belongs to it.
        """
        if vessel in self.veins:
            return self.homeward(vessel, start, focus.narrow)
        stops = dict(focus.stops)
        filled: list[Filled] = []
        queue: list[tuple[str, float, float]] = [(vessel, start, 0.0)]
        while queue:
            name, begin, seconds = queue.pop(0)
            line = self.lines[name]
            if line.length - begin < 1e-6:
                begin = max(0.0, line.length - 0.05)
            end = line.length * stops.get(name, 1.0)
            if end - begin < NO_WAY_CM:
                continue
            part = line.cut(begin, end)
            arrival = seconds + self.travel(name, begin, part.lengths)
            filled.append(squeezed(Filled(name, part.points, arrival), focus.narrow))
            for child, at in self.children[name]:
                if begin - 0.1 <= at <= end and self._belongs(name, child, focus):
                    leaving = float(np.interp(at - begin, part.lengths, arrival))
                    queue.append((child, 0.0, leaving))
        return filled

    def homeward(self, vessel: str, start: float, narrow: tuple[Narrow, ...] = ()) -> list[Filled]:
        """Veins from a place of injection on towards the heart, one after the other."""
        filled: list[Filled] = []
        name: str | None = vessel
        begin, seconds = start, 0.0
        while name in self.veins:
            line = self.veins[name]
            points = line.cut(0.0, max(begin, 0.05)).points[::-1]
            arrival = seconds + Polyline(points).lengths / VEIN_CM_S * SLOWED
            filled.append(squeezed(Filled(name, points, arrival), narrow))
            name, seconds = self.vessels[name].parent, float(arrival[-1])
            if name in self.veins:
                begin = self.veins[name].nearest(points[-1, :3])
        return filled
