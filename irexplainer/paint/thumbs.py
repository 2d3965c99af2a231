"""Small pictures of the atlas: sidebar tiles and the figure of the overview."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QColor, QImage, QPainter

from irexplainer.geom.viewport import Camera, Rect, Viewport
from irexplainer.paint.front.easel import Easel, sides
from irexplainer.paint.front.lumps import lump_part
from irexplainer.paint.look import Look
from irexplainer.paint.parts import _Same, parts_of
from irexplainer.paint.tubes import Tube

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

FIGURE_BOX = Rect(-37.5, -1.0, 75.0, 172.5)
"""Part of the front plate, in cm, that ``figure_image`` shows edge to edge."""


@dataclass(frozen=True)
class Tile:
    """Parts and vessels of a tile. box: cm (x, y, width, height), None for all of the parts."""

    parts: tuple[str, ...] = ()
    vessels: tuple[str, ...] = ()
    box: tuple[float, float, float, float] | None = None
    pad: float = 0.12


TILES = {
    "vessels": Tile(
        (), ("abdominal_aorta", *sides("common_iliac_artery", "external_iliac_artery", "internal_iliac_artery",
                                       "common_femoral_artery")), (-10, 61, 20, 24)),
    "brain": Tile(("brain", "cerebellum")),
    "lungs": Tile((*sides("lung"), "trachea")),
    "heart": Tile(("heart",)),
    "liver": Tile(("liver", "gallbladder"), pad=0.06),
    "kidneys": Tile((*sides("kidney"), "urinary_bladder"), sides("ureter"), (-13.5, 53.5, 27, 33.5), 0.04),
    "uterus": Tile((*sides("uterine_tube", "ovary"), "uterine_tubes", "ovaries", "uterus")),
    "prostate": Tile(("prostate", "urinary_bladder")),
    "spine": Tile(("discs", "spine"), (), (-5.6, 57.6, 11.2, 14.4), 0.0),
    "biopsy": Tile((), (), (-8, -8, 16, 16), 0.0),
}  # fmt: skip


@lru_cache(maxsize=128)
def organ_tile(icon_id: str, size_px: int, look: Look) -> QImage:
    """Organ on a transparent square. An unknown id gives an empty square."""
    from irexplainer.atlas.load import load_atlas

    return tile_image(load_atlas(), icon_id, size_px, look)


@lru_cache(maxsize=16)
def figure_image(look: Look, height_px: int) -> QImage:
    """Silhouette on a transparent ground; shows FIGURE_BOX."""
    from irexplainer.atlas.load import load_atlas

    return silhouette(load_atlas(), look, height_px)


def figure_of(atlas: "Atlas", look: Look, height_px: int) -> QImage:
    """As ``figure_image`` for a given atlas; kept while the atlas lives."""
    return _figure(_Same(atlas), look, height_px)


@lru_cache(maxsize=16)
def _figure(same: _Same, look: Look, height_px: int) -> QImage:
    return silhouette(same.atlas, look, height_px)


def tile_image(atlas: "Atlas", icon_id: str, size_px: int, look: Look) -> QImage:
    """As ``organ_tile`` for a given atlas."""
    tile = TILES.get(icon_id)
    image = _blank(size_px, size_px)
    if tile is None:
        return image
    box = tile.box or _box(atlas, tile.parts)
    free = Rect(size_px * tile.pad, size_px * tile.pad, size_px * (1 - 2 * tile.pad), size_px * (1 - 2 * tile.pad))
    camera = Camera(box[0] + box[2] / 2, box[1] + box[3] / 2, box[2], box[3])
    viewport = Viewport.fit(size_px, size_px, free, camera)
    p = _painter(image, viewport)
    easel = Easel(p, atlas, look, viewport)
    easel.vessels([i for i in tile.vessels if "ureter" in i])
    easel.paint(*tile.parts)
    easel.vessels([i for i in tile.vessels if "ureter" not in i])
    if icon_id == "biopsy":
        _biopsy(easel)
    p.end()
    return image


def silhouette(atlas: "Atlas", look: Look, height_px: int) -> QImage:
    """As ``figure_image`` for a given atlas."""
    scale = height_px / FIGURE_BOX.height
    image = _blank(round(FIGURE_BOX.width * scale), height_px)
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.scale(scale, scale)
    p.translate(-FIGURE_BOX.x, -FIGURE_BOX.y)
    body = parts_of(atlas).get("body")
    if body is not None:
        p.fillPath(body.path, QColor(look.color("figure")))
    p.end()
    return image


def _biopsy(e: Easel) -> None:
    """A needle whose tip lies inside a round target."""
    e.plain([_rod((-7, -7), (1.5, 1.5), 0.42)], "needle", 0.12)
    e.fill_part(lump_part("biopsy_target", 3.4, 3.4, 3.4))
    e.plain([_rod((-1, -1), (2.6, 2.6), 0.42)], "needle", 0.12)


def _rod(a: tuple[float, float], b: tuple[float, float], r: float) -> Tube:
    line = np.linspace((*a, r), (*b, r), 12)
    line[-3:, 2] *= (0.9, 0.6, 0.25)
    return Tube(line)


def _box(atlas: "Atlas", keys: tuple[str, ...]) -> tuple[float, float, float, float]:
    parts = parts_of(atlas)
    boxes = [parts[k].box for k in keys if k in parts] or [(0.0, 0.0, 1.0, 1.0)]
    x0, y0 = min(b[0] for b in boxes), min(b[1] for b in boxes)
    x1, y1 = max(b[2] for b in boxes), max(b[3] for b in boxes)
    return x0, y0, x1 - x0, y1 - y0


def _blank(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    return image


def _painter(image: QImage, viewport: Viewport) -> QPainter:
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.translate(viewport.x0, viewport.y0)
    p.scale(viewport.scale, viewport.scale)
    return p
