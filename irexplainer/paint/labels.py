"""Call-outs in two columns beside the picture: nothing overlaps, leaders never cross (STYLE 10)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from PySide6.QtGui import QFont

from irexplainer.geom.viewport import Rect
from irexplainer.paint.fonts import font
from irexplainer.paint.leaders import leader as leader
from irexplainer.paint.leaders import leader_meets, leaders_cross
from irexplainer.paint.text import text_size, wrapped
from irexplainer.paint.words import Words, pair
from irexplainer.story.frame import Label, Point3

GAP = 12.0
DOT = 7.0
"""Half width of an anchor that chips keep clear of."""
CLEAR = 10.0
"""Px between a chip and the furniture."""
PADDING = 14.0
INNER_EDGE = 70.0
"""Chips end this far inside the free rectangle where their words allow it."""
MAX_MEAN_SHIFT = 60.0
LIMITS = {"patient": 4, "clinician": 7, "study": 9}
WIDEST = 0.36
"""Widest chip as a share of the room; longer words wrap."""


@dataclass(frozen=True, slots=True)
class LabelFonts:
    """Fonts of the two lines; sizes already include the text scale."""

    title: QFont
    subtitle: QFont

    @classmethod
    def of(cls, text_scale: float = 1.0, compact: bool = False) -> "LabelFonts":
        """Fonts of call-outs."""
        base = 16.0 if compact else 17.0
        return cls(font(base * text_scale, 600), font(14.0 * text_scale, 400))


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """One call-out in px. side: 'left' or 'right' column; anchor: the point it names; dot: whether that is marked."""

    id: str
    title: tuple[str, ...]
    subtitle: tuple[str, ...]
    rect: Rect
    anchor: tuple[float, float]
    side: str
    role: str
    priority: int
    ink: str = ""
    dot: bool = True


@dataclass(frozen=True, slots=True)
class LabelRoom:
    """Where chips may stand. box: all of it; free: the camera's rectangle; obstacles: furniture and letters."""

    box: Rect
    free: Rect
    obstacles: tuple[Rect, ...] = ()


def label_limit(mode: str, compact: bool, text_scale: float) -> int:
    """How many call-outs at most."""
    limit = LIMITS.get(mode, 4)
    if compact:
        limit = min(limit, 4)
    return max(2, int(limit / max(text_scale, 1.0) ** 0.8 + 0.5))


def place_labels(
    labels: Sequence[Label],
    project: Callable[[Point3], tuple[float, float]],
    room: LabelRoom,
    words: Words,
    fonts: LabelFonts,
    limit: int,
    avoid: tuple[float, float] | None = None,
    subtitles: bool = True,
    inks: Callable[[Label], str] | None = None,
) -> list[PlacedLabel]:
    """Choose, size and place call-outs.

    labels: of the frame. project: body point to px. limit: how many at most. avoid: px of the tool tip that no
    leader may pass. inks: role of the color of a label's leader.
    """
    seen = []
    for label in sorted(labels, key=lambda item: item.priority):
        at = project(label.at)
        if visible(at, room):
            seen.append(_measured(label, at, words, fonts, room, subtitles, inks(label) if inks else ""))
    chosen = _balanced([_dotted(item, avoid) for item in seen[:limit]], room, avoid)
    while chosen:
        placed = arranged(chosen, room)
        culprit = _culprit(placed, room, avoid)
        if culprit is None:
            return placed
        turned = arranged([_turned(item) if item.id == culprit else item for item in chosen], room)
        if _culprit(turned, room, avoid) is None:
            return turned
        chosen = [item for item in chosen if item.id != culprit]
    return []


def _dotted(item: PlacedLabel, avoid: tuple[float, float] | None) -> PlacedLabel:
    """A label of the tip needs no dot: the tip has its own mark."""
    near = avoid is not None and abs(avoid[0] - item.anchor[0]) + abs(avoid[1] - item.anchor[1]) < 12
    return replace(item, dot=not near)


