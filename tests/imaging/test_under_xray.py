"""What is treated can be pointed at on X-ray where its ring is, and the vessels that cross it stay in front."""

import pytest

from irexplainer.atlas.load import load_atlas
from irexplainer.imaging.render import Renderer
from irexplainer.library.load import load_library
from irexplainer.story.compile import compile_storyboard

SIZE = 200
SHOWN = (
    ("tace", "map", 0.8, "liver_tumor"),
    ("tace", "treat", 0.6, "liver_tumor"),
    ("uterine-fibroid-embolization", "first_side", 0.9, "fibroid_2"),
)


@pytest.mark.parametrize(("id", "step", "share", "target"), SHOWN)
def test_a_tumor_with_a_ring_can_be_pointed_at(id, step, share, target):
    atlas = load_atlas()
    board = compile_storyboard(load_library().procedures[id], atlas)
    own = next(s for s in board.steps if s.id == step)
    screen = Renderer(atlas, SIZE, SIZE).render(board, board.state_at(own.start + share * own.length))
    assert target in screen.structures.shown
    mask = screen.structures.mask(target)
    lump = atlas.targets[target]
    x, y = screen.project(lump.center)
    rows, columns = mask.nonzero()
    assert abs(columns.mean() - x) < 0.5 * lump.radius * screen.px_per_cm
    assert abs(rows.mean() - y) < 0.5 * lump.radius * screen.px_per_cm
    far = ((columns - x) ** 2 + (rows - y) ** 2) ** 0.5
    assert far.max() < lump.radius * screen.px_per_cm + 2
    assert any(f in screen.structures.shown for f in lump.feeders if not atlas.vessels[f].detail)


def test_where_no_tumor_is_shown_there_is_none_to_point_at():
    atlas = load_atlas()
    board = compile_storyboard(load_library().procedures["ivc-filter"], atlas)
    own = next(s for s in board.steps if s.id == "picture")
    screen = Renderer(atlas, SIZE, SIZE).render(board, board.state_at(own.start + 0.8 * own.length))
    assert not set(atlas.targets) & set(screen.structures.shown)
