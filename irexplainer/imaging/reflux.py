"""Dye in veins whose valves leak: it runs backwards, away from the heart, as far as no coil lies in the way."""

import numpy as np

from irexplainer.geom.polyline import Polyline
from irexplainer.imaging.tree import ArteryTree, Filled, Focus
from irexplainer.models.contrast import SLOWED
from irexplainer.story.frame import Point3

BACK_CM_S = 6.0
"""Speed of blood that runs back while one strains: a parameter of the picture; the order is what matters."""
NEAR_CM = 0.6
"""A tip this near to a vein lies in it."""


def back_flow(tree: ArteryTree, tip: Point3, focus: Focus) -> list[Filled]:
    """Stretches of leaking veins that dye from a tip reaches, and of the vein they leave, in the order of filling.

    From a tip in the vein they leave, that vein fills as well. Points (N, 4) run the way the dye runs.
    """
    chain = _in_order(tree, focus.reflux)
    if not chain:
        return []
    stem = tree.vessels[chain[0]].parent
    lines = {name: Polyline(np.asarray(tree.vessels[name].points, float)) for name in (*chain, *filter(None, (stem,)))}
    gaps = {name: _gap(line, tip) for name, line in lines.items()}
    first = min(gaps, key=lambda name: gaps[name])
    if gaps[first] > NEAR_CM:
        return []
    filled: list[Filled] = []
    start, seconds = lines[first].nearest(tip), 0.0
    if first == stem:
        filled.append(_both_ways(first, lines[first], start))
        joint = lines[first].nearest(lines[chain[0]].points[0, :3])
        seconds, start, first = abs(joint - start) / BACK_CM_S * SLOWED, 0.0, chain[0]
    plugs = dict(focus.plugs)
    for name in chain[chain.index(first) :]:
        line = lines[name]
        end = line.length * plugs.get(name, 1.0)
        if end - start < 0.05:
            break
        part = line.cut(start, end)
        arrival = seconds + part.lengths / BACK_CM_S * SLOWED
        filled.append(Filled(name, np.asarray(part.points, float), np.asarray(arrival)))
        if name in plugs:
            break
        seconds, start = float(arrival[-1]), 0.0
    return filled


def _both_ways(name: str, line: Polyline, start: float) -> Filled:
    seconds = np.abs(line.lengths - start) / BACK_CM_S * SLOWED
    return Filled(name, np.asarray(line.points, float), np.asarray(seconds))


def _gap(line: Polyline, tip: Point3) -> float:
    return float(np.linalg.norm(np.asarray(line.at(line.nearest(tip))[:3], float) - np.asarray(tip, float)))


def _in_order(tree: ArteryTree, names: frozenset[str]) -> list[str]:
    """Veins from the one nearest to the heart outwards."""
    known = [name for name in sorted(names) if name in tree.vessels]
    first = next((name for name in known if tree.vessels[name].parent not in names), None)
    chain: list[str] = []
    while first is not None:
        chain.append(first)
        first = next((name for name in known if tree.vessels[name].parent == chain[-1]), None)
    return chain
