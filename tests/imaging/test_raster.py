import numpy as np

from irexplainer.imaging.raster import TubeCanvas, blur, polygon_mask


def test_polygon_coverage_is_its_area():
    mask = polygon_mask(20, 30, [np.array([(3.25, 2.5), (13.75, 2.5), (13.75, 9.0), (3.25, 9.0)])])
    assert abs(mask.sum() - 10.5 * 6.5) < 0.3
    assert mask[5, 8] == 1
    assert mask[15, 8] == 0


def test_polygons_may_leave_the_picture():
    mask = polygon_mask(10, 10, [np.array([(-5.0, -5.0), (5.0, -5.0), (5.0, 50.0), (-5.0, 50.0)])])
    assert np.allclose(mask[:, :5], 1)
    assert np.allclose(mask[:, 5:], 0)


def test_tube_is_strongest_in_its_middle_and_carries_its_length():
    canvas = TubeCanvas(40, 100)
    line = np.array([(10.0, 20.0), (90.0, 20.0)])
    canvas.draw(line, np.array([6.0, 6.0]), np.array([0.0, 8.0]))
    assert canvas.strength[20, 50] > canvas.strength[15, 50] > canvas.strength[10, 50] == 0
    assert abs(canvas.value[20, 50] - 4.0) < 0.2


def test_blur_keeps_the_sum():
    image = np.zeros((40, 40), np.float32)
    image[20, 20] = 1
    assert abs(blur(image, 2.0).sum() - 1) < 1e-4
