"""Cut-open vessels: where they sit, what the review asks of the devices, states as numbers, themes."""

from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from irexplainer.atlas.closeups import CLOSEUPS, is_closeup, site_of
from irexplainer.atlas.load import load_atlas
from irexplainer.atlas.plates import plate_of
from irexplainer.errors import ContentError
from irexplainer.geom.contour import outlines, smooth_union, tube_field
from irexplainer.geom.polygon import area
from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.library.load import load_library
from irexplainer.paint.look import Look
from irexplainer.paint.overlay import paint_overlay
from irexplainer.paint.plates import closeup_bake, store
from irexplainer.paint.plates.closeup import INSIDES, inside_of, paint_closeup, to_drawing
from irexplainer.paint.static import paint_static
from irexplainer.story.frame import Change, EffectPose, Frame, Modality, Phase, Position, View

THEMES = ("light", "dark", "high_contrast")
SIZE = 260


def painted(plate, theme="light", profile="", params=None, speed=None, seconds=0.7):
    """Picture of a close-up; with an effect where params are given; with blood where speed is given."""
    atlas, site = load_atlas(), site_of(load_atlas(), plate)
    view = View(plate, f"{plate.partition('@')[0]} {profile}", site.camera())
    viewport = Viewport.fit(SIZE, SIZE, Rect(0, 0, SIZE, SIZE), view.camera)
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("#FF00FF"))
    p = QPainter(image)
    paint_static(p, atlas, view, Position.SUPINE, Look.of(theme), viewport)
    effects = []
    if params is not None:
        effects.append(EffectPose("inside", "inside", plate, None, 1.0, 0.0, params))
    if speed is not None:
        effects.append(EffectPose("blood", "blood", plate, None, speed))
    frame = Frame(
        seconds, "s", 0, 0.5, Phase.TREATMENT, 0.5, view, None, Change.NONE, 1.0, Position.SUPINE, Modality.NONE, "",
        (), tuple(effects), (), (), None,
    )  # fmt: skip
    paint_overlay(p, SimpleNamespace(paths={}), frame, atlas, Look.of(theme), viewport)
    p.end()
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(SIZE, SIZE, 4)
    return flat[..., 2::-1].astype(float), viewport


def at(picture, viewport, site, x, y, reach=2):
    """Mean color around a drawing point."""
    px, py = viewport.to_screen(x * site.unit_cm, y * site.unit_cm)
    return picture[round(py) - reach : round(py) + reach + 1, round(px) - reach : round(px) + reach + 1].mean((0, 1))


@pytest.mark.parametrize("plate", CLOSEUPS)
def test_a_plate_shows_its_own_points_where_they_are_drawn(plate):
    site, view = site_of(load_atlas(), plate), plate_of(plate)
    for name, point in site.closeup.anchors.items():
        assert np.allclose(view.project(site.anchor(name)), np.array(point) * site.unit_cm, atol=1e-9), name
    assert np.allclose(site.rows @ site.rows.T, np.eye(2), atol=1e-9), "no stretching, no mirror"


def test_along_an_artery_blood_runs_to_the_right_and_the_skin_is_up():
    atlas = load_atlas()
    artery, vein = site_of(atlas, "artery_open"), site_of(atlas, "vein_open")
    assert artery.across[1] > 0.9, "to the foot"
    assert vein.across[1] < -0.9, "to the heart"
    for site in (artery, vein, site_of(atlas, "leg_vein_open")):
        assert site.down[2] < -0.9, "front of the body on top"
        assert all(b[0] > a[0] for a, b in site.closeup.flow)


@pytest.mark.parametrize("vessel", ["right_femoral_artery", "left_renal_artery", "left_middle_cerebral_artery"])
def test_the_drawing_has_the_size_of_the_vessel(vessel):
    atlas = load_atlas()
    site = site_of(atlas, f"artery_open@{vessel}:0.5")
    points = np.asarray(atlas.vessels[vessel].points)
    near = points[np.linalg.norm(points[:, :3] - site.point, axis=1).argmin()]
    assert 3.0 * site.unit_cm == pytest.approx(near[3], rel=0.05)


def test_wrong_plate_ids_say_what_is_known():
    for wrong in ("artery_open@no_such_vessel", "cava_open@left_renal_vein", "artery_open@left_renal_artery:middle"):
        with pytest.raises(ContentError):
            plate_of(wrong)
    assert not is_closeup("front")
    with pytest.raises(ContentError, match="balloon"):
        site_of(load_atlas(), "artery_open").anchor("filter_hook")


def test_everything_that_can_be_pointed_at_has_a_name():
    words = load_library().vocabulary("en")
    for closeup in CLOSEUPS.values():
        assert set(closeup.anchors) <= set(words), closeup.id


def test_shipped_reliefs_fit_their_outlines():
    assert [s.name for s in closeup_bake.pictures() if not store.is_fresh(s)] == []
    assert sum(store.plate_file(s.name).stat().st_size for s in closeup_bake.pictures()) < 6e6


