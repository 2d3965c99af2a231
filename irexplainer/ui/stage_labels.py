"""Call-outs on the stage: arranged once per step and view, then only their leaders follow what moves."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter, QRegion

from irexplainer.geom.viewport import Rect
from irexplainer.paint.label_paint import paint_labels
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
WANDER = 110.0
"""Px that an anchor may move before the call-outs are arranged anew."""


class StageLabels:
    """Keeps the arrangement while the same things are named, so that chips do not hop while a tool moves."""

    def __init__(self) -> None:
        self._key: object = None
        self._arranged: tuple[PlacedLabel, ...] = ()
        self._points: dict[str, tuple[float, float]] = {}

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
        frame, view = moment.frame, moment.view
        points = {label.id: projected(frame, view, label.at) for label in frame.labels}
        key = (id(board), frame.step, tuple(points), view, state.mode, state.text_scale, words)
        if key != self._key or not state.playing or self._wandered(points):
            self._key, self._points = key, points
            self._arranged = tuple(stage_labels(frame, atlas, moment.layout, view, words, state.mode, state.text_scale))
        return tuple(replace(item, anchor=points[item.id]) for item in self._arranged if item.id in points)

    def _wandered(self, points: dict[str, tuple[float, float]]) -> bool:
        return any(math.dist(at, self._points[id]) > WANDER for id, at in points.items())


def box_of(item: PlacedLabel) -> Rect:
    """All that a call-out paints, px."""
    box = Rect(item.rect.x - MARGIN, item.rect.y - MARGIN, item.rect.width + 2 * MARGIN, item.rect.height + 2 * MARGIN)
    for x, y in leader(item):
        box = box.united(Rect(x - 10, y - 10, 20, 20))
    return box


def paint_within(
    p: QPainter, dirty: QRegion, placed: Sequence[PlacedLabel], look: Look, fonts: LabelFonts, highlighted: str | None
) -> None:
    """Paint the call-outs that a dirty region touches."""
    areas = [Rect(part.x(), part.y(), part.width(), part.height()) for part in rects(dirty)]
    touched = [item for item in placed if any(box_of(item).intersects(area) for area in areas)]
    if touched:
        paint_labels(p, touched, look, fonts, highlighted)
