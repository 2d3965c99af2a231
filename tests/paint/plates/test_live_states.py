"""Plates whose state changes while the picture plays: laid over the still plate they look like the plate itself."""

from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from irexplainer.atlas.load import load_atlas
from irexplainer.geom.viewport import Camera, Rect, Viewport
from irexplainer.paint.actors import inside
from irexplainer.paint.look import Look
from irexplainer.paint.plates.live import box_live, is_live, moves_all
from irexplainer.paint.static import paint_static
from irexplainer.story.frame import EffectPose, Position, View

SIZE = 280
CASES = (
    ("spine_side", "spine_side crush=1 lift=0.5", {"cement": 0.7}, (4.0, 58.2, 16, 15), "supine"),
    ("spine_side", "spine_side crush=1", {"lift": 0.8, "balloon": 1.0}, (58.2, -4.0, 16, 15), "prone"),
    ("chest_wall", "chest_wall", {"fluid": 0.8}, (3.0, 44.8, 8, 8), "sitting"),
    ("axial_chest", "axial_chest", {"fluid": 0.8}, (0, 0, 31, 31), "supine"),
    ("belly_wall", "belly_wall", {"fluid": 0.6}, (-2.4, 3.6, 12.6, 8), "supine"),
    ("stomach_wall", "stomach_wall", {"air": 1.0}, (0.2, 3.5, 11.4, 7.4), "supine"),
    ("front", "heart", {"clot": 0.5}, (0.6, 42.4, 22, 20), "supine"),
)


def canvas(view, position, theme, paint):
    viewport = Viewport.fit(SIZE, SIZE, Rect(0, 0, SIZE, SIZE), view.camera)
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("#000"))
    p = QPainter(image)
    p.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    paint_static(p, load_atlas(), view, Position(position), Look.of(theme), viewport)
    paint(p, viewport)
    p.end()
    return np.frombuffer(image.constBits(), np.uint8).reshape(SIZE, SIZE, 4)[..., :3].astype(float), viewport


def moment(view, position, states):
    """A frame as far as the actor asks for it."""
    effect = EffectPose("inside", "inside", "", None, 1.0, 0.0, states)
    frame = SimpleNamespace(view=view, position=Position(position), effect=lambda _: effect, seconds=0.0)
    return effect, frame


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c[0]} {c[1]}")
def test_live_states_look_like_the_still_plate_in_these_states(case, theme):
    plate, profile, states, camera, position = case
    view = View(plate, profile, Camera(*camera))
    assert is_live(view)
    effect, frame = moment(view, position, states)
    look = Look.of(theme)

    def live(p, viewport):
        scene = SimpleNamespace(
            painter=p, frame=frame, look=look, viewport=viewport, atlas=load_atlas(), reduced_motion=False
        )
        inside.paint_inside(scene, effect)

    over, viewport = canvas(view, position, theme, live)
    words = " ".join(f"{k}={v}" for k, v in states.items())
    whole, _ = canvas(View(plate, f"{profile} {words}", view.camera), position, theme, lambda p, v: None)
    still, _ = canvas(view, position, theme, lambda p, v: None)
    assert np.abs(whole - still).sum(2).max() > 60, "the states can be seen"
    apart = np.abs(over - whole).sum(2)
    assert (apart > 40).mean() < 0.012
    box = box_live(view, Position(position), viewport, {**states})
    changed = np.argwhere(np.abs(over - still).sum(2) > 12)
    assert changed[:, 1].min() >= box.x - 1
    assert changed[:, 1].max() <= box.x + box.width + 1
    assert changed[:, 0].min() >= box.y - 1
    assert changed[:, 0].max() <= box.y + box.height + 1


def test_only_the_shape_of_the_broken_bone_moves_the_levels_above():
    view = View("spine_side", "spine_side crush=1", Camera(4, 58.2, 16, 15))
    assert not moves_all(view, {"crush": 1.0, "cement": 1.0})
    assert moves_all(view, {"crush": 1.0, "lift": 0.2})


def test_plates_without_states_are_not_live():
    camera = Camera(0, 0, 20, 20)
    assert not is_live(View("axial_kidney", "axial_kidney", camera))
    assert not is_live(View("front", "liver", camera))
    assert not is_live(View("artery_open", "artery_open", camera))
