"""Parts of the chest wall cut along a needle that can be pointed at, for the semantic tree."""

from collections.abc import Iterator

import numpy as np

from irexplainer.atlas.chest_wall import BUNDLE, layers, ribs
from irexplainer.atlas.types import Floats

Part = tuple[str, str, str, Floats, float]
"""Id, role, key of its words, points (N, 2) in plate cm, cm around them."""


def chest_parts(top: float, bottom: float) -> Iterator[Part]:
    """Layers between two heights, then ribs with vein, artery and nerve under each, from above."""
    for id, (start, end) in layers().items():
        yield id, "structure", id, np.array([(u, v) for u in (start, end) for v in (top, bottom)]), 0.0
    for number, rib in enumerate(ribs(), 1):
        yield f"rib_{number}", "structure", "rib", rib.outline, 0.0
        for (u, v, radius), kind in zip(rib.bundle, BUNDLE, strict=True):
            role = "structure" if kind == "nerve" else "vessel"
            key = f"intercostal_{kind}"
            yield f"{key}_{number}", role, key, np.array([[u, v]]), float(radius)
