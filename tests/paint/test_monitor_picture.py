import numpy as np
import pytest

from irexplainer.geom.viewport import Rect
from irexplainer.imaging.screen import Mark, Screen, dark_screen, orientation_marks
from irexplainer.paint.look import Look
from irexplainer.paint.monitor_picture import MonitorLayout, image_rect, monitor_image, note_text, screen_picture
from irexplainer.paint.words import english
from irexplainer.story.frame import Modality


def screen(note="lying_face_down", **more):
    pixels = np.tile(np.linspace(0, 1, 120, dtype=np.float32), (100, 1))
    marks = (*orientation_marks(120, 100), Mark("tumor", 60, 50, "ring", 20, "ice"))
    return Screen(pixels, Modality.CT, marks, "ct", note, **more)


@pytest.mark.parametrize("size", [(392, 408), (328, 300), (500, 456), (240, 260)])
@pytest.mark.parametrize("scale", [1.0, 1.5, 3.0])
def test_pieces_do_not_overlap(size, scale):
    rect = Rect(0, 0, *size)
    layout = MonitorLayout.for_rect(rect, "What the doctor sees", "X-ray with dye", scale)
    assert not layout.title.intersects(layout.chip)
    assert layout.title.bottom <= layout.image.y + 1
    assert layout.chip.bottom <= layout.image.y + 1
    assert layout.image.bottom <= layout.strip.y + 1
    assert layout.strip.bottom <= size[1] + 1
    assert layout.image.height > 0.3 * size[1]


def test_gray_is_slightly_cool():
    picture = screen_picture(screen())
    color = picture.pixelColor(60, 50)
    assert color.blue() >= color.green() >= color.red()
    assert picture.pixelColor(0, 0).lightness() < 5


def test_marks_are_on_the_picture():
    look = Look.of("light")
    with_marks = monitor_image(screen(), look, (392, 408), english)
    bare = monitor_image(Screen(screen().pixels, Modality.CT, (), "ct"), look, (392, 408), english)
    assert with_marks != bare


def test_words_and_numbers_of_the_strip():
    assert note_text(screen(), english) == "You lie face down"
    assert note_text(screen("contrast_frame", numbers={"picture": 14.0}), english).startswith("Dye picture 14")
    assert note_text(screen("contrast_frame"), english)


def test_image_keeps_its_place_whatever_is_said():
    rect = Rect(0, 0, 392, 408)
    assert image_rect(rect, english, "ct") == image_rect(rect, lambda key: english(key), "ct")


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
def test_no_picture_is_calm(theme):
    image = monitor_image(dark_screen(120, 100), Look.of(theme), (392, 408), english)
    seen = [image.pixelColor(x, y).lightness() for x in range(30, 362, 4) for y in range(60, 360, 4)]
    assert sorted(seen)[len(seen) // 2] < 60, "no bright picture"
    assert sum(v > 90 for v in seen) > 20, "but an icon and words"
    assert min(image.pixelColor(196, y).lightness() for y in range(60, 340)) > 12, "no black hole"
