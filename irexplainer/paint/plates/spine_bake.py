"""Still parts of the side cut of the spine, baked once per posture: soft tissue, and the bones that do not change."""

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QImage, QPainterPath

from irexplainer.atlas.plans import load_plan
from irexplainer.atlas.spine import LEVELS, TREATED, Vertebra, disc, level_v, nucleus, vertebra
from irexplainer.geom.spline import catmull_rom
from irexplainer.paint.paths import Floats, polygon_path
from irexplainer.paint.plates.bench import Bench, Box, grown, line_path
from irexplainer.paint.plates.cut import Cut
from irexplainer.paint.plates.grain import Grain
from irexplainer.paint.plates.store import Stored
from irexplainer.paint.plates.tissues import PLATE_RAMPS
from irexplainer.paint.ramps import Ramp

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

PX_PER_CM = 54.0
BOX: Box = (-4.6, 48.6, 15.6, 19.2)
"""left, top, width, height upright, cm."""
POSTURES = ("upright", "prone")
UPPER, LOWER = LEVELS[:4], LEVELS[5:]
LIGAMENT: Ramp = ("#A98C70", "#DCC6AE", "#F6E9DA")
DISC: Ramp = ("#8FA3A4", "#C9D6D3", "#F3F7F3")
NUCLEUS: Ramp = ("#7FA9B5", "#CFE4E6", "#F6FCFA")
BONE_EDGE = "#8C7458"
FAR = 30.0
BULGE_CM = 0.05
RECIPE = 3


def laid(points: Floats, prone: bool) -> Floats:
    """Upright plate cm to the picture: face down is a quarter turn anticlockwise (head left, back up)."""
    points = np.asarray(points, float)
    if not prone:
        return points
    out = points.copy()
    out[:, 0], out[:, 1] = points[:, 1], -points[:, 0]
    return out


def posture(prone: bool) -> str:
    """Word of a posture in file names."""
    return POSTURES[prone]


def box_of(prone: bool) -> Box:
    """left, top, width, height of the baked pictures in the picture's cm."""
    left, top, width, height = BOX
    return (top, -left - width, height, width) if prone else BOX


def area(edge_a: Floats, edge_b: Floats, prone: bool) -> QPainterPath:
    """Closed area between two edges that run from head to foot."""
    return polygon_path(laid(np.vstack([edge_a, edge_b[::-1]]), prone))


def edge(name: str, by: float = 0.0) -> Floats:
    """Skin or fascia from head to foot, moved backwards by ``by`` cm."""
    return np.asarray(load_plan("spine_side").curve(name) + np.array([by, 0.0]))


def straight(u: float) -> Floats:
    """A line from head to foot."""
    return np.array([(u, 40.0), (u, 76.0)])


def bone_cut() -> Cut:
    """Compact bone."""
    return Cut(PLATE_RAMPS["bone"], bevel=0.18, spec=0.05)


def marrow_cut(seed: int) -> Cut:
    """Spongy bone."""
    return Cut(PLATE_RAMPS["spongy"], bevel=0.1, puff=0.7, grain=Grain("spongy", 0.16, 1.0), edge=0.2, seed=seed)


def disc_cut(prone: bool) -> Cut:
    """Rings of a disc, seen from the side."""
    return Cut(DISC, bevel=0.25, grain=Grain("stripe", 0.10, 0.8, 0 if prone else 90), seed=5)


def ligament_cut(prone: bool) -> Cut:
    """Ligament between two spinous processes."""
    return Cut(LIGAMENT, bevel=0.15, grain=Grain("stripe", 0.14, 0.8, -20 if prone else 70))


def ligament(upper: Vertebra, lower: Vertebra) -> Floats:
    """Between two spinous processes; follows both (each outline starts above in front)."""
    a, b = upper.process, lower.process
    low = a[(a[:, 1] > np.interp(a[:, 0], *_middle(a)))]
    high = b[(b[:, 1] < np.interp(b[:, 0], *_middle(b)))]
    low, high = low[np.argsort(low[:, 0])], high[np.argsort(high[:, 0])]
    low, high = low[2:-1], high[2:-1]
    down = np.array([0.0, 0.1])
    return np.vstack([low - down, high[::-1] + down])


def _middle(outline: Floats) -> tuple[list[float], list[float]]:
    """Line from the root of a process to its tip."""
    root, tip = outline[outline[:, 0].argmin()], outline[outline[:, 0].argmax()]
    return [float(root[0]), float(tip[0])], [float(root[1]), float(tip[1])]


def pictures(atlas: "Atlas") -> tuple[Stored, ...]:
    """Soft tissue, bones above and below L1, and the pedicle, for both postures."""
    lines = tuple(sorted(load_plan("spine_side").lines.items()))
    numbers = tuple(sorted(load_plan("spine_side").numbers.items()))
    found = []
    for prone in (False, True):
        box = box_of(prone)
        for name, make, opaque in (
            ("tissue", _tissue, True), ("upper", partial(_bones, levels=UPPER), False),
            ("lower", partial(_bones, levels=LOWER), False), ("pedicle", _pedicle, False),
        ):  # fmt: skip
            part = box if name != "pedicle" else pedicle_box(prone)
            inputs = (lines, numbers, name, part, tuple(PLATE_RAMPS.items()), RECIPE)
            file = f"spine_{name}_{posture(prone)}"
            found.append(Stored(file, part[:2], PX_PER_CM, inputs, partial(make, prone, part), opaque))
    return tuple(found)


