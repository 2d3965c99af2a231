"""A renderer that goes through all procedures keeps what is prepared for the present one only."""

import weakref

import numpy as np

from irexplainer.atlas.load import load_atlas
from irexplainer.imaging.render import Renderer
from irexplainer.library.load import load_library
from irexplainer.story.compile import compile_storyboard


def test_what_was_prepared_for_one_story_goes_when_another_comes():
    atlas, procedures = load_atlas(), load_library().procedures
    first, second = (compile_storyboard(procedures[id], atlas) for id in ("tace", "dvt-thrombolysis-thrombectomy"))
    renderer = Renderer(atlas, 120, 120)
    moments = [(first, step.still) for step in first.steps if first.state_at(step.still).modality.value != "none"]
    before = [renderer.render(board, board.state_at(seconds)).pixels.copy() for board, seconds in moments]
    kept = [weakref.ref(maker) for maker in renderer._makers.values()]
    assert kept
    renderer.render(second, second.state_at(second.steps[-2].still))
    assert all(maker() is None for maker in kept)
    after = [renderer.render(board, board.state_at(seconds)).pixels for board, seconds in moments]
    assert all(np.array_equal(a, b) for a, b in zip(before, after, strict=True))
