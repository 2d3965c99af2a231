"""Which targets a picture shows, from what the story and the moment name."""

from collections.abc import Iterable

import numpy as np

from irexplainer.atlas.types import Atlas, Target
from irexplainer.imaging.anatomy import BoardLike
from irexplainer.story.frame import Frame

DRAWN = {
    "tumor": "tumor",
    "nodule": "nodule",
    "lesion": "tumor",
    "fibroid": "fibroid",
    "fluid": "fluid",
    "abscess": "abscess",
    "stone": "stone",
    "bleed": "dye_leak",
    "aneurysm": "blood",
}
"""Kind of target that is a lump or a pocket of its own in a slice -> tissue it is made of."""
WORDS = {
    "tumor": "tumor",
    "fibroid": "fibroid",
    "calyx": "calyx",
    "fluid": "fluid_pocket",
    "abscess": "fluid_pocket",
    "bleed": "bleeding",
    "aneurysm": "bulge",
    "malformation": "tangle",
}
NEAR_CM = 3.2
"""A slice stands for several levels: what lies within this distance of its own is shown in it."""


def word_of(kind: str) -> str:
    """Key of the word below the ring around a target."""
    return WORDS.get(kind, "target")


def story_targets(board: BoardLike, frame: Frame, atlas: Atlas) -> list[Target]:
    """Targets a moment is about: those its effects name, then those its needles and the story's needles go for.

    A target is named by its id or by an artery that feeds it; a needle by the target of its track.
    """
    names = [e.target for e in frame.effects if e.target]
    names += [atlas.tracks[t.path].target for t in frame.tools if t.path in atlas.tracks]
    names += list(getattr(board, "targets", ()))
    named = [t for t in atlas.targets.values() if t.id in names or set(t.feeders) & set(names)]
    if not named:
        aims = {atlas.tracks[id].target for id in board.paths if id in atlas.tracks}
        named = [t for t in atlas.targets.values() if t.id in aims]
    return named or [t for t in atlas.targets.values() if t.id in _of_paths(board, atlas)]


def _of_paths(board: BoardLike, atlas: Atlas) -> set[str]:
    """Targets near which a way of the story ends."""
    ends = [np.asarray(path.points[-1][:3], float) for path in board.paths.values()]
    return {
        t.id
        for t in atlas.targets.values()
        if any(float(np.linalg.norm(end - np.asarray(t.center))) < t.radius + 0.6 for end in ends)
    }


def near_level(targets: Iterable[Target], level: float) -> list[Target]:
    """Those that a slice at ``level`` shows."""
    return [t for t in targets if abs(t.center[1] - level) <= NEAR_CM + t.radius]
