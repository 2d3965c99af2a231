"""How bright every tissue of a slice is on CT, and which organs are hollow."""

from dataclasses import dataclass

import numpy as np

from irexplainer.atlas.slices import shrunk
from irexplainer.imaging.raster import Floats

GREYS: dict[str, tuple[float, float]] = {
    "skin": (0.58, 0.60),
    "subcutaneous_fat": (0.22, 0.22),
    "fat": (0.22, 0.22),
    "cavity": (0.22, 0.22),
    "muscle": (0.52, 0.54),
    "diaphragm": (0.52, 0.54),
    "liver": (0.58, 0.62),
    "spleen": (0.54, 0.64),
    "kidney": (0.49, 0.70),
    "renal": (0.49, 0.68),
    "pyramid": (0.485, 0.66),
    "sinus": (0.26, 0.27),
    "pancreas": (0.50, 0.60),
    "stomach": (0.52, 0.58),
    "adrenal": (0.50, 0.58),
    "gallbladder": (0.41, 0.41),
    "duodenum": (0.52, 0.57),
    "bowel": (0.52, 0.57),
    "colon": (0.52, 0.56),
    "intestine": (0.52, 0.57),
    "lumen": (0.40, 0.40),
    "content": (0.40, 0.40),
    "fluid": (0.40, 0.40),
    "urine": (0.40, 0.40),
    "calyx": (0.40, 0.40),
    "calyces": (0.40, 0.40),
    "gas": (0.02, 0.02),
    "lung": (0.06, 0.06),
    "artery": (0.50, 0.72),
    "aorta": (0.50, 0.72),
    "vein": (0.50, 0.66),
    "cava": (0.50, 0.64),
    "portal": (0.50, 0.66),
    "cord": (0.47, 0.47),
    "nerve": (0.47, 0.47),
    "canal": (0.43, 0.43),
    "csf": (0.43, 0.43),
    "spongy": (0.72, 0.72),
    "marrow": (0.72, 0.72),
    "cartilage": (0.62, 0.62),
    "bone": (0.90, 0.90),
    "rib": (0.90, 0.90),
    "vertebra": (0.90, 0.90),
    "tumor": (0.545, 0.74),
    "thyroid": (0.66, 0.80),
    "airway": (0.02, 0.02),
    "esophagus": (0.50, 0.56),
    "ligament": (0.48, 0.50),
    "node": (0.48, 0.54),
    "disc": (0.56, 0.56),
    "uterus": (0.51, 0.62),
    "mucosa": (0.45, 0.48),
    "ovary": (0.49, 0.55),
    "prostate": (0.51, 0.60),
    "gland": (0.50, 0.58),
    "seminal": (0.47, 0.52),
    "bladder": (0.50, 0.54),
    "ureter": (0.45, 0.46),
    "duct": (0.42, 0.42),
}
"""Word in a tissue or id -> grey without and with dye."""
HOLLOW = ("bowel", "colon", "intestine", "duodenum", "jejunum", "ileum", "stomach", "urinary_bladder")


WALL_CM = 0.30
SLENDER = 0.6
"""Roundness (1 is a circle) below which a hollow organ is long and its wall is followed."""


@dataclass(frozen=True, slots=True)
class Region:
    """One outline (N, 2) of a slice in body (x, z), later ones on top."""

    id: str
    tissue: str
    outline: Floats


def grey(region: Region, dye: bool) -> float:
    """Grey of a region by its tissue, else by its id."""
    column = 1 if dye else 0
    for text in (region.tissue, region.id):
        if text in GREYS:
            return GREYS[text][column]
        for word in (*reversed(text.split("_")),):
            if word in GREYS:
                return GREYS[word][column]
    return 0.50


def is_gut(region: Region) -> bool:
    """True for hollow organs painted as one outline."""
    words = f"{region.id}_{region.tissue}"
    hollow = any(w in words for w in HOLLOW)
    return hollow and not any(w in words for w in ("lumen", "content", "gas"))


def lumen_of(region: Region) -> Floats:
    """Inside of a hollow organ: a smaller outline; for a long one that is no colon, along its wall."""
    center = region.outline.mean(axis=0)
    step = region.outline - np.roll(region.outline, 1, axis=0)
    x, z = region.outline.T
    area = abs(float(np.dot(x, np.roll(z, -1)) - np.dot(z, np.roll(x, -1)))) / 2
    roundness = 4 * np.pi * area / float(np.hypot(*step.T).sum()) ** 2
    if "bladder" in region.id or (roundness < SLENDER and "colon" not in region.tissue):
        return shrunk(region.outline, WALL_CM)
    return np.asarray(center + (region.outline - center) * 0.70)
