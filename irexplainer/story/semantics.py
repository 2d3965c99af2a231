"""The semantic tree: one node for every painted thing that means something."""

from dataclasses import dataclass

from irexplainer.geom.viewport import Rect


@dataclass(frozen=True, slots=True)
class Node:
    """id, role and name for a person; bounds in px of the picture it was made for.

    role: structure, vessel, tool, target, effect, label, region, caption, image, mark, button.
    action: name of a command or empty.
    """

    id: str
    role: str
    name: str
    bounds: Rect
    description: str = ""
    action: str = ""
