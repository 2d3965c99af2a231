"""What lies under a point of the front figure, what can be treated there, and where a name is."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from irexplainer.atlas.graph import foot
from irexplainer.atlas.types import Atlas, Floats, Structure, Target, Vessel
from irexplainer.geom.polygon import contains
from irexplainer.geom.polyline import Polyline

DOME = 0.6
"""Share of half its depth by which a structure is thinner at its edge than in the middle: organs are rounded."""
TERM, PLAIN, ID = 3.0, 3.0, 1.0
WHOLE, START, INSIDE = 3.0, 2.0, 1.0
"""Points of a match: where it stands, times how much of it fits."""


class Named(Protocol):
    """What is needed of an entry of the vocabulary."""

    @property
    def term(self) -> str:
        """Anatomical term."""

    @property
    def plain(self) -> str:
        """Word for people."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something under a point. kind: structure, vessel, target. z: its front surface there, cm."""

    id: str
    kind: str
    z: float


def at_point(atlas: Atlas, x: float, y: float, reach: float = 0.0) -> tuple[Found, ...]:
    """Everything under a front point (cm), front to back; the body shell is left out.

    reach: how far beside a vessel or target the point may lie, cm (fingers are not fine). Structures count where their
    outline holds the point. Of two in one depth the thinner kind comes first: target, vessel, structure.
    """
    rank = {"target": 0, "vessel": 1, "structure": 2}
    found = [*_structures(atlas, x, y), *_vessels(atlas, x, y, reach), *_targets(atlas, x, y, reach)]
    return tuple(sorted(found, key=lambda f: (-round(f.z, 2), rank[f.kind], f.id)))


def treatable(atlas: Atlas, x: float, y: float, reach: float = 0.5) -> tuple[str, ...]:
    """Targets at a front point, nearest first; then the other targets of what lies under it, front to back."""
    spots = [t for t in atlas.targets.values() if _beside(t, x, y) <= reach]
    near = [t.id for t in sorted(spots, key=lambda t: (_beside(t, x, y), t.radius, t.id))]
    under = [t for f in at_point(atlas, x, y, reach) if f.kind != "target" for t in targets_of(atlas, f.id)]
    return tuple(dict.fromkeys([*near, *under]))


def targets_of(atlas: Atlas, id: str) -> tuple[str, ...]:
    """Targets in a structure, in a vessel, or fed by it; the id itself where it is a target."""
    if id in atlas.targets:
        return (id,)
    return tuple(t.id for t in atlas.targets.values() if id in (t.host, t.vessel, *t.feeders) and id != "body")


def place_of(atlas: Atlas, id: str) -> tuple[float, float, float] | None:
    """Middle of a structure, vessel (half-way along it), target or access, to point the camera at; None: unknown."""
    if id in atlas.structures:
        return atlas.structures[id].center
    if id in atlas.targets:
        return atlas.targets[id].center
    if id in atlas.accesses:
        return atlas.accesses[id].entry
    if id in atlas.vessels:
        line = Polyline(atlas.vessels[id].points)
        x, y, z = line.at(line.length / 2)[:3]
        return float(x), float(y), float(z)
    return None


def box_of(atlas: Atlas, id: str) -> tuple[float, float, float, float] | None:
    """Front box x, y, width, height in cm of a structure, vessel, target or access; None for an unknown id."""
    if id in atlas.structures:
        return _box(atlas.structures[id].outline, 0.0)
    if id in atlas.vessels:
        points = atlas.vessels[id].points
        return _box(points[:, :2], float(points[:, 3].max()))
    if id in atlas.targets:
        return _box(np.array([atlas.targets[id].center[:2]]), atlas.targets[id].radius)
    if id in atlas.accesses:
        return _box(np.array([atlas.accesses[id].skin[:2], atlas.accesses[id].entry[:2]]), 0.0)
    return None


