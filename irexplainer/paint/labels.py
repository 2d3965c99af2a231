"""Call-outs in two columns beside the free rectangle; leaders never cross (STYLE 10)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.paint.actors.strokes import color
from irexplainer.paint.look import Look
from irexplainer.story.frame import Label, Point3

GAP = 12.0
PADDING = 14.0
ELBOW = 22.0
MAX_MEAN_SHIFT = 60.0
LIMITS = {"patient": 4, "clinician": 7, "study": 9}
INKS = {"tool": "accent", "target": "violet", "access": "accent", "structure": "ink2"}

Words = Callable[[str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """One call-out in px. side: 'left' or 'right' column; anchor: the point it names."""

    id: str
    title: str
    subtitle: str
    rect: Rect
    anchor: tuple[float, float]
    side: str
    role: str
    priority: int


@dataclass(frozen=True, slots=True)
class LabelFonts:
    """Fonts of the two lines; sizes already include the text scale."""

    title: QFont
    subtitle: QFont


def _size(title: str, subtitle: str, fonts: LabelFonts) -> tuple[float, float]:
    first = QFontMetricsF(fonts.title)
    width, height = first.horizontalAdvance(title), first.height() + 15
    if subtitle:
        second = QFontMetricsF(fonts.subtitle)
        width = max(width, second.horizontalAdvance(subtitle))
        height += second.height() + 2
    return width + 2 * PADDING, height


def place_labels(
    labels: Sequence[Label],
    project: Callable[[Point3], tuple[float, float]],
    viewport: Viewport,
    words: Words,
    fonts: LabelFonts,
    limit: int,
    avoid: tuple[float, float] | None = None,
    subtitles: bool = True,
    inset: Rect | None = None,
) -> list[PlacedLabel]:
    """Choose, size and place call-outs.

    labels: of the frame. project: body point to px. limit: how many at most. avoid: px of the tool tip that no
    leader may pass. inset: rectangle that holds both columns (default: the free rectangle of the viewport).
    """
    box = inset or viewport.free
    visible = []
    for label in sorted(labels, key=lambda item: item.priority):
        x, y = project(label.at)
        if box.x - 40 <= x <= box.right + 40 and box.y <= y <= box.bottom:
            visible.append((label, x, y))
    chosen = visible[:limit]
    placed = [_measured(label, x, y, words, fonts, box, subtitles) for label, x, y in chosen]
    placed = _balanced(placed, box, avoid)
    while placed:
        result = [*_column(placed, "left", box), *_column(placed, "right", box)]
        shift = sum(abs(item.rect.center[1] - item.anchor[1]) for item in result) / len(result)
        if shift <= MAX_MEAN_SHIFT or len(placed) <= 2:
            return result
        worst = max(placed, key=lambda item: item.priority)
        placed.remove(worst)
    return []


def _measured(
    label: Label, x: float, y: float, words: Words, fonts: LabelFonts, box: Rect, subtitles: bool
) -> PlacedLabel:
    title, subtitle = words(label.name_key)
    subtitle = subtitle if subtitles else ""
    width, height = _size(title, subtitle, fonts)
    side = "left" if x < box.center[0] else "right"
    left = box.x if side == "left" else box.right - width
    rect = Rect(left, y - height / 2, width, height)
    return PlacedLabel(label.id, title, subtitle, rect, (x, y), side, label.role, label.priority)


def _balanced(placed: list[PlacedLabel], box: Rect, avoid: tuple[float, float] | None) -> list[PlacedLabel]:
    """Move a label to the other column when its leader would pass over the tip or its chip over its anchor."""
    result = []
    for item in placed:
        x, y = item.anchor
        other = "right" if item.side == "left" else "left"
        over_tip = (
            avoid is not None
            and abs(avoid[1] - y) < 24
            and ((item.side == "left" and avoid[0] < x - 4) or (item.side == "right" and avoid[0] > x + 4))
        )
        under_chip = item.rect.x - 10 <= x <= item.rect.right + 10
        if over_tip or under_chip:
            left = box.x if other == "left" else box.right - item.rect.width
            item = replace(item, side=other, rect=replace(item.rect, x=left))
        result.append(item)
    return result


def _column(placed: list[PlacedLabel], side: str, box: Rect) -> list[PlacedLabel]:
    """Push one column apart: forward, then backward, clamped to the box."""
    items = sorted((item for item in placed if item.side == side), key=lambda item: item.anchor[1])
    tops: list[float] = []
    floor = box.y
    for item in items:
        top = max(item.anchor[1] - item.rect.height / 2, floor)
        tops.append(top)
        floor = top + item.rect.height + GAP
    ceiling = box.bottom
    for index in range(len(items) - 1, -1, -1):
        tops[index] = min(tops[index], ceiling - items[index].rect.height)
        ceiling = tops[index] - GAP
    widest = max((item.rect.width for item in items), default=0.0)
    edge = box.x + widest if side == "left" else box.right - widest
    return [
        replace(item, rect=replace(item.rect, y=top, x=edge - item.rect.width if side == "left" else edge))
        for item, top in zip(items, tops, strict=True)
    ]


def leader(item: PlacedLabel) -> list[tuple[float, float]]:
    """Points of the leader: anchor, elbow, chip."""
    x = item.rect.right if item.side == "left" else item.rect.x
    elbow = x + ELBOW if item.side == "left" else x - ELBOW
    y = item.rect.center[1]
    if abs(y - item.anchor[1]) < 1.0:
        return [item.anchor, (x, y)]
    return [item.anchor, (elbow, y), (x, y)]


def paint_labels(
    p: QPainter,
    placed: Sequence[PlacedLabel],
    look: Look,
    fonts: LabelFonts,
    highlighted: str | None = None,
    opacity: float = 1.0,
) -> None:
    """Paint leaders first, then chips, then anchors."""
    p.save()
    p.setOpacity(p.opacity() * opacity)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    bold = look.name == "high_contrast"
    for item in placed:
        ink = color(look.color(INKS.get(item.role, "ink2")))
        points = [QPointF(*point) for point in leader(item)]
        p.setPen(QPen(color(look.color("panel"), 0.85), 6.0 if bold else 4.5))
        p.drawPolyline(points)
        p.setPen(QPen(ink, 3.0 if bold else 1.6))
        p.drawPolyline(points)
    for item in placed:
        _chip(p, item, look, fonts, item.id == highlighted)
        ink = color(look.color(INKS.get(item.role, "ink2")))
        p.setPen(QPen(color(look.color("panel")), 2))
        p.setBrush(ink)
        p.drawEllipse(QPointF(*item.anchor), 5.5, 5.5)
    p.restore()


def _chip(p: QPainter, item: PlacedLabel, look: Look, fonts: LabelFonts, highlighted: bool) -> None:
    r = QRectF(item.rect.x, item.rect.y, item.rect.width, item.rect.height)
    if look.name != "high_contrast":
        p.setPen(Qt.PenStyle.NoPen)
        for grow, alpha in ((5.0, 0.04), (3.0, 0.05), (1.2, 0.06)):
            p.setBrush(color(look.color("shadow"), alpha))
            p.drawRoundedRect(r.adjusted(-grow, -grow + 3, grow, grow + 3), 10 + grow, 10 + grow)
    edge = look.color("accent") if highlighted else look.color("chip_line")
    p.setPen(QPen(color(edge), 2.5 if highlighted or look.name == "high_contrast" else 1.0))
    p.setBrush(color(look.color("chip")))
    p.drawRoundedRect(r, 10, 10)
    text = r.adjusted(PADDING, 0, -PADDING, 0)
    p.setPen(color(look.color("ink")))
    p.setFont(fonts.title)
    if not item.subtitle:
        p.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, item.title)
        return
    line = QFontMetricsF(fonts.title).height()
    first = QRectF(text.x(), text.y() + 7, text.width() + 2, line)
    p.drawText(first, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, item.title)
    p.setFont(fonts.subtitle)
    p.setPen(color(look.color("ink2")))
    second = QRectF(text.x(), first.bottom() + 1, text.width() + 2, QFontMetricsF(fonts.subtitle).height())
    p.drawText(second, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, item.subtitle)
