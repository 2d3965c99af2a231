"""The whole stage as one picture, and the pieces a live stage keeps: still layer, what moves, call-outs, furniture.

Words: see ``paint.words`` (``words(key) -> "Title"``, ``"Title|subtitle"`` or a pair).
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from irexplainer.atlas.plates import plate_of
from irexplainer.geom.viewport import Viewport
from irexplainer.paint.furniture import obstacles, paint_caption, paint_furniture
from irexplainer.paint.label_paint import paint_labels
from irexplainer.paint.labels import LabelFonts, LabelRoom, PlacedLabel, label_limit, place_labels
from irexplainer.paint.look import Look
from irexplainer.paint.overlay import paint_overlay
from irexplainer.paint.static import paint_static
from irexplainer.paint.transition import Layer, paint_change
from irexplainer.paint.words import Words
from irexplainer.story.frame import STUDY_PRIORITY, Change, Frame, Label, Point3, Position, View
from irexplainer.story.stage_layout import StageLayout

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas
    from irexplainer.story.storyboard import Storyboard

ARRIVED = 0.995
"""Share of the way from which call-outs are shown."""
KIND_INKS = {"artery": "artery", "vein": "vein", "portal_vein": "target", "ureter": "amber", "bile_duct": "ink2"}
TISSUE_INKS = {"ice_ball": "ice", "urine": "amber", "calyx": "amber", "tumor": "target", "fibroid": "target"}


def stage_viewport(frame: Frame, layout: StageLayout, width: float, height: float) -> Viewport:
    """Where the camera of a frame stands now."""
    return Viewport.fit(width, height, layout.free, frame.camera)


def changing(frame: Frame) -> bool:
    """True while the stage is between two views."""
    return frame.previous is not None and frame.change is not Change.NONE and frame.change_progress < 1.0


def overlay_shown(frame: Frame) -> bool:
    """Tools never exist while the slice sweeps or turns (PLATES 8)."""
    return not changing(frame) or frame.change is Change.TRAVEL


def static_layer(atlas: "Atlas", view: View, position: Position, look: Look, viewport: Viewport) -> Layer:
    """Still picture of a view."""
    image = QImage(round(viewport.width), round(viewport.height), QImage.Format.Format_RGB32)
    p = QPainter(image)
    paint_static(p, atlas, view, position, look, viewport)
    p.end()
    return Layer(image, viewport)


def paint_still(p: QPainter, frame: Frame, atlas: "Atlas", look: Look, layout: StageLayout, viewport: Viewport) -> None:
    """Everything that does not move within a view; on the way between two views, the change itself."""
    if not changing(frame) or frame.previous is None:
        paint_static(p, atlas, frame.view, frame.position, look, viewport)
        return
    size = viewport.width, viewport.height
    layers = []
    for view, position in (
        (frame.previous, frame.previous_position or frame.position),
        (frame.view, frame.position),
    ):
        own = Viewport.fit(*size, layout.free, view.camera)
        if frame.change is Change.TRAVEL and view.plate == frame.view.plate == frame.previous.plate:
            own = viewport
        layers.append(static_layer(atlas, view, position, look, own))
    paint_change(p, frame, layers[0], layers[1], look, viewport)


def projected(frame: Frame, viewport: Viewport, point: Point3) -> tuple[float, float]:
    """Px of a body point."""
    x, y = plate_of(frame.view.plate, frame.position).project(point)
    return viewport.to_screen(float(x), float(y))


def ink_of_label(atlas: "Atlas", label: Label) -> str:
    """Role of the color of a label's leader: arteries red, veins blue, urine ochre, targets violet, tools teal."""
    for key in (label.name_key, label.id):
        if key in atlas.vessels:
            return KIND_INKS.get(atlas.vessels[key].kind, "ink2")
        for word, ink in TISSUE_INKS.items():
            if word in key:
                return ink
    return {"tool": "accent", "access": "accent", "target": "target"}.get(label.role, "ink2")


def stage_labels(
    frame: Frame,
    atlas: "Atlas",
    layout: StageLayout,
    viewport: Viewport,
    words: Words,
    mode: str = "patient",
    text_scale: float = 1.0,
) -> list[PlacedLabel]:
    """Call-outs of a frame; none while the stage is between two views."""
    if changing(frame) and frame.change_progress < ARRIVED:
        return []
    room = LabelRoom(layout.labels, layout.free, tuple(obstacles(frame, layout, viewport, words, mode, text_scale)))
    return place_labels(
        [label for label in frame.labels if mode != "patient" or label.priority < STUDY_PRIORITY],
        lambda point: projected(frame, viewport, point),
        room,
        words,
        LabelFonts.of(text_scale, layout.compact),
        label_limit(mode, layout.compact, text_scale),
        None if frame.tip is None else projected(frame, viewport, frame.tip),
        subtitles=not layout.compact,
        inks=lambda label: ink_of_label(atlas, label),
    )


def stage_image(
    board: "Storyboard",
    frame: Frame,
    atlas: "Atlas",
    look: Look,
    size: tuple[int, int],
    words: Words,
    mode: str = "patient",
    text_scale: float = 1.0,
    captions: bool = True,
    caption: str = "",
    bare: bool = True,
    reduced_motion: bool = False,
) -> QImage:
    """One moment of the stage at a size in px.

    captions: False leaves out every word. bare: no room for the transport bar and the buttons (False: as in the
    window, where they float over the picture). Same arguments, same bytes.
    """
    width, height = size
    layout = StageLayout.for_size(width, height, text_scale=text_scale, bare=bare)
    viewport = stage_viewport(frame, layout, width, height)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_still(p, frame, atlas, look, layout, viewport)
    if overlay_shown(frame):
        paint_overlay(p, board, frame, atlas, look, viewport, reduced_motion)
    p.setClipping(False)
    p.setClipRect(0, 0, width, height, Qt.ClipOperation.ReplaceClip)
    if captions:
        paint_furniture(p, frame, atlas, look, layout, viewport, words, mode, text_scale)
        placed = stage_labels(frame, atlas, layout, viewport, words, mode, text_scale)
        paint_labels(p, placed, look, LabelFonts.of(text_scale, layout.compact))
        paint_caption(p, caption, look, layout)
    p.end()
    return image
