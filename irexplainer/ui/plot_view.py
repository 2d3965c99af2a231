"""One picture of curves with a cursor that follows the playhead. The only module that loads pyqtgraph.

Loaded when a step with curves is first read in Clinician or Study mode. No menus, no export, no zoom.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from irexplainer.geom.viewport import Rect
from irexplainer.story.semantics import Node
from irexplainer.ui.accessible import expose
from irexplainer.ui.button import paint_ring
from irexplainer.ui.dress import Dress
from irexplainer.ui.plot_text import MINUS, ROLES, Clock, Curves, spoken, threshold_text
from irexplainer.ui.words import PictureWords

if TYPE_CHECKING:
    from irexplainer.session.session import Session

HIGH = 216
"""Px at 100 %."""
SAMPLES = 121
TICKS = (0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0)
MOST_TICKS = 6
BELOW, ABOVE = 0.06, 0.2
"""Shares of the range left free below the curves, and above them for the unit."""
ANY_ZERO = ("°C",)
"""Units whose zero means nothing special; all others begin at zero, so that heights can be compared."""


class SignedAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """An axis with a real minus sign."""

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Numbers as they are read."""
        return [text.replace("-", MINUS) for text in super().tickStrings(values, scale, spacing)]


class PlotView(QWidget):
    """Curves of one unit. Drag or arrows move the playhead; ``follow`` brings the cursor to it."""

    def __init__(
        self, dress: Dress, session: "Session", curves: Curves, clock: Clock | None, words: PictureWords,
        parent: QWidget | None = None, whole: bool = True,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.dress, self.session, self.curves, self.clock, self.words = dress, session, curves, clock, words
        self._was_playing = False
        self._dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.plot: Any = None
        self._building = self._build()
        if whole:
            self.finish()

    def go_on(self) -> bool:
        """Build one more slice, of some milliseconds; False once nothing is left to build."""
        return next(self._building, None) is not None

    def finish(self) -> None:
        """Build what is left at once."""
        while self.go_on():
            pass

    def _build(self) -> Iterator[bool]:
        """The picture in slices, each short enough for a frame."""
        axes = {name: SignedAxis(name) for name in ("left", "right", "bottom")}
        yield True
        item = pg.PlotItem(axisItems=axes)
        yield True
        self.plot = pg.PlotWidget(self, background=self.dress.color("inset"), plotItem=item)
        self._still()
        self.cursor: Any = pg.InfiniteLine(angle=90, movable=False)
        self.dots: Any = pg.ScatterPlotItem()
        self.plot.setGeometry(self._place())
        yield True
        yield from self._draw()
        expose(self)
        self.follow()
        self.plot.setVisible(True)
        yield True

    def _still(self) -> None:
        """No menus, no buttons, no zoom: the widget itself takes pointer and keys."""
        plot = self.plot
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        plot.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.setMouseEnabled(False, False)
        plot.getPlotItem().getViewBox().disableAutoRange()
        plot.setAntialiasing(True)
        plot.setFrameShape(plot.Shape.NoFrame)
        plot.getPlotItem().setContentsMargins(0, 8, 0, 0)

    # what is drawn once

    def _draw(self) -> Iterator[bool]:
        dress, plot = self.dress, self.plot
        first, last = self.curves.span
        low, high = self._range()
        plot.setXRange(first, last, padding=0.02)
        plot.setYRange(low, high, padding=0)
        self._draw_axes()
        yield True
        self._draw_thresholds()
        yield True
        for index, series in enumerate(self.curves.series):
            dashed = Qt.PenStyle.DashLine if index % 2 else Qt.PenStyle.SolidLine
            pen = pg.mkPen(self._color(index), width=3 if dress.look.flat else 2.4, style=dashed)
            seconds = np.linspace(float(series.seconds[0]), float(series.seconds[-1]), SAMPLES * 2)
            plot.plot(seconds, np.interp(seconds, series.seconds, series.values), pen=pen)
            yield True
        self.cursor.setPen(pg.mkPen(dress.color("ink"), width=1.6))
        plot.addItem(self.cursor)
        plot.addItem(self.dots)

    def _range(self) -> tuple[float, float]:
        values = [float(v) for s in self.curves.series for v in (s.values.min(), s.values.max())]
        values += [value for _, value in self.curves.thresholds]
        low, high = min(values), max(values)
        if self.curves.unit not in ANY_ZERO:
            low = min(low, 0.0)
        whole = max(high - low, 1e-6)
        return low - whole * BELOW, high + whole * ABOVE

    def _color(self, index: int) -> QColor:
        return self.dress.color(ROLES[index % len(ROLES)])

    def _draw_axes(self) -> None:
        font, ink = self.dress.font(12, 500), self.dress.color("ink2")
        for name in ("left", "bottom"):
            axis = self.plot.getAxis(name)
            axis.setPen(pg.mkPen(self.dress.color("line"), width=1))
            axis.setTextPen(ink)
            axis.setStyle(tickFont=font, tickLength=-4, autoExpandTextSpace=True)
            axis.enableAutoSIPrefix(False)
        self.plot.getAxis("left").setWidth(self.dress.px(42))
        bottom = self.plot.getAxis("bottom")
        bottom.setTicks([self._ticks(), []])
        name = self.tr("Minutes of the treatment") if self.clock else self.tr("Seconds of the film")
        bottom.setLabel(name, **{"font-size": f"{self.dress.px(12)}px", "color": ink.name()})
        bottom.setHeight(self.dress.px(40))
        unit = pg.TextItem(self.curves.unit, color=self.dress.color("ink"), anchor=(0, 0))
        unit.setFont(self.dress.font(12, 700))
        unit.setPos(self.curves.span[0], self._range()[1])
        self.plot.addItem(unit, ignoreBounds=True)

    def _ticks(self) -> list[tuple[float, str]]:
        """(second of the story, words) of the marks below."""
        first, last = self.curves.span
        seconds = np.linspace(first, last, SAMPLES)
        shown = seconds - first if self.clock is None else np.array([self.clock(float(s)) for s in seconds])
        whole = float(shown[-1])
        step = next((t for t in TICKS if whole / t <= MOST_TICKS), whole or 1.0)
        marks = np.arange(0.0, whole + 1e-9, step)
        return [(float(np.interp(mark, shown, seconds)), f"{mark:g}") for mark in marks]

    def _draw_thresholds(self) -> None:
        """Dotted lines, named at their right end outside the curves."""
        named = []
        for key, value in self.curves.thresholds:
            line = pg.InfiniteLine(value, angle=0, pen=pg.mkPen(self.dress.color("ink3"), width=1.2, style=_DOTS))
            self.plot.addItem(line, ignoreBounds=True)
            named.append((value, threshold_text(self.words, key, value, self.curves.unit)[0]))
        axis = self.plot.getAxis("right")
        axis.setVisible(bool(named))
        axis.setTicks([named, []])
        axis.setPen(pg.mkPen(None))
        axis.setTextPen(self.dress.color("ink2"))
        axis.setStyle(tickFont=self.dress.font(11, 600), tickLength=0, hideOverlappingLabels=False)

    # what moves

    def follow(self) -> None:
        """Bring the cursor to the playhead."""
        seconds = self.seconds()
        self.cursor.setValue(seconds)
        self.dots.setData(
            [
                {"pos": (seconds, s.at(seconds)), "size": 9, "brush": self._color(i), "pen": self.dress.color("panel")}
                for i, s in enumerate(self.curves.series)
            ]
        )
        name = ". ".join(node.name for node in self.nodes())
        if not self.session.state.playing and name != self.accessibleName():
            self.setAccessibleName(name)

    def seconds(self) -> float:
        """Second of the story under the cursor: the playhead, kept within the curves."""
        first, last = self.curves.span
        return min(max(self.session.state.playhead, first), last)

    # nodes

    def nodes(self) -> tuple[Node, ...]:
        """One per curve; the lines worth a mark are told with the first."""
        box = Rect(0, 0, self.width(), self.height())
        lines = [threshold_text(self.words, key, value, self.curves.unit) for key, value in self.curves.thresholds]
        marks = "; ".join(f"{name}: {meaning}" if meaning else name for name, meaning in lines)
        seconds = self.seconds()
        return tuple(
            Node(f"plot:{s.id}", "image", spoken(s, w, seconds, self.clock), box, f"{w.caption} {marks}".strip())
            for s, w in zip(self.curves.series, self.curves.words, strict=True)
        )

    def focused_node(self) -> str | None:
        """The first curve."""
        return f"plot:{self.curves.series[0].id}"

    def activate_node(self, id: str) -> None:
        """Nothing to press."""

    # pointer and keys

    def second_at(self, x: float) -> float:
        """Second of the story under a px of the widget, kept within the curves."""
        view = self.plot.getPlotItem().getViewBox()
        first, last = self.curves.span
        at = self.plot.mapToScene(QPointF(x, self.height() / 2).toPoint())
        return min(max(float(view.mapSceneToView(at).x()), first), last)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the cursor."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragging, self._was_playing = True, self.session.state.playing
            self.session.pause()
            self.session.seek(self.second_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it."""
        if self._dragging:
            self.session.seek(self.second_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go on playing if it played."""
        if self._dragging and self._was_playing:
            self.session.play()
        self._dragging = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right by a second, with Shift by a fifth of it."""
        by = {Qt.Key.Key_Left: -1.0, Qt.Key.Key_Right: 1.0}.get(Qt.Key(event.key()))
        if by is None or event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            event.ignore()
            return
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        first, last = self.curves.span
        self.session.seek(min(max(self.seconds() + by * (0.2 if fine else 1.0), first), last))

    # widget

    def sizeHint(self) -> QSize:
        """As wide as the column."""
        return QSize(240, self.dress.px(HIGH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The plot fills the widget but for the ring."""
        if self.plot is not None:
            self.plot.setGeometry(self._place())

    def _place(self) -> QRect:
        return QRect(4, 4, self.width() - 8, self.height() - 8)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take it away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring around."""
        if self.hasFocus():
            p = QPainter(self)
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_ring(p, QRectF(self.rect()), 12, self.dress)
            p.end()


_DOTS = Qt.PenStyle.DotLine
