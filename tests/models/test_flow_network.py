"""Flow in networks of tubes: against networks solved by hand, and conservation in any network."""

import numpy as np
import pytest
import scipy.integrate
import scipy.linalg
from hypothesis import given, settings
from hypothesis import strategies as st

from irexplainer.models.flow import Edge, Network, Ports, leaking, poiseuille, sudden_loss, tapering
from irexplainer.models.flow_solve import solve_laplacian


def net(*edges, held, fed=None):
    return Network(tuple(Edge(*e) for e in edges), held, fed or {})


def test_series_of_two_tubes():
    state = net(("one", "a", "b", 2.0), ("two", "b", "c", 6.0), held={"a": 90.0, "c": 10.0}).solve()
    assert state.flow == pytest.approx({"one": 10.0, "two": 10.0})
    assert state.pressure["b"] == pytest.approx(70.0)


def test_two_tubes_side_by_side():
    state = net(("one", "a", "b", 2.0), ("two", "a", "b", 6.0), held={"a": 12.0, "b": 0.0}).solve()
    assert state.flow == pytest.approx({"one": 6.0, "two": 2.0})


def test_wheatstone_bridge():
    """Balanced: nothing crosses. Unbalanced (1, 2 over 3, 4, bridge 5 ohm, 10 V): solved by hand."""
    arms = [("w", "top", "l", 1.0), ("x", "l", "bottom", 2.0), ("y", "top", "r", 2.0), ("z", "r", "bottom", 4.0)]
    held = {"top": 10.0, "bottom": 0.0}
    assert net(*arms, ("bridge", "l", "r", 5.0), held=held).solve().flow["bridge"] == pytest.approx(0.0, abs=1e-12)
    arms = [("w", "top", "l", 1.0), ("x", "l", "bottom", 2.0), ("y", "top", "r", 3.0), ("z", "r", "bottom", 4.0)]
    state = net(*arms, ("bridge", "l", "r", 5.0), held=held).solve()
    # l: (10-l) = l/2 + (l-r)/5 ; r: (10-r)/3 + (l-r)/5 = r/4  =>  l = 6.5753, r = 5.9361
    left = np.linalg.solve([[1 + 1 / 2 + 1 / 5, -1 / 5], [-1 / 5, 1 / 3 + 1 / 4 + 1 / 5]], [10.0, 10.0 / 3])
    assert [state.pressure["l"], state.pressure["r"]] == pytest.approx(left)
    assert state.flow["bridge"] == pytest.approx((left[0] - left[1]) / 5)


def test_what_is_fed_in_comes_out():
    state = net(("one", "a", "b", 3.0), held={"b": 5.0}, fed={"a": 2.0}).solve()
    assert state.pressure["a"] == pytest.approx(11.0)


def test_a_joint_that_hangs_in_the_air_is_named():
    with pytest.raises(ValueError, match="no way"):
        net(("one", "a", "b", 1.0), ("far", "x", "y", 1.0), held={"a": 1.0}).solve()


def test_loss_that_grows_with_the_square_of_flow():
    """R q + B q^2 = p has one root."""
    one = Network((Edge("t", "a", "b", 2.0, 0.5),), {"a": 30.0, "b": 0.0}).solve()
    assert one.flow["t"] == pytest.approx((-2 + np.sqrt(4 + 4 * 0.5 * 30)) / (2 * 0.5), rel=1e-6)


@st.composite
def trees(draw):
    count = draw(st.integers(2, 40))
    parents = [draw(st.integers(0, i)) for i in range(count)]
    resistances = draw(st.lists(st.floats(0.01, 1000.0), min_size=count, max_size=count))
    extra = draw(st.lists(st.tuples(st.integers(0, count), st.integers(0, count), st.floats(0.01, 100.0)), max_size=5))
    edges = [Edge(f"t{i}", f"j{p}", f"j{i + 1}", r) for i, (p, r) in enumerate(zip(parents, resistances, strict=True))]
    edges += [Edge(f"x{i}", f"j{a}", f"j{b}", r) for i, (a, b, r) in enumerate(extra) if a != b]
    leaves = set(range(1, count + 1)) - set(parents)
    edges += [Edge(f"bed{n}", f"j{n}", "veins", draw(st.floats(1.0, 5000.0))) for n in leaves]
    return Network(tuple(edges), {"j0": 93.0, "veins": 5.0})


