"""The texts of a procedure: one section at a time, with numbers as people and the sources behind them."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from irexplainer.library.types import Figure, Procedure, ProcedureText
from irexplainer.session.session import Session
from irexplainer.session.state import SECTIONS, SessionState
from irexplainer.ui.button import Button
from irexplainer.ui.card import Card, Column, clear
from irexplainer.ui.content import STANDINGS, library_of, section_title, step_text, table_text, text_of
from irexplainer.ui.dress import Dress
from irexplainer.ui.flow import Flow
from irexplainer.ui.glyph import Glyph
from irexplainer.ui.icon_array import common_denominator, figure_card
from irexplainer.ui.markdown import Rich, markdown_widgets
from irexplainer.ui.row import Row
from irexplainer.ui.scroll import Scroll
from irexplainer.ui.source_entry import SourceEntry
from irexplainer.ui.term import Terms
from irexplainer.ui.text import Text, follow_width

KINDS = {"benefits": "benefit", "risks": "risk"}
DEEPER = {"patient": (), "clinician": ("clinician",), "study": ("clinician", "study")}
"""What a mode adds to the plain text."""

SHARE = 0.2
"""Part of the page that the list of topics may take before it folds behind a button."""


class SectionPage(QWidget):
    """Back to the pictures, topics as chips, the text."""

    def __init__(self, dress: Dress, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress, self.session = dress, session
        self.back = Button(dress, "link", start=True)
        self.back.clicked.connect(self._go_back)
        self.toggle = Button(dress, "quiet", trailing="chevron-down")
        self.toggle.setCheckable(True)
        self.toggle.toggled.connect(self._fold)
        self.chips: dict[str, Button] = {}
        self.sources: dict[str, SourceEntry] = {}
        self._topics = QWidget()
        self._origin = "step"
        self._place = (32, 600)
        self.column = Column(spacing=10, margins=(32, 0, 32, 24))
        self.scroller = Scroll(dress, self.column)
        self.figures: list[Card] = []
        self.terms = Terms(dress, self)
        line = QWidget()
        flow = Flow(line, 4, spread=True)
        flow.addWidget(self.back)
        flow.addWidget(self.toggle)
        follow_width(line)
        self.head = QVBoxLayout()
        self.head.setContentsMargins(24, 12, 24, 4)
        self.head.addWidget(line)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self.head)
        outer.addWidget(self.scroller, 1)
        self._shown: tuple[object, ...] = ()

    def set_side(self, side: int, height: int) -> None:
        """Margin left and right, and height of the page, in px."""
        self._place = (side, height)
        self.column.box.setContentsMargins(side, 0, side, 24)
        self.head.setContentsMargins(side - 8, 12, side - 8, 4)
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list of topics folds where it would take too much."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self, _open: bool = False) -> None:
        layout = self._topics.layout()
        if layout is None:
            return
        side, height = self._place
        high = layout.heightForWidth(max(self.width() - 2 * side, 60))
        tight = high > SHARE * height
        self.toggle.setVisible(tight)
        self._topics.setVisible(not tight or self.toggle.isChecked())
        self.toggle.trailing = "x" if self.toggle.isChecked() else "chevron-down"

    def hideEvent(self, event: QHideEvent) -> None:
        """What a word means goes with the word."""
        self.terms.close()
        super().hideEvent(event)

    def refresh(self) -> None:
        """Everything anew."""
        self._shown = ()
        self.back.icon_name = "chevron-right" if self.dress.rtl else "chevron-left"
        self.sync(self.session.state)

    def sync(self, state: SessionState) -> None:
        """Show the section of the state."""
        key = (state.procedure, state.section, state.mode, state.language)
        if key == self._shown or state.section == "step":
            return
        self._shown = key
        self.terms.close()
        if state.section != "sources":
            self._origin = "step"
        self.toggle.setChecked(False)
        self._name_head(state.section)
        self._fill(state)
        self._fold()
        self.scroller.settle()

    def _name_head(self, section: str) -> None:
        if self._origin == "step":
            self.back.set_face(self.tr("Back to the steps"))
        else:
            self.back.set_face(self.tr("Back to: {section}").format(section=section_title(self._origin)))
        label = self.tr("Topics: {section}, {number} of {all}")
        number = SECTIONS.index(section) + 1
        self.toggle.set_face(
            self.tr("Topics"), label.format(section=section_title(section), number=number, all=len(SECTIONS))
        )

    def _go_back(self) -> None:
        self.session.select_section(self._origin)

    def show_source(self, id: str) -> None:
        """Open the page of sources at one of them; from there one goes back to where one came from."""
        here = self.session.state.section
        if here != "sources":
            self._origin = here
        self.session.select_section("sources")
        self._name_head("sources")
        entry = self.sources.get(id)
        if entry is None:
            return
        self.scroller.settle()
        self.scroller.verticalScrollBar().setValue(max(entry.mapTo(self.column, QPoint(0, 0)).y() - 24, 0))
        entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, state: SessionState) -> None:
        text, procedure = text_of(self.session), self.session.procedure
        box = self.column.box
        clear(box)
        self.figures, self.sources = [], {}
        if text is None or procedure is None:
            return
        box.addWidget(Text(self.dress, "eyebrow", text.short_name.upper()))
        if state.section == SECTIONS[0]:
            box.addWidget(Text(self.dress, "body_ink", text.one_sentence))
        self._topics = self._topic_list(state.section)
        box.addWidget(self._topics)
        box.addSpacing(4)
        box.addWidget(Text(self.dress, "step_title", section_title(state.section)))
        if text.fallback:
            box.addWidget(Text(self.dress, "small", self.tr("This text is only there in English."), role="warning"))
        if state.section == "during":
            self._add_steps(text)
        elif state.section == "sources":
            self._add_sources(procedure)
        else:
            self._add_text(text, procedure, state)
        self._add_next(state.section)
        box.addStretch(1)

    def _topic_list(self, current: str) -> QWidget:
        holder = QWidget()
        flow = Flow(holder, 6)
        self.chips = {}
        for id in SECTIONS:
            chip = Button(self.dress, "chip", section_title(id))
            chip.setCheckable(True)
            chip.setChecked(id == current)
            chip.clicked.connect(partial(self._go, id))
            self.chips[id] = chip
            flow.addWidget(chip)
        follow_width(holder)
        return holder

    def _go(self, id: str, _checked: bool = False) -> None:
        self.session.select_section(id)
        for name, chip in self.chips.items():
            chip.setChecked(name == self.session.state.section)
        heir = self.chips.get(id) if self._topics.isVisibleTo(self) else self.toggle
        if heir is not None:
            heir.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_text(self, text: ProcedureText, procedure: Procedure, state: SessionState) -> None:
        kind = KINDS.get(state.section)
        figures = [figure for figure in procedure.figures if figure.kind == kind]
        terms = self.terms.renew(library_of(self.session).glossary(text.language))
        for depth in ("", *DEEPER[state.mode]):
            part = text.sections.get(f"{state.section}.{depth}" if depth else state.section)
            if part is None:
                continue
            widgets = markdown_widgets(self.dress, part, self.show_source, terms)
            if depth:
                self.column.box.addWidget(self._deeper(depth == "study", widgets))
                continue
            opening = 1 if widgets and isinstance(widgets[0], Rich) else 0
            for place, widget in enumerate([*widgets, None]):
                if place == opening:  # the opening sentence says what is counted, then the numbers, then the rest
                    self._add_figures(figures, text, procedure)
                if widget is not None:
                    self.column.box.addWidget(widget)

    def _deeper(self, study: bool, widgets: list[QWidget]) -> Card:
        fill, role = ("violet_card", "violet") if study else ("accent_soft", "accent")
        title = self.tr("Study card") if study else self.tr("For clinicians")
        card = Card(self.dress, fill, "", 14)
        box = QVBoxLayout(card)
        box.setContentsMargins(18, 14, 18, 14)
        box.setSpacing(6)
        box.addWidget(Text(self.dress, "secondary_bold", title, role=role))
        for widget in widgets:
            box.addWidget(widget)
        follow_width(card)
        return card

    def _add_figures(self, figures: list[Figure], text: ProcedureText, procedure: Procedure) -> None:
        out_of = common_denominator(figures)
        for figure in figures:
            names = [f"{self._source_name(procedure, id)} [{id}]" for id in figure.sources]
            note, people = "; ".join(names), ""
            if figure.people:
                people = self.tr("{number} people studied").format(number=f"{figure.people:,}")
            card = figure_card(
                self.dress, figure, text.numbers.get(figure.id, ""), out_of, (note, people), self.show_source
            )
            self.figures.append(card)
            self.column.box.addWidget(card)
        if figures:
            people = self.tr("Every picture counts the same number of people: {people}.").format(people=f"{out_of:,}")
            self.column.box.addWidget(Text(self.dress, "small", people))

    def _source_name(self, procedure: Procedure, id: str) -> str:
        source = next((s for s in procedure.sources if s.id == id), None)
        if source is None:
            return ""
        standing = table_text("sources", STANDINGS.get(source.standing, source.standing))
        return f"{standing} {source.year}" if source.year else standing

    def _add_steps(self, text: ProcedureText) -> None:
        board = self.session.board
        if board is None:
            return
        for index, step in enumerate(board.steps):
            words = step_text(self.session, text, step.id)
            row = Row(self.dress, f"{index + 1}. {words.title}", words.text, icon=step.phase.value, chevron=True, pad=8)
            row.clicked.connect(partial(self._watch, step.start))
            self.column.box.addWidget(row)
            if words.feel:
                feel = self.tr("What you may feel: {text}").format(text=words.feel)
                holder = Column(margins=(8, 0, 46, 2) if self.dress.rtl else (46, 0, 8, 2))
                holder.box.addWidget(Text(self.dress, "secondary", feel, role="amber"))
                self.column.box.addWidget(holder)

    def _watch(self, seconds: float, _checked: bool = False) -> None:
        self.session.seek(seconds)
        self.session.select_section("step")

    def _add_sources(self, procedure: Procedure) -> None:
        reviewed = procedure.review.state == "reviewed"
        card = Card(self.dress, "inset" if reviewed else "amber_card", "", 14)
        line = QHBoxLayout(card)
        line.setContentsMargins(16, 14, 16, 14)
        line.setSpacing(12)
        role = "accent" if reviewed else "amber"
        icon = "badge-check" if reviewed else "triangle-alert"
        line.addWidget(Glyph(self.dress, icon, role, 24), 0, Qt.AlignmentFlag.AlignTop)
        if reviewed:
            by = ", ".join(part for part in (procedure.review.by, procedure.review.role, procedure.review.date) if part)
            words = self.tr("Reviewed by {person}").format(person=by)
        else:
            words = self.tr("Waiting for review by a clinician. Until then, treat it as a draft.")
        line.addWidget(Text(self.dress, "secondary_ink", words), 1)
        follow_width(card)
        self.column.box.addWidget(card)
        for source in procedure.sources:
            entry = SourceEntry(self.dress, source)
            self.sources[source.id] = entry
            self.column.box.addWidget(entry)

    def _add_next(self, current: str) -> None:
        index = SECTIONS.index(current)
        if index + 1 < len(SECTIONS):
            id = SECTIONS[index + 1]
            arrow = "chevron-left" if self.dress.rtl else "chevron-right"
            text = self.tr("Next: {section}").format(section=section_title(id))
            button = Button(self.dress, "outline", text, trailing=arrow)
            button.clicked.connect(partial(self._go, id))
            self.column.box.addSpacing(8)
            self.column.box.addWidget(button)
