"""Semantic nodes of the stage: what the story names, and the call-outs where they really stand."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from irexplainer.geom.viewport import Rect
from irexplainer.story.semantics import Node

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas
    from irexplainer.paint.labels import PlacedLabel
    from irexplainer.session.state import SessionState
    from irexplainer.story.storyboard import Storyboard
    from irexplainer.ui.stage_moment import StageMoment
    from irexplainer.ui.words import PictureWords

HIGHLIGHTS = "highlight:"
"""Action of a call-out: this and the id it marks."""
OPENS_PART = "show_structure:"
"""Action of a part of the body: this and its id."""
AREA = ("caption", "image")
CHIPS = ("label", "region", "button")
PARTS = ("structure", "vessel")
"""Roles of parts of the body: reached by pointer, screen reader and arrow keys, but no stops of Tab."""


def stage_nodes(
    board: "Storyboard", moment: "StageMoment", atlas: "Atlas", state: "SessionState", words: "PictureWords",
    placed: "Sequence[PlacedLabel]", caption: str,
) -> tuple[Node, ...]:  # fmt: skip
    """Nodes in reading order: caption, call-outs, then everything else the picture shows."""
    from irexplainer.paint.furniture import caption_rect
    from irexplainer.story.nodes import nodes_of

    view = moment.view
    found = nodes_of(board, moment.frame, atlas, view.width, view.height, words, state.text_scale, viewport=view)
    labels = tuple(_label(item) for item in placed)
    own = {node.id for node in labels}
    rest = [node for node in found if node.role not in ("label", "caption") and node.id not in own]
    head = [Node("caption", "caption", caption, caption_rect(caption, moment.layout))] if caption else []
    return (*head, *labels, *rest)


def _label(item: "PlacedLabel") -> Node:
    return Node(item.id, "label", " ".join(item.title), item.rect, " ".join(item.subtitle), HIGHLIGHTS + item.id)


def around(box: Rect, grow: float) -> Rect:
    """Rectangle grown on all sides."""
    return Rect(box.x - grow, box.y - grow, box.width + 2 * grow, box.height + 2 * grow)
