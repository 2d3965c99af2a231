"""What a viewer does with the doctor's picture: another window of grays, a distance in mm. No widgets, no Qt."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from irexplainer.story.frame import Modality

if TYPE_CHECKING:
    from irexplainer.imaging.screen import Screen

Point = tuple[float, float]

GRAYS = (Modality.CT, Modality.MRI, Modality.FLUOROSCOPY, Modality.ANGIOGRAPHY)
"""Pictures whose grays a viewer may spread differently."""
DOUBLING_PX = 120.0
"""Px of a sideways drag that double the width."""
TALL_PX = 240.0
"""Px of an upward drag that lower the center by one width, which makes the picture brighter."""
LEAST_SHARE, MOST_SHARE = 1 / 32, 8.0
"""Narrowest and widest window, as shares of the one the picture came with."""
FARTHEST = 4.0
"""How far the center may move, in widths of the window the picture came with."""
KEY_STEP_PX = 6.0
"""Px of a drag that one press of an arrow stands for."""
NUDGE_PX, LEAP_PX = 1.0, 10.0
"""Px of the picture that an arrow moves the measuring cross, and with Shift."""
SAME_POINT_PX = 2.0
"""Two taps this close are one: no distance."""


class ScreenHand:
    """Tool in hand (``""``, ``window``, ``measure``), window laid over the picture, points of a distance.

    Points are shares (x, y) of the picture's width and height, so that they stay where they are when it is resized.
    changed: called after every change.
    """

    def __init__(self, changed: Callable[[], None]) -> None:
        self.tool = ""
        self.window: Point | None = None
        self.points: tuple[Point, ...] = ()
        self.cross: Point = (0.5, 0.5)
        self._changed = changed
        self._of: object = None
        self._step: object = None

    # following the picture

    def follow(self, screen: "Screen", step: object) -> None:
        """Another step clears a distance; another kind of picture brings its own window."""
        kind = (screen.modality, screen.unit)
        if kind != self._of:
            self._of, self.window = kind, None
        if step != self._step or not self.measures(screen):
            self._step, self.points, self.cross = step, (), (0.5, 0.5)

    def put_away(self) -> None:
        """No tool, no window, no distance."""
        self.tool, self.window, self.points, self.cross = "", None, (), (0.5, 0.5)
        self._changed()

    def applied(self, screen: "Screen") -> "Screen":
        """The picture through the viewer's window."""
        if self.window is None or not self.adjusts(screen):
            return screen
        return screen.windowed(*self.window)

    @staticmethod
    def adjusts(screen: "Screen | None") -> bool:
        """True for a picture whose grays can be spread differently."""
        return screen is not None and screen.window is not None and screen.modality in GRAYS

    @staticmethod
    def measures(screen: "Screen | None") -> bool:
        """True for a picture with a scale."""
        return screen is not None and screen.mm_per_px > 0

    def take(self, tool: str) -> None:
        """Take a tool; the one in hand is put back."""
        self.tool = "" if tool == self.tool else tool
        self._changed()

    # window

    def set_window(self, screen: "Screen", center: float, width: float) -> None:
        """Lay a window over the picture, within reason. screen: as it came, with its own window."""
        if screen.window is None or not (math.isfinite(center) and math.isfinite(width)):
            return
        own_center, own_width = screen.window
        width = min(max(width, own_width * LEAST_SHARE), own_width * MOST_SHARE)
        reach = FARTHEST * own_width
        self.window = min(max(center, own_center - reach), own_center + reach), width
        self._changed()

    def drag(self, screen: "Screen", dx: float, dy: float) -> None:
        """Sideways: width; up and down (px, down is positive): center."""
        if not self.adjusts(screen) or screen.window is None:
            return
        center, width = self.window or screen.window
        self.set_window(screen, center + dy * width / TALL_PX, width * 2 ** (dx / DOUBLING_PX))

    def reset_window(self) -> None:
        """Back to the window the picture came with."""
        self.window = None
        self._changed()

    # distance

    def tap(self, x: float, y: float) -> None:
        """Set a point (shares of the picture): the first, the second, or the first of a new distance."""
        if not (0 <= x <= 1 and 0 <= y <= 1):
            return
        self.points = ((x, y),) if len(self.points) != 1 else (*self.points, (x, y))
        self.cross = (x, y)
        self._changed()

    def move_cross(self, screen: "Screen", dx: float, dy: float) -> None:
        """Move the cross by px of the picture."""
        height, width = screen.pixels.shape
        x, y = self.cross
        self.cross = min(max(x + dx / width, 0.0), 1.0), min(max(y + dy / height, 0.0), 1.0)
        self._changed()

    def clear(self) -> None:
        """Forget the distance."""
        self.points = ()
        self._changed()

    def distance_mm(self, screen: "Screen | None") -> float | None:
        """Distance in mm between the two points; None until there are two that differ."""
        if screen is None or not self.measures(screen) or len(self.points) < 2:
            return None
        height, width = screen.pixels.shape
        (ax, ay), (bx, by) = self.points
        px = math.hypot((bx - ax) * width, (by - ay) * height)
        return None if px < SAME_POINT_PX else px * screen.mm_per_px
