"""Which vessels open into which: the tree of parents, and the links that close it into a network."""

from collections import deque
from collections.abc import Iterator

from irexplainer.atlas.types import Atlas, Link

FISTULA = "fistula"


def ancestors(atlas: Atlas, vessel: str) -> tuple[str, ...]:
    """The vessel, its parent, and so on to the root."""
    found = [vessel]
    while (parent := atlas.vessels[found[-1]].parent) is not None:
        found.append(parent)
    return tuple(found)


def tree_way(atlas: Atlas, start: str, goal: str) -> tuple[str, ...] | None:
    """From one vessel to another up to the first common ancestor and down; None in different trees."""
    up, down = ancestors(atlas, start), ancestors(atlas, goal)
    shared = next((v for v in up if v in down), None)
    if shared is None:
        return None
    return (*up[: up.index(shared) + 1], *reversed(down[: down.index(shared)]))


def network_way(atlas: Atlas, start: str, goal: str) -> tuple[str, ...] | None:
    """The way with the fewest vessels, links included; None where there is none. Equal ways: the first in the files.

    A fistula is passed only by who starts or ends at it: nobody gets from the groin artery into the heart that way.
    """
    before: dict[str, str] = {start: start}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        if here == goal:
            return _traced(before, start, goal)
        for other in neighbors(atlas, here, (start, goal)):
            if other not in before:
                before[other] = here
                queue.append(other)
    return None


def neighbors(atlas: Atlas, vessel: str, ends: tuple[str, str] = ("", "")) -> Iterator[str]:
    """Vessels that a vessel opens into: parent, children, links. ends: start and goal of the way (for fistulas)."""
    parent = atlas.vessels[vessel].parent
    if parent is not None:
        yield parent
    yield from (v.id for v in atlas.vessels.values() if v.parent == vessel)
    for link in atlas.links:
        if vessel in (link.a, link.b) and (link.kind != FISTULA or link.a in ends or link.b in ends):
            yield link.b if vessel == link.a else link.a


def link_between(atlas: Atlas, a: str, b: str) -> Link | None:
    """The link of two vessels, whichever comes first; None where there is none."""
    return next((k for k in atlas.links if {k.a, k.b} == {a, b}), None)


def _traced(before: dict[str, str], start: str, goal: str) -> tuple[str, ...]:
    way = [goal]
    while way[-1] != start:
        way.append(before[way[-1]])
    return tuple(reversed(way))
