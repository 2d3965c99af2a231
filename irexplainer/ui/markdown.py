"""Markdown of the content as labels: paragraphs, lists, headings, emphasis. No images, no raw HTML, no live links."""

import html
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from irexplainer.ui.card import Column
from irexplainer.ui.dress import STYLES, Dress
from irexplainer.ui.text import Text, follow_width


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).disable(["image", "autolink", "html_inline", "html_block"])


def inline_html(token: Token) -> str:
    """Emphasis as tags, everything else escaped. Links keep their words."""
    parts = []
    for child in token.children or []:
        if child.type in ("strong_open", "strong_close", "em_open", "em_close"):
            tag = "b" if child.type.startswith("strong") else "i"
            parts.append(f"<{'/' if child.type.endswith('close') else ''}{tag}>")
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" " if child.type == "softbreak" else "<br>")
        elif child.type in ("text", "code_inline"):
            parts.append(html.escape(child.content))
    return "".join(parts)


def plain(token: Token) -> str:
    """Words alone."""
    return "".join(" " if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or [])


class Rich(QLabel):
    """A paragraph with emphasis. Takes markup made by ``inline_html`` only."""

    def __init__(
        self, dress: Dress, markup: str, words: str, style: str = "body", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.dress, self._markup, self._style_name = dress, markup, style
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setAccessibleName(words)
        follow_width(self)
        dress.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take fonts, colors and direction anew."""
        style = STYLES[self._style_name]
        self.setFont(self.dress.style_font(self._style_name))
        ink, strong = self.dress.look.color(style.role), self.dress.look.color("ink")
        side = "right" if self.dress.rtl else "left"
        body = self._markup.replace("<b>", f'<b style="color:{strong}; font-weight:600">')
        direction = "rtl" if self.dress.rtl else "ltr"
        height = round(style.line / 1.21 * 100)
        self.setText(
            f'<p dir="{direction}" align="{side}" style="margin:0; color:{ink}; line-height:{height}%">{body}</p>'
        )

    def minimumSizeHint(self) -> QSize:
        """May become narrow."""
        return QSize(80, self.fontMetrics().height())

    def text_fits(self) -> bool:
        """True when no line is cut off."""
        return self.heightForWidth(self.width()) <= self.height() + 1


def markdown_widgets(dress: Dress, text: str) -> list[QWidget]:
    """One widget per block, in order."""
    widgets: list[QWidget] = []
    lists: list[int | None] = []  # counters of the open lists, None for bullets
    heading = ""
    for token in _parser().parse(text):
        if token.type == "heading_open":
            heading = token.tag
        elif token.type == "heading_close":
            heading = ""
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(None if token.type.startswith("bullet") else int(token.attrGet("start") or 1))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "inline":
            if heading:
                widgets.append(Text(dress, "section", plain(token)))
            elif lists:
                widgets.append(_item(dress, token, lists))
            else:
                widgets.append(Rich(dress, inline_html(token), plain(token)))
    return widgets


def _item(dress: Dress, token: Token, lists: list[int | None]) -> QWidget:
    number = lists[-1]
    mark = "\u2022" if number is None else f"{number}."
    if number is not None:
        lists[-1] = number + 1
    row = QWidget()
    box = QHBoxLayout(row)
    box.setContentsMargins(16 * (len(lists) - 1), 0, 0, 0)
    box.setSpacing(10)
    box.addWidget(Text(dress, "body", mark, wrap=False, role="accent"), 0, Qt.AlignmentFlag.AlignTop)
    box.addWidget(Rich(dress, inline_html(token), plain(token)), 1)
    follow_width(row)
    return row


def markdown_column(dress: Dress, text: str) -> Column:
    """All blocks under each other."""
    column = Column(spacing=10)
    for widget in markdown_widgets(dress, text):
        column.box.addWidget(widget)
    return column
