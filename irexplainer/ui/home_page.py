"""The detail pane at home: what interventional radiology is, an example, where one left off."""

from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from irexplainer.session.session import Session
from irexplainer.session.state import SessionState
from irexplainer.story.frame import Phase
from irexplainer.ui.button import Button, PrimaryButton
from irexplainer.ui.card import Card, Column, clear, hang
from irexplainer.ui.content import PHASES, group_title, library_of, name_of, phase_title, procedures_in
from irexplainer.ui.dress import Dress
from irexplainer.ui.icons import paint_icon
from irexplainer.ui.opening import open_from
from irexplainer.ui.page_links import PageLinks, first_button
from irexplainer.ui.row import Row
from irexplainer.ui.scroll import Scroll
from irexplainer.ui.step_page import PINNED
from irexplainer.ui.text import Text, follow_width

EXAMPLE = "tace"
ROOMY = 820
"""Px of a page at 100 % that show everything down to the button."""
WIDE = 560
"""Px from which on lines are long and the page is short."""


class Medal(QWidget):
    """The mark of a phase on a soft disc."""

    def __init__(self, dress: Dress, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress, self.icon = dress, icon
        self.setFixedSize(48, 48)
        dress.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(self.dress.color("accent_soft"))
        p.drawEllipse(QRectF(0, 0, 48, 48))
        paint_icon(p, self.icon, QRectF(11, 11, 26, 26), self.dress.color("accent"), 1.9)
        p.end()


class HomePage(QWidget):
    """Scrolls above, the quiet line about what these pictures are stays below."""

    def __init__(self, dress: Dress, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress, self.session = dress, session
        self.example: PrimaryButton | None = None
        self.resume: Row | None = None
        self.pages: dict[str, Button] = {}
        self.back: Button | None = None
        self.rows: dict[str, Row] = {}
        self._lengths: dict[tuple[str, str], float] = {}
        self.example_id = ""
        self._side, self._low = 32, False
        self._column = Column(margins=(32, 24, 32, 16))
        self._body = Column()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._scroller = Scroll(dress, self._column)
        outer.addWidget(self._scroller, 1)
        self._foot = QVBoxLayout()
        self._foot.setContentsMargins(32, 8, 32, 24)
        outer.addLayout(self._foot)

    def set_side(self, side: int, width: int = 0, height: int = 0) -> None:
        """Margin left and right, and size of the page (0: as before), in px."""
        self._side = side
        low = (height < ROOMY * self.dress.scale and width < WIDE) if height else self._low
        if low != self._low:
            self._low = low
            self.refresh()
            return
        self._align()
        pinned = self.dress.scale < PINNED
        self._foot.setContentsMargins(*((side, 8, side, 24) if pinned else (0, 0, 0, 0)))

    def refresh(self) -> None:
        """Everything anew."""
        box = self._column.box
        clear(box)
        clear(self._foot)
        self.example = self.resume = self.back = None
        self.rows, self._body = {}, Column()
        self.set_side(self._side)
        group = self.session.state.group
        if group is None:
            self._fill_start()
        else:
            self._fill_group(group)
        box.addStretch(1)
        notice = self.tr(
            "Simplified drawings and simulated images, for information only. They do not replace a talk with your "
            "doctor."
        )
        (self._foot if self.dress.scale < PINNED else box).addWidget(Text(self.dress, "meta", notice))
        self._scroller.settle()

    def _fill_group(self, group: str) -> None:
        """What can be treated in a part of the body."""
        self._add_back()
        box, ids = self._body.box, procedures_in(self.session, group)
        box.addWidget(Text(self.dress, "eyebrow", self.tr("What can be treated here").upper()))
        box.addSpacing(6)
        box.addWidget(Text(self.dress, "page_title", group_title(self.session, group)))
        if not self._low:  # there the room is for the treatments
            box.addSpacing(10)
            box.addWidget(Text(self.dress, "body", self.tr("Choose a treatment to see it step by step.")))
        box.addSpacing(18)
        for id in ids:
            procedure = self.session.library.procedures[id]
            text = procedure.text(self.session.state.language)
            badge = procedure.badge(self.session.state.language)
            about = "\n".join(part for part in (text.subtitle, text.facts.get("whole_treatment", "")) if part)
            card = Card(self.dress, "inset", "line", 16)
            holder = QVBoxLayout(card)
            holder.setContentsMargins(4, 4, 4, 4)
            row = Row(self.dress, text.short_name, about, badge=badge, chevron=True, pad=14, least=76)
            row.clicked.connect(partial(self._open, id))
            self.rows[id] = row
            holder.addWidget(row)
            follow_width(card)
            box.addWidget(card)
            box.addSpacing(12)

    def _add_back(self) -> None:
        """The way back stays in sight above however many treatments there are."""
        self.back = Button(self.dress, "link", self.tr("Back to the whole body"), start=True)
        self.back.icon_name = "chevron-right" if self.dress.rtl else "chevron-left"
        self.back.clicked.connect(lambda: self.session.home())
        self._body = Column()
        self._column.box.addWidget(self.back)
        self._column.box.addSpacing(6)
        self._column.box.addWidget(self._body)
        self._align()

    def _align(self) -> None:
        lead = self.back.lead if self.back is not None else 0
        hang(self._column, self._body, lead, (self._side, 24 if self.back is None else 12, self._side, 16))

    def _open(self, id: str, _checked: bool = False) -> None:
        open_from(self.session, id, [self.rows[id]])

    def _fill_start(self) -> None:
        box = self._column.box
        box.addWidget(Text(self.dress, "eyebrow", self.tr("Start here").upper()))
        box.addSpacing(6)
        box.addWidget(Text(self.dress, "page_title", self.tr("Treatment through a tiny opening")))
        box.addSpacing(10)
        intro = self.tr(
            "Interventional radiologists treat disease from the inside. They look with X-ray, ultrasound, CT or MRI "
            "and work through an opening a few millimeters wide. Most patients do not need to be put to sleep, and "
            "there is no large cut."
        )
        box.addWidget(Text(self.dress, "body", intro))
        box.addSpacing(22)
        if self._low:  # what to do first stays in sight
            self._add_buttons()
            box.addSpacing(10)
        for phase, title, text in self._points():
            box.addLayout(self._point(phase, title, text))
            box.addSpacing(16)
        box.addSpacing(6)
        if not self._low:
            self._add_buttons()
            box.addSpacing(8)
        links = PageLinks(self.dress, self.session)
        box.addWidget(links)
        self.pages = {**self.pages, **links.buttons}

    def sync(self, state: SessionState) -> None:
        """Nothing moves here."""

    def _points(self) -> tuple[tuple[Phase, str, str], ...]:
        return (
            (
                Phase.IMAGING,
                self.tr("Imaging shows the way"),
                self.tr("Pictures of the body are made live, before and during treatment."),
            ),
            (
                Phase.INCISION,
                self.tr("A small incision"),
                self.tr("A needle-sized opening in the groin, the wrist or above the organ."),
            ),
            (
                Phase.PLACEMENT,
                self.tr("Guided placement"),
                self.tr("Wires, fine tubes or needles are steered to the target."),
            ),
            (
                Phase.TREATMENT,
                self.tr("Treatment on the spot"),
                self.tr("Open, close, heat, freeze, drain or deliver medicine."),
            ),
        )

    def _point(self, phase: Phase, title: str, text: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(Medal(self.dress, phase.value), 0, Qt.AlignmentFlag.AlignTop)
        words = Column(spacing=2)
        words.box.addWidget(Text(self.dress, "list", title))
        words.box.addWidget(Text(self.dress, "secondary", text))
        line.addWidget(words, 1)
        return line

    def _add_buttons(self) -> None:
        box, library = self._column.box, library_of(self.session)
        ids = list(library.procedures)
        if not ids:
            return
        id = EXAMPLE if EXAMPLE in ids else ids[0]
        procedure, language = library.procedures[id], self.session.state.language
        self.example = PrimaryButton(self.dress, self._invitation(id), "play_solid")
        self.example.clicked.connect(lambda: self.session.watch(id))
        box.addWidget(self.example)
        box.addWidget(Text(self.dress, "meta", name_of(procedure, language), center=True))
        box.addSpacing(10)
        self.pages = {"what_is_ir": first_button(self.dress, self.session)}
        box.addWidget(self.pages["what_is_ir"])
        box.addSpacing(16)
        left = self.session.state.left_off
        if left is None or left.procedure not in ids:
            return
        procedure = library.procedures[left.procedure]
        card = Card(self.dress, "inset", "line", 16)
        inner = Column(spacing=4, margins=(8, 14, 8, 10))
        holder = QVBoxLayout(card)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(inner)
        head = Column(margins=(12, 0, 12, 0))
        head.box.addWidget(Text(self.dress, "secondary_bold", self.tr("Continue where you left off"), role="ink2"))
        inner.box.addWidget(head)
        self.resume = Row(
            self.dress,
            name_of(procedure, self.session.state.language),
            self._where(left.procedure, dict(left.choices), left.playhead),
            tile=library.groups[procedure.group].icon,
            chevron=True,
            tile_fill="panel",
            tile_side=64,
        )
        self.resume.clicked.connect(lambda: self.session.resume())
        inner.box.addWidget(self.resume)
        follow_width(card)
        box.addWidget(card)

    def know_length(self, id: str, language: str, seconds: float) -> None:
        """A storyboard has been made: the button may say how long it is."""
        self._lengths[id, language] = seconds
        if self.example is not None and id == self.example_id:
            self.example.set_face(self._invitation(id))

    def _invitation(self, id: str) -> str:
        self.example_id = id
        seconds = self._lengths.get((id, self.session.state.language))
        if seconds is None:
            return self.tr("Show me an example")
        return self.tr("Show me an example · about {seconds} seconds").format(seconds=round(seconds / 10) * 10)

    def _where(self, id: str, choices: dict[str, str], playhead: float) -> str:
        """Phase of a playhead, from the board last shown; without one only the subtitle is known."""
        board = self.session.last_board
        if board is None or board.procedure_id != id:
            procedure = self.session.library.procedures[id]
            return procedure.text(self.session.state.language).subtitle
        phase = board.steps[board.step_index(playhead)].phase
        step = self.tr("Step {number} of {all}").format(number=PHASES.index(phase) + 1, all=len(PHASES))
        return f"{step}  ·  {phase_title(phase)}"
