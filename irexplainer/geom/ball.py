"""A thread wound into a ball: the coils that fill a round bulge."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
SHELLS = ((0.9, 9), (0.7, 7), (0.46, 5))
"""How far from the middle (share of the radius) and how many loops: a basket first, then its inside."""
STEPS = 40
GOLDEN = 2.39996


def thread_ball(center: tuple[float, float, float], radius: float) -> Floats:
    """The thread (N, 3) in cm, in the order in which it goes in; always the same."""
    rows = []
    for shell, (far, count) in enumerate(SHELLS):
        for k in range(count):
            lean, spin = k * np.pi / count + 0.35 * shell, k * GOLDEN + shell
            a = np.linspace(0.0, 2.0 * np.pi, STEPS, endpoint=False) + 1.7 * k
            ring = np.column_stack([np.cos(a), np.sin(a) * np.cos(lean), np.sin(a) * np.sin(lean)])
            c, s = np.cos(spin), np.sin(spin)
            turned = np.column_stack([ring[:, 0] * c - ring[:, 1] * s, ring[:, 0] * s + ring[:, 1] * c, ring[:, 2]])
            rows.append(turned * far)
    return np.asarray(np.vstack(rows) * radius + np.asarray(center, float))
