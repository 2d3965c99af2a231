"""Stored pictures of the plates: PNG files that carry the key of what they were made from."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from irexplainer.paint.textures import Texture
from irexplainer.resources import assets_dir

KEY = "Plate-Key"
JPEG_QUALITY = 88
VERSION = 1
"""Raise when the drawing recipe changes in code that the keys do not see."""


@dataclass(frozen=True, eq=False)
class Stored:
    """A picture to bake. name: file name without ending. box: left, top in cm. inputs: what the key is made from.

    make: computes the picture. opaque: stored without transparency. lossy: stored small, as JPEG.
    """

    name: str
    corner: tuple[float, float]
    px_per_cm: float
    inputs: tuple[Any, ...]
    make: Callable[[], QImage]
    opaque: bool = True
    lossy: bool = False

    @property
    def file(self) -> str:
        """Name of its file."""
        return f"{self.name}.{'jpg' if self.lossy else 'png'}"

    @property
    def key(self) -> str:
        """Digest of everything the picture depends on."""
        return digest(VERSION, self.corner, self.px_per_cm, self.inputs)


def digest(*things: Any) -> str:
    """Short digest of nested tuples, numbers, texts and arrays (arrays to 1e-4)."""
    total = sha256()
    for thing in things:
        _feed(total, thing)
    return total.hexdigest()[:20]


def _feed(total: Any, thing: Any) -> None:
    if isinstance(thing, np.ndarray):
        total.update(np.round(np.asarray(thing, float) * 1e4).astype(np.int64).tobytes())
    elif isinstance(thing, tuple | list):
        for part in thing:
            _feed(total, part)
    else:
        total.update(repr(thing).encode())


def plate_file(name: str) -> Path:
    """Where the picture lies; the PNG where there is none."""
    folder = assets_dir() / "baked" / "plates"
    small = folder / f"{name}.jpg"
    return small if small.exists() else folder / f"{name}.png"


def write(stored: Stored, folder: Path | None = None) -> int:
    """Bake and write; returns the bytes of the file. OSError where it cannot be written."""
    target = (folder or plate_file("x").parent) / stored.file
    target.parent.mkdir(parents=True, exist_ok=True)
    image = stored.make()
    if stored.opaque:
        image = image.convertToFormat(QImage.Format.Format_RGB888)
    writer = QImageWriter(str(target), b"jpg" if stored.lossy else b"png")
    if stored.lossy:
        writer.setQuality(JPEG_QUALITY)
        writer.setOptimizedWrite(True)
    else:
        writer.setCompression(95)
    writer.setText(KEY, stored.key)
    if not writer.write(image):
        raise OSError(f"{target}: {writer.errorString()}")
    return target.stat().st_size


def is_fresh(stored: Stored) -> bool:
    """True when the shipped file was made from exactly these inputs."""
    return QImageReader(str(plate_file(stored.name))).text(KEY) == stored.key


@lru_cache(maxsize=6)
def _read(name: str, opaque: bool) -> QImage | None:
    image = QImage(str(plate_file(name)))
    wanted = QImage.Format.Format_RGB32 if opaque else QImage.Format.Format_ARGB32_Premultiplied
    return None if image.isNull() else image.convertToFormat(wanted)


def texture_of(name: str, corner: tuple[float, float], px_per_cm: float, opaque: bool = True) -> Texture | None:
    """Shipped picture as a texture; None where the file is missing (the plate is then painted flat)."""
    image = _read(name, opaque)
    return None if image is None else Texture(image, corner[0], corner[1], px_per_cm)
