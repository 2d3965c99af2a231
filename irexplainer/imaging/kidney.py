"""The urine pathways of a kidney as tubes, for dye on X-ray."""

import numpy as np

from irexplainer.imaging.anatomy import AtlasLike
from irexplainer.imaging.raster import Floats

PELVIS = (5.55, 59.95, -2.4)
"""Middle of the left renal pelvis, body cm; the right one lies 1.4 cm lower."""
CUPS = (
    (5.7, 56.3, 2),
    (6.9, 57.0, 2),
    (7.5, 58.6, 1),
    (7.7, 60.4, 1),
    (7.3, 62.0, 1),
    (6.9, 63.2, 0),
    (6.0, 63.6, 0),
)
"""Ends of the small calyces of the left kidney (x, y) and the group (0 lower, 1 middle, 2 upper) they join."""
BLOCKED_CM = 4.0
"""The ureter is blocked this far below its start: dye stops there in a point."""
NECKS = ((6.15, 62.0), (6.5, 60.0), (5.9, 58.2))


def collecting_system(atlas: AtlasLike, side: str, swelling: float = 1.3) -> list[tuple[Floats, float]]:
    """Tubes (N, 4: x, y, z, radius in cm) and the share of filling 0..1 at which dye reaches each."""
    sign, drop = (1.0, 0.0) if side == "left" else (-1.0, 1.4)
    pelvis = np.array([PELVIS[0] * sign, PELVIS[1] + drop, PELVIS[2]])
    tubes: list[tuple[Floats, float]] = []
    target = atlas.targets.get(f"{side}_lower_posterior_calyx")
    cups = [(x * sign, y + drop, group) for x, y, group in CUPS]
    if target is not None:
        nearest = min(cups, key=lambda c: float(np.hypot(c[0] - target.center[0], c[1] - target.center[1])))
        cups[cups.index(nearest)] = (target.center[0], target.center[1], nearest[2])
    for group, (nx, ny) in enumerate(NECKS):
        neck = np.array([nx * sign, ny + drop, -2.6])
        tubes.append((_tube(pelvis, neck, 0.46 * swelling, 0.26 * swelling), 0.25))
        for x, y, own in cups:
            if own == group:
                tubes += _calyx(neck, np.array([x, y, -3.0]), swelling)
    tubes.append((_tube(_moved(pelvis, 0.2 * sign), _moved(pelvis, -0.5 * sign, 0.8), 0.62 * swelling, 0.3), 0.15))
    ureter = atlas.vessels.get(f"{side}_ureter")
    if ureter is not None:
        points = np.asarray(ureter.points, float)
        open_part = points[points[:, 1] < points[0, 1] + BLOCKED_CM].copy()
        open_part[:, 3] *= 0.3 + 0.7 * np.clip((open_part[-1, 1] - open_part[:, 1]) / 0.8, 0, 1)
        tubes.append((open_part, 0.6))
        tubes.append((_tube(_moved(pelvis, -0.4 * sign, 0.6), points[0, :3], 0.4, float(points[0, 3])), 0.4))
    return tubes


def _calyx(neck: Floats, cup: Floats, swelling: float) -> list[tuple[Floats, float]]:
    out = (cup - neck)[:2] / max(float(np.hypot(*(cup - neck)[:2])), 1e-6)
    across = np.array([-out[1], out[0], 0.0]) * 0.30 * swelling
    mouth = _tube(neck, cup, 0.17 * swelling, 0.30 * swelling)
    rim = _tube(cup - across, cup + across, 0.24 * swelling, 0.24 * swelling)
    return [(mouth, 0.45), (rim, 0.6)]


def _moved(point: Floats, x: float, y: float = 0.0) -> Floats:
    return np.asarray(point + np.array([x, y, 0.0]))


def _tube(a: Floats, b: Floats, start_radius: float, end_radius: float) -> Floats:
    u = np.linspace(0, 1, 16)[:, None]
    bow = np.sin(np.pi * u) * 0.06
    points = a[None] * (1 - u) + b[None] * u + bow
    return np.column_stack([points, start_radius * (1 - u[:, 0]) + end_radius * u[:, 0]])