def _turned(item: PlacedLabel) -> PlacedLabel:
    return replace(item, side="right" if item.side == "left" else "left")


def visible(at: tuple[float, float], room: LabelRoom) -> bool:
    """True where the anchor is in the picture and not under furniture."""
    box = Rect(room.box.x - 12, room.box.y, room.box.width + 24, room.box.height)
    return box.contains(*at) and not any(_grown(o, 4).contains(*at) for o in room.obstacles)


def _measured(
    label: Label,
    at: tuple[float, float],
    words: Words,
    fonts: LabelFonts,
    room: LabelRoom,
    subtitles: bool,
    ink: str,
) -> PlacedLabel:
    title, subtitle = pair(words, label.name_key)
    widest = max(room.box.width * WIDEST - 2 * PADDING, 40.0)
    first = wrapped(title, fonts.title, widest)
    second = wrapped(subtitle, fonts.subtitle, widest) if subtitle and subtitles else ()
    w1, h1 = text_size(first, fonts.title)
    w2, h2 = text_size(second, fonts.subtitle) if second else (0.0, 0.0)
    width, height = max(w1, w2) + 2 * PADDING, h1 + h2 + (17.0 if second else 15.0)
    side = "left" if at[0] < room.free.center[0] else "right"
    rect = Rect(0.0, at[1] - height / 2, width, height)
    return PlacedLabel(label.id, first, second, rect, at, side, label.role, label.priority, ink)


def _balanced(items: list[PlacedLabel], room: LabelRoom, avoid: tuple[float, float] | None) -> list[PlacedLabel]:
    """Move a label to the other column when its leader would pass over the tip or its chip over its anchor."""
    result = []
    for item in items:
        x, y = item.anchor
        over_tip = avoid is not None and abs(avoid[1] - y) < 24 and (
            (item.side == "left" and avoid[0] < x - 12) or (item.side == "right" and avoid[0] > x + 12)
        )  # fmt: skip
        if over_tip:
            item = _turned(item)
        result.append(item)
    heights = {s: sum(i.rect.height + GAP for i in result if i.side == s) for s in ("left", "right")}
    for crowded, other in (("left", "right"), ("right", "left")):
        spare = [i for i in result if i.side == crowded]
        while heights[crowded] > room.box.height * 0.8 and heights[other] < heights[crowded] * 0.6 and spare:
            middle = min(spare, key=lambda i: abs(i.anchor[0] - room.free.center[0]))
            spare.remove(middle)
            result[result.index(middle)] = replace(middle, side=other)
            heights[crowded] -= middle.rect.height + GAP
            heights[other] += middle.rect.height + GAP
    return result


def _edges(items: Sequence[PlacedLabel], room: LabelRoom) -> tuple[float, float]:
    """x at which the left column ends and the right one begins."""
    left = max((i.rect.width for i in items if i.side == "left"), default=0.0)
    right = max((i.rect.width for i in items if i.side == "right"), default=0.0)
    return (
        max(room.free.x + min(INNER_EDGE, room.free.width * 0.1), room.box.x + left),
        min(room.free.right - min(INNER_EDGE, room.free.width * 0.1), room.box.right - right),
    )


def arranged(items: Sequence[PlacedLabel], room: LabelRoom) -> list[PlacedLabel]:
    """Both columns pushed apart; the order of two neighbors is swapped where their leaders would cross."""
    edges = _edges(items, room)
    dots = tuple(Rect(i.anchor[0] - DOT, i.anchor[1] - DOT, 2 * DOT, 2 * DOT) for i in items)
    room = replace(room, obstacles=tuple(sorted(room.obstacles + dots, key=lambda o: o.y)))
    result: list[PlacedLabel] = []
    for side in ("left", "right"):
        column = sorted((i for i in items if i.side == side), key=lambda i: (i.anchor[1], i.id))
        for _ in range(len(column) * 2):
            placed = _column(column, side, edges, room)
            wrong = next((k for k in range(len(placed) - 1) if leaders_cross(placed[k], placed[k + 1])), None)
            if wrong is None:
                break
            column[wrong], column[wrong + 1] = column[wrong + 1], column[wrong]
        result += _column(column, side, edges, room)
    return result


