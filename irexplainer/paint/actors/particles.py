"""Things that move with the blood: cells, dye, medicine, beads. Positions are a function of index, seed and time."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRadialGradient

from irexplainer.geom.polyline import Polyline
from irexplainer.paint.actors.scene import Floats, Scene

FLOW_CM_PER_S = 6.0
"""Speed shown for flowing blood in a large artery (STYLE 7); slowed for the eye, not a measured speed."""

WIDEST = 0.55
"""Particles keep to this share of the lumen, so that they never touch the painted wall."""
COLORS = {"cell": ("#FFF3E6", 0.6), "blood": ("#C93B3B", 0.6), "dye": ("#3A4650", 0.85), "medicine": ("#F0B323", 0.95),
          "drop": ("#F4FBFD", 0.9), "spurt": ("#8E0612", 0.95)}  # fmt: skip
GLOSSY = {
    "bead": ("#F4E8F8", "#8A63A1", "#43285A"),
    "urine": ("#FFF8E2", "#EBCB86", "#B0842F"),
    "bile": ("#F6FBD8", "#B7C94F", "#5D6E1E"),
}
"""Light, body and edge of particles that are round and shine."""


@lru_cache(maxsize=64)
def sprite(kind: str, radius_px: int) -> QImage:
    """Small picture of one particle, radius in px. kind: cell, blood, dye, medicine, urine, bile, bead, drop."""
    size = 2 * radius_px + 4
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    c = size / 2
    p.setPen(Qt.PenStyle.NoPen)
    if kind in GLOSSY:
        stops = GLOSSY[kind]
        gradient = QRadialGradient(QPointF(c - radius_px * 0.3, c - radius_px * 0.35), radius_px * 1.3)
        for stop, name in zip((0.0, 0.45, 1.0), stops, strict=True):
            gradient.setColorAt(stop, QColor(name))
        p.setBrush(gradient)
    else:
        name, alpha = COLORS[kind]
        fill = QColor(name)
        fill.setAlphaF(alpha)
        p.setBrush(fill)
    p.drawEllipse(QPointF(c, c), radius_px, radius_px)
    p.end()
    return image


def with_radius(path: Polyline, radius: float = 0.1) -> Floats:
    """Points (N, 4); lines without a lumen get one."""
    points = np.asarray(path.points, float)
    if points.shape[1] > 3:
        return points[:, :4]
    return np.column_stack([points[:, :3], np.full(len(points), radius)])


@lru_cache(maxsize=128)
def _tube(path: Polyline) -> Polyline:
    """A line with its lumen, kept with its tables for as long as the same line is asked for."""
    return Polyline(with_radius(path))


def on_line(path: Polyline, where: Floats, lateral: Floats) -> Floats:
    """(M, 4) body points at arc lengths, moved sideways by ``lateral`` (-1..1) of the lumen in the front plane."""
    where, count = np.asarray(where, float), len(where)
    found = _tube(path).many(np.concatenate([where, where + 0.1, where - 0.1]))
    points = found[:count]
    along = found[count : 2 * count, :2] - found[2 * count :, :2]
    along /= np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-6)[:, None]
    points[:, 0] -= along[:, 1] * lateral * points[:, 3]
    points[:, 1] += along[:, 0] * lateral * points[:, 3]
    return points


def positions_along(path: Polyline, count: int, seconds: float, speed: float, seed: int) -> Floats:
    """(count, 4) body points x, y, z and lumen radius of particles drifting along ``path``.

    path: (N, 4) with radius. speed: cm/s on the axis; wall particles run at 0.35 of it (parabolic profile).
    """
    if count <= 0 or path.length <= 0:
        return np.empty((0, 4))
    lateral, start, profile = _lanes(count, path.length, seed)
    where = np.mod(start + seconds * speed * profile, path.length)
    return on_line(path, where, lateral)


@lru_cache(maxsize=256)
def _lanes(count: int, length: float, seed: int) -> tuple[Floats, Floats, Floats]:
    """Where particles keep across the lumen, where they start (cm), and the share of the speed they have there."""
    random = np.random.default_rng(seed)
    lateral = random.uniform(-WIDEST, WIDEST, count)
    start = random.uniform(0.0, length, count)
    return lateral, start, 1.0 - 0.65 * lateral**2 / WIDEST**2


def draw_sprites(scene: Scene, points: Floats, kind: str, radius_cm: float, least_px: float = 1.4) -> None:
    """Blit one sprite at each body point."""
    if not len(points):
        return
    radius = max(round(max(radius_cm * scene.viewport.scale, least_px)), 1)
    image = sprite(kind, radius)
    half = image.width() / 2
    for x, y in scene.px(points[:, :3]).tolist():
        scene.painter.drawImage(QRectF(x - half, y - half, image.width(), image.height()), image)


def sprite_margin(scene: Scene, radius_cm: float) -> float:
    """Px that a sprite reaches beyond its point."""
    return max(radius_cm * scene.viewport.scale, 2.0) + 4.0
