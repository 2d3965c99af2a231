from itertools import pairwise

import numpy as np
import pytest
from scipy.sparse import diags
from scipy.sparse.linalg import spsolve

from irexplainer.models.electroporation import (
    MOST_VOLT,
    PROSTATE_THRESHOLD,
    PULSES,
    pair_field,
    pair_potential,
    treatment,
    voltage,
)  # fmt: skip

A, B = np.array([-0.5, 0.0]), np.array([0.5, 0.0])
METAL = 0.15
"""Thick needles, so that squares of the grid resolve them."""


def laplace(volts, half=2.0, step=0.0125):
    """(x, y, V) by finite differences; the rim of the square holds the exact potential."""
    n = round(2 * half / step) + 1
    axis = np.linspace(-half, half, n)
    x, y = np.meshgrid(axis, axis, indexing="ij")
    points = np.stack([x, y], -1)
    fixed = np.full((n, n), np.nan)
    fixed[np.hypot(x - A[0], y) <= METAL] = volts / 2
    fixed[np.hypot(x - B[0], y) <= METAL] = -volts / 2
    rim = np.zeros((n, n), bool)
    rim[[0, -1]] = rim[:, [0, -1]] = True
    fixed[rim] = pair_potential(points, A, B, volts, METAL)[rim]
    known = ~np.isnan(fixed).ravel()
    free = (~known).astype(float)
    matrix = diags(
        [np.where(known, 1.0, -4.0), free[1:], free[:-1], free[n:], free[:-n]], [0, -1, 1, -n, n], format="csc"
    )
    value = spsolve(matrix, np.where(known, np.nan_to_num(fixed.ravel()), 0.0)).reshape(n, n)
    return points, value, step


@pytest.fixture(scope="module")
def solved():
    return laplace(1000.0)


def away_from_metal(points, gap):
    to_first, to_second = (np.hypot(points[..., 0] - x, points[..., 1]) for x in (-0.5, 0.5))
    return np.minimum(to_first, to_second) > gap


def test_potential_agrees_with_finite_differences(solved):
    points, value, _ = solved
    exact = pair_potential(points, A, B, 1000.0, METAL)
    assert np.abs(value - exact)[away_from_metal(points, 0.2)].max() < 0.016 * 1000


def test_field_agrees_with_finite_differences(solved):
    points, value, step = solved
    found = np.hypot(*np.gradient(value, step))
    exact = pair_field(points, A, B, 1000.0, METAL)
    keep = away_from_metal(points, 0.3)
    keep[[0, -1]] = keep[:, [0, -1]] = False
    assert np.abs(found[keep] / exact[keep] - 1).max() < 0.06


def test_needles_hold_their_voltage():
    turn = np.linspace(0, 2 * np.pi, 24)
    rim = A + METAL * np.column_stack([np.cos(turn), np.sin(turn)])
    assert pair_potential(rim, A, B, 1000.0, METAL) == pytest.approx(500.0, rel=1e-6)


def test_voltage_follows_the_gap_up_to_what_the_machine_gives():
    assert voltage(1.5) == 2250
    assert voltage(2.0) == voltage(2.4) == MOST_VOLT


def test_zone_links_the_pair_and_is_two_to_three_cm_for_a_gap_of_two():
    """facts: peanut or ellipse linking the pair, about 2 to 3 cm for 2 cm of gap; 506 V/cm measured in prostate."""
    pair = treatment([[-1.0, 0], [1.0, 0]], threshold=PROSTATE_THRESHOLD)
    rim = pair.contour()
    long, short = np.ptp(rim, axis=0)
    assert 2.5 < long < 3.4
    assert 1.2 < short < 2.2
    assert pair.field(np.array([0.0, 0.0])) > PROSTATE_THRESHOLD
    assert pair.field(rim) == pytest.approx(PROSTATE_THRESHOLD, rel=1e-3)


def test_two_centimeters_is_about_the_widest_gap():
    """PMC: ideal 15 to 20 mm: in the middle of a much wider gap cells live."""
    assert treatment([[0, 0], [1.5, 0]]).field(np.array([0.75, 0.0])) > 600
    assert treatment([[0, 0], [3.5, 0]]).field(np.array([1.75, 0.0])) < 600


def test_four_needles_take_seven_minutes_and_the_zone_only_grows():
    four = treatment([[0, 0], [1.5, 0], [1.5, 1.5], [0, 1.5]])
    assert four.seconds / 60 == pytest.approx(6.75)
    assert [four.at(s).pair for s in (-1.0, 1.0, 68.0, 404.0, 406.0)] == [None, (0, 1), (0, 2), (2, 3), None]
    assert four.at(1e6).pulses == 6 * PULSES
    grid = np.stack(np.meshgrid(np.linspace(-1, 3, 60), np.linspace(-1, 3, 60)), -1)
    fields = [four.field(grid, done) for done in range(7)]
    assert all(np.all(b >= a) for a, b in pairwise(fields))
    assert four.field(np.array([0.75, 0.75])) > 600, "the middle is covered by the diagonals"
    assert len(four.contour(0)) == 0
    pulses, area = four.series()
    assert pulses.at(four.seconds) == 6 * PULSES
    assert area.values[0] == 0.0
    assert np.all(np.diff(area.values) >= 0)
    x, y = four.contour(points=360).T
    outline = abs(float(x @ np.roll(y, 1) - y @ np.roll(x, 1))) / 2
    assert area.at(four.seconds) == pytest.approx(outline, rel=0.02)


def test_touching_needles_are_refused():
    with pytest.raises(ValueError, match="touch"):
        pair_field(np.zeros(2), A, A, 100.0)
