"""How plate centimeters map to picture pixels; free of any toolkit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rect:
    """Axis-aligned rectangle; unit of whatever space it is used in (y grows downwards)."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.y + self.height

    @property
    def center(self) -> tuple[float, float]:
        """Middle point."""
        return self.x + self.width / 2, self.y + self.height / 2

    def contains(self, x: float, y: float) -> bool:
        """True where the point lies inside or on the rim."""
        return self.x <= x <= self.right and self.y <= y <= self.bottom

    def intersects(self, other: "Rect") -> bool:
        """True where the two rectangles share area."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def united(self, other: "Rect") -> "Rect":
        """Smallest rectangle around both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)


@dataclass(frozen=True, slots=True)
class Camera:
    """Box in plate cm that must be wholly visible in the free rectangle. (x, y): its middle, not a corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Viewport:
    """A picture of ``width`` x ``height`` px whose camera box is fitted into ``free``.

    scale: px per cm. (x0, y0): pixel position of plate point (0, 0).
    """

    width: float
    height: float
    free: Rect
    scale: float
    x0: float
    y0: float

    @classmethod
    def fit(cls, width: float, height: float, free: Rect, camera: Camera) -> "Viewport":
        """Center the camera box in the free rectangle at the largest scale that shows all of it."""
        scale = min(free.width / camera.width, free.height / camera.height)
        cx, cy = free.center
        return cls(width, height, free, scale, cx - camera.x * scale, cy - camera.y * scale)

    def to_screen(self, x: float, y: float) -> tuple[float, float]:
        """Plate cm to px."""
        return self.x0 + x * self.scale, self.y0 + y * self.scale

    def to_plate(self, px: float, py: float) -> tuple[float, float]:
        """Px to plate cm."""
        return (px - self.x0) / self.scale, (py - self.y0) / self.scale

    @property
    def world(self) -> Rect:
        """The part of the plate, in cm, that the whole picture shows."""
        x, y = self.to_plate(0, 0)
        return Rect(x, y, self.width / self.scale, self.height / self.scale)
