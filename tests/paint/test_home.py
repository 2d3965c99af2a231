import subprocess
import sys
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QPainter

from irexplainer.paint.home import ANCHORS, TOOLS_PX, home_image, home_nodes
from irexplainer.paint.home_layer import HOME_BOX, HOME_PX_PER_CM, home_file, home_picture, paint_home_layer
from irexplainer.paint.look import THEMES, Look

REGIONS = {id: (id.replace("_", " ").title(), "What is done there") for id in ANCHORS}

FIRST_PICTURE = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
from irexplainer.paint.home import home_image, ANCHORS
from irexplainer.paint.look import Look
image = home_image(Look.of("light"), (600, 500), {id: (id, "") for id in ANCHORS})
assert not image.isNull()
bad = [m for m in sys.modules if m == "numpy" or m.startswith(("irexplainer.atlas", "irexplainer.imaging"))]
print(bad)
sys.exit(1 if bad else 0)
"""


def test_first_picture_needs_neither_numpy_nor_atlas():
    done = subprocess.run([sys.executable, "-c", FIRST_PICTURE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@settings(max_examples=40, deadline=None)
@given(st.integers(620, 2400), st.integers(600, 2000), st.sampled_from((1.0, 1.25, 1.5)))
def test_callouts_are_apart_and_inside(width, height, scale):
    nodes = home_nodes(width, height, REGIONS, scale)
    assert {n.region for n in nodes} == set(ANCHORS)
    for node in nodes:
        assert node.rect.x >= -1
        assert node.rect.right <= width + 1
        assert node.contains(*node.rect.center)
        assert node.contains(*node.anchor)
    for a, b in combinations(nodes, 2):
        assert not a.rect.intersects(b.rect)


def test_callouts_stand_at_the_height_of_what_they_name():
    for node in home_nodes(1136, 1008, REGIONS):
        assert node.rect.center[1] == pytest.approx(node.anchor[1], abs=1.0)


def test_unknown_regions_are_left_out():
    assert home_nodes(1136, 1008, {"tail": ("Tail", "")}) == ()


@pytest.mark.parametrize("theme", THEMES)
def test_shipped_figure(theme):
    picture = home_picture(theme)
    assert picture.width() == round(HOME_BOX.width * HOME_PX_PER_CM)
    assert picture.hasAlphaChannel()
    assert picture.pixelColor(2, 2).alpha() == 0
    with open(home_file(theme), "rb") as file:
        assert len(file.read()) < 2_000_000


@pytest.mark.parametrize("theme", THEMES)
def test_figure_is_in_the_middle(theme):
    image = QImage(500, 600, QImage.Format.Format_RGB32)
    p = QPainter(image)
    paint_home_layer(p, Look.of(theme), 500, 600)
    p.end()
    middle, rim = image.pixelColor(250, 230), image.pixelColor(20, 230)
    assert middle != rim


def test_highlight_changes_only_its_call_out():
    look = Look.of("light")
    plain = home_image(look, (900, 800), REGIONS)
    hot = home_image(look, (900, 800), REGIONS, highlighted="liver")
    node = next(n for n in home_nodes(900, 800, REGIONS) if n.region == "liver")
    other = next(n for n in home_nodes(900, 800, REGIONS) if n.region == "brain")
    assert plain != hot
    x, y = round(other.rect.x), round(other.rect.y)
    size = round(other.rect.width), round(other.rect.height)
    assert plain.copy(x, y, *size) == hot.copy(x, y, *size)
    x, y = round(node.rect.x), round(node.rect.y)
    assert plain.copy(x - 2, y - 2, 40, 20) != hot.copy(x - 2, y - 2, 40, 20)


def test_a_long_subtitle_takes_two_lines_where_the_column_has_room():
    """A laptop at 100 % has it; at 200 % the chips would touch, and only their titles stay."""
    longer = {**REGIONS, "brain": ("Brain", "Strokes and weak spots in the wall of arteries")}
    for scale, lines in ((1.0, 2), (2.0, 0)):
        brain = next(n for n in home_nodes(934, 712, longer, scale) if n.region == "brain")
        assert len(brain.label.subtitle) == lines


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_chip_reaches_below_the_buttons_of_the_picture(scale):
    for node in home_nodes(772, 696, REGIONS, scale):
        assert node.rect.right <= 772 - TOOLS_PX + 0.5
        assert node.rect.x >= 0
