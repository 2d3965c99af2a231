"""Bake the organ tiles of the sidebar: ``python -m irexplainer.paint.bake_tiles``.

One picture per organ and theme, 104 px: 52 px at twice the density. The window shows them without numpy or atlas.
"""

import os
import sys

from irexplainer.resources import assets_dir

SIDE = 104


def main() -> int:
    """Write assets/baked/tiles/*.png; returns 0."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    from irexplainer.paint.look import THEMES, Look
    from irexplainer.paint.thumbs import TILES, organ_tile

    app = QGuiApplication.instance() or QGuiApplication(["bake"])
    folder = assets_dir() / "baked" / "tiles"
    folder.mkdir(parents=True, exist_ok=True)
    for icon in TILES:
        for theme in THEMES:
            organ_tile(icon, SIDE, Look.of(theme)).save(str(folder / f"{icon}.{theme}.png"))
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main())
