"""Where vessels meet and end: no plugs in mid-air, no seams, light only where a tool passes."""

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from irexplainer.geom.viewport import Camera, Rect, Viewport
from irexplainer.paint.front.easel import tubes_of
from irexplainer.paint.front.mouths import blends, by_brush, chained, joined_tube, loose_ends
from irexplainer.paint.look import Look
from irexplainer.paint.static import paint_static
from irexplainer.story.frame import Position, View

SIZE = 400


def painted(atlas, profile, camera, theme="light"):
    viewport = Viewport.fit(SIZE, SIZE, Rect(0, 0, SIZE, SIZE), camera)
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    p = QPainter(image)
    paint_static(p, atlas, View("front", profile, camera), Position.SUPINE, Look.of(theme), viewport)
    p.end()
    return lambda x, y: image.pixelColor(*(min(max(round(v), 0), SIZE - 1) for v in viewport.to_screen(x, y)))


def redness(color):
    return color.red() - (color.green() + color.blue()) / 2


def test_trunks_that_run_on_fade_and_joined_ones_do_not(atlas):
    assert set(loose_ends(atlas, ("thoracic_aorta", "abdominal_aorta", "inferior_vena_cava"))) == {
        "thoracic_aorta", "abdominal_aorta", "inferior_vena_cava",
    }  # fmt: skip
    whole = ("ascending_aorta", "aortic_arch", "thoracic_aorta", "abdominal_aorta", "left_common_iliac_artery")
    assert set(loose_ends(atlas, whole)) == {"left_common_iliac_artery"}
    assert loose_ends(atlas, ("celiac_trunk", "left_gastric_artery")) == {}


def test_the_aorta_of_the_liver_scene_fades_out_at_its_upper_end(atlas):
    at = painted(atlas, "liver", Camera(1, 40, 14, 14))
    x, y = atlas.vessels["thoracic_aorta"].points[0, :2]
    assert redness(at(x, y + 0.2)) < 25 < 80 < redness(at(x - 0.3, y + 6.5))


def test_a_vessel_in_another_tone_gains_it_over_a_stretch(atlas):
    groups = (("vein_context", ("left_brachiocephalic_vein",)), ("vein", ("left_internal_jugular_vein",)))
    (blend,) = blends(atlas, groups)["left_internal_jugular_vein"]
    assert blend.partner == "left_brachiocephalic_vein"
    assert not blend.far
    stretch = blend.stretch(tubes_of(atlas)["left_internal_jugular_vein"])
    assert 2 < len(stretch.line) == blend.count
    assert blends(atlas, groups[:1]) == {}


def test_what_opens_into_its_own_group_stays_in_it(atlas):
    groups = (("artery_context", ("right_subclavian_artery",)), ("artery", ("brachiocephalic_trunk", "aortic_arch")))
    assert blends(atlas, groups) == {}


def test_a_wide_end_keeps_its_dome_and_a_narrow_one_is_flat(atlas):
    tubes = tubes_of(atlas)
    aorta = joined_tube(atlas, "abdominal_aorta", ["left_common_iliac_artery"], tubes["abdominal_aorta"])
    assert aorta.round_end
    iliac = joined_tube(atlas, "left_common_iliac_artery", ["abdominal_aorta"], tubes["left_common_iliac_artery"])
    assert not iliac.round_start
    assert iliac.round_end


def test_neighbors_by_their_ends_and_brushes(atlas):
    assert chained(atlas, "left_external_iliac_artery", ["left_common_iliac_artery", "celiac_trunk"]) == [
        "left_common_iliac_artery"
    ]
    assert list(by_brush("abcd", {"a": 1, "b": 2, "c": 1, "d": 2})) == [(1, ["a", "c"]), (2, ["b", "d"])]


@pytest.mark.parametrize("profile", ["arm_route", "arm_route_liver", "arm_route_pelvis"])
def test_from_the_left_arm_the_arch_is_bright_only_where_a_tool_passes(atlas, profile):
    """The tool comes out of the left subclavian artery and goes down: the part next to the heart stays dark."""
    at = painted(atlas, profile, Camera(1, 36, 12, 12))
    arch = atlas.vessels["aortic_arch"].points
    near, far = arch[3, :2], arch[-3, :2]
    assert redness(at(*near)) > redness(at(*far)) + 40


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("profile", ["arm_route", "left_arm"])
def test_the_arm_is_there_where_the_way_runs_through_it(atlas, profile, theme):
    """Beside the artery in the upper arm is arm, and farther out is ground."""
    artery = atlas.vessels["left_brachial_artery"].points
    x, y = artery[len(artery) // 2, :2]
    at = painted(atlas, profile, Camera(float(x), float(y), 14, 14), theme)
    arm, ground = at(x + 1.2, y), at(x + 6.5, y)
    assert sum(abs(a - b) for a, b in zip(arm.getRgb(), ground.getRgb(), strict=True)) > 12


def test_knee_vessels_lie_behind_the_bones(atlas):
    """Seen through the bone a vessel is paler than above the knee."""
    at = painted(atlas, "legs_arteries", Camera(8, 118, 20, 20))
    line = atlas.vessels["left_popliteal_artery"].points
    thigh = atlas.vessels["left_femoral_artery"].points
    x, y = line[np.abs(line[:, 1] - 124.5).argmin(), :2]
    u, v = thigh[np.abs(thigh[:, 1] - 110.5).argmin(), :2]
    assert redness(at(x, y)) < redness(at(u, v)) - 15


def test_blood_of_the_artery_fills_the_fistula(atlas):
    at = painted(atlas, "left_arm_fistula", Camera(29, 81, 6, 6))
    line = atlas.vessels["left_arteriovenous_fistula"].points
    assert redness(at(*line[-4, :2])) > 20 > redness(at(*line[np.abs(line[:, 1] - 79.0).argmin(), :2]))
