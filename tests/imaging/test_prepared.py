"""Pictures from what has been prepared: the thread that paints never rasterizes."""

import numpy as np
import pytest

from irexplainer.atlas.load import load_atlas
from irexplainer.imaging.prepared import NotPrepared, only_prepared
from irexplainer.imaging.render import Renderer
from irexplainer.library.load import load_library
from irexplainer.story.compile import compile_storyboard


@pytest.mark.parametrize("id", ["tace", "cryoablation", "nephrostomy-tube-placement"])
def test_nothing_is_rasterized_where_only_prepared_pictures_are_wanted(id):
    board = compile_storyboard(load_library().procedures[id], load_atlas())
    for step in board.steps:
        frame = board.state_at(step.still)
        if frame.modality.value == "none":
            continue
        renderer = Renderer(load_atlas(), 96, 96)
        with pytest.raises(NotPrepared), only_prepared():
            renderer.render(board, frame)
        wanted = renderer.render(board, frame)
        with only_prepared():
            again = renderer.render(board, frame)
        assert np.array_equal(again.pixels, wanted.pixels)
        assert np.array_equal(Renderer(load_atlas(), 96, 96).render(board, frame).pixels, wanted.pixels)
