"""Grain of subtraction pictures: photons of mask and dye picture; ghosts where something dense has moved."""

import fakes
import numpy as np
import pytest

from irexplainer.imaging.angiography import Angiography
from irexplainer.imaging.body_xray import PHOTONS, body_passed
from irexplainer.imaging.subtraction import BREATH_SECONDS, DOSE, GHOST, Grounds, ghost_of, sway
from irexplainer.imaging.window import around
from irexplainer.imaging.xray import Shadows

SIZE, MANY = 256, 80


@pytest.fixture(scope="module")
def shadows():
    return Shadows(fakes.atlas(), around((0.0, 57.0), 20.0, SIZE, SIZE))


def pictures(shadows, dose=DOSE, through=1.0):
    """Pictures without movement between them; through: share of rays that dye lets pass."""
    grounds = Grounds(SIZE, SIZE, dose)
    found = []
    for number in range(MANY):
        pixels = grounds.before_dye(shadows, 0.0) * np.float32(through)
        grounds.scatter(pixels, shadows, number * 7)
        found.append(pixels)
    return np.stack(found)


@pytest.mark.parametrize("through", [1.0, 0.3])
@pytest.mark.parametrize("dose", [DOSE, DOSE / 4])
def test_the_grain_that_changes_is_that_of_the_photons_behind_the_dye(shadows, dose, through):
    stack = pictures(shadows, dose, through)
    relative = stack.var(axis=0, ddof=1) / stack.mean(axis=0) ** 2
    expected = 1 / (body_passed(shadows) * PHOTONS * dose * through)
    for part in (expected < np.percentile(expected, 25), expected > np.percentile(expected, 75)):
        assert float(relative[part].mean() / expected[part].mean()) == pytest.approx(1.0, abs=0.12)


def test_mask_and_dye_picture_add_as_squares(shadows):
    """One picture over its smooth ground: variance 1 / Nm + 1 / Nc."""
    calm = Grounds(SIZE, SIZE, 1e9)
    smooth = calm.before_dye(shadows, 0.0)
    one = pictures(shadows, through=0.3)[0] / (0.3 * smooth) - 1
    photons = body_passed(shadows) * PHOTONS * DOSE
    assert float((one * np.sqrt(photons)).var()) == pytest.approx(1 + 1 / 0.3, rel=0.1)


def test_the_mask_stands_still_and_only_one_picture_of_it_is_taken(shadows):
    stack = pictures(shadows)
    smooth = Grounds(SIZE, SIZE, 1e9).before_dye(shadows, 0.0)
    left = (stack.mean(axis=0) / smooth - 1) * np.sqrt(body_passed(shadows) * PHOTONS * DOSE)
    assert float(left.std()) == pytest.approx(1.0, abs=0.1)


def test_ghosts_lie_at_edges_and_grow_with_the_breath(shadows):
    calm = Grounds(SIZE, SIZE, 1e9)
    deep, rest = (calm.before_dye(shadows, s) for s in (BREATH_SECONDS / 2, 0.0))
    ghost = ghost_of(body_passed(shadows), shadows.window.scale)
    strong = np.abs(ghost) > np.percentile(np.abs(ghost), 99)
    weak = np.abs(ghost) < np.percentile(np.abs(ghost), 50)
    moved = np.abs(deep / rest - 1)
    assert sway(BREATH_SECONDS / 2) == pytest.approx(1.0)
    assert moved[strong].mean() > 8 * moved[weak].mean()
    assert moved.max() <= GHOST
    assert (deep > rest).any()
    assert (deep < rest).any(), "one rim darker, the other brighter"


def test_noise_never_flickers_by_more_than_a_twentieth_of_the_range():
    """STYLE 12."""
    dsa = Angiography(fakes.atlas(), SIZE, SIZE)
    board = fakes.Board("x", {})
    stack = np.stack([dsa.render(board, fakes.frame(seconds=s / 4)).pixels for s in range(24)])
    assert float(stack.std(axis=0).max()) < 0.06
    assert float(np.percentile(stack.std(axis=0), 99)) < 0.05
