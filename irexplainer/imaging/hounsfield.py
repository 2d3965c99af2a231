"""How dense every tissue of a slice is on CT, and which organs are hollow."""

from dataclasses import dataclass

import numpy as np

from irexplainer.atlas.slices import shrunk
from irexplainer.imaging.raster import Floats

HOUNSFIELD: dict[str, tuple[float, float]] = {
    "skin": (60, 65),
    "subcutaneous_fat": (-78, -78),
    "fat": (-78, -78),
    "cavity": (-78, -78),
    "fascia": (-30, -30),
    "muscle": (48, 55),
    "heart": (48, 60),
    "diaphragm": (48, 55),
    "liver": (62, 80),
    "spleen": (50, 105),
    "kidney": (34, 165),
    "renal": (34, 150),
    "pyramid": (30, 115),
    "sinus": (-58, -55),
    "pancreas": (40, 88),
    "stomach": (46, 70),
    "adrenal": (38, 75),
    "gallbladder": (6, 6),
    "duodenum": (46, 72),
    "bowel": (46, 72),
    "colon": (46, 68),
    "intestine": (46, 72),
    "lumen": (4, 4),
    "content": (4, 4),
    "fluid": (4, 4),
    "urine": (4, 4),
    "calyx": (4, 4),
    "calyces": (4, 4),
    "abscess": (18, 18),
    "gas": (-1000, -1000),
    "airway": (-1000, -1000),
    "lung": (-870, -865),
    "artery": (45, 270),
    "aorta": (45, 290),
    "blood": (45, 230),
    "vein": (45, 120),
    "cava": (45, 105),
    "portal": (45, 140),
    "cord": (32, 34),
    "nerve": (32, 34),
    "canal": (12, 12),
    "csf": (12, 12),
    "spongy": (210, 215),
    "marrow": (210, 215),
    "cartilage": (95, 95),
    "bone": (760, 760),
    "rib": (760, 760),
    "vertebra": (760, 760),
    "stone": (700, 700),
    "cement": (1600, 1600),
    "tumor": (54, 128),
    "dye_leak": (62, 290),
    "nodule": (44, 60),
    "fibroid": (48, 85),
    "thyroid": (105, 170),
    "esophagus": (40, 62),
    "ligament": (34, 40),
    "node": (34, 60),
    "disc": (65, 65),
    "uterus": (45, 95),
    "mucosa": (22, 34),
    "ovary": (36, 60),
    "prostate": (44, 80),
    "gland": (40, 72),
    "seminal": (28, 48),
    "bladder": (40, 55),
    "ureter": (22, 26),
    "duct": (10, 10),
}
"""Word in a tissue or id -> Hounsfield units without dye and with it (arteries full, as in a planning scan).

Air -1000, lung -850 to -910, fat -100 to -50, water 0, kidney 20-40, liver and blood 45-65, bone 700-3000, arteries
with dye 250-400 HU: the ranges of facts/imaging-modalities.md; single values are chosen inside them.
"""
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


def hounsfield(region: Region, dye: bool) -> float:
    """Hounsfield units of a region by its tissue, else by its id."""
    column = 1 if dye else 0
    for text in (region.tissue, region.id):
        if text in HOUNSFIELD:
            return HOUNSFIELD[text][column]
        for word in (*reversed(text.split("_")),):
            if word in HOUNSFIELD:
                return HOUNSFIELD[word][column]
    return 40.0


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
