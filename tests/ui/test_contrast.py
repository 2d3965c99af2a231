"""All letters stand out 7 : 1 (WCAG 2.2 AAA), measured from the tables of colors the widgets themselves use."""

import pytest
from PySide6.QtGui import QColor

from irexplainer.paint import monitor_picture as screen
from irexplainer.paint.look import THEMES, Look
from irexplainer.ui.button_shapes import SHAPES
from irexplainer.ui.dress import STYLES
from irexplainer.ui.style import contrast

GROUNDS = ("panel", "inset")
"""What pages and cards put behind text that brings no ground of its own."""


def blended(color, ground, alpha):
    top, under = QColor(color), QColor(ground)
    parts = zip(top.getRgb()[:3], under.getRgb()[:3], strict=True)
    return QColor(*(round(a * alpha + b * (1 - alpha)) for a, b in parts)).name()


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_style_stands_out(theme):
    look = Look.of(theme)
    for name, style in STYLES.items():
        for ground in ("accent",) if style.role == "on_accent" else GROUNDS:
            assert contrast(look.color(style.role), look.color(ground)) >= 7.0, (name, ground)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("share", "least"), [(0.0, 7.0), (0.08, 6.0)])
def test_every_button_stands_out_and_stays_readable_under_the_pointer(theme, share, least):
    look = Look.of(theme)
    for name, shape in SHAPES.items():
        for fill, ink in ((shape.fill, shape.ink), (shape.on_fill, shape.on_ink)):
            for ground in [fill] if fill else GROUNDS:
                under = look.color(ground)
                if share and fill == shape.fill:  # a checked button does not change under the pointer
                    under = blended(look.color("on_accent" if fill == "accent" else "accent"), under, share)
                assert contrast(look.color(ink), under) >= least, (name, ground)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [(screen.TITLE, screen.BEZEL), (screen.STRIP, screen.BEZEL), (screen.CHIP_TEXT, screen.CHIP)],
)
def test_words_on_the_doctors_screen_stand_out(ink, ground):
    assert contrast(ink, ground) >= 7.0


@pytest.mark.parametrize("tone", screen.TONES)
def test_names_of_marks_on_the_doctors_screen_stand_out(tone):
    assert contrast(screen.TONES[tone][1], screen.BEZEL) >= 7.0