def _tissue(prone: bool, box: Box) -> QImage:
    """Skin, fat, muscle and the fat in front of the spine."""
    bench = Bench(box, PX_PER_CM, PLATE_RAMPS["skin"][1])
    fat = Cut(PLATE_RAMPS["subcutaneous_fat"], bevel=0.2, grain=Grain("lobule", 0.6), edge=0.25, seed=2)
    inner = Cut(PLATE_RAMPS["cavity"], bevel=0.2, grain=Grain("lobule", 0.8, 0.8), edge=0.25, seed=8)
    turn = -90 if prone else 0
    muscle = Cut(PLATE_RAMPS["muscle"], bevel=0.25, grain=Grain("stripe", 0.24, 0.9, 12 + turn), seed=3)
    bench.face(area(straight(-FAR), edge("skin"), prone), Cut(PLATE_RAMPS["skin"], bevel=0.2, spec=0.05))
    bench.face(area(straight(-FAR), edge("skin", -0.2), prone), fat)
    bench.face(area(straight(5.4), edge("fascia"), prone), muscle)
    bench.face(area(straight(-FAR), straight(5.5), prone), inner)
    bench.line(line_path(laid(edge("fascia", 0.03), prone)), "#8A5A44", 0.14, 0.2)
    bench.line(line_path(laid(edge("fascia"), prone)), "#F6E9DA", 0.11, 0.95)
    for by, color, width in ((-0.2, "#B98F6E", 0.03), (-0.035, "#C9957C", 0.055), (0.0, "#8E6A55", 0.05)):
        bench.line(line_path(laid(edge("skin", by), prone)), color, width, 0.8)
    return bench.picture()


def _bones(prone: bool, box: Box, levels: tuple[str, ...]) -> QImage:
    """Healthy levels with the discs and ligaments between them, at rest."""
    bench = Bench(box, PX_PER_CM, "transparent")
    found = [vertebra(level) for level in levels]
    for upper, lower in pairwise(found):
        between = polygon_path(laid(ligament(upper, lower), prone))
        bench.face(between, ligament_cut(prone))
        bench.line(between, "#B79A7A", 0.03, 0.5)
        _disc(bench, upper, lower, prone)
    for v in found:
        bone_piece(bench, polygon_path(laid(v.body, prone)), 10 + LEVELS.index(v.level))
    if levels[0] == LEVELS[LEVELS.index(TREATED) + 1]:
        found = [vertebra(TREATED), *found]
        between = polygon_path(laid(ligament(found[0], found[1]), prone))
        bench.face(between, ligament_cut(prone))
    for v in found:
        bone_piece(bench, polygon_path(laid(v.process, prone)), 30 + LEVELS.index(v.level))
    return bench.picture()


def _disc(bench: Bench, upper: Vertebra, lower: Vertebra, prone: bool) -> None:
    path = grown(polygon_path(laid(disc(upper, lower), prone)), BULGE_CM)
    bench.face(path, disc_cut(prone))
    bench.line(path, "#7E9292", 0.03, 0.5)
    bench.face(polygon_path(laid(nucleus(upper, lower), prone)), Cut(NUCLEUS, bevel=0.2, spec=0.2))


def bone_piece(bench: Bench, path: QPainterPath, seed: int, drop: bool = True) -> None:
    """Compact rim and spongy inside."""
    if drop:
        bench.drop(path, 0.14, (0.05, 0.12), 0.32)
    bench.face(path, bone_cut())
    bench.line(path, BONE_EDGE, 0.035, 0.7)
    bench.face(grown(path, -load_plan("spine_side").numbers["compact"]), marrow_cut(seed))


def pedicle_path(prone: bool) -> QPainterPath:
    """Left pedicle of L1 with its joint processes."""
    points = catmull_rom(load_plan("spine_side").lines["pedicle"], closed=True) + np.array([0.0, level_v(TREATED)])
    return polygon_path(laid(points, prone))


def pedicle_box(prone: bool) -> Box:
    """left, top, width, height of the baked pedicle."""
    box = pedicle_path(prone).boundingRect().adjusted(-0.3, -0.3, 0.3, 0.3)
    return box.left(), box.top(), box.width(), box.height()


def _pedicle(prone: bool, box: Box) -> QImage:
    bench = Bench(box, PX_PER_CM, "transparent")
    groove = catmull_rom([(5.6, -1.3), (5.9, -0.6), (6.2, 0.3)], samples=8) + np.array([0.0, level_v(TREATED)])
    cut = Cut(PLATE_RAMPS["bone"], bevel=0.45, puff=0.9, spec=0.06)
    bench.face(pedicle_path(prone), cut, ((laid(groove, prone), 0.25, 0.10),))
    return bench.picture()
