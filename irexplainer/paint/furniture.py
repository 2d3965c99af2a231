"""What stands around the picture: small figure, caption, posture, letters, scale, key of temperatures."""

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from irexplainer.atlas.closeups import is_closeup, site_of
from irexplainer.atlas.plates import SPINE
from irexplainer.atlas.slices import load_slice
from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.paint.actors.marks import paint_posture, slice_letters
from irexplainer.paint.cards import card, tinted
from irexplainer.paint.fonts import font
from irexplainer.paint.look import Look
from irexplainer.paint.text import balanced, draw_centered, draw_lines, text_size
from irexplainer.paint.words import POSTURES, Words, pair, single
from irexplainer.story.frame import Change, Frame, Position, View
from irexplainer.story.stage_layout import StageLayout

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

SLAB_HALF_CM = 14.4
"""Half width of an axial slice at the skin, with room for a letter beside it."""
ICE_KEY = (("ice_edge", "#4FA6CF"), ("ice_minus20", "#9AD4EC"), ("ice_minus40", "#E4F6FC"))
NICE_CM = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)


def is_slice(view: View) -> bool:
    """True for cuts across the body."""
    return view.plate.startswith("axial")


def shows_posture(frame: Frame) -> bool:
    """True for cuts that lie as the patient does: the way of lying is said beside them."""
    return is_slice(frame.view) or (frame.view.plate == SPINE and frame.position is Position.PRONE)


def shows_letters(frame: Frame) -> bool:
    """Letters come in when the slice has arrived: on the way they would be wrong."""
    moving = frame.change in (Change.SLICE, Change.TURN) and frame.change_progress < 1.0
    return (is_slice(frame.view) or frame.view.plate == SPINE) and not moving


def qrect(r: Rect) -> QRectF:
    """Rectangle for the painter."""
    return QRectF(r.x, r.y, r.width, r.height)


def obstacles(
    frame: Frame, layout: StageLayout, viewport: Viewport, words: Words, mode: str, scale: float
) -> list[Rect]:
    """What call-outs must not cover."""
    found = [layout.overview, layout.tools]
    if shows_posture(frame):
        found += [posture_rect(frame, layout, words, scale)]
    if shows_letters(frame):
        found += [rect for _, rect in letter_places(frame, layout, viewport, words, scale)]
    if shows_ice_key(frame, layout, mode):
        found.append(ice_key_rect(layout, words, scale))
    if mode != "patient":
        found.append(scale_bar_rect(layout, viewport, scale))
    return [r for r in found if r.width > 0 and r.height > 0]


def paint_furniture(
    p: QPainter,
    frame: Frame,
    atlas: "Atlas",
    look: Look,
    layout: StageLayout,
    viewport: Viewport,
    words: Words,
    mode: str = "patient",
    text_scale: float = 1.0,
) -> None:
    """Everything but the caption and the call-outs."""
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_overview(p, frame, atlas, look, layout, viewport)
    if shows_posture(frame):
        rect = posture_rect(frame, layout, words, text_scale)
        paint_posture(p, qrect(rect), frame, single(words, POSTURES[frame.position]), look, font(15 * text_scale, 600))
    if shows_letters(frame):
        for text, place in letter_places(frame, layout, viewport, words, text_scale):
            _letter(p, place, text, look, text_scale)
    if shows_ice_key(frame, layout, mode):
        paint_ice_key(p, look, layout, words, text_scale)
    if mode != "patient":
        paint_scale_bar(p, look, layout, viewport, words, text_scale)
    p.restore()


def paint_overview(
    p: QPainter, frame: Frame, atlas: "Atlas", look: Look, layout: StageLayout, viewport: Viewport
) -> None:
    """Small figure with the teal box, plane or dot of what the picture shows."""
    if layout.overview.width <= 0:
        return
    from irexplainer.paint.thumbs import FIGURE_BOX, figure_of

    r = qrect(layout.overview)
    card(p, r, look, 14.0)
    tall = r.height() - 20
    ratio = p.device().devicePixelRatioF() if p.device() is not None else 1.0
    figure = figure_of(atlas, look, max(1, round(tall * ratio)))
    k = tall / FIGURE_BOX.height
    left, top = r.center().x() - FIGURE_BOX.width * k / 2, r.top() + 10
    p.save()
    p.setClipRect(r.adjusted(3, 3, -3, -3), Qt.ClipOperation.IntersectClip)
    p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    p.drawImage(QRectF(left, top, FIGURE_BOX.width * k, tall), figure)
    p.translate(left - FIGURE_BOX.x * k, top - FIGURE_BOX.y * k)
    _place(p, frame, atlas, look, viewport, k)
    p.restore()


