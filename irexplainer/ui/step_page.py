"""The detail pane while a procedure runs: which step, what happens, what one may feel, the plain facts."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from irexplainer.library.types import StepText
from irexplainer.session.session import Session
from irexplainer.session.state import SessionState
from irexplainer.ui.button import Button
from irexplainer.ui.card import Card, Column, clear
from irexplainer.ui.citation import Cite, Cited
from irexplainer.ui.content import FACTS, PHASES, choice_title, option_title, step_text, table_text, text_of
from irexplainer.ui.cycle_bar import CycleBar, Stage, stages_of
from irexplainer.ui.dress import Dress
from irexplainer.ui.flow import Flow
from irexplainer.ui.glyph import Glyph
from irexplainer.ui.plot_shelf import PlotShelf
from irexplainer.ui.scroll import Scroll
from irexplainer.ui.segmented import Segmented
from irexplainer.ui.text import Text, follow_width

PINNED = 1.75
"""Text scale from which on nothing is pinned below the scrolling text."""


ROOMY = 340
"""Px of a page at 100 % that leave room for a button below the text."""


class Dots(QLabel):
    """How many steps a phase has and which one is on show."""

    def __init__(self, dress: Dress, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress, self.count, self.index = dress, 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_part(self, index: int, count: int) -> None:
        """index counts from 0."""
        self.index, self.count = index, count
        self.setAccessibleName(self.tr("Part {number} of {all}").format(number=index + 1, all=count))
        self.setVisible(count > 1)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One dot every 12 px, the present one is a dash."""
        return QSize(self.count * 12 + 10, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint them."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(Qt.PenStyle.NoPen)
        x = 0.0
        for index in range(self.count):
            width = 16.0 if index == self.index else 6.0
            p.setBrush(self.dress.color("accent", 1.0 if index <= self.index else 0.28))
            left = self.width() - x - width if self.dress.rtl else x
            p.drawRoundedRect(QRectF(left, 1, width, 6), 3, 3)
            x += width + 6
        p.end()


class StepPage(QWidget):
    """Texts of the step under the playhead."""

    def __init__(self, dress: Dress, session: Session, cite: Cite | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress, self.session, self._cite = dress, session, cite
        self.column = Column(margins=(32, 0, 32, 16))
        self.scroller = Scroll(dress, self.column)
        self.eyebrow = Text(dress, "eyebrow", wrap=True)
        self.dots = Dots(dress)
        self.title = Text(dress, "step_title")
        self.cycle = CycleBar(dress)
        self.plots = PlotShelf(dress, session)
        self.more = Button(dress, "outline")
        self.more.clicked.connect(lambda: session.select_section("benefits"))
        self.choices: dict[str, Segmented] = {}
        self._words = Column(spacing=0)
        self._notes = Column(spacing=0)
        self._facts = Column(spacing=0)
        self._shown: tuple[object, ...] = ()
        self._stages: tuple[object, tuple[Stage, ...]] = (None, ())
        self._build()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.eyebrow, 1)
        head.addWidget(self.dots, 0, Qt.AlignmentFlag.AlignVCenter)
        box = self.column.box
        box.addLayout(head)
        box.addSpacing(4)
        box.addWidget(self.title)
        box.addSpacing(8)
        box.addWidget(self.plots)
        box.addWidget(self._words)
        box.addWidget(self.cycle)
        box.addWidget(self._notes)
        box.addWidget(self._facts)
        box.addStretch(1)
        self._tail = QVBoxLayout()
        box.addLayout(self._tail)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(32, 8, 32, 24)
        self.foot.addWidget(self.more)
        self._pinned = True
        self.above = 0
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.scroller, 1)
        outer.addLayout(self.foot)

    def set_side(self, side: int, height: int) -> None:
        """Margin left and right, height of the page in px. Where text is large the button scrolls along with it.

        ``above``: px at the head of the column that belong to the doctor's screen.
        """
        pinned = self.dress.scale < PINNED and height - self.above >= ROOMY * self.dress.scale
        self.column.box.setContentsMargins(side, self.above, side, 16 if pinned else 24)
        self.foot.setContentsMargins(side, 8, side, 24) if pinned else self.foot.setContentsMargins(0, 0, 0, 0)
        if pinned != self._pinned:
            self._pinned = pinned
            (self._tail if pinned else self.foot).removeWidget(self.more)
            (self.foot if pinned else self._tail).addWidget(self.more)
        self.scroller.settle(top=False)

    def refresh(self) -> None:
        """Everything anew."""
        self._shown = ()
        self.more.set_face(self.tr("Benefits, risks and alternatives"))
        self._fill_facts()
        self.sync(self.session.state)

    def sync(self, state: SessionState) -> None:
        """Follow the playhead; words change only with the step."""
        board, text = self.session.board, text_of(self.session)
        if board is None or text is None:
            return
        index = board.step_index(state.playhead)
        key = (state.procedure, state.mode, state.language, state.choices, index, id(board))
        if key != self._shown:
            self._shown = key
            self._fill_words(index)
            self._select_choices(state)
            self.scroller.settle()
        self._show_cycle(state)
        self.plots.sync(state)

    def _show_cycle(self, state: SessionState) -> None:
        board = self.session.board
        if board is None:
            return
        if self._stages[0] is not board:
            self._stages = (board, stages_of(board) if "cycle_stage" in board.state_at(board.length).facts else ())
        if self._stages[1]:
            self.cycle.show_moment(self._stages[1], board.state_at(state.playhead).facts)
        else:
            self.cycle.hide()

    def _fill_words(self, index: int) -> None:
        board, text, state = self.session.board, text_of(self.session), self.session.state
        if board is None or text is None:
            return
        step = board.steps[index]
        words = step_text(self.session, text, step.id)
        number = PHASES.index(step.phase) + 1
        eyebrow = self.tr("Step {number} of {all}").format(number=number, all=len(PHASES))
        self.eyebrow.setText(eyebrow.upper())
        own = [s.id for s in board.steps if s.phase is step.phase]
        self.dots.show_part(own.index(step.id), len(own))
        self.title.setText(words.title)
        box = self._words.box
        clear(box)
        if text.fallback:
            box.addWidget(Text(self.dress, "small", self.tr("This text is only there in English."), role="warning"))
            box.addSpacing(6)
        box.addWidget(Text(self.dress, "body", words.text))
        box.addSpacing(14)
        self._fill_notes(words, state.mode)

    def _fill_notes(self, words: StepText, mode: str) -> None:
        box = self._notes.box
        clear(box)
        if mode != "patient" and words.clinician:
            box.addWidget(
                self._note(self.tr("For clinicians"), words.clinician, "accent_soft", "accent", "stethoscope")
            )
            box.addSpacing(12)
        if mode == "study" and words.study:
            box.addWidget(self._note(self.tr("Study card"), words.study, "violet_card", "violet", "graduation-cap"))
            box.addSpacing(12)
        if words.feel:
            box.addWidget(self._note(self.tr("What you may feel"), words.feel, "amber_card", "amber", "circle-alert"))
            box.addSpacing(12)

    def _note(self, title: str, text: str, fill: str, role: str, icon: str) -> Card:
        card = Card(self.dress, fill, "", 14)
        line = QHBoxLayout(card)
        line.setContentsMargins(18, 16, 16, 14)
        line.setSpacing(12)
        line.addWidget(Glyph(self.dress, icon, role, 24), 0, Qt.AlignmentFlag.AlignTop)
        words = Column(spacing=2)
        words.box.addWidget(Text(self.dress, "secondary_bold", title, role=role))
        words.box.addWidget(Cited(self.dress, "secondary_ink", text, cite=self._cite))
        line.addWidget(words, 1)
        follow_width(card)
        return card

    # facts and choices

    def _fill_facts(self) -> None:
        box = self._facts.box
        clear(box)
        self.choices = {}
        text, procedure = text_of(self.session), self.session.procedure
        if text is None or procedure is None:
            return
        for id, icon, title in FACTS:
            if id in text.facts:
                box.addWidget(FactRow(self.dress, icon, table_text("facts", title), text.facts[id]))
        for choice in procedure.choices:
            box.addSpacing(10)
            title = choice_title(choice.id)
            switch = Segmented(self.dress, partial(self._choose, choice.id))
            switch.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # may give way
            switch.set_options([(option, option_title(option)) for option in choice.options], title)
            self.choices[choice.id] = switch
            holder = QWidget()
            flow = Flow(holder, 8, spread=True)
            flow.addWidget(Text(self.dress, "secondary", title))
            flow.addWidget(switch)
            follow_width(holder)
            box.addWidget(holder)
        self._select_choices(self.session.state)

    def _choose(self, id: str, option: str) -> None:
        self.session.choose(id, option)

    def _select_choices(self, state: SessionState) -> None:
        for id, option in state.choices:
            if id in self.choices:
                self.choices[id].select(option)


class FactRow(QWidget):
    """Icon, what it is, and the answer at the end of the line; or below it where there is no room."""

    def __init__(self, dress: Dress, icon: str, title: str, value: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress = dress
        self._title = Text(dress, "secondary", title, wrap=False)
        self._value = Text(dress, "secondary_bold", value, end=True)
        self._stacked = Text(dress, "secondary_bold", value)
        words = QVBoxLayout()
        words.setSpacing(0)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._title)
        line.addWidget(self._value, 1)
        words.addLayout(line)
        words.addWidget(self._stacked)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 6, 0, 6)
        box.setSpacing(12)
        box.addWidget(Glyph(dress, icon, "accent", 22), 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(words, 1)
        follow_width(self)
        self.fold(360)

    def fold(self, width: int) -> None:
        """Choose one line or two for a width in px."""
        room = width - 34 - 12
        fits = self._title.sizeHint().width() + 12 + self._value.sizeHint().width() <= room
        self._title.let_wrap(not fits)
        self._value.setVisible(fits)
        self._stacked.setVisible(not fits)
