"""The working side of the doctor's screen: its buttons, what the viewer's hand has drawn, and how that is spoken."""

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from irexplainer.geom.viewport import Rect
from irexplainer.story.semantics import Node
from irexplainer.ui.accessible import announce
from irexplainer.ui.monitor_input import MonitorInput
from irexplainer.ui.monitor_nodes import title_of
from irexplainer.ui.words import PictureWords

if TYPE_CHECKING:
    from irexplainer.imaging.screen import Screen
    from irexplainer.ui.monitor_marks import MarkedPart
    from irexplainer.ui.monitor_tools import GrayPanel, MonitorTools
    from irexplainer.ui.reading_card import ReadingCard

UNITS = {"percent": "%", "dB": "dB", "HU": "HU"}
"""Units that are written the same in every language; all others are left out."""


class MonitorWork(MonitorInput):
    """Buttons and drawings over the picture. Made when a procedure is first shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._raw: Screen | None = None
        self._words: PictureWords = str
        self.tools: MonitorTools | None = None
        self.panel: GrayPanel | None = None
        self.card: ReadingCard | None = None
        self._marked: MarkedPart | None = None
        self.plain = False
        """True where the picture is looked at only: no buttons."""

    def raw_screen(self) -> "Screen | None":
        """The picture as it came."""
        return self._raw

    # places

    def bezel(self) -> Rect:
        """The whole screen in px."""
        return Rect(0, 0, self.width(), self.height())

    def word_scale(self) -> float:
        """Scale of the words on the bezel."""
        from irexplainer.paint.monitor_picture import fitting_scale

        return fitting_scale(self.bezel(), self.session.state.text_scale)

    def foot(self) -> float:
        """Px at the foot of the bezel that the buttons take."""
        if self.plain:
            return 0.0
        from irexplainer.ui.monitor_tools import row_height

        return row_height(self.word_scale())

    def image_box(self, title_key: str) -> Rect:
        """Where the picture may stand."""
        from irexplainer.paint.monitor_picture import image_rect

        return image_rect(self.bezel(), self._words, title_key, self.session.state.text_scale, self.foot())

    def picture_place(self) -> tuple[Rect, float]:
        """Where the picture stands, and px of the widget per px of the picture."""
        from irexplainer.paint.monitor_picture import fitted

        screen = self._raw
        if screen is None:
            return Rect(0, 0, 0, 0), 1.0
        height, width = screen.pixels.shape
        return fitted(self.image_box(screen.title_key), width, height)

    # buttons

    def arrange_tools(self) -> None:
        """Buttons for the picture on show, at their places."""
        shown = self.session.board is not None and self.width() >= 120 and not self.plain
        if self.tools is None:
            if not shown:
                return
            self._make_tools()
        tools, panel, hand, screen = self.tools, self.panel, self.hand, self._raw
        if tools is None or panel is None:
            return
        if not self.deep and (hand.tool or hand.window or hand.points):
            hand.put_away()
            return
        offered = (self.deep and hand.adjusts(screen), self.deep and hand.measures(screen), _has_parts(screen))
        state, scale, foot = self.session.state, self.word_scale(), round(self.foot())
        tools.setVisible(shown)
        tools.setGeometry(0, self.height() - foot, self.width(), foot)
        tools.show_state(scale, hand.tool, state.linked, offered)
        active = offered[0] or offered[1] or (offered[2] and state.linked)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if active else Qt.FocusPolicy.NoFocus)
        self._arrange_panel(offered[0] and hand.tool == "window", scale)
        cross = hand.tool == "measure" and offered[1]
        self.setCursor(Qt.CursorShape.CrossCursor) if cross else self.unsetCursor()

    def _make_tools(self) -> None:
        from irexplainer.ui.monitor_marks import MarkedPart
        from irexplainer.ui.monitor_tools import Calls, GrayPanel, MonitorTools

        self.tools = MonitorTools(self, Calls(self.explain, self.hand.take, self.session.set_linked))
        self.panel = GrayPanel(self, self._slide)
        self.panel.hide()
        self._marked = MarkedPart()

    def _arrange_panel(self, shown: bool, scale: float) -> None:
        panel, screen = self.panel, self._raw
        assert panel is not None
        panel.setVisible(shown)
        if not shown or screen is None or screen.window is None:
            return
        box, high = self.image_box(screen.title_key), panel.wanted()
        panel.scale = scale
        panel.setGeometry(round(box.x) + 4, round(box.bottom) - high - 4, round(box.width) - 8, high)
        (own_center, own_width), (center, width) = screen.window, self.hand.window or screen.window
        tr, unit = QCoreApplication.translate, unit_of(screen)
        words = (
            tr("MonitorView", "Center: {number}").format(number=number_of(center, unit)),
            tr("MonitorView", "Width: {number}").format(number=number_of(width, unit)),
        )
        share = round((center - own_center) / own_width * 100), round(math.log2(width / own_width) * 100)
        panel.show_shares(*share, words, scale)

    def _slide(self, center: float, width: float) -> None:
        screen = self._raw
        if screen is not None and screen.window is not None:
            own_center, own_width = screen.window
            self.hand.set_window(screen, own_center + center * own_width, width * own_width)

    def explain(self) -> None:
        """Open the card on how to read this picture; without a picture, the page that compares all kinds."""
        kind = self._raw.modality.value if self._raw is not None else ""
        if kind not in self.session.library.modalities("en"):  # type: ignore[attr-defined]  # Shelves of the program
            self.session.open_page("modalities")
            return
        self.session.pause()
        if self.card is None:
            from irexplainer.ui.reading_card import ReadingCard

            window = self.window()
            self.card = ReadingCard(window.dress, window, self.session)  # type: ignore[attr-defined]  # MainWindow
        self.card.show_kind(kind)

    # what is drawn

    def paint_hand(self, p: QPainter) -> None:
        """Part that is pointed at, distance, numbers of the window, focus ring."""
        from irexplainer.ui import monitor_marks as marks

        screen, hand = self._raw, self.hand
        if screen is None or self._marked is None:
            return
        (place, _), scale = self.picture_place(), self.word_scale()
        box = self.image_box(screen.title_key)
        p.save()
        p.setClipRect(QRectF(box.x, box.y, box.width, box.height))
        image = self._marked.of(screen.structures, self._pointed())
        if image is not None:
            p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            p.drawImage(QRectF(place.x, place.y, place.width, place.height), image)
            marks.paint_pill(p, place, self._name_spot(place), self._part_name(), marks.INK, scale)
        if hand.points:
            marks.paint_distance(p, place, hand.points, self.distance_text(), scale)
        if hand.tool == "measure" and self.hasFocus():
            marks.paint_cross(p, place, hand.cross)
        if hand.window is not None and hand.adjusts(screen):
            marks.paint_pill(p, box, QPointF(box.x, box.y), self.window_text(), "#FFFFFF", scale)
        p.restore()
        if self.hasFocus():
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.setPen(QPen(QColor("#FFFFFF"), 2.5))
            p.drawRoundedRect(QRectF(box.x, box.y, box.width, box.height).adjusted(1, 1, -1, -1), 8, 8)

    def _pointed(self) -> str:
        """Id of the part both pictures shall mark; what a call-out of the stage names is looked up where it points."""
        state, board, screen = self.session.state, self.session.board, self._raw
        marked = state.highlighted
        if not state.linked or marked is None or board is None or screen is None or screen.structures is None:
            return ""
        label = next((each for each in board.state_at(state.playhead).labels if each.id == marked), None)
        if label is None or label.name_key in screen.structures.ids:
            return marked if label is None else label.name_key
        at = screen.project(label.at)
        return "" if at is None else screen.structure_at(*at)

    def _part_name(self) -> str:
        return title_of(self._words(self._pointed()))

    def _name_spot(self, place: Rect) -> QPointF:
        """Below the part that is marked."""
        screen, box = self._raw, self._marked.box if self._marked is not None else None
        if screen is None or box is None:
            return QPointF(place.x, place.y)
        scale = place.width / screen.pixels.shape[1]
        x, y, width, height = box
        return QPointF(place.x + (x + width / 2) * scale, place.y + (y + height) * scale + 16 * self.word_scale())

    # words

    def distance_text(self) -> str:
        """Length in mm with one decimal; "" until there are two points."""
        length = self.hand.distance_mm(self._raw)
        return (
            ""
            if length is None
            else QCoreApplication.translate("MonitorView", "{number} mm").format(number=f"{length:.1f}")
        )

    def window_text(self) -> str:
        """Center and width on show."""
        screen = self._raw
        if screen is None or screen.window is None:
            return ""
        (center, width), unit = self.hand.window or screen.window, unit_of(screen)
        text = QCoreApplication.translate("MonitorView", "Center {center}, width {width}")
        return text.format(center=number_of(center, ""), width=number_of(width, unit))

    def hand_nodes(self) -> tuple[Node, ...]:
        """What the viewer has put on the picture."""
        screen, nodes = self._raw, []
        if screen is None:
            return ()
        (place, scale), tr = self.picture_place(), QCoreApplication.translate
        if self.distance_text():
            (ax, ay), (bx, by) = self.hand.points
            x, y = place.x + min(ax, bx) * place.width, place.y + min(ay, by) * place.height
            box = Rect(x, y, abs(bx - ax) * place.width + 1, abs(by - ay) * place.height + 1)
            name = tr("MonitorView", "Distance: {length}").format(length=self.distance_text())
            nodes.append(Node("distance", "mark", name, box))
        if self.hand.window is not None:
            nodes.append(Node("window", "mark", self.window_text(), Rect(place.x, place.y, place.width, 30)))
        part = self._pointed()
        if part and self._marked is not None and self._marked.of(screen.structures, part) is not None:
            x, y, width, height = self._marked.box or (0, 0, 1, 1)
            box = Rect(place.x + x * scale, place.y + y * scale, width * scale, height * scale)
            nodes.append(Node(f"part:{part}", "mark", self._part_name(), box))
        return tuple(nodes)

    def tell_hand(self) -> None:
        """Say what has changed to a screen reader."""
        announce(self, None, QAccessible.Event.DescriptionChanged)


def unit_of(screen: "Screen") -> str:
    """Unit as it is written."""
    return UNITS.get(screen.unit, "")


def number_of(value: float, unit: str) -> str:
    """A number without needless decimals, and its unit."""
    digits = 0 if abs(value) >= 20 else 1 if abs(value) >= 1 else 2
    text = f"{value:.{digits}f}".replace("-", "\u2212")
    return f"{text} {unit}".strip()


def _has_parts(screen: "Screen | None") -> bool:
    return screen is not None and screen.structures is not None and bool(screen.structures.ids)
