"""Curves in the detail pane: a card for each picture of curves that the step under the playhead has a part of."""

import sys
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from irexplainer.session.session import Session
from irexplainer.session.state import SessionState
from irexplainer.ui.card import Card, Column, clear
from irexplainer.ui.clock import Beat
from irexplainer.ui.content import library_of
from irexplainer.ui.dress import Dress
from irexplainer.ui.plot_text import ROLES, Clock, Curves, curves_of, in_step, treatment_clock, value_text
from irexplainer.ui.text import Text, draw_text, follow_width
from irexplainer.ui.words import picture_words
from irexplainer.ui.worker import LATER

if TYPE_CHECKING:
    from irexplainer.library.load import Library
    from irexplainer.ui.plot_view import PlotView

PLOT_HZ = 10.0
PLOT_MODULE = "irexplainer.ui.plot_view"
WARM = ("warm", "plots")
SLICE_MS = 70
"""Time between two slices of pictures that are built ahead."""
ROW = 26


def _load(library: "Library", language: str) -> None:
    """Off the thread that paints: what draws curves, and the words on them."""
    import_module(PLOT_MODULE)
    picture_words(library, language)


class Readout(QLabel):
    """Which line is what, and its value now. Painted, so that a new number moves nothing."""

    def __init__(self, dress: Dress, session: Session, curves: Curves, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress, self.session, self.curves = dress, session, curves
        self._values: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.follow()

    def follow(self) -> None:
        """Values at the playhead."""
        first, last = self.curves.span
        seconds = min(max(self.session.state.playhead, first), last)
        values = tuple(value_text(s.at(seconds), s.unit) for s in self.curves.series)
        if values != self._values:
            self._values = values
            self.setAccessibleName(". ".join(f"{w.name}: {v}" for w, v in zip(self.curves.words, values, strict=True)))
            self.update()

    @property
    def _row(self) -> int:
        return self.dress.px(ROW * (2 if self.dress.scale > 1.6 else 1))

    def sizeHint(self) -> QSize:
        """One row per curve; two lines each where letters are large."""
        return QSize(200, self._row * len(self.curves.series))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A piece of each line, its name, its value at the end."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        dress, width, row = self.dress, float(self.width()), float(self._row)
        end, stacked = Qt.AlignmentFlag.AlignRight, self.dress.scale > 1.6
        for index, (words, value) in enumerate(zip(self.curves.words, self._values, strict=True)):
            top = index * row
            style = Qt.PenStyle.DashLine if index % 2 else Qt.PenStyle.SolidLine
            p.setPen(QPen(dress.color(ROLES[index % len(ROLES)]), 3, style))
            line = row / 2 if not stacked else row / 4
            left = width - 26 if dress.rtl else 0.0
            p.drawLine(QPointF(left, top + line), QPointF(left + 26, top + line))
            name = QRectF(0 if dress.rtl else 34, top, width - 34, row / 2 if stacked else row)
            draw_text(p, name, words.axis or words.name, dress.font(14, 500), dress.color("ink"), rtl=dress.rtl,
                      middle=True)  # fmt: skip
            number = name.translated(0, row / 2) if stacked else name
            draw_text(p, number, value, dress.font(14, 700), dress.color("ink"), rtl=dress.rtl, align=end, middle=True)
        p.end()


class PlotShelf(Column):
    """Cards of curves. Empty, and nothing loaded, in patient mode and where nothing is to be plotted."""

    def __init__(self, dress: Dress, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress, self.session = dress, session
        self.views: list[PlotView] = []
        self._readouts: list[Readout] = []
        self._board: object = None
        self._curves: tuple[Curves, ...] = ()
        self._clock: Clock | None = None
        self._shown: tuple[object, ...] = ()
        self._beat: Beat | None = None
        self._kept: dict[str, PlotView] = {}
        self._painted: set[str] = set()
        self._stale, self._kept_for = False, ("", 0.0)
        self._slices = QTimer(self)
        self._slices.setInterval(SLICE_MS)
        self._slices.timeout.connect(self.build_ahead)
        self.hide()

    def sync(self, state: SessionState) -> None:
        """Follow the session: other cards with another step, the cursor with the playhead."""
        key, wanted = self._wanted(state)
        if key != self._shown:
            self._shown = key
            self._fill(wanted, state)
            if self._curves:
                self._slices.start()
        if not self.views:
            return
        if self._beat is not None:
            self._beat.set_running(state.playing)
        if not state.playing or self._beat is None:
            self.follow()

    def follow(self, _seconds: float = 0.0) -> None:
        """Cursor and values at the playhead."""
        if self.isVisible():
            for view in self.views:
                view.follow()
            for readout in self._readouts:
                readout.follow()

    def _wanted(self, state: SessionState) -> tuple[tuple[object, ...], tuple[Curves, ...]]:
        board = self.session.board
        if board is None or state.mode == "patient" or not board.series:
            return (), ()
        if (board, state.language) != self._board:
            self._board, self._clock = (board, state.language), treatment_clock(board)
            self._stale = True
            self._curves = curves_of(board, library_of(self.session), state.language)
            self._load_ahead()
        wanted = tuple(c for c in self._curves if in_step(board, state.playhead, c))
        dress = (state.theme, state.text_scale)
        return (id(board), state.language, *dress, tuple(c.unit for c in wanted)), wanted

    def _load_ahead(self) -> None:
        """A step with curves will come: what draws them is loaded in the background, so that nothing stutters then."""
        services = getattr(self.window(), "services", None)
        if services is not None and PLOT_MODULE not in sys.modules:
            job = partial(_load, library_of(self.session), self.session.state.language)
            services.worker.submit(WARM, job, LATER)

    def build_ahead(self) -> None:
        """One slice of a picture that a later step will show, while nothing has to be waited for."""
        services = getattr(self.window(), "services", None)
        state = self.session.state
        if services is None or state.mode == "patient" or self.session.board is None:
            self._slices.stop()
            return
        if services.worker.waiting(WARM) or PLOT_MODULE not in sys.modules:
            return
        for curves in self._curves:
            view = self._view(curves)
            if view.go_on():
                return
            if view not in self.views and curves.unit not in self._painted:
                self._painted.add(curves.unit)
                view.resize(max(self.width() - 28, 240), view.sizeHint().height())
                view.grab()
                return
        self._slices.stop()

    def _view(self, curves: Curves) -> "PlotView":
        """The picture of curves, begun or built; kept as long as story, language and dress are the same."""
        from irexplainer.ui.plot_view import PlotView

        state = self.session.state
        if self._stale or (state.theme, state.text_scale) != self._kept_for:
            self._drop()
            self._stale, self._kept_for = False, (state.theme, state.text_scale)
        if curves.unit not in self._kept:
            words = picture_words(library_of(self.session), state.language)
            view = PlotView(self.dress, self.session, curves, self._clock, words, self, whole=False)
            view.hide()
            self._kept[curves.unit] = view
        return self._kept[curves.unit]

    def _drop(self) -> None:
        """Let go of all pictures: other curves or another dress."""
        for view in self._kept.values():
            view.setParent(None)
            view.deleteLater()
        self._kept = {}
        self._painted = set()

    def _fill(self, wanted: tuple[Curves, ...], state: SessionState) -> None:
        if self._beat is not None:
            self._beat.stop()
        for view in self.views:
            view.setParent(self)
            view.hide()
        clear(self.box)
        self.views, self._readouts = [], []
        self.setVisible(bool(wanted))
        if not wanted:
            return
        for curves in wanted:
            view = self._view(curves)
            view.finish()
            readout = Readout(self.dress, self.session, curves)
            self.views.append(view)
            self._readouts.append(readout)
            self.box.addWidget(self._card(curves, view, readout))
            view.show()
            self.box.addSpacing(12)
        clock = getattr(self.window(), "clock", None)
        if self._beat is None and clock is not None:
            self._beat = clock.add(self.follow, PLOT_HZ)

    def _card(self, curves: Curves, view: "PlotView", readout: Readout) -> Card:
        card = Card(self.dress, "inset", "line", 14)
        box = QVBoxLayout(card)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(6)
        single = len(curves.words) == 1
        title = curves.words[0].name if single else " · ".join(words.name for words in curves.words)
        if single:
            box.addWidget(Text(self.dress, "secondary_bold", title))
        box.addWidget(readout)
        box.addWidget(view)
        for words in curves.words:
            if words.caption:
                box.addWidget(Text(self.dress, "secondary", words.caption))
        follow_width(card)
        return card