@settings(max_examples=60, deadline=None)
@given(trees())
def test_flow_is_conserved_in_every_joint(network):
    state = network.solve()
    balance = dict.fromkeys(state.pressure, 0.0)
    for edge in network.edges:
        balance[edge.a] -= state.flow[edge.id]
        balance[edge.b] += state.flow[edge.id]
    top = max(abs(q) for q in state.flow.values())
    for joint, left in balance.items():
        if joint not in network.held:
            assert abs(left) < 1e-8 * max(top, 1e-3)
            assert 5.0 - 1e-9 <= state.pressure[joint] <= 93.0 + 1e-9
    assert balance["j0"] + balance["veins"] == pytest.approx(0.0, abs=1e-8 * max(top, 1e-3))


@settings(max_examples=30, deadline=None)
@given(trees(), st.floats(0.001, 50.0))
def test_ports_give_what_solving_again_gives(network, opening):
    """Woodbury against a new solution, for a bed that opens or closes."""
    bed = next(e.id for e in network.edges if e.b == "veins")
    old = next(e.resistance for e in network.edges if e.id == bed)
    again = network.changed({bed: old / opening}).solve().flow
    found = Ports(network, [bed], ["t0"]).flows(np.array([opening]))
    assert found == pytest.approx([again[bed], again["t0"]], rel=1e-6, abs=1e-9)


def test_elimination_agrees_with_scipy():
    random = np.random.default_rng(4)
    tubes = [
        (int(a), int(b), float(g)) for a, b, g in zip(*random.integers(0, 30, (2, 70)), random.random(70), strict=True)
    ]
    grounded = random.random(30)
    full = np.diag(grounded)
    for a, b, g in tubes:
        if a != b:
            full[[a, b], [a, b]] += g
            full[[a, b], [b, a]] -= g
    right = random.random((30, 3))
    tubes = [t for t in tubes if t[0] != t[1]]
    assert solve_laplacian(30, tubes, grounded, right) == pytest.approx(scipy.linalg.solve(full, right, assume_a="pos"))


def test_resistance_of_tubes():
    """Half the radius, 16 times the resistance; a cone against the integral; a tube that leaks resists less."""
    assert poiseuille(10, 0.1) / poiseuille(10, 0.2) == pytest.approx(16.0)
    # 8 * 0.035 poise * 10 cm / (pi 0.1^4 cm^4) = 8912.7 dyn s/cm5 = 6.685 mmHg s/ml
    assert poiseuille(10, 0.1) == pytest.approx(6.685, rel=1e-3)
    s = np.array([0.0, 4.0])
    r = np.array([0.3, 0.1])
    whole, _ = scipy.integrate.quad(lambda x: 1 / (0.3 - 0.05 * x) ** 4, 0, 4)
    assert tapering(s, r) == pytest.approx(poiseuille(1.0, 1.0) * whole, rel=1e-6)
    fine = np.linspace(0, 4, 200)
    whole, _ = scipy.integrate.quad(lambda x: (1 - x / 6) ** 3 / (0.3 - 0.05 * x) ** 4, 0, 4)
    assert leaking(fine, 0.3 - 0.05 * fine) == pytest.approx(poiseuille(1.0, 1.0) * whole, rel=1e-3)
    assert sudden_loss(0.3, 0.3) == 0.0
    assert sudden_loss(0.3, 0.1) > sudden_loss(0.3, 0.2) > 0
