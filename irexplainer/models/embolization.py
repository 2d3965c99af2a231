"""How small beads close the branches of a target, and what is left of the flow.

Equation. Behind every feeder lie n small branches side by side; one closes once ``PACK`` beads have lodged in it.
Beads come with the blood, so a branch that is open receives them in proportion to its flow, at random: after a mean
of x beads per open branch the share that is still open is that of a Poisson number below PACK,

    open(x) = exp(-x) sum_{k < PACK} x^k / k!        (the Erlang distribution)

The bed's resistance is R / open(x). The network (``models.flow``) says how much still flows, Q, and so how fast beads
come: dx / d(dose) = PACK (Q / Q_rest) / open(x). In an artery without resistance Q follows open(x) and x = PACK dose:
``closed_share``. With the real artery before it, and with other beds beside, flow redistributes; ``Blocking`` holds
that solution in tables. dose = 1: as many beads offered as the branches hold.

Constants. PACK = 6 gives the course doctors describe: nothing to see at first, then a quick fall, then a long tail
until the dye hardly moves (stop point "flow clearly slowed", CIRSE standards, doi 10.1007/s00270-021-02968-1). It is a
parameter of the model, as is ``STANDING``: below this share of the flow at rest blood counts as standing, and giving
stops. The main artery stays open (end point of facts/uterine-fibroid-embolization.md: it "still trickles").
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from irexplainer.models.flow import Floats, Network, Ports

PACK = 6
STANDING = 0.05
MOST_DOSE = 2.5
STEPS = 60
CLOSED = 1e-3
"""Share of open branches that is as good as none."""


def open_share(beads: Floats) -> Floats:
    """Share of branches still open after a mean number of beads per open branch."""
    return np.asarray(np.exp(-beads) * sum(beads**k / math.factorial(k) for k in range(PACK)))


def closed_share(dose: float) -> float:
    """Share 0..1 of the branches that are closed after a dose when nothing but they resists."""
    x = PACK * max(dose, 0.0)
    return 1.0 - math.exp(-x) * sum(x**k / math.factorial(k) for k in range(PACK))


def flow_share(dose: float) -> float:
    """Share 0..1 of the blood that still runs through the target when nothing but its branches resists."""
    return 1.0 - closed_share(dose)


def moving(share: float) -> float:
    """Flow as seen: 1 at rest, 0 as soon as it is below ``STANDING`` of what it was."""
    return min(max((share - STANDING) / (1.0 - STANDING), 0.0), 1.0)


@dataclass(frozen=True, eq=False)
class Blocking:
    """Tables over the dose. closed: bed -> share of its branches; flow: tube or bed -> ml/s."""

    doses: Floats
    closed: Mapping[str, Floats]
    flow: Mapping[str, Floats]

    def closed_share(self, dose: float, bed: str = "") -> float:
        """Share 0..1 of the branches that are closed, of one bed or (without a name) the mean of all."""
        return float(np.interp(dose, self.doses, self.closed[bed] if bed else self._mean))

    @cached_property
    def _mean(self) -> Floats:
        return np.asarray(np.mean(list(self.closed.values()), axis=0))

    def ml_per_s(self, tube: str, dose: float) -> float:
        """Flow in ml/s through a bed or a watched tube."""
        return float(np.interp(dose, self.doses, self.flow[tube]))

    def flow_share(self, tube: str, dose: float) -> float:
        """Share of the flow before the first bead."""
        return self.ml_per_s(tube, dose) / float(self.flow[tube][0])

    @cached_property
    def stasis_dose(self) -> float:
        """Dose at which blood stands in all beds that are closed; the largest of the tables where it never does."""
        total = np.sum([self.flow[bed] for bed in self.closed], axis=0)
        standing = np.flatnonzero(total <= STANDING * total[0])
        return float(self.doses[standing[0]] if len(standing) else self.doses[-1])


def blocking(network: Network, beds: Sequence[str], watched: Sequence[str] = ()) -> Blocking:
    """Solution for beads offered to beds (tubes of the network); Heun's method in ``STEPS`` steps of the dose."""
    ports = Ports(network, beds, watched)
    rest = ports.flows(np.ones(len(beds)))
    step = MOST_DOSE / STEPS

    def rate(beads: Floats) -> Floats:
        left = np.maximum(open_share(beads), CLOSED)
        return np.asarray(PACK * ports.flows(left)[: len(beds)] / rest[: len(beds)] / left)

    beads = np.zeros(len(beds))
    opened, flows = [np.ones(len(beds))], [rest]
    for _ in range(STEPS):
        first = rate(beads)
        beads = beads + step / 2 * (first + rate(beads + step * first))
        opened.append(np.maximum(open_share(beads), CLOSED))
        flows.append(ports.flows(opened[-1]))
    closed, flow = 1.0 - np.array(opened).T, np.array(flows).T
    return Blocking(
        np.linspace(0.0, MOST_DOSE, STEPS + 1),
        dict(zip(beds, closed, strict=True)),
        dict(zip((*beds, *watched), flow, strict=True)),
    )
