"""Markdown of the content as labels: paragraphs, lists, headings, emphasis. No images, no raw HTML, no live links."""

from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QHBoxLayout, QWidget

from irexplainer.library.terms import TermSpan
from irexplainer.ui.card import Column
from irexplainer.ui.citation import Cite, Cited, Mark, split_marks
from irexplainer.ui.dress import Dress
from irexplainer.ui.term import TermButton, Terms, place_terms
from irexplainer.ui.text import Text, follow_width


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).disable(["image", "autolink", "html_inline", "html_block"])


@dataclass(frozen=True, slots=True)
class Span:
    """Emphasis of a stretch of text."""

    start: int
    length: int
    strong: bool
    slanted: bool


def inline(token: Token) -> tuple[str, list[Span], list[Mark]]:
    """Words, emphasis and sources of a paragraph. Links keep their words; anything else is dropped."""
    text, spans, strong, slanted = "", list[Span](), 0, 0
    marks: list[Mark] = []
    for child in token.children or []:
        if child.type in ("strong_open", "strong_close"):
            strong += 1 if child.nesting > 0 else -1
        elif child.type in ("em_open", "em_close"):
            slanted += 1 if child.nesting > 0 else -1
        else:
            words, found = split_marks({"softbreak": " ", "hardbreak": " "}.get(child.type, child.content))
            marks += [Mark(mark.start + len(text), mark.length, mark.id) for mark in found]
            if (strong or slanted) and words:
                spans.append(Span(len(text), len(words), strong > 0, slanted > 0))
            text += words
    return text, spans, marks


class Rich(Cited):
    """A paragraph with emphasis, marks of sources and words of the glossary."""

    def __init__(
        self,
        dress: Dress,
        token: Token,
        style: str = "body",
        parent: QWidget | None = None,
        cite: Cite | None = None,
        terms: Terms | None = None,
    ) -> None:
        self._spans: list[Span] = []
        self.terms: list[tuple[TermSpan, TermButton]] = []
        words, spans, marks = inline(token)
        super().__init__(dress, style, words, parent)
        self._spans = spans
        self.take(marks, cite)
        if terms is not None:
            self.terms = terms.buttons(words, self)

    def restyle(self) -> None:
        """Words of the glossary move with the lines."""
        super().restyle()
        self._place_terms()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words of the glossary move with the lines."""
        super().resizeEvent(event)
        self._place_terms()

    def _place_terms(self) -> None:
        if self.terms:
            place_terms(self._layout(max(self.width(), 1))[0][0], self.terms)

    def formats(self) -> list[QTextLayout.FormatRange]:
        """Strong words are bolder and darker, stressed ones slanted."""
        made = []
        for span in self._spans:
            part = QTextLayout.FormatRange()
            part.start, part.length = span.start, span.length
            form = QTextCharFormat()
            if span.strong:
                form.setFontWeight(QFont.Weight.DemiBold)
                form.setForeground(self.dress.color("ink"))
            if span.slanted:
                form.setFontItalic(True)
            part.format = form
            made.append(part)
        return [*made, *super().formats()]


def markdown_widgets(dress: Dress, text: str, cite: Cite | None = None, terms: Terms | None = None) -> list[QWidget]:
    """One widget per block, in order. cite: what a press on the mark of a source does. terms: words to explain."""
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
                widgets.append(Text(dress, "section", inline(token)[0]))
            elif lists:
                widgets.append(_item(dress, token, lists, cite, terms))
            else:
                widgets.append(Rich(dress, token, cite=cite, terms=terms))
    return widgets


def _item(dress: Dress, token: Token, lists: list[int | None], cite: Cite | None, terms: Terms | None) -> QWidget:
    number = lists[-1]
    mark = "\u2022" if number is None else f"{number}."
    if number is not None:
        lists[-1] = number + 1
    row = QWidget()
    box = QHBoxLayout(row)
    indent = 16 * (len(lists) - 1)
    box.setContentsMargins(*((0, 0, indent, 0) if dress.rtl else (indent, 0, 0, 0)))
    box.setSpacing(10)
    box.addWidget(Text(dress, "body", mark, wrap=False, role="accent"), 0, Qt.AlignmentFlag.AlignTop)
    box.addWidget(Rich(dress, token, cite=cite, terms=terms), 1)
    follow_width(row)
    return row


def markdown_column(dress: Dress, text: str) -> Column:
    """All blocks under each other."""
    column = Column(spacing=10)
    for widget in markdown_widgets(dress, text):
        column.box.addWidget(widget)
    return column
