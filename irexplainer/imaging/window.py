"""The part of the body an X-ray picture shows: always seen from the front, patient's right on the left.

A patient lying face down is X-rayed from below or above alike; the picture is still shown with the patient's
right on the picture's left (as on every front film), and marked with R and L.
"""

import math
from dataclasses import dataclass

import numpy as np

from irexplainer.imaging.raster import Floats
from irexplainer.story.frame import Frame, Point3

DETECTOR_CM = 40.0
"""Largest field of view: a common detector of an X-ray arm is about 40 cm wide."""
SMALLEST_CM = 11.0
STATION_CM = 12.0
"""The table moves in steps of this size when the camera sees more than the detector."""


@dataclass(frozen=True, slots=True)
class FrontWindow:
    """Front view: px = (cm - origin) * scale."""

    x0: float
    y0: float
    scale: float
    width: int
    height: int

    def px(self, points: Floats) -> Floats:
        """Body points (N, >= 2) to px (N, 2)."""
        return np.column_stack([(points[:, 0] - self.x0) * self.scale, (points[:, 1] - self.y0) * self.scale])

    def project(self, point: Point3) -> tuple[float, float] | None:
        """One body point to px, None outside the picture."""
        x, y = (point[0] - self.x0) * self.scale, (point[1] - self.y0) * self.scale
        return (x, y) if 0 <= x < self.width and 0 <= y < self.height else None


def around(center: tuple[float, float], size_cm: float, width: int, height: int) -> FrontWindow:
    """Window whose shorter side shows ``size_cm``."""
    scale = min(width, height) / size_cm
    return FrontWindow(center[0] - width / scale / 2, center[1] - height / scale / 2, scale, width, height)


def front_window(frame: Frame, width: int, height: int) -> FrontWindow:
    """Window for a frame on a front plate: what the stage shows, as far as the detector reaches.

    A larger view is followed in steps, as the table is moved.
    """
    camera = frame.view.camera
    cx, cy = camera.x, camera.y
    wanted = max(camera.width * min(1, height / width), camera.height) * 1.04
    size = min(max(wanted, SMALLEST_CM), DETECTOR_CM * 0.7)
    if wanted > size and frame.tip is not None:
        reach = (wanted - size) / 2
        cx = _station(frame.tip[0], cx, max(0.0, (camera.width - size) / 2))
        cy = _station(frame.tip[1] - size * 0.1, cy, reach)
    return around((cx, cy), size, width, height)


def _station(wanted: float, center: float, reach: float) -> float:
    steps = math.floor((wanted - center) / STATION_CM + 0.5)
    return center + min(max(steps * STATION_CM, -reach), reach)
