"""What a part of the body belongs to, where a vessel comes from and goes on, what lies beside an organ."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from irexplainer.atlas.exhibits import SETS, Sort, details, members, sort_of
from irexplainer.atlas.select import for_sex
from irexplainer.atlas.types import Atlas, Floats, Structure, Vessel
from irexplainer.geom.polygon import contains

AWAY_FROM_HEART = ("artery", "chamber", "shunt")
"""Kinds whose contents run from the parent outwards; in all others they run towards the parent."""
INTO_LIVER = "portal_vein"
"""Branches of the portal vein, by the end of their names: blood runs outwards in them, although it is a vein."""
AT_END = 0.03
"""A branch that leaves within this share of a vessel's end is what the vessel goes on as."""
TOUCHING_CM = {"organ": 1.0, "bone": 0.6}
MOST = 12
NEIGHBORS = 5


@dataclass(frozen=True, slots=True)
class Relations:
    """Ids around one part. belongs_to: sets, host, vessel. comes_from, goes_on_as, branches, joined_to: of a vessel.

    holds: members of a set. fed_by: vessels of a place of treatment. beside: organs next to an organ, bones next to a
    bone, nearest first.
    """

    belongs_to: tuple[str, ...] = ()
    comes_from: tuple[str, ...] = ()
    goes_on_as: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    joined_to: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    fed_by: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


def relations(atlas: Atlas, id: str) -> Relations:
    """Relations of an id of the atlas; empty ones for what stands by itself. Same arguments, equal result."""
    sort = sort_of(atlas, id)
    sets = tuple(name for name in SETS if name != id and id in members(atlas, name))
    if sort is Sort.VESSEL:
        return _of_vessel(atlas, atlas.vessels[id], sets)
    if sort is Sort.STRUCTURE:
        return Relations(belongs_to=sets, beside=_beside(atlas, atlas.structures[id]))
    if sort is Sort.TARGET:
        target = atlas.targets[id]
        owners = tuple(o for o in (target.host, target.vessel) if o and o != "body")
        return Relations(belongs_to=owners, fed_by=target.feeders)
    if sort is Sort.SET:
        return Relations(holds=members(atlas, id)[:MOST])
    if sort is Sort.DETAIL:
        return Relations(belongs_to=(details()[id],))
    return Relations(belongs_to=sets)


def _of_vessel(atlas: Atlas, vessel: Vessel, sets: tuple[str, ...]) -> Relations:
    children = [v for v in atlas.vessels.values() if v.parent == vessel.id]
    parent = (vessel.parent,) if vessel.parent is not None else ()
    ends = tuple(k.b if k.a == vessel.id else k.a for k in atlas.links if vessel.id in (k.a, k.b))
    joined = tuple(id for id in dict.fromkeys(ends) if id not in parent)
    outwards = [v for v in children if _outwards(v)]
    inwards = [v.id for v in _largest(v for v in children if not _outwards(v))]
    on = [v.id for v in outwards if _share(vessel, v) >= 1.0 - AT_END]
    branches = [v.id for v in _largest(v for v in outwards if v.id not in on)]
    if _outwards(vessel):
        return Relations(sets, (*parent, *inwards), tuple(on), tuple(branches), joined)
    return Relations(sets, tuple(inwards), (*parent, *on), tuple(branches), joined)


def _outwards(vessel: Vessel) -> bool:
    return vessel.kind in AWAY_FROM_HEART or (vessel.parent is not None and vessel.id.endswith(INTO_LIVER))


def _largest(vessels: Iterable[Vessel]) -> list[Vessel]:
    """The largest ones, in the order of the atlas."""
    every = list(vessels)
    kept = {v.id for v in sorted(every, key=lambda v: -float(v.points[0, 3]))[:MOST]}
    return [v for v in every if v.id in kept]


def _share(parent: Vessel, child: Vessel) -> float:
    """How far along its parent a vessel leaves, 0..1."""
    steps = np.linalg.norm(np.diff(parent.points[:, :3], axis=0), axis=1)
    nearest = int(np.linalg.norm(parent.points[:, :3] - child.points[0, :3], axis=1).argmin())
    return float(steps[:nearest].sum() / steps.sum())


def _beside(atlas: Atlas, part: Structure) -> tuple[str, ...]:
    if part.kind not in TOUCHING_CM:
        return ()
    found = []
    for other in for_sex(atlas, part.sex).structures.values():
        if other.kind != part.kind or other.id == part.id:
            continue
        depth = max(other.depth[0] - part.depth[1], part.depth[0] - other.depth[1], 0.0)
        away = max(_front_gap(part.outline, other.outline), depth)
        if away <= TOUCHING_CM[part.kind]:
            apart = float(np.linalg.norm(np.subtract(part.center, other.center)))
            found.append((apart, other.id))
    return tuple(id for _, id in sorted(found)[:NEIGHBORS])


def _front_gap(a: Floats, b: Floats) -> float:
    """Distance in cm of two outlines in the front plate, 0 where one covers a part of the other."""
    boxes = float(np.maximum(a.min(0) - b.max(0), b.min(0) - a.max(0)).max())
    if boxes > max(TOUCHING_CM.values()):
        return boxes
    if contains(a, b).any() or contains(b, a).any():
        return 0.0
    return float(np.sqrt(((a[:, None, :] - b[None, :, :]) ** 2).sum(-1)).min())
