"""The heart cut open from the front, baked once: walls, the two blood spaces as hollows, valves and their threads."""

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath

from irexplainer.atlas.heart import small_vessel
from irexplainer.atlas.plans import load_plan
from irexplainer.geom.spline import catmull_rom
from irexplainer.paint.paths import Floats, polygon_path
from irexplainer.paint.plates.bench import Bench, Box, grown, line_path
from irexplainer.paint.plates.cut import Cut
from irexplainer.paint.plates.grain import Grain
from irexplainer.paint.plates.joined import eased, united
from irexplainer.paint.plates.store import Stored
from irexplainer.paint.ramps import Ramp
from irexplainer.paint.tubes import Shading, Tube

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

PX_PER_CM = 56.0
BOX: Box = (-9.4, 33.9, 20.4, 20.2)
"""left, top, width, height of the baked picture, front cm."""
SVC_CUT_Y = 39.2
"""Above it the upper vena cava is whole: it lies in front of the right lung artery."""
CAVA_FADES = (52.0, 54.0)
"""From where to where (y, cm) the lower vena cava fades out of the picture."""
MOUTH_Y = (46.6, 50.0)
"""The lower vena cava narrows where it passes the diaphragm into the atrium."""
WALL_SHARE = 0.10
"""Thickness of a vessel's wall against its radius."""
RIGHT_BLOOD: Ramp = ("#2F4A86", "#5C83C0", "#A9C5E8")
LEFT_BLOOD: Ramp = ("#7A1B22", "#B8363A", "#DE7A6C")
VEIN_WALL: Ramp = ("#3A5288", "#8FA9D6", "#DCE7F6")
MUSCLE: Ramp = ("#7E2D30", "#C9655C", "#F0AC98")
FAT: Ramp = ("#C8A060", "#F3DFAE", "#FFF6DC")
CLOT: Ramp = ("#3E0F1C", "#7C2734", "#B96460")
PAPILLARY: Ramp = ("#8E2A33", "#D0605A", "#F0A092")
LEAFLET, THREAD = "#FBE7DA", "#FBE9DC"
LEAFLETS = (
    "tricuspid_leaflet_upper", "tricuspid_leaflet_lower", "pulmonary_cusp_right", "pulmonary_cusp_left",
    "mitral_leaflet_front", "mitral_leaflet_back",
)  # fmt: skip
THREADS = (
    ("papillary_right_3", "tricuspid_leaflet_upper"),
    ("papillary_right_1", "tricuspid_leaflet_lower"),
    ("papillary_right_2", "tricuspid_leaflet_lower"),
    ("papillary_left_1", "mitral_leaflet_front"),
    ("papillary_left_1", "mitral_leaflet_back"),
    ("papillary_left_2", "mitral_leaflet_front"),
    ("papillary_left_2", "mitral_leaflet_back"),
)
ARTERIES = (
    "pulmonary_trunk",
    "left_pulmonary_artery",
    "right_pulmonary_artery",
    "right_upper_lobar_pulmonary_artery",
    "right_middle_lobar_pulmonary_artery",
    "right_lower_lobar_pulmonary_artery",
    "left_upper_lobar_pulmonary_artery",
    "left_lower_lobar_pulmonary_artery",
)
BRANCHES = ("right_anterior_segmental_artery", "right_basal_segmental_artery", "left_lingular_artery")
TRABECULAE = (((7.0, 46.9), (6.1, 47.8)), ((6.1, 46.2), (5.5, 47.6)), ((6.6, 46.7), (6.4, 47.9)))
RECIPE = 2


def flat(line: Floats) -> Floats:
    """(N, 4) body line to (N, 3) x, y, radius of the front plate."""
    return np.column_stack([line[:, :2], line[:, 3]])


def arteries(atlas: "Atlas") -> list[Floats]:
    """Lung artery trunk, both lung arteries and their branches, x, y, radius."""
    return [
        *(flat(atlas.vessels[n].points) for n in ARTERIES if n in atlas.vessels),
        *(flat(small_vessel(n)) for n in BRANCHES),
    ]


def cavae(atlas: "Atlas") -> list[Floats]:
    """The two large veins as far as they are cut open."""
    upper, lower = (flat(atlas.vessels[f"{w}_vena_cava"].points) for w in ("superior", "inferior"))
    lower = lower[(lower[:, 1] > 44.8) & (lower[:, 1] < 56)]
    lower[:, 2] *= np.interp(lower[:, 1], MOUTH_Y, (0.82, 1.0))
    return [upper[upper[:, 1] > SVC_CUT_Y][::-1], lower]