def _card_of(k: float) -> QRectF:
    """Rectangle of the small figure, so that the frame of a wide view keeps its four sides."""
    from irexplainer.paint.thumbs import FIGURE_BOX

    return QRectF(FIGURE_BOX.x * k, FIGURE_BOX.y * k, FIGURE_BOX.width * k, FIGURE_BOX.height * k)


def _place(p: QPainter, frame: Frame, atlas: "Atlas", look: Look, viewport: Viewport, k: float) -> None:
    accent = look.color("accent")
    p.setPen(QPen(QColor(accent), 2.2))
    closeup = site_of(atlas, frame.view.plate) if is_closeup(frame.view.plate) else None
    if frame.view.plate == "front" or (closeup is not None and closeup.closeup.body):
        x0, y0 = viewport.to_plate(viewport.free.x, viewport.free.y)
        w, h = viewport.free.width / viewport.scale, viewport.free.height / viewport.scale
        if w > 70 and h > 120:
            return
        box = QRectF(x0 * k, y0 * k, w * k, h * k).intersected(_card_of(k))
        least = 9.0
        grow_x, grow_y = max(least - box.width(), 0) / 2, max(least - box.height(), 0) / 2
        p.setBrush(tinted(accent, 0.14))
        p.drawRoundedRect(box.adjusted(-grow_x, -grow_y, grow_x, grow_y), 2, 2)
        return
    p.setBrush(tinted(accent, 0.25))
    if is_slice(frame.view):
        level = load_slice(frame.view.plate).level_y
        p.drawEllipse(QPointF(0, level * k), 17.0 * k, 3.2)
        return
    if closeup is not None:
        p.drawEllipse(QPointF(float(closeup.point[0]) * k, float(closeup.point[1]) * k), 6.0, 6.0)
        return
    access = atlas.accesses.get(frame.access)
    at = access.entry if access is not None else frame.labels[0].at if frame.labels else None
    if at is not None:
        p.drawEllipse(QPointF(at[0] * k, at[1] * k), 6.0, 6.0)


def paint_caption(p: QPainter, text: str, look: Look, layout: StageLayout) -> None:
    """The sentence of the step."""
    r = qrect(layout.caption)
    if not text or r.width() <= 0:
        return
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    face = font(layout.caption_px, 500)
    lines = balanced(text, face, r.width() - 40)
    height = text_size(lines, face, 1.08)[1]
    tall = max(min(r.height(), height + (28 if layout.caption_px >= 18 else 10)), height + 8)
    box = QRectF(r.x(), r.bottom() - tall, r.width(), tall)
    card(p, box, look, 16.0, tinted(look.color("caption"), 1.0 if look.flat else 0.94), (18.0, 5.0, 0.25))
    draw_lines(
        p, lines, face, QColor(look.color("on_caption")), box.adjusted(20, (tall - height) / 2, -20, 0), "center", 1.08
    )
    p.restore()


def caption_rect(text: str, layout: StageLayout) -> Rect:
    """Where the caption bar of a text lies, px."""
    face = font(layout.caption_px, 500)
    lines = balanced(text, face, layout.caption.width - 40)
    height = text_size(lines, face, 1.08)[1]
    tall = max(min(layout.caption.height, height + (28 if layout.caption_px >= 18 else 10)), height + 8)
    return Rect(layout.caption.x, layout.caption.bottom - tall, layout.caption.width, tall)


def posture_rect(frame: Frame, layout: StageLayout, words: Words, scale: float) -> Rect:
    """Where the posture chip lies: upper right corner."""
    width, height = text_size([single(words, POSTURES[frame.position])], font(15 * scale, 600))
    w, h = width + 84.0, max(44.0, height + 18.0)
    return Rect(layout.corner.right - w, layout.corner.y, w, h)


def letter_places(
    frame: Frame, layout: StageLayout, viewport: Viewport, words: Words, scale: float
) -> list[tuple[str, Rect]]:
    """(text, rectangle) of the letters of a slice: beside the slab and at its upper edge; up close at the corner."""
    left, right, top = slice_letters(frame, lambda key: single(words, key))
    face = font(14 * scale, 650)
    free = layout.free
    x0, y0 = viewport.to_screen(-SLAB_HALF_CM, 0)
    x1, _ = viewport.to_screen(SLAB_HALF_CM, 0)
    result = []
    if frame.view.plate == SPINE:  # cut off at both ends: letters keep to the rim
        x0, x1 = free.x - 99.0, free.right + 99.0
        y0 = y0 if frame.position is Position.PRONE else free.y + 0.5 * free.height
    for text, x in ((left, max(x0 - 8, free.x + 18)), (right, min(x1 + 8, free.right - 18))):
        w, h = text_size([text], face)
        w, h = max(w + 22, 34), h + 12
        cy = min(y0 + 0.10 * free.height, free.bottom - h - 56 * scale)
        result.append((text, Rect(x - w / 2, cy - h / 2, w, h)))
    w, h = text_size([top], face)
    _, slab_top = viewport.to_screen(0, -11.6)
    whole = x0 >= free.x - 40 and x1 <= free.right + 40
    middle = viewport.to_screen(0, 0)[0] if whole else free.x + w / 2 + 14
    y = max(free.y + 4, slab_top - h - 12) if whole else free.y + 4
    result.append((top, Rect(middle - w / 2 - 12, y, w + 24, h + 12)))
    return result


