"""Rectangles of a dirty region."""

from typing import cast

from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion


def rects(region: QRegion) -> list[QRect]:
    """Rectangles that make up a region; they do not overlap."""
    return list(cast("list[QRect]", region))  # QRegion iterates over its rectangles; its stub does not say so
