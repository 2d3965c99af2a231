"""How tissue answers in MRI: signal of a spin echo from relaxation times and the share of protons.

  S = P (1 - exp(-TR / T1)) exp(-TE / T2)        P: protons, water = 1; TR: repetition time; TE: echo time, ms

T1 and T2 in ms at 3.0 T: de Bazelaire et al., Radiology 2004;230:652 (kidney, liver, spleen, pancreas, muscle, marrow,
prostate, uterus). T2 of fat and of the muscle of the buttock for trains of echoes: BMC Medical Imaging 2023, doi
10.1186/s12880-022-00960-w (3.0 T; junctional zone of the uterus at 1.5 T); T1 of the junctional zone: Takatsu et al.,
Acta Radiologica 2015;56:997. Free water as brain water, 4300 and 2200. What no source is named for lies between its
neighbors. A fibroid is drawn as the junctional zone, which is dense smooth muscle like it and as dark. Blood that moves
leaves no signal; bone, air and metal have none. Protons are chosen for the look.
"""

from dataclasses import dataclass
from math import exp

T2_WEIGHTED, T1_WEIGHTED = (4000.0, 90.0), (500.0, 10.0)
"""TR and TE in ms."""


@dataclass(frozen=True, slots=True)
class Spins:
    """t1, t2 in ms; protons 0..1."""

    t1: float
    t2: float
    protons: float = 0.85


SPINS: dict[str, Spins] = {
    "skin": Spins(900, 45, 0.7),
    "subcutaneous_fat": Spins(382, 102.3, 0.92),
    "fat": Spins(382, 102.3, 0.92),
    "cavity": Spins(382, 100.0, 0.90),
    "sinus": Spins(382, 96.0, 0.80),
    "fascia": Spins(700, 20, 0.5),
    "ligament": Spins(700, 22, 0.5),
    "muscle": Spins(898, 44.3, 0.85),
    "heart": Spins(898, 48.0, 0.85),
    "diaphragm": Spins(898, 44.3, 0.85),
    "liver": Spins(809, 40, 0.95),
    "spleen": Spins(1328, 61, 0.95),
    "pancreas": Spins(725, 43, 0.95),
    "kidney": Spins(1142, 76, 0.92),
    "renal": Spins(1142, 76, 0.92),
    "pyramid": Spins(1545, 81, 0.92),
    "uterus": Spins(1514, 79, 0.86),
    "myometrium": Spins(1514, 79, 0.86),
    "mucosa": Spins(1453, 130, 0.98),
    "fibroid": Spins(1168, 50, 0.85),
    "junctional": Spins(1168, 50, 0.85),
    "prostate": Spins(1597, 74, 0.95),
    "gland": Spins(1597, 70, 0.92),
    "seminal": Spins(2200, 300, 0.95),
    "ovary": Spins(1481, 126, 0.95),
    "fluid": Spins(4300, 2200, 1.0),
    "urine": Spins(4300, 2200, 1.0),
    "bladder_urine": Spins(4300, 2200, 1.0),
    "gallbladder": Spins(4300, 2200, 1.0),
    "duct": Spins(4300, 2200, 1.0),
    "canal": Spins(4300, 2200, 1.0),
    "csf": Spins(4300, 2200, 1.0),
    "calyx": Spins(4300, 2200, 1.0),
    "abscess": Spins(2500, 300, 0.95),
    "cord": Spins(900, 75, 0.85),
    "nerve": Spins(900, 70, 0.8),
    "thyroid": Spins(1200, 70, 0.9),
    "tumor": Spins(1300, 85, 0.95),
    "nodule": Spins(1300, 85, 0.95),
    "node": Spins(1200, 70, 0.9),
    "adrenal": Spins(900, 60, 0.9),
    "disc": Spins(1100, 105, 0.9),
    "cartilage": Spins(1100, 40, 0.8),
    "spongy": Spins(586, 49, 0.80),
    "marrow": Spins(586, 49, 0.80),
    "bladder": Spins(898, 44.3, 0.85),
    "ureter": Spins(4300, 900, 0.9),
    "esophagus": Spins(898, 50, 0.85),
    "stomach": Spins(898, 50, 0.85),
    "duodenum": Spins(898, 50, 0.85),
    "bowel": Spins(898, 50, 0.85),
    "colon": Spins(898, 48, 0.85),
    "intestine": Spins(898, 50, 0.85),
    "lumen": Spins(2500, 110, 0.9),
    "content": Spins(2500, 110, 0.9),
}
"""Word in a tissue or id -> its spins."""
VOID = (
    "artery",
    "vein",
    "aorta",
    "cava",
    "portal",
    "blood",
    "bone",
    "rib",
    "vertebra",
    "gas",
    "airway",
    "lung",
    "stone",
    "cement",
)
"""No signal: moving blood, hard bone, air."""


def signal(spins: Spins, weighting: tuple[float, float]) -> float:
    """Signal of a spin echo, water with endless TR and no TE = 1."""
    repetition, echo = weighting
    return spins.protons * (1 - exp(-repetition / spins.t1)) * exp(-echo / spins.t2)


def signal_of(region_id: str, tissue: str, weighting: tuple[float, float]) -> float:
    """Signal of a region by its tissue, else by its id; unknown tissue answers like muscle."""
    for text in (tissue, region_id):
        for word in (text, *reversed(text.split("_"))):
            if word in VOID:
                return 0.0
            if word in SPINS:
                return signal(SPINS[word], weighting)
    return signal(SPINS["muscle"], weighting)
