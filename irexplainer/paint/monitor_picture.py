"""The doctor's screen: dark bezel, what it is, the picture with its marks, the words below (STYLE 11)."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, qRgb

from irexplainer.geom.viewport import Rect
from irexplainer.paint.cards import soft_shadow, tinted
from irexplainer.paint.fonts import font
from irexplainer.paint.look import Look
from irexplainer.paint.monitor_rest import paint_rest
from irexplainer.paint.text import draw_centered, draw_lines, text_size, wrapped
from irexplainer.paint.words import Words, single

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from irexplainer.imaging.screen import Mark, Screen

BEZEL, TITLE, CHIP, CHIP_TEXT, STRIP = "#10171B", "#F3F6F6", "#23343B", "#A7E4E2", "#C2CED1"
TONES = {"amber": ("#F6C453", "#FFE2A0"), "ice": ("#7FD4F2", "#BFEAF8"), "plain": ("#DCE6E8", "#EEF3F4")}
COOL = (0.98, 1.0, 1.02)
SIDE = 10.0
NO_PICTURE = "no_picture"
"""Title of a screen that rests."""
LETTER_INSET = 0.085
"""Letters stand this share of the width inside an X-ray, clear of its dark shutters."""


@dataclass(frozen=True, slots=True)
class MonitorLayout:
    """Rectangles in px: title and chip (one above the other where they do not fit side by side), image, strip."""

    title: Rect
    chip: Rect
    image: Rect
    strip: Rect

    @classmethod
    def for_rect(
        cls, rect: Rect, title: str, chip: str, text_scale: float = 1.0, tools: float = 0.0
    ) -> "MonitorLayout":
        """Layout inside a bezel; the image keeps its place whatever the words below say.

        tools: px left free at the foot of the bezel, for what can be pressed there.
        """
        text_scale = fitting_scale(rect, text_scale)
        head, small = font(16 * text_scale, 620), font(13 * text_scale, 600)
        title_w, title_h = text_size([title], head)
        chip_w, chip_h = text_size([chip], small)
        chip_w, chip_h = chip_w + 28, chip_h + 12
        x, right = rect.x + 18, rect.right - SIDE - 4
        if x + title_w + 12 + chip_w <= right:
            row = max(title_h, chip_h) + 18
            name = Rect(x, rect.y + (row - title_h) / 2, title_w + 2, title_h)
            tag = Rect(right - chip_w, rect.y + (row - chip_h) / 2, chip_w, chip_h)
        else:
            name = Rect(x, rect.y + 10, rect.width - 36, title_h)
            tag = Rect(x - 4, name.bottom + 4, min(chip_w, rect.width - 28), chip_h)
            row = tag.bottom - rect.y + 8
        line = text_size(["X"], font(13 * text_scale, 500))[1]
        foot = 2 * line + 14
        image = Rect(rect.x + SIDE, rect.y + row, rect.width - 2 * SIDE, max(rect.height - row - foot - tools, 20.0))
        strip = Rect(rect.x + 18, image.bottom, rect.width - 36, foot)
        return cls(name, tag, image, strip)


def fitting_scale(rect: Rect, text_scale: float) -> float:
    """Text scale that leaves room for the picture: a small bezel cannot hold words of three times the size."""
    return max(min(text_scale, rect.width / 245.0, rect.height / 235.0), 0.6)


def monitor_image(screen: "Screen", look: Look, size: tuple[int, int], words: Words, text_scale: float = 1.0) -> QImage:
    """The screen with its bezel as a picture of its own, corners transparent."""
    image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    p = QPainter(image)
    paint_monitor(p, Rect(0, 0, *size), screen, look, words, text_scale, shadow=False)
    p.end()
    return image


def image_rect(rect: Rect, words: Words, title_key: str, text_scale: float = 1.0, tools: float = 0.0) -> Rect:
    """Where the picture itself stands in a bezel: the size to ask the renderer for."""
    title, chip = single(words, "what_the_doctor_sees"), single(words, title_key or "no_picture")
    return MonitorLayout.for_rect(rect, title, chip, text_scale, tools).image


def paint_monitor(
    p: QPainter,
    rect: Rect,
    screen: "Screen",
    look: Look,
    words: Words,
    text_scale: float = 1.0,
    shadow: bool = True,
    pixels: QImage | None = None,
    tools: float = 0.0,
) -> None:
    """Paint bezel, words, picture and marks. pixels: the picture where the caller keeps it already converted.

    tools: see ``MonitorLayout.for_rect``.
    """
    title, chip = single(words, "what_the_doctor_sees"), single(words, screen.title_key or "no_picture")
    layout = MonitorLayout.for_rect(rect, title, chip, text_scale, tools)
    text_scale = fitting_scale(rect, text_scale)
    p.save()
    p.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    r = QRectF(rect.x, rect.y, rect.width, rect.height)
    if shadow:
        soft_shadow(p, r, 18, 22, 7, 0.30, look)
    p.setPen(QPen(QColor("#FFFFFF"), 2.0) if look.flat else QPen(QColor("#24343B"), 1.0))
    p.setBrush(QColor(BEZEL))
    p.drawRoundedRect(r.adjusted(0.5, 0.5, -0.5, -0.5), 18, 18)
    face = font(16 * text_scale, 620)
    draw_lines(p, wrapped(title, face, layout.title.width + 4), face, QColor(TITLE), _q(layout.title))
    _pill(p, _q(layout.chip), chip, CHIP, CHIP_TEXT, 13 * text_scale)
    _picture(p, layout.image, screen, words, text_scale, pixels)
    _strip(p, layout.strip, screen, words, text_scale)
    p.restore()


@lru_cache(maxsize=1)
def _palette() -> list[int]:
    """256 grays, slightly cool."""
    return [qRgb(*(min(round(v * share), 255) for share in COOL)) for v in range(256)]


def screen_picture(screen: "Screen") -> QImage:
    """Pixels of a screen as a picture with a cool gray palette."""
    import numpy as np

    gray = np.ascontiguousarray((np.clip(screen.pixels, 0, 1) * 255 + 0.5).astype(np.uint8))
    height, width = gray.shape
    image = QImage(gray.data, width, height, width, QImage.Format.Format_Indexed8).copy()
    image.setColorTable(_palette())
    return image


def overlay_picture(colors: "npt.NDArray[np.uint8]") -> QImage:
    """Colors over the gray picture (flow, warmth), uint8 (height, width, 4) RGBA."""
    height, width = colors.shape[:2]
    return QImage(colors.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()


def fitted(image: Rect, width: float, height: float) -> tuple[Rect, float]:
    """The whole picture inside the image rectangle, and its magnification."""
    scale = min(image.width / width, image.height / height)
    w, h = width * scale, height * scale
    return Rect(image.x + (image.width - w) / 2, image.y + (image.height - h) / 2, w, h), scale


def _picture(p: QPainter, box: Rect, screen: "Screen", words: Words, text_scale: float, pixels: QImage | None) -> None:
    height, width = screen.pixels.shape
    place, scale = fitted(box, width, height)
    p.save()
    clip = QPainterPath()
    clip.addRoundedRect(_q(box), 8, 8)
    p.setClipPath(clip, Qt.ClipOperation.IntersectClip)
    if screen.title_key == NO_PICTURE:
        paint_rest(p, box, note_text(screen, words), text_scale)
        p.restore()
        _rim(p, box)
        return
    p.fillRect(_q(box), QColor("#05090B"))
    p.drawImage(_q(place), screen_picture(screen) if pixels is None else pixels)
    if screen.overlay is not None:
        p.drawImage(_q(place), overlay_picture(screen.overlay))
    named: set[str] = set()
    for mark in sorted(screen.marks, key=lambda m: -m.y):
        at = replace(mark, x=place.x + mark.x * scale, y=place.y + mark.y * scale, radius=mark.radius * scale)
        _mark(p, box, place, at, screen, mark, words, text_scale, mark.text_key not in named)
        named.add(mark.text_key)
    p.restore()
    _rim(p, box)


def _rim(p: QPainter, box: Rect) -> None:
    p.setPen(QPen(QColor("#31444C"), 1))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawRoundedRect(_q(box), 8, 8)


def _mark(
    p: QPainter,
    box: Rect,
    place: Rect,
    mark: "Mark",
    screen: "Screen",
    source: "Mark",
    words: Words,
    text_scale: float,
    named: bool,
) -> None:
    line, ink = TONES.get(mark.tone, TONES["plain"])
    if mark.kind == "orientation":
        face = font(15 * text_scale, 700)
        w, h = text_size([single(words, mark.text_key)], face)
        shutter = LETTER_INSET * place.width if screen.modality.value == "fluoroscopy" else 0.0
        inset = max(shutter, w / 2 + 8)
        x = min(max(mark.x, place.x + inset), place.right - inset)
        shifted = replace(source, x=(x - place.x) / place.width * screen.pixels.shape[1])
        dark = _brightness(screen, shifted) > 0.45
        letter = QPainterPath()
        letter.addText(QPointF(x - w / 2, mark.y + h * 0.28), face, single(words, mark.text_key))
        casing = QPen(tinted("#F4F8F9" if dark else "#05090B", 0.75), 3.0, j=Qt.PenJoinStyle.RoundJoin)
        p.strokePath(letter, casing)
        p.fillPath(letter, QColor("#1C2A33") if dark else QColor("#E4ECEE"))
        return
    if mark.kind == "pointer":
        p.setPen(QPen(QColor(line), 2))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawEllipse(QPointF(mark.x, mark.y), 7, 7)
        return
    radius = max(mark.radius, 9.0) if mark.kind == "ring" else 0.0
    if radius:
        for width, color in ((4.0, tinted("#05090B", 0.45)), (2.0, QColor(line))):
            pen = QPen(color, width)
            if width == 2.0:
                pen.setDashPattern([5, 3])
            p.setPen(pen)
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawEllipse(QPointF(mark.x, mark.y), radius, radius)
    if named:
        _word(p, box, mark, radius, single(words, mark.text_key), ink, text_scale)


def _word(p: QPainter, box: Rect, mark: "Mark", radius: float, text: str, ink: str, text_scale: float) -> None:
    """Word on a dark pill below the ring, above it where there is no room."""
    w, h = text_size([text], font(13 * text_scale, 600))
    w, h = w + 22, h + 8
    y = mark.y + radius + 6
    if y + h > box.bottom - 4:
        y = mark.y - radius - 6 - h
    x = min(max(mark.x - w / 2, box.x + 6), box.right - w - 6)
    _pill(p, QRectF(x, max(y, box.y + 4), w, h), text, BEZEL, ink, 13 * text_scale, 0.84)


def _brightness(screen: "Screen", mark: "Mark") -> float:
    height, width = screen.pixels.shape
    y0, x0 = max(int(mark.y) - 8, 0), max(int(mark.x) - 8, 0)
    part = screen.pixels[y0 : min(y0 + 16, height), x0 : min(x0 + 16, width)]
    return float(part.mean()) if part.size else 0.0


def _pill(p: QPainter, r: QRectF, text: str, fill: str, ink: str, px: float, alpha: float = 1.0) -> None:
    if not text:  # a picture without words has no empty pills either
        return
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(tinted(fill, alpha))
    p.drawRoundedRect(r, r.height() / 2, r.height() / 2)
    draw_centered(p, text, font(px, 600), QColor(ink), r)


def _strip(p: QPainter, strip: Rect, screen: "Screen", words: Words, text_scale: float) -> None:
    """ "Simulated image" with every picture, the remark beside or below it."""
    if screen.title_key == NO_PICTURE:
        return
    face, ink = font(13 * text_scale, 500), QColor(STRIP)
    always = single(words, "simulated_image")
    note = note_text(screen, words)
    line = text_size(["X"], face)[1]
    first, second = text_size([always], face)[0], text_size([note], face)[0]
    if first + second + 16 <= strip.width:
        row = QRectF(strip.x, strip.y + (strip.height - line) / 2, strip.width, line)
        draw_lines(p, [always], face, ink, row)
        if note:
            draw_lines(p, [note], face, ink, row, "right")
        return
    draw_lines(p, [always], face, ink, QRectF(strip.x, strip.y + 6, strip.width, line))
    lines = wrapped(note, face, strip.width)
    if len(lines) > 1:
        face = font(12.5 * text_scale * max(0.7, strip.width / max(second, 1.0)), 500)
        lines = (note,)
    draw_lines(p, lines, face, ink, QRectF(strip.x, strip.y + 6 + line, strip.width, line))


def note_text(screen: "Screen", words: Words) -> str:
    """Remark of a screen with its numbers filled in."""
    if not screen.note_key:
        return ""
    text = single(words, screen.note_key)
    try:
        return text.format(**screen.numbers)
    except (KeyError, ValueError, IndexError):
        return text


def _q(r: Rect) -> QRectF:
    return QRectF(r.x, r.y, r.width, r.height)
