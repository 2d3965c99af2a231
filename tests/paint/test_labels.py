from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from irexplainer.geom.viewport import Rect
from irexplainer.paint.fonts import font
from irexplainer.paint.labels import LabelFonts, LabelRoom, label_limit, place_labels
from irexplainer.paint.leaders import leaders_cross
from irexplainer.paint.text import balanced, text_size, wrapped
from irexplainer.paint.words import english, pair, single
from irexplainer.story.frame import Label
from irexplainer.story.stage_layout import StageLayout

SIZES = ((1136, 1008), (934, 712), (1080, 960), (760, 620), (560, 900))
NAMES = ("Liver", "Main artery|abdominal aorta", "Ice ball|covers the tumor plus a margin",
         "A remarkably long name of a small thing|and what it is good for", "Ort")  # fmt: skip

points = st.tuples(st.floats(0, 1), st.floats(0, 1))


@st.composite
def scenes(draw):
    width, height = draw(st.sampled_from(SIZES))
    scale = draw(st.sampled_from((1.0, 1.5, 2.0, 3.0)))
    where = draw(st.lists(points, min_size=1, max_size=9))
    labels = [Label(f"l{i}", str(i), (x * width, y * height, 0.0), i) for i, (x, y) in enumerate(where)]
    tip = draw(st.none() | points)
    return width, height, scale, labels, None if tip is None else (tip[0] * width, tip[1] * height)


def placed(width, height, scale, labels, tip):
    layout = StageLayout.for_size(width, height, text_scale=scale)
    letters = Rect(width * 0.5 - 30, layout.free.y + 4, 60, 26)
    room = LabelRoom(layout.labels, layout.free, (layout.overview, layout.tools, letters))
    fonts = LabelFonts.of(scale, layout.compact)
    limit = label_limit("study", layout.compact, scale)

    def words(key):
        return NAMES[int(key) % len(NAMES)]

    return room, place_labels(labels, lambda p: p[:2], room, words, fonts, limit, tip, not layout.compact)


@settings(max_examples=120, deadline=None)
@given(scenes())
def test_nothing_collides(scene):
    room, items = placed(*scene)
    for item in items:
        assert item.rect.y >= room.box.y - 1
        assert item.rect.bottom <= room.box.bottom + 1
        assert item.rect.x >= -1
        assert item.rect.right <= scene[0] + 1
        assert not any(o.intersects(item.rect) for o in room.obstacles if o.width)
        assert not any(item.rect.contains(*other.anchor) for other in items)
    for a, b in combinations(items, 2):
        assert not a.rect.intersects(b.rect)
        assert not leaders_cross(a, b)


@settings(max_examples=20, deadline=None)
@given(scenes())
def test_same_labels_same_places(scene):
    assert placed(*scene)[1] == placed(*scene)[1]


def test_least_important_goes_first():
    labels = [Label(f"l{i}", "0", (300.0, 300.0 + 3 * i, 0.0), i) for i in range(9)]
    _, items = placed(1136, 1008, 1.0, labels, None)
    assert items
    assert "l0" in {item.id for item in items}


def test_label_of_the_tip_has_no_dot():
    labels = [Label("tip", "0", (500.0, 400.0, 0.0), 0), Label("far", "0", (500.0, 600.0, 0.0), 1)]
    _, items = placed(1136, 1008, 1.0, labels, (500.0, 400.0))
    assert {item.id: item.dot for item in items} == {"tip": False, "far": True}


@pytest.mark.parametrize(("mode", "most"), [("patient", 4), ("clinician", 7), ("study", 9)])
def test_modes_limit_labels(mode, most):
    assert label_limit(mode, False, 1.0) == most
    assert label_limit(mode, True, 1.0) == 4
    assert label_limit(mode, True, 3.0) >= 2


def test_words_have_one_or_two_lines():
    assert pair(lambda key: "Liver|an organ", "x") == ("Liver", "an organ")
    assert pair(lambda key: ("Liver", ""), "x") == ("Liver", "")
    assert single(english, "ice_edge") == "0 °C"
    assert english("some_new_word") == "Some new word"


@pytest.mark.parametrize("width", [300, 420, 560])
def test_a_caption_on_several_lines_leaves_no_word_alone(width):
    face = font(20, 500)
    text = "The probe tips turn very cold, and a ball of ice grows around the tumor."
    lines, greedy = balanced(text, face, width), wrapped(text, face, width)
    assert " ".join(lines) == text
    assert len(lines) == len(greedy)
    longest = [text_size([line], face)[0] for line in lines]
    assert max(longest) <= width
    assert min(longest) > 0.5 * max(longest)
