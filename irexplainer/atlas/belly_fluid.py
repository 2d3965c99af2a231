"""Free fluid between the wall of the belly and the bowel at one place of a slice: pure geometry."""

import numpy as np

from irexplainer.atlas.types import Floats

POCKET_CM, POCKET_TURN = 2.6, 0.85
"""Depth of much fluid at its middle, and how far it reaches to both sides, radians."""


def pocket(inner: Floats, at: tuple[float, float], share: float = 1.0) -> Floats:
    """Crescent (N, 2) under the wall of the belly: the inside of the wall ``inner`` (N, 2) near ``at``, and a line that
    leaves it. Body (x, z), cm. share: 0..1 of much fluid; empty for none.
    """
    if share <= 0.01:
        return np.zeros((0, 2))
    middle_x, middle_z = inner[:, 0].mean(), inner[:, 1].mean()
    angle = np.arctan2(inner[:, 1] - middle_z, inner[:, 0] - middle_x)
    middle = np.arctan2(at[1] - middle_z, at[0] - middle_x)
    turn = (angle - middle + np.pi) % (2 * np.pi) - np.pi
    order = np.argsort(turn)
    rim, turn = inner[order], turn[order]
    rim, turn = rim[np.abs(turn) < POCKET_TURN], turn[np.abs(turn) < POCKET_TURN]
    to_middle = inner.mean(axis=0) - rim
    deep = POCKET_CM * share * np.cos(turn / POCKET_TURN * np.pi / 2) ** 0.6
    surface = rim + to_middle / np.hypot(*to_middle.T)[:, None] * deep[:, None]
    return np.vstack([rim, surface[::-1]])
