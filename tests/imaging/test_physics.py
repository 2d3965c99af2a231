"""The pictures obey the physics their docstrings state."""

import math

import fakes
import numpy as np
import pytest

from irexplainer.imaging.ct import Ct
from irexplainer.imaging.fields import StraightField
from irexplainer.imaging.fluoroscopy import PHOTONS, Fluoroscopy
from irexplainer.imaging.hounsfield import Region
from irexplainer.imaging.mri import focus_celsius, thermometry
from irexplainer.imaging.relaxation import SPINS, T1_WEIGHTED, T2_WEIGHTED, signal, signal_of
from irexplainer.imaging.scenes import ellipse, slice_scene
from irexplainer.imaging.screen import Screen, through_window
from irexplainer.imaging.sound import TISSUES, echoes, speckle
from irexplainer.imaging.ultrasound import Ultrasound
from irexplainer.imaging.under import StructureMap, painted
from irexplainer.story.frame import EffectPose, Modality

ROWS, LINES, STEP = 400, 60, 0.02


def columns(*layers):
    """Amplitude of a stack of (tissue, cm), all lines alike except that the left half is plain liver."""
    planes = [np.full((ROWS, LINES), v, np.float32) for v in _values("liver")]
    top = 0.0
    for tissue, deep in layers:
        rows = slice(round(top / STEP), round((top + deep) / STEP))
        for plane, value in zip(planes, _values(tissue), strict=True):
            plane[rows, LINES * 3 // 4 :] = value
        top += deep
    return echoes(*planes, STEP, 3.5)


def _values(name):
    tissue = TISSUES[name]
    return tissue.scatter, tissue.impedance, tissue.loss


def level(amplitude, cm, right=True):
    rows = slice(round(cm / STEP), round((cm + 0.8) / STEP))
    part = amplitude[rows, LINES * 7 // 8 :] if right else amplitude[rows, : LINES // 2]
    return 20 * math.log10(max(float(part.mean()), 1e-6))


@pytest.mark.parametrize("hard", ["bone", "stone", "gas", "ice"])
def test_behind_what_stops_sound_there_is_a_shadow(hard):
    amplitude = columns(("liver", 2.0), (hard, 0.8), ("liver", 4.0))
    assert level(amplitude, 1.0) - level(amplitude, 4.0) > 20


def test_behind_fluid_it_is_brighter_than_beside():
    amplitude = columns(("liver", 2.0), ("fluid", 2.0), ("liver", 4.0))
    assert level(amplitude, 5.0) - level(amplitude, 5.0, right=False) > 3
    assert level(amplitude, 2.6) < level(amplitude, 2.6, right=False) - 20


def test_an_edge_mirrors_as_the_impedances_say():
    amplitude = columns(("muscle", 2.0), ("bone", 1.0))
    soft = columns(("muscle", 2.0), ("fat", 1.0))
    rows = slice(round(1.9 / STEP), round(2.1 / STEP))
    assert amplitude[rows, -5:].max() > 2.5 * soft[rows, -5:].max()


def test_speckle_is_rayleigh():
    grain = speckle((300, 300), 3)
    assert float(grain.mean()) == pytest.approx(1.0, abs=1e-3)
    assert float(grain.std()) == pytest.approx(math.sqrt(4 / math.pi - 1), abs=0.06)


def test_an_ultrasound_picture_is_its_decibels_through_its_window():
    scene = slice_scene(
        200, 200, [(ellipse(0, 0, 9, 9), "liver", "liver")], np.array([0.0, 9.0]), np.zeros(2), 10.0, "how_sound_looks"
    )
    screen = Ultrasound(scene, 200, 200).render(fakes.Board("x", {}), fakes.frame())
    assert screen.unit == "dB"
    assert np.array_equal(screen.pixels, through_window(screen.field, *screen.window))
    inside = screen.field[80:140, 80:120]
    assert -48 < float(inside.mean()) < -20
    assert screen.structure_at(100, 100) == "liver"
    assert screen.structure_at(3, 3) == ""


def test_a_small_probe_keeps_centimeters_square():
    field = StraightField(200, 160, -2.0, 50.0)
    (x0, y0), (x1, _), (_, y1) = field.px(0, 0), field.px(1, 0), field.px(0, 1)
    assert x1 - x0 == y1 - y0 == 50


@pytest.fixture(scope="module")
def xray():
    return Fluoroscopy(fakes.atlas(), 256, 256)


def test_photons_scatter_as_poisson_says(xray):
    board = fakes.Board("x", {})
    pictures = np.stack([xray.render(board, fakes.frame(seconds=s / 3)).field for s in range(60)])
    mean, variance = pictures.mean(axis=0)[40:-40, 40:-40], pictures.var(axis=0, ddof=1)[40:-40, 40:-40]
    dark, light = mean < np.percentile(mean, 20), mean > np.percentile(mean, 80)
    for part in (dark, light):
        assert float(variance[part].mean() / mean[part].mean()) == pytest.approx(1.0, abs=0.12)
    assert mean.max() < PHOTONS


def test_shutters_keep_rays_off(xray):
    screen = xray.render(fakes.Board("x", {}), fakes.frame())
    assert screen.field[:4].mean() < 0.25 * screen.field[60:190, 60:190].mean()
    assert screen.unit == "photons"


def test_cement_is_dark_on_xray_and_white_on_ct(xray):
    board, at = fakes.Board("x", {}), (0.0, 58.4, 1.0)
    cement = fakes.frame(effects=(EffectPose("c", "cement", "", at, 1.0, 0.8),))
    x, y = (int(v) for v in xray.render(board, cement).project(at))
    filled, empty = (xray.render(board, f).field[y - 3 : y + 3, x - 3 : x + 3].mean() for f in (cement, fakes.frame()))
    assert filled < 0.4 * empty
    slice_ = Ct(
        [Region("skin", "skin", ellipse(0, 0, 13, 9)), Region("m", "muscle", ellipse(0, 0, 12, 8))], 58.0, 200, 200
    )
    screen = slice_.render(board, cement)
    assert screen.value_at(*screen.project(at)) > 1300


def test_ct_values_are_hounsfield_units_whatever_the_window():
    regions = [("skin", "skin", 13, 9), ("liver", "liver", 11, 7), ("water", "fluid", 2, 2)]
    maker = Ct([Region(i, t, ellipse(0, 0, a, b)) for i, t, a, b in regions], 61.0, 240, 240)
    screen = maker.render(fakes.Board("x", {}), fakes.frame(modality=Modality.CT))
    x, y = (int(v) for v in screen.project((0.0, 61.0, 0.0)))
    assert float(screen.field[y - 5 : y + 5, x - 5 : x + 5].mean()) == pytest.approx(4, abs=4)
    assert screen.field[2:8, 2:8].mean() == pytest.approx(-1000, abs=15)
    bone = screen.windowed(300, 1500)
    assert np.array_equal(bone.field, screen.field)
    assert bone.window == (300, 1500)
    assert float(bone.pixels[y, x]) == pytest.approx((float(screen.field[y, x]) + 450) / 1500, abs=1e-5)
    assert screen.mm_per_px == pytest.approx(10 / screen.px_per_cm)


def test_a_dark_screen_has_no_window():
    screen = Screen(np.zeros((4, 4), np.float32), Modality.NONE)
    assert screen.windowed(0, 1) is screen
    assert screen.value_at(1, 1) is None
    assert screen.mm_per_px == 0


def test_spin_echo_formula_and_weighting():
    spins = SPINS["liver"]
    expected = spins.protons * (1 - math.exp(-4000 / spins.t1)) * math.exp(-90 / spins.t2)
    assert signal(spins, T2_WEIGHTED) == pytest.approx(expected)
    t1, t2 = ({n: signal(SPINS[n], w) for n in ("fluid", "fat", "muscle")} for w in (T1_WEIGHTED, T2_WEIGHTED))
    assert t2["fluid"] > t2["fat"] > t2["muscle"]
    assert t1["fat"] > t1["muscle"] > t1["fluid"]
    assert signal(SPINS["fibroid"], T2_WEIGHTED) < 0.7 * signal(SPINS["uterus"], T2_WEIGHTED)
    assert signal_of("abdominal_aorta", "artery", T2_WEIGHTED) == 0


def test_warmth_is_half_at_the_radius_and_colored_only_where_hot():
    heat = EffectPose("h", "heat", "", (0, 0, 0), 1.0, 0.5, {"celsius": 67.0})
    warm = focus_celsius(np.array([[0.0, 0.5, 9.0]], np.float32), heat)
    assert warm[0] == pytest.approx([67, 52, 37], abs=0.01)
    colors = thermometry(warm)
    assert colors[0, 2, 3] == 0
    assert colors[0, 0, 3] > 150
    assert colors[0, 0, 0] > colors[0, 0, 2]


def test_the_map_of_structures_is_made_once_and_only_when_asked_for():
    made = []

    def make():
        made.append(1)
        return painted(20, 20, [(0, np.array([(2, 2), (15, 2), (15, 15), (2, 15)], float))])

    under = StructureMap(("liver",), make)
    assert not made
    assert (under.at(8, 8), under.at(18, 18), under.at(-1, 3)) == ("liver", "", "")
    assert under.mask("liver").sum() == 13 * 13
    assert under.mask("spleen").sum() == 0
    assert under.shown == ("liver",)
    assert made == [1]
