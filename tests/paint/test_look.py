import pytest

from irexplainer.paint.look import THEMES, Look
from irexplainer.paint.ramps import DARK_RAMPS, HIGH_CONTRAST_RAMPS, RAMPS

TEXT_ON = [
    ("ink", "panel"), ("ink2", "panel"), ("ink3", "panel"), ("ink", "inset"), ("ink2", "inset"),
    ("ink3", "inset"),
    ("ink", "background"), ("ink2", "background"), ("accent", "panel"), ("accent", "accent_soft"),
    ("on_accent", "accent"), ("amber", "amber_card"), ("ink", "amber_card"), ("violet", "violet_card"),
    ("violet", "panel"), ("ice", "panel"), ("artery", "panel"), ("vein", "panel"), ("warning", "panel"),
    ("target", "panel"), ("on_caption", "caption"), ("ink", "chip"), ("ink2", "chip"), ("ink", "accent_soft"),
    ("ink2", "accent_soft"),
]  # fmt: skip


def luminance(code):
    parts = [int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON)
def test_text_has_seven_to_one(theme, ink, ground):
    look = Look.of(theme)
    assert contrast(look.color(ink), look.color(ground)) >= 7.0


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_has_every_role_and_ramp(theme):
    look = Look.of(theme)
    assert set(THEMES["light"]) <= set(look.colors)
    assert set(look.ramps) == set(RAMPS)
    assert look.name == theme


def test_overrides_only_known_ramps():
    assert set(DARK_RAMPS) <= set(RAMPS)
    assert set(HIGH_CONTRAST_RAMPS) <= set(RAMPS)


@pytest.mark.parametrize("ramp", sorted(RAMPS))
def test_ramp_gets_lighter(ramp):
    shadow, base, light = (luminance(c) for c in RAMPS[ramp])
    assert shadow < base < light
