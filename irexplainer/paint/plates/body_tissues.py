"""Looks of the tissues that the kidney slice does not have, and one way to ask for any tissue.

They are kept apart from ``tissues`` because everything there is part of the key of the kidney pictures.
"""

from collections.abc import Mapping

from irexplainer.paint.plates.chest_tissues import CHEST_FLATS, CHEST_RAMPS, CHEST_TISSUES
from irexplainer.paint.plates.cut import Cut
from irexplainer.paint.plates.grain import Grain
from irexplainer.paint.plates.tissues import PALE, PLATE_RAMPS, TISSUES, Tissue
from irexplainer.paint.ramps import RAMPS, Ramp

BODY_RAMPS: Mapping[str, Ramp] = {
    **CHEST_RAMPS,
    "spleen": ("#5A2F4C", "#8F5670", "#C892A0"),
    "stomach": RAMPS["stomach"],
    "stomach_lumen": ("#8E5044", "#C98E78", "#EABFA6"),
    "adrenal": ("#A8743A", "#E3B878", "#F7E0B4"),
    "gallbladder": ("#6E8A4C", "#A9C07C", "#DDE8B6"),
    "bile": ("#3F5A28", "#7C9C48", "#BFD48A"),
    "duct": ("#4E6B33", "#86A653", "#C8DB93"),
    "diaphragm": ("#7E3A38", "#B3635A", "#DA9A88"),
    "portal": RAMPS["portal_vein"],
    "cord": ("#B5935E", "#F0DFB4", "#FFF9E2"),
    "disc": ("#7F9293", "#B9C9C8", "#E9F0EE"),
    "thyroid": ("#6E2A3C", "#B0596A", "#E0A0A2"),
    "airway": ("#8A6A68", "#D9BDB4", "#F3E2DA"),
    "esophagus": ("#9C5B54", "#D69C90", "#F5CFC2"),
    "mucosa": ("#9A3F49", "#D58A8C", "#F6C4BE"),
    "ureter": RAMPS["ureter"],
    "uterus": RAMPS["uterus"],
    "ovary": RAMPS["ovary"],
    "follicle": ("#6F8F9C", "#B4CDD3", "#E6F1F3"),
    "prostate": RAMPS["prostate"],
    "seminal": ("#9A7A52", "#D8BC8E", "#F6E6C6"),
    "bladder": ("#A6645A", "#DDA795", "#F8D6C6"),
    "bladder_urine": ("#8E6118", "#DDAE4A", "#FBE3A0"),
    "ligament": ("#A87F70", "#E2C0AE", "#FAE8DA"),
    "gland": ("#A8743A", "#DDB383", "#F5DDBB"),
    "node": ("#8F6A5A", "#CFA48E", "#EFD2C0"),
}


def ramp_of(tissue: str) -> Ramp:
    """Shadow, base and light of a tissue word of a slice; KeyError for an unknown one."""
    return BODY_RAMPS[tissue] if tissue in BODY_RAMPS else PLATE_RAMPS[tissue]


def _cut(ramp: str, **how: object) -> Cut:
    return Cut(BODY_RAMPS[ramp], **how)  # type: ignore[arg-type]  # keyword names are those of Cut


