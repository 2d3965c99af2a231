"""The shelf at the side: groups as patients ask, then the procedures of a group; or a narrow rail of tiles."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from irexplainer.library.types import Group
from irexplainer.session.session import Session
from irexplainer.session.state import SessionState
from irexplainer.ui.button import Button, paint_ring
from irexplainer.ui.card import Card, Column, Line, Pane, clear
from irexplainer.ui.content import group_title, library_of, procedures_in
from irexplainer.ui.dress import Dress
from irexplainer.ui.glyph import Glyph
from irexplainer.ui.opening import open_from
from irexplainer.ui.row import Row
from irexplainer.ui.scroll import Scroll
from irexplainer.ui.step_page import PINNED
from irexplainer.ui.text import Text, follow_width
from irexplainer.ui.tiles import SIDE, paint_organ, paint_tile


class Organ(QWidget):
    """The organ of a group without a ground, beside its heading."""

    def __init__(self, dress: Dress, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress, self.organ = dress, icon
        self.setFixedSize(64, 64)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        p = QPainter(self)
        paint_organ(p, QRectF(self.rect()), self.organ, self.dress)
        p.end()


def disclaimer(dress: Dress, text: str) -> Card:
    """The quiet card that says what these pictures are not."""
    card = Card(dress, "inset", "line", 14)
    box = QHBoxLayout(card)
    box.setContentsMargins(14, 14, 14, 14)
    box.setSpacing(10)
    box.addWidget(Glyph(dress, "info", "ink2"), 0, Qt.AlignmentFlag.AlignTop)
    box.addWidget(Text(dress, "small", text), 1)
    follow_width(card)
    return card


class Sidebar(Pane):
    """Groups, or the procedures of the group on show."""

    def __init__(self, dress: Dress, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(dress, "right", parent=parent)
        self.session = session
        self.rows: dict[str, Row] = {}
        self.back: Button | None = None
        self.column = Column(margins=(12, 24, 11, 16))
        self.scroller = Scroll(dress, self.column)
        self._foot = QVBoxLayout()
        self._foot.setContentsMargins(16, 8, 16, 24)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 1, 0)
        outer.setSpacing(0)
        outer.addWidget(self.scroller, 1)
        outer.addLayout(self._foot)
        self._shown: tuple[object, ...] = ()

    def refresh(self) -> None:
        """Everything anew from the session."""
        state = self.session.state
        self.setAccessibleName(self.tr("Procedures"))
        clear(self.column.box)
        clear(self._foot)
        self.rows, self.back = {}, None
        self.column.box.setContentsMargins(12, 24 if state.group is None else 8, 11, 16)
        if state.group is None:
            self._fill_groups()
        else:
            self._fill_procedures(state.group)
        self.column.box.addStretch(1)
        self._shown = (state.group, state.mode, state.language)
        self.sync(state)
        self.scroller.settle()

    def sync(self, state: SessionState) -> None:
        """Show what changed."""
        if (state.group, state.mode, state.language) != self._shown:
            self.refresh()
            return
        for id, row in self.rows.items():
            row.set_selected(state.group is not None and id == state.procedure)

    # contents

    def _groups(self) -> list[tuple[Group, int]]:
        library = library_of(self.session)
        return [(group, len(procedures_in(self.session, group.id))) for group in library.shown_groups()]

    def _fill_groups(self) -> None:
        groups = self._groups()
        head = Column(margins=(12, 0, 8, 10))
        head.box.addWidget(Text(self.dress, "section", self.tr("Choose what you want to see")))
        procedures = self.tr("%n procedure(s)", "", sum(n for _, n in groups))
        text = self.tr("{procedures} in {groups}").format(
            procedures=procedures, groups=self.tr("%n group(s)", "", len(groups))
        )
        head.box.addWidget(Text(self.dress, "meta", text))
        self.column.box.addWidget(head)
        for index, (group, number) in enumerate(groups):
            if index:
                self._line(78, 7)
            title, count = group_title(self.session, group.id), self.tr("%n procedure(s)", "", number)
            row = Row(self.dress, title, count, tile=group.icon, chevron=True, pad=12)
            row.clicked.connect(partial(self._open_group, group.id))
            self.rows[group.id] = row
            self.column.box.addWidget(row)

    def _open_group(self, id: str, _checked: bool = False) -> None:
        self.session.open_group(id)

    def _fill_procedures(self, group: str) -> None:
        self._heading(group)
        for index, id in enumerate(procedures_in(self.session, group)):
            procedure = self.session.library.procedures[id]
            text = procedure.text(self.session.state.language)
            badge = procedure.badge(self.session.state.language)
            row = Row(self.dress, text.short_name, text.subtitle, badge=badge, pad=20, least=76)
            row.clicked.connect(partial(self._open_procedure, procedure.id))
            if index:
                self._line(20, 3)
            self.rows[procedure.id] = row
            self.column.box.addWidget(row)
        notice = self.tr("Simplified drawings and simulated images. Your own treatment may differ. Ask your doctor.")
        card = disclaimer(self.dress, notice)
        if self.dress.scale < PINNED:
            self._foot.addWidget(card)
        else:
            self.column.box.addSpacing(16)
            self.column.box.addWidget(card)

    def _open_procedure(self, id: str, _checked: bool = False) -> None:
        open_from(self.session, id, [self.rows[id]])

    def _heading(self, group: str) -> None:
        rtl = self.dress.rtl
        arrow = "chevron-right" if rtl else "chevron-left"
        back = Button(self.dress, "link", self.tr("All groups"), arrow, start=True)
        back.clicked.connect(lambda: self.session.home())
        self.back = back
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(back)
        line.addStretch(1)
        self.column.box.addLayout(line)
        head = QHBoxLayout()
        head.setContentsMargins(8, 2, 8, 16)
        head.setSpacing(12)
        known = self.session.library.groups.get(group)
        head.addWidget(Organ(self.dress, known.icon if known else ""))
        head.addWidget(Text(self.dress, "group", group_title(self.session, group)), 1, Qt.AlignmentFlag.AlignVCenter)
        self.column.box.addLayout(head)

    def _line(self, start: int, space: int) -> None:
        self.column.box.addSpacing(space)
        self.column.box.addWidget(Line(self.dress, start))
        self.column.box.addSpacing(space)

    def sizeHint(self) -> QSize:
        """Width of the design."""
        return QSize(328, 600)


class RailTile(QPushButton):
    """A group as a tile alone."""

    def __init__(self, dress: Dress, icon: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress, self.organ = dress, icon
        self.setCheckable(True)
        self.setFixedSize(60, 60)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(label)
        self.setToolTip(label)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tile, and a bar beside it while its group is open."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = "accent_soft" if self.isChecked() or self.underMouse() else "inset"
        paint_tile(p, QRectF(4, 4, SIDE, SIDE), self.organ, self.dress, fill)
        if self.isChecked():
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(self.dress.color("accent"))
            x = 57 if self.dress.rtl else 0
            p.drawRoundedRect(QRectF(x, 16, 3, 28), 1.5, 1.5)
        if self.hasFocus():
            paint_ring(p, QRectF(2, 2, 56, 56), 15, self.dress)
        p.end()


class Rail(Pane):
    """The sidebar folded to its tiles; pressing one opens the sidebar over the picture."""

    def __init__(
        self, dress: Dress, session: Session, call: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(dress, "right", parent=parent)
        self.session, self._call = session, call
        self.tiles: dict[str, RailTile] = {}
        self.open_button = Button(dress, "tool", icon="panel-left")
        self.open_button.clicked.connect(lambda: call("sidebar"))
        self.column = Column(margins=(6, 8, 5, 8), spacing=4)
        self.scroller = Scroll(dress, self.column)
        self.scroller.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 1, 0)
        outer.setSpacing(0)
        outer.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addWidget(self.scroller, 1)

    def refresh(self) -> None:
        """Everything anew from the session."""
        clear(self.column.box)
        self.tiles = {}
        self.open_button.set_label(self.tr("Show all groups"))
        for group in library_of(self.session).shown_groups():
            tile = RailTile(self.dress, group.icon, group_title(self.session, group.id))
            tile.clicked.connect(partial(self._open, group.id))
            self.tiles[group.id] = tile
            self.column.box.addWidget(tile, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.box.addStretch(1)
        self.sync(self.session.state)

    def _open(self, id: str, _checked: bool = False) -> None:
        if self.session.state.group != id:
            self.session.open_group(id)
        self._call("sidebar")
        self.sync(self.session.state)

    def sync(self, state: SessionState) -> None:
        """Show what changed."""
        for id, tile in self.tiles.items():
            tile.setChecked(id == state.group)
