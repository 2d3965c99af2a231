"""Dye, urine, drains, beads and clots: the curves that the stage and the screen show."""

import math

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from irexplainer.models import clot, contrast, drainage, embolization
from irexplainer.models.flow import Edge, Network


def test_dye_that_passes_is_the_same_everywhere():
    """Nothing is lost on the way, neither in vessels nor in tissue."""
    tables = contrast.bolus()
    whole = contrast.amount(tables.vessel, 0.0)
    assert whole == pytest.approx(
        contrast.INJECTION_SECONDS + contrast.WASH_SECONDS - contrast.RISE_SECONDS / 2, rel=0.01
    )
    for arrival in (0.5, 1.0, 3.0, 6.0):
        assert contrast.amount(tables.vessel, arrival) == pytest.approx(whole, rel=1e-3)
        assert contrast.amount(tables.tissue, arrival) == pytest.approx(whole, rel=1e-3)


def test_dye_is_spread_as_a_gamma_variate():
    """The table against the convolution with scipy's gamma density."""
    arrival, step = 2.0, 0.01
    t = np.arange(0, 20, step)
    gamma = scipy.stats.gamma.pdf(t, arrival / contrast.SPREAD_SECONDS, scale=contrast.SPREAD_SECONDS)
    expected = np.convolve(contrast.injected(t), gamma)[: len(t)] * step
    found = [float(contrast.bolus().in_vessels(s, arrival)) for s in (1.5, 2.0, 2.5, 4.0, 5.5, 7.0)]
    assert found == pytest.approx(np.interp((1.5, 2.0, 2.5, 4.0, 5.5, 7.0), t, expected), abs=0.01)


def test_dye_comes_first_to_arteries_then_tissue_then_pales():
    tables = contrast.bolus()
    times = np.arange(0, 20, 0.05)
    vessel = np.array([float(tables.in_vessels(t, 1.0)) for t in times])
    tissue = np.array([float(tables.in_tissue(t, 1.0)) for t in times])
    far = np.array([float(tables.in_vessels(t, 4.0)) for t in times])
    assert times[vessel > 0.5][0] < times[tissue > 0.5][0] < times[-1]
    assert times[vessel > 0.5][0] + 2.9 < times[far > 0.5][0] < times[vessel > 0.5][0] + 3.1
    assert times[vessel.argmax()] < times[tissue.argmax()]
    assert vessel[-1] < 0.01
    assert float(tables.in_vessels(0.0, 0.0)) == pytest.approx(0.0, abs=1e-6)


def test_the_screen_uses_the_same_curve():
    from irexplainer.imaging.dye import blush_density, dye_density

    arrivals = np.linspace(0, 6, 50, dtype=np.float32)
    tables = contrast.bolus()
    assert dye_density(3.0, arrivals) == pytest.approx([float(tables.in_vessels(3.0, a)) for a in arrivals], abs=1e-6)
    assert (blush_density(3.0, arrivals) <= 1.0).all()


def test_urine_runs_out_and_new_urine_follows():
    """facts: 50 ml and more when blocked, 5 to 10 ml normally, 1 to 2 liters a day."""
    assert drainage.volume_ml(0.0) == 60.0
    assert 5 <= drainage.volume_ml(60.0) <= 10
    assert drainage.swelling(drainage.TAU_MIN) == pytest.approx(1 / math.e)
    rate = (drainage.bag_ml(2.001) - drainage.bag_ml(2.0)) / 0.001
    assert rate == pytest.approx(drainage.outflow_ml_per_min(2.0), rel=1e-3)
    assert 1000 <= (drainage.bag_ml(1500.0) - drainage.bag_ml(60.0)) <= 2000
    assert drainage.bag_series(20).at(1200.0) == pytest.approx(drainage.bag_ml(20.0))


@pytest.mark.parametrize("french", drainage.DRAINS)
def test_a_drain_gives_what_was_measured(french):
    """Water of 20 degrees C under 1 m: the published mean (Daga and others 2025)."""
    warm = drainage.drain(french, drainage.WATER_20_POISE / drainage.WATER_POISE)
    assert warm.outflow(drainage.METER_MMHG) * 60 == pytest.approx(drainage.DRAINS[french][1], rel=1e-6)
    assert drainage.drain(french, drainage.PUS).outflow(20) < drainage.drain(french).outflow(20)
    assert drainage.drain(french).outflow(-1) == 0.0


