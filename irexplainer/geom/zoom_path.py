"""Smooth and efficient zooming and panning between two cameras.

Source: J. J. van Wijk and W. A. A. Nuij, "Smooth and efficient zooming and panning", IEEE InfoVis 2003.
"""

import math
from dataclasses import dataclass

from irexplainer.geom.viewport import Camera


@dataclass(frozen=True, slots=True)
class ZoomPath:
    """Optimal path from camera a to camera b; rho trades zooming against panning."""

    a: Camera
    b: Camera
    rho: float = 1.3

    @property
    def _distance(self) -> float:
        return math.hypot(self.b.x - self.a.x, self.b.y - self.a.y)

    def _radians(self) -> tuple[float, float]:
        w0, w1, u1, rho2 = self.a.width, self.b.width, self._distance, self.rho**2
        shared = rho2 * rho2 * u1 * u1
        b0 = (w1 * w1 - w0 * w0 + shared) / (2 * w0 * rho2 * u1)
        b1 = (w1 * w1 - w0 * w0 - shared) / (2 * w1 * rho2 * u1)
        return math.asinh(-b0), math.asinh(-b1)

    @property
    def length(self) -> float:
        """Path length in the units of the paper (log zoom and pan together)."""
        if self._distance < 1e-6:
            return abs(math.log(self.b.width / self.a.width)) / self.rho
        r0, r1 = self._radians()
        return (r1 - r0) / self.rho

    def at(self, u: float) -> Camera:
        """Camera at share u (0..1) of the path; the aspect of the box is blended."""
        if u <= 0:
            return self.a
        if u >= 1:
            return self.b
        aspect_a, aspect_b = self.a.height / self.a.width, self.b.height / self.b.width
        aspect = aspect_a + (aspect_b - aspect_a) * u
        if self._distance < 1e-6:
            width = self.a.width * math.exp(u * math.log(self.b.width / self.a.width))
            return Camera(self.a.x, self.a.y, width, width * aspect)
        r0, r1 = self._radians()
        s = u * (r1 - r0) / self.rho
        w0, rho2 = self.a.width, self.rho**2
        pan = w0 / rho2 * (math.cosh(r0) * math.tanh(self.rho * s + r0) - math.sinh(r0)) / self._distance
        width = w0 * math.cosh(r0) / math.cosh(self.rho * s + r0)
        x = self.a.x + (self.b.x - self.a.x) * pan
        y = self.a.y + (self.b.y - self.a.y) * pan
        return Camera(x, y, width, width * aspect)
