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


@pytest.fixture(scope="session")
def at_y(atlas: Atlas) -> At:
    """Point (x, y, z, radius) of a vessel where it passes a height."""

    def find(vessel: str, y: float) -> Floats:
        points = atlas.vessels[vessel].points
        below = points[:, 1] - y
        crosses = np.flatnonzero(np.sign(below[:-1]) != np.sign(below[1:]))
        assert len(crosses), f"{vessel} does not pass y {y}"
        i = crosses[0]
        share = below[i] / (below[i] - below[i + 1])
        return points[i] + share * (points[i + 1] - points[i])

    return find


@pytest.fixture(scope="session")
def at_x(atlas: Atlas) -> At:
    """Point (x, y, z, radius) of a vessel where it passes a sagittal plane."""

    def find(vessel: str, x: float) -> Floats:
        points = atlas.vessels[vessel].points
        beside = points[:, 0] - x
        crosses = np.flatnonzero(np.sign(beside[:-1]) != np.sign(beside[1:]))
        assert len(crosses), f"{vessel} does not pass x {x}"
        i = crosses[0]
        share = beside[i] / (beside[i] - beside[i + 1])
        return points[i] + share * (points[i + 1] - points[i])

    return find
