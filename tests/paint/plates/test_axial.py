"""All slices as painted: names, lamp, gas and fluid, table, themes, shipped pictures."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from irexplainer.atlas.load import load_atlas
from irexplainer.atlas.plates import AXIAL, plate_of
from irexplainer.atlas.slices import load_slice
from irexplainer.geom.viewport import Camera, Rect, Viewport
from irexplainer.imaging.ct import Ct
from irexplainer.imaging.hounsfield import is_gut, lumen_of
from irexplainer.imaging.render import ct_field
from irexplainer.imaging.slice_body import regions_of
from irexplainer.paint.look import Look
from irexplainer.paint.plates import axial_bake, store
from irexplainer.paint.plates.axial_flat import color_of
from irexplainer.paint.plates.axial_kinds import KINDS, shown_slice
from irexplainer.paint.plates.body_tissues import knows, tissue_of
from irexplainer.paint.plates.calyces import swollen_path
from irexplainer.paint.plates.composed import SPECIAL
from irexplainer.paint.plates.organs import inside_of
from irexplainer.paint.plates.screen_slice import laid, slice_lying
from irexplainer.paint.static import paint_static
from irexplainer.story.frame import Position, View

SIZE = 320
MINE = (
    "axial_liver",
    "axial_neck",
    "axial_lower_abdomen",
    "axial_pelvis_female",
    "axial_pelvis_male",
    "axial_prostate",
)
POSITIONS = (Position.SUPINE, Position.PRONE, Position.LEFT_SIDE, Position.RIGHT_SIDE)
EVERY = [(id, p) for id in (*MINE, "axial_kidney") for p in POSITIONS]


def pixels(image):
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return flat[..., 2::-1].astype(float)


def face_of(view):
    return pixels(QImage(str(store.plate_file(view.name))))


def at(view, point, box, s):
    return round((point[0] - box[0]) * s), round((point[1] - box[1]) * s)


def painted(id, position, theme):
    view = shown_slice(id, position)
    left, top, width, height = axial_bake.face_box(view)
    camera = Camera(left + width / 2, top + height / 2, width + 4, height + 4)
    viewport = Viewport.fit(SIZE, SIZE, Rect(0, 0, SIZE, SIZE), camera)
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("#FF00FF"))
    p = QPainter(image)
    paint_static(p, load_atlas(), View(id, id, camera), position, Look.of(theme), viewport)
    p.end()
    return pixels(image), viewport


def test_every_slice_is_a_plate_and_the_other_way_round():
    assert set(KINDS) == set(AXIAL)
    for id in KINDS:
        assert KINDS[id].positions == POSITIONS


@pytest.mark.parametrize("id", MINE)
def test_every_tissue_has_a_look_in_every_theme(id):
    for piece in slice_lying(id, Position.SUPINE).pieces:
        assert knows(piece.tissue) or piece.tissue in SPECIAL, piece.id
        if piece.tissue not in ("artery", "vein", "portal", "ureter", "duct"):
            assert tissue_of(piece.tissue)
        for theme in ("light", "high_contrast"):
            assert QColor(color_of(piece, Look.of(theme))).isValid()


@pytest.mark.parametrize(("id", "position"), EVERY, ids=lambda v: getattr(v, "value", v))
def test_pieces_lie_where_the_projection_puts_them(id, position):
    plate, plane = plate_of(id, position), shown_slice(id, position)
    spots = np.array([[2.0, plane_level(id), -3.0], [-1.0, plane_level(id), 4.0]])
    assert np.allclose(laid(spots[:, [0, 2]], position), plate.project(spots))
    assert np.allclose(plane.body(laid(spots[:, [0, 2]], position)), spots[:, [0, 2]])


def plane_level(id):
    return load_slice(id).level_y


@pytest.mark.parametrize("id", ["axial_liver", "axial_kidney"])
def test_the_liver_is_on_top_when_the_left_side_is_down(id):
    up, down = (shown_slice(id, p).piece("liver").outline for p in (Position.LEFT_SIDE, Position.RIGHT_SIDE))
    assert up[:, 1].mean() < -3
    assert down[:, 1].mean() > 3


@pytest.mark.parametrize(("position", "sign"), [(Position.LEFT_SIDE, 1), (Position.RIGHT_SIDE, -1)])
def test_the_flank_on_the_table_is_flatter_than_the_other(position, sign):
    skin = slice_lying("axial_kidney", position).piece("skin").outline
    x = slice_lying("axial_kidney", position).body(skin)[:, 0] * sign
    assert 0.5 < -x.min() - x.max() < 0.9


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("position", [Position.LEFT_SIDE, Position.RIGHT_SIDE], ids=lambda p: p.value)
def test_swollen_calyces_lie_in_the_kidney_of_a_patient_on_a_side(position, side):
    view, swollen = shown_slice("axial_kidney", position), swollen_path(position, side)
    assert swollen.intersects(view.piece(f"{side}_kidney").path)
    assert not swollen.intersects(view.piece(f"{'right' if side == 'left' else 'left'}_kidney").path)
    box = axial_bake.kidney_box(view, side)
    assert box[0] < swollen.boundingRect().left()
    assert box[1] < swollen.boundingRect().top()


@pytest.mark.parametrize(("id", "position"), EVERY, ids=lambda v: getattr(v, "value", v))
def test_the_table_touches_the_body(id, position):
    view = shown_slice(id, position)
    table, lowest = axial_bake.table_under(view), view.box[1] + view.box[3]
    skin = view.piece("skin").outline
    x = skin[skin[:, 1].argmax(), 0]
    above = table[(np.abs(table[:, 0] - x) < 1.2) & (table[:, 1] < lowest + 0.9), 1]
    assert above.min() - lowest < 0.55, "not farther below than the slab is thick"
    assert np.abs(table[:, 0]).max() == pytest.approx(KINDS[id].table, abs=0.15)


@pytest.mark.parametrize(("id", "position"), EVERY, ids=lambda v: getattr(v, "value", v))
def test_the_lamp_stays_with_the_room(id, position):
    view = shown_slice(id, position)
    box, s, face = axial_bake.face_box(view), KINDS[id].px_per_cm, face_of(view).sum(2)
    rises = []
    for piece in view.pieces:
        if piece.tissue != "muscle" or np.ptp(piece.outline, axis=0).min() < 1.0 or piece.id == "abdominal_wall":
            continue
        x = piece.outline[:, 0].mean()
        column = piece.outline[np.abs(piece.outline[:, 0] - x) < 0.12, 1]
        if len(column) < 2 or np.ptp(column) < 0.9:
            continue
        upper, lower = (at(view, (x, y), box, s) for y in (column.min() + 0.14, column.max() - 0.14))
        bright = [face[v - 2 : v + 3, u - 6 : u + 7].mean() for u, v in (upper, lower)]
        rises.append(bright[0] - bright[1])
    assert len(rises) >= 3
    assert np.median(rises) > 12


GAS = {
    "axial_liver": ("stomach", "left_colic_flexure"),
    "axial_kidney": ("ascending_colon", "descending_colon"),
    "axial_lower_abdomen": ("ascending_colon", "descending_colon"),
    "axial_pelvis_female": ("rectum", "sigmoid_colon"),
    "axial_pelvis_male": ("rectum", "sigmoid_colon"),
    "axial_prostate": ("rectum",),
}


@pytest.mark.parametrize("position", POSITIONS, ids=lambda p: p.value)
@pytest.mark.parametrize("id", GAS)
def test_gas_is_up_and_content_down(id, position):
    view = shown_slice(id, position)
    box, s, face = axial_bake.face_box(view), KINDS[id].px_per_cm, face_of(view)
    for name in GAS[id]:
        piece = view.piece(name)
        lumen = inside_of(piece)
        bounds = lumen.boundingRect() if lumen else piece.path.boundingRect()
        ochre = []
        for share in (0.3, 0.75):
            y = bounds.top() + share * bounds.height()
            row = piece.outline[np.abs(piece.outline[:, 1] - y) < 0.15, 0]
            u, v = at(view, ((row.min() + row.max()) / 2, y), box, s)
            color = face[v - 2 : v + 3, u - 2 : u + 3].mean((0, 1))
            ochre.append(color[1] - color[2])
        assert ochre[1] > ochre[0] + 12, name


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
@pytest.mark.parametrize(("id", "position"), EVERY, ids=lambda v: getattr(v, "value", v))
def test_every_slice_fills_the_picture_in_every_theme(id, position, theme):
    found, _ = painted(id, position, theme)
    assert not ((found == [255, 0, 255]).all(2)).any()
    assert found.std() > 20


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
def test_arteries_are_red_and_veins_blue(theme):
    for id, artery, vein in (
        ("axial_neck", "left_common_carotid_artery", "left_internal_jugular_vein"),
        ("axial_lower_abdomen", "abdominal_aorta", "inferior_vena_cava"),
        ("axial_pelvis_male", "left_external_iliac_artery", "left_external_iliac_vein"),
    ):
        found, viewport = painted(id, Position.SUPINE, theme)
        view = shown_slice(id, Position.SUPINE)
        for name, channel in ((artery, 0), (vein, 2)):
            u, v = viewport.to_screen(*view.piece(name).outline.mean(0))
            assert found[round(v), round(u)].argmax() == channel, name


def test_all_slices_are_shipped_fresh_and_small():
    total = 0
    for stored in axial_bake.pictures():
        if stored.name.startswith(MINE) or stored.name.startswith("axial_table"):
            assert store.is_fresh(stored), stored.name
            total += store.plate_file(stored.name).stat().st_size
    assert total < 10e6


def test_the_kidneys_on_a_side_are_shipped_fresh_and_small():
    found = [s for s in axial_bake.pictures() if s.name.startswith("axial_kidney") and "_side" in s.name]
    assert len(found) == 8
    for stored in found:
        assert store.is_fresh(stored), stored.name
    assert sum(store.plate_file(stored.name).stat().st_size for stored in found) < 2e6


def test_a_small_picture_baked_anew_is_the_shipped_one(tmp_path):
    stored = next(s for s in axial_bake.pictures() if s.name == "axial_neck_supine")
    store.write(stored, tmp_path)
    shipped, fresh = pixels(QImage(str(store.plate_file(stored.name)))), pixels(QImage(str(tmp_path / stored.file)))
    assert shipped.shape == fresh.shape
    assert np.abs(shipped - fresh).mean() < 0.5
    assert np.percentile(np.abs(shipped - fresh), 99.9) <= 8


def test_no_sex_is_shown_where_it_does_not_belong():
    for id in ("axial_liver", "axial_neck", "axial_lower_abdomen", "axial_kidney"):
        assert not {p.tissue for p in shown_slice(id, Position.SUPINE).pieces} & {
            "uterus",
            "ovary",
            "prostate",
            "seminal",
        }


@pytest.mark.parametrize("id", MINE)
@pytest.mark.parametrize("position", POSITIONS, ids=lambda p: p.value)
def test_ct_shows_bone_bright_fat_dark_and_gas_on_top(id, position):
    plane = load_slice(id)
    ct = Ct(
        regions_of(id, Position.SUPINE)[1],
        plane.level_y,
        400,
        320,
        dye=True,
        field_cm=ct_field(plane),
        belly=plane.belly,
        flank=plane.flank,
    )
    view = ct.view(position)
    picture = ct._base(view)
    assert picture.max() > 700
    skin = plane.region("skin").outline
    px = view.px(skin[:, 0], skin[:, 1])
    assert px[:, 0].min() > 2
    assert px[:, 0].max() < 398
    assert px[:, 1].min() > 2
    assert px[:, 1].max() < 316
    for region in regions_of(id, Position.SUPINE)[1]:
        if is_gut(region) and region.tissue == "colon":
            lumen = view.px(*lumen_of(region).T)
            x, (top, bottom) = lumen[:, 0].mean(), (lumen[:, 1].min(), lumen[:, 1].max())
            if bottom - top < 8:
                continue
            upper, lower = (picture[round(top + s * (bottom - top)), round(x)] for s in (0.3, 0.75))
            assert upper < -500 < -100 < lower, region.id
