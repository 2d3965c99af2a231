"""A stone and the pieces it breaks into: closed outlines in cm, the same for the same seed."""

import math
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from irexplainer.geom.spline import catmull_rom

Floats = npt.NDArray[np.float64]

JITTER = 0.3
"""How far the middles of the pieces are moved from an even ring, share of the radius."""


def stone_outline(x: float, y: float, radius: float, seed: int, corners: int = 7) -> Floats:
    """Closed outline (N, 2) of a stone with rounded corners, in cm. seed: which of many shapes."""
    rs = np.random.RandomState(seed)
    a = (np.arange(corners) + 0.35 * rs.rand(corners)) * 2 * math.pi / corners + rs.rand()
    r = radius * (0.86 + 0.22 * rs.rand(corners))
    at = np.stack([x + r * np.cos(a), y + r * np.sin(a)], 1)
    flat = np.vstack([[p * 0.78 + q * 0.22, p * 0.22 + q * 0.78] for p, q in zip(at, np.roll(at, -1, 0), strict=True)])
    return catmull_rom(flat, closed=True, samples=5)


@lru_cache(maxsize=16)
def fragments(radius: float, count: int, seed: int) -> tuple[Floats, ...]:
    """Outlines (N, 2) around the middle of a stone of ``radius`` cm, which they fill without gaps.

    Each holds what lies nearest to its own seeded point (a Voronoi cell); a point whose cell is empty gives no piece.
    """
    whole = stone_outline(0.0, 0.0, radius, seed, 9)
    sites = _sites(radius, count, seed)
    pieces = []
    for i, site in enumerate(sites):
        cell = whole
        for j, other in enumerate(sites):
            if i != j and len(cell) >= 3:
                cell = _nearer(cell, site, other)
        if len(cell) >= 3:
            pieces.append(cell)
    return tuple(pieces)


def _sites(radius: float, count: int, seed: int) -> Floats:
    """One point near the middle, the others around it."""
    rs = np.random.RandomState(seed + 7)
    turn = 2 * math.pi * (np.arange(count - 1) + 0.5 * rs.rand(count - 1)) / max(count - 1, 1)
    reach = radius * (0.5 + JITTER * rs.rand(count - 1))
    ring = np.stack([reach * np.cos(turn), reach * np.sin(turn)], 1)
    return np.vstack([(rs.rand(1, 2) - 0.5) * radius * JITTER, ring])


def _nearer(polygon: Floats, site: Floats, other: Floats) -> Floats:
    """The part of a closed polygon that lies nearer to ``site`` than to ``other`` (Sutherland and Hodgman)."""
    away = (polygon - (site + other) / 2) @ (other - site)
    following, beyond = np.roll(polygon, -1, 0), np.roll(away, -1)
    kept: list[Floats] = []
    for p, q, a, b in zip(polygon, following, away, beyond, strict=True):
        if a <= 0:
            kept.append(p)
        if (a <= 0) != (b <= 0):
            kept.append(p + (q - p) * (a / (a - b)))
    return np.array(kept) if kept else np.empty((0, 2))