def _column(items: Sequence[PlacedLabel], side: str, edges: tuple[float, float], room: LabelRoom) -> list[PlacedLabel]:
    tops: list[float] = []
    floor = room.box.y
    rects = []
    for item in items:
        x = edges[0] - item.rect.width if side == "left" else edges[1]
        top = _below(
            Rect(x, max(item.anchor[1] - item.rect.height / 2, floor), item.rect.width, item.rect.height), room
        )
        rects.append(replace(item.rect, x=x))
        tops.append(top)
        floor = top + item.rect.height + GAP
    ceiling = room.box.bottom
    for index in range(len(items) - 1, -1, -1):
        top = min(tops[index], ceiling - rects[index].height)
        tops[index] = _above(replace(rects[index], y=top), room)
        ceiling = tops[index] - GAP
    return [replace(i, rect=replace(r, y=top)) for i, r, top in zip(items, rects, tops, strict=True)]


def _below(rect: Rect, room: LabelRoom) -> float:
    """Top of a chip moved down past what it would cover."""
    for obstacle in room.obstacles:
        if _near(obstacle, CLEAR, rect):
            low = obstacle.bottom + CLEAR
            high = obstacle.y - CLEAR - rect.height
            up = high >= room.box.y and rect.y - high < low - rect.y
            rect = replace(rect, y=high if up else low)
    return rect.y


def _above(rect: Rect, room: LabelRoom) -> float:
    for obstacle in reversed(room.obstacles):
        if _near(obstacle, CLEAR - 0.5, rect):
            rect = replace(rect, y=obstacle.y - CLEAR - rect.height)
    return rect.y


def _near(a: Rect, by: float, b: Rect) -> bool:
    """True where ``a`` grown on all sides shares area with ``b``; asked hundreds of times for a picture."""
    across = a.x - by < b.x + b.width and b.x < a.x + a.width + by
    return across and a.y - by < b.y + b.height and b.y < a.y + a.height + by


def _grown(rect: Rect, by: float) -> Rect:
    return Rect(rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by)


def _culprit(placed: list[PlacedLabel], room: LabelRoom, avoid: tuple[float, float] | None) -> str | None:
    """Id of the label that should go; None where the arrangement is clean."""
    bad: list[PlacedLabel] = []
    for item in placed:
        out = item.rect.y < room.box.y - 0.5 or item.rect.bottom > room.box.bottom + 0.5
        covers = any(_near(o, CLEAR - 2, item.rect) for o in room.obstacles)
        hides = any(_grown(item.rect, 2).contains(*other.anchor) for other in placed)
        if out or covers or hides:
            bad.append(item)
    for a, b in combinations(placed, 2):
        chips = _near(a.rect, 1, b.rect)
        over = leader_meets(a, _grown(b.rect, 2)) or leader_meets(b, _grown(a.rect, 2))
        if chips or over or leaders_cross(a, b):
            bad.append(max((a, b), key=lambda i: i.priority))
    if bad:
        return max(bad, key=lambda i: (i.priority, i.id)).id
    if avoid is not None:
        tip = Rect(avoid[0] - 8, avoid[1] - 8, 16, 16)
        passing = [i for i in placed if leader_meets(i, tip) and not _grown(tip, 10).contains(*i.anchor)]
        if passing:
            return max(passing, key=lambda i: i.priority).id
    shift = sum(abs(i.rect.center[1] - i.anchor[1]) for i in placed) / max(len(placed), 1)
    if shift > MAX_MEAN_SHIFT and len(placed) > 2:
        return max(placed, key=lambda i: (i.priority, i.id)).id
    return None
