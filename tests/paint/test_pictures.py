"""Pictures are compared cell by cell with the ones that were looked at.

Each picture is kept as the mean colors of a 24 x 20 grid. Renew them, after looking, with
``IREXPLAINER_RENEW_PICTURES=1 pytest -n0 tests/paint/test_pictures.py``.
"""

import json
import os
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from irexplainer.geom.viewport import Camera, Viewport
from irexplainer.imaging.screen import Mark, Screen, orientation_marks
from irexplainer.paint.home import ANCHORS, home_image
from irexplainer.paint.look import THEMES, Look
from irexplainer.paint.monitor_picture import monitor_image
from irexplainer.paint.static import front_scenes, paint_front
from irexplainer.paint.words import english
from irexplainer.story.frame import Modality
from irexplainer.story.stage_layout import StageLayout

KEPT = Path(__file__).with_name("pictures.json")
GRID = (24, 20)
SIZE = (480, 400)
NEAR = 10
"""Largest difference of a cell's mean, in levels of 255: rounding of another Qt or font engine, no more."""
CAMERAS = {
    "whole_body": Camera(0, 84, 60, 176),
    "liver": Camera(-2.2, 54.4, 24.3, 20.4),
    "groin_route": Camera(-2, 69, 26, 34),
    "arm_route": Camera(9, 56, 36, 62),
    "arm_route_liver": Camera(9, 56, 36, 62),
    "arm_route_pelvis": Camera(9, 56, 36, 62),
    "arm_route_pelvis_male": Camera(9, 56, 36, 62),
    "pelvis": Camera(0, 76, 22, 19),
    "pelvis_male": Camera(0, 76, 22, 19),
    "left_kidney": Camera(7.0, 60.0, 20, 16.5),
    "right_kidney": Camera(-7.0, 61.4, 20, 16.5),
    "left_kidney_mass": Camera(7.0, 60.0, 20, 16.5),
    "left_kidney_urine": Camera(7.0, 60.0, 20, 16.5),
    "right_kidney_urine": Camera(-7.0, 61.4, 20, 16.5),
    "testicular_vein": Camera(1, 74.5, 24, 33),
    "pelvic_veins": Camera(0, 71.5, 24, 28),
    "left_kidney_stone": Camera(7.0, 60.0, 20, 16.5),
    "right_kidney_stone": Camera(-7.0, 61.4, 20, 16.5),
    "liver_inside": Camera(-2.2, 54.4, 24.3, 20.4),
    "bowel": Camera(-1, 67, 26, 23),
    "arm_route_bowel": Camera(9, 56, 36, 62),
    "stomach": Camera(2.2, 58.0, 24.3, 20.4),
    "celiac_plexus": Camera(0.6, 57.5, 16, 13.4),
    "head_neck": Camera(0, 18.5, 22, 34),
    "head_neck_aneurysm": Camera(0.5, 9.5, 15, 13),
    "head_neck_avm": Camera(3.0, 7.0, 15, 13),
    "cava_route": Camera(0, 48, 44, 56),
    "chest_veins": Camera(0, 34, 36, 30),
    "left_arm": Camera(16, 58, 34, 76),
    "right_arm": Camera(-16, 58, 34, 76),
    "left_arm_fistula": Camera(25, 72, 22, 40),
    "right_arm_fistula": Camera(-25, 72, 22, 40),
    "left_wrist": Camera(30, 89, 14, 16),
    "right_wrist": Camera(-30, 89, 14, 16),
    "legs_arteries": Camera(0, 118, 40, 108),
    "left_leg_veins": Camera(9, 122, 24, 98),
    "right_leg_veins": Camera(-9, 122, 24, 98),
    "left_knee": Camera(9, 122, 15, 15),
    "right_knee": Camera(-9, 122, 15, 15),
}
REGIONS = {id: (id.replace("_", " ").title(), "What is done there") for id in ANCHORS}


def signature(image):
    """Mean color of every cell, as a list of ints."""
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    raw = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[..., :3].astype(float)
    rows = np.array_split(raw, GRID[1], axis=0)
    cells = [[part.mean((0, 1)) for part in np.array_split(row, GRID[0], axis=1)] for row in rows]
    return np.round(np.array(cells)).astype(int)


def front_picture(atlas, profile, theme):
    layout = StageLayout.for_size(*SIZE, bare=True)
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_front(p, atlas, profile, Look.of(theme), Viewport.fit(*SIZE, layout.free, CAMERAS[profile]))
    p.end()
    return image


def doctors_screen(theme):
    ramp = np.tile(np.linspace(0, 1, 160, dtype=np.float32), (140, 1))
    marks = (*orientation_marks(160, 140), Mark("tumor", 60, 70, "ring", 24, "amber"))
    return monitor_image(Screen(ramp, Modality.CT, marks, "ct", "lying_face_down"), Look.of(theme), (392, 408), english)


def compare(name, image):
    kept = json.loads(KEPT.read_text()) if KEPT.is_file() else {}
    found = signature(image)
    if os.environ.get("IREXPLAINER_RENEW_PICTURES"):
        kept[name] = found.tolist()
        lines = ",\n".join(f"{json.dumps(k)}: {json.dumps(v, separators=(',', ':'))}" for k, v in sorted(kept.items()))
        KEPT.write_text("{\n" + lines + "\n}\n")
        return
    assert name in kept, "look at the picture, then renew (see the top of this file)"
    difference = np.abs(found - np.array(kept[name])).max(axis=2)
    y, x = np.unravel_index(int(difference.argmax()), difference.shape)
    assert difference.max() <= NEAR, f"{name}: cell {x}, {y} of {GRID} differs by {difference.max()}"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("profile", CAMERAS)
def test_front(atlas, profile, theme):
    compare(f"front {profile} {theme}", front_picture(atlas, profile, theme))


def test_every_front_profile_has_a_picture():
    assert set(front_scenes()) == set(CAMERAS)


@pytest.mark.parametrize("theme", THEMES)
def test_home(theme):
    compare(f"home {theme}", home_image(Look.of(theme), (568, 504), REGIONS))


@pytest.mark.parametrize("theme", THEMES)
def test_doctors_screen(theme):
    compare(f"doctors_screen {theme}", doctors_screen(theme))


def test_same_picture_twice(atlas):
    assert front_picture(atlas, "liver", "light") == front_picture(atlas, "liver", "light")


def test_a_moved_organ_would_be_noticed(atlas):
    image = front_picture(atlas, "liver", "light")
    moved = image.copy(12, 0, image.width(), image.height())
    assert np.abs(signature(image) - signature(moved)).max() > NEAR
