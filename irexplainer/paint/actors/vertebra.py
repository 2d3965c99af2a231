"""Balloon, hollow and cement in the crushed vertebra: outlines from the model, looks from the plate of the spine."""

import numpy as np

from irexplainer.atlas.plates import SPINE
from irexplainer.atlas.spine import SpineState, balloon_outline
from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.scene import Floats, Scene, box_of
from irexplainer.paint.plates import spine_bake as bake
from irexplainer.paint.plates.spine_flat import paint_flat_lump
from irexplainer.paint.plates.spine_live import paint_balloon as lay_balloon
from irexplainer.paint.plates.spine_live import paint_cement as lay_cement
from irexplainer.paint.plates.spine_live import paint_hollow as lay_hollow
from irexplainer.paint.plates.spine_side import LIFT_STEPS, is_prone
from irexplainer.story.cementing import cement_of, hollow_of
from irexplainer.story.frame import EffectPose

STEPS = 48
"""Outlines are taken in so many steps of the whole; each is computed once."""


def outline_of(scene: Scene, effect: EffectPose) -> Floats:
    """Outline (N, 2) in cm of the upright plate; empty on other plates and before anything is filled."""
    if scene.frame.view.plate != SPINE:
        return np.zeros((0, 2))
    if effect.kind == "cement":
        return cement_of(effect)
    if effect.kind == "hollow":
        return hollow_of(effect)
    share = round(effect.value * STEPS) / STEPS
    lift = round(effect.params.get("lift", 0.0) * LIFT_STEPS) / LIFT_STEPS
    return balloon_outline(SpineState(1.0, lift, share))


def paint_lump(scene: Scene, effect: EffectPose) -> None:
    """Paint balloon, hollow or cement as far as it has come."""
    outline = outline_of(scene, effect)
    if not len(outline):
        return
    p, v, prone = scene.painter, scene.viewport, is_prone(scene.frame.position)
    p.save()
    p.translate(v.x0, v.y0)
    p.scale(v.scale, v.scale)
    if scene.look.flat:
        paint_flat_lump(p, prone, outline, effect.kind)
    elif effect.kind == "hollow":
        lay_hollow(p, prone, outline)
    elif effect.kind == "cement":
        lay_cement(p, prone, outline)
    else:
        lay_balloon(p, prone, outline)
    p.restore()


def box_lump(scene: Scene, effect: EffectPose) -> Rect | None:
    """Where it is, with its shadow."""
    outline, v = outline_of(scene, effect), scene.viewport
    if not len(outline):
        return None
    flat = bake.laid(outline, is_prone(scene.frame.position)) * v.scale + np.array([v.x0, v.y0])
    return box_of(flat, 0.26 * v.scale + 3)
