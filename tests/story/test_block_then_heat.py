"""Beads, then heat: both ways in order, and less blood makes the hot spot wider."""

import pytest

from irexplainer.imaging.slice_sound import look_of
from irexplainer.story import zones

ID = "ablation-with-embolization"


@pytest.mark.parametrize("access", ["groin", "wrist"])
def test_first_the_artery_then_the_needle_between_the_ribs(compiled, access):
    board = compiled(ID, access=access)
    routes = {s.id: board.state_at(s.still).route for s in board.steps}
    assert routes["block"][-1] == "liver_tumor_feeder"
    assert routes["heater"][-2:] == ("liver", "liver_tumor")
    assert "intercostal_muscles" in routes["heater"]
    assert not any(t.kind in ("catheter", "microcatheter", "sheath") for t in board.state_at(board.length).tools)


def test_the_probe_of_the_groin_does_not_look_at_the_liver(compiled, atlas):
    looks = []
    for access in ("groin", "wrist"):
        board = compiled(ID, access=access)
        still = next(s.still for s in board.steps if s.id == "heat")
        looks.append(look_of(board, board.state_at(still), atlas))
    assert looks[0] == looks[1]


def test_less_blood_makes_a_wider_zone(compiled):
    board = compiled(ID)
    zone = board.state_at(next(s.still for s in board.steps if s.id == "grow")).effect("heat")
    assert zone is not None
    usual = zones.heat_zone({**zone.params, "blood": 1.0})
    seconds = zone.params["seconds"]
    assert zones.heat_zone(zone.params).at(seconds).width_cm > usual.at(seconds).width_cm + 0.4
