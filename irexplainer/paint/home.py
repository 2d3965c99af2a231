"""Home: the whole figure with call-outs of the body's regions at the height of what they name (mock-up 1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from irexplainer.geom.viewport import Rect
from irexplainer.paint.fonts import font
from irexplainer.paint.home_layer import home_viewport, paint_home_layer
from irexplainer.paint.label_paint import paint_anchor, paint_chip, paint_leader
from irexplainer.paint.labels import PADDING, LabelFonts, PlacedLabel
from irexplainer.paint.look import Look
from irexplainer.paint.text import text_size, wrapped

ANCHORS: Mapping[str, tuple[str, float, float]] = {
    "neck_vessels": ("left", -4.0, 23.5),
    "heart": ("left", -1.2, 34.6),
    "liver": ("left", -9.6, 51.5),
    "bowel": ("left", -8.7, 66.6),
    "groin": ("left", -8.4, 81.6),
    "brain": ("right", 4.2, 7.5),
    "lungs": ("right", 8.6, 39.5),
    "kidneys": ("right", 7.6, 58.4),
    "pelvis": ("right", 2.8, 80.6),
    "leg_arteries": ("right", 8.2, 104.0),
}
"""Side of the call-out and the point it names in the front plate, cm. Heart and aorta: the arch (REVIEW, mock-up 1)."""

COLUMN_CM = 46.0
"""Distance of the chips from the midline at full width (mock-up 1)."""
GAP = 7.0
EDGE = 16.0
TOOLS_PX = 72.0
"""Width kept free of chips at the right edge for the buttons of the picture."""


@dataclass(frozen=True, slots=True)
class HomeNode:
    """A call-out that opens a group. rect: the chip; anchor: the point on the figure; px of the stage.

    hit: chip, leader and anchor together, for the pointer.
    """

    id: str
    region: str
    title: str
    subtitle: str
    rect: Rect
    anchor: tuple[float, float]
    side: str
    label: PlacedLabel

    @property
    def hit(self) -> Rect:
        """Chip, leader and anchor."""
        dot = Rect(self.anchor[0] - 12, self.anchor[1] - 12, 24, 24)
        return self.rect.united(dot) if abs(self.rect.center[1] - self.anchor[1]) < self.rect.height else self.rect

    def contains(self, x: float, y: float) -> bool:
        """True on the chip, on the dot, or on the line between them."""
        dot = Rect(self.anchor[0] - 14, self.anchor[1] - 14, 28, 28)
        low, high = sorted((self.rect.center[0], self.anchor[0]))
        line = Rect(low, self.anchor[1] - 7, high - low, 14)
        return self.rect.contains(x, y) or dot.contains(x, y) or line.contains(x, y)


def home_nodes(
    width: float, height: float, regions: Mapping[str, tuple[str, str]], text_scale: float = 1.0
) -> tuple[HomeNode, ...]:
    """Call-outs for a stage of width x height px, from top to bottom, left column first.

    regions: region id -> (title, subtitle) of what is offered; unknown ids are left out.
    """
    compact = width < 1000 or height < 760
    fonts = home_fonts(text_scale, compact)
    view = home_viewport(width, height)
    nodes: list[HomeNode] = []
    for side in ("left", "right"):
        items = [r for r in regions if r in ANCHORS and ANCHORS[r][0] == side]
        items.sort(key=lambda r: ANCHORS[r][2])
        room = _room(width, view.scale, side)
        for terse in (False, True):
            chips = [_chip(r, view.to_screen(*ANCHORS[r][1:]), regions[r], fonts, room, side, terse) for r in items]
            if not (compact and _crowded(chips)):
                break
        nodes += _apart(_within(chips, room), height)
    return tuple(nodes)


def home_fonts(text_scale: float, compact: bool) -> LabelFonts:
    """Fonts of the call-outs."""
    base = 16.0 if compact else 17.0
    return LabelFonts(font(base * text_scale, 600), font(14.0 * text_scale, 400))


def _room(width: float, scale: float, side: str) -> tuple[float, float]:
    """x from which the chips of a column may reach, and to which."""
    reach = min(COLUMN_CM * scale, width * 0.30)
    if side == "left":
        return EDGE, width / 2 - reach
    return width / 2 + reach, width - (TOOLS_PX if width > 700 else EDGE)


def _chip(
    region: str,
    anchor: tuple[float, float],
    words: tuple[str, str],
    fonts: LabelFonts,
    room: tuple[float, float],
    side: str,
    terse: bool,
) -> HomeNode:
    """One chip beside its anchor. terse: without a subtitle that takes more than a line."""
    widest = max(room[1] - room[0] - 2 * PADDING, 60.0)
    title = wrapped(words[0], fonts.title, widest)
    whole = wrapped(words[1], fonts.subtitle, widest) if words[1] else ()
    subtitle = () if terse and len(whole) > 1 else whole
    w1, h1 = text_size(title, fonts.title)
    w2, h2 = text_size(subtitle, fonts.subtitle) if subtitle else (0.0, 0.0)
    width, height = max(w1, w2) + 2 * PADDING, max(h1 + h2 + (17.0 if subtitle else 15.0), 48.0)
    x = room[1] - width if side == "left" else room[0]
    rect = Rect(x, anchor[1] - height / 2, width, height)
    label = PlacedLabel(region, title, subtitle, rect, anchor, side, "access", 0)
    return HomeNode(f"region:{region}", region, words[0], words[1], rect, anchor, side, label)


def _crowded(nodes: Sequence[HomeNode]) -> bool:
    """True where chips at the height of their anchors would touch."""
    return any(a.rect.bottom + GAP > b.rect.y for a, b in pairwise(nodes))


def _within(nodes: Sequence[HomeNode], room: tuple[float, float]) -> list[HomeNode]:
    """The whole column moved towards the figure where a long word would reach out of its room."""
    over = max((n.rect.right - room[1] for n in nodes), default=0.0)
    under = max((room[0] - n.rect.x for n in nodes), default=0.0)
    shift = max(under, 0.0) - max(over, 0.0)
    moved = [(n, replace(n.rect, x=n.rect.x + shift)) for n in nodes]
    return [replace(n, rect=rect, label=replace(n.label, rect=rect)) for n, rect in moved]


def _apart(nodes: Sequence[HomeNode], height: float) -> list[HomeNode]:
    """Keep every chip at the height of its anchor; only where two would touch they give way."""
    tops = [n.rect.y for n in nodes]
    for _ in range(60):
        moved = False
        for i in range(len(tops) - 1):
            lap = tops[i] + nodes[i].rect.height + GAP - tops[i + 1]
            if lap > 0.25:
                tops[i] -= lap / 2
                tops[i + 1] += lap / 2
                moved = True
        if tops:
            tops[0] = max(tops[0], 8.0)
            tops[-1] = min(tops[-1], height - 8.0 - nodes[-1].rect.height)
        if not moved:
            break
    result = []
    for node, top in zip(nodes, tops, strict=True):
        rect = replace(node.rect, y=top)
        result.append(replace(node, rect=rect, label=replace(node.label, rect=rect)))
    return result


def paint_home(
    p: QPainter,
    look: Look,
    width: float,
    height: float,
    nodes: Sequence[HomeNode],
    text_scale: float = 1.0,
    highlighted: str | None = None,
    selected: str | None = None,
) -> None:
    """Figure and call-outs. highlighted, selected: node ids or region ids."""
    paint_home_layer(p, look, width, height)
    paint_callouts(p, look, nodes, home_fonts(text_scale, width < 1000 or height < 760), highlighted, selected)


def paint_callouts(
    p: QPainter,
    look: Look,
    nodes: Sequence[HomeNode],
    fonts: LabelFonts,
    highlighted: str | None = None,
    selected: str | None = None,
) -> None:
    """The call-outs alone: lines, chips, dots."""
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    accent = QColor(look.color("accent"))
    for node in nodes:
        edge = node.rect.right if node.side == "left" else node.rect.x
        end = QPointF(edge, min(max(node.anchor[1], node.rect.y + 12), node.rect.bottom - 12))
        paint_leader(p, [QPointF(*node.anchor), end], accent, look)
    for node in nodes:
        chosen = selected is not None and selected in (node.id, node.region)
        hot = chosen or (highlighted is not None and highlighted in (node.id, node.region))
        label = replace(node.label, rect=node.rect)
        paint_chip(p, label, look, fonts, hot)
        if chosen:
            _bar(p, node, accent)
        at = QPointF(*node.anchor)
        if hot:
            halo = QColor(accent)
            halo.setAlphaF(0.28)
            p.setPen(QColor(0, 0, 0, 0))
            p.setBrush(halo)
            p.drawEllipse(at, 14, 14)
        paint_anchor(p, at, accent, look)
    p.restore()


def _bar(p: QPainter, node: HomeNode, accent: QColor) -> None:
    """Accent bar at the outer edge of the selected chip."""
    x = node.rect.x + 3 if node.side == "left" else node.rect.right - 7
    p.setPen(QColor(0, 0, 0, 0))
    p.setBrush(accent)
    p.drawRoundedRect(QRectF(x, node.rect.y + 10, 4, node.rect.height - 20), 2, 2)


def home_image(
    look: Look,
    size: tuple[int, int],
    regions: Mapping[str, tuple[str, str]],
    text_scale: float = 1.0,
    highlighted: str | None = None,
) -> QImage:
    """Home as a picture."""
    image = QImage(*size, QImage.Format.Format_RGB32)
    p = QPainter(image)
    nodes = home_nodes(*size, regions, text_scale)
    paint_home(p, look, *size, nodes, text_scale, highlighted)
    p.end()
    return image