def right_space(atlas: "Atlas") -> QPainterPath:
    """All blue blood as one path: veins, atrium, valve, ventricle, lung arteries."""
    plan = load_plan("heart")
    path = united([Tube(line, False, True) for line in (*arteries(atlas), *cavae(atlas))])
    for shape in plan.shapes:
        if shape.tissue == "right_blood":
            path = path.united(polygon_path(shape.outline))
    return eased(path.simplified(), 0.09)


def left_space() -> QPainterPath:
    """Red blood: what is shown of the left atrium, the valve and the left ventricle."""
    path = QPainterPath()
    for shape in load_plan("heart").shapes:
        if shape.tissue == "left_blood":
            path = path.united(polygon_path(shape.outline))
    return eased(path.simplified(), 0.07)


def vessel_walls(atlas: "Atlas") -> QPainterPath:
    """Outer edge of the opened vessels."""
    lines = []
    for line in (*arteries(atlas), *cavae(atlas)):
        line = line.copy()
        line[:, 2] += np.maximum(WALL_SHARE * line[:, 2], 0.02)
        lines.append(line)
    return eased(united([Tube(line, False, True) for line in lines]), 0.05)


def heart_wall() -> QPainterPath:
    """Outer edge of the muscle."""
    return polygon_path(load_plan("heart").shape("heart_wall").outline)


def clot_lines() -> list[Floats]:
    """Clot of the right lung artery as tubes (x, y, radius), lumpy."""
    found = []
    for i, name in enumerate(("clot", "clot_branch")):
        line = flat(catmull_rom(load_plan("heart").lines[name], samples=14))
        s = np.linspace(0, 1, len(line))
        line[:, 2] *= 1 + 0.07 * np.sin(23 * s + i) + 0.05 * np.sin(41 * s + 2 * i)
        found.append(line)
    return found


def clot_path() -> QPainterPath:
    """The whole clot."""
    return united([Tube(line) for line in clot_lines()])


def pictures(atlas: "Atlas") -> tuple[Stored, ...]:
    """The opened heart and the clot."""
    plan = load_plan("heart")
    shapes = tuple((s.id, s.tissue, s.outline) for s in plan.shapes)
    lines = tuple(sorted((k, v) for k, v in plan.lines.items()))
    inputs = (shapes, lines, tuple(arteries(atlas)), tuple(cavae(atlas)), CAVA_FADES, BOX, RECIPE)
    clot = clot_path().boundingRect().adjusted(-0.2, -0.2, 0.2, 0.2)
    box = clot.left(), clot.top(), clot.width(), clot.height()
    return (
        Stored("heart_open", BOX[:2], PX_PER_CM, inputs, partial(_opened, atlas), opaque=False),
        Stored("heart_clot", box[:2], PX_PER_CM, (*clot_lines(), box, RECIPE), partial(_clot, box), opaque=False),
    )


def clot_corner() -> tuple[float, float]:
    """Left and top of the baked clot."""
    box = clot_path().boundingRect()
    return box.left() - 0.2, box.top() - 0.2


def _clot(box: Box) -> QImage:
    bench = Bench(box, PX_PER_CM, "transparent")
    cut = Cut(CLOT, bevel=0.3, grain=Grain("lobule", 0.3, 1.6), spec=0.22, mottle=0.04, seed=2)
    bench.face(grown(clot_path(), 0.1), cut)
    return bench.picture()


def _opened(atlas: "Atlas") -> QImage:
    bench = Bench(BOX, PX_PER_CM, "transparent")
    walls, muscle = vessel_walls(atlas), heart_wall()
    bench.drop(walls, 0.3, (0.1, 0.24), 0.30)
    bench.face(walls, Cut(VEIN_WALL, bevel=0.12, spec=0.15))
    bench.line(walls, "#2B3F72", 0.04, 0.9)
    bench.drop(muscle, 0.55, (0.18, 0.42), 0.40)
    fat = grown(muscle, 0.10)
    bench.face(fat, Cut(FAT, bevel=0.2, grain=Grain("lobule", 0.4), edge=0.4))
    bench.line(fat, "#A8824A", 0.03, 0.6)
    bench.face(muscle, Cut(MUSCLE, bevel=0.34, grain=Grain("stripe", 0.17, 0.75, 58), spec=0.14, seed=5, mottle=0.02))
    bench.line(muscle, "#7C2230", 0.05, 0.55)
    _sulci(bench)
    right, left = right_space(atlas), left_space()
    for path, ramp in ((right, RIGHT_BLOOD), (left, LEFT_BLOOD)):
        bench.bowl(path, Cut(ramp, bevel=0.9, puff=-0.6, spec=0.14, mottle=0.02), 0.26, (0.1, 0.22), 0.50)
    _lining(bench, right, left)
    _fade_out(bench)
    return bench.picture()


