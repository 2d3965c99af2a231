"""A clot in a vessel: where it lies, and what an effect with ``model = "clot"`` says of it at a moment.

Numbers of the effect: ``heart_cm`` and ``away_cm`` (how far it reaches from its target toward the heart and away from
it), ``from_heart`` (1: tools come from the heart's side, so that suction eats that end first), ``drip_minutes`` (how
long medicine drips before suction begins), ``half_hours``, ``share_per_pass`` and ``pass_minutes`` of ``models.clot``.
These speeds are examples: real clots differ, and no rate is claimed. The clock is in minutes.
"""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from irexplainer.atlas.types import Atlas, Floats
from irexplainer.geom.polyline import Polyline
from irexplainer.models.clot import dissolved_share, open_radius, sucked_share
from irexplainer.models.series import Series
from irexplainer.story.frame import EffectPose

MODEL = "clot"
HALF_HOURS, SHARE_PER_PASS, PASS_MINUTES = 14.0, 0.75, 8.0
HEART_CM = AWAY_CM = 3.0
SAMPLES = 240
STEP_CM = 0.15
FILL = 0.94
"""Share of the radius of the lumen that a fresh clot fills."""
GONE = 0.02
Params = Mapping[str, float]


def parts_gone(params: Params, minutes: float) -> tuple[float, float]:
    """(share dissolved, share of the rest that is sucked out) after some minutes of the story's treatment."""
    drip = params.get("drip_minutes", 0.0)
    dissolved = dissolved_share(min(max(minutes, 0.0), drip) / 60.0, params.get("half_hours", HALF_HOURS))
    passes = max(minutes - drip, 0.0) / params.get("pass_minutes", PASS_MINUTES)
    return dissolved, sucked_share(passes, params.get("share_per_pass", SHARE_PER_PASS))


def left_share(params: Params, minutes: float) -> float:
    """Share 0..1 of the clot that is left."""
    dissolved, sucked = parts_gone(params, minutes)
    return (1.0 - dissolved) * (1.0 - sucked)


def state(kind: str, params: Params, minutes: float) -> tuple[float, dict[str, float]]:
    """(share left, further numbers) of a clot; of ``inside`` the numbers of the cut-open vessel.

    In a vein a tube comes in the first minute of the clock, and in the second the clot is drawn into it. In an artery
    (``basket = 1``) a fine tube comes, a basket opens in the clot, and in the third minute both are drawn back.
    """
    if kind == "inside" and params.get("basket", 0.0) > 0:
        come, open_, back = (min(max(minutes - k, 0.0), 1.0) for k in range(3))
        return 1.0, {"clot": 1.0, "retriever_in": come, "retriever": open_, "pulled": back, "suction_tube": 1.0}
    if kind == "inside":
        return 1.0, {"clot": 1.0, "tube": min(max(minutes, 0.0), 1.0), "pulled": min(max(minutes - 1.0, 0.0), 1.0)}
    dissolved, sucked = parts_gone(params, minutes)
    left = (1.0 - dissolved) * (1.0 - sucked)
    thin = open_radius(1.0, 1.0 - dissolved)
    return (left if left > GONE else 0.0), {"thin": thin, "long": 1.0 - sucked, "minutes": minutes}


def facts_of(params: Params, minutes: float) -> dict[str, float]:
    """Numbers for the study pane."""
    return {"clot_left_percent": 100.0 * left_share(params, minutes)}


def series_of_clot(params: Params, minutes: float) -> Series:
    """Clot that is left, %, over the seconds of the treatment."""
    seconds = np.linspace(0.0, max(minutes, 0.0) * 60.0, SAMPLES)
    return Series("clot_left", "%", seconds, np.array([100.0 * left_share(params, s / 60.0) for s in seconds]))


def lumen_line(atlas: Atlas, effect: EffectPose) -> Floats | None:
    """Line (N, 4) of the lumen that the whole clot fills, its end on the heart's side first; None without a vessel."""
    target = atlas.targets.get(effect.target)
    if target is None or target.vessel not in atlas.vessels:
        return None
    heart, away = effect.params.get("heart_cm", HEART_CM), effect.params.get("away_cm", AWAY_CM)
    return _line(_Same(atlas), target.id, heart, away)


def clot_line(atlas: Atlas, effect: EffectPose) -> Floats | None:
    """Line (N, 4) of what is left of a clot, radius in cm; None where nothing is left."""
    line = lumen_line(atlas, effect)
    if line is None or effect.value <= GONE:
        return None
    keep = max(round(len(line) * effect.params.get("long", 1.0)), 3)
    rest = line[-keep:] if effect.params.get("from_heart", 0.0) > 0 else line[:keep]
    rest = rest.copy()
    rest[:, 3] *= FILL * effect.params.get("thin", 1.0)
    return rest


class _Same:
    """An atlas as a key: the same object gives the same answer."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas

    def __hash__(self) -> int:
        return id(self.atlas)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.atlas is self.atlas


@lru_cache(maxsize=32)
def _line(same: _Same, target_id: str, heart: float, away: float) -> Floats:
    target = same.atlas.targets[target_id]
    whole = Polyline(_chain(same.atlas, target.vessel))
    middle = whole.nearest(target.center)
    begin, end = max(middle - heart, 0.0), min(middle + away, whole.length)
    return np.asarray(whole.many(np.linspace(begin, end, max(int((end - begin) / STEP_CM), 6))))


def _chain(atlas: Atlas, vessel: str) -> Floats:
    """The vessel with the one before it (on the heart's side) and the wide one that goes on beyond its end."""
    own = np.asarray(atlas.vessels[vessel].points, float)
    pieces = [own]
    parent = atlas.vessels[vessel].parent
    if parent is not None and parent in atlas.vessels:
        before = Polyline(np.asarray(atlas.vessels[parent].points, float))
        pieces.insert(0, before.cut(0.0, before.nearest(own[0, :3])).points)
    ends = [np.asarray(v.points, float) for v in atlas.vessels.values() if v.parent == vessel]
    beyond = [line for line in ends if float(np.linalg.norm(line[0, :3] - own[-1, :3])) < own[-1, 3]]
    if beyond:
        pieces.append(max(beyond, key=lambda line: float(line[0, 3])))
    return np.vstack([pieces[0], *(piece[1:] for piece in pieces[1:])])
