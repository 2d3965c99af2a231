"""IR, surgery, medicine, waiting: for one problem at a time, what each costs and what remains."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from irexplainer.library.compare_types import ASPECTS, Problem
from irexplainer.library.types import Source
from irexplainer.ui.button import Button
from irexplainer.ui.card import Card, Line
from irexplainer.ui.content import library_of, name_of
from irexplainer.ui.flow import Flow
from irexplainer.ui.glyph import Glyph
from irexplainer.ui.over_page import OverPage
from irexplainer.ui.text import Text, follow_width

MARKS = {"ir": "route", "surgery": "slice", "medicine": "droplet", "waiting": "clock"}
LEAST_COLUMN = 220
GAP = 24


class ComparePage(OverPage):
    """chips: by problem. shown: the problem on show. open: leads to the IR treatment."""

    PAGE = "compare"

    chips: dict[str, Button]
    open: Button | None = None
    shown = ""
    _columns = 0

    def fill(self) -> None:
        """Problems to choose from, then the table of the one chosen."""
        self.title.setText(self.tr("IR, surgery, medicine or waiting?"))
        library, state = library_of(self.session), self.session.state
        problems, texts = library.problems, library.way_text(state.language)
        if self.shown not in problems:
            self.shown = next(iter(problems))
        box = self.body.box
        intro = self.tr(
            "Often there is more than one way. They are often used together. No way is best for all. Ask your team "
            "which ones fit you."
        )
        box.addWidget(Text(self.dress, "body", intro))
        row = QWidget()
        flow = Flow(row)
        self.chips = {}
        for id in problems:
            chip = Button(self.dress, "chip", texts[id].title)
            chip.setCheckable(True)
            chip.setChecked(id == self.shown)
            chip.clicked.connect(partial(self.choose, id))
            flow.addWidget(chip)
            self.chips[id] = chip
        follow_width(row)
        box.addWidget(row)
        problem = problems[self.shown]
        self._columns = self._fitting()
        for start in range(0, len(problem.ways), self._columns):
            box.addSpacing(10)
            box.addWidget(self._table(problem, problem.ways[start : start + self._columns]))
        box.addSpacing(10)
        box.addWidget(self._studies(texts[self.shown].text))
        name = name_of(library.procedures[problem.procedure], state.language)
        self.open = Button(self.dress, "outline", name, trailing="chevron-right")
        self.open.clicked.connect(partial(self._leave_for, problem.procedure))
        box.addSpacing(4)
        box.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_sources(self._sources(problem))

    def choose(self, id: str, _checked: bool = False) -> None:
        """Show another problem; the focus stays on its chip."""
        held = self._before
        by_key = self.chips[id].hasFocus()
        self.shown = id
        self.open_it()
        self._before = held
        self.scroller.settle()
        if by_key:
            self.chips[id].setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_for(self, procedure: str, _checked: bool = False) -> None:
        self.close_it()
        self.session.open_procedure(procedure)

    def _sources(self, problem: Problem) -> dict[str, Source]:
        library = library_of(self.session)
        own = {source.id: source for source in library.procedures[problem.procedure].sources}
        found = {id: own[id] for id in problem.sources}
        return {**found, **{id: library.way_sources[id] for id in problem.further}}

    def _fitting(self) -> int:
        room = self.room()
        fits = int((room + GAP) // (LEAST_COLUMN * self.dress.scale**0.7 + GAP))
        return 4 if fits >= 4 else 2 if fits >= 2 else 1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width may have room for more columns."""
        found = super().eventFilter(watched, event)
        if self.is_open and event.type() == QEvent.Type.Resize and self._fitting() != self._columns:
            self.open_it()
        return found

    def _heads(self) -> dict[str, str]:
        return {
            "cuts": self.tr("Cuts"),
            "sleep": self.tr("Numbing and sleep"),
            "stay": self.tr("Hospital stay"),
            "recovery": self.tr("Getting well"),
            "remains": self.tr("What remains"),
        }

    def _table(self, problem: Problem, ways: Sequence[str]) -> QWidget:
        texts = library_of(self.session).way_text(self.session.state.language)
        heads = self._heads()
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(6)
        top = Qt.AlignmentFlag.AlignTop
        for column, way in enumerate(ways):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, 80)
            grid.addWidget(self._head(way, texts[f"{problem.id}-{way}"].title), 0, column, top)
        for index, name in enumerate(ASPECTS):
            row = 1 + 3 * index
            grid.addWidget(Line(self.dress), row, 0, 1, len(ways))
            grid.addWidget(Text(self.dress, "eyebrow", heads[name].upper()), row + 1, 0, 1, len(ways))
            for column, way in enumerate(ways):
                words = getattr(texts[f"{problem.id}-{way}"], name)
                cell = Text(self.dress, "secondary_ink", words)
                cell.setAccessibleName(f"{texts[f'{problem.id}-{way}'].title}, {heads[name]}: {words}")
                grid.addWidget(cell, row + 2, column, top)
        follow_width(holder)
        return holder

    def _head(self, way: str, title: str) -> Card:
        card = Card(self.dress, "accent_soft" if way == "ir" else "inset", "", 14)
        line = QHBoxLayout(card)
        line.setContentsMargins(14, 12, 12, 12)
        line.setSpacing(10)
        line.addWidget(Glyph(self.dress, MARKS[way], "accent", 24), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Text(self.dress, "list", title), 1)
        follow_width(card)
        return card

    def _studies(self, words: str) -> Card:
        card = Card(self.dress, "amber_card", "", 14)
        box = QVBoxLayout(card)
        box.setContentsMargins(18, 14, 16, 14)
        box.setSpacing(2)
        box.addWidget(Text(self.dress, "secondary_bold", self.tr("What studies say")))
        box.addWidget(Text(self.dress, "secondary_ink", words))
        follow_width(card)
        return card
