"""Freeze, thaw, freeze: where the treatment is in its cycles."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from irexplainer.ui.dress import Dress
from irexplainer.ui.text import draw_text

if TYPE_CHECKING:
    from irexplainer.story.storyboard import Storyboard

CLOSEST_SECONDS = 0.05


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
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        dress.changed.connect(self.updateGeometry)
        self.hide()

    def show_moment(self, stages: tuple[Stage, ...], facts: Mapping[str, float]) -> None:
        """Show where the cycle stands; hide when ``facts`` know none."""
        if "cycle_stage" not in facts or not stages:
            self.hide()
            return
        key = (stages, int(facts["cycle_stage"]), int(facts["cycle_seconds"]) // 5)
        self._stages, self._facts = stages, facts
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
        """Three lines."""
        return QSize(
            300,
            10 + self.dress.px(15 * 1.5) + 8 + 12 + 8 + self.dress.px(13 * 1.4) * (2 if self.dress.scale > 1.3 else 1),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint heading, bars and names."""
        if not self._stages:
            return
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        dress, width = self.dress, float(self.width())
        high = dress.px(15 * 1.5)
        end = Qt.AlignmentFlag.AlignRight
        head = QRectF(0, 0, width, high)
        draw_text(p, head, self._title(), dress.font(15, 600), dress.color("ink"), rtl=dress.rtl)
        draw_text(p, head, self._clock(), dress.font(15, 600), dress.color("ice"), rtl=dress.rtl, align=end)
        gap, total = 4.0, sum(stage.minutes for stage in self._stages)
        x, y, free = 0.0, high + 8.0, width - gap * (len(self._stages) - 1)
        for index, stage in enumerate(self._stages):
            bar = QRectF(x, y, free * stage.minutes / total, 12)
            self._paint_bar(p, bar, index, stage)
            x = bar.right() + gap
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
        name = self.tr("Freeze {minutes} min") if stage.freezing else self.tr("Thaw {minutes} min")
        text = name.format(minutes=round(stage.minutes))
        below = QRectF(bar.left(), bar.bottom() + 6, bar.width(), dress.px(40))
        center = Qt.AlignmentFlag.AlignHCenter
        draw_text(p, below, text, dress.font(13, 500), dress.color("ink2"), rtl=dress.rtl, align=center)
