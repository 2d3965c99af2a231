"""Plates whose state changes while the picture plays: only what moves is laid over the still plate where that will do.

The still plate shows the states of the view's profile; ``states`` are those of the moment.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QImage, QPainter

from irexplainer.atlas.plates import NEEDLES, SPINE, WALLS
from irexplainer.atlas.spine import vertebra
from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.paint.look import Look
from irexplainer.paint.plates import axial_chest, belly_wall, chest_wall, heart, spine_side
from irexplainer.paint.plates.spine_bake import laid
from irexplainer.paint.plates.states import profile_name
from irexplainer.story.frame import Position, View

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

HEART, CHEST = "heart", "axial_chest"
AROUND_L1_CM = 3.1
"""Discs, balloon, cement and pedicle lie within this distance of the middle of L1."""


def is_live(view: View) -> bool:
    """True for a plate that has states and is no close-up of a vessel."""
    plates = (SPINE, CHEST, *NEEDLES, *WALLS)
    return view.plate in plates or (view.plate == "front" and profile_name(view.profile) == HEART)


def paint_live(
    p: QPainter,
    atlas: "Atlas",
    view: View,
    position: Position,
    look: Look,
    viewport: Viewport,
    states: Mapping[str, float],
) -> None:
    """Paint the plate in the states of the moment over the still one, in px of ``viewport``."""
    if view.plate == CHEST:
        axial_chest.paint_fluid(p, position, look, viewport, states.get("fluid", 0.0))
    elif view.plate in NEEDLES:
        chest_wall.paint_chest_wall(p, atlas, in_states(view, states), position, look, viewport)
    elif view.plate in WALLS:
        belly_wall.paint_belly_wall(p, atlas, in_states(view, states), position, look, viewport)
    elif view.plate != SPINE:
        heart.paint_clot(p, atlas, look, viewport, states.get("clot", 0.0))
    elif moves_all(view, states):
        p.drawImage(0, 0, _moved(atlas, in_states(view, states), position, look, viewport))
    elif spine_side.state_of(in_states(view, states).profile) != spine_side.state_of(view.profile):
        state = spine_side.state_of(in_states(view, states).profile)
        spine_side.paint_spine_state(p, position, look, viewport, state)


_moved_last: list[tuple[object, QImage]] = []
"""The plate in the shape painted last: it changes a few times a second only."""


def _moved(atlas: "Atlas", view: View, position: Position, look: Look, viewport: Viewport) -> QImage:
    """The whole plate in a shape that the still plate does not have, in px of the device."""
    key = (spine_side.state_of(view.profile), position, look, viewport)
    if not _moved_last or _moved_last[0][0] != key:
        image = QImage(round(viewport.width), round(viewport.height), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        q = QPainter(image)
        q.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        spine_side.paint_spine_side(q, atlas, view, position, look, viewport)
        q.end()
        _moved_last[:] = [(key, image)]
    return _moved_last[0][1]


def box_live(view: View, position: Position, viewport: Viewport, states: Mapping[str, float]) -> Rect:
    """Px that ``paint_live`` may touch."""
    if view.plate != SPINE or moves_all(view, states):
        return Rect(0.0, 0.0, viewport.width, viewport.height)
    middle = laid(vertebra("L1").body.mean(0)[None] + np.array([[1.2, 0.0]]), spine_side.is_prone(position))[0]
    x, y = viewport.to_screen(float(middle[0]), float(middle[1]))
    reach = AROUND_L1_CM * viewport.scale
    return Rect(x - reach, y - reach, 2 * reach, 2 * reach)


def moves_all(view: View, states: Mapping[str, float]) -> bool:
    """True where the shape of L1 is another one than in the still plate."""
    still, now = spine_side.state_of(view.profile), spine_side.state_of(in_states(view, states).profile)
    return (now.crush, now.lift) != (still.crush, still.lift)


def in_states(view: View, states: Mapping[str, float]) -> View:
    """The view with other states in its profile."""
    words = " ".join(f"{name}={share:.4f}" for name, share in sorted(states.items()))
    return replace(view, profile=f"{profile_name(view.profile)} {words}".strip())
