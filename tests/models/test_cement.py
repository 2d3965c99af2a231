from itertools import pairwise

import numpy as np
import pytest

from irexplainer.models.cement import (
    BALLOON_ML,
    BODY_ML,
    PORES,
    CementFilling,
    area,
    balloon_radius,
    front_part,
)  # fmt: skip


def vertebra():
    """Side view of a lumbar body, 3.0 deep (x backward) and 2.8 high, with a waist."""
    x = np.concatenate([np.linspace(-1.5, 1.5, 30), np.linspace(1.5, -1.5, 30)])
    top = 1.4 - 0.15 * np.cos(np.linspace(-1.5, 1.5, 30))
    return np.column_stack([x, np.concatenate([top, -top])])


OUTLINE = front_part(vertebra(), np.array([1.0, 0.0]))
PLAIN = CementFilling(OUTLINE, np.array([-0.6, 0.0]), 4.0)
HOLLOW = CementFilling(OUTLINE, np.array([-0.35, 0.0]), 4.0, BALLOON_ML)


def inside(outline, points):
    """Even-odd rule."""
    a, b = outline, np.roll(outline, -1, axis=0)
    x, y = points[:, 0, None], points[:, 1, None]
    crosses = (a[:, 1] > y) != (b[:, 1] > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        at = a[:, 0] + (y - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0])
    return (crosses & (x < at)).sum(axis=1) % 2 == 1


@pytest.mark.parametrize("filling", [PLAIN, HOLLOW])
def test_cement_never_leaves_its_outline_nor_the_front_three_quarters(filling):
    for ml in np.linspace(0.1, 8.0, 30):
        front = filling.contour(ml)
        assert inside(OUTLINE, filling.tip + (front - filling.tip) * 0.999).all()
        assert front[:, 0].max() <= 0.75 + 1e-6, "the back quarter of 3 cm stays free"


def test_as_much_of_the_bone_is_filled_as_cement_was_given():
    for ml in (0.5, 2.0, 4.0):
        assert PLAIN.share(ml) == pytest.approx((ml / (BODY_ML * PORES)) ** (2 / 3), rel=0.02)


def test_what_was_in_the_balloon_fills_the_hollow():
    reach = np.linalg.norm(HOLLOW.contour(BALLOON_ML) - HOLLOW.tip, axis=1)
    assert reach == pytest.approx(np.full(len(reach), balloon_radius(BALLOON_ML)))
    just_more = area(HOLLOW.contour(BALLOON_ML + 0.02)) / area(HOLLOW.contour(BALLOON_ML))
    assert 1.0 < just_more < 1.03, "no jump where the hollow is full"


@pytest.mark.parametrize("filling", [PLAIN, HOLLOW])
def test_cement_only_grows(filling):
    areas = [area(filling.contour(ml)) for ml in np.linspace(0.0, 5.0, 40)]
    assert all(b >= a - 1e-9 for a, b in pairwise(areas))
    reach = [np.linalg.norm(filling.contour(ml) - filling.tip, axis=1) for ml in (1.0, 2.0, 4.0)]
    assert all(np.all(b >= a - 1e-6) for a, b in pairwise(reach)), "no part of the front goes back"


def test_a_hollow_is_filled_smoothly_spongy_bone_in_fingers():
    def unevenness(filling, ml):
        reach = np.linalg.norm(filling.contour(ml) - filling.tip, axis=1)
        return float(np.ptp(reach) / reach.mean())

    assert unevenness(HOLLOW, 0.8) < 0.01
    assert unevenness(PLAIN, 0.8) > 0.3


def test_balloon_comes_first_grows_in_steps_and_is_out_before_the_cement():
    """facts/kyphoplasty.md: 2.4 ml a side on average; inflated stepwise; removed before cement."""
    moments = [HOLLOW.at(s) for s in np.arange(0, HOLLOW.seconds + 1, 0.5)]
    assert max(m.balloon_ml for m in moments) == pytest.approx(BALLOON_ML)
    assert all(m.balloon_ml == 0 for m in moments if m.cement_ml > 0)
    assert moments[-1].cement_ml == pytest.approx(4.0)
    assert moments[-1].hollow_cm == pytest.approx(balloon_radius(BALLOON_ML))
    assert 4 / 3 * np.pi * balloon_radius(2.4) ** 3 == pytest.approx(2.4)
    assert all(b.hollow_cm >= a.hollow_cm for a, b in pairwise(moments))


def test_pushes_are_small():
    """facts/vertebroplasty.md: 0.1 to 0.5 ml at a time."""
    cement = PLAIN.series()[0]
    ups = np.diff(cement.values)
    assert ups.min() >= 0
    assert cement.values[-1] == pytest.approx(4.0)
    assert PLAIN.at(12.0).cement_ml - PLAIN.at(0.0).cement_ml == pytest.approx(0.25)
    assert [s.id for s in HOLLOW.series()] == ["balloon_filled", "cement_given"]


def test_a_tip_outside_is_refused():
    with pytest.raises(ValueError, match="outside"):
        CementFilling(OUTLINE, np.array([5.0, 0.0]), 3.0).contour(1.0)
