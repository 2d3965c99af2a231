"""A procedure on the stage: still part, what moves, furniture and call-outs; and which px a step forward touches."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from irexplainer.geom.viewport import Rect
from irexplainer.paint.furniture import caption_rect, obstacles, paint_caption, paint_furniture
from irexplainer.paint.labels import LabelFonts, PlacedLabel
from irexplainer.paint.look import Look
from irexplainer.paint.overlay import overlay_bounds, paint_overlay
from irexplainer.ui.backdrop import Backdrop
from irexplainer.ui.services import Services
from irexplainer.ui.stage_labels import StageLabels, box_of, paint_within
from irexplainer.ui.stage_moment import StageMoment
from irexplainer.ui.words import PictureWords

if TYPE_CHECKING:
    from irexplainer.session.session import Session

SHADOW = 34
"""Px around furniture that its shadow may take."""


class ProcedureScene:
    """Paints moments of the session's board. Keeps what does not change from one frame to the next."""

    def __init__(self, session: "Session", services: Services, backdrop: Backdrop) -> None:
        self.session, self.services, self._backdrop = session, services, backdrop
        self.captions = True
        self._labels = StageLabels()
        self._furniture: QImage | None = None
        self._furniture_key: object = None
        self._pieces: tuple[QRect, ...] = ()
        self._shown: tuple[object, Rect, dict[str, Rect]] | None = None

    def placed(self, moment: StageMoment, words: PictureWords) -> tuple[PlacedLabel, ...]:
        """Call-outs of a moment."""
        board = self.session.board
        if board is None or not self.captions:
            return ()
        return self._labels.placed(board, moment, self.session.state, words)

    def paint(self, p: QPainter, dirty: QRect, moment: StageMoment, words: PictureWords) -> None:
        """Paint a moment inside ``dirty``."""
        board, state = self.session.board, self.session.state
        assert board is not None
        atlas, look, view = self.services.atlas(), Look.of(state.theme), moment.view
        if moment.flight is not None:
            scenes = (moment.leaving, moment.scene)
            self._backdrop.paint_flight(p, moment.flight, moment.frame.change_progress, scenes, view)
        else:
            self._backdrop.paint_rest(p, dirty, moment.scene, view)
        p.save()
        p.setClipRect(dirty)
        paint_overlay(p, board, moment.frame, atlas, look, view, state.reduced_motion)
        p.restore()
        self._paint_furniture(p, dirty, moment, words)
        if self.captions:
            fonts = LabelFonts.of(state.text_scale, moment.layout.compact)
            paint_within(p, dirty, self.placed(moment, words), look, fonts, state.highlighted)

    def touched(self, moment: StageMoment, words: PictureWords) -> QRect | None:
        """Px that differ from the moment this was last asked for; None where all may."""
        board = self.session.board
        assert board is not None
        atlas, theme = self.services.atlas(), self.session.state.theme
        bounds = overlay_bounds(board, moment.frame, moment.view, atlas, theme)
        boxes = {item.id: box_of(item) for item in self.placed(moment, words)}
        still = (moment.still, self._signature(moment, words))
        before, self._shown = self._shown, (still, bounds, boxes)
        if moment.changing or before is None or before[0] != still or before[2].keys() != boxes.keys():
            return None
        area = [box for box in (before[1], bounds) if box.width > 0]
        for id, box in boxes.items():
            if box != before[2][id]:
                area += [box, before[2][id]]
        if not area:
            return QRect()
        whole = area[0]
        for box in area[1:]:
            whole = whole.united(box)
        return _qrect(whole)

    def forget(self) -> None:
        """The next moment repaints everything."""
        self._shown = None

    def caption(self, moment: StageMoment) -> str:
        """Sentence of the step."""
        procedure = self.session.procedure
        if procedure is None:
            return ""
        step = procedure.text(self.session.state.language).steps.get(moment.frame.step)
        return step.caption if step is not None else ""

    def _signature(self, moment: StageMoment, words: PictureWords) -> object:
        state, frame = self.session.state, moment.frame
        ice = frame.effect("ice")
        cold = ice is not None and ice.radius_cm > 0.05
        where = frame.view if moment.changing else moment.view
        return (
            frame.step, frame.position, where, moment.layout, words, state.mode, state.theme, state.text_scale,
            cold, self.captions, self.caption(moment) if self.captions else "",
        )  # fmt: skip

    def _paint_furniture(self, p: QPainter, dirty: QRect, moment: StageMoment, words: PictureWords) -> None:
        key = self._signature(moment, words)
        if key != self._furniture_key or self._furniture is None:
            self._furniture_key = key
            self._furniture, self._pieces = self._make_furniture(moment, words)
        for piece in self._pieces:
            part = piece.intersected(dirty)
            if not part.isEmpty():
                p.drawImage(part, self._furniture, part)

    def _make_furniture(self, moment: StageMoment, words: PictureWords) -> tuple[QImage, tuple[QRect, ...]]:
        state, frame, layout, view = self.session.state, moment.frame, moment.layout, moment.view
        width, height = round(view.width), round(view.height)
        image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        if not self.captions:
            return image, ()
        look, q = Look.of(state.theme), QPainter(image)
        paint_furniture(q, frame, self.services.atlas(), look, layout, view, words, state.mode, state.text_scale)
        text = self.caption(moment)
        paint_caption(q, text, look, layout)
        q.end()
        boxes = obstacles(frame, layout, view, words, state.mode, state.text_scale)
        if text:
            boxes.append(caption_rect(text, layout))
        whole = QRect(0, 0, width, height)
        return image, tuple(_qrect(box, SHADOW).intersected(whole) for box in boxes)


def _qrect(box: Rect, grow: int = 1) -> QRect:
    left, top = int(box.x) - grow, int(box.y) - grow
    return QRect(left, top, int(box.right) + 1 + grow - left, int(box.bottom) + 1 + grow - top)
