from dataclasses import replace

import pytest
from PySide6.QtGui import QImage, QPainter

from irexplainer.geom.viewport import Viewport
from irexplainer.paint.look import Look
from irexplainer.paint.picture import static_layer
from irexplainer.paint.transition import paint_change
from irexplainer.story.frame import Change
from irexplainer.story.stage_layout import StageLayout

SIZE = (380, 330)


def moments(boards, change):
    for board in boards:
        for index in range(int(board.length * 5)):
            frame = board.state_at(index / 5)
            if frame.change is change and frame.previous is not None and 0.1 < frame.change_progress < 0.9:
                return frame
    return None


def layers(frame, atlas):
    layout = StageLayout.for_size(*SIZE)
    made = []
    for view, position in ((frame.previous, frame.previous_position or frame.position), (frame.view, frame.position)):
        made.append(
            static_layer(atlas, view, position, Look.of("light"), Viewport.fit(*SIZE, layout.free, view.camera))
        )
    return made


def picture(frame, made, reduced=False):
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    p = QPainter(image)
    paint_change(p, frame, *made, Look.of("light"), made[1].viewport, reduced)
    p.end()
    return image


@pytest.mark.parametrize("change", [Change.SLICE, Change.TURN, Change.FADE])
def test_a_change_begins_and_ends_with_the_two_pictures(boards, atlas, change):
    frame = moments(boards, change)
    if frame is None:
        pytest.skip(f"no procedure uses {change.value}")
    made = layers(frame, atlas)
    start, middle, end = (picture(replace(frame, change_progress=t), made) for t in (0.0, 0.5, 1.0))
    assert end == made[1].image
    assert middle not in (start, end)
    if change is not Change.SLICE:
        assert start == made[0].image
    assert picture(replace(frame, change_progress=0.5), made) == middle


def test_reduced_motion_fades(boards, atlas):
    frame = moments(boards, Change.SLICE) or moments(boards, Change.TURN)
    assert frame is not None
    made = layers(frame, atlas)
    faded = picture(replace(frame, change_progress=0.5, change=Change.FADE), made)
    assert picture(replace(frame, change_progress=0.5), made, reduced=True) == faded
