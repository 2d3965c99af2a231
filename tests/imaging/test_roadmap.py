"""The vessels of an earlier dye picture lie under the tools on live X-ray, where a story steers by them."""

import numpy as np
import pytest

from irexplainer.atlas.load import load_atlas
from irexplainer.imaging.prepared import NotPrepared, only_prepared
from irexplainer.imaging.render import Renderer
from irexplainer.library.load import load_library
from irexplainer.story.compile import compile_storyboard

SIZE = 200


@pytest.fixture(scope="module")
def renderer():
    return Renderer(load_atlas(), SIZE, SIZE)


@pytest.fixture(scope="module")
def boards():
    made = {}

    def board(id):
        if id not in made:
            made[id] = compile_storyboard(load_library().procedures[id], load_atlas())
        return made[id]

    return board


def screen_of(renderer, board, step, share):
    own = next(s for s in board.steps if s.id == step)
    frame = board.state_at(own.start + share * own.length)
    return frame, renderer.render(board, frame)


STEERED = (
    ("stroke-mechanical-thrombectomy", "cross"),
    ("dvt-thrombolysis-thrombectomy", "cross"),
    ("pulmonary-embolism-catheter-treatment", "cross"),
    ("angioplasty-and-stenting-pad", "stent"),
)


@pytest.mark.parametrize(("id", "step"), STEERED)
def test_the_map_lies_along_the_vessel_and_under_the_tool(renderer, boards, id, step):
    board = boards(id)
    frame, screen = screen_of(renderer, board, step, 0.6)
    assert screen.overlay is not None
    assert screen.note_key == "roadmap"
    alpha = screen.overlay[..., 3].astype(float)
    assert 0.002 < (alpha > 20).mean() < 0.3
    pose = next(t for t in frame.tools if t.kind in ("wire", "catheter") and t.opacity > 0.9)
    px = [screen.project(tuple(p[:3])) for p in board.paths[pose.path].many(np.linspace(0, pose.tip, 400))]
    on_tool = [(round(y - 0.5), round(x - 0.5)) for x, y in filter(None, px)]
    on_tool = [at for at in on_tool if all(0.06 * SIZE < c < 0.94 * SIZE for c in at)]
    around = [alpha[y - 6 : y + 7, x - 6 : x + 7].max() for y, x in on_tool if alpha[y - 6 : y + 7, x - 6 : x + 7].size]
    beside_map = [at for at, high in zip(on_tool, around, strict=True) if high > 40]
    assert len(beside_map) > 5, "the tool runs in the mapped vessel"
    assert np.mean([alpha[at] for at in beside_map]) < 0.5 * np.max(around), "the tool lies over the map"


def test_the_map_stands_still_while_the_tool_moves(renderer, boards):
    board = boards("stroke-mechanical-thrombectomy")
    frames, screens = zip(*(screen_of(renderer, board, "cross", share) for share in (0.5, 0.9)), strict=True)
    assert frames[0].tip != frames[1].tip
    assert screens[0].px_per_cm == screens[1].px_per_cm, "one field of view"
    first, later = (s.overlay[..., 3].astype(int) for s in screens)
    assert (first != later).sum() < 0.02 * first.size, "only where the tool lies"
    assert (first != later).any()


NONE = (
    ("stroke-mechanical-thrombectomy", "climb", "no dye yet"),
    ("stroke-mechanical-thrombectomy", "map", "the run itself"),
    ("tace", "treat", "beads are watched, nothing is steered"),
    ("uterine-fibroid-embolization", "second_side", "the other side has not been mapped"),
    ("y90-radioembolization", "return", "another day"),
    ("nephrostomy-tube-placement", "widen", "no vessel"),
)


@pytest.mark.parametrize(("id", "step", "why"), NONE)
def test_no_map_where_there_can_be_none(renderer, boards, id, step, why):
    board = boards(id)
    for share in (0.1, 0.5, 0.8, 0.95):
        assert screen_of(renderer, board, step, share)[1].overlay is None, why


def test_the_clot_is_a_gap_in_the_map(renderer, boards):
    """The map keeps what the dye showed: it ends before the clot, although the artery goes on."""
    board = boards("stroke-mechanical-thrombectomy")
    _, screen = screen_of(renderer, board, "cross", 0.6)
    atlas = load_atlas()
    clot = next(t for t in atlas.targets.values() if t.kind == "clot" and "cerebral" in t.vessel)
    beyond = atlas.vessels[clot.vessel].points[-1]
    x, y = screen.project(tuple(float(v) for v in beyond[:3]))
    assert screen.overlay[int(y) - 3 : int(y) + 4, int(x) - 3 : int(x) + 4, 3].max() == 0


def test_a_map_is_drawn_ahead_and_never_while_painting(boards):
    board = boards("stroke-mechanical-thrombectomy")
    fresh = Renderer(load_atlas(), SIZE, SIZE)
    with only_prepared(), pytest.raises(NotPrepared):
        screen_of(fresh, board, "cross", 0.6)
