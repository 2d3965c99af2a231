"""Where the call-outs of a frame stand on a stage."""

from irexplainer.atlas.plates import plate_of
from irexplainer.geom.viewport import Viewport
from irexplainer.paint.furniture import obstacles
from irexplainer.paint.labels import LabelFonts, LabelRoom, PlacedLabel, label_limit, place_labels
from irexplainer.paint.words import Words
from irexplainer.story.frame import Frame, Point3
from irexplainer.story.stage_layout import StageLayout


def label_points(frame: Frame, view: Viewport) -> dict[str, tuple[float, float]]:
    """Px of every label's anchor."""
    plate = plate_of(frame.view.plate, frame.position)

    def project(point: Point3) -> tuple[float, float]:
        x, y = plate.project(point)
        return view.to_screen(float(x), float(y))

    return {label.id: project(label.at) for label in frame.labels}


def arranged_labels(
    frame: Frame, layout: StageLayout, view: Viewport, words: Words, mode: str, text_scale: float
) -> list[PlacedLabel]:
    """Call-outs of a frame, placed."""
    points = {label.at: at for label, at in zip(frame.labels, label_points(frame, view).values(), strict=True)}
    tip = None
    if frame.tip is not None:
        x, y = plate_of(frame.view.plate, frame.position).project(frame.tip)
        tip = view.to_screen(float(x), float(y))
    room = LabelRoom(layout.labels, layout.free, tuple(obstacles(frame, layout, view, words, mode, text_scale)))
    fonts = LabelFonts.of(text_scale, layout.compact)
    limit = label_limit(mode, layout.compact, text_scale)
    return place_labels(frame.labels, points.__getitem__, room, words, fonts, limit, tip, not layout.compact)
