"""Baked reliefs, loaded when first needed. A file carries the key of the shape and colors it was made from."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtGui import QBrush, QImage, QTransform

from irexplainer.paint.parts import Part
from irexplainer.paint.relief import Image, grid, shaded, shell, surface, to_image
from irexplainer.resources import assets_dir

BODY_SHELLS = {
    "body.glass": (("#234450", "#8FC1CB"), (0.42, 0.92), 1.5, 0.4),
    "body.front": (("#FFF6EC", "#FFF8F0"), (0.0, 0.42), 2.6, 0.0),
    "body.front_glass": (("#6FA7B5", "#D5F3F5"), (0.03, 0.62), 2.2, 0.3),
}
"""Shells of the body: (middle, rim), (alpha middle, rim), power, extra alpha on the lamp side (STYLE 6.4)."""


@dataclass(frozen=True, eq=False)
class Texture:
    """A picture of the plate: left, top in cm."""

    image: QImage
    left: float
    top: float
    px_per_cm: float

    def brush(self) -> QBrush:
        """Brush for a painter whose unit is one cm."""
        brush = QBrush(self.image)
        brush.setTransform(QTransform.fromTranslate(self.left, self.top).scale(1 / self.px_per_cm, 1 / self.px_per_cm))
        return brush


KEY = "Relief-Key"
VERSION = 2
"""Raise when the recipe changes in code that the keys do not see."""
GRAIN_CM = 1e-3
"""Outlines are compared to this fineness, so that another processor's last digit is no change."""


def key_of(part: Part, name: str = "") -> str:
    """Digest of everything the picture of a part depends on."""
    total = sha256()
    finish = () if name else part.finish
    shell_look = BODY_SHELLS[name] if name else ()
    for thing in (VERSION, part.px_per_cm, part.puff, part.soft, finish, shell_look):
        total.update(repr(thing).encode())
    for outline in part.outlines:
        _feed(total, outline)
    for line, width, depth in part.creases:
        _feed(total, line)
        total.update(repr((width, depth)).encode())
    if part.tube is not None:
        _feed(total, part.tube)
    return total.hexdigest()[:20]


def _feed(total: Any, points: Any) -> None:
    """Coordinates rounded off-center: authored points with few digits never lie on a border."""
    total.update(np.floor(np.asarray(points, float) / GRAIN_CM + 0.37).astype(np.int64).tobytes())


def baked_file(name: str) -> Path:
    """Where the picture of a part lies."""
    return assets_dir() / "baked" / f"{name}.png"


@lru_cache(maxsize=128)
def texture(part: Part, name: str = "") -> Texture:
    """Relief of a part. name: a shell variant of the body. Read from disk; baked where no file of its key is."""
    left, top, width, height = grid(part.path, part.px_per_cm)
    image = QImage(str(baked_file(name or part.key)))
    fits = (image.width(), image.height()) == (width, height) and image.text(KEY) == key_of(part, name)
    if not fits:
        image = bake(part, name)
    wanted = QImage.Format.Format_ARGB32_Premultiplied if name else QImage.Format.Format_RGB32
    return Texture(image.convertToFormat(wanted), left, top, part.px_per_cm)


def bake(part: Part, name: str = "") -> QImage:
    """Compute the picture of a part (0.05 to 1 s)."""
    relief = surface(part.shape)
    if name:
        return to_image(shell(relief, *BODY_SHELLS[name]))
    return to_image(with_alpha(shaded(relief, part.finish)))


def with_alpha(color: Image) -> Image:
    """(h, w, 3) made opaque."""
    return np.dstack([color, np.ones(color.shape[:2], np.float32)])
