"""Where the furniture of the stage stands, as a pure function of its size (STYLE: landscape, laptop, portrait)."""

from dataclasses import dataclass

from irexplainer.geom.viewport import Rect


@dataclass(frozen=True, slots=True)
class StageLayout:
    """Rectangles in px of the stage picture.

    free: where the camera box is framed. overview: small figure. caption: sentence bar. transport: phase bar.
    tools: zoom buttons. compact: laptop form (no label subtitles, at most four labels).
    """

    free: Rect
    overview: Rect
    caption: Rect
    transport: Rect
    tools: Rect
    compact: bool

    @classmethod
    def for_size(cls, width: float, height: float, home: bool = False, text_scale: float = 1.0) -> "StageLayout":
        """Layout of a stage of width x height px. home: no caption and no transport bar."""
        compact = width < 1000 or height < 800
        margin = 16.0 if compact else 24.0
        bar = (84.0 if compact else 108.0) * min(1.0 + (text_scale - 1.0) * 0.5, 1.6)
        caption_height = (48.0 if compact else 60.0) * text_scale
        transport = Rect(margin, height - margin - bar, width - 2 * margin, bar)
        side = min(92.0, width * 0.08) if not compact else 40.0
        caption = Rect(side, transport.y - 20.0 - caption_height + 8.0, width - 2 * side, caption_height)
        overview_width = 72.0 if compact else 104.0
        overview = Rect(margin, margin, overview_width, overview_width * 214 / 104)
        tools = Rect(width - margin - 48.0, height * 0.30, 48.0, 196.0)
        if home:
            free = Rect(margin, margin * 0.5, width - 2 * margin, height - margin)
            tools = Rect(width - margin - 48.0, height - margin - 196.0, 48.0, 196.0)
        else:
            left = margin + overview_width + 14.0
            right = width - margin - 60.0
            free = Rect(left, margin, right - left, caption.y - 16.0 - margin)
        return cls(free, overview, caption, transport, tools, compact)
