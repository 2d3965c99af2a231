"""Looks of the tissues that only the chest slice has: lung, heart, blood in its chambers."""

from collections.abc import Mapping

from irexplainer.paint.plates.cut import Cut
from irexplainer.paint.plates.grain import Grain
from irexplainer.paint.plates.tissues import Tissue
from irexplainer.paint.ramps import Ramp

CHEST_RAMPS: Mapping[str, Ramp] = {
    "lung": ("#B9746F", "#EDB9AE", "#FBE0D6"),
    "muscle_heart": ("#7E2D30", "#C9655C", "#F0AC98"),
    "vein_blood": ("#2F4A86", "#5C83C0", "#A9C5E8"),
    "artery_blood": ("#7A1B22", "#B8363A", "#DE7A6C"),
    "fluid": ("#6FA0B2", "#A9D2DD", "#E2F3F6"),
}
CHEST_TISSUES: Mapping[str, Tissue] = {
    "lung": Tissue(
        Cut(CHEST_RAMPS["lung"], bevel=0.4, grain=Grain("spongy", 0.17, 0.42), spec=0.12, mottle=0.03, seed=2),
        ("#A9656A", 0.06, 0.75),
    ),
    "muscle_heart": Tissue(
        Cut(CHEST_RAMPS["muscle_heart"], bevel=0.35, grain=Grain("fibre", 0.22, 0.4), spec=0.12, seed=5),
        ("#7C2230", 0.05, 0.55),
    ),
    "vein_blood": Tissue(
        Cut(CHEST_RAMPS["vein_blood"], bevel=0.9, puff=-0.55, spec=0.12, mottle=0.02), ("#C9D9F0", 0.045, 0.6)
    ),
    "artery_blood": Tissue(
        Cut(CHEST_RAMPS["artery_blood"], bevel=0.9, puff=-0.55, spec=0.12, mottle=0.02), ("#F3B9A8", 0.045, 0.6)
    ),
}
CHEST_FLATS: Mapping[str, str] = {
    "lung": "#7A4A4E",
    "muscle_heart": "#8E2E30",
    "vein_blood": "#4E7FD0",
    "artery_blood": "#D0463E",
}
"""Fills of the high-contrast theme."""
