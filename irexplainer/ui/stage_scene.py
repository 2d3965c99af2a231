"""A procedure on the stage: still part, what moves, furniture and call-outs; and which px a step forward touches."""

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter, QRegion

from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.paint.furniture import caption_rect, obstacles, paint_caption, paint_furniture
from irexplainer.paint.labels import LabelFonts, PlacedLabel
from irexplainer.paint.look import Look
from irexplainer.paint.overlay import paint_overlay, scene_of
from irexplainer.paint.overlay_flight import Pinned, paint_pinned, pin_overlay
from irexplainer.paint.overlay_live import LiveOverlay, Places, touched
from irexplainer.paint.picture import overlay_shown
from irexplainer.paint.tool_sprites import Sprite, sprites_ahead
from irexplainer.story.frame import Frame
from irexplainer.ui.backdrop import Backdrop
from irexplainer.ui.layers import LayerKey
from irexplainer.ui.regions import rects
from irexplainer.ui.services import Services
from irexplainer.ui.stage_labels import Chips, StageLabels, box_of, paint_within
from irexplainer.ui.stage_moment import StageMoment
from irexplainer.ui.words import PictureWords
from irexplainer.ui.worker import SOON

if TYPE_CHECKING:
    from irexplainer.session.session import Session

Sprites = list[tuple[Hashable, Sprite]]

SHADOW = 34
"""Px around furniture that its shadow may take."""


