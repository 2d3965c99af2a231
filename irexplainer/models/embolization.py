"""How small beads close the branches of a target.

Equation. A branch closes once ``PACK`` beads have lodged in it. Beads go where blood still flows, spread at random, so
the beads per branch are Poisson distributed with mean x = PACK * dose, and the closed share is

    closed(dose) = 1 - exp(-x) sum_{k < PACK} x^k / k!

(the Erlang distribution). Flow through the target is the open share, because its branches lie side by side; the
main artery before them stays open and only slows down.

Constants. PACK = 6 gives the course doctors describe: nothing to see at first, then a quick fall, then a long tail
until the dye hardly moves (stop point "flow clearly slowed", CIRSE standards, doi 10.1007/s00270-021-02968-1).
dose = 1 means one filling of the branches; the procedures give up to 2.
"""

import math

PACK = 6


def closed_share(dose: float) -> float:
    """Share 0..1 of the branches that are closed after a dose (1 = as many beads as the branches hold)."""
    x = PACK * max(dose, 0.0)
    return 1.0 - math.exp(-x) * sum(x**k / math.factorial(k) for k in range(PACK))


def flow_share(dose: float) -> float:
    """Share 0..1 of the blood that still runs through the target."""
    return 1.0 - closed_share(dose)
