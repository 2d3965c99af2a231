"""Metal coils on X-ray: dense loops that stay."""

import numpy as np

from irexplainer.geom.helix import coil_in
from irexplainer.imaging.anatomy import AtlasLike
from irexplainer.imaging.raster import Image, TubeCanvas
from irexplainer.imaging.sacs import darken_sacs
from irexplainer.imaging.tangles import darken_tangles
from irexplainer.imaging.window import FrontWindow
from irexplainer.story.frame import Frame

DENSITY = 0.85
LEAST_PX = 0.55
WIRE_CM = 0.024


def darken_coils(pixels: Image, atlas: AtlasLike, window: FrontWindow, frame: Frame, share: float) -> None:
    """Multiply the shadows of all coils of a frame into a picture; ``share`` scales their density."""
    darken_sacs(pixels, atlas, window, frame, share)
    darken_tangles(pixels, atlas, window, frame, share)
    flat = pixels.reshape(-1)
    for effect in frame.effects:
        if effect.kind != "coil" or effect.target not in atlas.vessels:
            continue
        far, near = effect.params.get("far", 0.6), effect.params.get("near", 0.2)
        points = coil_in(np.asarray(atlas.vessels[effect.target].points, float), min(far, near), max(far, near))
        count = round(len(points) * min(max(effect.value, 0.0), 1.0))
        wire = points[::-1][:count] if far > near else points[:count]
        if len(wire) < 2:
            continue
        canvas = TubeCanvas(*pixels.shape)
        radius = np.full(len(wire), max(WIRE_CM * window.scale, LEAST_PX))
        canvas.draw(window.px(wire), radius, np.zeros(len(wire)))
        touched = canvas.sparse()
        flat[touched.index] *= 1 - np.float32(DENSITY * share) * touched.strength