def _fade_out(bench: Bench) -> None:
    """The lower vena cava goes on beyond the picture: no hard cut."""
    gradient = QLinearGradient(0, CAVA_FADES[0], 0, CAVA_FADES[1])
    gradient.setColorAt(0, QColor(0, 0, 0, 255))
    gradient.setColorAt(1, QColor(0, 0, 0, 0))
    bench.p.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    bench.p.fillRect(QRectF(BOX[0], CAVA_FADES[0] - 1.0, BOX[2], 4.0), gradient)
    bench.p.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def _sulci(bench: Bench) -> None:
    """Fat in the groove between atrium and ventricle, with the vessels of the heart cut across."""
    for id in ("coronary_sulcus", "lower_coronary_sulcus"):
        path = polygon_path(load_plan("heart").shape(id).outline)
        bench.face(path, Cut(FAT, bevel=0.12, grain=Grain("lobule", 0.22), edge=0.4, seed=4))
        bench.line(path, "#A8824A", 0.025, 0.5)
    for x, y, r, ramp in ((-0.66, 41.75, 0.17, LEFT_BLOOD), (-0.72, 46.78, 0.12, RIGHT_BLOOD)):
        disc = QPainterPath()
        disc.addEllipse(x - r, y - r, 2 * r, 2 * r)
        bench.face(disc, Cut((ramp[0], ramp[1], ramp[2]), bevel=0.06, spec=0.15))
        bench.bowl(grown(disc, -0.045), Cut(ramp, bevel=0.0, puff=-0.5), 0.04, (0.02, 0.04), 0.4)


def _lining(bench: Bench, right: QPainterPath, left: QPainterPath) -> None:
    """Details inside: oval fossa, mouth of the coronary sinus, muscles, threads, leaflets, pale lining."""
    fossa, mouth = QPainterPath(), QPainterPath()
    fossa.addEllipse(-2.28, 42.75, 0.78, 1.12)
    mouth.addEllipse(-1.62, 45.3, 0.36, 0.5)
    bench.line(fossa, "#C9D9F0", 0.05, 0.45)
    bench.face(fossa, Cut(RIGHT_BLOOD, bevel=0.14, puff=-0.7), opacity=0.85)
    bench.bowl(mouth, Cut(("#22376B", "#3C5C9C", "#6E93CC"), bevel=0.1, puff=-0.7), 0.08, (0.03, 0.07), 0.5)
    plan = load_plan("heart")
    for a, b in TRABECULAE:
        line = catmull_rom([(*a, 0.10), ((a[0] + b[0]) / 2 + 0.03, (a[1] + b[1]) / 2, 0.055), (*b, 0.10)], samples=8)
        _rooted(bench, line, right, ("#8A3A44", "#B87078", "#DDA8A4"))
    for name, line in plan.lines.items():
        if name.startswith("papillary"):
            _rooted(bench, flat(catmull_rom(line, samples=10)), left if "left" in name else right, PAPILLARY)
    _threads(bench)
    for name in LEAFLETS:
        leaflet = line_path(catmull_rom(plan.lines[name][:, :2], samples=10))
        bench.line(leaflet.translated(0.03, 0.06), "#2A1A2A", 0.15, 0.28)
        bench.line(leaflet, "#A85A50", 0.15, 0.55)
        bench.line(leaflet, LEAFLET, 0.10)
    bench.line(right, "#C9D9F0", 0.032, 0.75)
    bench.line(left, "#F3B9A8", 0.035, 0.7)


def _rooted(bench: Bench, line: Floats, room: QPainterPath, ramp: Ramp) -> None:
    """A muscle that grows out of the wall of a hollow."""
    bench.p.save()
    bench.p.setClipPath(room, Qt.ClipOperation.IntersectClip)
    tube = Tube(line)
    bench.drop(united([tube]), 0.12, (0.05, 0.12), 0.4)
    bench.tubes([tube], Shading(ramp, 0.015))
    bench.p.restore()


def _threads(bench: Bench) -> None:
    lines = load_plan("heart").lines
    for muscle, leaflet in THREADS:
        tip, hold = lines[muscle][-1, :2], lines[leaflet]
        for at in (hold[-1, :2], (hold[-2, :2] + hold[-1, :2]) / 2):
            thread = line_path([tip, at])
            bench.line(thread.translated(0.02, 0.04), "#2A1A2A", 0.03, 0.25)
            bench.line(thread, THREAD, 0.026, 0.85)
