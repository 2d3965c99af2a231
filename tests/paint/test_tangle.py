"""A tangle of vessels: it fills from its artery on, never into the vein; dye is in the vein early until then."""

from dataclasses import replace

import numpy as np
import pytest

from irexplainer.atlas.load import load_atlas
from irexplainer.atlas.tangles import outlet_of, strands_of
from irexplainer.geom.tangle import filled
from irexplainer.imaging.tangles import darken_tangles, dyed_lines
from irexplainer.imaging.window import front_window
from irexplainer.library.load import load_library
from irexplainer.paint.actors.tangle import box_tangle, paint_tangle
from irexplainer.story.compile import compile_storyboard
from tests.paint.effect_picture import assert_inside, effect_picture

SIZE = 240


@pytest.fixture(scope="module")
def story():
    atlas = load_atlas()
    board = compile_storyboard(load_library().procedures["avm-embolization"], atlas)
    return atlas, board, {s.id: board.state_at(s.still) for s in board.steps}


def test_strands_lie_in_the_tangle_and_join_artery_and_vein(story) -> None:
    atlas = story[0]
    target, lines = atlas.targets["brain_avm"], strands_of(atlas, "brain_avm")
    assert len(lines) > 5
    for line in lines:
        assert np.linalg.norm(line[:, :3] - target.center, axis=1).max() < 1.25 * target.radius
        assert np.linalg.norm(line[0, :3] - atlas.vessels["left_brain_avm_feeder"].points[-1][:3]) < 0.3
        assert np.linalg.norm(line[-1, :3] - outlet_of(atlas, "brain_avm").points[-1][:3]) < 0.3


def test_no_tangle_no_strands(story) -> None:
    assert strands_of(story[0], "liver_tumor") == ()


def test_the_liquid_comes_from_the_artery_and_fills_all_at_last(story) -> None:
    lines = strands_of(story[0], "brain_avm")
    lengths = [sum(len(q) for q in filled(lines, share)) for share in (0.0, 0.3, 0.6, 0.9, 1.0)]
    assert lengths == sorted(lengths)
    assert lengths[0] == 0
    assert lengths[-1] == sum(len(q) for q in lines)
    assert all(np.array_equal(part[0], line[0]) for part, line in zip(filled(lines, 0.9), lines, strict=True))


@pytest.mark.parametrize("step", ["map", "glue", "check"])
@pytest.mark.parametrize("theme", ["light", "high_contrast"])
def test_it_is_painted_inside_its_rectangle(story, step, theme) -> None:
    atlas, board, frames = story
    frame = frames[step]
    tangle = frame.effect("malformation")
    assert_inside(*effect_picture((atlas, board), frame, tangle, (box_tangle, paint_tangle), theme), 50)


def test_the_vein_is_dark_early_and_pale_once_the_tangle_is_filled(story) -> None:
    atlas, _, frames = story
    frame = frames["map"]
    open_, closed = (
        dyed_lines(frame, atlas, replace(frame.effect("malformation"), value=v))[-1][1].max() for v in (0.0, 0.8)
    )
    assert open_ > 0.5
    assert closed < 0.3 * open_


def test_what_has_set_is_dark_on_live_x_ray(story) -> None:
    atlas, _, frames = story
    window = front_window(frames["fill"], SIZE, SIZE)

    def darkest(step: str) -> float:
        pixels = np.ones((SIZE, SIZE), np.float32)
        darken_tangles(pixels, atlas, window, frames[step], 1.0)
        return float(pixels.min())

    assert darkest("enter") == 1.0
    assert darkest("fill") < 0.6


def test_the_team_stops_before_all_is_filled(story) -> None:
    values = [story[2][id].effect("malformation").value for id in ("enter", "glue", "fill", "check")]
    assert values == pytest.approx([0.0, 0.4, 0.8, 0.8], abs=0.01)
