"""The nerve net around the celiac trunk and the upper gut artery: what a needle from the back numbs.

Order from the depth of the parts: bones, nerves from above, vena cava and aorta, crura that cross it above the trunk,
nerves, the two arteries that come forwards through the net, threads in front of their roots, ganglia.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from irexplainer.geom.spline import catmull_rom
from irexplainer.paint.front.easel import Easel, sides
from irexplainer.paint.front.ground import fade_armpits, paint_body
from irexplainer.paint.front.rings import paint_ring
from irexplainer.paint.parts import Floats
from irexplainer.paint.shadows import Cast
from irexplainer.paint.tubes import Shading, Tube, paint_veiled, tapered, union_path

BEHIND = (
    "abdominal_aorta", "thoracic_aorta", "inferior_vena_cava",
    *sides("renal_artery", "renal_vein", "common_iliac_artery", "common_iliac_vein"),
)  # fmt: skip
PALE = ("inferior_vena_cava", *sides("renal_artery", "renal_vein", "common_iliac_vein"))
BRANCHES = (
    "celiac_trunk", "common_hepatic_artery", "splenic_artery", "left_gastric_artery", "superior_mesenteric_artery",
)  # fmt: skip
CRURA = (
    ((0.6, 54.2, 0.28), (-0.35, 54.9, 0.40), (-0.75, 57.0, 0.42), (-0.55, 60.2, 0.30), (-0.3, 63.6, 0.04)),
    ((0.9, 54.2, 0.28), (1.75, 54.9, 0.36), (2.05, 56.8, 0.36), (1.8, 59.4, 0.26), (1.5, 62.2, 0.04)),
)
"""Right and left crus of the diaphragm: x, y, radius in cm; they meet in an arch over the aorta above the trunk."""
GANGLIA = ((-0.45, 56.75, 0.34), (2.0, 56.65, 0.36), (0.72, 58.0, 0.2))
"""Right and left celiac ganglion and the one at the upper gut artery: x, y, radius in cm."""
DEEP_WAYS = (
    ((-2.3, 50.0), (-1.6, 53.2), (-0.5, 56.6)),
    ((-1.9, 49.8), (-1.1, 53.0), (-0.4, 56.5)),
    ((3.9, 50.0), (3.1, 53.0), (2.1, 56.4)),
    ((3.4, 49.8), (2.6, 52.9), (1.95, 56.4)),
    ((-0.5, 56.7), (-2.2, 55.7), (-4.1, 54.75)),
    ((-0.5, 56.9), (-2.4, 58.6), (-4.6, 60.4)),
)
"""Nerves that come from above through the crura, and those to the right gland and kidney, which pass behind the vena
cava: x, y."""
WAYS = (
    ((2.1, 56.5), (3.2, 55.4), (4.3, 54.5)),
    ((2.1, 56.8), (3.6, 58.2), (5.0, 59.2)),
    ((0.45, 58.1), (0.2, 60.2), (0.2, 63.0)),
    ((1.0, 58.1), (1.15, 60.0), (0.75, 62.6)),
    ((0.3, 58.2), (0.05, 61.0), (0.35, 65.0)),
    ((1.2, 58.2), (1.4, 61.2), (1.05, 64.8)),
)
"""Nerves to the left gland and kidney and along the arteries: x, y."""
THREADS, SEED = 17, 8
RING_CM = 0.36


def paint_celiac_plexus(e: Easel) -> None:
    """Paint the scene."""
    paint_body(e, arms=False)
    flat = e.look.flat
    if not flat:
        bones = 1.0 if e.look.light else 0.55
        e.paint("ribs", opacity=0.6 * bones)
        e.paint("discs", "spine", opacity=0.95 * bones)
    fade_armpits(e)
    tint = 0.5 if e.look.light else 0.55
    e.paint("spleen", tint=tint)
    e.paint("right_suprarenal_gland")
    _rings(e, False)
    _nerves(e, "deep", deep_nerves())
    e.vessels(BEHIND, PALE)
    for key in sides("kidney"):
        e.shadow(key, cast=Cast(0.5, 0.15, 0.35, 0.28))
        e.paint(key, tint=tint)
    e.shadow("left_suprarenal_gland", cast=Cast(0.2, 0.06, 0.14, 0.3))
    e.paint("left_suprarenal_gland")
    _crura(e)
    _nerves(e, "net", net())
    _branches(e)
    _nerves(e, "loops", front_threads())
    _nerves(e, "ganglia", ganglia(), 0.05)
    _rings(e, True)


def _nerves(e: Easel, key: str, lines: Sequence[Floats], outline: float = 0.03) -> None:
    tubes = [Tube(q) for q in lines]
    e.shadow_of(f"celiac {key}", union_path(tubes), Cast(0.12, 0.04, 0.1, 0.42))
    e.plain(tubes, "nerve", outline, 0.4)


def _rings(e: Easel, front: bool) -> None:
    """Where the needle tips come to rest: those in front of the aorta, or those beside and behind it."""
    for id in ("left_celiac_block", "right_celiac_block"):
        track = e.atlas.tracks.get(id)
        if track is not None and (track.end[2] > 0) == front:
            paint_ring(e, track.end[0], track.end[1], RING_CM)


@lru_cache(maxsize=1)
def deep_nerves() -> tuple[Floats, ...]:
    """Nerves behind the great vessels, (N, 3) x, y, radius in cm; seeded."""
    rs = np.random.RandomState(SEED + 2)
    return tuple(_thread(np.array(way, float), 0.085, rs, 0.05, 1.4 if way[0][1] > 56 else 0.0) for way in DEEP_WAYS)


@lru_cache(maxsize=1)
def ganglia() -> tuple[Floats, ...]:
    """The three ganglia: crescents that lie around the arteries, (N, 3)."""
    lines = []
    for x, y, r in GANGLIA[:2]:
        side = 1.0 if x > GANGLIA[2][0] else -1.0
        rows = ((x - side * 0.28, y - r * 2.0, r * 0.2), (x + side * 0.02, y - r * 0.7, r * 0.8),
                (x, y + r * 0.7, r * 0.85), (x - side * 0.34, y + r * 2.1, r * 0.2))  # fmt: skip
        lines.append(catmull_rom(np.array(rows), samples=10))
    x, y, r = GANGLIA[2]
    rows = ((x - 0.62, y - 0.3, 0.05), (x - 0.2, y + 0.02, r), (x + 0.2, y + 0.02, r), (x + 0.62, y - 0.3, 0.05))
    return (*lines, catmull_rom(np.array(rows), samples=10))


@lru_cache(maxsize=1)
def net() -> tuple[Floats, ...]:
    """Nerves and the net between the ganglia, (N, 3) x, y, radius in cm; seeded."""
    rs = np.random.RandomState(SEED)
    lines = []
    for way in WAYS:
        lines.append(_thread(np.array(way, float), 0.075, rs, 0.07))
    for _ in range(THREADS):
        a, b = rs.choice(len(GANGLIA), 2, replace=False)
        start, end = (np.array(GANGLIA[i][:2]) + rs.uniform(-0.2, 0.2, 2) * np.array((1, 1.8)) for i in (a, b))
        middle = (start + end) / 2 + rs.uniform(-1, 1, 2) * np.array((0.3, 0.9))
        lines.append(_thread(np.array([start, middle, end]), 0.03 + 0.025 * rs.rand(), rs, 0.04, 0.0))
    return tuple(lines)


@lru_cache(maxsize=1)
def front_threads() -> tuple[Floats, ...]:
    """Threads that pass in front of the roots of the two arteries."""
    rs = np.random.RandomState(SEED + 1)
    ways = (
        ((-0.35, 56.5), (0.5, 56.25), (1.85, 56.35)), ((-0.3, 56.9), (0.7, 56.75), (1.8, 56.8)),
        ((-0.2, 57.2), (0.6, 58.5), (1.75, 57.1)), ((0.1, 58.0), (0.65, 59.0), (1.35, 58.0)),
        ((-0.4, 56.4), (0.1, 55.5), (0.9, 55.75), (1.9, 56.2)),
    )  # fmt: skip
    return tuple(_thread(np.array(way, float), 0.05, rs, 0.03, 0.0) for way in ways)


def _thread(points: Floats, radius: float, rs: np.random.RandomState, shake: float, end: float = 1.6) -> Floats:
    """A nerve through points (N, 2), a little uneven; thin at its far end where ``end`` cm says so."""
    smooth = catmull_rom(points, samples=5)
    smooth[1:-1] += rs.uniform(-shake, shake, smooth[1:-1].shape)
    line = catmull_rom(np.column_stack([smooth, np.full(len(smooth), radius)]), samples=5)
    return tapered(line, start=0.0, end=end, least=0.015) if end else line


def _crura(e: Easel) -> None:
    bands = [Tube(catmull_rom(np.array(q), samples=10)) for q in CRURA]
    e.shadow_of("crura", union_path(bands), Cast(0.2, 0.06, 0.14, 0.3))
    paint_veiled(e.p, bands, Shading(e.look.ramp("muscle"), 0.03, 0.15), 1.0 if e.look.flat else 0.9, None, e.world)


def _branches(e: Easel) -> None:
    """The arteries that come forwards; the far ends thin out, as they are not what is treated."""
    lines = {i: tapered(e.tube(i).line, end=2.4, least=0.02) for i in e.has(BRANCHES)}
    tubes = [Tube(q, round_start=e.look.flat) for q in lines.values()]
    e.shadow_of("celiac branches", union_path(tubes), Cast(0.18, 0.06, 0.14, 0.34))
    e.plain(tubes, "artery", 0.04)
