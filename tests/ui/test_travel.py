"""A camera flight is carried by few layers, none enlarged too far and none leaving a gap."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from irexplainer.geom.viewport import Camera, Rect, Viewport
from irexplainer.geom.zoom_path import ZoomPath
from irexplainer.ui.travel import ENLARGE, covers, layer_for, plan_legs, source_rect

FREE = Rect(120, 24, 900, 700)
cameras = st.builds(
    lambda x, y, w, h: Camera(x, y, w, h),
    st.floats(-20, 20), st.floats(5, 160), st.floats(4, 80), st.floats(4, 170),
)  # fmt: skip


def way(a, b, count=48):
    path = ZoomPath(a, b)
    return [Viewport.fit(1136, 1008, FREE, path.at(i / (count - 1))) for i in range(count)]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(cameras, cameras)
def test_every_moment_is_covered_and_sharp_enough(a, b):
    flight = way(a, b)
    legs = plan_legs(flight)
    assert [leg.first for leg in legs] == [0, *(leg.last for leg in legs[:-1])]
    assert legs[-1].last == len(flight) - 1
    for leg in legs:
        for view in flight[leg.first : leg.last + 1]:
            assert covers(leg.layer, view)
            assert view.scale / leg.layer.scale <= ENLARGE * 1.001 or leg.last == leg.first + 1


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(cameras, cameras)
def test_no_layer_is_much_larger_than_the_picture(a, b):
    for leg in plan_legs(way(a, b)):
        if leg.first + 1 < leg.last:
            assert leg.layer.width * leg.layer.height <= 1136 * 1008 * 1.62


def test_body_to_liver_needs_few_layers():
    flight = way(Camera(0, 85, 80, 172), Camera(-2, 55, 24, 22))
    assert len(plan_legs(flight)) <= 8


def test_a_resting_camera_needs_one_layer_of_the_picture_size():
    view = way(Camera(0, 85, 80, 172), Camera(0, 85, 80, 172))[0]
    layer = layer_for([view])
    assert (layer.width, layer.height) == (1136, 1008)
    part = source_rect(layer, view)
    assert (part.x, part.y) == pytest.approx((0, 0), abs=1e-6)
