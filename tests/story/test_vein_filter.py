"""A filter comes through the neck, opens below the kidney veins, holds a clot, and goes the same way out."""

import numpy as np

from irexplainer.atlas import cava
from irexplainer.imaging.filter_xray import CAVA, filter_key, filter_shadow
from irexplainer.imaging.window import around
from irexplainer.story.states import states_now

WAY = "right_internal_jugular_vein right_brachiocephalic_vein superior_vena_cava right_atrium inferior_vena_cava"


def still(board, step):
    return board.state_at(next(s.still for s in board.steps if s.id == step))


def test_the_way_passes_the_right_atrium_and_nothing_else_of_the_heart(compiled):
    assert " ".join(still(compiled("ivc-filter"), "wire").route) == WAY


def test_folded_then_open_then_folded_then_gone(compiled):
    board = compiled("ivc-filter")
    step = next(s for s in board.steps if s.id == "open")
    states = [states_now(board.state_at(float(t))) for t in np.linspace(step.start, step.end - 0.01, 80)]
    assert all(s.get("filter_in", 0) > 0.99 for s in states if s.get("filter", 0) > 0), "it opens in its place only"
    assert states[-1]["filter"] > 0.99
    assert states_now(still(board, "catch"))["clot"] > 0.5
    assert states_now(still(board, "snare"))["clot"] < 0.01, "a filter full of clot is not taken out"
    last = states_now(board.state_at(board.length - 0.1))
    assert max(last.get(name, 0.0) for name in ("filter_in", "snare", "sheath")) < 0.01


def test_nothing_of_the_filter_is_shown_before_its_tube_has_come(compiled):
    board = compiled("ivc-filter")
    first = next(s for s in board.steps if s.id == "open").start
    for t in np.arange(0.0, first, 1.0):
        assert board.state_at(float(t)).view.plate != CAVA


def test_an_open_filter_is_wider_on_x_ray_than_a_folded_one():
    window = around((-1.9, 63.0), 14.0, 200, 200)

    def width(opened):
        key = filter_key({"filter_in": 1.0, "filter": opened})
        shadow = filter_shadow(key, window, 200, 200)
        columns = shadow.index % 200
        return np.ptp(columns) / window.scale

    assert filter_key({}) is None
    assert width(0.0) < 0.6
    assert abs(width(1.0) - 2 * float(cava.cava_r(np.array([cava.TIP_Y + cava.LENGTH]))[0])) < 0.5
