"""Freeze, thaw, freeze: where the treatment is in its cycles."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from irexplainer.ui.dress import Dress
from irexplainer.ui.text import UNBOUNDED, draw_text, follow_width, lay_out

if TYPE_CHECKING:
    from irexplainer.story.storyboard import Storyboard

CLOSEST_SECONDS = 0.05
GAP, BAR, BELOW, NAME_PX = 4.0, 12.0, 6.0, 13
"""Px between bars, of a bar, between a bar and its name, and of the name's letters."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the cycle."""

    freezing: bool
    minutes: float


def stages_of(board: "Storyboard") -> tuple[Stage, ...]:
    """All stages of a board; empty where nothing freezes at its end. They follow one another: what lies between two
    moments of neighboring stages need not be looked at."""
    found: dict[int, Stage] = {}

    def stage_at(seconds: float) -> int:
        facts = board.state_at(seconds).facts
        if "cycle_stage" not in facts:
            return -1
        stage = int(facts["cycle_stage"])
        found.setdefault(stage, Stage(facts["freezing"] > 0.5, facts["cycle_length_seconds"] / 60))
        return stage

    def look(start: float, first: int, end: float, last: int) -> None:
        if last - first > 1 and end - start > CLOSEST_SECONDS:
            middle = (start + end) / 2
            between = stage_at(middle)
            look(start, first, middle, between)
            look(middle, between, end, last)

    look(0.0, stage_at(0.0), board.length, stage_at(board.length))
    return tuple(found[index] for index in sorted(found))


class CycleBar(QLabel):
    """A heading with the clock, three bars, their names. Hidden while nothing freezes."""

    def __init__(self, dress: Dress, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress = dress
        self._stages: tuple[Stage, ...] = ()
        self._facts: Mapping[str, float] = {}
        self._key: tuple[object, ...] = ()
        follow_width(self)
        dress.changed.connect(self.updateGeometry)
        self.hide()

    def show_moment(self, stages: tuple[Stage, ...], facts: Mapping[str, float]) -> None:
        """Show where the cycle stands; hide when ``facts`` know none."""
        if "cycle_stage" not in facts or not stages:
            self.hide()
            return
        key = (stages, int(facts["cycle_stage"]), int(facts["cycle_seconds"]) // 5)
        if stages != self._stages:
            self._stages = stages
            self.updateGeometry()
        self._facts = facts
        self.show()
        if key != self._key:
            self._key = key
            self.setAccessibleName(f"{self._title()}, {self._clock()}")
            self.update()

    def _title(self) -> str:
        stage = int(self._facts["cycle_stage"])
        freezes = [index for index, s in enumerate(self._stages) if s.freezing]
        if stage not in freezes:
            return self.tr("Thawing")
        number = freezes.index(stage) + 1
        return self.tr("Freezing cycle {number} of {all}").format(number=number, all=len(freezes))

    def _clock(self) -> str:
        def clock(seconds: float) -> str:
            return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"

        now, whole = self._facts["cycle_seconds"], self._facts["cycle_length_seconds"]
        return self.tr("{now} of {whole}").format(now=clock(min(now, whole)), whole=clock(whole))

    def sizeHint(self) -> QSize:
        """With the names on one line."""
        return QSize(300, round(self._head(UNBOUNDED) + BAR + BELOW + self.dress.px(NAME_PX * 1.35) + 10))

    def hasHeightForWidth(self) -> bool:
        """Names wrap where the bars are short."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Heading, bars, and the names on as many lines as the narrowest bar makes them need."""
        boxes = self._bars(float(width))
        names = [self._lines(self._name(s), box.width())[0] for s, box in zip(self._stages, boxes, strict=True)]
        return round(self._head(width) + BAR + BELOW + max(names, default=0.0) + 10)

    def _line(self) -> int:
        return self.dress.px(15 * 1.5)

    def _head(self, width: float) -> float:
        """Height in px of the heading: the clock stands beside the title, or below it where room is short."""
        return self._line() * (1.0 if self._clock_beside(width) else 2.0) + 8.0

    def _clock_beside(self, width: float) -> bool:
        if not self._facts:
            return True
        font = QFontMetricsF(self.dress.font(15, 600))
        return font.horizontalAdvance(self._title()) + font.horizontalAdvance(self._clock()) + 12 <= width

    def _name(self, stage: Stage) -> str:
        """Number and unit stay together."""
        name = self.tr("Freeze {minutes} min") if stage.freezing else self.tr("Thaw {minutes} min")
        return re.sub(r"(?<=\d) ", "\u00a0", name.format(minutes=round(stage.minutes)))

    def _lines(self, text: str, width: float) -> tuple[float, float]:
        """Height and width of a name below a bar."""
        return lay_out(text, self.dress.font(NAME_PX, 500), max(width, 8.0), 1.35, self.dress.rtl)[1:]

    def _bars(self, width: float) -> list[QRectF]:
        """One bar for each stage, as long as it takes; left to right."""
        total = sum(stage.minutes for stage in self._stages)
        x, free, boxes = 0.0, width - GAP * (len(self._stages) - 1), []
        for stage in self._stages:
            boxes.append(QRectF(x, self._head(width), free * stage.minutes / total, BAR))
            x = boxes[-1].right() + GAP
        return boxes

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint heading, bars and names."""
        if not self._stages:
            return
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        dress, width = self.dress, float(self.width())
        line, beside = float(self._line()), self._clock_beside(width)
        font, ink, ice = dress.font(15, 600), dress.color("ink"), dress.color("ice")
        draw_text(p, QRectF(0, 0, width, line), self._title(), font, ink, rtl=dress.rtl)
        end = Qt.AlignmentFlag.AlignRight if beside else Qt.AlignmentFlag.AlignLeft
        draw_text(p, QRectF(0, 0 if beside else line, width, line), self._clock(), font, ice, rtl=dress.rtl, align=end)
        for index, (stage, bar) in enumerate(zip(self._stages, self._bars(width), strict=True)):
            self._paint_bar(p, bar, index, stage)
        p.end()

    def _paint_bar(self, p: QPainter, bar: QRectF, index: int, stage: Stage) -> None:
        dress, now = self.dress, int(self._facts["cycle_stage"])
        if dress.rtl:
            bar = QRectF(self.width() - bar.right(), bar.top(), bar.width(), bar.height())
        role = "ice" if stage.freezing else "amber"
        done = 1.0 if index < now else 0.0
        if index == now:
            done = min(self._facts["cycle_seconds"] / max(self._facts["cycle_length_seconds"], 1.0), 1.0)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(dress.color(role, 0.26))
        p.drawRoundedRect(bar, 6, 6)
        if done > 0:
            full = QRectF(bar)
            full.setWidth(max(bar.width() * done, 12.0))
            if dress.rtl:
                full.moveRight(bar.right())
            p.setBrush(dress.color(role))
            p.drawRoundedRect(full, 6, 6)
        below = QRectF(bar.left(), bar.bottom() + BELOW, bar.width(), self.height() - bar.bottom() - BELOW)
        center, ink = Qt.AlignmentFlag.AlignHCenter, dress.color("ink2")
        name = dress.font(NAME_PX, 500)
        draw_text(p, below, self._name(stage), name, ink, line=1.35, rtl=dress.rtl, align=center)
