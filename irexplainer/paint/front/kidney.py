"""A kidney opened like a window: pyramids, calyces, pelvis, vessels, tumor (mock-up 3, corrected)."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QLinearGradient

from irexplainer.atlas.collecting_system import CALYX_AXES, Hilum, calyx_axis, collecting_system, hilum_of
from irexplainer.geom.spline import catmull_rom
from irexplainer.paint.front.easel import Easel, sides
from irexplainer.paint.front.ground import fade_armpits, paint_body
from irexplainer.paint.front.lumps import lump_part, tumor_part
from irexplainer.paint.front.twigs import grow, inside, stem, twigs
from irexplainer.paint.parts import Floats, Part, _box
from irexplainer.paint.ramps import RAMPS
from irexplainer.paint.relief import Finish
from irexplainer.paint.shadows import Cast
from irexplainer.paint.tubes import Shading, Tube, paint_tubes, paint_veiled, union_path

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

SEGMENTS = (
    ((-1.25, -0.05, 0.14), (-0.95, -1.35, 0.11), (-0.9, -2.75, 0.08), (-1.25, -4.05, 0.05)),
    ((-1.05, 0.0, 0.13), (-0.1, -0.85, 0.11), (0.65, -2.25, 0.08), (1.1, -3.75, 0.04)),
    ((-0.95, 0.05, 0.12), (0.35, -0.05, 0.10), (1.45, -0.2, 0.08), (2.3, -0.65, 0.04)),
    ((-1.05, 0.15, 0.13), (0.05, 0.75, 0.11), (0.95, 1.25, 0.08), (1.75, 1.75, 0.04)),
    ((-1.25, 0.15, 0.13), (-0.75, 1.75, 0.11), (-0.5, 3.05, 0.08), (-0.75, 4.35, 0.04)),
)
"""Segmental arteries from the hilum: offset x, y and radius."""

Inside = Callable[[Easel, str, Hilum], None]
VEIN_SHIFT = (0.17, 0.20)
PYRAMID_EDGE = ("#6A2A28", 0.3, 1.3)


def hilum_line(h: Hilum, points: Sequence[tuple[float, float, float]], shift: tuple[float, float] = (0, 0)) -> Floats:
    """Smooth line of offsets from a hilum with radii."""
    return stem([(*h.at(x + shift[0], y + shift[1]), r) for x, y, r in points], 10)


def paint_left_kidney(e: Easel) -> None:
    """The left kidney with its tumor."""
    kidney_scene(e, "left", True)


def paint_right_kidney(e: Easel) -> None:
    """The right kidney with its tumor."""
    kidney_scene(e, "right", True)


def paint_left_kidney_urine(e: Easel) -> None:
    """The left kidney without a tumor."""
    kidney_scene(e, "left", False)


def paint_right_kidney_urine(e: Easel) -> None:
    """The right kidney without a tumor."""
    kidney_scene(e, "right", False)


def kidney_scene(e: Easel, side: str, tumor: bool, inside_of: Inside | None = None) -> None:
    """Trunk, neighbors and the opened kidney; with the state ``bladder`` also the bladder.

    inside_of: paints what the window shows; None: calyces and vessels.
    """
    other = "right" if side == "left" else "left"
    paint_body(e, arms=False)
    if not e.look.flat:
        dark = 1.0 if e.look.light else 0.55
        e.paint("ribs", opacity=0.72 * dark)
        e.paint("discs", "spine", opacity=0.95 * dark)
        e.paint("pelvis", opacity=0.6 * dark)
    fade_armpits(e)
    tint = 0.5 if e.look.light else 0.55
    e.paint("spleen", tint=tint)
    e.paint(*(f"{side}_{n}" for n in ("suprarenal_gland", "adrenal_gland")), opacity=0.95)
    if tumor:
        _tumor(e, side)
    e.vessels(_deep_vessels(e, side), _pale(e, side))
    e.paint(f"{other}_kidney", tint=tint)
    if e.states.get("bladder"):
        e.shadow("urinary_bladder", cast=Cast(0.4, 0.1, 0.25, 0.25))
        e.paint("urinary_bladder")
    hilum = hilum_of(e.atlas, side)
    if hilum is None:
        return
    key = f"{side}_kidney"
    e.shadow(key, cast=Cast(0.6, 0.2, 0.5, 0.36))
    e.paint(f"{key}.window")
    if tumor:
        _veiled_tumor(e, side)
    (inside_of or _inside)(e, side, hilum)


def _deep_vessels(e: Easel, side: str) -> list[str]:
    wanted = (
        "abdominal_aorta", "thoracic_aorta", "inferior_vena_cava",
        *sides("renal_artery", "common_iliac_artery", "common_iliac_vein", "external_iliac_artery",
               "internal_iliac_artery"),
        f"{side}_renal_vein", f"{side}_external_iliac_vein",
    )  # fmt: skip
    return list(wanted)


def _pale(e: Easel, side: str) -> tuple[str, ...]:
    return (
        "inferior_vena_cava",
        *sides("common_iliac_vein", "external_iliac_vein"),
        *(() if side == "left" else ("left_renal_artery",)),
    )


def paint_pyramids(e: Easel, h: Hilum) -> None:
    """The six pyramids, each on its shadow."""
    for index in range(len(CALYX_AXES)):
        part = pyramid(h, index)
        e.shadow_of(part.key, part.path, Cast(0.12, 0.03, 0.06, 0.25))
        e.fill_part(part, 0.92)


def _inside(e: Easel, side: str, h: Hilum) -> None:
    paint_pyramids(e, h)
    urine = urine_tubes(e.atlas, side)
    e.shadow_of(f"{side} calyces", union_path(urine), Cast(0.15, 0.05, 0.10, 0.30))
    e.plain(urine + ureter_start(e, side, h), "urine", 0.02)
    paint_hilum_vessels(e, side, h)


def paint_hilum_vessels(e: Easel, side: str, h: Hilum) -> None:
    """Arteries and veins inside the kidney: in front of the calyces, the veins in front of the arteries."""
    arteries = [Tube(hilum_line(h, q)) for q in SEGMENTS]
    veins = [Tube(hilum_line(h, [(x, y, r * 1.1) for x, y, r in q], VEIN_SHIFT)) for q in SEGMENTS]
    e.plain([Tube(q) for q in twigs(f"{side}_kidney_twigs")], "artery_fine", 0, 0.2)
    e.shadow_of(f"{side} kidney arteries", union_path(arteries), Cast(0.15, 0.05, 0.12, 0.3))
    _trunk(e, f"{side}_renal_artery", h, 1.95, (0, 0), arteries, "artery")
    _trunk(e, f"{side}_renal_vein", h, 2.9, VEIN_SHIFT, veins, "vein")


def _trunk(
    e: Easel, id: str, h: Hilum, reach: float, shift: tuple[float, float], branches: list[Tube], ramp: str
) -> None:
    """Branches with the last stretch of their trunk, which is redrawn in front of the kidney and fades in."""
    hub = h.at(-1.0 + shift[0], 0.08 + shift[1])
    shading = Shading(e.look.ramp(ramp), 0.03)
    if id not in e.atlas.vessels:
        paint_tubes(e.p, branches, shading, e.world)
        return
    line = e.tube(id).line
    if abs(line[0, 0] - h.x) < abs(line[-1, 0] - h.x):
        line = line[::-1]
    line = line[np.abs(line[:, 0] - h.x) < reach]
    line = line[np.abs(line[:, 0] - h.x) > 1.15]
    if len(line) < 3:
        line = e.tube(id).line
    joined = catmull_rom(np.vstack([line[::3], [(*hub, 0.17)], [(hub[0] + 0.15 * h.sign, hub[1], 0.14)]]), samples=6)
    fade = QLinearGradient(QPointF(joined[0, 0], 0), QPointF(joined[0, 0] + 0.7 * h.sign, 0))
    fade.setColorAt(0, QColor(0, 0, 0, 0))
    fade.setColorAt(1, QColor(0, 0, 0, 255))
    paint_veiled(e.p, [*branches, Tube(joined, round_start=False)], shading, 1.0, QBrush(fade), e.world)


def ureter_start(e: Easel, side: str, h: Hilum) -> list[Tube]:
    """The ureter below the renal pelvis, flat where it goes on from there."""
    id = f"{side}_ureter"
    if id not in e.atlas.vessels:
        return []
    line = e.tube(id).line
    return [Tube(line[line[:, 1] > h.y + 2.0], round_start=False)]


def _tumor_part(e: Easel, side: str) -> Part | None:
    lump = tumor_part(e, f"{side}_kidney_tumor")
    return None if lump is None else lump_part(f"{side}_kidney_tumor", *lump.center, lump.radius)


def _tumor(e: Easel, side: str) -> None:
    """The tumor sits on the back rim: its body lies behind the kidney, its outer part beside it."""
    part = _tumor_part(e, side)
    if part is not None:
        e.shadow_of(part.key, part.path, Cast(0.3, 0.08, 0.16, 0.4))
        e.fill_part(part)


def _veiled_tumor(e: Easel, side: str) -> None:
    part, kidney = _tumor_part(e, side), e.part(f"{side}_kidney")
    if part is None or kidney is None:
        return
    e.p.save()
    e.clip(kidney.path)
    e.fill_part(part, 0.55)
    e.p.restore()


@lru_cache(maxsize=32)
def pyramid(h: Hilum, index: int) -> Part:
    """Relief of one pyramid."""
    base, apex, width = calyx_axis(h, index)
    axis = base - apex
    length = float(np.hypot(*axis))
    axis /= length
    n = np.array([-axis[1], axis[0]])
    points = [
        apex + n * 0.16,
        apex + axis * length * 0.55 + n * width * 0.72,
        base - axis * 0.12 + n * width,
        base + axis * 0.26,
        base - axis * 0.12 - n * width,
        apex + axis * length * 0.55 - n * width * 0.72,
        apex - n * 0.16,
        apex - axis * 0.12,
    ]
    outline = catmull_rom(np.array(points), closed=True)
    finish = Finish(RAMPS["kidney_pyramid"], 0.10, 0.25, 0.03, edge=PYRAMID_EDGE)
    key = f"pyramid_{'left' if h.sign > 0 else 'right'}_{index}"
    return Part(key, (outline,), 24.0, finish, 0.7, box=_box((outline,)))


def urine_tubes(atlas: "Atlas", side: str, swell: float = 0.0) -> list[Tube]:
    """Calyces and pelvis of the front view; dammed up also the ureter above the blockage, which is wide then."""
    shown = [q for q in collecting_system(atlas, side, swell) if q.kind != "ureter" or swell > 0]
    return [Tube(q.front, round_end=q.kind == "ureter") for q in shown]


def grow_kidney_twigs(e: Easel, side: str) -> list[Floats]:
    """Fine arteries of one kidney: what the bake stores."""
    part, hilum = e.part(f"{side}_kidney"), hilum_of(e.atlas, side)
    assert part is not None
    assert hilum is not None
    stems = [hilum_line(hilum, q)[::4] for q in SEGMENTS]
    area = inside(part.outlines[0], 0.25)
    found = grow(area, stems, 260, 0.12, 1.3, 0.34, 6, 0.014, 2.6, 0.22, 0.4)
    for line in found:
        line[:, 2] = np.clip(line[:, 2], 0.014, 0.04)
    return found
