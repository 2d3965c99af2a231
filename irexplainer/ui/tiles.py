"""Organ tiles: ready-made pictures, so that the first picture needs neither numpy nor the atlas."""

from functools import lru_cache

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen, QPixmap

from irexplainer.resources import assets_dir
from irexplainer.ui.dress import Dress

SIDE = 52


@lru_cache(maxsize=64)
def tile_pixmap(icon: str, theme: str) -> QPixmap:
    """Organ on a transparent square of twice SIDE px; a null pixmap when there is none."""
    return QPixmap(str(assets_dir() / "baked" / "tiles" / f"{icon}.{theme}.png"))


def paint_organ(p: QPainter, rect: QRectF, icon: str, dress: Dress) -> None:
    """Paint the organ alone."""
    pixmap = tile_pixmap(icon, dress.look.name)
    if not pixmap.isNull():
        p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        p.drawPixmap(rect, pixmap, QRectF(pixmap.rect()))


def paint_tile(p: QPainter, rect: QRectF, icon: str, dress: Dress, fill: str = "inset") -> None:
    """Paint the organ on its tile. Bones need a darker ground."""
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    flat = dress.look.flat
    p.setPen(QPen(dress.color("line"), 2 if flat else 1))
    p.setBrush(dress.color("bone_tile" if icon == "spine" else fill))
    p.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 14, 14)
    paint_organ(p, rect, icon, dress)
