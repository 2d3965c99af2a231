"""Blood in a story: what beads and balloons do to it, when dye comes where, and the curves of all that."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from irexplainer.atlas.types import Atlas
from irexplainer.geom.polyline import Polyline
from irexplainer.models.contrast import SLOWED, bolus
from irexplainer.models.embolization import Blocking, blocking
from irexplainer.models.flow_body import BodyFlow
from irexplainer.models.flow_changes import narrowed_fistula_flow, narrowed_flow, working
from irexplainer.models.series import Floats, Series
from irexplainer.story.opening import LEFT, NARROW_CM, SHOWING, Opening, numbers_of
from irexplainer.story.parts import Effect

PER_SECOND = 10
WALKING = 10.0
"""How much more the small vessels of a working leg let through than at rest: a parameter of the model."""
BEFORE_SECONDS = 2.0
"""How much of the flow at rest a curve shows before the first bead."""


USUAL = "female"
"""Whose organs a body has when a procedure is about organs that everybody has: one network serves them all."""


def body_of(atlas: Atlas, sex: str = "") -> BodyFlow:
    """Flow at rest through the arteries of a body; sex: whose organs it has."""
    return _body(atlas, sex or USUAL)


@lru_cache(maxsize=4)
def _body(atlas: Atlas, sex: str) -> BodyFlow:
    return BodyFlow({id: v for id, v in atlas.vessels.items() if v.sex in ("", sex)}, atlas.links)


def couple(effects: Mapping[str, Effect], atlas: Atlas) -> None:
    """Let beads act on the flow: each effect of beads gets its tables, each effect of flow the beads that slow it."""
    _couple_states(effects, atlas)
    flows = [e for e in effects.values() if e.spec.kind == "flow"]
    for effect in effects.values():
        feeders = _feeders(effect, atlas) if effect.spec.model == "embolization" else []
        if not feeders:
            continue
        slowed = [f for f in flows if any(_leads_to(atlas, f.spec.target, feeder) for feeder in feeders)]
        watched = dict.fromkeys([f.spec.target for f in slowed] or [feeders[0]])
        effect.blocking = _blocking(atlas, tuple(feeders), tuple(watched))
        effect.artery = next(iter(watched))
        for flow in slowed:
            flow.brakes.append(effect)


def _feeders(effect: Effect, atlas: Atlas) -> list[str]:
    """Arteries whose branches beads close: those of the targets, or the targets themselves."""
    found: dict[str, None] = {}
    for id, _ in effect.targets:
        names = atlas.targets[id].feeders if id in atlas.targets else (id,)
        found |= dict.fromkeys(name for name in names if name in atlas.vessels and atlas.vessels[name].kind == "artery")
    return list(found)


def _leads_to(atlas: Atlas, vessel: str, feeder: str) -> bool:
    name: str | None = feeder
    while name is not None and name in atlas.vessels:
        if name == vessel:
            return True
        name = atlas.vessels[name].parent
    return False


def _sex(atlas: Atlas, names: tuple[str, ...]) -> str:
    return next((atlas.vessels[n].sex for n in names if atlas.vessels[n].sex), "")


@lru_cache(maxsize=32)
def _blocking(atlas: Atlas, feeders: tuple[str, ...], watched: tuple[str, ...]) -> Blocking:
    body = body_of(atlas, _sex(atlas, feeders))
    return blocking(body.network, [f"{f}:bed" for f in feeders], [f"{w}:0" for w in watched])


def blood_series(effects: Mapping[str, Effect], atlas: Atlas) -> list[Series]:
    """Flow through the arteries that are treated (together, ml/min), dye where it enters what they feed (%)."""
    beads = [e for e in effects.values() if e.blocking is not None and e.value.moves]
    if not beads:
        return _opening_series(effects)
    found = [_flow(beads)]
    dyes = [e for e in effects.values() if e.spec.kind == "contrast" and e.clock.moves]
    if dyes:
        found.append(_dye(dyes[0], beads, atlas))
    return found


def _flow(beads: list[Effect]) -> Series:
    seconds = _seconds(min(e.value.moves[0].start for e in beads) - BEFORE_SECONDS, max(e.value.end for e in beads))
    values = np.array([sum(e.artery_ml_s(float(t)) for e in beads) * 60.0 for t in seconds])
    return Series("flow", "ml/min", seconds, values)


def _dye(dye: Effect, beads: list[Effect], atlas: Atlas) -> Series:
    """Share of full dye, %, in the artery that feeds a target; it comes as far as blood still moves."""
    seconds = _seconds(dye.clock.moves[0].start, dye.clock.end)
    ages = np.array([dye.clock.at(float(t)) for t in seconds])
    places = [dye.place.at(float(t)) for t in seconds]
    values = np.zeros(len(seconds))
    for place in dict.fromkeys(p for p in places if p is not None):
        here = (ages > 0) & np.array([p == place for p in places])
        for effect in beads:
            arrival = SLOWED * body_of(atlas, _sex(atlas, (effect.artery,))).arrival(place, effect.artery)
            open_ = np.array([effect.moving(float(t)) for t in seconds[here]])
            values[here] = np.maximum(values[here], 100.0 * bolus().curve(arrival, ages[here]) * open_)
    return Series("bolus", "%", seconds, np.minimum(values, 100.0))


def _couple_states(effects: Mapping[str, Effect], atlas: Atlas) -> None:
    """Let what shows a vessel read the numbers of its states, and the flow where the narrow place is known."""
    states = [e for e in effects.values() if e.spec.kind == "state"]
    narrow = next((e.spec.target for e in effects.values() if e.spec.kind == "narrowing"), "")
    opening = _opening(atlas, narrow) if narrow else None
    for effect in effects.values():
        if effect.spec.kind in SHOWING and states:
            effect.states, effect.opening = states, opening


@lru_cache(maxsize=8)
def _opening(atlas: Atlas, target_id: str) -> Opening | None:
    """Table of the flow past a narrow place of an artery; None where the network does not hold its vessel.

    A leg artery is about walking, a fistula about rest.
    """
    target = atlas.targets[target_id]
    body = body_of(atlas)
    left = np.linspace(LEFT * 0.8, 1.0, 40)
    sewn = next((link for link in atlas.links if link.kind == "fistula" and target.vessel in (link.a, link.b)), None)
    if sewn is not None:
        artery = sewn.a if sewn.a in body.lines else sewn.b
        join = body.lines[artery].nearest(sewn.at_a if artery == sewn.a else sewn.at_b)
        return Opening(left, narrowed_fistula_flow(body, artery, join, NARROW_CM, left), "fistula_flow")
    if target.vessel not in body.lines:
        return None
    line = Polyline(np.asarray(atlas.vessels[target.vessel].points, float))
    busy, at = working(body, target.vessel, WALKING), line.nearest(target.center)
    return Opening(left, narrowed_flow(body, target.vessel, at, NARROW_CM, left, busy))


def _opening_series(effects: Mapping[str, Effect]) -> list[Series]:
    """Flow while the vessel is opened, as a share of that through the open one, %."""
    shown = next((e for e in effects.values() if e.spec.kind == "narrowing" and e.opening is not None), None)
    if shown is None or shown.opening is None:
        return []
    moves = [move for state in shown.states for move in state.value.moves]
    if not moves:
        return []
    start, end = min(m.start for m in moves), max(m.end for m in moves)
    seconds = _seconds(start, end)
    values = np.array([shown.opening.share(numbers_of(shown.states, float(t))) * 100.0 for t in seconds])
    return [Series(shown.opening.series, "%", seconds, values)]


def _seconds(start: float, end: float) -> Floats:
    start = max(start, 0.0)
    return np.linspace(start, end, max(round((end - start) * PER_SECOND), 1) + 1)
