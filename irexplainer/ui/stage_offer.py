"""The chip that a press on a part of the body brings while a procedure is on show: its name, and more about it."""

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QColor, QFont, QPainter

from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.paint.cards import card
from irexplainer.paint.fonts import font
from irexplainer.paint.look import Look
from irexplainer.paint.text import draw_lines, text_size
from irexplainer.story.semantics import Node
from irexplainer.ui.icons import paint_icon
from irexplainer.ui.stage_nodes import OPENS_PART

PREFIX = "about:"
PAD, LEAST, GAP = 14.0, 48.0, 4.0


class Offer:
    """One chip, or none. ``view`` is the viewport it belongs to: it goes when the camera moves."""

    def __init__(self) -> None:
        self.node: Node | None = None
        self.view: Viewport | None = None
        self._lines: tuple[str, str, str] = ("", "", "")

    @property
    def part(self) -> str | None:
        """Id of the part it is about."""
        return None if self.node is None else self.node.id.removeprefix(PREFIX)

    def clear(self) -> bool:
        """Take it away; True where there was one."""
        was, self.node, self.view = self.node is not None, None, None
        return was

    def make(
        self,
        id: str,
        name: str,
        term: str,
        at: tuple[float, float],
        size: tuple[int, int],
        scale: float,
        view: Viewport,
    ) -> None:
        """Put it beside a point, inside the stage."""
        more = QCoreApplication.translate("StageView", "About this")
        self._lines, self.view = (name, term, more), view
        sizes = [text_size([text], face) for text, face in zip(self._lines, _faces(scale), strict=True) if text]
        wide = max(w for w, _ in sizes) + 2 * PAD + 22 * scale
        tall = max(sum(h for _, h in sizes) + GAP * len(sizes) + PAD, LEAST)
        x = at[0] + 18 if at[0] + 18 + wide <= size[0] - 8 else at[0] - 18 - wide
        y = at[1] - tall / 2
        box = Rect(
            min(max(x, 8.0), max(size[0] - wide - 8, 8.0)), min(max(y, 8.0), max(size[1] - tall - 8, 8.0)), wide, tall
        )
        self.node = Node(PREFIX + id, "button", f"{more}: {name}", box, term, OPENS_PART + id)

    def paint(self, p: QPainter, look: Look, scale: float) -> None:
        """Paint it."""
        if self.node is None:
            return
        box = self.node.bounds
        r = QRectF(box.x, box.y, box.width, box.height)
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        card(p, r, look, 12.0, QColor(look.color("panel")), (14.0, 4.0, 0.18))
        y = r.top() + PAD / 2 + GAP / 2
        for text, face, ink in zip(self._lines, _faces(scale), ("ink", "ink2", "accent"), strict=True):
            if not text:
                continue
            w, h = text_size([text], face)
            draw_lines(p, [text], face, QColor(look.color(ink)), QRectF(r.left() + PAD, y, w + 4, h))
            if ink == "accent":
                side = 18.0 * scale
                place = QRectF(r.left() + PAD + w + 4, y + (h - side) / 2, side, side)
                paint_icon(p, "chevron-right", place, QColor(look.color(ink)), 2.2)
            y += h + GAP
        p.restore()


def _faces(scale: float) -> tuple[QFont, QFont, QFont]:
    return font(16 * scale, 600), font(13.5 * scale, 400), font(14.5 * scale, 600)
