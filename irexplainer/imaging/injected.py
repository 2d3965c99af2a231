"""A fluid with dye in a CT slice: as bright as it holds dye, where ``atlas.spread`` lets it spread."""

import numpy as np

from irexplainer.atlas.spread import cloud, reach
from irexplainer.imaging.raster import Image, blur, polygon_mask
from irexplainer.imaging.slice_view import SliceView
from irexplainer.story.frame import EffectPose

HU = (30.0, 380.0)
"""HU without and with all the dye (params bright or dye, 0..1). Alcohol alone is darker than water, so it gets dye."""
EDGE_PX = 4


def lay_cloud(values: Image, view: SliceView, effect: EffectPose, room: Image) -> None:
    """Change ``values`` (Hounsfield units) where the fluid is. room: share 0..1 of each pixel it can enter."""
    if effect.at is None:
        return
    outline = cloud((effect.at[0], effect.at[2]), reach(effect.radius_cm, effect.value))
    polygon = view.px(outline[:, 0], outline[:, 1])
    left, top = np.maximum(np.floor(polygon.min(axis=0)).astype(int) - EDGE_PX, 0)
    right, bottom = np.maximum(np.ceil(polygon.max(axis=0)).astype(int) + EDGE_PX, 0)
    part = values[top:bottom, left:right]
    if not part.size:
        return
    mask = blur(polygon_mask(part.shape[0], part.shape[1], [polygon - [left, top]]), 1.6)
    unit = HU[0] + (HU[1] - HU[0]) * effect.params.get("bright", effect.params.get("dye", 1.0))
    part += mask * room[top:bottom, left:right] * (np.float32(unit) - part)
