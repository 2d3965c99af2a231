"""Spine and rib cage from their tables."""

import numpy as np

from irexplainer.atlas.records import DiscRecord, RibRecord, VertebraRecord
from irexplainer.atlas.shapes import SIDES, ellipse, mirrored, side_of, whole
from irexplainer.atlas.types import Crease, Floats, Structure
from irexplainer.geom.polygon import centroid
from irexplainer.geom.spline import catmull_rom
from irexplainer.geom.tube import tube_outline

BONE_LAYER = 2
FIRST_FREE_RIB = 11
LAST_TRUE_RIB = 7
Triples = list[tuple[float, float, float]]


def vertebra(r: VertebraRecord) -> Structure:
    """Waisted body with two transverse processes; grooves mark the pedicles of thoracic and lumbar ones."""
    w, h, t, radius = r.half_width, r.half_height, r.process_reach, r.process_radius
    root, tip = -0.3 * h + 0.4 * r.process_rise, -0.3 * h + r.process_rise
    half = np.array(
        [
            (0, -0.90 * h),
            (0.5 * w, -0.93 * h),
            (0.96 * w, -0.99 * h),
            (0.99 * w, -0.78 * h),
            (0.94 * w + 0.06, root - 1.05 * radius),
            ((w + t) / 2, (root + tip) / 2 - radius),
            (t - 0.1, tip - 0.92 * radius),
            (t + 0.75 * radius, tip),
            (t - 0.1, tip + 0.92 * radius),
            ((w + t) / 2, (root + tip) / 2 + radius),
            (0.9 * w + 0.06, root + 1.15 * radius),
            (0.88 * w, 0.35 * h),
            (0.98 * w, 0.74 * h),
            (0.96 * w, 0.99 * h),
            (0.5 * w, 0.93 * h),
            (0, 0.90 * h),
        ]
    )
    outline = catmull_rom(whole(half), closed=True, samples=6) + np.array([0.0, r.y])
    creases: tuple[Crease, ...] = ()
    if not r.id.startswith("cervical"):
        at = 0.58 * (2.1 if r.id.startswith("lumbar") else 1.3)
        creases = tuple(Crease(_ring(s * at, r.y - 0.25, 0.22, 0.36), 0.10, 0.12) for s in (1, -1))
    return _bone(r.id, outline, r.depth, creases)


def disc(r: DiscRecord) -> Structure:
    """Disc, seen from the front."""
    return _bone(r.id, ellipse(0.0, r.y, r.half_width, r.half_height), r.depth, tissue="cartilage")


def rib(r: RibRecord) -> list[Structure]:
    """Back part, front part and cartilage of a rib, both sides. Floating ribs have a back part only."""
    found = []
    for name, line, depth, tissue in _rib_lines(r):
        outline = tube_outline(catmull_rom(line, samples=14))
        for side, sign in SIDES:
            found.append(_bone(f"{side}_{name}", mirrored(outline, sign), depth, tissue=tissue))
    return found


def _rib_lines(r: RibRecord) -> list[tuple[str, Triples, tuple[float, float], str]]:
    k, y, (lx, ly) = r.number, r.spine_y, r.lateral
    drop = ly - y
    if k >= FIRST_FREE_RIB or r.junction is None or r.cartilage_end is None:
        free = [(1.7, y, 0.40), (lx * 0.5, y + drop * 0.28, 0.44), (lx * 0.9, y + drop * 0.8, 0.42), (lx, ly, 0.25)]
        return [(f"rib_{k}", free, (-9.0, -2.0), "bone")]
    w = 0.50 if k > 1 else 0.55
    back = [
        (1.7, y, 0.42),
        (lx * 0.45, y - 0.1 + drop * 0.10, 0.46),
        (lx * 0.80, y + drop * 0.42, w),
        (lx * 0.97, y + drop * 0.78, w),
        (lx, ly, w),
    ]
    (cx, cy), (sx, sy) = r.junction, r.cartilage_end
    front = [
        (lx * 0.97, y + drop * 0.78, 0.45),
        (lx, ly, w),
        (lx * 0.96, ly + (cy - ly) * 0.45, w),
        ((lx + cx) / 2 + 0.7, ly + (cy - ly) * 0.82, 0.54),
        (cx, cy, 0.56),
    ]
    return [
        (f"rib_{k}", back, (-9.5, -1.0), "bone"),
        (f"anterior_rib_{k}", front, (-1.0, 7.0), "bone"),
        (f"costal_cartilage_{k}", _cartilage(k, cx, cy, sx, sy), (5.0, 7.5), "cartilage"),
    ]


def _cartilage(k: int, cx: float, cy: float, sx: float, sy: float) -> Triples:
    if k <= LAST_TRUE_RIB:
        return [
            (cx, cy, 0.52),
            (cx - (cx - sx) * 0.40, cy - (cy - sy) * 0.22 + 0.15, 0.50),
            (sx + (cx - sx) * 0.22, sy + (cy - sy) * 0.22, 0.46),
            (sx, sy, 0.48),
        ]
    return [(cx, cy, 0.50), ((cx + sx) / 2 - 0.1, (cy + sy) / 2 + 0.55, 0.46), (sx, sy, 0.42)]


def _ring(x: float, y: float, a: float, b: float) -> Floats:
    t = np.linspace(0, 2 * np.pi, 18)
    return np.column_stack([x + a * np.cos(t), y + b * np.sin(t)])


def _bone(
    id: str,
    outline: Floats,
    depth: tuple[float, float],
    creases: tuple[Crease, ...] = (),
    tissue: str = "bone",
) -> Structure:
    x, y = centroid(outline)
    center = (x, y, (depth[0] + depth[1]) / 2)
    return Structure(id, "bone", tissue, outline, center, depth, BONE_LAYER, None, creases, 0.9, 0.05, 0.0, side_of(id))
