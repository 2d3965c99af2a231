"""Linear systems of networks that are nearly trees, solved in time that grows with their size only."""

import heapq
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
LEAST = 1e-12
"""Share of a joint's first diagonal below which it counts as cut off."""


def solve_laplacian(
    count: int, tubes: Sequence[tuple[int, int, float]], grounded: Sequence[float], right: Floats
) -> Floats:
    """x (count, m) with (L + diag(grounded)) x = right, L the Laplacian of tubes (a, b, conductance).

    Gauss elimination, joints with the fewest neighbors first, so that in a tree nothing new is filled in. The matrix is
    diagonally dominant, so no pivots are needed. ValueError where a part is not grounded at all.
    """
    beside: list[dict[int, float]] = [{} for _ in range(count)]
    diagonal = [float(g) for g in grounded]
    for a, b, g in tubes:
        diagonal[a] += g
        diagonal[b] += g
        if a != b:
            beside[a][b] = beside[b][a] = beside[a].get(b, 0.0) + g
    first = list(diagonal)
    values = np.array(right, float)
    queue = [(len(near), v) for v, near in enumerate(beside)]
    heapq.heapify(queue)
    done: list[tuple[int, list[tuple[int, float]]]] = []
    gone = [False] * count
    while queue:
        degree, v = heapq.heappop(queue)
        if gone[v] or degree != len(beside[v]):
            continue
        if diagonal[v] <= LEAST * first[v]:
            raise ValueError("a joint has no way to one whose pressure is held")
        gone[v] = True
        near = list(beside[v].items())
        done.append((v, near))
        for i, (u, g) in enumerate(near):
            share = g / diagonal[v]
            del beside[u][v]
            diagonal[u] -= g * share
            values[u] += share * values[v]
            for w, h in near[:i]:
                beside[u][w] = beside[w][u] = beside[u].get(w, 0.0) + share * h
        for u, _ in near:
            heapq.heappush(queue, (len(beside[u]), u))
    for v, near in reversed(done):
        for u, g in near:
            values[v] += g * values[u]
        values[v] /= diagonal[v]
    return values
