import numpy as np
import pytest
from scipy.integrate import quad, solve_ivp

from irexplainer.models import focused_ultrasound as fus
from irexplainer.models.focused_ultrasound import BRAIN, UTERUS, Spot, phase_turn, rise, sonicate


def test_round_focus_agrees_with_an_adaptive_solver():
    """scipy's LSODA along the radius: heating for 10 s, then 10 s of cooling."""
    spot = Spot(2.0, 0.25, 0.25, 10.0)
    edges = np.linspace(0, 0.03, 301)
    middle = (edges[1:] + edges[:-1]) / 2
    volume, a = np.diff(edges**3) / 3, 0.0025
    q = spot.watts / ((2 * np.pi) ** 1.5 * a**3) * np.exp(-(middle**2) / (2 * a * a))

    def rate(on):
        def change(_t, t):
            flow = np.zeros(len(edges))
            flow[1:-1] = fus.CONDUCTIVITY * edges[1:-1] ** 2 * np.diff(t) / (edges[1] - edges[0])
            return (np.diff(flow) / volume + on * q) / fus.HEAT_CAPACITY - fus.COOLING * t

        return change

    hot = solve_ivp(rate(1.0), (0, 10), np.zeros(len(middle)), method="LSODA", rtol=1e-7, atol=1e-6).y[:, -1]
    cool = solve_ivp(rate(0.0), (0, 10), hot, method="LSODA", rtol=1e-7, atol=1e-6).y[:, -1]
    for seconds, exact in ((10.0, hot), (20.0, cool)):
        found = rise(spot, middle * 100, np.zeros(len(middle)), seconds)
        assert np.abs(found - exact).max() < 0.01 * exact.max()


def test_long_focus_agrees_with_scipy_quadrature():
    a, b, d = 0.002, 0.006, fus.CONDUCTIVITY / fus.HEAT_CAPACITY

    def at(s):
        wide, long = a * a + 2 * d * s, b * b + 2 * d * s
        shape = a * a / wide * b / np.sqrt(long) * np.exp(-(0.001**2) / 2 / wide - 0.003**2 / 2 / long)
        return shape * np.exp(-fus.COOLING * s)

    q0 = UTERUS.watts / ((2 * np.pi) ** 1.5 * a * a * b) / fus.HEAT_CAPACITY
    wanted = q0 * quad(at, 25 - UTERUS.seconds, 25)[0]
    assert float(rise(UTERUS, np.array(0.1), np.array(0.3), 25.0)) == pytest.approx(wanted, rel=1e-4)


def test_all_heat_is_there_while_nothing_carries_it_away(monkeypatch):
    monkeypatch.setattr(fus, "COOLING", 0.0)
    axis = np.linspace(-3, 3, 121)
    x, z = np.meshgrid(np.linspace(0, 3, 121), axis, indexing="ij")
    found = rise(UTERUS, x, z, UTERUS.seconds)
    ring = 2 * np.pi * x * 1e-2 * (3 / 120 * 1e-2) * (6 / 120 * 1e-2)
    joule = float((found * ring).sum()) * fus.HEAT_CAPACITY
    assert joule == pytest.approx(UTERUS.watts * UTERUS.seconds, rel=0.02)


def test_body_and_brain_reach_the_published_temperatures():
    """facts/mr-guided-focused-ultrasound.md: 65 to 85 C in the body, 55 to 60 C in the brain."""
    assert 65 <= sonicate(UTERUS).peak_c.max() <= 85
    assert 55 <= sonicate(BRAIN).peak_c.max() <= 60.5


def test_spots_have_the_published_size():
    """PMC6181766: 5.3 to 6.2 mm in the brain; in the body a few times 10 mm."""
    assert 0.5 <= sonicate(BRAIN).width_cm.max() <= 0.65
    body = sonicate(UTERUS).at(80.0)
    assert 0.3 <= body.width_cm <= 0.8
    assert 1.0 <= body.length_cm <= 2.0


def test_dead_stays_dead_and_heat_goes_away():
    shot = sonicate(UTERUS)
    assert np.all(np.diff(shot.width_cm) >= -1e-9)
    assert shot.at(0.0).peak_c == pytest.approx(37.0)
    assert shot.at(UTERUS.seconds + 60).peak_c < 45
    temperature, gathered, _ = shot.series()
    assert temperature.at(UTERUS.seconds) == pytest.approx(shot.peak_c.max())
    assert gathered.values[-1] > dict(gathered.thresholds)["lethal_dose"]


def test_mri_phase_turns_back_with_heat():
    """-0.009 ppm per degree: 1.5 T and 10 ms make about 2 degrees of phase for each degree."""
    assert float(phase_turn(np.array(1.0))) == pytest.approx(-2.07, rel=0.01)
