"""The page that compares the kinds of pictures on the same part of the body: X-rays, grain, sound and time."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from irexplainer.library.types import Dose, ModalityText
from irexplainer.session.session import Session
from irexplainer.ui.card import Line
from irexplainer.ui.clock import FrameClock
from irexplainer.ui.content import library_of
from irexplainer.ui.dress import Dress
from irexplainer.ui.over_page import OverPage
from irexplainer.ui.reading_card import headings
from irexplainer.ui.text import Text, draw_text, follow_width
from irexplainer.ui.worker import SOON

if TYPE_CHECKING:
    from irexplainer.ui.services import Services

KINDS = ("ultrasound", "fluoroscopy", "angiography", "ct", "mri")
ROWS = ("dose", "grain", "sound", "time")
"""What is compared, by field of the texts; the dose is drawn, too."""
PICTURE = (240, 200)
"""Px of a picture as it is computed."""
LEAST_COLUMN = 200
"""Px of a column at 100 %."""
GAP = 20


class ModalityPicture(QLabel):
    """A picture on dark ground; empty until it has been made in the background."""

    def __init__(self, dress: Dress, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress, self.image, self.words = dress, QImage(), ""
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_picture(self, image: QImage, words: str) -> None:
        """A picture, or words where there is none."""
        self.image, self.words = image, words
        self.update()

    def heightForWidth(self, width: int) -> int:
        """In proportion."""
        return round(width * PICTURE[1] / PICTURE[0])

    def sizeHint(self) -> QSize:
        """At its least."""
        return QSize(LEAST_COLUMN, self.heightForWidth(LEAST_COLUMN))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bezel and picture."""
        p = QPainter(self)
        p.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        frame = QPainterPath()
        frame.addRoundedRect(rect, 12, 12)
        p.fillPath(frame, QColor("#05090B"))
        p.save()
        p.setClipPath(frame)
        if not self.image.isNull():
            p.drawImage(rect, self.image)
        p.restore()
        if self.words:
            center = Qt.AlignmentFlag.AlignHCenter
            room = rect.adjusted(12, 0, -12, 0)
            draw_text(p, room, self.words, self.dress.font(14, 500), QColor("#C2CED1"), align=center, middle=True)
        p.setPen(QPen(self.dress.color("line") if self.dress.look.flat else QColor("#24343B"), 2))
        p.drawPath(frame)
        p.end()


