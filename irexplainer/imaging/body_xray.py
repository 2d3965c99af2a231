"""What the body alone lets through of the X-rays in one front window: the same for live X-ray and for subtraction."""

import numpy as np

from irexplainer.imaging.anatomy import AtlasLike
from irexplainer.imaging.noise import vignette
from irexplainer.imaging.prepared import about_to_prepare
from irexplainer.imaging.raster import Floats, Image, blur
from irexplainer.imaging.window import FrontWindow
from irexplainer.imaging.xray import Shadows, absorption

OPEN_FIELD = 0.66
PHOTONS = 735.0
"""Photons per element and pulse of live X-ray that make white: 485 behind soft tissue, grain of 4.5 % there."""
AIR = 0.92
"""Share that passes beside the body."""
VIGNETTE = 0.40
SKULL_GROWS = 1.1
SKULL_PARTS = ((2.7, 12.3, 2.7, 0.75, 0.16), (2.9, 9.9, 1.6, 1.25, -0.16), (2.4, 17.6, 2.3, 0.9, 0.12))
"""Per side: middle x and y, half axes (cm), share of rays stopped (minus: lets through more): base, eye socket, jaw."""
KEPT = 6

_kept: dict[FrontWindow, tuple[AtlasLike, Image]] = {}


def body_passed(shadows: Shadows) -> Image:
    """Share of rays (height, width) that bones and organs let through, corners darker; kept, not to be changed."""
    atlas, window = shadows.atlas, shadows.window
    if window not in _kept or _kept[window][0] is not atlas:
        about_to_prepare()
        while len(_kept) >= KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[window] = atlas, _passed(shadows)
    return _kept[window][1]


def _passed(shadows: Shadows) -> Image:
    atlas, window = shadows.atlas, shadows.window
    pixels = np.full((window.height, window.width), OPEN_FIELD, np.float32)
    for structure in atlas.structures.values():
        share, soft = absorption(structure.id, structure.kind)
        if share:
            pixels *= 1 - np.float32(share) * _relief(shadows, np.asarray(structure.outline, float), soft)
    if "brain" in atlas.structures:
        _skull(pixels, shadows)
    pixels *= vignette(window.height, window.width, VIGNETTE)
    return _outside_body(shadows, pixels)


def _skull(pixels: Image, shadows: Shadows) -> None:
    """The skull around the brain: a shell seen edge-on at its rim, its base, lighter eye sockets. Schematic."""
    brain = np.asarray(shadows.atlas.structures["brain"].outline, float)
    middle = brain.mean(axis=0)
    outer = middle + (brain - middle) * SKULL_GROWS
    rim = shadows.mask(outer, 1.2) - np.float32(0.6) * shadows.mask(middle + (brain - middle) * 0.97, 5.0)
    pixels *= 1 - np.float32(0.34) * np.maximum(rim, 0)
    for x, y, a, b, share in SKULL_PARTS:
        for side in (-1.0, 1.0):
            t = np.linspace(0, 2 * np.pi, 40, endpoint=False)
            part = np.column_stack([side * x + a * np.cos(t), y + b * np.sin(t)])
            pixels *= 1 - np.float32(share) * shadows.mask(part, 3.0)


def _relief(shadows: Shadows, outline: Floats, soft: float) -> Image:
    """A mask whose rim is a little denser for small bones: the shell of bone is seen edge-on."""
    mask = shadows.mask(outline, soft)
    if soft > 2:
        return mask
    inner = blur(mask, 3.0 * min(shadows.window.width, shadows.window.height) / 512)
    return np.asarray(mask * (1.22 - 0.45 * inner), np.float32)


def _outside_body(shadows: Shadows, pixels: Image) -> Image:
    for structure in shadows.atlas.structures.values():
        if structure.kind == "body":
            inside = shadows.mask(np.asarray(structure.outline, float), 6.0)
            return np.asarray(pixels * inside + AIR * (1 - inside), np.float32)
    return pixels