def test_a_belly_empties_within_published_rates():
    """2 to 9 liters an hour with free flow (facts/paracentesis.md); all of it comes out; wider is faster."""
    slow, fast = (drainage.emptying(5000, drainage.drain(f, drainage.SEROUS), 30, 10) for f in (6, 10))
    assert slow.drained[-1] == pytest.approx(5000)
    for run in (slow, fast):
        assert 2.0 < 5.0 / (run.minutes[-1] / 60) < 12.0
    assert fast.minutes[-1] < slow.minutes[-1]
    assert slow.left_share(0) == 1.0
    assert slow.left_share(1e6) == 0.0


def test_a_tube_without_loss_empties_exponentially():
    """Linear tube, no head: dV/dt = -p V / (V0 R): V falls by 1 / e in R V0 / p."""
    tube = drainage.Tube(2.0, 1e-9)
    run = drainage.emptying(100.0, tube, 0.0, 10 * drainage.CMH2O_PER_MMHG)
    tau = 2.0 * 100.0 / 10.0 / 60.0
    assert run.left_share(tau) == pytest.approx(1 / math.e, abs=0.01)


@given(st.floats(0, 4), st.floats(0, 4))
def test_beads_never_open_a_branch_again(a, b):
    low, high = min(a, b), max(a, b)
    assert embolization.closed_share(low) <= embolization.closed_share(high) + 1e-12
    assert embolization.flow_share(a) + embolization.closed_share(a) == pytest.approx(1.0)


def test_closing_starts_late_and_ends_near_all():
    assert embolization.closed_share(0.0) == 0.0
    assert embolization.closed_share(0.3) < 0.02
    assert embolization.closed_share(2.0) > 0.95
    # Erlang: the same as the chance that six or more arrive
    assert embolization.closed_share(0.7) == pytest.approx(scipy.stats.poisson.sf(5, 6 * 0.7))


def artery(before, bed, beside=1e9):
    edges = (
        Edge("stem", "aorta", "fork", before),
        Edge("bed", "fork", "veins", bed),
        Edge("side", "fork", "veins", beside),
    )
    return Network(edges, {"aorta": 90.0, "veins": 5.0})


def test_without_resistance_before_it_a_bed_closes_as_the_closed_form():
    tables = embolization.blocking(artery(1e-6, 100.0), ["bed"])
    for dose in (0.4, 0.8, 1.2, 1.6):
        assert tables.closed_share(dose) == pytest.approx(embolization.closed_share(dose), abs=0.01)
        assert tables.flow_share("bed", dose) == pytest.approx(embolization.flow_share(dose), abs=0.01)
    assert embolization.flow_share(tables.stasis_dose) == pytest.approx(embolization.STANDING, abs=0.02)


def test_blood_turns_to_the_branch_beside():
    """As the bed closes the branch beside it takes more, and what flows in both is what comes through the stem."""
    tables = embolization.blocking(artery(20.0, 100.0, 100.0), ["bed"], ["side", "stem"])
    for dose in (0.0, 0.7, 1.4, 2.2):
        flows = [tables.ml_per_s(tube, dose) for tube in ("bed", "side", "stem")]
        assert flows[0] + flows[1] == pytest.approx(flows[2], rel=1e-6)
    assert tables.ml_per_s("side", 2.2) > 1.1 * tables.ml_per_s("side", 0.0)
    assert tables.flow_share("stem", 2.2) > 0.5


def test_standing_blood_counts_as_standing():
    assert embolization.moving(1.0) == 1.0
    assert embolization.moving(embolization.STANDING) == 0.0
    assert 0 < embolization.moving(0.5) < 0.5


def test_clots_dissolve_and_come_out():
    assert clot.dissolved_share(6.0, 6.0) == pytest.approx(0.5)
    assert clot.dissolved_share(18.0, 6.0) == pytest.approx(7 / 8)
    assert clot.sucked_share(3, 0.5) == pytest.approx(7 / 8)
    assert clot.sucked_share(0, 0.5) == 0.0
    assert clot.sucked_share(1.5, 0.5) == pytest.approx((0.5 + 0.75) / 2)
    assert clot.open_radius(0.4, 0.25) == pytest.approx(0.2)
    # 700 mmHg on a tube of 2 mm: 93.3 kPa x 3.14 mm2 = 0.293 N
    assert clot.grip_newtons(0.1) == pytest.approx(0.293, rel=0.01)
    assert clot.comes_loose(0.1, 0.15, 1.0, 1000.0)
    assert not clot.comes_loose(0.03, 0.15, 2.0, 1000.0)
