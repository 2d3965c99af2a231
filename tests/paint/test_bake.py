import pytest
from PySide6.QtGui import QImage

from irexplainer.paint.bake import all_parts, bake_parts, home_image_of, is_fresh
from irexplainer.paint.home_layer import home_file
from irexplainer.paint.textures import BODY_SHELLS, baked_file, key_of

SOME = ("gallbladder", "spleen", "left_ovary", "liver_tumor", "pyramid_left_2", "thyroid_gland")


@pytest.fixture(scope="module")
def parts(atlas):
    return all_parts(atlas)


def test_no_shipped_relief_is_stale(parts):
    names = [(part, name) for key, part in parts.items() for name in ("", *BODY_SHELLS) if key == "body" or not name]
    stale = [name or part.key for part, name in names if not is_fresh(part, name)]
    assert stale == [], "run python -m irexplainer.paint.bake"


def test_no_relief_is_left_over(parts):
    wanted = {*parts, *BODY_SHELLS, "home_light", "home_dark", "home_high_contrast"}
    shipped = {file.stem for file in baked_file("x").parent.glob("*.png")}
    assert shipped <= wanted, shipped - wanted


def test_shipped_equals_rebaked(parts, tmp_path):
    bake_parts({key: parts[key] for key in SOME}, tmp_path)
    for key in SOME:
        assert QImage(str(tmp_path / f"{key}.png")) == QImage(str(baked_file(key))), key


def test_key_follows_shape_and_color(parts):
    from dataclasses import replace

    part = parts["spleen"]
    moved = replace(part, outlines=(part.outlines[0] + 0.01,))
    shiny = replace(part, finish=replace(part.finish, spec=0.9))
    assert len({key_of(part), key_of(moved), key_of(shiny)}) == 3
    hair = replace(part, outlines=(part.outlines[0] + 1e-12,))
    assert key_of(hair) == key_of(part)


def test_home_figure_is_the_whole_body(atlas):
    shipped = QImage(home_file("light"))
    made = home_image_of(atlas, "light").convertToFormat(shipped.format())
    assert made.size() == shipped.size()
    differs = sum(
        made.pixelColor(x, y) != shipped.pixelColor(x, y)
        for x in range(0, made.width(), 23)
        for y in range(0, made.height(), 29)
    )
    assert differs <= 3, "run python -m irexplainer.paint.bake"
