"""How every tissue of a slice looks when cut: ramp, grain, bevel, and the pale seam around it (PLATES 6.2)."""

from collections.abc import Mapping
from dataclasses import dataclass

from irexplainer.paint.plates.cut import Cut
from irexplainer.paint.plates.grain import Grain
from irexplainer.paint.ramps import Ramp

PLATE_RAMPS: Mapping[str, Ramp] = {
    "skin": ("#A98470", "#E3C6B2", "#FFF3E8"),
    "subcutaneous_fat": ("#C8A060", "#F3DFAE", "#FFF6DC"),
    "cavity": ("#BE965A", "#EDD6A2", "#FFF1D0"),
    "fascia": ("#B79A86", "#F3E2D2", "#FFFAF2"),
    "muscle": ("#7E3A38", "#BE6E63", "#E4A592"),
    "bone": ("#B49C80", "#EFE4D0", "#FFFBF2"),
    "spongy": ("#A9794E", "#DDB88C", "#F6E2C2"),
    "canal": ("#6F9FB0", "#B9DBE4", "#EAF7FA"),
    "nerve": ("#B5935E", "#F0DFB4", "#FFF9E2"),
    "liver": ("#6E2E33", "#A9544A", "#DB917A"),
    "renal": ("#9C5348", "#D9927E", "#F9D9C8"),
    "pyramid": ("#7A332F", "#B2604F", "#DB9580"),
    "sinus": ("#C8A060", "#F3DFAE", "#FFF6DC"),
    "urine": ("#8E6118", "#DDAE4A", "#FCE6A2"),
    "pancreas": ("#A8743A", "#DFB06A", "#F7DDA6"),
    "colon": ("#A9685A", "#DDA68C", "#F8D6BE"),
    "bowel": ("#9C5149", "#E0A090", "#FCDCCC"),
    "duodenum": ("#9C5149", "#E0A090", "#FCDCCC"),
    "colon_lumen": ("#7F4A3E", "#BC806B", "#E0B39B"),
    "bowel_lumen": ("#8A4A40", "#CB8976", "#EDBCA8"),
    "artery": ("#7E1F26", "#C93B3B", "#F08A76"),
    "vein": ("#263F73", "#4A75B4", "#9CC0E6"),
    "tumor": ("#4C2F63", "#8A63A1", "#D9BFE0"),
    "cartilage": ("#8FA3A4", "#C9D6D3", "#F3F7F3"),
    "table": ("#8E8B86", "#D2CEC7", "#F7F5F0"),
    "table_dark": ("#1D333D", "#3A5A66", "#6E909C"),
}


@dataclass(frozen=True)
class Tissue:
    """A cut tissue. seam: (color, width cm, opacity) of the line around it. drop: (blur, dx, dy, alpha)."""

    cut: Cut
    seam: tuple[str, float, float] | None = None
    drop: tuple[float, float, float, float] | None = None


def _cut(ramp: str, **how: object) -> Cut:
    return Cut(PLATE_RAMPS[ramp], **how)  # type: ignore[arg-type]  # keyword names are those of Cut


PALE = ("#F3E2D2", 0.06, 0.85)
TISSUES: Mapping[str, Tissue] = {
    "skin": Tissue(_cut("skin", bevel=0.25, spec=0.05), ("#8E6A55", 0.05, 0.7)),
    "subcutaneous_fat": Tissue(
        _cut("subcutaneous_fat", bevel=0.3, grain=Grain("lobule", 0.62), spec=0.10, edge=0.3, seed=3),
        ("#B98F6E", 0.03, 0.55),
    ),
    "muscle": Tissue(
        _cut("muscle", bevel=0.26, grain=Grain("fibre", 0.34, 0.9), spec=0.10, seed=5), PALE, (0.16, 0.03, 0.09, 0.26)
    ),
    "cavity": Tissue(
        _cut("cavity", bevel=0.25, grain=Grain("lobule", 0.8, 0.8), edge=0.35, seed=8), ("#F6E9DA", 0.06, 0.85)
    ),
    "fascia": Tissue(_cut("fascia", bevel=0.1, edge=0.2), ("#FBF1E4", 0.075, 0.95)),
    "bone": Tissue(_cut("bone", bevel=0.2, spec=0.05), ("#8C7458", 0.05, 0.7), (0.2, 0.06, 0.15, 0.35)),
    "spongy": Tissue(_cut("spongy", bevel=0.1, puff=0.7, grain=Grain("spongy", 0.15, 0.9), edge=0.2)),
    "canal": Tissue(_cut("canal", bevel=0.0, puff=-0.5), ("#7E6A4E", 0.05, 0.6)),
    "liver": Tissue(
        _cut("liver", bevel=0.35, spec=0.2, mottle=0.03, grain=Grain("ripple", 0.22, 0.35)),
        ("#7A3530", 0.05, 0.6),
        (0.35, 0.1, 0.25, 0.35),
    ),
    "renal": Tissue(
        _cut("renal", bevel=0.35, spec=0.2, bounce=0.35, mottle=0.025), ("#8A4238", 0.09, 0.75), (0.35, 0.1, 0.25, 0.35)
    ),
    "pyramid": Tissue(_cut("pyramid", bevel=0.25, spec=0.06)),
    "sinus": Tissue(_cut("sinus", bevel=0.2, grain=Grain("lobule", 0.3), edge=0.3), ("#C79A62", 0.03, 0.4)),
    "pancreas": Tissue(
        _cut("pancreas", bevel=0.3, grain=Grain("lobule", 0.36, 1.6), spec=0.12),
        ("#A8743A", 0.04, 0.45),
        (0.2, 0.05, 0.14, 0.3),
    ),
    "colon": Tissue(_cut("colon", bevel=0.26, spec=0.2), ("#96594B", 0.045, 0.55), (0.24, 0.06, 0.17, 0.3)),
    "bowel": Tissue(_cut("bowel", bevel=0.26, spec=0.2), ("#96564C", 0.045, 0.5), (0.22, 0.06, 0.16, 0.3)),
    "duodenum": Tissue(_cut("duodenum", bevel=0.26, spec=0.2), ("#96564C", 0.045, 0.5), (0.22, 0.06, 0.16, 0.3)),
}
"""Tissue word of a slice -> look."""
