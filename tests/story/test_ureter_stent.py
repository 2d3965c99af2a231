"""A stent lies with one curl in the kidney and one in the bladder, and urine runs only once both are open."""

import numpy as np
import pytest

from irexplainer.atlas.load import load_atlas
from irexplainer.geom.polygon import contains
from irexplainer.geom.polyline import Polyline
from irexplainer.imaging.xray import with_two_curls
from irexplainer.library.load import load_library
from irexplainer.story.compile import compile_storyboard
from irexplainer.story.frame import Frame, ToolPose
from irexplainer.story.storyboard import Storyboard


@pytest.fixture(scope="module", params=["left", "right"])
def board(request: pytest.FixtureRequest) -> Storyboard:
    return compile_storyboard(load_library().procedures["ureteral-stent"], load_atlas(), {"side": request.param})


def at(board: Storyboard, step: str) -> Frame:
    return board.state_at(next(s.still for s in board.steps if s.id == step))


def stent_of(frame: Frame) -> ToolPose:
    return next(t for t in frame.tools if t.kind == "double_j")


def test_ends_lie_in_kidney_and_bladder(board: Storyboard) -> None:
    """Neither end may lie in the ureter."""
    atlas, side = load_atlas(), board.choices["side"]
    stent = stent_of(at(board, "curls"))
    line = board.paths[stent.path]
    upper, lower = line.at(stent.tail)[:3], line.at(stent.tip)[:3]
    assert contains(np.array([lower[:2]]), atlas.structures["urinary_bladder"].outline)[0]
    pelvis = np.asarray(atlas.vessels[f"{side}_ureter"].points[0][:3])
    assert np.linalg.norm(upper - pelvis) < 1.6


def test_tube_stays_on_the_way_of_the_ureter(board: Storyboard) -> None:
    """Between kidney and bladder it never leaves the ureter."""
    stent, side = stent_of(at(board, "stent")), board.choices["side"]
    ureter = np.asarray(load_atlas().vessels[f"{side}_ureter"].points, float)[:, :3]
    between = board.paths[stent.path].cut(stent.tail, stent.tip).points[:, :3]
    inner = between[(between[:, 1] > ureter[0, 1] + 1.5) & (between[:, 1] < ureter[-1, 1] - 1.0)]
    assert len(inner) > 5
    assert max(np.linalg.norm(ureter - p, axis=1).min() for p in inner) < 0.45


def test_urine_runs_only_through_open_curls(board: Storyboard) -> None:
    """Nothing flows before the stent is free; then the kidney gets less swollen."""
    before, after = at(board, "curls"), at(board, "close")
    assert before.effect("urine_flow") is None
    assert stent_of(before).shape == pytest.approx(1.0, abs=1e-3)
    assert at(board, "flow").effect("urine_flow") is not None
    full, less = before.effect("urine"), after.effect("urine")
    assert full is not None
    assert less is not None
    assert full.value == 1.0
    assert less.value < 0.4


def test_far_end_curls_first() -> None:
    """On X-ray the lower curl opens before the upper one."""
    path = Polyline(np.column_stack([np.zeros(60), np.linspace(0, 30, 60), np.zeros(60), np.zeros(60)]))
    half, _ = with_two_curls(path, 2.0, 28.0, 0.5)
    whole, _ = with_two_curls(path, 2.0, 28.0, 1.0)
    wide = [float(np.ptp(line[line[:, 1] < 5, 0])) for line in (half, whole)]
    assert wide[0] < 0.01
    assert wide[1] > 0.8
    assert float(np.ptp(half[half[:, 1] > 25, 0])) > 0.8
