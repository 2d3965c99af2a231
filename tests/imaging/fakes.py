"""A small hand-made body: enough of it to make every kind of picture."""

from dataclasses import dataclass, field, replace

import numpy as np

from irexplainer.geom.polyline import Polyline
from irexplainer.geom.spline import catmull_rom
from irexplainer.geom.viewport import Camera
from irexplainer.story.frame import Change, EffectPose, Frame, Modality, Phase, Position, ToolPose, View


@dataclass
class Vessel:
    id: str
    kind: str
    points: np.ndarray
    parent: str | None = None


@dataclass
class Structure:
    id: str
    kind: str
    tissue: str
    outline: np.ndarray


@dataclass
class Target:
    id: str
    host: str
    center: tuple
    radius: float
    feeders: tuple
    kind: str


@dataclass
class Atlas:
    structures: dict = field(default_factory=dict)
    vessels: dict = field(default_factory=dict)
    targets: dict = field(default_factory=dict)
    accesses: dict = field(default_factory=dict)
    tracks: dict = field(default_factory=dict)


@dataclass
class Board:
    procedure_id: str
    paths: dict
    choices: dict = field(default_factory=dict)
    steps: tuple = ()


ARTERIES = {
    "abdominal_aorta": (None, [(1, 53, 22), (0.75, 55.8, 21), (0.6, 61.6, 19), (0.35, 68.2, 17)]),
    "celiac_trunk": ("abdominal_aorta", [(0.7, 56.2, 7), (0.66, 55.8, 6.6), (0.45, 55.25, 5.8)]),
    "splenic_artery": (
        "celiac_trunk",
        [
            (0.45, 55.25, 5.6),
            (1.6, 54.75, 5.4),
            (3.2, 55.5, 5.2),
            (4.8, 54.3, 5.2),
            (8, 53.7, 4.8),
            (11.1, 53.2, 1),
        ],
    ),
    "common_hepatic_artery": (
        "celiac_trunk",
        [(0.45, 55.25, 5.5), (-0.5, 54.72, 5.3), (-1.9, 55.1, 5.1), (-2.8, 55, 5)],
    ),
    "gastroduodenal_artery": ("common_hepatic_artery", [(-2.8, 55, 4), (-3.15, 56.2, 3.7), (-3.05, 58.9, 1.6)]),
    "proper_hepatic_artery": ("common_hepatic_artery", [(-2.8, 55, 4.6), (-3.4, 54.2, 4.4), (-3.8, 53.2, 4.3)]),
    "right_hepatic_artery": (
        "proper_hepatic_artery",
        [(-3.8, 53.2, 3.8), (-4.7, 52.3, 3.5), (-5.9, 51.9, 3.3), (-7, 52, 3.1)],
    ),
    "right_anterior_hepatic_artery": (
        "right_hepatic_artery",
        [(-7, 52, 2.5), (-7.9, 50.9, 2.3), (-8.4, 49.4, 1.8), (-8.2, 47.9, 0.8)],
    ),
    "right_posterior_hepatic_artery": (
        "right_hepatic_artery",
        [(-7, 52, 2.6), (-8.4, 52.9, 2.4), (-9.5, 54.2, 1.9), (-10.3, 56, 0.8)],
    ),
    "liver_tumor_feeder": (
        "right_posterior_hepatic_artery",
        [(-9.0, 53.5, 1.6), (-8.9, 54.6, 1.5), (-8.7, 55.7, 1.2), (-8.6, 56.8, 0.8)],
    ),
    "left_hepatic_artery": (
        "proper_hepatic_artery",
        [(-3.8, 53.2, 3.2), (-3.2, 51.8, 3), (-1.9, 50.7, 2.8), (1.8, 49.9, 1.9), (3.8, 49.6, 0.9)],
    ),
}
LIVER = [
    (-7, 45.5), (-10, 46.6), (-12.1, 49.4), (-12.9, 53.4), (-12.8, 57.6), (-11.9, 60.9), (-10.6, 61.8),
    (-8.8, 60.4), (-6.9, 58.2), (-5.2, 56.9), (-3.4, 56.3), (-1.2, 55.6), (1.4, 54.2), (3.9, 52.2), (6.2, 50.2),
    (7.6, 48.6), (7.3, 47.6), (5.2, 47.1), (2.2, 47.2), (-0.6, 47.5), (-3.2, 46.6),
]  # fmt: skip
KIDNEY = [
    (5, 54.5), (6.6, 54.6), (8.2, 56.2), (9, 59), (8.9, 62), (8, 64.4), (6.5, 65.3), (5.1, 64.4), (4.7, 62.7),
    (5.2, 61.2), (5.3, 60), (4.9, 58.7), (4, 57.2), (3.9, 55.5),
]  # fmt: skip


def dense(points):
    """Smooth (N, 4) centerline from (x, y, diameter mm)."""
    p = np.array([(x, y, 0.0, d / 20) for x, y, d in points], float)
    return catmull_rom(p, dims=2)


def atlas():
    body = Atlas()
    for name, (parent, points) in ARTERIES.items():
        body.vessels[name] = Vessel(name, "artery", dense(points), parent)
    ureter = [(4.9, 60.2, 4.4), (4.3, 62.4, 4.4), (4, 67, 4.4), (3.7, 72.6, 4.4), (5, 77.4, 4.4)]
    body.vessels["left_ureter"] = Vessel("left_ureter", "ureter", dense(ureter))
    add = body.structures.__setitem__
    add("liver", Structure("liver", "organ", "liver", catmull_rom(np.array(LIVER, float), closed=True)))
    add(
        "left_kidney",
        Structure("left_kidney", "organ", "kidney", catmull_rom(np.array(KIDNEY, float), closed=True)),
    )
    for i, y in enumerate((45, 47.5, 50, 52.6, 55.4, 58.4, 61.6, 64.8, 68, 71.2)):
        half = 2.1
        box = np.array([(-half, y - 1.2), (half, y - 1.2), (half, y + 1.2), (-half, y + 1.2)], float)
        add(f"vertebra_{i}", Structure(f"vertebra_{i}", "bone", "bone", box))
    body.targets["liver_tumor"] = Target(
        "liver_tumor", "liver", (-8.7, 57.0, 0.0), 1.6, ("liver_tumor_feeder",), "tumor"
    )
    body.targets["left_lower_posterior_calyx"] = Target(
        "left_lower_posterior_calyx", "left_kidney", (6.8, 62.8, -3.7), 0.4, (), "calyx"
    )
    return body


def path(atlas, names):
    return Polyline(np.vstack([atlas.vessels[n].points for n in names]))


def frame(**changes):
    plain = Frame(
        10.0, "map", 6, 0.5, Phase.PLACEMENT, 0.5, View("front", "liver", Camera(-3, 54, 22, 20)), None,
        Change.NONE, 1.0, Position.SUPINE, Modality.ANGIOGRAPHY, "right_groin", (), (), (), (), None,
    )  # fmt: skip
    return replace(plain, **changes)


def contrast(seconds, at=None):
    return EffectPose("dye", "contrast", "", at, 1.0, params={"seconds": seconds})


def tool(kind, path_id, tip, diameter_mm=1.7, tail=0.0, **more):
    return ToolPose(kind, kind, diameter_mm, path_id, tail, tip, **more)
