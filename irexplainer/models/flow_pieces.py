"""Arteries cut into pieces: where branches leave, and which joints lie at the ends of every piece."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Protocol

import numpy as np

from irexplainer.geom.polyline import Polyline
from irexplainer.models.flow import Floats

JOINT_CM = 0.1
"""Branches that leave within this length leave from one joint."""


class VesselLike(Protocol):
    """What is needed of an atlas vessel."""

    @property
    def id(self) -> str:
        """Atlas id."""

    @property
    def kind(self) -> str:
        """What it is."""

    @property
    def points(self) -> Floats:
        """Centerline (N, 4): x, y, z, radius, cm."""

    @property
    def parent(self) -> str | None:
        """Vessel it leaves, or None."""


class LinkLike(Protocol):
    """What is needed of a joint between two vessels that are not parent and child."""

    @property
    def a(self) -> str:
        """One vessel."""

    @property
    def b(self) -> str:
        """The other."""

    @property
    def kind(self) -> str:
        """Joint, fistula."""

    @property
    def at_a(self) -> tuple[float, float, float]:
        """Where on the centerline of a."""

    @property
    def at_b(self) -> tuple[float, float, float]:
        """Where on the centerline of b."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an artery between two joints, arc lengths in cm; last: the bed lies behind it."""

    id: str
    vessel: str
    start: float
    end: float
    a: str
    b: str
    last: bool


@dataclass(frozen=True, eq=False)
class ArteryPieces:
    """The arteries of a body as a graph. vessels by id; links between arteries (circle below the brain)."""

    vessels: Mapping[str, VesselLike]
    links: tuple[LinkLike, ...] = ()

    @cached_property
    def lines(self) -> dict[str, Polyline]:
        """Centerlines of all arteries."""
        return {v.id: Polyline(np.asarray(v.points, float)) for v in self.vessels.values() if v.kind == "artery"}

    @cached_property
    def _leaving(self) -> dict[str, float]:
        """Child -> arc length on its parent at which it leaves."""
        found = {}
        for id, line in self.lines.items():
            parent = self.vessels[id].parent
            if parent in self.lines:
                found[id] = self.lines[parent].nearest(line.points[0, :3])
        return found

    @cached_property
    def _joined(self) -> list[tuple[str, float, str, float]]:
        """(artery, arc length, artery, arc length) of links between arteries."""
        return [
            (k.a, self.lines[k.a].nearest(k.at_a), k.b, self.lines[k.b].nearest(k.at_b))
            for k in self.links
            if k.kind == "joint" and k.a in self.lines and k.b in self.lines
        ]

    @cached_property
    def cuts(self) -> dict[str, list[float]]:
        """Arc lengths of the joints of every artery: begin, branchings, end."""
        wanted: dict[str, list[float]] = {id: [] for id in self.lines}
        for child, s in self._leaving.items():
            wanted[str(self.vessels[child].parent)].append(s)
        for a, s, b, t in self._joined:
            wanted[a].append(s)
            wanted[b].append(t)
        return {id: _cuts(self.lines[id].length, places) for id, places in wanted.items()}

    def joint(self, vessel: str, s: float) -> str:
        """Name of the joint of an artery nearest to an arc length."""
        cuts = self.cuts[vessel]
        i = int(np.argmin(np.abs(np.asarray(cuts) - s)))
        if i == 0 and vessel in self._leaving:
            return self.joint(str(self.vessels[vessel].parent), self._leaving[vessel])
        return f"{vessel}@{i}"

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """All stretches, those of a parent before those of its children."""
        found = []
        for id in self._order:
            cuts = self.cuts[id]
            joints = [self.joint(id, s) for s in cuts]
            bed = not self._open_end(id)
            for i, (start, end) in enumerate(pairwise(cuts)):
                last = bed and i == len(cuts) - 2
                found.append(Piece(f"{id}:{i}", id, start, end, joints[i], joints[i + 1], last))
        return tuple(found)

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {id: [] for id in self.lines}
        for child in self._leaving:
            found[str(self.vessels[child].parent)].append(child)
        return found

    def _open_end(self, id: str) -> bool:
        """An artery whose end is the beginning of others, or opens into another, has no bed of its own."""
        own = [self._leaving[c] for c in self._children[id]]
        own += [s for a, s, _, _ in self._joined if a == id] + [t for _, _, b, t in self._joined if b == id]
        return max(own, default=0.0) > self.lines[id].length - JOINT_CM

    @cached_property
    def _order(self) -> list[str]:
        order = [id for id in self.lines if id not in self._leaving]
        for id in order:
            order += self._children[id]
        return order


def _cuts(length: float, places: Iterable[float]) -> list[float]:
    """Begin, places at least ``JOINT_CM`` apart, end."""
    cuts = [0.0]
    for s in sorted(places):
        if cuts[-1] + JOINT_CM <= s <= length - JOINT_CM:
            cuts.append(s)
    return [*cuts, length]
