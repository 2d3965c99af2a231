"""The ready-made figure of the home screen. Needs neither numpy nor the atlas: it is the first picture."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QRadialGradient

from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.paint.look import Look
from irexplainer.resources import assets_dir

HOME_BOX = Rect(-42.0, -3.0, 84.0, 178.0)
"""Part of the front plate, in cm, that the shipped pictures show edge to edge."""
HOME_PX_PER_CM = 8.0
HEADROOM = 182.6
"""Height in cm that the whole height of the stage shows: 5.52 px per cm at 1008 px (STYLE 5.1)."""


def home_file(theme: str) -> str:
    """Path of the shipped picture of a theme."""
    return str(assets_dir() / "baked" / f"home_{theme}.png")


@lru_cache(maxsize=3)
def home_picture(theme: str) -> QImage:
    """Figure on a transparent ground, HOME_PX_PER_CM; null where the file is missing."""
    image = QImage(home_file(theme))
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied) if not image.isNull() else image


def home_viewport(width: float, height: float) -> Viewport:
    """Where the figure stands: centered, as tall as the stage."""
    scale = min(height / HEADROOM, width / 70.0)
    y0 = height / 2 - 84.2 * scale
    return Viewport(width, height, Rect(0, 0, width, height), scale, width / 2, y0)


def paint_home_ground(p: QPainter, look: Look, width: float, height: float) -> None:
    """Canvas behind the figure, as behind every front plate."""
    rect = QRectF(0, 0, width, height)
    if look.flat:
        p.fillRect(rect, QColor(look.color("background")))
        return
    gradient = QRadialGradient(QPointF(width / 2, height * 0.39), 0.72 * max(width, height))
    gradient.setColorAt(0, QColor(look.color("canvas_center")))
    gradient.setColorAt(0.38, QColor(look.color("canvas_middle")))
    gradient.setColorAt(1, QColor(look.color("canvas_edge")))
    p.fillRect(rect, QBrush(gradient))


def paint_home_layer(p: QPainter, look: Look, width: float, height: float) -> None:
    """Ground and figure."""
    paint_home_ground(p, look, width, height)
    image = home_picture(look.name)
    if image.isNull():
        return
    view = home_viewport(width, height)
    x, y = view.to_screen(HOME_BOX.x, HOME_BOX.y)
    p.save()
    p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    p.drawImage(QRectF(x, y, HOME_BOX.width * view.scale, HOME_BOX.height * view.scale), image)
    p.restore()
