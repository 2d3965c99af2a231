"""Beads carried by the blood: where each one goes, where it lodges, and what that does to the flow.

Rules. A bead enters a fork's branch with the chance of that branch's share of the flow (beads are carried by the
blood). It lodges in the first branch narrower than itself; a branch that holds ``pack`` beads is closed, its
resistance is multiplied by ``SHUT``, and the flow is solved again (``models.flow``). A bead that meets no flow stays
where it was let go: it counts as ``held_back``. All beads are lodged or held back; none is lost.

The small branches behind a named artery are a tree by Murray's law: every branch splits in two, the cube of the radius
is halved, r_g = r_0 2^(-g/3), lengths are 20 radii (a common figure for small arteries: parameter of the model).

Units: mm for beads and lumens, ml/s. Diameters of beads: 0.3 to 0.9 mm (facts of the procedures). Seeded: the same
seed, the same places. ``models.embolization`` is the mean of many such runs; tests hold the two together.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from irexplainer.models.flow import Edge, Floats, Network, poiseuille

SHUT = 1e6
LENGTH_PER_RADIUS = 20.0
ENDS_PER_STEM = 40.0
"""Resistance of everything behind the last branches together, in resistances of the stem: most of the whole."""
NO_FLOW = 1e-4
"""Share of the first inflow below which blood carries no bead."""


@dataclass(frozen=True, eq=False)
class Bed:
    """A tree of tubes that blood runs through from ``entry``. lumens: tube -> narrowest diameter in mm."""

    network: Network
    lumens: Mapping[str, float]
    entry: str


@dataclass(frozen=True, eq=False)
class Lodged:
    """Outcome. beads: tube -> beads lodged in it. flow: ml/s into the bed after every bead, first before any."""

    beads: Mapping[str, int]
    flow: Floats
    held_back: int


def murray_bed(radius_cm: float, generations: int, pressure_mmhg: float = 85.0, end_mmhg: float = 5.0) -> Bed:
    """A bed behind an artery of a radius: tubes ``1`` (stem), ``2``, ``3``, ``4`` ...: tube n splits in 2n and 2n + 1.

    Behind the last generation lies what is too small for beads; all the small branches have the same flow.
    """
    lumens, edges = {}, []
    last = 2**generations
    for n in range(1, 2 * last):
        r = radius_cm * 2 ** (-(n.bit_length() - 1) / 3)
        lumens[str(n)] = 20.0 * r
        begin = f"j{n // 2}" if n > 1 else "in"
        edges.append(Edge(str(n), begin, f"j{n}", poiseuille(LENGTH_PER_RADIUS * r, r)))
    ends = ENDS_PER_STEM * last * edges[0].resistance
    edges += [Edge(f"end{n}", f"j{n}", "veins", ends) for n in range(last, 2 * last)]
    return Bed(Network(tuple(edges), {"in": pressure_mmhg, "veins": end_mmhg}), lumens, "in")


def embolize(bed: Bed, diameters_mm: Floats, seed: int, pack: int = 6) -> Lodged:
    """Let beads of these diameters go one after the other at the entry."""
    random = np.random.default_rng(seed)
    network, beads = bed.network, Counter[str]()
    flow = network.solve().flow
    leaving = _leaving(network)
    into = [sum(flow[id] for id in leaving[bed.entry])]
    held_back = 0
    for diameter in diameters_mm:
        tube = _way(bed, flow, leaving, float(diameter), random, NO_FLOW * into[0])
        if tube is None:
            held_back += 1
        else:
            beads[tube] += 1
            if beads[tube] == pack:
                shut = next(e.resistance for e in network.edges if e.id == tube) * SHUT
                network = network.changed({tube: shut})
                flow = network.solve().flow
        into.append(sum(flow[id] for id in leaving[bed.entry]))
    return Lodged(dict(beads), np.array(into), held_back)


def _leaving(network: Network) -> dict[str, list[str]]:
    """Joint -> tubes that lead on from it."""
    found: dict[str, list[str]] = {}
    for edge in network.edges:
        found.setdefault(edge.a, []).append(edge.id)
    return found


def _way(
    bed: Bed,
    flow: Mapping[str, float],
    leaving: Mapping[str, list[str]],
    diameter: float,
    random: np.random.Generator,
    least: float,
) -> str | None:
    """Tube in which a bead lodges; None where no blood carries it. A bead smaller than all stops in the last."""
    ends = {edge.id: edge.b for edge in bed.network.edges}
    joint, last = bed.entry, None
    while joint in leaving:
        ways = [id for id in leaving[joint] if id in bed.lumens]
        if not ways:
            return last
        flows = np.array([max(flow[id], 0.0) for id in ways])
        if flows.sum() <= least:
            return None
        last = ways[int(random.choice(len(ways), p=flows / flows.sum()))]
        if bed.lumens[last] < diameter:
            return last
        joint = ends[last]
    return last
