"""What heat and pulses of current look like to CT and ultrasound (facts: microwave-, radiofrequency-ablation,
irreversible-electroporation).

Heat, CT: a darker spot with small black bubbles of gas; with dye it stays dark, with a thin bright rim. Ultrasound: a
growing bright cloud of gas that hides what lies behind it. Pulses, CT: hardly to be seen; with dye dark, but for the
vessels in it, which stay open. Ultrasound: the zone turns dark.
"""

from collections.abc import Callable, Iterable

import numpy as np

from irexplainer.imaging.hounsfield import Region, hounsfield
from irexplainer.imaging.raster import Floats, Image, blur, inside, polygon_mask
from irexplainer.story import zones
from irexplainer.story.frame import EffectPose, Frame

Put = Callable[[Floats, float, float], None]
"""(outline in body x, z; Hounsfield units; softness px)."""
HEATED, HEATED_DYED, RIM_DYED, PULSED, PULSED_DYED = 36.0, 42.0, 112.0, 54.0, 46.0
"""Hounsfield units; between those of water and of living liver."""
BUBBLE_HU, BUBBLES = -420.0, 34
RIM_CM = 0.12
CLOUD_DB, CLOUD_GRAIN_DB = -12.0, 7.0
SHADOW_DB, PULSED_DB = -13.0, -9.0
BEHIND = (1.06, 1.18, 1.32, 1.5, 1.75, 2.1, 2.6)
"""How far behind the cloud its shadow is laid, as multiples of the distance from where the beams start."""
BLOOD = ("artery", "vein", "portal", "cava")


def zone_of(frame: Frame) -> EffectPose | None:
    """The effect of heat or pulses with a treatment that has begun."""
    found = next((e for e in frame.effects if e.kind in zones.KINDS and e.params.get("seconds", 0.0) > 0), None)
    return found if found is not None and len(rim_of(found)) else None


def rim_of(effect: EffectPose) -> Floats:
    """Rim in body (x, z) of what is dead."""
    return zones.dead_rim(effect) if effect.kind == "heat" else zones.pulse_rim(effect)


def put_zone(frame: Frame, dye: bool, regions: Iterable[Region], put: Put) -> None:
    """Lay a zone over a CT picture; regions: those of the slice, for the vessels that stay open."""
    effect = zone_of(frame)
    if effect is None:
        return
    rim = rim_of(effect)
    if effect.kind == "heat":
        if dye:
            put(_grown(rim, RIM_CM), RIM_DYED, 1.0)
        put(rim, HEATED_DYED if dye else HEATED, 0.9)
        for bubble in _bubbles(rim, effect):
            put(bubble, BUBBLE_HU, 0.5)
        return
    share = zones.reached_share(effect)
    put(rim, 62.0 + share * (PULSED - 62.0) if not dye else PULSED_DYED, 1.2)
    for region in regions:
        blood = dye and any(word in region.tissue for word in BLOOD)
        if blood and bool(inside(rim, region.outline).any()):
            put(region.outline, hounsfield(region, dye), 0.8)


def _grown(rim: Floats, cm: float) -> Floats:
    away = rim - rim.mean(axis=0)
    far = np.hypot(*away.T)[:, None]
    return np.asarray(rim + away / np.maximum(far, 1e-6) * cm)


def _bubbles(rim: Floats, effect: EffectPose) -> list[Floats]:
    """Small balls of gas around the needle, more of them the larger the zone; fixed seed."""
    rng = np.random.default_rng(23)
    axis = np.array([effect.params["axis_x"], effect.params["axis_z"]])
    middle, reach = rim.mean(axis=0), float(np.ptp(rim @ axis)) / 2
    turn = np.linspace(0, 2 * np.pi, 10, endpoint=False)
    ring = np.column_stack([np.cos(turn), np.sin(turn)])
    found = []
    for _ in range(round(BUBBLES * effect.value)):
        along, side, size = rng.uniform(-0.75, 0.75) * reach, rng.normal(0.0, 0.22), rng.uniform(0.035, 0.075)
        at = middle + along * axis + side * np.array([-axis[1], axis[0]])
        found.append(at + ring * size)
    return found


def sound_zone(levels: Image, frame: Frame, to_px: Callable[[Floats], Floats], start: Floats) -> None:
    """Change echoes in dB where a zone lies. to_px: body points (N, 3) to px; start: px from which the beams spread."""
    effect = zone_of(frame)
    if effect is None or effect.at is None:
        return
    rim = rim_of(effect)
    px = to_px(np.column_stack([rim[:, 0], np.full(len(rim), effect.at[1]), rim[:, 1]]))
    lit = levels > -70.0
    if effect.kind == "pulses":
        levels += blur(_mask(levels, px), 2.0) * lit * np.float32(PULSED_DB * zones.reached_share(effect))
        return
    shadow = np.zeros_like(levels)
    for scale in BEHIND:
        np.maximum(shadow, _mask(levels, start + (px - start) * scale), out=shadow)
    cloud = blur(_mask(levels, px), 2.5)
    levels += blur(shadow, 4.0) * (1 - cloud) * lit * np.float32(SHADOW_DB)
    grain = np.random.default_rng(29).normal(0.0, CLOUD_GRAIN_DB, levels.shape).astype(np.float32)
    bright = np.float32(CLOUD_DB) + blur(grain, 1.1) * np.float32(2.0)
    levels += cloud * lit * np.maximum(bright - levels, 0)


def _mask(levels: Image, px: Floats) -> Image:
    return polygon_mask(levels.shape[0], levels.shape[1], [px])
