"""Where the panes of the window stand, as a pure function of its size (STYLE 5: landscape, laptop, portrait)."""

from dataclasses import dataclass

from irexplainer.geom.viewport import Rect

RAIL = 72
LEAST_STAGE = 520


@dataclass(frozen=True, slots=True)
class WindowLayout:
    """Rectangles in px. form: wide, laptop or portrait.

    sidebar: the shelf; in the laptop form its rail, in portrait empty except at home, where it stands beside the text.
    overlay: where the shelf opens over the picture. search_start: px where the search field begins, 0 = after the name.
    """

    form: str
    topbar: Rect
    sidebar: Rect
    stage: Rect
    detail: Rect
    overlay: Rect
    search_start: int

    @property
    def rail(self) -> bool:
        """True when the shelf is folded to its tiles."""
        return self.form == "laptop"

    @classmethod
    def for_size(cls, width: int, height: int, scale: float = 1.0, home: bool = False) -> "WindowLayout":
        """Layout of a window of width x height px. scale: of texts, 1 to 3."""
        if height > width * 1.1:
            return cls._portrait(width, height, scale, home)
        grow = 1 + (scale - 1) * 0.45
        detail = min(456 * grow, width * 0.44)
        sidebar = 328 * grow
        if width >= 1500 and height >= 840 and width - detail - sidebar >= 640 * scale**0.5:
            bar = 72 * (1 + (scale - 1) * 0.3)
            return cls._side_by_side("wide", width, height, bar, sidebar, detail, 304 * grow)
        bar = (56 if height < 900 else 72) * (1 + (scale - 1) * 0.3)
        detail = min(max(360.0, width * 0.2375) * grow, width * 0.44, max(width - RAIL - LEAST_STAGE, 300))
        return cls._side_by_side("laptop", width, height, bar, RAIL, detail, 304 * grow)

    @classmethod
    def _side_by_side(
        cls, form: str, width: int, height: int, bar: float, sidebar: float, detail: float, overlay: float
    ) -> "WindowLayout":
        bar, sidebar, detail = round(bar), round(sidebar), round(detail)
        below = height - bar
        return cls(
            form,
            Rect(0, 0, width, bar),
            Rect(0, bar, sidebar, below),
            Rect(sidebar, bar, width - sidebar - detail, below),
            Rect(width - detail, bar, detail, below),
            Rect(0, bar, min(round(overlay), width - 80), below),
            sidebar + 24 if form == "wide" else 0,
        )

    @classmethod
    def _portrait(cls, width: int, height: int, scale: float, home: bool) -> "WindowLayout":
        bar = round(72 * (1 + (scale - 1) * 0.3))
        share = 0.6 - (scale - 1) * 0.08
        stage = round(height * share)
        top = bar + stage
        detail = Rect(0, top, width, height - top)
        sidebar = Rect(0, top, 0, 0)
        if home and width >= 900:
            half = round(width * 0.42)
            detail = Rect(0, top, width - half, height - top)
            sidebar = Rect(width - half, top, half, height - top)
        overlay = Rect(0, bar, min(round(360 * (1 + (scale - 1) * 0.4)), width - 80), height - bar)
        return cls("portrait", Rect(0, 0, width, bar), sidebar, Rect(0, bar, width, stage), detail, overlay, 0)

    def mirrored(self) -> "WindowLayout":
        """For languages from right to left: the panes change sides, the picture inside them does not."""
        width = self.topbar.width

        def flip(rect: Rect) -> Rect:
            return Rect(width - rect.right, rect.y, rect.width, rect.height)

        return WindowLayout(
            self.form,
            self.topbar,
            flip(self.sidebar),
            flip(self.stage),
            flip(self.detail),
            flip(self.overlay),
            self.search_start,
        )
