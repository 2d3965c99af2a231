"""Heart, spine and chest plates as pictures: fresh, in every theme and posture, with states as numbers."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from irexplainer.atlas.load import load_atlas
from irexplainer.geom.viewport import Camera, Rect, Viewport
from irexplainer.paint.look import Look
from irexplainer.paint.plates import axial_chest, chest_wall, chest_wall_bake, heart, heart_bake, spine_bake, store
from irexplainer.paint.plates.spine_side import state_of
from irexplainer.paint.plates.states import profile_name, states_of
from irexplainer.paint.static import paint_static
from irexplainer.story.frame import Position, View

SIZE = 260
VIEWS = {
    "heart": ("front", (0.6, 42.4, 22, 20), "supine"),
    "spine_side": ("spine_side", (4.0, 58.2, 16, 15), "supine"),
    "spine_prone": ("spine_side", (58.2, -4.0, 16, 15), "prone"),
    "axial_chest": ("axial_chest", (0, 0, 31, 31), "supine"),
    "chest_right_side": ("axial_chest", (0, 0, 31, 31), "right_side"),
    "chest_wall": ("chest_wall", (3.0, 44.8, 8, 8), "sitting"),
}


def painted(name, states="", theme="light"):
    plate, camera, position = VIEWS[name]
    camera = Camera(*camera)
    viewport = Viewport.fit(SIZE, SIZE, Rect(0, 0, SIZE, SIZE), camera)
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("#FF00FF"))
    p = QPainter(image)
    profile = f"{'heart' if plate == 'front' else plate} {states}"
    paint_static(p, load_atlas(), View(plate, profile, camera), Position(position), Look.of(theme), viewport)
    p.end()
    return image, viewport


def pixels(image):
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return flat[..., 2::-1].astype(float)


def stored():
    atlas = load_atlas()
    return (*heart_bake.pictures(atlas), *spine_bake.pictures(atlas), *chest_wall_bake.pictures(atlas))


@pytest.mark.parametrize("picture", stored(), ids=lambda s: s.name)
def test_shipped_pictures_are_fresh(picture):
    assert store.is_fresh(picture)


def test_shipped_pixels_are_the_baked_ones():
    for name in ("heart_clot", "spine_pedicle_prone"):
        picture = next(s for s in stored() if s.name == name)
        shipped = pixels(QImage(str(store.plate_file(name))))
        assert np.abs(shipped - pixels(picture.make())).max() <= 3


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
@pytest.mark.parametrize("name", list(VIEWS))
def test_every_plate_fills_the_picture_in_every_theme(name, theme):
    found = pixels(painted(name, "", theme)[0])
    assert not ((found == [255, 0, 255]).all(2)).any()
    assert found.std() > 18


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
@pytest.mark.parametrize(
    ("name", "states"),
    [
        ("heart", "clot=1"),
        ("spine_side", "crush=1"),
        ("spine_prone", "crush=1 cement=1"),
        ("spine_side", "balloon=1"),
        ("axial_chest", "fluid=1"),
        ("chest_right_side", "fluid=1"),
        ("chest_wall", "fluid=1"),
    ],
)
def test_a_state_changes_the_picture_and_only_part_of_it(name, states, theme):
    without, with_it = pixels(painted(name, "", theme)[0]), pixels(painted(name, states, theme)[0])
    changed = (np.abs(without - with_it).sum(2) > 24).mean()
    assert 0.002 < changed < 0.7


def test_states_are_read_from_the_profile():
    assert states_of("spine_side crush=1 lift=0.25 bad=x cement") == {"crush": 1.0, "lift": 0.25, "cement": 1.0}
    assert states_of("heart clot=7") == {"clot": 1.0}
    assert states_of("") == {}
    assert profile_name("heart clot=1") == "heart"
    assert profile_name("") == ""
    assert state_of("spine_side crush=1 lift=0.5").lift == 0.5


def test_clot_shrinks_from_its_near_end():
    lengths = [sum(len(line) for line in heart.remaining(share)) for share in (1.0, 0.6, 0.2)]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] > 2 * lengths[2]


def test_the_right_space_is_one_hollow_from_the_vena_cava_to_both_lung_arteries():
    space = heart_bake.right_space(load_atlas())
    outer = [p for p in space.toSubpathPolygons() if abs(p.boundingRect().width()) > 2]
    assert len(outer) == 1, "one outline without seams"
    left = heart_bake.left_space()
    assert not left.intersects(space), "no blood passes from right to left"


def test_fluid_is_blue_where_it_lies_and_lung_is_not():
    image, viewport = painted("axial_chest", "fluid=1")
    found = pixels(image)
    for (x, z), wet in (((-8, -6), True), ((-8, 3), False), ((5, -7.2), False)):
        u, v = viewport.to_screen(x, -z)
        red, _, blue = found[round(v), round(u)]
        assert (blue > red) == wet, (x, z)


def test_fluid_moves_with_the_posture():
    boxes = {p: axial_chest.fluid_path(p, 1.0).boundingRect() for p in (Position.SUPINE, Position.PRONE)}
    for box in boxes.values():
        assert box.center().y() > 0, "down in the room"
    assert boxes[Position.SUPINE].center().x() < 0 < boxes[Position.PRONE].center().x()


def test_no_fluid_no_path():
    assert axial_chest.fluid_path(Position.SUPINE, 0.0).isEmpty()
    thin, thick = (chest_wall.fluid_path(s).boundingRect().width() for s in (0.2, 1.0))
    assert thick > 2 * thin


@pytest.mark.parametrize("posture", ["upright", "prone"])
def test_the_lamp_stays_with_the_room(posture):
    """Upper rim of the pedicle is brighter than its lower rim, whichever way the patient lies."""
    prone = posture == "prone"
    box, s = spine_bake.pedicle_box(prone), spine_bake.PX_PER_CM
    image = QImage(str(store.plate_file(f"spine_pedicle_{posture}"))).convertToFormat(QImage.Format.Format_ARGB32)
    path = spine_bake.pedicle_path(prone).boundingRect()
    x = (
        round((path.center().x() - box[0]) * s)
        if not prone
        else round((path.left() + 0.62 * path.width() - box[0]) * s)
    )
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4).astype(float)
    rows = np.flatnonzero(flat[:, x, 3] > 200)
    upper, lower = rows[0] + 6, rows[-1] - 6
    assert flat[upper - 2 : upper + 3, x, :3].mean() > flat[lower - 2 : lower + 3, x, :3].mean()


def test_all_of_them_together_stay_small():
    names = [s.name for s in stored()]
    names += [f.stem for f in store.plate_file("x").parent.glob("axial_chest_*")]
    assert sum(store.plate_file(n).stat().st_size for n in set(names)) < 8e6
