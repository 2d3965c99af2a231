import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irexplainer.models import contrast, drainage, embolization


def test_dye_is_early_in_wide_vessels_and_washes_out():
    assert contrast.front_speed(1.0) > contrast.front_speed(0.1)
    assert contrast.density(-1.0) == 0.0
    assert contrast.density(1.0) == 1.0
    late = contrast.INJECTION_SECONDS + contrast.WASH_SECONDS
    assert contrast.density(late) == pytest.approx(1 / math.e)
    assert contrast.tissue_density(0.3) < contrast.density(0.3)


def test_the_screen_uses_the_same_curve():
    import numpy as np

    from irexplainer.imaging.angiography import blush_density, dye_density

    ages = np.linspace(-1, 8, 50, dtype=np.float32)
    assert dye_density(ages) == pytest.approx([contrast.density(float(a)) for a in ages], abs=1e-5)
    assert blush_density(ages) == pytest.approx([contrast.tissue_density(float(a)) for a in ages], abs=1e-5)


def test_urine_runs_out_exponentially():
    """facts: 50 ml and more when blocked, 5 to 10 ml normally, 40 cmH2O."""
    assert drainage.volume_ml(0.0) == 60.0
    assert 5 <= drainage.volume_ml(60.0) <= 10
    assert drainage.swelling(drainage.TAU_MIN) == pytest.approx(1 / math.e)
    assert drainage.outflow_ml_per_min(0.0) == pytest.approx(drainage.PRESSURE_CMH2O / drainage.RESISTANCE)
    lost = drainage.volume_ml(2.0) - drainage.volume_ml(2.001)
    assert lost / 0.001 == pytest.approx(drainage.outflow_ml_per_min(2.0), rel=1e-3)


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
    x = 6 * 0.7
    assert embolization.closed_share(0.7) == pytest.approx(
        1 - sum(math.exp(-x) * x**k / math.factorial(k) for k in range(6))
    )
