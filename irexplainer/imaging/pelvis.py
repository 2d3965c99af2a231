"""Ultrasound of the uterus through the belly wall: a cross section seen from the feet, R on the left."""

from dataclasses import replace

import numpy as np

from irexplainer.imaging.anatomy import AtlasLike, TargetLike
from irexplainer.imaging.hounsfield import Region
from irexplainer.imaging.scenes import Scene, band, ellipse, slice_scene

SKIN_CM = 7.6
"""How far the front skin lies before the middle of the uterus, body cm (slim adult)."""
HALF = (4.0, 3.3)
"""Half width and half depth of a uterus of fibroid size, cm."""


def fibroids(atlas: AtlasLike) -> list[TargetLike]:
    """The single fibroids."""
    found = [t for t in atlas.targets.values() if t.id.startswith("fibroid_")]
    return found or [t for t in atlas.targets.values() if "fibroid" in t.id]


def with_uterus(regions: list[Region], targets: list[TargetLike]) -> list[Region]:
    """Regions of a slice with the uterus as large as its fibroids make it; what the slice holds of it is left out."""
    if not any(t.kind == "fibroid" for t in targets) or not any(r.id == "uterus" for r in regions):
        return regions
    cx, cz = middle_of(targets)
    large = {
        "uterus": ellipse(cx, cz, *HALF, 0, 0.02),
        "uterine_cavity": ellipse(cx + 0.1, cz - 0.5, 1.3, 0.3, 4, 0.06),
    }
    return [replace(r, outline=large.get(r.id, r.outline)) for r in regions if not r.id.endswith("uterine_artery")]


def middle_of(targets: list[TargetLike]) -> tuple[float, float]:
    """Body (x, z) of the middle of a uterus with these fibroids."""
    middle = np.mean([[t.center[0] * 0.3, t.center[2]] for t in targets], axis=0) if targets else np.zeros(2)
    return float(middle[0]), float(middle[1])


def uterus_scene(width: int, height: int, atlas: AtlasLike) -> Scene:
    """Uterus, its fibroids, the full bladder in front and bowel gas beside. Several levels in one picture."""
    targets = fibroids(atlas)
    cx, cz = middle_of(targets)
    front = cz + SKIN_CM
    wide = np.array([-16.0, 16.0])
    body = np.array([[wide[0], front], [wide[1], front], [wide[1], front - 24], [wide[0], front - 24]])
    wall = band(-16, 16, 0, 0.95) * [1, -1] + [0, front - 1.35]
    shapes = [
        (body, "skin"),
        (body - [0, 0.22], "fat"),
        (wall, "muscle"),
        (body - [0, 2.3], "inner_fat"),
        (ellipse(cx - 6.8, cz - 0.5, 1.5, 1.3), "bowel"),
        (ellipse(cx + 6.9, cz + 0.4, 1.6, 1.4), "bowel"),
        (ellipse(cx + 6.9, cz + 0.9, 1.1, 0.6), "gas"),
        (ellipse(cx + 0.2, front - 3.55, 3.3, 0.95, 0, 0.02), "wall"),
        (ellipse(cx + 0.2, front - 3.55, 3.1, 0.80, 0, 0.02), "fluid"),
        (ellipse(cx, cz, HALF[0] + 0.12, HALF[1] + 0.12, 0, 0.02), "wall"),
        (ellipse(cx, cz, *HALF, 0, 0.02), "uterus"),
        (ellipse(cx, cz, 1.3, 0.34, 4, 0.06), "endometrium"),
    ]
    uterus = next(o for o, tissue in shapes if tissue == "uterus")
    bladder = next(o for o, tissue in shapes if tissue == "fluid")
    names = {id(uterus): "uterus", id(bladder): "urinary_bladder"}
    regions = [(outline, tissue, names.get(id(outline), "")) for outline, tissue in shapes]
    for target in targets:
        x, z, r = target.center[0], target.center[2], target.radius
        regions.append((ellipse(x, z, r + 0.08, r + 0.08, 0, 0.025), "wall", ""))
        regions.append((ellipse(x, z, r, r, 0, 0.025), "fibroid", target.id))
        regions.append((ellipse(x + 0.2 * r, z - 0.1 * r, 0.45 * r, 0.3 * r, 30, 0.1), "uterus", ""))
    skin, toward = np.array([cx, front]), np.array([cx, cz])
    return slice_scene(width, height, regions, skin, toward, 13.0, "womb_with_fibroids")
