"""The viewer's own zoom and pan, laid over what the story looks at."""

import math
from dataclasses import dataclass, replace

from irexplainer.geom.viewport import Viewport

LEAST, MOST = 0.4, 12.0
STEP = 1.35
"""Factor of one press of the zoom buttons."""


@dataclass(frozen=True, slots=True)
class UserCamera:
    """factor: enlargement about the middle of the free rectangle. dx, dy: shift in px afterwards."""

    factor: float = 1.0
    dx: float = 0.0
    dy: float = 0.0

    @property
    def at_home(self) -> bool:
        """True where the picture is as the story frames it."""
        return self == UserCamera()

    def applied(self, view: Viewport) -> Viewport:
        """The story's viewport as the viewer wants it."""
        if self.at_home:
            return view
        cx, cy = view.free.center
        x0 = cx + (view.x0 - cx) * self.factor + self.dx
        y0 = cy + (view.y0 - cy) * self.factor + self.dy
        return replace(view, scale=view.scale * self.factor, x0=x0, y0=y0)

    def zoomed(self, by: float, view: Viewport, about: tuple[float, float] | None = None) -> "UserCamera":
        """Enlarge by a factor; the point ``about`` (px) stays where it is. Clamped to LEAST and MOST."""
        if not math.isfinite(by) or by <= 0:
            return self
        factor = min(max(self.factor * by, LEAST), MOST)
        real = factor / self.factor
        cx, cy = view.free.center
        x, y = about or (cx, cy)
        dx = (x - cx) + (self.dx - (x - cx)) * real
        dy = (y - cy) + (self.dy - (y - cy)) * real
        near_home = abs(factor - 1) < 1e-3 and math.hypot(dx, dy) < 1.0
        return UserCamera() if near_home else UserCamera(factor, dx, dy)._held(view)

    def panned(self, dx: float, dy: float, view: Viewport) -> "UserCamera":
        """Move the picture by px; what the story shows never leaves the window altogether."""
        return replace(self, dx=self.dx + dx, dy=self.dy + dy)._held(view)

    def _held(self, view: Viewport) -> "UserCamera":
        reach_x = 0.5 * view.free.width * (self.factor + 0.6)
        reach_y = 0.5 * view.free.height * (self.factor + 0.6)
        return replace(self, dx=min(max(self.dx, -reach_x), reach_x), dy=min(max(self.dy, -reach_y), reach_y))
