"""Dye in bile ducts stops at a block and passes an open stent; a mesh opens from its far end."""

import numpy as np
import pytest

from irexplainer.atlas.load import load_atlas
from irexplainer.geom.mesh import FOLDED_CM, opened
from irexplainer.geom.polyline import Polyline
from irexplainer.imaging.contrast_study import Study, runs_of


@pytest.fixture(scope="module")
def atlas():
    return load_atlas()


def _reached_below(atlas, shut):
    block = atlas.targets["bile_duct_block"]
    about = block.id if shut else ""
    runs = runs_of(Study("bile", 1.0, about=about, tip=(-9.5, 56.1, 0.8), shut=shut), atlas)
    below = [run.arrival[run.points[:, 1] > block.center[1] + 0.6] for run in runs]
    return np.concatenate(below[:1])


def test_dye_stops_at_a_block(atlas):
    assert (_reached_below(atlas, shut=True) > 1).all()


def test_dye_runs_to_the_bowel_once_the_block_is_open(atlas):
    assert (_reached_below(atlas, shut=False) <= 1).all()


def test_a_mesh_opens_from_its_far_end():
    line = Polyline(np.column_stack([np.linspace(0, 10, 50), np.zeros(50), np.zeros(50)]))
    folded, half, full = (opened(line, np.array([5.0, 0, 0]), 6.0, 0.4, share, 0.0)[:, 3] for share in (0, 0.5, 1))
    assert np.allclose(folded, FOLDED_CM)
    assert half[0] == pytest.approx(FOLDED_CM)
    assert half[-1] == pytest.approx(0.4)
    assert np.allclose(full, 0.4)
