"""What the side cut of the spine shows by name: vertebrae, discs between them, nerve canal and the pedicle of L1."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from irexplainer.atlas.spine import TREATED, SpineState, canal, disc, pedicle, spine
from irexplainer.atlas.types import Floats
from irexplainer.story.frame import Frame
from irexplainer.story.states import states_now


def spine_parts(frame: Frame) -> Iterator[tuple[str, Floats]]:
    """(id of the vocabulary, body points (N, 3)) from back to front, in the state of the moment."""
    now = states_now(frame)
    state = SpineState(now.get("crush", 0.0), now.get("lift", 0.0))
    yield "vertebral_canal", _body(np.vstack(canal(state)))
    levels = spine(state)
    for upper, lower in pairwise(levels):
        yield f"intervertebral_disc_{upper.level.lower()}_{lower.level.lower()}", _body(disc(upper, lower))
    for vertebra in levels:
        kind = "thoracic" if vertebra.level.startswith("T") else "lumbar"
        yield f"{kind}_vertebra_{vertebra.level[1:]}", _body(vertebra.body)
    yield "pedicle_of_vertebra", _body(pedicle(TREATED, state))


def _body(outline: Floats) -> Floats:
    """Upright side coordinates (u = -z, v = y) to body points."""
    return np.column_stack([np.zeros(len(outline)), outline[:, 1], -outline[:, 0]])
