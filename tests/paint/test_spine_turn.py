"""The side cut of the spine turns with the patient: a quarter turn, head to the left."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from irexplainer.atlas.plates import SPINE, plate_of
from irexplainer.geom.viewport import Camera, Rect, Viewport
from irexplainer.paint.transition import side_degrees, slab_path
from irexplainer.story.frame import Position


def test_lying_down_on_the_face_is_a_quarter_turn_and_back():
    assert side_degrees(Position.SUPINE, Position.PRONE) == -90.0
    assert side_degrees(Position.PRONE, Position.SUPINE) == 90.0
    assert side_degrees(Position.SUPINE, Position.SUPINE) == 0.0


@pytest.mark.parametrize("position", [Position.SUPINE, Position.PRONE])
def test_what_turns_holds_the_crushed_bone_and_stays_within_the_skin(position):
    x, y = plate_of(SPINE, position).project(np.array([0.0, 58.4, -3.0]))
    viewport = Viewport.fit(600, 600, Rect(0, 0, 600, 600), Camera(float(x), float(y), 18.0, 18.0))
    path = slab_path(SPINE, position, viewport)
    for point, inside in (((0.0, 58.6, -2.6), True), ((0.0, 58.4, -11.2), False)):
        u, v = plate_of(SPINE, position).project(np.array(point))
        sx, sy = viewport.to_screen(float(u), float(v))
        assert path.contains(QPointF(sx, sy)) is inside