def find(atlas: Atlas, words: Mapping[str, Named], text: str) -> tuple[str, ...]:
    """Ids of structures, vessels, targets and accesses whose term, plain name or id has every word of a text.

    Best first: whole words before beginnings before parts, short names before long ones.
    """
    asked = words_of(text)
    if not asked:
        return ()
    ids: Iterable[str] = (*atlas.structures, *atlas.vessels, *atlas.targets, *atlas.accesses)
    scored = [(_score(asked, id, words.get(id)), id) for id in dict.fromkeys(ids)]
    hits = sorted((-score, _length(words.get(id), id), id) for score, id in scored if score > 0)
    return tuple(id for _, _, id in hits)


def words_of(text: str) -> tuple[str, ...]:
    """Folded words: lower case, without accents and signs."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return tuple(re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c))))


def _structures(atlas: Atlas, x: float, y: float) -> Iterable[Found]:
    point = np.array([[x, y]])
    for s in atlas.structures.values():
        low, high = s.outline.min(0), s.outline.max(0)
        if s.kind == "body" or not (low[0] <= x <= high[0] and low[1] <= y <= high[1]):
            continue
        if contains(point, s.outline)[0]:
            yield Found(s.id, "structure", _front(s, x, y))


def _front(s: Structure, x: float, y: float) -> float:
    """Front surface at a point inside the outline: full in the middle, thinner towards the edge."""
    back, front = s.depth
    edge = float(np.hypot(s.outline[:, 0] - x, s.outline[:, 1] - y).min())
    widest = float(np.ptp(s.outline, axis=0).min()) / 2
    fall = 1.0 - float(np.sqrt(min(1.0, edge / widest))) if widest > 0 else 1.0
    return front - DOME * (front - back) / 2 * fall


def _vessels(atlas: Atlas, x: float, y: float, reach: float) -> Iterable[Found]:
    for v in atlas.vessels.values():
        point = _on(v, x, y)
        if point is not None and np.hypot(point[0] - x, point[1] - y) <= point[3] + reach:
            yield Found(v.id, "vessel", float(point[2] + point[3]))


def _on(v: Vessel, x: float, y: float) -> Floats | None:
    """Point of the centerline (x, y, z, radius) in front of which a front point lies, None where far away."""
    near = np.hypot(v.points[:, 0] - x, v.points[:, 1] - y)
    if near.min() > 4.0:
        return None
    flat = Polyline(np.column_stack([v.points[:, :2], np.zeros(len(v.points)), v.points[:, 2:]]))
    point = flat.at(foot(flat, np.array([x, y, 0.0])))
    return np.asarray(point[[0, 1, 3, 4]])


def _targets(atlas: Atlas, x: float, y: float, reach: float) -> Iterable[Found]:
    for t in atlas.targets.values():
        if _beside(t, x, y) <= reach:
            yield Found(t.id, "target", t.center[2] + t.radius)


def _beside(t: Target, x: float, y: float) -> float:
    """How far a front point lies outside a target, cm; 0 inside."""
    return max(0.0, float(np.hypot(t.center[0] - x, t.center[1] - y)) - t.radius)


def _box(points: Floats, rim: float) -> tuple[float, float, float, float]:
    low, high = points[:, :2].min(0) - rim, points[:, :2].max(0) + rim
    return float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1])


def _score(asked: tuple[str, ...], id: str, word: Named | None) -> float:
    """Sum over the words of the text of the best place each fits; 0 where one fits nowhere."""
    fields = [(words_of(id), ID)]
    if word is not None:
        fields += [(words_of(word.term), TERM), (words_of(word.plain), PLAIN)]
    total = 0.0
    for part in asked:
        best = max((_fit(part, name) * worth for names, worth in fields for name in names), default=0.0)
        if best == 0.0:
            return 0.0
        total += best
    return total


def _fit(part: str, name: str) -> float:
    if part == name:
        return WHOLE
    return START if name.startswith(part) else INSIDE if len(part) > 2 and part in name else 0.0


def _length(word: Named | None, id: str) -> int:
    return len(word.plain) if word is not None else len(id)
