"""Where the furniture of the stage stands, as a pure function of its size (STYLE: landscape, laptop, portrait)."""

import math
from dataclasses import dataclass

from irexplainer.geom.viewport import Rect

CAPTION_LETTERS = 90
LETTER_WIDTH = 0.5
"""Mean width of a letter as a share of the text size."""
CAPTION_SHARE = 0.34
"""The caption never takes more than this share of the height; past it its text stops growing."""
NOWHERE = Rect(0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class StageLayout:
    """Rectangles in px of the stage picture.

    free: where the camera box is framed. overview: small figure. caption: sentence bar. transport: phase bar.
    tools: zoom buttons. corner: upper right, for the posture chip or the key of temperatures.
    compact: laptop form (no label subtitles, at most four labels). caption_px: text size of the caption.
    labels: where call-outs may stand. A rectangle of no size means there is no room for that piece.
    """

    free: Rect
    overview: Rect
    caption: Rect
    transport: Rect
    tools: Rect
    compact: bool
    caption_px: float = 20.0
    labels: Rect = NOWHERE
    corner: Rect = NOWHERE

    @classmethod
    def for_size(
        cls, width: float, height: float, home: bool = False, text_scale: float = 1.0, bare: bool = False
    ) -> "StageLayout":
        """Layout of a stage of width x height px.

        home: no caption and no transport bar. bare: no transport bar and no buttons (sheets and prints).
        """
        compact, tiny = width < 1000 or height < 800, width < 420 or height < 340
        margin = (8.0 if tiny else 16.0) if compact else 24.0
        scale = min(max(text_scale, 1.0), 3.0)
        bar = 0.0 if bare or home else (84.0 if compact else 108.0) * min(1.0 + (scale - 1.0) * 0.5, 1.6)
        bar = min(bar, height * 0.2)
        transport = Rect(margin, height - margin - bar, width - 2 * margin, bar)
        floor = transport.y - (12.0 if compact else 22.0) if bar else height - margin
        caption, px = _caption(width, floor, height, compact, scale)
        wide = 0.0 if tiny else (72.0 if compact else 104.0)
        overview = Rect(margin, margin, wide, wide * 214 / 104)
        if home:
            caption, overview = NOWHERE, NOWHERE
        tools = _tools(width, height, margin, home, caption)
        if bare or tiny:
            tools = NOWHERE
        right_gap = 60.0 if tools.width else 12.0
        if home:
            free = Rect(margin, margin * 0.5, width - 2 * margin, height - margin)
        else:
            left = margin + (wide + 14.0 if wide else 0.0)
            free = Rect(left, margin, max(width - margin - right_gap - left, 40.0), max(caption.y - 16 - margin, 40.0))
        labels = Rect(margin, margin, width - margin - (right_gap if tools.width else 0) - margin, free.bottom - margin)
        corner = Rect(width - margin - 190.0 * scale, margin, 190.0 * scale, 44.0 * scale)
        return cls(free, overview, caption, transport, tools, compact, px, labels, corner)


def _caption(width: float, floor: float, height: float, compact: bool, scale: float) -> tuple[Rect, float]:
    """Bar tall enough for the longest caption, and its text size."""
    side = min(92.0, width * 0.08) if not compact else min(40.0, width * 0.05)
    inner = width - 2 * side - 48.0
    size, pad = (18.0, 24.0) if compact else (20.0, 34.0)
    if width < 620:
        size, pad = max(11.0, width / 40), 12.0
    while True:
        px = size * scale
        lines = math.ceil(CAPTION_LETTERS * LETTER_WIDTH * px * 0.97 / max(inner, 60.0))
        tall = lines * px * 1.3 + pad
        if tall <= height * CAPTION_SHARE or scale <= 1.0:
            break
        scale = max(1.0, scale - 0.1)
    return Rect(side, floor - tall, width - 2 * side, tall), px


def _tools(width: float, height: float, margin: float, home: bool, caption: Rect) -> Rect:
    if home:
        return Rect(width - margin - 48.0, height - margin - 196.0, 48.0, 196.0)
    top = min(height * 0.30, max(caption.y - 16.0 - 196.0, margin))
    return Rect(width - margin - 48.0, top, 48.0, 196.0)
