"""A bleeding artery: painted inside its rectangle, paler as it dries up; coils in its feeder keep dye out of it."""

from dataclasses import replace

import pytest

from irexplainer.atlas.load import load_atlas
from irexplainer.imaging.angiography import closed_share
from irexplainer.library.load import load_library
from irexplainer.paint.actors.bleed import box_bleed, paint_bleed
from irexplainer.story.compile import compile_storyboard
from tests.paint.effect_picture import assert_inside, effect_picture

SIZE = 300


def story():
    atlas = load_atlas()
    board = compile_storyboard(load_library().procedures["bleeding-control-embolization"], atlas)
    return atlas, board, {s.id: board.state_at(s.still) for s in board.steps}


def painted(theme: str, stopped: float):
    """(how far each pixel differs from white, rectangle)."""
    atlas, board, frames = story()
    bleed = replace(frames["feeder"].effect("bleed"), value=stopped)
    return effect_picture((atlas, board), frames["feeder"], bleed, (box_bleed, paint_bleed), theme)


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
def test_a_bleed_stays_inside_its_rectangle(theme: str) -> None:
    assert_inside(*painted(theme, 0.0), 500)


def test_a_stopped_bleed_is_paler_and_has_no_jet() -> None:
    bleeding, stopped = painted("light", 0.0)[0], painted("light", 1.0)[0]
    assert 0 < stopped.sum() < 0.6 * bleeding.sum()


def test_coils_keep_dye_out_of_the_place_that_bled() -> None:
    atlas, _, frames = story()
    place, reached = atlas.targets["colon_bleed"], frozenset({"colon_bleed_feeder"})
    assert closed_share(frames["feeder"], place, reached) == 0.0
    assert closed_share(frames["check"], place, reached) == 1.0
