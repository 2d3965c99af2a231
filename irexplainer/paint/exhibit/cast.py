"""Who is on the scene of one part: what is shown in full, what belongs to it, what stands in front of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from irexplainer.atlas.exhibits import members
from irexplainer.atlas.types import Atlas, Floats, Point3, Structure
from irexplainer.geom.polygon import contains
from irexplainer.paint.parts import _Same
from irexplainer.story.shown import INNER

if TYPE_CHECKING:
    from collections.abc import Iterable

OVERLAP = 0.04
"""Share of a part that must be covered to call something in front of it."""
BACK_Z = 0.6
"""Organs whose front lies behind this are painted before the great vessels."""
ORDER = ("pancreas", "duodenum", "mesentery", "small_intestine", "colon", "stomach", "gallbladder", "liver", "heart")
"""Of organs that reach equally far to the front, the later one is in front (as in the home figure)."""
ACCESS_CM = 0.7
"""Radius around a place of entry that is kept clear."""
CLEAR_CM, BESIDE = 2.4, 0.25
"""An organ in front that is this near to more than that share of a vessel is looked through, too."""
WIDE_HOSTS = ("left_lung", "right_lung")
"""Hosts so large that neighbors may cover a part of them."""
LOOSE = ("feeders",)
"""Groups of vessels that have nothing to do with each other."""
OWN_VESSELS = {
    "heart": ("ascending_aorta", "aortic_arch", "pulmonary_trunk", "superior_vena_cava"),
    "left_kidney": ("left_renal_artery", "left_renal_vein", "left_ureter"),
    "right_kidney": ("right_renal_artery", "right_renal_vein", "right_ureter"),
    "liver": ("common_hepatic_artery",),
    "spleen": ("splenic_artery",),
    "uterus": ("left_uterine_artery", "right_uterine_artery"),
    "prostate": ("left_prostatic_artery", "right_prostatic_artery"),
    "urinary_bladder": ("left_ureter", "right_ureter"),
    "gallbladder": ("cystic_duct", "common_hepatic_duct", "bile_duct"),
    "mesentery": (
        "superior_mesenteric_artery", "jejunal_artery_1", "jejunal_artery_2", "ileal_artery_1", "ileal_artery_2",
        "ileocolic_artery", "right_colic_artery", "middle_colic_artery",
    ),
    "brain": ("left_internal_carotid_artery", "right_internal_carotid_artery"),
}  # fmt: skip
"""Vessels that are shown in full with an organ."""


@dataclass(frozen=True, eq=False, slots=True)
class Cast:
    """Ids on a scene. vessels: wanted ones; kin: vessels that go with them; organs, bones, targets: wanted ones.

    pale: further everyday vessels. veiled: organs that would hide what is wanted. behind: organs that its vessels
    run in front of. hosts: organs that targets lie in.
    """

    vessels: tuple[str, ...]
    kin: tuple[str, ...]
    pale: tuple[str, ...]
    organs: tuple[str, ...]
    bones: tuple[str, ...]
    targets: tuple[str, ...]
    accesses: tuple[str, ...]
    veiled: tuple[str, ...]
    hosts: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()

    @property
    def carried(self) -> bool:
        """True where a target belongs to a vessel, which then runs on its host."""
        return bool(self.targets and self.kin)

    @property
    def skeletal(self) -> bool:
        """True where only bones are wanted."""
        return bool(self.bones) and not (self.organs or self.vessels or self.targets)


def cast_of(atlas: Atlas, id: str) -> Cast:
    """Cast of the scene of an id."""
    return _cast(_Same(atlas), id)


@lru_cache(maxsize=64)
def _cast(same: _Same, id: str) -> Cast:
    atlas: Atlas = same.atlas
    wanted = members(atlas, id)
    targets = tuple(i for i in wanted if i in atlas.targets)
    accesses = tuple(i for i in wanted if i in atlas.accesses)
    vessels = [i for i in wanted if i in atlas.vessels]
    organs = tuple(i for i in wanted if i in atlas.structures and atlas.structures[i].kind == "organ")
    bones = tuple(i for i in wanted if i in atlas.structures and atlas.structures[i].kind == "bone")
    kin = [v for o in organs for v in OWN_VESSELS.get(o, ())] + _of_targets(atlas, targets)
    entered = [atlas.accesses[i].vessel for i in accesses]
    kin += [v for v in entered if v is not None and v not in kin]
    kin = [v for v in dict.fromkeys((*kin, *_relatives(atlas, (*vessels, *kin)))) if v in atlas.vessels]
    around = {c.id for v in vessels for c in atlas.vessels.values() if c.parent == v and not c.detail}
    usual = everyday_vessels(atlas) | around
    pale = tuple(i for i in atlas.vessels if i in usual and i not in vessels and i not in kin)
    seen = tuple(i for i in kin if i not in vessels)
    lies_in = [atlas.structures[atlas.targets[t].host] for t in targets]
    bones += tuple(s.id for s in lies_in if s.kind == "bone")
    hosts = tuple(dict.fromkeys(s.id for s in lies_in if s.kind == "organ"))
    cast = Cast(tuple(vessels), seen, pale, organs, bones, targets, accesses, (), hosts)
    shown = (*organs, *hosts)
    others = [s for s in organs_of(atlas) if s.id not in shown]
    veiled = tuple(s.id for s in others if _hides(atlas, s, cast))
    behind = tuple(s.id for s in others if s.id not in veiled and _is_behind(atlas, s, cast))
    return replace(cast, veiled=veiled, behind=behind)


def organs_of(atlas: Atlas) -> list[Structure]:
    """Organs from back to front: by how far they reach to the front."""
    return sorted((s for s in atlas.structures.values() if s.kind == "organ"), key=rank)


def everyday_vessels(atlas: Atlas) -> set[str]:
    """Vessels of the home figure."""
    usual = {i for i, v in atlas.vessels.items() if not v.detail and not INNER.search(i)}
    return usual | {"common_hepatic_artery"}


def rank(s: Structure) -> tuple[float, int, float]:
    """Place of an organ from back to front."""
    return round(s.depth[1] * 2) / 2, ORDER.index(s.id) if s.id in ORDER else 0, sum(s.depth) / 2


def _of_targets(atlas: Atlas, targets: Sequence[str]) -> list[str]:
    """Vessels a target is a part of or fed by."""
    found: list[str] = []
    for id in targets:
        target = atlas.targets[id]
        found += [v for v in (target.vessel, *target.feeders) if v]
    return found


def _relatives(atlas: Atlas, vessels: "Iterable[str]") -> list[str]:
    """The group of each vessel on its own side, and what joins them to a vessel of every day."""
    found: list[str] = []
    for id in vessels:
        vessel = atlas.vessels[id]
        if vessel.kind == "shunt":
            found += [link.b if link.a == id else link.a for link in atlas.links if id in (link.a, link.b)]
        if vessel.detail and vessel.detail not in LOOSE:
            found += [v.id for v in atlas.vessels.values() if v.detail == vessel.detail and _same_side(v.id, id)]
        for name in (id, *found):
            parent = atlas.vessels[name].parent
            while parent is not None and (atlas.vessels[parent].detail or INNER.search(parent)):
                found.append(parent)
                parent = atlas.vessels[parent].parent
    return found


def _same_side(a: str, b: str) -> bool:
    sides = {m[1] for m in (re.match(r"(left|right)_", a), re.match(r"(left|right)_", b)) if m}
    return len(sides) < 2


def _hides(atlas: Atlas, s: Structure, cast: Cast) -> bool:
    """True where an organ lies in front of something that is wanted."""
    deep = [h for h in cast.hosts if h not in WIDE_HOSTS]
    for id in (*cast.organs, *deep):
        own = atlas.structures[id]
        if rank(s) > rank(own) and contains(own.outline[:: max(1, len(own.outline) // 60)], s.outline).mean() > OVERLAP:
            return True
        if rank(s) > rank(own) and contains(np.array([own.center[:2]]), s.outline)[0]:
            return True
    for id in (*cast.vessels, *(cast.kin if cast.targets else ())):
        points = atlas.vessels[id].points[::4]
        inside = contains(points[:, :2], s.outline)
        if inside.any() and s.depth[1] > float(points[inside, 2].mean()):
            return True
        if id in cast.vessels and s.depth[1] > float(points[:, 2].mean()) and _beside(points, s.outline, CLEAR_CM):
            return True
    spots = [(atlas.targets[t].center, atlas.targets[t].radius) for t in cast.targets]
    spots = [(center, radius + CLEAR_CM / 2) for center, radius in spots]
    spots += [(atlas.accesses[a].skin, ACCESS_CM) for a in cast.accesses]
    return any(_covers(s, *spot) for spot in spots)


def _beside(points: Floats, outline: Floats, reach: float) -> bool:
    """True where an outline comes nearer to most of a line than ``reach`` cm."""
    a = np.linspace(0, 2 * np.pi, 8, endpoint=False)
    around = points[:, None, :2] + reach * np.stack([np.cos(a), np.sin(a)], 1)[None]
    return bool(contains(around.reshape(-1, 2), outline).reshape(len(points), 8).any(axis=1).mean() > BESIDE)


def _is_behind(atlas: Atlas, s: Structure, cast: Cast) -> bool:
    """True where a shown vessel runs in front of an organ."""
    lines = [atlas.vessels[id].points[::4, :3] for id in (*cast.vessels, *cast.kin)]
    return any(bool((contains(q[:, :2], s.outline) & (q[:, 2] > s.depth[1] - 0.5)).any()) for q in lines)


def clear_share(atlas: Atlas, id: str) -> Floats:
    """For every point of a vessel 1.0, or 0.0 where a vessel of every day runs in front of it."""
    return _clear_share(_Same(atlas), id)


@lru_cache(maxsize=64)
def _clear_share(same: _Same, id: str) -> Floats:
    atlas: Atlas = same.atlas
    own = atlas.vessels[id].points
    clear = np.ones(len(own))
    for other in everyday_vessels(atlas) - {id, atlas.vessels[id].parent}:
        if other not in atlas.vessels:
            continue
        line = atlas.vessels[other].points[::3]
        near = np.hypot(own[:, None, 0] - line[None, :, 0], own[:, None, 1] - line[None, :, 1]) < line[None, :, 3]
        clear[(near & (line[None, :, 2] > own[:, None, 2] + 0.1)).any(axis=1)] = 0.0
    return clear


def _covers(s: Structure, center: Point3, radius: float) -> bool:
    """True where an organ lies in front of a round spot."""
    a = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    ring = np.stack([center[0] + radius * np.cos(a), center[1] + radius * np.sin(a)], 1)
    return s.depth[1] > center[2] and bool(contains(ring, s.outline).any())
