"""The enlarged prostate cut open: what is shown where, both sides alike, one sex only, every theme."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from irexplainer.atlas.load import load_atlas
from irexplainer.atlas.select import for_sex
from irexplainer.geom.viewport import Camera, Rect, Viewport
from irexplainer.paint.front.twigs import twigs
from irexplainer.paint.look import THEMES, Look
from irexplainer.paint.paths import polygon_path
from irexplainer.paint.plates import prostate_bake as bake
from irexplainer.paint.plates import store
from irexplainer.paint.static import paint_static
from irexplainer.story.frame import Position, View
from irexplainer.story.shown import may_show, shown_structures, shown_vessels

SIZE = 360
CAMERA = Camera(0, 82, 15, 15)


def painted(atlas, theme):
    viewport = Viewport.fit(SIZE, SIZE, Rect(0, 0, SIZE, SIZE), CAMERA)
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("#FF00FF"))
    p = QPainter(image)
    paint_static(p, atlas, View("front", "prostate", CAMERA), Position.SUPINE, Look.of(theme), viewport)
    p.end()
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(SIZE, SIZE, 4)
    return flat[..., 2::-1].astype(float), viewport


def color(found, viewport, x, y):
    u, v = viewport.to_screen(x, y)
    return found[round(v) - 1 : round(v) + 2, round(u) - 1 : round(u) + 2].mean((0, 1))


@pytest.mark.parametrize("theme", THEMES)
def test_wall_hollow_lobes_and_arteries_differ(theme):
    found, viewport = painted(load_atlas(), theme)
    assert not (found == [255, 0, 255]).all(2).any()
    wall, hollow = color(found, viewport, 0, 79.05), color(found, viewport, 0, 80.2)
    outside = color(found, viewport, 0, 77.6)
    assert np.abs(wall - hollow).max() > 25
    assert np.abs(wall - outside).max() > 25
    for side in ("left", "right"):
        line = load_atlas().vessels[f"{side}_prostatic_artery"].points
        x, y = line[np.abs(line[:, 1] - 82.5).argmin(), :2]
        assert color(found, viewport, x, y).argmax() == 0, "arteries are red"


def test_the_enlarged_prostate_is_larger_and_lifts_the_bladder():
    atlas = load_atlas()
    own, big = np.asarray(atlas.structures["prostate"].outline), bake.prostate_outline(atlas)
    assert np.ptp(big[:, 0]) == pytest.approx(1.24 * np.ptp(own[:, 0]))
    assert big[:, 1].max() == pytest.approx(own[:, 1].max())
    floor, bladder = bake.bladder_outline(atlas), atlas.structures["urinary_bladder"].outline
    assert floor[:, 1].max() < np.asarray(bladder)[:, 1].max() - 1.0
    assert polygon_path(floor).intersects(polygon_path(big))


def test_bladder_and_urethra_are_one_hollow_down_to_the_tip():
    atlas = load_atlas()
    hollow, low = bake.hollow_path(atlas), bake.prostate_outline(atlas)[:, 1].max()
    assert len([q for q in hollow.simplified().toSubpathPolygons() if q.boundingRect().width() > 0.05]) == 1
    assert hollow.contains(QPointF(0, 80.5))
    assert hollow.boundingRect().bottom() == pytest.approx(low, abs=0.05)


def test_lobes_lie_in_the_prostate_and_on_both_sides_of_the_urethra():
    prostate, urethra = polygon_path(bake.prostate_outline(load_atlas())), bake.urethra_path()
    lobes = bake.nodule_outlines()
    for outline in lobes:
        middle = outline.mean(0)
        assert prostate.contains(QPointF(*middle))
        assert not urethra.contains(QPointF(*middle))
    assert sum(o[:, 0].mean() > 0 for o in lobes) == sum(o[:, 0].mean() < 0 for o in lobes)


def test_targets_lie_in_the_large_lobes_and_their_feeders_reach_them():
    atlas = load_atlas()
    for side in ("left", "right"):
        target = atlas.targets[f"{side}_prostate_lobe"]
        assert any(polygon_path(o).contains(QPointF(*target.center[:2])) for o in bake.nodule_outlines())
        end = atlas.vessels[target.feeders[0]].points[-1, :2]
        assert polygon_path(bake.prostate_outline(atlas)).contains(QPointF(*end))


def test_fine_arteries_stay_in_the_prostate_and_out_of_the_urethra():
    prostate, urethra = polygon_path(bake.prostate_outline(load_atlas())), bake.urethra_path()
    found = twigs(bake.TWIGS)
    assert len(found) > 10
    for line in found:
        assert prostate.contains(QPointF(*line[-1, :2]))
        assert not urethra.contains(QPointF(*line[-1, :2]))


def test_it_is_shown_for_men_only():
    atlas = load_atlas()
    ids = {s.id for s in shown_structures(atlas, "prostate")} | {v.id for v in shown_vessels(atlas, "prostate")}
    assert {"prostate", "urinary_bladder", "left_prostatic_artery", "right_internal_iliac_artery", "left_ureter"} <= ids
    assert not {i for i in ids if "uter" in i.replace("ureter", "") or "ovar" in i}
    assert not may_show(View("front", "prostate", CAMERA), "left_uterine_artery")
    assert "prostate" not in for_sex(atlas, "female").structures


def test_the_shipped_picture_is_fresh():
    for stored in bake.pictures(load_atlas()):
        assert store.is_fresh(stored), stored.name
