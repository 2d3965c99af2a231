"""Folded lining of a hollow organ."""

import math

import numpy as np
from PySide6.QtGui import QPainterPath

from irexplainer.geom.spline import catmull_rom
from irexplainer.geom.tube import normals
from irexplainer.paint.paths import Floats, polygon_path


def folded(outline: Floats, wall: float, depth: float, pitch: float, seed: int) -> QPainterPath:
    """Inside of a hollow organ: ``wall`` cm from the outside, folds ``depth`` cm high every ``pitch`` cm."""
    step = np.hypot(*np.diff(np.vstack([outline, outline[:1]]), axis=0).T)
    length = float(step.sum())
    count = max(24, round(length / 0.16))
    at = np.linspace(0, length, count, endpoint=False)
    along = np.concatenate([[0.0], np.cumsum(step)])
    closed = np.vstack([outline, outline[:1]])
    ring = np.column_stack([np.interp(at, along, closed[:, i]) for i in (0, 1)])
    normal = normals(np.vstack([ring[-1:], ring, ring[:1]]))[1:-1]
    x, y = ring.T
    inwards = 1.0 if float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) > 0 else -1.0
    waves = max(3, round(length / pitch))
    phase = np.random.RandomState(seed).rand(2) * 2 * math.pi
    t = at / length * 2 * math.pi
    swing = waves * (t + 0.16 * np.sin(2 * t + phase[1]) + 0.07 * np.sin(5 * t + phase[0])) + phase[0]
    rise = (0.5 + 0.5 * np.sin(swing)) * (0.62 + 0.38 * np.sin(3 * t + phase[1]))
    return polygon_path(catmull_rom(ring + normal * inwards * (wall + depth * rise)[:, None], closed=True, samples=4))
