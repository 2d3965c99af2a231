"""Outlines of bowel: a tube that turns sharply must not cross itself, or flat pictures show knots."""

import numpy as np
import pytest

from irexplainer.atlas.types import Atlas
from irexplainer.geom.polygon import area, without_loops
from irexplainer.geom.tube import tube_outline


def crossings(ring: np.ndarray) -> int:
    """How often a closed ring crosses itself."""
    a, b = ring, np.roll(ring, -1, axis=0)
    r = b - a
    count = 0
    for i in range(len(ring) - 2):
        c, s = a[i + 2 :], r[i + 2 :]
        q = c - a[i]
        size = r[i, 0] * s[:, 1] - r[i, 1] * s[:, 0]
        size = np.where(np.abs(size) < 1e-12, np.inf, size)
        t = (q[:, 0] * s[:, 1] - q[:, 1] * s[:, 0]) / size
        u = (q[:, 0] * r[i, 1] - q[:, 1] * r[i, 0]) / size
        count += int(((t > 1e-6) & (t < 1 - 1e-6) & (u > 1e-6) & (u < 1 - 1e-6)).sum())
    return count


@pytest.mark.parametrize("id", ["colon", "duodenum", "esophagus"])
def test_outline_does_not_cross_itself(atlas: Atlas, id: str) -> None:
    assert crossings(atlas.structures[id].outline) == 0


def test_a_sharp_bend_loses_its_loop_and_keeps_its_size() -> None:
    turn = np.linspace(-np.pi / 2, np.pi / 2, 30)
    bend = np.column_stack([6 + 0.5 * np.cos(turn), 0.5 * np.sin(turn)])
    line = np.vstack(
        [[(x, -0.5 - 0.7 * (6 - x)) for x in range(6)], bend, [(x, 0.5 + 0.7 * (6 - x)) for x in range(5, -1, -1)]]
    )
    line = np.column_stack([line, np.ones(len(line))])
    ring = tube_outline(line)
    assert crossings(ring) > 0
    clean = without_loops(ring)
    assert crossings(clean) == 0
    assert area(clean) == pytest.approx(area(ring), rel=0.15)


def test_a_plain_ring_stays_as_it_is() -> None:
    t = np.linspace(0, 2 * np.pi, 90, endpoint=False)
    ring = np.column_stack([np.cos(t), np.sin(t)])
    assert np.array_equal(without_loops(ring), ring)
