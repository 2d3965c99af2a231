"""Bake every still picture that ships: ``python -m irexplainer.paint.bake``. Deterministic; about a minute.

Each relief carries the key of what it was made from; only stale ones are made anew unless ``--all`` is given.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter

from irexplainer.atlas.collecting_system import CALYX_AXES, hilum_of
from irexplainer.geom.viewport import Camera, Rect, Viewport
from irexplainer.paint.front.brain import brain_window, grow_folds
from irexplainer.paint.front.easel import Easel
from irexplainer.paint.front.figure import paint_figure
from irexplainer.paint.front.fine_bones import fine_bones
from irexplainer.paint.front.kidney import grow_kidney_twigs, pyramid
from irexplainer.paint.front.kidney_stone import kidney_stones
from irexplainer.paint.front.liver import grow_liver_twigs
from irexplainer.paint.front.liver_inside import duct_stone, gallstones
from irexplainer.paint.front.lumps import lump_part, treated_part, tumor_part
from irexplainer.paint.front.twigs import save_twigs
from irexplainer.paint.home_layer import HOME_BOX, HOME_PX_PER_CM, home_file
from irexplainer.paint.look import THEMES, Look
from irexplainer.paint.parts import Part, parts_of
from irexplainer.paint.textures import BODY_SHELLS, KEY, bake, baked_file, key_of

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

TUMORS = ("liver_tumor", "left_kidney_tumor", "right_kidney_tumor")


def bake_parts(parts: Mapping[str, Part], folder: Path | None = None, everything: bool = True) -> list[str]:
    """Write one picture per part and body shell; returns the names written. everything: fresh ones too."""
    written = []
    for key, part in sorted(parts.items()):
        for name in ("", *BODY_SHELLS) if key == "body" else ("",):
            target = (folder or baked_file("x").parent) / f"{name or key}.png"
            if not everything and is_fresh(part, name, target):
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            write(bake(part, name), target, opaque=not name, key=key_of(part, name))
            written.append(name or key)
    return written


def is_fresh(part: Part, name: str = "", file: Path | None = None) -> bool:
    """True where the shipped picture was made from exactly this shape and these colors."""
    return QImageReader(str(file or baked_file(name or part.key))).text(KEY) == key_of(part, name)


def write(image: QImage, target: Path, opaque: bool, key: str = "") -> None:
    """Write a picture with its key; OSError where that fails."""
    if opaque:
        image = image.convertToFormat(QImage.Format.Format_RGB888)
    writer = QImageWriter(str(target), b"png")
    writer.setCompression(95)
    if key:
        writer.setText(KEY, key)
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
            parts[f"{target}.treated"] = treated_part(target, *lump.center, lump.radius)
    for side in ("left", "right"):
        hilum = hilum_of(e.atlas, side)
        if hilum is not None:
            parts |= {p.key: p for p in (pyramid(hilum, i) for i in range(len(CALYX_AXES)))}
            parts |= {p.key: p for p in kidney_stones(hilum)}
    parts |= {p.key: p for p in (*gallstones(), duct_stone())}
    return parts


def all_parts(atlas: "Atlas") -> dict[str, Part]:
    """Everything that gets a relief."""
    window = brain_window(atlas)
    return {**parts_of(atlas), **extra_parts(easel_for(atlas)), **fine_bones(), window.key: window}


def bake_twigs(e: Easel) -> None:
    """Grow and write the fine branches of liver, liver tumor and kidneys, and the folds of the brain."""
    save_twigs("brain_folds", grow_folds(parts_of(e.atlas)["brain"].outlines[0]))
    for name, branches in grow_liver_twigs(e).items():
        save_twigs(name, branches)
    for side in ("left", "right"):
        save_twigs(f"{side}_kidney_twigs", grow_kidney_twigs(e, side))


def home_image_of(atlas: "Atlas", theme: str) -> QImage:
    """The whole figure on a transparent ground, as ``home_layer`` shows it."""
    k = HOME_PX_PER_CM
    width, height = round(HOME_BOX.width * k), round(HOME_BOX.height * k)
    viewport = Viewport(width, height, Rect(0, 0, width, height), k, -HOME_BOX.x * k, -HOME_BOX.y * k)
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.translate(viewport.x0, viewport.y0)
    p.scale(k, k)
    paint_figure(Easel(p, atlas, Look.of(theme), viewport))
    p.end()
    return image


def bake_home(atlas: "Atlas", folder: Path | None = None) -> list[str]:
    """Write the figure of the home screen for every theme."""
    names = []
    for theme in THEMES:
        shipped = Path(home_file(theme))
        write(home_image_of(atlas, theme), (folder or shipped.parent) / shipped.name, opaque=False)
        names.append(shipped.stem)
    return names


def bake_atlas(atlas: "Atlas", everything: bool = True) -> list[str]:
    """Bake all that the front plate needs; returns the names of the pictures written."""
    bake_twigs(easel_for(atlas))
    return bake_parts(all_parts(atlas), everything=everything) + bake_home(atlas)


def bake_plates(everything: bool = True) -> list[str]:
    """Bake the slices and close-ups; returns the names of the pictures written."""
    from irexplainer.paint.plates import bake as plates

    names = [picture.name for picture in plates.pictures()] if everything else plates.stale()
    if names:
        plates.bake_plates(names)
    return names


def main(arguments: list[str] | None = None) -> int:
    """Bake the shipped atlas and the plates."""
    from irexplainer.atlas.load import load_atlas

    wanted = sys.argv[1:] if arguments is None else arguments
    everything = "--all" in wanted
    names = bake_atlas(load_atlas(), everything) + bake_plates(everything)
    folder = baked_file("x").parent
    size = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())
    print(f"{len(names)} pictures written; {size / 1e6:.1f} MB in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