@pytest.mark.parametrize("name", ["artery_open_clot", "vein_open_hollow", "aneurysm_brain_still"])
def test_shipped_pixels_are_the_baked_ones(name):
    stored = next(s for s in closeup_bake.pictures() if s.name == name)
    fresh, shipped = stored.make(), QImage(str(store.plate_file(name)))
    images = [i.convertToFormat(QImage.Format.Format_RGB32) for i in (fresh, shipped)]  # alive while read, no padding
    same = [np.frombuffer(i.constBits(), np.uint8).astype(int) for i in images]
    assert np.abs(same[0] - same[1]).max() <= 1


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("plate", CLOSEUPS)
def test_every_close_up_fills_the_picture_in_every_theme(plate, theme):
    picture, _ = painted(plate, theme, speed=1.0)
    assert not (picture == [255, 0, 255]).all(2).any()
    assert picture.std() > 20


@pytest.mark.parametrize("plate", CLOSEUPS)
def test_a_still_effect_changes_nothing(plate):
    """Painting the resting state over the still picture leaves no seam at the rim of the box."""
    still, _ = painted(plate)
    again, _ = painted(plate, params={})
    assert np.abs(still - again).mean() < 1.0
    assert (np.abs(still - again).max(2) > 60).mean() < 0.01


@pytest.mark.parametrize("plate", CLOSEUPS)
def test_blood_moves_and_stands_still_with_its_speed(plate):
    early, _ = painted(plate, speed=1.0, seconds=1.0)
    late, _ = painted(plate, speed=1.0, seconds=1.4)
    assert np.abs(early - late).max() > 60
    early, _ = painted(plate, speed=0.0, seconds=1.0)
    late, _ = painted(plate, speed=0.0, seconds=1.4)
    assert np.abs(early - late).max() == 0


def test_numbers_of_the_profile_shape_the_still_picture():
    plain, viewport = painted("artery_open")
    narrow, _ = painted("artery_open", profile="narrowing=1")
    site = site_of(load_atlas(), "artery_open")
    a, b = (at(q, viewport, site, 0.0, -2.6) for q in (plain, narrow))
    assert b[1] - b[2] > a[1] - a[2] + 15, "the deposit is ochre"


def test_states_are_clamped_and_strange_names_ignored():
    for inside in INSIDES.values():
        state = inside.state({"cells": 7.0, "no_such_number": 1.0})
        assert state.cells == 1.0
        assert not hasattr(state, "no_such_number")


@pytest.mark.parametrize("plate", CLOSEUPS)
def test_cells_stay_inside_the_blood(plate):
    """No red disc outside the opening."""
    still, _ = painted(plate)
    flowing, _ = painted(plate, speed=1.0)
    changed = np.argwhere(np.abs(still - flowing).max(2) > 12)
    assert len(changed) > 100
    site = site_of(load_atlas(), plate)
    viewport = Viewport.fit(SIZE, SIZE, Rect(0, 0, SIZE, SIZE), site.camera())
    x = (changed[:, 1] - viewport.x0) / viewport.scale / site.unit_cm
    y = (changed[:, 0] - viewport.y0) / viewport.scale / site.unit_cm
    if plate in ("artery_open", "vein_open"):
        assert np.abs(x).max() < 17.2
        assert np.abs(y).max() < 3.6
    elif plate == "leg_vein_open":
        assert np.abs(y).max() < 2.6


def test_painting_keeps_the_painter_as_it_was():
    image = QImage(80, 80, QImage.Format.Format_RGB32)
    p = QPainter(image)
    for plate in CLOSEUPS:
        site = site_of(load_atlas(), plate)
        viewport = Viewport.fit(80, 80, Rect(0, 0, 80, 80), site.camera())
        view = View(plate, plate, site.camera())
        paint_closeup(p, load_atlas(), view, Position.SUPINE, Look.of("light"), viewport)
        assert p.worldTransform().isIdentity()
        p.save()
        to_drawing(p, site, viewport)
        before = p.worldTransform()
        inside = inside_of(plate)
        inside.still(p, inside.state(dict.fromkeys(inside.state({}).__dataclass_fields__, 1.0)), Look.of("dark"), True)
        assert p.worldTransform() == before
        assert p.opacity() == 1.0
        p.restore()
    p.end()


def test_outlines_of_a_field_are_round_and_closed():
    x = y = np.arange(-3, 3.05, 0.05)
    two = [tube_field(np.array([(c, 0.0, 1.0)]), x, y) for c in (-0.9, 0.9)]
    rings = outlines(smooth_union(two, 0.5), x, y)
    assert len(rings) == 1
    assert area(rings[0]) > 2 * np.pi * 0.78
    one = outlines(two[0], x, y, 0.5)[0]
    assert np.allclose(np.hypot(one[:, 0] + 0.9, one[:, 1]), 1.5, atol=0.01)
