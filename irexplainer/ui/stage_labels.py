"""Call-outs on the stage: arranged once per step and view, then only their leaders follow what moves."""

import math
from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QPainter, QRegion

from irexplainer.geom.viewport import Rect
from irexplainer.paint.label_paint import Chip, paint_chip, paint_labels
from irexplainer.paint.labels import LabelFonts, PlacedLabel, leader
from irexplainer.paint.look import Look
from irexplainer.paint.picture import projected, stage_labels
from irexplainer.ui.regions import rects
from irexplainer.ui.stage_moment import StageMoment
from irexplainer.ui.words import PictureWords

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas
    from irexplainer.session.state import SessionState
    from irexplainer.story.storyboard import Storyboard

MARGIN = 16
"""Px around a chip that its shadow and edge may take."""
MOST_CHIPS = 12
WANDER = 110.0
"""Px that an anchor may move before the call-outs are arranged anew."""


class StageLabels:
    """Keeps the arrangement while the same things are named, so that chips do not hop while a tool moves."""

    def __init__(self) -> None:
        self._key: object = None
        self._arranged: tuple[PlacedLabel, ...] = ()
        self._points: dict[str, tuple[float, float]] = {}
        self._last: tuple[StageMoment, object, tuple[PlacedLabel, ...]] | None = None

    def placed(
        self,
        board: "Storyboard",
        moment: StageMoment,
        atlas: "Atlas",
        state: "SessionState",
        words: PictureWords,
    ) -> tuple[PlacedLabel, ...]:
        """Call-outs of a moment; none while the stage changes from one view to another."""
        if moment.changing:
            return ()
        asked = (id(board), state.mode, state.text_scale, state.playing, words)
        if self._last is None or self._last[0] is not moment or self._last[1] != asked:
            self._last = moment, asked, self._place(board, moment, atlas, state, words)
        return self._last[2]

    def _place(
        self, board: "Storyboard", moment: StageMoment, atlas: "Atlas", state: "SessionState", words: PictureWords
    ) -> tuple[PlacedLabel, ...]:
        frame, view = moment.frame, moment.view
        points = {label.id: projected(frame, view, label.at) for label in frame.labels}
        key = (id(board), frame.step, tuple(points), view, state.mode, state.text_scale, words)
        if key != self._key or not state.playing or self._wandered(points):
            self._key, self._points = key, points
            self._arranged = tuple(stage_labels(frame, atlas, moment.layout, view, words, state.mode, state.text_scale))
        return tuple(
            item if item.anchor == points[item.id] else replace(item, anchor=points[item.id])
            for item in self._arranged
            if item.id in points
        )

    def _wandered(self, points: dict[str, tuple[float, float]]) -> bool:
        return any(math.dist(at, self._points[id]) > WANDER for id, at in points.items())


class Chips:
    """Chips as pictures, for a picture that plays: words and shadows cost more than all that moves."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, QImage] = OrderedDict()

    def paint(self, p: QPainter, item: PlacedLabel, look: Look, fonts: LabelFonts, highlighted: bool) -> None:
        """As ``paint_chip``."""
        x, y = math.floor(item.rect.x) - MARGIN, math.floor(item.rect.y) - MARGIN
        sizes = fonts.title.pixelSize(), fonts.subtitle.pixelSize()
        key = (item.title, item.subtitle, item.rect, look.name, sizes, highlighted)
        image = self._kept.get(key)
        if image is None:
            width, height = math.ceil(item.rect.right) + MARGIN - x, math.ceil(item.rect.bottom) + MARGIN - y
            image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
            image.fill(0)
            q = QPainter(image)
            try:
                q.setRenderHint(QPainter.RenderHint.Antialiasing)
                q.translate(-x, -y)
                paint_chip(q, item, look, fonts, highlighted)
            finally:
                q.end()
            self._kept[key] = image
            while len(self._kept) > MOST_CHIPS:
                self._kept.popitem(last=False)
        p.drawImage(x, y, image)


@lru_cache(maxsize=64)
def box_of(item: PlacedLabel) -> Rect:
    """All that a call-out paints, px."""
    box = Rect(item.rect.x - MARGIN, item.rect.y - MARGIN, item.rect.width + 2 * MARGIN, item.rect.height + 2 * MARGIN)
    for x, y in leader(item):
        box = box.united(Rect(x - 10, y - 10, 20, 20))
    return box


def paint_within(
    p: QPainter,
    dirty: QRegion,
    placed: Sequence[PlacedLabel],
    look: Look,
    fonts: LabelFonts,
    highlighted: str | None,
    chip: Chip | None = None,
) -> None:
    """Paint the call-outs that a dirty region touches. chip: see ``paint_labels``."""
    areas = [Rect(part.x(), part.y(), part.width(), part.height()) for part in rects(dirty)]
    touched = [item for item in placed if any(box_of(item).intersects(area) for area in areas)]
    if touched:
        paint_labels(p, touched, look, fonts, highlighted, chip=chip)
