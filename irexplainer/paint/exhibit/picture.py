"""The picture of an exhibit: the view, a call-out, the small figure, a scale bar and what it is in one sentence."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QImage, QPainter, QPen

from irexplainer.atlas.plates import LAYERS, WALLS, plate_of
from irexplainer.atlas.select import for_sex
from irexplainer.atlas.slices import load_slice
from irexplainer.geom.viewport import Viewport
from irexplainer.paint.exhibit.plan import Exhibit
from irexplainer.paint.furniture import obstacles, paint_caption, paint_furniture
from irexplainer.paint.label_paint import paint_labels
from irexplainer.paint.labels import LabelFonts, LabelRoom, PlacedLabel, place_labels
from irexplainer.paint.look import Look
from irexplainer.paint.paths import polygon_path
from irexplainer.paint.picture import ink_of_label, projected
from irexplainer.paint.static import paint_static
from irexplainer.paint.words import Words
from irexplainer.story.frame import Change, Frame, Modality, Phase, Position
from irexplainer.story.stage_layout import StageLayout

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

MODE = "study"
"""With scale bar and anatomical terms."""


def exhibit_image(
    exhibit: Exhibit,
    atlas: "Atlas",
    look: Look,
    size: tuple[int, int],
    words: Words,
    caption: str = "",
    text_scale: float = 1.0,
    captions: bool = True,
) -> QImage:
    """Picture of a size in px. captions: False leaves out every word. Same arguments, same bytes."""
    width, height = size
    layout = StageLayout.for_size(width, height, text_scale=text_scale, bare=True)
    viewport = Viewport.fit(width, height, layout.free, exhibit.view.camera)
    body = for_sex(atlas, exhibit.sex)
    frame = still_frame(exhibit)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_static(p, body, exhibit.view, frame.position, look, viewport)
    if exhibit.region:
        _mark_region(p, exhibit, look, viewport)
    if captions:
        paint_furniture(p, frame, body, look, layout, viewport, words, MODE, text_scale)
        placed = exhibit_labels(exhibit, body, layout, viewport, words, text_scale)
        paint_labels(p, placed, look, LabelFonts.of(text_scale, layout.compact))
        paint_caption(p, caption, look, layout)
    p.end()
    return image


def exhibit_labels(
    exhibit: Exhibit, atlas: "Atlas", layout: StageLayout, viewport: Viewport, words: Words, text_scale: float = 1.0
) -> list[PlacedLabel]:
    """Call-outs of an exhibit; small pictures too say the anatomical term."""
    frame = still_frame(exhibit)
    room = LabelRoom(layout.labels, layout.free, tuple(obstacles(frame, layout, viewport, words, MODE, text_scale)))
    return place_labels(
        list(exhibit.labels),
        lambda point: projected(frame, viewport, point),
        room,
        words,
        LabelFonts.of(text_scale, layout.compact),
        len(exhibit.labels),
        inks=lambda label: ink_of_label(atlas, label),
    )


def _mark_region(p: QPainter, exhibit: Exhibit, look: Look, viewport: Viewport) -> None:
    """Edge of a region of a slice."""
    region = load_slice(exhibit.view.plate).region(exhibit.region)
    x, z = region.outline.T
    flat = plate_of(exhibit.view.plate).project([(a, 0.0, b) for a, b in zip(x, z, strict=True)])
    path = polygon_path(flat * viewport.scale + [viewport.x0, viewport.y0])
    for width, ink in ((5.0, "panel"), (2.6, "accent")):
        p.strokePath(path, QPen(QColor(look.color(ink)), width))


def still_frame(exhibit: Exhibit) -> Frame:
    """A moment in which nothing happens."""
    return Frame(
        0.0, "", 0, 0.0, Phase.IMAGING, 0.0, exhibit.view, None, Change.NONE, 1.0, Position.SUPINE, Modality.NONE,
        {**LAYERS, **WALLS}.get(exhibit.view.plate, ""),
        (), (), (), exhibit.labels, None,
    )  # fmt: skip
