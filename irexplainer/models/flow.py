"""Blood flow in a network of stiff tubes: pressures at the joints, flow in every tube.

Equations. Poiseuille: pressure drop = R q with R = integral of 8 mu / (pi r^4) ds along a tube whose radius changes.
Where a tube suddenly narrows or widens energy is lost as well: drop = R q + B q |q| (Borda, see ``sudden_loss``).
In every joint what flows in flows out. That is one linear system G p = s (G the Laplacian of 1 / R, s sources);
with quadratic losses it is solved again, linear around the last flows (Newton), until nothing changes.

Units: pressure mmHg, flow ml/s, radius and length cm, resistance mmHg s/ml. Constants: viscosity of whole blood 0.035
poise and density 1.06 g/ml at 37 C (textbook values: Nichols, O'Rourke, McDonald's Blood Flow in Arteries);
1 mmHg = 1333.22 dyn/cm2.

Valid for steady, mean flow in vessels wider than 0.3 mm; pulses, walls that give way and bends are left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from irexplainer.models.flow_solve import solve_laplacian

Floats = npt.NDArray[np.float64]

VISCOSITY_POISE = 0.035
DENSITY_G_PER_ML = 1.06
DYN_PER_MMHG = 1333.22
ROUNDS = 60
SETTLED = 1e-9


def poiseuille(length_cm: float, radius_cm: float, viscosity_poise: float = VISCOSITY_POISE) -> float:
    """Resistance in mmHg s/ml of a straight tube: 8 mu L / (pi r^4)."""
    return 8.0 * viscosity_poise * length_cm / (np.pi * radius_cm**4) / DYN_PER_MMHG


def tapering(lengths_cm: Floats, radii_cm: Floats, viscosity_poise: float = VISCOSITY_POISE) -> float:
    """Resistance of a tube with radii (N,) at arc lengths (N,), straight cones in between.

    Exact for a cone: the integral of ds / r^4 from a to b is L (a^2 + a b + b^2) / (3 a^3 b^3).
    """
    a, b = radii_cm[:-1], radii_cm[1:]
    cones = np.diff(lengths_cm) * (a * a + a * b + b * b) / (3.0 * a**3 * b**3)
    return float(8.0 * viscosity_poise / np.pi * cones.sum() / DYN_PER_MMHG)


def leaking(lengths_cm: Floats, radii_cm: Floats, viscosity_poise: float = VISCOSITY_POISE) -> float:
    """Pressure drop from end to end per inflow, where small side branches take blood all along the way.

    Murray's law: flow is as r^3, so q(s) = q (r / r_first)^3 and the drop is q 8 mu / (pi r_first^3) times the
    integral of ds / r (trapezoid rule).
    """
    integral = float((np.diff(lengths_cm) * (1 / radii_cm[1:] + 1 / radii_cm[:-1])).sum() / 2)
    return float(8.0 * viscosity_poise / np.pi * integral / radii_cm[0] ** 3 / DYN_PER_MMHG)


def sudden_loss(wide_cm: float, narrow_cm: float) -> float:
    """B in mmHg s2/ml2 of a passage from a wide lumen through a narrow one and back (radii in cm).

    Borda and Carnot: K rho / 2 (1 / A_narrow - 1 / A_wide)^2 q^2 with K = 1.52 measured by Young and Tsai (J Biomech
    1973;6:395-410) in models of narrowed arteries.
    """
    gap = 1 / (np.pi * narrow_cm**2) - 1 / (np.pi * wide_cm**2)
    return float(1.52 * DENSITY_G_PER_ML / 2 * gap**2 / DYN_PER_MMHG)


@dataclass(frozen=True, slots=True)
class Edge:
    """A tube from joint a to joint b; flow from a to b counts positive. resistance R; loss B."""

    id: str
    a: str
    b: str
    resistance: float
    loss: float = 0.0


@dataclass(frozen=True, slots=True)
class FlowState:
    """Solution: pressure in mmHg by joint, flow in ml/s by tube."""

    pressure: Mapping[str, float]
    flow: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Network:
    """Tubes with pressures held at some joints (mmHg) and flow fed into others (ml/s, negative: taken out).

    Every joint must have a way to one whose pressure is held; ValueError otherwise, or for a resistance of 0.
    """

    edges: tuple[Edge, ...]
    held: Mapping[str, float]
    fed: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def index(self) -> dict[str, int]:
        """Edge id -> position."""
        return {edge.id: i for i, edge in enumerate(self.edges)}

    @cached_property
    def _joints(self) -> dict[str, int]:
        """Joint -> row; free joints first."""
        names = dict.fromkeys(n for e in self.edges for n in (e.a, e.b))
        order = [n for n in names if n not in self.held] + [n for n in names if n in self.held]
        return {name: i for i, name in enumerate(order)}

    @cached_property
    def _ends(self) -> npt.NDArray[np.intp]:
        return np.array([(self._joints[e.a], self._joints[e.b]) for e in self.edges])

    @cached_property
    def _free(self) -> int:
        return sum(name not in self.held for name in self._joints)

    def _solved(self, conductance: Floats, more: Floats | None = None, push: Floats | None = None) -> Floats:
        """Pressures at the free joints (n, 1 + m): with what is held and fed, and for other right sides ``more``.

        push: mmHg by which every tube drives blood from a to b.
        """
        free, fixed = self._free, self._fixed
        grounded, right = np.zeros(free), self._fed.copy()
        tubes = []
        for (a, b), g in zip(self._ends.tolist(), conductance.tolist(), strict=True):
            if a < free and b < free:
                tubes.append((a, b, g))
            elif a < free or b < free:
                grounded[min(a, b)] += g
                right[min(a, b)] += g * fixed[max(a, b) - free]
        if push is not None:
            for end, sign in ((0, -1.0), (1, 1.0)):
                inside = self._ends[:, end] < free
                np.add.at(right, self._ends[inside, end], sign * (push * conductance)[inside])
        columns = right[:, None] if more is None else np.column_stack([right, more])
        return solve_laplacian(free, tubes, grounded.tolist(), columns)

    @cached_property
    def _fixed(self) -> Floats:
        return np.array([self.held[n] for n in list(self._joints)[self._free :]])

    @cached_property
    def _fed(self) -> Floats:
        return np.array([self.fed.get(n, 0.0) for n in list(self._joints)[: self._free]])

    def _pressures(self, conductance: Floats, push: Floats | None = None) -> Floats:
        return np.concatenate([self._solved(conductance, push=push)[:, 0], self._fixed])

    def _flows(self, pressures: Floats, conductance: Floats) -> Floats:
        a, b = self._ends.T
        return np.asarray((pressures[a] - pressures[b]) * conductance)

    def solve(self) -> FlowState:
        """Pressures and flows."""
        resistance = np.array([e.resistance for e in self.edges])
        loss = np.array([e.loss for e in self.edges])
        if (resistance <= 0).any():
            raise ValueError("every resistance must be above 0")
        conductance = 1 / resistance
        pressures = self._pressures(conductance)
        flows = self._flows(pressures, conductance)
        for _ in range(ROUNDS if loss.any() else 0):
            before = flows
            conductance, push = 1 / (resistance + 2 * loss * np.abs(flows)), loss * flows * np.abs(flows)
            pressures = self._pressures(conductance, push)
            flows = self._flows(pressures, conductance) + push * conductance
            if np.abs(flows - before).max() < SETTLED:
                break
        named = {name: float(pressures[i]) for name, i in self._joints.items()}
        return FlowState(named, {e.id: float(q) for e, q in zip(self.edges, flows, strict=True)})

    def changed(self, resistances: Mapping[str, float], losses: Mapping[str, float] | None = None) -> "Network":
        """The same network with other resistances (and losses) of some tubes."""
        losses = losses or {}
        edges = tuple(
            replace(e, resistance=resistances.get(e.id, e.resistance), loss=losses.get(e.id, e.loss))
            for e in self.edges
        )
        return Network(edges, self.held, self.fed)

    def with_edges(self, *edges: Edge) -> "Network":
        """The same network with more tubes (a shunt)."""
        return Network(self.edges + edges, self.held, self.fed)


class Ports:
    """Flow for any resistances of a few tubes, without solving the whole network again; losses are left out.

    Woodbury: with G' = G + A diag(d) A^T, where A are the tubes' incidence columns and d the changes of 1 / R,
    A^T p' = (1 + Z d)^-1 A^T p with Z = A^T G^-1 A: a system as small as the number of tubes.
    """

    def __init__(self, network: Network, tubes: Sequence[str], watched: Sequence[str] = ()) -> None:
        conductance = np.array([1 / e.resistance for e in network.edges])
        free = network._free
        rows = [network.index[t] for t in (*tubes, *watched)]
        columns = np.zeros((free, len(rows)))
        fixed = np.zeros(len(rows))
        for k, row in enumerate(rows):
            for joint, sign in zip(network._ends[row], (1.0, -1.0), strict=True):
                if joint < free:
                    columns[joint, k] += sign
                else:
                    fixed[k] += sign * network._fixed[joint - free]
        solved = network._solved(conductance, columns[:, : len(tubes)])
        self.count = len(tubes)
        self._drop = columns.T @ solved[:, 0] + fixed
        self._mutual = columns.T @ solved[:, 1:]
        self._base = conductance[rows]

    def flows(self, opening: Floats) -> Floats:
        """Flow (tubes then watched) in ml/s when the tubes' conductances are multiplied by ``opening`` (k,)."""
        k = self.count
        change = self._base[:k] * (opening - 1.0)
        drop = np.linalg.solve(np.eye(k) + self._mutual[:k] * change, self._drop[:k])
        own = drop * self._base[:k] * opening
        watched = self._base[k:] * (self._drop[k:] - self._mutual[k:] @ (change * drop))
        return np.concatenate([own, watched])


def seen_from(network: Network, tube: str) -> tuple[float, float]:
    """Pressure in mmHg and resistance in mmHg s/ml of everything around a tube, as the tube sees it (Thevenin).

    Whatever the tube becomes, its flow solves (R_around + R) q + B q |q| = p; losses elsewhere are left out.
    """
    ports = Ports(network, [tube])
    conductance = float(ports._base[0])
    around = 1.0 / (1.0 / float(ports._mutual[0, 0]) - conductance)
    return float(ports._drop[0]) * (1.0 + conductance * around), around
