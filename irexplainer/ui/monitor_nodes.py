"""What of the doctor's screen can be pointed at and spoken: the picture, its marks, what the viewer put there."""

from typing import TYPE_CHECKING

from irexplainer.geom.viewport import Rect
from irexplainer.story.semantics import Node
from irexplainer.ui.words import PictureWords

if TYPE_CHECKING:
    from irexplainer.imaging.screen import Screen


def screen_nodes(
    screen: "Screen", rect: Rect, words: PictureWords, text_scale: float, tools: float = 0.0
) -> tuple[Node, ...]:
    """Semantic nodes of a doctor's screen painted into ``rect``: the picture, then every named mark."""
    from irexplainer.paint.monitor_picture import fitted, image_rect, note_text

    box = image_rect(rect, words, screen.title_key, text_scale, tools)
    height, width = screen.pixels.shape
    place, scale = fitted(box, width, height)
    title = title_of(words(screen.title_key or "no_picture"))
    nodes = [Node("screen", "image", title, box, note_text(screen, words))]
    for index, mark in enumerate(screen.marks):
        name = title_of(words(mark.text_key)) if mark.text_key else ""
        if name:
            radius = max(mark.radius * scale, 9.0)
            x, y = place.x + mark.x * scale, place.y + mark.y * scale
            bounds = Rect(x - radius, y - radius, 2 * radius, 2 * radius)
            nodes.append(Node(f"screen:{mark.kind}:{mark.text_key}:{index}", "mark", name, bounds))
    return tuple(nodes)


def title_of(words: str) -> str:
    """First line of a name with two lines."""
    return words.partition("|")[0].strip()
