"""Things that move with the blood: cells, dye, medicine, beads. Positions are a function of index, seed and time."""

import math
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRadialGradient

from irexplainer.geom.polyline import Polyline
from irexplainer.paint.actors.scene import Floats, Scene

FLOW_CM_PER_S = 6.0
"""Speed shown for flowing blood in a large artery (STYLE 7); slowed for the eye, not a measured speed."""


@lru_cache(maxsize=64)
def sprite(kind: str, radius_px: int) -> QImage:
    """Small picture of one particle, radius in px. kind: cell, dye, medicine, bead."""
    size = 2 * radius_px + 4
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    c = size / 2
    p.setPen(Qt.PenStyle.NoPen)
    if kind == "bead":
        gradient = QRadialGradient(QPointF(c - radius_px * 0.3, c - radius_px * 0.35), radius_px * 1.3)
        for stop, name in ((0.0, "#F4E8F8"), (0.45, "#8A63A1"), (1.0, "#43285A")):
            gradient.setColorAt(stop, QColor(name))
        p.setBrush(gradient)
    else:
        fill = QColor({"cell": "#FFF3E6", "dye": "#3A4650", "medicine": "#F0B323"}[kind])
        fill.setAlphaF(0.6 if kind == "cell" else 0.85)
        p.setBrush(fill)
    p.drawEllipse(QPointF(c, c), radius_px, radius_px)
    p.end()
    return image


def positions_along(path: Polyline, count: int, seconds: float, speed: float, seed: int) -> Floats:
    """(count, 4) body points x, y, z and lumen radius of particles drifting along ``path``.

    path: (N, 4) with radius. speed: cm/s on the axis; wall particles run at 0.35 of it (parabolic profile).
    """
    random = np.random.default_rng(seed)
    lateral = random.uniform(-0.8, 0.8, count)
    start = random.uniform(0.0, path.length, count)
    profile = 1.0 - 0.65 * lateral**2 / 0.64
    where = np.mod(start + seconds * speed * profile, path.length)
    points = np.stack([path.at(float(s)) for s in where]) if count else np.empty((0, 4))
    tangents = np.stack([path.tangent(float(s))[:2] for s in where]) if count else np.empty((0, 2))
    normal = np.stack([-tangents[:, 1], tangents[:, 0]], 1)
    points = points.copy()
    points[:, :2] += normal * (lateral * points[:, 3])[:, None]
    return points


def draw_sprites(scene: Scene, points: Floats, kind: str, radius_cm: float, least_px: float = 1.4) -> None:
    """Blit one sprite at each body point."""
    if not len(points):
        return
    radius = max(round(max(radius_cm * scene.viewport.scale, least_px)), 1)
    image = sprite(kind, radius)
    half = image.width() / 2
    for x, y in scene.px(points[:, :3]):
        scene.painter.drawImage(QRectF(x - half, y - half, image.width(), image.height()), image)


def packed(path: Polyline, fill: float, pitch: float, seed: int) -> Floats:
    """Beads lodged in a branch: dense from its far end back toward the tip as ``fill`` goes 0..1."""
    count = max(int(path.length / pitch * fill), 0)
    if count == 0:
        return np.empty((0, 4))
    random = np.random.default_rng(seed)
    where = path.length - np.linspace(0.0, path.length * fill, count, endpoint=False)
    points = np.stack([path.at(float(s)) for s in where]).copy()
    tangents = np.stack([path.tangent(float(s))[:2] for s in where])
    lateral = random.uniform(-0.55, 0.55, count) * points[:, 3]
    points[:, 0] += -tangents[:, 1] * lateral
    points[:, 1] += tangents[:, 0] * lateral
    return points


def ease(value: float) -> float:
    """Smooth 0..1."""
    value = min(max(value, 0.0), 1.0)
    return value * value * (3 - 2 * value) if math.isfinite(value) else 0.0
