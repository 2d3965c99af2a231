import math
from itertools import pairwise

import pytest

from irexplainer.models.ice import IceCycle, Stage, grown, isotherm, thawed

CYCLE = IceCycle([Stage("freeze", 10), Stage("thaw", 8), Stage("freeze", 10), Stage("warm", 9.5)])


def test_one_probe_reaches_the_published_size():
    """PMC2762356: 3.3 cm across after 15 min for 2.4 mm, 84 % for 1.7 mm; 17 gauge (1.5 mm) continues that line."""
    published = 3.3 / 2 * (1 - (1 - 0.84) * (2.4 - 1.5) / (2.4 - 1.7))
    assert grown(0.0, 15.0) == pytest.approx(published, rel=0.03)


def test_grows_with_the_root_of_time_at_first():
    assert grown(0.0, 0.4) / grown(0.0, 0.1) == pytest.approx(2.0, rel=0.03)


def test_solves_its_equation():
    for minutes in (1.0, 4.0, 9.0):
        q = (grown(0.0, minutes) / 1.36) ** 2
        slope = ((grown(0.0, minutes + 1e-5) / 1.36) ** 2 - q) / 1e-5
        assert slope == pytest.approx((1 - q) / 6.6, rel=1e-3)


def test_temperature_falls_linearly_inside_the_edge():
    """PMC4850244: -40 C one centimeter inside; REVIEW: -20 C half a centimeter."""
    assert isotherm(1.3, 0.0) == 1.3
    assert isotherm(1.3, -20.0) == pytest.approx(0.8)
    assert isotherm(1.3, -40.0) == pytest.approx(0.3)
    assert isotherm(0.4, -40.0) == 0.0


def test_cycle_is_continuous_and_the_second_freeze_ends_larger():
    radii = [CYCLE.radius(m / 10) for m in range(376)]
    assert max(abs(a - b) for a, b in pairwise(radii[20:281])) < 0.06
    assert CYCLE.radius(28.0) > CYCLE.radius(10.0) > CYCLE.radius(18.0) > 0.3
    assert CYCLE.radius(19.0) - CYCLE.radius(18.0) > 0
    assert CYCLE.radius(37.5) == 0.0
    assert math.isfinite(CYCLE.radius(1e9))
    assert thawed(1.0, 0.0) == 1.0


def test_three_probes_make_the_published_ball():
    """PMC2762356: three 2.4 mm probes 2 cm apart, lethal 4.1 cm across at 51 % of the area of the ball."""
    ball = 4.1 / math.sqrt(0.51)
    assert 2 * (2 / math.sqrt(3) + 1.65) == pytest.approx(ball, rel=0.03)
