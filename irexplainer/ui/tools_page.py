"""The tools at true size: all at one scale, each beside a grain of rice."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QSpacerItem, QWidget

from irexplainer.library.page_types import Thing
from irexplainer.library.types import Source
from irexplainer.paint.true_size import Bench, height_mm, paint_rice, paint_ruler, paint_thing
from irexplainer.ui.card import Column
from irexplainer.ui.content import library_of
from irexplainer.ui.dress import Dress
from irexplainer.ui.over_page import OverPage
from irexplainer.ui.text import Text, follow_width

MM = 8.0
"""Px of a millimeter, the same for everything on the page."""
LEAST_COLUMN = 300
GAP = 20
RULER = 16.0
PAD = 14.0
TALL_MM = 20.0
"""From here on the grain lies at the foot of the thing."""
RICE = (2.1, 7.0)
"""Thickness and length of the grain of rice, mm."""


class ThingPicture(QLabel):
    """One thing on a bench with a ruler. rice: a grain lies beside it."""

    def __init__(self, dress: Dress, thing: Thing, diameter: float, rice: bool, name: str) -> None:
        super().__init__()
        self.dress, self.thing, self.diameter, self.rice = dress, thing, diameter, rice
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as the thing needs."""
        high = max(height_mm(self.thing.shape, self.diameter), 7.0) * MM
        return QSize(240, round(high + RULER + 2 * PAD))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, ruler, grain, thing."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self.dress.look
        flat = look.flat
        p.setPen(QPen(self.dress.color("line"), 2) if flat else Qt.PenStyle.NoPen)
        p.setBrush(self.dress.color("inset"))
        p.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)
        right = self.width() - PAD
        end = right - (RICE[1] + 2.5) * MM if self.rice else right
        y = (self.height() - RULER) / 2
        bench = Bench(p, look, PAD, end, y, MM)
        paint_ruler(Bench(p, look, PAD, right, y, MM), self.height() - 6.0, look.color("ink2"))
        paint_thing(bench, self.thing.shape, self.diameter, self.thing.length_mm)
        if self.rice:
            low = self.height() - RULER - PAD - RICE[0] * MM if self.diameter > TALL_MM else y
            paint_rice(Bench(p, look, right - (RICE[1] + 0.5) * MM, right, low, MM), *RICE)
        p.end()


class ToolsPage(OverPage):
    """Names, sizes and what each is for; pictures are nodes with the same words."""

    PAGE = "tools"

    def fill(self) -> None:
        """Three groups, in as many columns as there is room for."""
        self.title.setText(self.tr("The tools at true size"))
        library = library_of(self.session)
        intro = self.tr(
            "All tools are drawn at one scale, larger than life. Each lies beside a grain of rice. The marks below "
            "it are millimeters. Makers differ a little."
        )
        self.body.box.addWidget(Text(self.dress, "body", intro))
        heads = {
            "known": self.tr("Things you know"),
            "in": self.tr("Ways in: needles, wires and tubes"),
            "treat": self.tr("What treats or stays"),
        }
        self._columns = self._fitting()
        for group, head in heads.items():
            self.body.box.addSpacing(10)
            self.body.box.addWidget(Text(self.dress, "section", head))
            things = [thing for thing in library.things.values() if thing.group == group]
            self.body.box.addWidget(self._table(things))
        self.add_sources(self._sources())

    def _sources(self) -> Mapping[str, Source]:
        library, found = library_of(self.session), {}
        for thing in library.things.values():
            if thing.tool:
                own = library.tool_sources
                found.update({own[id].title: own[id] for id in library.tools[thing.tool].sources})
            found.update({library.thing_sources[id].title: library.thing_sources[id] for id in thing.sources})
        return found

    def _fitting(self) -> int:
        room = self.room()
        return max(1, min(3, int((room + GAP) // (LEAST_COLUMN * self.dress.scale**0.7 + GAP))))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width may have room for more columns."""
        found = super().eventFilter(watched, event)
        if self.is_open and event.type() == QEvent.Type.Resize and self._fitting() != self._columns:
            self.open_it()
        return found

    def _table(self, things: list[Thing]) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(14)
        add = partial(grid.addWidget, alignment=Qt.AlignmentFlag.AlignTop)
        for index, thing in enumerate(things):
            add(self._cell(thing), index // self._columns, index % self._columns)
        for column in range(len(things), self._columns):
            grid.addItem(QSpacerItem(240, 0, QSizePolicy.Policy.Expanding), 0, column)
        for column in range(self._columns):
            grid.setColumnStretch(column, 1)
        follow_width(holder)
        return holder

    def _cell(self, thing: Thing) -> QWidget:
        title, about, diameter = self._words(thing)
        about = about[:1].upper() + about[1:]
        cell = Column(spacing=4)
        rice = thing.group != "known"
        cell.box.addWidget(ThingPicture(self.dress, thing, diameter, rice, f"{title}: {about}"))
        cell.box.addWidget(Text(self.dress, "list", title))
        cell.box.addWidget(Text(self.dress, "secondary", about))
        return cell

    def _words(self, thing: Thing) -> tuple[str, str, float]:
        """Name, size and role, and diameter in mm."""
        library, state = library_of(self.session), self.session.state
        if not thing.tool:
            text = library.thing_text(state.language)[thing.id]
            return text.title, text.text, thing.diameter_mm
        tool, words = library.tools[thing.tool], library.tool_text(state.language)[thing.tool]
        size = self.tr("{number} mm thick").format(number=f"{tool.diameter_mm:.1f}")
        if state.mode != "patient" and tool.size:
            size = f"{size} ({tool.size})"
        return words.title, f"{size}, {words.subtitle}", tool.diameter_mm
