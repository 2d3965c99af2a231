from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter, QTransform

from irexplainer.atlas.plates import plate_of
from irexplainer.atlas.slices import load_slice
from irexplainer.geom.viewport import Camera, Viewport
from irexplainer.paint.look import Look
from irexplainer.paint.picture import static_layer
from irexplainer.paint.transition import LIES, SWING, paint_change, turn_degrees
from irexplainer.story.frame import Change, Position, View
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


@pytest.mark.parametrize("position", [p for p in Position if p is not Position.SITTING])
def test_a_slice_turns_as_the_patient_does(position):
    """Turned by its angle, the picture of a patient on the back is that of the patient as he lies; never mirrored."""
    points = np.random.RandomState(4).uniform(-9, 9, (40, 3))
    back, lying = (np.asarray(plate_of("axial_kidney", p.value).project(points)) for p in (Position.SUPINE, position))
    turned = QTransform().rotate(LIES[position])
    for start, goal in zip(back, lying, strict=True):
        got = turned.map(QPointF(*start))
        assert np.allclose([got.x(), got.y()], goal, atol=1e-9)


def test_turns_go_the_short_way():
    assert turn_degrees(Position.SUPINE, Position.PRONE) == 180
    assert turn_degrees(Position.LEFT_SIDE, Position.SUPINE) == -90
    assert turn_degrees(Position.PRONE, Position.RIGHT_SIDE) == 90
    assert turn_degrees(Position.PRONE, Position.LEFT_SIDE) == -90


SWEEPS = [
    ("whole_body", Camera(0, 70, 60, 60), "axial_kidney", Position.SUPINE),
    ("liver", Camera(-2, 56, 44, 40), "axial_liver", Position.LEFT_SIDE),
    ("groin_route", Camera(0, 68, 44, 40), "axial_lower_abdomen", Position.PRONE),
    ("pelvis", Camera(0, 78, 44, 40), "axial_pelvis_female", Position.SUPINE),
    ("testicular_vein", Camera(0, 78, 44, 40), "axial_pelvis_male", Position.RIGHT_SIDE),
    ("whole_body", Camera(0, 45, 50, 46), "axial_chest", Position.SUPINE),
    ("head_neck", Camera(0, 25, 40, 36), "axial_neck", Position.SUPINE),
]


@pytest.mark.parametrize(("profile", "camera", "plate", "position"), SWEEPS)
def test_a_tipped_slice_is_as_wide_as_the_body_it_was_cut_from(boards, atlas, profile, camera, plate, position):
    """Recognisable: at its level the slice covers the body of the figure from side to side."""
    frame = boards[0].state_at(0.0)
    front, cut = View("front", profile, camera), View(plate, "", Camera(0, 0, 44, 40))
    frame = replace(frame, previous=front, view=cut, change=Change.SLICE, position=position, previous_position=None)
    made = layers(frame, atlas)
    bare, shown = (picture(replace(frame, change_progress=t), made) for t in (0.2, SWING))
    level = load_slice(plate).level_y
    y = round(made[0].viewport.to_screen(0.0, level)[1])
    half = np.abs(load_slice(plate).region("skin").outline[:, 0]).max()
    for x in (-0.8 * half, 0.8 * half):
        px = round(made[0].viewport.to_screen(x, level)[0])
        assert bare.pixelColor(px, y) != shown.pixelColor(px, y)
    beyond = round(made[0].viewport.to_screen(1.25 * half, level)[0])
    ground = picture(replace(frame, change_progress=1.0), made).pixelColor(SIZE[0] - 4, 4)
    if beyond < SIZE[0]:
        color = shown.pixelColor(beyond, y)
        assert abs(color.lightness() - ground.lightness()) < 40, "beside the body is ground"
