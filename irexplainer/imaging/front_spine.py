"""What a needle in a pedicle is steered by from the front: rings of the pedicles, end plates, spinous processes.

Seen from the front a pedicle is looked at end-on: an oval ring, dense at its rim, above the middle of its body. Live
X-ray adds them where the work goes through a pedicle. Measures: design table V1 and relation 22 of the review.
"""

from collections.abc import Iterator

import numpy as np

from irexplainer.atlas.types import Atlas
from irexplainer.imaging.raster import Floats, Image
from irexplainer.imaging.xray import Shadows
from irexplainer.story.frame import Frame

TISSUE = "pedicle_of_vertebra"
LEVELS = ("thoracic_vertebra_11", "thoracic_vertebra_12", "lumbar_vertebra_1", "lumbar_vertebra_2", "lumbar_vertebra_3",
          "lumbar_vertebra_4")  # fmt: skip
ASIDE_CM, ABOVE_CM = 1.5, 0.25
RING_CM = (0.46, 0.66)
"""Half axes of a ring: across, along."""
BODY_CM = (1.95, 1.22)
"""Half width of an end plate and its distance from the middle of the body."""
RIM, CORE, PLATE, PROCESS = 0.26, 0.07, 0.16, 0.16
"""Share of rays stopped."""


def through_pedicle(frame: Frame, atlas: Atlas) -> bool:
    """True where the needle of a moment's access goes through a pedicle."""
    access = atlas.accesses.get(frame.access)
    tracks = [t for t in atlas.tracks.values() if access is not None and np.allclose(t.skin, access.skin)]
    return any(name == TISSUE for track in tracks for name, _ in track.tissues)


def spine_passed(shadows: Shadows, atlas: Atlas) -> Image:
    """Share of rays let through by what is added to the outlines of the vertebrae."""
    passed = np.ones((shadows.window.height, shadows.window.width), np.float32)
    for outline, share, soft in _parts(atlas):
        passed *= 1 - np.float32(share) * shadows.mask(outline, soft)
    return passed


def _parts(atlas: Atlas) -> Iterator[tuple[Floats, float, float]]:
    """(outline in front cm, share of rays stopped, blur) of every level."""
    for id in LEVELS:
        if id not in atlas.structures:
            continue
        y = atlas.structures[id].center[1]
        for side in (-1.0, 1.0):
            middle = (side * ASIDE_CM, y - ABOVE_CM)
            ring = np.vstack([_oval(middle, RING_CM, 1.0), _oval(middle, RING_CM, 0.68)[::-1]])
            yield ring, RIM, 1.0
            yield _oval(middle, RING_CM, 0.7), CORE, 1.2
        for way in (-1.0, 1.0):
            yield _oval((0.0, y + way * BODY_CM[1]), (BODY_CM[0], 0.1), 1.0), PLATE, 1.2
        yield _oval((0.0, y + 0.75), (0.3, 0.62), 1.0), PROCESS, 1.4


def _oval(middle: tuple[float, float], half: tuple[float, float], share: float) -> Floats:
    t = np.linspace(0.0, 2.0 * np.pi, 49)
    return np.column_stack([middle[0] + share * half[0] * np.cos(t), middle[1] + share * half[1] * np.sin(t)])
