"""Bake all reliefs and twigs: ``python -m irexplainer.paint.bake``. Deterministic; half a minute on one core."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QImageWriter, QPainter

from irexplainer.geom.viewport import Camera, Rect, Viewport
from irexplainer.paint.front.easel import Easel
from irexplainer.paint.front.kidney import PYRAMIDS, grow_kidney_twigs, hilum_of, pyramid
from irexplainer.paint.front.liver import grow_liver_twigs
from irexplainer.paint.front.lumps import lump_part, tumor_part
from irexplainer.paint.front.twigs import save_twigs
from irexplainer.paint.look import Look
from irexplainer.paint.parts import Part, parts_of
from irexplainer.paint.textures import BODY_SHELLS, bake, baked_file

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

TUMORS = ("liver_tumor", "left_kidney_tumor", "right_kidney_tumor")


def bake_parts(parts: Mapping[str, Part], folder: Path | None = None) -> int:
    """Write one picture per part and body shell; returns the bytes written."""
    total = 0
    for key, part in sorted(parts.items()):
        for name in ("", *BODY_SHELLS) if key == "body" else ("",):
            target = (folder or baked_file("x").parent) / f"{name or key}.png"
            target.parent.mkdir(parents=True, exist_ok=True)
            _write(bake(part, name), target, opaque=not name)
            total += target.stat().st_size
    return total


def _write(image: QImage, target: Path, opaque: bool) -> None:
    if opaque:
        image = image.convertToFormat(QImage.Format.Format_RGB888)
    writer = QImageWriter(str(target), b"png")
    writer.setCompression(80)
    if not writer.write(image):
        raise OSError(f"{target}: {writer.errorString()}")


def easel_for(atlas: "Atlas") -> Easel:
    """An easel that only answers questions about the atlas."""
    viewport = Viewport.fit(1, 1, Rect(0, 0, 1, 1), Camera(0, 0, 1, 1))
    return Easel(QPainter(), atlas, Look.of("light"), viewport)


def extra_parts(e: Easel) -> dict[str, Part]:
    """Parts the atlas has no outline of: tumors, kidney pyramids, the target of the biopsy tile."""
    parts = {"biopsy_target": lump_part("biopsy_target", 3.4, 3.4, 3.4)}
    for target in TUMORS:
        lump = tumor_part(e, target)
        if lump is not None:
            parts[target] = lump_part(target, *lump.center, lump.radius)
    for side in ("left", "right"):
        hilum = hilum_of(e, side)
        if hilum is not None:
            parts |= {p.key: p for p in (pyramid(hilum, i) for i in range(len(PYRAMIDS)))}
    return parts


def bake_twigs(e: Easel) -> None:
    """Grow and write the fine branches of liver, liver tumor and kidneys."""
    for name, branches in grow_liver_twigs(e).items():
        save_twigs(name, branches)
    for side in ("left", "right"):
        save_twigs(f"{side}_kidney_twigs", grow_kidney_twigs(e, side))


def bake_atlas(atlas: "Atlas") -> int:
    """Bake everything an atlas has; returns the bytes of the pictures."""
    easel = easel_for(atlas)
    bake_twigs(easel)
    return bake_parts({**parts_of(atlas), **extra_parts(easel)})


def main() -> int:
    """Bake the shipped atlas."""
    from irexplainer.atlas.load import load_atlas

    print(f"{bake_atlas(load_atlas()) / 1e6:.1f} MB in {baked_file('x').parent}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
