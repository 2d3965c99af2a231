"""What the plates look like: shipped pictures are the ones the code makes, lamp, themes, what stays with the room."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from irexplainer.atlas.load import load_atlas
from irexplainer.geom.viewport import Camera, Rect, Viewport
from irexplainer.paint.front.twigs import twigs
from irexplainer.paint.look import Look
from irexplainer.paint.plates import axial_bake, bake, calyces, store, uterus_bake
from irexplainer.paint.plates.axial_kidney import Shown
from irexplainer.paint.plates.screen_slice import screen_slice
from irexplainer.paint.static import paint_static
from irexplainer.story.frame import Position, View

SIZE = 300
VIEWS = (
    ("axial_kidney", "axial_kidney", (0, 0, 28, 21), "supine"),
    ("axial_kidney", "left_kidney_tumor", (-7, -1, 16, 12), "prone"),
    ("groin_layers", "groin_layers", (0, 2, 10, 8), "supine"),
    ("wrist_layers", "wrist_layers", (0, 0.6, 4, 3), "supine"),
    ("front", "uterus", (0, 79, 13, 12), "supine"),
)


def painted(plate, profile, camera, position, theme="light"):
    camera = Camera(*camera)
    viewport = Viewport.fit(SIZE, SIZE, Rect(0, 0, SIZE, SIZE), camera)
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("#FF00FF"))
    p = QPainter(image)
    paint_static(p, load_atlas(), View(plate, profile, camera), Position(position), Look.of(theme), viewport)
    p.end()
    return image, viewport


def pixels(image):
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return flat[..., 2::-1].astype(float)


def luminance(color):
    channels = np.array([c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in color[:3] / 255])
    return float(channels @ [0.2126, 0.7152, 0.0722])


def contrast(a, b):
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_no_shipped_picture_is_stale():
    assert bake.stale() == []


@pytest.mark.parametrize(
    "name", ["axial_kidney_tumor", "axial_kidney_prone_table", "fibroid_4_treated", "uterus_left_ovary"]
)
def test_shipped_pixels_are_the_baked_ones(name):
    stored = next(s for s in bake.pictures() if s.name == name)
    shipped, fresh = pixels(QImage(str(store.plate_file(name)))), pixels(stored.make())
    assert shipped.shape == fresh.shape
    assert np.abs(shipped - fresh).max() <= 3


def test_a_part_of_the_face_baked_anew_is_the_shipped_one():
    view = screen_slice("axial_kidney", False)
    whole, box = axial_bake.face_box(view), axial_bake.kidney_box(view, "left")
    s = axial_bake.PX_PER_CM
    shipped = pixels(QImage(str(store.plate_file("axial_kidney_supine_left_swollen"))))
    face = pixels(QImage(str(store.plate_file("axial_kidney_supine"))))
    x, y = round((box[0] - whole[0]) * s), round((box[1] - whole[1]) * s)
    same = face[y : y + shipped.shape[0], x : x + shipped.shape[1]]
    rim = np.r_[0:6], np.r_[-6:0]
    for part in rim:
        assert np.abs(shipped[part] - same[part]).max() <= 3, "the patch joins the face without a seam"


def test_all_plates_together_stay_small():
    names = {s.name for s in bake.pictures()}
    assert sum(store.plate_file(n).stat().st_size for n in names) < 40e6
    shipped = [f for f in store.plate_file("x").parent.iterdir() if f.suffix in (".png", ".jpg")]
    assert {f.stem for f in shipped} == names, "no file is left over"
    assert len(shipped) == len(names), "no picture is there twice"


@pytest.mark.parametrize("prone", [False, True])
def test_the_lamp_stays_with_the_room(prone):
    """Upper rim of a rounded organ is brighter than its lower rim, whichever way the patient lies."""
    view = screen_slice("axial_kidney", prone)
    box, s = axial_bake.face_box(view), axial_bake.PX_PER_CM
    face = pixels(QImage(str(store.plate_file(f"axial_kidney_{axial_bake.posture(prone)}")))).sum(2)
    for id in ("left_erector_spinae", "right_psoas_major", "liver"):
        outline = view.piece(id).outline
        x = outline[:, 0].mean()
        column = outline[np.abs(outline[:, 0] - x) < 0.3, 1]
        at = round((x - box[0]) * s)
        upper, lower = (round((v - box[1]) * s) for v in (column.min() + 0.16, column.max() - 0.16))
        patch = slice(at - 12, at + 12)
        assert face[upper - 3 : upper + 3, patch].mean() > face[lower - 3 : lower + 3, patch].mean() + 12, id


@pytest.mark.parametrize("prone", [False, True])
def test_gas_is_up_and_content_down(prone):
    view = screen_slice("axial_kidney", prone)
    box, s = axial_bake.face_box(view), axial_bake.PX_PER_CM
    face = pixels(QImage(str(store.plate_file(f"axial_kidney_{axial_bake.posture(prone)}"))))
    for id in ("descending_colon", "ascending_colon"):
        x, y = ((v - o) * s for v, o in zip(view.piece(id).outline.mean(0), box[:2], strict=True))
        above, below = (face[round(y + d * s), round(x)] for d in (-0.35, 0.45))
        assert below[1] - below[2] > above[1] - above[2] + 12, "content is ochre, gas is not"


@pytest.mark.parametrize("prone", [False, True])
def test_the_table_touches_the_body(prone):
    view, table = screen_slice("axial_kidney", prone), axial_bake.table_outline(prone)
    lowest = view.box[1] + view.box[3]
    middle = table[np.abs(table[:, 0]) < 2]
    assert middle[:, 1].min() - lowest < 0.55, "not farther below than the slab is thick"
    assert middle[:, 1].max() > lowest + 0.5


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
@pytest.mark.parametrize("view", VIEWS, ids=lambda v: f"{v[0]}.{v[1]}")
def test_every_plate_fills_the_picture_in_every_theme(view, theme):
    image, _ = painted(*view, theme)
    found = pixels(image)
    assert not ((found == [255, 0, 255]).all(2)).any()
    assert found.std() > 20


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
def test_artery_stands_out_from_the_tissue_around_it(theme):
    image, viewport = painted("groin_layers", "", (0, 2, 6, 6), "supine", theme)
    found = pixels(image)
    wall_gap = [viewport.to_screen(0.0, v) for v in (3.05, 2.45)]
    inside, outside = (
        found[round(y) - 3 : round(y) + 3, round(x) - 3 : round(x) + 3].mean((0, 1)) for x, y in wall_gap
    )
    distance = np.abs(inside - outside).sum()
    assert distance > 60
    if theme == "high_contrast":
        assert contrast(inside, outside) >= 3.0


def test_dark_slab_is_darker_than_the_light_one():
    light, dark = (pixels(painted(*VIEWS[0], theme)[0]) for theme in ("light", "dark"))
    assert dark.mean() < 0.75 * light.mean()


def test_target_of_the_side_is_painted_where_the_atlas_has_it():
    for side, x in (("left", -7), ("right", 7)):
        with_tumor, viewport = painted("axial_kidney", f"{side}_kidney_tumor", (x, -2, 12, 12), "prone")
        target = load_atlas().targets[f"{side}_kidney_tumor"]
        u, v = viewport.to_screen(-target.center[0], target.center[2])
        color = pixels(with_tumor)[round(v), round(u)]
        assert color[2] > color[1] + 20
        assert color[0] > color[1]


def test_profiles_are_read_by_their_words():
    assert Shown.of("axial_kidney") == Shown()
    assert Shown.of("left_kidney_tumor") == Shown("left", True, False)
    assert Shown.of("right_lower_posterior_calyx") == Shown("right", False, False)
    assert Shown.of("right_swollen") == Shown("right", False, True)


@pytest.mark.parametrize("side", ["left", "right"])
def test_swelling_paints_only_inside_its_box(side):
    viewport = Viewport.fit(SIZE, SIZE, Rect(0, 0, SIZE, SIZE), Camera(-7 if side == "left" else 7, -2, 10, 10))
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    p = QPainter(image)
    calyces.paint_swelling(p, Position.PRONE, viewport, side, 1.0, Look.of("light"))
    p.end()
    changed = np.argwhere((pixels(image) < 250).any(2))
    box = calyces.calyces_box(Position.PRONE, viewport, side)
    assert len(changed) > 200
    assert changed[:, 1].min() >= box.x - 1
    assert changed[:, 1].max() <= box.right + 1
    assert changed[:, 0].min() >= box.y - 1
    assert changed[:, 0].max() <= box.bottom + 1


def test_shipped_twigs_of_uterus_and_fibroids_are_the_grown_ones():
    for name, branches in uterus_bake.grow_twigs(load_atlas()).items():
        shipped = twigs(f"{name}_twigs")
        assert len(shipped) == len(branches), name
        for old, new in zip(shipped, branches, strict=True):
            assert np.allclose(old, new, atol=1e-3), name
