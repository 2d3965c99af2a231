"""The shipped atlas, and questions about it that many tests ask."""

from collections.abc import Callable

import numpy as np
import pytest

from irexplainer.atlas.load import load_atlas
from irexplainer.atlas.types import Atlas, Floats

At = Callable[[str, float], Floats]


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    return load_atlas()


def _crossing(atlas: Atlas, vessel: str, axis: int, value: float) -> Floats:
    """Point (x, y, z, radius) at which a vessel first has a coordinate; axis 0 is x, 1 is y."""
    points = atlas.vessels[vessel].points
    beyond = points[:, axis] - value
    crosses = np.flatnonzero(np.sign(beyond[:-1]) != np.sign(beyond[1:]))
    assert len(crosses), f"{vessel} does not pass {'xy'[axis]} {value}"
    i = crosses[0]
    share = beyond[i] / (beyond[i] - beyond[i + 1])
    return points[i] + share * (points[i + 1] - points[i])


@pytest.fixture(scope="session")
def at_y(atlas: Atlas) -> At:
    """Point (x, y, z, radius) of a vessel where it passes a height."""
    return lambda vessel, y: _crossing(atlas, vessel, 1, y)


@pytest.fixture(scope="session")
def at_x(atlas: Atlas) -> At:
    """Point (x, y, z, radius) of a vessel where it passes a sagittal plane."""
    return lambda vessel, x: _crossing(atlas, vessel, 0, x)
