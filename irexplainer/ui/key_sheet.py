"""F1: every key, from the one table of commands."""

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from irexplainer.session.commands import COMMANDS
from irexplainer.ui.card import Line
from irexplainer.ui.dress import Dress
from irexplainer.ui.sheet import Sheet
from irexplainer.ui.text import Text, draw_text

ARROWS = {"Left": "\u2190", "Right": "\u2192"}


class KeyCap(QLabel):
    """One key."""

    def __init__(self, dress: Dress, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress, self.key = dress, text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the name."""
        width = QFontMetricsF(self.dress.font(14, 600)).horizontalAdvance(self.key)
        return QSize(max(round(width) + 20, self.dress.px(32)), self.dress.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cap."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        p.setPen(QPen(self.dress.color("line"), 1))
        p.setBrush(self.dress.color("inset"))
        p.drawRoundedRect(rect, 8, 8)
        font, center = self.dress.font(14, 600), Qt.AlignmentFlag.AlignHCenter
        draw_text(p, rect, self.key, font, self.dress.color("ink"), align=center, middle=True)
        p.end()


class KeySheet(Sheet):
    """All commands with their keys, in three groups."""

    def fill(self) -> None:
        """One row per command."""
        self.title.setText(self.tr("Keys"))
        heads = {"move": self.tr("In a procedure"), "view": self.tr("Everywhere"), "program": self.tr("Program")}
        for group, head in heads.items():
            self.body.box.addSpacing(8)
            self.body.box.addWidget(Text(self.dress, "eyebrow", head.upper()))
            for index, command in enumerate(c for c in COMMANDS if c.group == group):
                if index:
                    self.body.box.addWidget(Line(self.dress))
                row = QHBoxLayout()
                row.setSpacing(6)
                words = QCoreApplication.translate("commands", command.text)
                row.addWidget(Text(self.dress, "body_ink", words), 1, Qt.AlignmentFlag.AlignVCenter)
                for key in command.keys[:2]:
                    row.addWidget(KeyCap(self.dress, self._key_name(key)))
                self.body.box.addLayout(row)

    def _key_name(self, key: str) -> str:
        if key in ARROWS:
            return ARROWS[key if not self.dress.rtl else ("Left" if key == "Right" else "Right")]
        names = {
            "Space": self.tr("Space"),
            "Home": self.tr("Home"),
            "End": self.tr("End"),
            "PgDown": self.tr("Page down"),
            "PgUp": self.tr("Page up"),
            "Esc": self.tr("Esc"),
        }
        words = {**names, "Ctrl": self.tr("Ctrl"), "Shift": self.tr("Shift")}
        return "+".join(words.get(part, part) for part in key.replace("++", "+ +").split("+"))
