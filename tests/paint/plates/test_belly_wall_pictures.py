"""Belly wall as a picture: fresh, in every theme, with fluid and air as numbers, and every part can be framed."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from irexplainer.atlas.belly_wall import PARTS, wall_of
from irexplainer.atlas.load import load_atlas
from irexplainer.atlas.plates import WALLS, plate_of
from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.paint.exhibit.plan import plan_exhibit
from irexplainer.paint.exhibit.walls import wall_view
from irexplainer.paint.look import Look
from irexplainer.paint.plates import belly_wall, belly_wall_bake, store
from irexplainer.paint.static import paint_static
from irexplainer.story.frame import Position, View

SIZE = 260
THEMES = ("light", "dark", "high_contrast")


def painted(plate: str, states: str = "", theme: str = "light"):
    camera = wall_view(plate).camera
    viewport = Viewport.fit(SIZE, SIZE, Rect(0, 0, SIZE, SIZE), camera)
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("#FF00FF"))
    p = QPainter(image)
    view = View(plate, f"{plate} {states}", camera)
    paint_static(p, load_atlas(), view, Position.SUPINE, Look.of(theme), viewport)
    p.end()
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(SIZE, SIZE, 4)
    return flat[..., 2::-1].astype(float), viewport


@pytest.mark.parametrize("picture", belly_wall_bake.pictures(load_atlas()), ids=lambda s: s.name)
def test_shipped_pictures_are_fresh(picture):
    assert store.is_fresh(picture)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("plate", sorted(WALLS))
def test_plates_fill_the_picture_in_every_theme(plate, theme):
    found, _ = painted(plate, "", theme)
    assert not (found == [255, 0, 255]).all(2).any()
    assert found.std() > 18


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("plate", "states"), [("belly_wall", "fluid=1"), ("stomach_wall", "air=1")])
def test_a_state_changes_the_inside_and_not_the_wall(plate, states, theme):
    (without, viewport), (with_it, _) = painted(plate, "", theme), painted(plate, states, theme)
    changed = np.abs(without - with_it).sum(2) > 24
    assert 0.01 < changed.mean() < 0.7
    x, y = (round(c) for c in viewport.to_screen(0.0, wall_of(plate).entry[1] - 0.4))
    assert not changed[:y, x - 5 : x + 5].any()


def test_fluid_grows_between_lining_and_bowel():
    wall = wall_of("belly_wall")
    areas = [belly_wall.fluid_path(wall, share).boundingRect().height() for share in (0.2, 0.6, 1.0)]
    assert areas == sorted(areas)
    assert belly_wall.bowel_shift(1.0) > 1.5


def test_air_brings_the_stomach_to_the_wall_and_not_into_it():
    wall, outline = wall_of("stomach_wall"), belly_wall_bake.organ(wall_of("stomach_wall")).outline
    near = outline[np.abs(outline[:, 0]) < 0.5]
    top = near[:, 1].min()
    assert top - wall.entry[1] > 0.4
    assert 0.0 <= top - belly_wall.stomach_shift(1.0) - wall.entry[1] < 0.2


def test_the_place_of_the_fluid_is_in_the_fluid():
    atlas = load_atlas()
    u, v = plate_of("belly_wall").project(np.asarray(atlas.targets["ascites_pocket"].center))
    assert wall_of("belly_wall").entry[1] < v < wall_of("belly_wall").entry[1] + belly_wall.bowel_shift(1.0)
    assert abs(u) < 0.3


@pytest.mark.parametrize("id", [*PARTS, *WALLS, *WALLS.values()])
def test_every_part_can_be_framed(id):
    exhibit = plan_exhibit(load_atlas(), id)
    assert exhibit.view.plate in WALLS
    camera = exhibit.view.camera
    for label in exhibit.labels:
        u, v = plate_of(exhibit.view.plate).project(np.asarray(label.at))
        assert abs(u - camera.x) < camera.width / 2, label.id
        assert abs(v - camera.y) < camera.height / 2, label.id
