"""Long lines: under the skin first, then into the vein, and down to where the upper cava opens into the heart."""

import numpy as np
import pytest

from irexplainer.errors import ContentError
from irexplainer.geom.polygon import contains
from irexplainer.story.schema import PathSpec
from irexplainer.story.ways import build_way

SIDES = ("left", "right")
VEINS = "{s}_internal_jugular_vein {s}_brachiocephalic_vein superior_vena_cava"
ARM = "{s}_basilic_vein {s}_axillary_vein {s}_subclavian_vein {s}_brachiocephalic_vein superior_vena_cava"
LEAST_BEND_CM = 0.34
"""A soft line turned more tightly than this would kink."""


def tunnel(atlas, side, at="tunnel_exit"):
    spec = PathSpec("tunnel", access=f"{side}_neck", to="cavoatrial_junction", at=f"{side}_{at}", outside=8.0)
    return build_way("line", spec, atlas, "test")


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("at", ["tunnel_exit", "port_pocket"])
def test_a_tunnel_leads_from_the_chest_over_the_neck_to_the_heart(atlas, side, at):
    way = tunnel(atlas, side, at)
    start, neck, entry = (way.place(name, "test") for name in ("skin", "neck", "entry"))
    assert start < neck < entry < way.line.length
    assert np.allclose(way.line.at(start)[:3], atlas.targets[f"{side}_{at}"].center, atol=0.1)
    assert np.linalg.norm(way.line.at(neck)[:3] - np.array(atlas.accesses[f"{side}_neck"].skin)) < 0.6
    assert np.allclose(way.line.points[-1, :3], atlas.targets["cavoatrial_junction"].center, atol=0.3)
    assert " ".join(name for name, _ in way.names) == VEINS.format(s=side)
    assert all(s >= entry - 1e-6 for _, s in way.names)


@pytest.mark.parametrize("side", SIDES)
def test_a_tunnel_stays_inside_the_body_and_bends_softly(atlas, side):
    way = tunnel(atlas, side)
    s = np.arange(way.place("skin", "test"), way.place("entry", "test"), 0.1)
    points = way.line.many(s)[:, :3]
    assert contains(points[:, :2], atlas.structures["body"].outline).all()
    turn = np.linalg.norm(np.gradient(np.gradient(points, 0.1, axis=0), 0.1, axis=0), axis=1)[3:-3]
    assert turn.max() < 1.0 / LEAST_BEND_CM


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize(("line", "veins"), [("picc", ARM), ("tunneled", VEINS)])
def test_lines_pass_the_veins_in_order(compiled, side, line, veins):
    board = compiled("picc-and-tunneled-line", line=line, side=side)
    frame = board.state_at(next(s.still for s in board.steps if s.id == "line"))
    assert " ".join(frame.route) == veins.format(s=side)


def test_the_sheath_peels_while_it_comes_out_and_the_line_stays(compiled):
    board = compiled("picc-and-tunneled-line", line="picc", side="right")
    step = next(s for s in board.steps if s.id == "peel")
    poses = [board.state_at(t) for t in np.linspace(step.start, step.end, 60)]
    sheaths = [f.tool("sheath") for f in poses if f.tool("sheath") is not None]
    assert sheaths[0].shape == 0
    assert sheaths[-1].shape > 0.9
    assert sheaths[-1].tip < sheaths[0].tip - 4
    assert len({round(f.tool("line").tip, 6) for f in poses}) == 1


def test_a_tunnel_from_nowhere_is_refused(atlas):
    with pytest.raises(ContentError, match="no target"):
        build_way("line", PathSpec("tunnel", access="right_neck", to="cavoatrial_junction", at="moon"), atlas, "test")
