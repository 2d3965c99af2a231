"""Behind and before everything: canvas, body, front shell, vignette."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
)

from irexplainer.geom.viewport import Viewport
from irexplainer.paint.front.easel import Easel
from irexplainer.paint.look import Look
from irexplainer.paint.relief import to_image
from irexplainer.paint.shadows import BODY, Cast, paint_shadow
from irexplainer.paint.textures import texture
from irexplainer.paint.tubes import composite, layer_of

NO_ARMS = (
    (-15.4, 30), (15.4, 30), (15.6, 62), (18.5, 70), (21, 90), (21, 175),
    (-21, 175), (-21, 90), (-18.5, 70), (-15.6, 62),
)  # fmt: skip
"""Polygon along the armpits that leaves the trunk (STYLE 6.5), cm."""

VIGNETTE_FROM = 15.0
ARMPIT_CM = 47.0
"""px per cm above which the rim of the picture fades out."""


def paint_canvas(p: QPainter, look: Look, viewport: Viewport) -> None:
    """Radial canvas gradient over the whole picture, px."""
    rect = QRectF(0, 0, viewport.width, viewport.height)
    if look.flat:
        p.fillRect(rect, QColor(look.color("background")))
        return
    p.fillRect(rect, QBrush(_canvas(look, viewport)))
    p.fillRect(rect, QBrush(_grain()))


@lru_cache(maxsize=1)
def _grain() -> QImage:
    """Fixed noise of one gray level that hides the steps of wide gradients."""
    alpha = np.random.RandomState(3).randint(0, 3, (192, 192)).astype(np.float32) / 255
    return to_image(np.dstack([np.zeros((192, 192, 3), np.float32), alpha]))


def paint_floor(e: Easel) -> None:
    """Shadow the figure throws on the floor."""
    if e.look.flat or e.world.bottom < 165:
        return
    gradient = QRadialGradient(QPointF(0, 0), 1)
    gradient.setColorAt(0, e.fill("body_shadow", 0.30))
    gradient.setColorAt(1, e.fill("body_shadow", 0.0))
    e.p.save()
    e.p.translate(0, 169.6)
    e.p.scale(30.8, 3.3)
    e.p.fillRect(QRectF(-1, -1, 2, 2), QBrush(gradient))
    e.p.restore()


def paint_body(e: Easel, arms: bool = True) -> None:
    """Body shell with its soft shadow; glass on the dark theme, flat in high contrast."""
    part = e.part("body")
    if part is None:
        return
    e.p.save()
    path = part.path
    if not arms:
        path = path.intersected(trunk_path())
    if e.look.light and not e.look.flat:  # before the clip, which would cut the soft shadow off in a line
        e.shadow_of("body" if arms else "trunk", path, BODY if arms else Cast(1.2, 0.4, 0.6, 0.22, "#7A5A44"))
    if not arms:
        e.clip(trunk_path())
    e.p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if e.look.flat:
        e.p.fillPath(path, QColor(e.look.color("body_flat")))
        e.outline(path, 2.0)
    elif e.look.light:
        e.p.fillPath(path, texture(part).brush())
    else:
        if e.viewport.scale < VIGNETTE_FROM:
            paint_shadow(e.p, "glow", path, _GLOW)
        e.p.fillPath(path, texture(part, "body.glass").brush())
    e.p.restore()


ARM_CUT_CM, ARM_FADE_CM, ARM_SOFT_CM = 15.5, 3.4, 7.0


def fade_armpits(e: Easel) -> None:
    """Where the arms are cut off at the shoulders, the cut fades into the canvas, to the side and upwards."""
    if e.look.flat or e.world.y > ARMPIT_CM:
        return
    layer = layer_of(e.p)
    q = QPainter(layer)
    q.fillRect(layer.rect(), QBrush(_canvas(e.look, e.viewport)))
    q.setWorldTransform(e.p.worldTransform())
    q.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    across = QLinearGradient(QPointF(-ARM_CUT_CM, 0), QPointF(ARM_CUT_CM, 0))
    share = 0.5 * ARM_FADE_CM / ARM_CUT_CM
    for at, alpha in ((0.0, 255), (0.45 * share, 150), (share, 0), (1 - share, 0), (1 - 0.45 * share, 150), (1.0, 255)):
        across.setColorAt(at, QColor(0, 0, 0, alpha))
    down = QLinearGradient(QPointF(0, ARMPIT_CM), QPointF(0, ARMPIT_CM + ARM_SOFT_CM))
    down.setColorAt(0, QColor(0, 0, 0, 255))
    down.setColorAt(1, QColor(0, 0, 0, 0))
    for mask in (across, down):
        q.fillRect(e.rect.adjusted(-1, -1, 1, 1), QBrush(mask))
    q.end()
    composite(e.p, layer, 1.0)


def _canvas(look: Look, viewport: Viewport, scale: float = 1.0) -> QRadialGradient:
    """Gradient of the canvas in px, or in cm of the front plate where ``scale`` is its px per cm."""
    w, h = viewport.width, viewport.height
    x, y = viewport.free.center[0], h * 0.39
    if scale != 1.0:
        x, y = viewport.to_plate(x, y)
    gradient = QRadialGradient(QPointF(x, y), 0.72 * max(w, h) / scale)
    gradient.setColorAt(0, QColor(look.color("canvas_center")))
    gradient.setColorAt(0.38, QColor(look.color("canvas_middle")))
    gradient.setColorAt(1, QColor(look.color("canvas_edge")))
    return gradient


def trunk_path() -> QPainterPath:
    """Everything but the arms."""
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(*q) for q in NO_ARMS]))
    path.closeSubpath()
    return path


_GLOW = Cast(3.6, 0.0, 0.0, 0.34, "#5FD0D0")


def paint_front_shell(e: Easel) -> None:
    """Skin in front of the organs: clear in the middle, milky at the rim."""
    part = e.part("body")
    if part is None or e.look.flat:
        return
    e.p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    e.p.fillPath(part.path, texture(part, "body.front" if e.look.light else "body.front_glass").brush())


def paint_vignette(p: QPainter, look: Look, viewport: Viewport) -> None:
    """Fade of the rim into the canvas when the camera is close, px."""
    if look.flat or viewport.scale <= VIGNETTE_FROM:
        return
    w, h = viewport.width, viewport.height
    cx, cy = viewport.free.center
    gradient = QRadialGradient(QPointF(cx, cy), 0.72 * max(w, h))
    edge = QColor(look.color("canvas_center" if look.light else "canvas_edge"))
    clear = QColor(edge)
    clear.setAlphaF(0.0)
    edge.setAlphaF(0.92)
    gradient.setColorAt(0.55, clear)
    gradient.setColorAt(1.0, edge)
    p.fillRect(QRectF(0, 0, w, h), QBrush(gradient))
    p.fillRect(QRectF(0, 0, w, h), QBrush(_grain()))


def dashed_hint(e: Easel, key: str) -> None:
    """A hidden organ: faint fill and a dashed edge."""
    part = e.part(key)
    if part is None or not e.sees(part):
        return
    e.paint(key, opacity=0.30) if not e.look.flat else None
    pen = QPen(e.fill("hidden_line", 0.8), 0.22)
    pen.setDashPattern([2.2, 2.0])
    e.p.strokePath(part.path, pen)
