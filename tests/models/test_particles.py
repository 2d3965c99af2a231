"""Beads: none is lost, the same seed gives the same places, and many runs give the closed form."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from irexplainer.models import embolization
from irexplainer.models.flow import Edge, Network
from irexplainer.models.particles import Bed, embolize, murray_bed


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 99), st.lists(st.floats(0.2, 1.2), max_size=60))
def test_every_bead_is_lodged_or_held_back(seed, diameters):
    done = embolize(murray_bed(0.05, 3), np.array(diameters), seed, pack=3)
    assert sum(done.beads.values()) + done.held_back == len(diameters)
    assert len(done.flow) == len(diameters) + 1
    assert (np.diff(done.flow) <= 1e-9).all()


def test_a_bead_lodges_in_the_first_branch_that_is_narrower():
    bed = murray_bed(0.05, 4)
    done = embolize(bed, np.array([0.9, 0.7, 0.45]), 1)
    for tube in done.beads:
        parent = str(int(tube) // 2)
        wide = bed.lumens.get(parent, 99.0)
        assert any(bed.lumens[tube] < d <= wide for d in (0.9, 0.7, 0.45))


def test_the_same_seed_gives_the_same_places():
    bed, beads = murray_bed(0.05, 4), np.full(40, 0.4)
    assert embolize(bed, beads, 7).beads == embolize(bed, beads, 7).beads
    assert embolize(bed, beads, 7).beads != embolize(bed, beads, 8).beads


def test_beads_go_where_the_blood_goes():
    """Three quarters of the flow, three quarters of the beads (binomial, 4 sigma)."""
    fork = Network(
        (Edge("stem", "in", "j", 1e-3), Edge("wide", "j", "veins", 1.0), Edge("thin", "j", "veins", 3.0)),
        {"in": 80.0, "veins": 0.0},
    )
    done = embolize(Bed(fork, {"stem": 1.0, "wide": 0.1, "thin": 0.1}, "in"), np.full(1000, 0.5), 3, pack=10_000)
    assert abs(done.beads["wide"] - 750) < 4 * np.sqrt(1000 * 0.75 * 0.25)


def test_flow_turns_to_the_branch_that_is_open():
    fork = Network(
        (Edge("stem", "in", "j", 1e-3), Edge("wide", "j", "veins", 1.0), Edge("thin", "j", "veins", 3.0)),
        {"in": 80.0, "veins": 0.0},
    )
    done = embolize(Bed(fork, {"stem": 1.0, "wide": 0.1, "thin": 0.1}, "in"), np.full(40, 0.5), 3, pack=5)
    assert done.beads == {"wide": 5, "thin": 5}
    assert done.held_back == 30
    assert done.flow[-1] < 1e-3 * done.flow[0]


def test_the_closed_form_is_the_mean_of_the_runs():
    """Beads offered at a steady rate: time runs as 1 / flow. Against ``models.embolization`` for 64 branches."""
    bed = murray_bed(0.05, 6)
    branches = 64
    shares = []
    for seed in range(3):
        flow = embolize(bed, np.full(6 * branches, 0.26), seed).flow
        flow = flow / flow[0]
        doses = np.concatenate([[0.0], np.cumsum(1 / np.maximum(flow[:-1], 1e-6))]) / (6 * branches)
        shares.append(np.interp([0.3, 0.6, 0.8, 1.0, 1.3], doses, flow))
    expected = [embolization.flow_share(d) for d in (0.3, 0.6, 0.8, 1.0, 1.3)]
    assert np.mean(shares, axis=0) == pytest.approx(expected, abs=0.06)