class DoseBar(QLabel):
    """Dose as a bar on one scale for all kinds; a mark stands at the rays of one year. numbers: print mSv, too."""

    def __init__(self, dress: Dress, dose: Dose, most: float, numbers: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress, self.dose, self.most, self.numbers = dress, dose, most, numbers
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._words())

    def _words(self) -> str:
        low, high = self.dose.low, self.dose.high
        if high <= 0:
            return self.tr("No X-rays")
        text = f"{low:g}" if low == high else self.tr("{low} to {high}").format(low=f"{low:g}", high=f"{high:g}")
        return self.tr("About {number} mSv").format(number=text)

    def sizeHint(self) -> QSize:
        """A line of words above the bar."""
        return QSize(120, 14 + (self.dress.px(22) if self.numbers else 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words, ground, bar."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        dress, top, width = self.dress, 0.0, float(self.width())
        if self.numbers:
            head = QRectF(0, 0, width, dress.px(20))
            draw_text(p, head, self._words(), dress.font(13, 600), dress.color("ink"), rtl=dress.rtl)
            top = dress.px(22)
        p.setPen(QPen(dress.color("line"), 2) if dress.look.flat else Qt.PenStyle.NoPen)
        p.setBrush(dress.color("line") if not dress.look.flat else Qt.BrushStyle.NoBrush)
        p.drawRoundedRect(QRectF(1, top + 1, width - 2, 10), 5, 5)
        p.setPen(Qt.PenStyle.NoPen)
        for end, alpha in ((self.dose.high, 0.45), (self.dose.low, 1.0)):
            if end > 0:
                length = max((width - 2) * end / self.most, 6.0)
                p.setBrush(dress.color("amber", 1.0 if dress.look.flat and alpha == 1.0 else alpha))
                left = width - 1 - length if dress.rtl else 1.0
                p.drawRoundedRect(QRectF(left, top + 1, length, 10), 5, 5)
        p.end()


class ModalitiesPage(OverPage):
    """services: make the pictures in the background."""

    PAGE = "modalities"

    def __init__(
        self, dress: Dress, host: QWidget, session: Session, services: "Services", clock: FrameClock | None = None
    ) -> None:
        super().__init__(dress, host, session, services, clock)
        self.pictures: dict[str, ModalityPicture] = {}
        self._made: dict[str, QImage | None] = {}
        self._columns = 0
        services.worker.done.connect(self._take)
        services.worker.failed.connect(self._give_up)

    def fill(self) -> None:
        """A table, in as many columns as there is room for."""
        self.title.setText(self.tr("Compare the kinds of pictures"))
        library, state = library_of(self.session), self.session.state
        texts = library.modalities(state.language)
        intro = self.tr(
            "The same part of the body, the liver, in five kinds of pictures. X-ray pictures are shadows seen from "
            "the front. The others are slices. All of them are simulated."
        )
        self.body.box.addWidget(Text(self.dress, "body", intro))
        self.pictures = {}
        self._columns = self._fitting()
        for start in range(0, len(KINDS), self._columns):
            self.body.box.addSpacing(12)
            self.body.box.addWidget(self._table(KINDS[start : start + self._columns], texts))
        used = dict.fromkeys(source for kind in KINDS for source in texts[kind].sources)
        titles = "; ".join(library.modality_sources[id].title for id in used)
        self.body.box.addSpacing(8)
        self.body.box.addWidget(Text(self.dress, "small", self.tr("Sources: {list}").format(list=titles)))
        self._ask()

    def _fitting(self) -> int:
        room = self.room()
        return max(1, min(len(KINDS), int((room + GAP) // (LEAST_COLUMN * self.dress.scale**0.7 + GAP))))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width may have room for more columns."""
        found = super().eventFilter(watched, event)
        if self.is_open and event.type() == QEvent.Type.Resize and self._fitting() != self._columns:
            self.open_it()
        return found

    def _table(self, kinds: Sequence[str], texts: Mapping[str, ModalityText]) -> QWidget:
        library, state, heads = library_of(self.session), self.session.state, headings()
        most = max(dose.high for dose in library.doses.values())
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(6)
        for column, kind in enumerate(kinds):
            text = texts[kind]
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, 80)
            self.pictures[kind] = ModalityPicture(self.dress, text.title)
            grid.addWidget(self.pictures[kind], 0, column)
            grid.addWidget(Text(self.dress, "section", text.title), 1, column)
            grid.addWidget(Text(self.dress, "secondary_ink", text.how), 2, column, Qt.AlignmentFlag.AlignTop)
        row = 3
        for name in ROWS:
            grid.addWidget(Line(self.dress), row, 0, 1, len(kinds))
            head = Text(self.dress, "eyebrow", heads[name].upper())
            grid.addWidget(head, row + 1, 0, 1, len(kinds))
            for column, kind in enumerate(kinds):
                if name == "dose":
                    bar = DoseBar(self.dress, library.doses[kind], most, state.mode != "patient")
                    grid.addWidget(bar, row + 2, column)
                words = texts[kind].compare if name == "dose" else getattr(texts[kind], name)
                cell = Text(self.dress, "secondary_ink", words)
                grid.addWidget(cell, row + 3, column, Qt.AlignmentFlag.AlignTop)
            row += 4
        follow_width(holder)
        return holder

    # pictures

    def _ask(self) -> None:
        for kind in KINDS:
            if kind in self._made:
                self._show(kind)
            else:
                self.services.worker.submit(("modality", kind), partial(self._make, kind), SOON)

    def _make(self, kind: str) -> QImage | None:
        """In the background: a moment of a procedure, seen by this kind of picture."""
        from irexplainer.imaging.render import Renderer
        from irexplainer.paint.monitor_picture import screen_picture
        from irexplainer.story.frame import Modality

        library = self.services.library
        example = library.example_pictures[kind]
        board = self.services.board(example.procedure, library.procedures[example.procedure].default_choices(), "en")
        still = next(step.still for step in board.steps if step.id == example.step)
        frame = replace(board.state_at(still), modality=Modality(kind), held_from=None)
        screen = Renderer(self.services.atlas(), PICTURE[0] * 2, PICTURE[1] * 2).render(board, frame)
        return screen_picture(screen) if screen.modality.value == kind else None

    def _take(self, key: object, result: Any) -> None:
        match key:
            case ("modality", str(kind)):
                self._made[kind] = result
                self._show(kind)

    def _give_up(self, key: object, _error: object) -> None:
        match key:
            case ("modality", str(kind)):
                self._made[kind] = None
                self._show(kind)

    def _show(self, kind: str) -> None:
        if self.is_open and kind in self.pictures:
            image = self._made[kind]
            missing = library_of(self.session).words(self.session.state.language)["not_shown_yet"]
            self.pictures[kind].show_picture(image or QImage(), "" if image is not None else missing)
