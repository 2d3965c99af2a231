import math

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.optimize import brentq
from scipy.special import erf, erfc

from irexplainer.models.phase_change import BODY_C, Freezing, Tissue, reach

SHARP = Tissue(solid_c=-0.1, liquid_c=0.1, perfusion=0.0)
COLD_C, WARM_C = -60.0, 20.0


def wall(r):
    return np.ones_like(r)


def neumann(tissue):
    """Similarity constant of Neumann's solution (Carslaw and Jaeger 11.2): front at 2 lambda sqrt(alpha_s t)."""
    a_s, a_l = tissue.k_frozen / tissue.c_frozen, tissue.k_unfrozen / tissue.c_unfrozen

    def balance(x):
        v = x * math.sqrt(a_s / a_l)
        solid = tissue.k_frozen * -COLD_C * math.exp(-x * x) / (math.sqrt(math.pi * a_s) * erf(x))
        liquid = tissue.k_unfrozen * WARM_C * math.exp(-v * v) / (math.sqrt(math.pi * a_l) * erfc(v))
        return solid - liquid - tissue.latent * x * math.sqrt(a_s)

    return brentq(balance, 1e-3, 3.0), a_s, a_l


@pytest.fixture(scope="module")
def frozen_wall():
    model = Freezing(np.linspace(0, 0.06, 241), wall, SHARP, WARM_C)
    fronts = []
    for _ in range(1200):
        model.step(1.0, COLD_C)
        fronts.append(model.reach(0.0))
    return model, np.array(fronts)


def test_front_follows_neumann(frozen_wall):
    x, a_s, _ = neumann(SHARP)
    _, fronts = frozen_wall
    for seconds in (300, 600, 1200):
        assert fronts[seconds - 1] == pytest.approx(2 * x * math.sqrt(a_s * seconds), rel=0.02)


def test_temperatures_follow_neumann(frozen_wall):
    x, a_s, a_l = neumann(SHARP)
    model, _ = frozen_wall
    depth, t = model.centers, 1200.0
    solid = COLD_C * (1 - erf(depth / (2 * np.sqrt(a_s * t))) / erf(x))
    liquid = WARM_C * (1 - erfc(depth / (2 * np.sqrt(a_l * t))) / erfc(x * math.sqrt(a_s / a_l)))
    exact = np.where(depth < 2 * x * np.sqrt(a_s * t), solid, liquid)
    assert np.abs(model.temperature - exact)[depth < 0.05].max() < 1.2


def test_no_energy_is_lost_when_nothing_passes():
    model = Freezing(np.geomspace(0.001, 0.1, 40), lambda r: 4 * np.pi * r**2, Tissue(perfusion=0.0))
    for _ in range(60):
        model.step(6.0, -100.0)
    before = float(model._volume @ model.enthalpy)
    for _ in range(50):
        model.step(6.0, None)
    gain = float(model._volume @ model.enthalpy) - before
    outside = float(model._volume @ model.enthalpy)
    assert abs(gain) < 1e-3 * abs(outside)


def test_with_blood_it_agrees_with_an_adaptive_solver():
    """scipy's LSODA on the same equation, freezing range as in tissue, around a point."""
    tissue = Tissue(perfusion=0.005)
    edges = np.geomspace(0.003, 0.05, 70)
    model = Freezing(edges, lambda r: 4 * np.pi * r**2, tissue)
    knots_t, knots_h = model._knots_t, model._knots_h

    def rate(_t, h):
        t = np.interp(h, knots_h, knots_t)
        k = np.interp(t, [tissue.solid_c, tissue.liquid_c], [tissue.k_frozen, tissue.k_unfrozen])
        half = np.diff(edges) / 2 / k
        face = 4 * np.pi * edges**2
        flow = np.empty(len(edges))
        flow[1:-1] = face[1:-1] * (t[1:] - t[:-1]) / (half[1:] + half[:-1])
        flow[0] = face[0] * (t[0] + 120.0) / half[0]
        flow[-1] = face[-1] * (BODY_C - t[-1]) / half[-1]
        blood = np.where(t < tissue.liquid_c, 0.0, tissue.perfusion * tissue.c_blood) * (BODY_C - t)
        return np.diff(flow) / (4 / 3 * np.pi * np.diff(edges**3)) + blood

    exact = solve_ivp(rate, (0, 600), model.enthalpy.copy(), method="LSODA", rtol=1e-6, atol=10.0).y[:, -1]
    for _ in range(100):
        model.step(6.0, -120.0)
    t = np.interp(exact, knots_h, knots_t)
    assert model.reach(-1.0) == pytest.approx(reach(model.centers, t, -1.0), rel=0.02)
    assert np.abs(model.temperature - t).max() < 2.0


def test_reach_is_the_outermost_place():
    r, t = np.array([1.0, 2.0, 3.0, 4.0]), np.array([5.0, -5.0, -2.0, 2.0])
    assert reach(r, t, 0.0) == pytest.approx(3.5)
    assert reach(r, t, -9.0) == 0.0
    assert reach(r, t - 90, 0.0) == 4.0