class ProcedureScene:
    """Paints moments of the session's board. Keeps what does not change from one frame to the next.

    While playing, moving things are drawn with the help of kept pictures; at rest everything is painted directly, so
    the same moment always gives the same bytes.
    """

    def __init__(self, session: "Session", services: Services, backdrop: Backdrop) -> None:
        self.session, self.services, self._backdrop = session, services, backdrop
        self.captions = True
        self._places = Places()
        self._labels, self._chips = StageLabels(), Chips()
        self._live = LiveOverlay(self._submit)
        self._pinned: dict[Hashable, tuple[Pinned, Pinned]] = {}
        self._furniture: QImage | None = None
        self._furniture_key: object = None
        self._pieces = QRegion()
        self._shown: tuple[object, Frame, dict[str, Rect]] | None = None
        services.worker.done.connect(self._take)

    @property
    def bytes(self) -> int:
        """Memory of kept pictures, layers aside."""
        pinned = sum(end.bytes for ends in self._pinned.values() for end in ends)
        return pinned + self._live.bytes + (self._furniture.sizeInBytes() if self._furniture is not None else 0)

    def placed(self, moment: StageMoment, words: PictureWords) -> tuple[PlacedLabel, ...]:
        """Call-outs of a moment."""
        board = self.session.board
        if board is None or not self.captions:
            return ()
        return self._labels.placed(board, moment, self.services.atlas(), self.session.state, words)

    def paint(self, p: QPainter, dirty: QRegion, moment: StageMoment, words: PictureWords) -> None:
        """Paint a moment inside ``dirty``. Tools and call-outs wait until there is a picture they belong to."""
        state, look = self.session.state, Look.of(self.session.state.theme)
        self._paint_still(p, dirty, moment)
        known = self._backdrop.knows(LayerKey(moment.scene, moment.view))
        if known and overlay_shown(moment.frame):
            p.save()
            p.setClipRegion(dirty)
            self._paint_overlay(p, moment, look)
            p.restore()
        self._paint_furniture(p, dirty, moment, words)
        if known and self.captions:
            fonts = LabelFonts.of(state.text_scale, moment.layout.compact)
            chip = self._chips.paint if state.playing else None
            paint_within(p, dirty, self.placed(moment, words), look, fonts, state.highlighted, chip)

    def touched(self, moment: StageMoment, words: PictureWords) -> QRegion | None:
        """Px that differ from the moment this was last asked for; None where all may."""
        board, state = self.session.board, self.session.state
        assert board is not None
        boxes = {item.id: box_of(item) for item in self.placed(moment, words)}
        still = (moment.still, self._signature(moment, words), state.playing)
        before, self._shown = self._shown, (still, moment.frame, boxes)
        if moment.changing or before is None or before[0] != still or before[2].keys() != boxes.keys():
            return None
        atlas, look = self.services.atlas(), Look.of(state.theme)
        area = touched(board, before[1], moment.frame, atlas, look, moment.view, state.reduced_motion, self._places)
        for id, box in boxes.items():
            if box != before[2][id]:
                area += [box, before[2][id]]
        region = QRegion()
        for box in area:
            region = region.united(_qrect(box))
        return region

    def forget(self) -> None:
        """The next moment repaints everything."""
        self._shown = None

    def caption(self, moment: StageMoment) -> str:
        """Sentence of the step."""
        procedure = self.session.procedure
        if procedure is None:
            return ""
        choices = self.session.board.choices if self.session.board is not None else {}
        step = procedure.text(self.session.state.language).step(moment.frame.step, choices)
        return step.caption if step is not None else ""

    def _paint_still(self, p: QPainter, dirty: QRegion, moment: StageMoment) -> None:
        if moment.flight is not None:
            scenes = (moment.leaving, moment.scene)
            self._backdrop.paint_flight(p, moment.flight, moment.frame.change_progress, scenes, moment.view)
        elif moment.ends is not None:
            reduced = self.session.state.reduced_motion
            self._backdrop.paint_change(p, moment.frame, moment.ends, moment.view, reduced)
        else:
            self._backdrop.paint_rest(p, dirty, moment.scene, moment.view)

    def _paint_overlay(self, p: QPainter, moment: StageMoment, look: Look) -> None:
        board, state, atlas = self.session.board, self.session.state, self.services.atlas()
        assert board is not None
        ends = self._pinned.get(self._pin_key(moment.frame, moment)) if moment.flight is not None else None
        if state.playing and ends is not None:
            paint_pinned(p, *ends, moment.view, moment.frame.change_progress)
        elif state.playing and moment.flight is None:
            self._live.paint(p, board, moment.frame, atlas, look, moment.view, state.reduced_motion)
        else:
            paint_overlay(p, board, moment.frame, atlas, look, moment.view, state.reduced_motion)

    def prepare(self, frames: "list[Frame]", moment: StageMoment) -> None:
        """Have the overlays of coming flights painted ahead. frames: the first of each."""
        keys = [self._pin_key(frame, moment) for frame in frames]
        self._pinned = {key: ends for key, ends in self._pinned.items() if key in keys[:2]}
        for key, frame in zip(keys[:2], frames, strict=False):
            if key not in self._pinned:
                self.services.worker.submit(("pinned", id(self), key), partial(self._pin, frame, moment), SOON)

    def _pin_key(self, frame: Frame, moment: StageMoment) -> Hashable:
        state = self.session.state
        return (id(self.session.board), frame.previous, frame.view, moment.layout, state.theme, state.reduced_motion)

    def _pin(self, frame: Frame, moment: StageMoment) -> tuple[tuple[Pinned, Pinned], Sprites] | None:
        """Overlay at both ends of a flight, and the devices by themselves where it ends."""
        board, state = self.session.board, self.session.state
        if board is None or frame.previous is None:
            return None
        size = moment.view.width, moment.view.height
        ends = [Viewport.fit(*size, moment.layout.free, view.camera) for view in (frame.previous, frame.view)]
        atlas, look = self.services.atlas(), Look.of(state.theme)
        start, goal = (pin_overlay(board, frame, atlas, look, end, state.reduced_motion) for end in ends)
        return (start, goal), sprites_ahead(scene_of(QPainter(), board, frame, atlas, look, ends[1]))

    def _submit(self, key: Hashable, job: object) -> None:
        self.services.worker.submit(("tool", id(self), key), job, SOON)  # type: ignore[arg-type]  # a callable

    def _take(self, key: object, result: object) -> None:
        if isinstance(key, tuple) and key[:2] == ("tool", id(self)) and result is not None:
            self._live.tools.take(key[2], result)  # type: ignore[arg-type]  # made by a job of the live overlay
        elif isinstance(key, tuple) and key[:2] == ("pinned", id(self)) and result is not None:
            self._pinned[key[2]] = result[0]  # type: ignore[index]  # made by ``_pin``
            for name, sprite in result[1]:  # type: ignore[index]
                self._live.tools.take(name, sprite)

    def _signature(self, moment: StageMoment, words: PictureWords) -> object:
        state, frame = self.session.state, moment.frame
        ice = frame.effect("ice")
        cold = ice is not None and ice.radius_cm > 0.05
        where = frame.view if moment.changing else moment.view
        return (
            frame.step, frame.position, where, moment.layout, words, state.mode, state.theme, state.text_scale,
            cold, self.captions, self.caption(moment) if self.captions else "",
        )  # fmt: skip

    def _paint_furniture(self, p: QPainter, dirty: QRegion, moment: StageMoment, words: PictureWords) -> None:
        key = self._signature(moment, words)
        if key != self._furniture_key or self._furniture is None:
            self._furniture_key = key
            self._furniture, self._pieces = self._make_furniture(moment, words)
        for part in rects(dirty.intersected(self._pieces)):
            p.drawImage(part, self._furniture, part)

    def _make_furniture(self, moment: StageMoment, words: PictureWords) -> tuple[QImage, QRegion]:
        """Furniture as a picture, and where it is: one region, since what is see-through must not be painted twice."""
        state, frame, layout, view = self.session.state, moment.frame, moment.layout, moment.view
        width, height = round(view.width), round(view.height)
        image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        if not self.captions:
            return image, QRegion()
        look, text, q = Look.of(state.theme), self.caption(moment), QPainter(image)
        try:
            paint_furniture(q, frame, self.services.atlas(), look, layout, view, words, state.mode, state.text_scale)
            paint_caption(q, text, look, layout)
        finally:
            q.end()
        boxes = obstacles(frame, layout, view, words, state.mode, state.text_scale)
        if text:
            boxes.append(caption_rect(text, layout))
        whole = QRect(0, 0, width, height)
        pieces = QRegion()
        for box in boxes:
            pieces = pieces.united(_qrect(box, SHADOW).intersected(whole))
        return image, pieces


def _qrect(box: Rect, grow: int = 1) -> QRect:
    left, top = int(box.x) - grow, int(box.y) - grow
    return QRect(left, top, int(box.right) + 1 + grow - left, int(box.bottom) + 1 + grow - top)