SOFT = (0.24, 0.06, 0.17, 0.3)
SMALL = (0.14, 0.04, 0.1, 0.3)
BODY_TISSUES: Mapping[str, Tissue] = {
    **CHEST_TISSUES,
    "spleen": Tissue(
        _cut("spleen", bevel=0.35, spec=0.2, mottle=0.03, grain=Grain("ripple", 0.2, 0.4)),
        ("#5F3550", 0.05, 0.6),
        (0.35, 0.1, 0.25, 0.35),
    ),
    "stomach": Tissue(_cut("stomach", bevel=0.28, spec=0.2), ("#97594A", 0.045, 0.55), SOFT),
    "adrenal": Tissue(_cut("adrenal", bevel=0.16, spec=0.12), ("#A8743A", 0.035, 0.55), SMALL),
    "gallbladder": Tissue(_cut("gallbladder", bevel=0.2, spec=0.25), ("#55702F", 0.045, 0.6), SOFT),
    "diaphragm": Tissue(
        _cut("diaphragm", bevel=0.2, grain=Grain("stripe", 0.2, 0.4, 60)), PALE, (0.14, 0.03, 0.08, 0.24)
    ),
    "cord": Tissue(_cut("cord", bevel=0.2, spec=0.12), ("#B59A6C", 0.035, 0.6), (0.1, 0.03, 0.07, 0.35)),
    "nerve": Tissue(
        Cut(PLATE_RAMPS["nerve"], bevel=0.14, grain=Grain("fibre", 0.16, 0.6), spec=0.1), ("#B08F58", 0.035, 0.6), SMALL
    ),
    "disc": Tissue(_cut("disc", bevel=0.2, grain=Grain("ripple", 0.3, 0.4), spec=0.1), ("#7F8E8C", 0.05, 0.6), SMALL),
    "cartilage": Tissue(
        Cut(PLATE_RAMPS["cartilage"], bevel=0.14, spec=0.15), ("#7F9294", 0.04, 0.6), (0.14, 0.04, 0.1, 0.3)
    ),
    "thyroid": Tissue(
        _cut("thyroid", bevel=0.3, grain=Grain("lobule", 0.2, 1.2), spec=0.2, seed=7), ("#6E2F40", 0.05, 0.7), SOFT
    ),
    "airway": Tissue(_cut("airway", bevel=0.12, spec=0.15), ("#9A6E62", 0.04, 0.5)),
    "esophagus": Tissue(_cut("esophagus", bevel=0.2, spec=0.14), ("#9A5A50", 0.04, 0.55), SMALL),
    "mucosa": Tissue(_cut("mucosa", bevel=0.0, puff=-0.5, spec=0.12), ("#8E3F46", 0.03, 0.5)),
    "uterus": Tissue(
        _cut("uterus", bevel=0.4, grain=Grain("ripple", 0.24, 0.6), spec=0.16, mottle=0.02),
        ("#8E4555", 0.05, 0.6),
        (0.35, 0.1, 0.25, 0.35),
    ),
    "ovary": Tissue(
        _cut("ovary", bevel=0.25, grain=Grain("lobule", 0.4, 0.5), spec=0.14), ("#A5815E", 0.04, 0.6), SOFT
    ),
    "follicle": Tissue(_cut("follicle", bevel=0.0, puff=-0.5), ("#8E8A76", 0.03, 0.5)),
    "prostate": Tissue(
        _cut("prostate", bevel=0.3, grain=Grain("lobule", 0.4, 0.7), spec=0.12), ("#8A5A44", 0.045, 0.6), SOFT
    ),
    "seminal": Tissue(
        _cut("seminal", bevel=0.2, grain=Grain("lobule", 0.26, 1.4), spec=0.14), ("#8E7048", 0.04, 0.55), SOFT
    ),
    "bladder": Tissue(_cut("bladder", bevel=0.24, spec=0.18), ("#9A5A50", 0.045, 0.6), (0.3, 0.08, 0.2, 0.32)),
    "ligament": Tissue(
        _cut("ligament", bevel=0.12, grain=Grain("stripe", 0.12, 0.5, 90), spec=0.06), ("#A87F70", 0.03, 0.4), SMALL
    ),
    "gland": Tissue(
        _cut("gland", bevel=0.24, grain=Grain("lobule", 0.32, 1.3), spec=0.12), ("#A8743A", 0.04, 0.5), SMALL
    ),
    "node": Tissue(_cut("node", bevel=0.12, spec=0.1), ("#8F6A5A", 0.03, 0.5), (0.1, 0.03, 0.06, 0.28)),
}
FLATS: Mapping[str, str] = {
    **CHEST_FLATS,
    "spleen": "#6E3A58",
    "stomach": "#84503F",
    "adrenal": "#8A6526",
    "gallbladder": "#5F7E38",
    "duct": "#9CCB5C",
    "diaphragm": "#5E2A26",
    "portal": "#A79FFF",
    "cord": "#C9B88A",
    "nerve": "#FFF0B0",
    "disc": "#5E7472",
    "cartilage": "#8CA3A4",
    "thyroid": "#B4607A",
    "airway": "#8A6A62",
    "esophagus": "#8E5248",
    "mucosa": "#C06A70",
    "ureter": "#FFD45E",
    "uterus": "#A8485C",
    "ovary": "#A08862",
    "follicle": "#6F93A0",
    "prostate": "#A06A4C",
    "seminal": "#9A8250",
    "bladder": "#A8645A",
    "ligament": "#8C8272",
    "gland": "#8A6526",
    "node": "#8A6A58",
}
"""Fills of the high-contrast theme, see ``axial_flat``."""


def tissue_of(word: str) -> Tissue:
    """Look of a tissue word of a slice; KeyError for an unknown one."""
    return BODY_TISSUES[word] if word in BODY_TISSUES else TISSUES[word]


def knows(word: str) -> bool:
    """True where a look of its own is known."""
    return word in BODY_TISSUES or word in TISSUES
