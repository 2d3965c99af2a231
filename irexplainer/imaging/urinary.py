"""Ultrasound of the kidney from the back, in the axial kidney slice: swollen calyces black."""

import numpy as np

from irexplainer.atlas.slices import load_slice
from irexplainer.atlas.types import Atlas
from irexplainer.geom.polyline import Polyline
from irexplainer.imaging.raster import Floats
from irexplainer.imaging.scenes import Scene, ellipse, slice_scene

PROBE_BESIDE_CM = 2.4
"""The probe stands this far from the needle's entry, toward the spine."""
DEPTH_CM = 10.5
SOUND: tuple[tuple[tuple[str, ...], str], ...] = (
    (("gas",), "gas"),
    (("lumen", "content"), "bowel"),
    (("urine", "calyx", "calyces", "pelvis", "collecting", "csf", "canal"), "fluid"),
    (("artery", "vein", "aorta", "cava", "blood", "portal"), "fluid"),
    (("pyramid", "medulla"), "pyramid"),
    (("sinus",), "sinus"),
    (("kidney", "cortex"), "kidney"),
    (("bowel", "colon", "intestine", "duodenum", "stomach"), "bowel"),
    (("bone", "rib", "vertebra", "spongy", "marrow"), "bone"),
    (("muscle", "psoas", "quadratus", "wall", "erector"), "muscle"),
    (("liver", "spleen"), "liver"),
    (("subcutaneous", "fat"), "fat"),
    (("cavity", "inner"), "inner_fat"),
    (("fascia", "peritoneum"), "wall"),
    (("skin", "body"), "skin"),
)
"""Words in a region's tissue or id -> how it answers sound; the first hit counts."""


def sound_of(region_id: str, tissue: str) -> str:
    """Tissue of the sound model for a slice region."""
    for text in (tissue, region_id):
        for words, name in SOUND:
            if any(word in text for word in words):
                return name
    return "organ"


def kidney_scene(width: int, height: int, atlas: Atlas, side: str) -> Scene:
    """Fan on the back beside the needle's entry over the swollen kidney; L on the left (lying face down)."""
    plane = load_slice("axial_kidney")
    regions = [
        (np.asarray(r.outline, float), sound_of(r.id, r.tissue)) for r in sorted(plane.regions, key=lambda r: r.order)
    ]
    skin = max((outline for outline, _ in regions), key=lambda o: float(np.ptp(o[:, 0])))
    target = atlas.targets[f"{side}_lower_posterior_calyx"]
    track = atlas.tracks[f"{side}_nephrostomy"]
    entry, calyx = np.asarray(track.skin, float)[[0, 2]], np.asarray(target.center, float)[[0, 2]]
    regions += _swollen(calyx, entry, target.radius)
    probe = _beside(skin, entry)
    aim = calyx + (calyx - probe) * 0.2 + np.array([0.35 if side == "left" else -0.35, 0.0])
    return slice_scene(width, height, regions, probe, aim, DEPTH_CM, "kidney_seen_from_the_back", ("L", "R"))


def _swollen(calyx: Floats, entry: Floats, radius: float) -> list[tuple[Floats, str]]:
    """The calyx the needle goes for, wide with urine, open toward the renal pelvis."""
    inward = (calyx - entry) / (float(np.hypot(*(calyx - entry))) or 1.0)
    degrees = float(np.degrees(np.arctan2(inward[1], inward[0])))
    wide = max(radius, 0.45)
    middle, neck = calyx + inward * 0.1, calyx + inward * 0.75
    return [
        (ellipse(float(middle[0]), float(middle[1]), wide * 1.3 + 0.06, wide + 0.06, degrees), "wall"),
        (ellipse(float(middle[0]), float(middle[1]), wide * 1.3, wide, degrees), "fluid"),
        (ellipse(float(neck[0]), float(neck[1]), 0.6, 0.26, degrees), "fluid"),
    ]


def _beside(skin: Floats, entry: Floats) -> Floats:
    """Point of the skin outline beside the entry, toward the spine."""
    ring = Polyline(np.vstack([skin, skin[:1]]))
    s = ring.nearest(entry)
    first, second = ring.at(s - PROBE_BESIDE_CM), ring.at(s + PROBE_BESIDE_CM)
    return np.asarray(first if abs(first[0]) < abs(second[0]) else second, float)