def _letter(p: QPainter, place: Rect, text: str, look: Look, scale: float) -> None:
    r = qrect(place)
    card(p, r, look, r.height() / 2, shadow=None, line="line")
    draw_centered(p, text, font(14 * scale, 650), QColor(look.color("ink2")), r)


def scale_bar_length(viewport: Viewport) -> float:
    """Round number of cm between 40 and 120 px long."""
    fitting = [cm for cm in NICE_CM if 40 <= cm * viewport.scale <= 120]
    return fitting[0] if fitting else NICE_CM[-1]


def scale_bar_rect(layout: StageLayout, viewport: Viewport, scale: float) -> Rect:
    """Where the scale bar lies: above the caption, left."""
    width = scale_bar_length(viewport) * viewport.scale
    tall = 13 * scale * 1.3 + 14
    return Rect(layout.labels.x, layout.free.bottom - tall, max(width, 60.0) + 4, tall)


def paint_scale_bar(
    p: QPainter, look: Look, layout: StageLayout, viewport: Viewport, words: Words, scale: float
) -> None:
    """Bar with its length."""
    cm = scale_bar_length(viewport)
    r = qrect(scale_bar_rect(layout, viewport, scale))
    key, count = ("scale_cm", cm) if cm >= 1 else ("scale_mm", cm * 10)
    text = single(words, key).format(count=round(count))
    x, y, w = r.x() + 1, r.bottom() - 7, cm * viewport.scale
    for width, ink in ((5.0, tinted(look.color("canvas_center"), 0.8)), (2.2, QColor(look.color("ink")))):
        p.setPen(QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        p.drawPolyline([QPointF(x, y - 5), QPointF(x, y + 5)])
        p.drawPolyline([QPointF(x, y), QPointF(x + w, y)])
        p.drawPolyline([QPointF(x + w, y - 5), QPointF(x + w, y + 5)])
    label = QRectF(x, r.y(), max(w, 40), r.height() - 16)
    draw_centered(p, text, font(13 * scale, 600), QColor(look.color("ink")), label)


def shows_ice_key(frame: Frame, layout: StageLayout, mode: str) -> bool:
    """The key of temperatures belongs to ice, in study mode, where there is room."""
    ice = frame.effect("ice")
    return mode == "study" and ice is not None and ice.radius_cm > 0.05 and layout.free.width > 420


def ice_key_rect(layout: StageLayout, words: Words, scale: float) -> Rect:
    """Upper right corner; below the posture chip where there is one."""
    small, strong = font(13 * scale, 400), font(14 * scale, 600)
    wide = max(text_size([pair(words, key)[1]], small)[0] for key, _ in ICE_KEY)
    wide += text_size(["−40 °C"], strong)[0] + 66
    tall = 4 * text_size(["X"], strong)[1] * 1.45 + 20
    return Rect(layout.corner.right - wide, layout.corner.y + 54 * max(scale, 1.0) ** 0.6, wide, tall)


def paint_ice_key(p: QPainter, look: Look, layout: StageLayout, words: Words, scale: float) -> None:
    """Colors of the ice with their temperatures."""
    r = qrect(ice_key_rect(layout, words, scale))
    card(p, r, look, 14.0)
    small, strong = font(13 * scale, 400), font(14 * scale, 600)
    row = text_size(["X"], strong)[1] * 1.45
    ink = QColor(look.color("ink"))
    draw_lines(p, [single(words, "temperature")], strong, ink, r.adjusted(18, 12, 0, 0))
    column = r.x() + 36 + math.ceil(text_size(["−40 °C"], strong)[0]) + 10
    for index, (key, fill) in enumerate(ICE_KEY):
        y = r.y() + 12 + row * (index + 1)
        number, meaning = pair(words, key)
        p.setPen(QPen(QColor("#2C86B0"), 1.5))
        p.setBrush(QColor(fill))
        p.drawEllipse(QPointF(r.x() + 22, y + row * 0.34), 7, 7)
        draw_lines(p, [number], strong, ink, QRectF(r.x() + 36, y, 100, row))
        draw_lines(p, [meaning], small, QColor(look.color("ink2")), QRectF(column, y + 0.6, 300, row))
