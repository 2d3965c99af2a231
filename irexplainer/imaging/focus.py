"""What a moment of a story is about on X-ray: its targets, whose body it is, which vessels fill and which do not."""

from collections.abc import Iterator
from typing import cast

import numpy as np

from irexplainer.atlas.types import Atlas
from irexplainer.geom.polyline import Polyline
from irexplainer.imaging.anatomy import AtlasLike, TargetLike
from irexplainer.imaging.narrow import narrow_places
from irexplainer.imaging.tree import Focus
from irexplainer.story.clots import HEART_CM
from irexplainer.story.frame import Frame

BRANCHES = {"pulmonary": "lung_arteries", "internal_carotid": "brain_arteries"}
"""Word in the name of an artery on the way -> group of detail that dye shows from there."""
OPEN = 0.3
"""Share of a clot of which less lets dye through."""
LOOKING = ("contrast", "plan", "numbing", "nick", "closure", "ultrasound_fan")
"""Effects of a story that only looks: it shows what everybody has."""
NEUTRAL = "neutral"
"""Neither sex: arteries that only one has are left out."""
SHUT = 0.6
"""A vessel packed so far lets no dye through."""


def targets_of(frame: Frame, atlas: AtlasLike) -> list[TargetLike]:
    """Targets that are shown in a frame."""
    named = {
        e.target
        for e in frame.effects
        if e.kind in ("tumor", "fibroid", "gland", "ice", "embolic", "narrowing", "bleed", "aneurysm", "malformation")
    }
    return [t for t in atlas.targets.values() if t.id in named or named & set(t.feeders)]


def focus_of(frame: Frame, atlas: AtlasLike) -> Focus:
    """Whose body a frame shows and which vessels dye can reach, from what is treated in it."""
    targets = targets_of(frame, atlas)
    sex = next((sex for t in targets if (sex := str(getattr(t, "sex", "")))), "")
    if not targets and all(e.kind in LOOKING for e in frame.effects):
        sex = NEUTRAL
    coils = [e for e in frame.effects if e.kind == "coil" and e.value > SHUT]
    ends = [(e.target, min(e.params.get("far", 1.0), e.params.get("near", 1.0))) for e in coils]
    plugs = dict(sorted(ends, key=lambda end: -end[1]))
    return Focus(
        sex,
        frozenset((*(name for t in targets for f in t.feeders for name in _opened(f, atlas)), *_on_the_way(frame))),
        frozenset(plugs),
        narrow_places(frame, atlas),
        frozenset(e.target for e in frame.effects if e.kind == "reflux"),
        frozenset(plugs.items()),
        frozenset(_clots(frame, atlas)),
    )


def _clots(frame: Frame, atlas: AtlasLike) -> Iterator[tuple[str, float]]:
    """Arteries that a clot closes, and the share of their length at which it begins."""
    body = cast(Atlas, atlas)
    for effect in frame.effects:
        target = body.targets.get(effect.target)
        if effect.kind != "clot" or target is None or not effect.params.get("blocks", 0.0) or effect.value < OPEN:
            continue
        line = Polyline(np.asarray(body.vessels[target.vessel].points, float))
        begin = line.nearest(target.center) - effect.params.get("heart_cm", HEART_CM)
        yield target.vessel, max(begin / line.length, 0.0)


def _opened(feeder: str, atlas: AtlasLike) -> Iterator[str]:
    """A feeder and the groups of detail of the arteries that lead to it."""
    yield feeder
    name = atlas.vessels[feeder].parent if feeder in atlas.vessels else None
    while name is not None and name in atlas.vessels:
        detail = str(getattr(atlas.vessels[name], "detail", ""))
        if detail:
            yield detail
        name = atlas.vessels[name].parent


def _on_the_way(frame: Frame) -> tuple[str, ...]:
    """Groups of fine arteries that belong to those on the way: dye in a lung or neck artery shows all its branches."""
    return tuple(group for word, group in BRANCHES.items() if any(word in name for name in frame.route))
