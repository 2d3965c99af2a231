"""What moves in front of the still layers: effects, tools, tip. A pure function of the frame.

Every kind of ``EffectPose`` has a painter and a rectangle here, every kind of ``ToolPose`` in ``actors/tools.py``;
what the numbers of a kind mean is said in ``story/frame.py``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QPainter

from irexplainer.atlas.plates import plate_of
from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.paint.actors import (
    beads,
    bile,
    biopsy,
    bleed,
    clot,
    coil,
    dressing,
    flow,
    fluid,
    gland,
    growth,
    heat,
    ice,
    injectate,
    inside,
    marks,
    mesh,
    narrowing,
    plan,
    port,
    probe,
    pulses,
    rays,
    sac,
    skin,
    stomach,
    stone,
    tangle,
    tools,
    urine,
    vertebra,
)
from irexplainer.paint.actors.scene import Scene, joined
from irexplainer.paint.look import Look
from irexplainer.story.frame import EffectPose, Frame

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas
    from irexplainer.story.storyboard import Storyboard

MARGIN = 2.0
"""Px added for antialiasing."""


@dataclass(frozen=True)
class Actor:
    """How one kind of effect is painted and where. over: after the tools."""

    paint: Callable[[Scene, EffectPose], None]
    box: Callable[[Scene, EffectPose], Rect | None]
    over: bool = False


def _contrast(scene: Scene, effect: EffectPose) -> None:
    if fluid.is_cavity_dye(scene, effect):
        fluid.paint_cavity_dye(scene, effect)
    elif bile.is_bile_dye(scene, effect):
        bile.paint_bile_dye(scene, effect)
    elif stomach.is_stomach_dye(scene, effect):
        stomach.paint_stomach_dye(scene, effect)
    else:
        (urine.paint_urinary_dye if flow.is_urinary(effect) else flow.paint_contrast)(scene, effect)


def _box_contrast(scene: Scene, effect: EffectPose) -> Rect | None:
    if fluid.is_cavity_dye(scene, effect):
        return fluid.box_cavity_dye(scene, effect)
    if bile.is_bile_dye(scene, effect):
        return bile.box_bile_dye(scene, effect)
    if stomach.is_stomach_dye(scene, effect):
        return stomach.box_stomach_dye(scene, effect)
    return (urine.box_urinary_dye if flow.is_urinary(effect) else flow.box_contrast)(scene, effect)


EFFECTS: dict[str, Actor] = {
    "inside": Actor(inside.paint_inside, inside.box_inside),
    "hollow": Actor(vertebra.paint_lump, vertebra.box_lump),
    "balloon": Actor(vertebra.paint_lump, vertebra.box_lump),
    "cement": Actor(vertebra.paint_lump, vertebra.box_lump),
    "blood": Actor(inside.paint_blood, inside.box_inside),
    "fluid": Actor(fluid.paint_fluid, fluid.box_fluid),
    "stones": Actor(fluid.paint_stones, fluid.box_stones),
    "scan_plane": Actor(skin.paint_scan_plane, skin.box_scan_plane),
    "ultrasound_fan": Actor(probe.paint_fan_effect, probe.box_fan_effect),
    "numbing": Actor(skin.paint_numbing, skin.box_numbing),
    "nick": Actor(skin.paint_nick, skin.box_nick),
    "urine": Actor(urine.paint_urine, urine.box_urine),
    "tumor": Actor(growth.paint_growth, growth.box_growth),
    "fibroid": Actor(growth.paint_growth, growth.box_growth),
    "gland": Actor(gland.paint_gland, gland.box_gland),
    "bleed": Actor(bleed.paint_bleed, bleed.box_bleed),
    "narrowing": Actor(narrowing.paint_narrowing, narrowing.box_narrowing),
    "flow": Actor(flow.paint_flow, flow.box_flow),
    "contrast": Actor(_contrast, _box_contrast),
    "clot": Actor(clot.paint_clot, clot.box_clot),
    "embolic": Actor(beads.paint_embolic, beads.box_embolic),
    "hydrodissection": Actor(skin.paint_hydrodissection, skin.box_hydrodissection),
    "ice": Actor(ice.paint_ice, ice.box_ice),
    "heat": Actor(heat.paint_heat, heat.box_heat),
    "pulses": Actor(pulses.paint_pulses, pulses.box_pulses),
    "injectate": Actor(injectate.paint_injectate, injectate.box_injectate),
    "sample": Actor(biopsy.paint_sample, biopsy.box_sample),
    "plan": Actor(plan.paint_plan, plan.box_plan),
    "varices": Actor(flow.paint_none, flow.box_none),
    "reflux": Actor(flow.paint_flow, flow.box_flow),
    "infusion": Actor(beads.paint_infusion, beads.box_embolic),
    "spheres": Actor(beads.paint_embolic, beads.box_embolic),
    "aneurysm": Actor(sac.paint_sac, sac.box_sac),
    "malformation": Actor(tangle.paint_tangle, tangle.box_tangle),
    "coil": Actor(coil.paint_coil, coil.box_coil),
    "rays": Actor(rays.paint_rays, rays.box_rays),
    "cut": Actor(dressing.paint_cut, dressing.box_cut),
    "air": Actor(stomach.paint_air, stomach.box_air),
    "anchor": Actor(stomach.paint_anchor, stomach.box_anchor),
    "holder": Actor(stomach.paint_holder, stomach.box_holder, over=True),
    "mesh": Actor(mesh.paint_mesh, mesh.box_mesh, over=True),
    "shunt_flow": Actor(flow.paint_flow, flow.box_flow, over=True),
    "bile_flow": Actor(bile.paint_bile_flow, bile.box_bile_flow, over=True),
    "urine_flow": Actor(urine.paint_urine_flow, urine.box_urine_flow, over=True),
    "stone": Actor(stone.paint_stone, stone.box_stone, over=True),
    "cover": Actor(dressing.paint_cover, dressing.box_cover, over=True),
    "port_needle": Actor(port.paint_port_needle, port.box_port_needle, over=True),
    "dressing": Actor(dressing.paint_dressing, dressing.box_dressing, over=True),
    "closure": Actor(skin.paint_closure, skin.box_closure, over=True),
}
"""In painting order."""


def scene_of(
    p: QPainter,
    board: "Storyboard",
    frame: Frame,
    atlas: "Atlas",
    look: Look,
    viewport: Viewport,
    reduced_motion: bool = False,
) -> Scene:
    """A frame ready for the actors."""
    plate = plate_of(frame.view.plate, frame.position)
    return Scene(p, board, frame, look, viewport, plate, atlas, reduced_motion)


def ordered_effects(frame: Frame) -> list[EffectPose]:
    """Effects that have a painter, in painting order."""
    ranks = {kind: index for index, kind in enumerate(EFFECTS)}
    return sorted((e for e in frame.effects if e.kind in EFFECTS), key=lambda e: ranks[e.kind])


def paint_overlay(
    p: QPainter,
    board: "Storyboard",
    frame: Frame,
    atlas: "Atlas",
    look: Look,
    viewport: Viewport,
    reduced_motion: bool = False,
) -> None:
    """Paint effects, tools, what lies over the tools, and the tip marker, in px of ``viewport``.

    reduced_motion: no particles (arrows instead), no pulse.
    """
    scene = scene_of(p, board, frame, atlas, look, viewport, reduced_motion)
    effects = ordered_effects(frame)
    p.save()
    p.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    for effect in effects:
        if not EFFECTS[effect.kind].over:
            EFFECTS[effect.kind].paint(scene, effect)
    tools.paint_tools(scene)
    for effect in effects:
        if EFFECTS[effect.kind].over:
            EFFECTS[effect.kind].paint(scene, effect)
    marks.paint_tip(scene)
    p.restore()


def overlay_bounds(
    board: "Storyboard", frame: Frame, viewport: Viewport, atlas: "Atlas | None" = None, theme: str = "light"
) -> Rect:
    """Rectangle in px, inside the picture, that encloses all that ``paint_overlay`` paints; no size for nothing."""
    if atlas is None:
        from irexplainer.atlas.load import load_atlas

        atlas = load_atlas()
    scene = scene_of(_NOBODY, board, frame, atlas, Look.of(theme), viewport)
    boxes = [EFFECTS[effect.kind].box(scene, effect) for effect in ordered_effects(frame)]
    boxes.append(tools.box_tools(scene))
    if frame.tip is not None:
        boxes.append(scene.around(frame.tip, marks.HALO_RADII[-1] * 1.15 + 2))
    return clipped(joined(boxes), viewport)


def clipped(box: Rect | None, viewport: Viewport) -> Rect:
    """Whole px inside the picture."""
    if box is None or not np.isfinite([box.x, box.y, box.width, box.height]).all():
        return Rect(0.0, 0.0, 0.0, 0.0)
    x0, y0 = max(np.floor(box.x - MARGIN), 0.0), max(np.floor(box.y - MARGIN), 0.0)
    x1, y1 = min(np.ceil(box.right + MARGIN), viewport.width), min(np.ceil(box.bottom + MARGIN), viewport.height)
    if x1 <= x0 or y1 <= y0:
        return Rect(0.0, 0.0, 0.0, 0.0)
    return Rect(float(x0), float(y0), float(x1 - x0), float(y1 - y0))


_NOBODY = QPainter()
