"""Gates on assets: fonts, icons, and every picture made beforehand. Part of ``irexplainer check``."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QImageReader

from irexplainer.atlas.load import load_atlas
from irexplainer.library.finding import Finding
from irexplainer.library.load import Library
from irexplainer.paint.home_layer import home_file
from irexplainer.paint.look import THEMES
from irexplainer.resources import assets_dir, name_of

FONTS = (
    *(f"Inter-{weight}.ttf" for weight in ("Regular", "Medium", "SemiBold", "Bold")),
    *(f"NotoSansArabic-{weight}.ttf" for weight in (400, 600)),
)
TRUETYPE = b"\0\1\0\0"
RESTORE = "Restore it, or install the package again."
BAKE = "Run python -m irexplainer.paint.bake, and look at the picture."
BAKE_TILES = "Run python -m irexplainer.paint.bake_tiles, and look at the picture."


def check_assets(library: Library) -> Iterator[Finding]:
    """Findings on every file of assets/ that is missing, broken or older than what it was made from.

    The numbers of the atlas are checked where they are read.
    """
    yield from _fonts()
    yield from _icons()
    for theme in THEMES:
        yield from _picture(Path(home_file(theme)), BAKE)
        for icon in sorted({group.icon for group in library.groups.values()}):
            yield from _picture(assets_dir() / "baked" / "tiles" / f"{icon}.{theme}.png", BAKE_TILES)
    yield from _reliefs()


def _finding(file: Path, problem: str, remedy: str) -> Finding:
    return Finding(name_of(file), name_of(file), problem, remedy)


def _fonts() -> Iterator[Finding]:
    for name in FONTS:
        file = assets_dir() / "fonts" / name
        if not file.is_file():
            yield _finding(file, "the font is missing.", RESTORE)
        elif file.read_bytes()[:4] != TRUETYPE:
            yield _finding(file, "this is not a TrueType font.", RESTORE)


def _icons() -> Iterator[Finding]:
    folder = assets_dir() / "icons"
    files = sorted(folder.glob("*.svg"))
    if not files:
        yield _finding(folder, "there are no icons.", RESTORE)
    for file in files:
        if "currentColor" not in file.read_text("utf-8", errors="replace"):
            yield _finding(file, "the icon does not take the color of the theme.", 'Use stroke="currentColor".')


def _picture(file: Path, remedy: str) -> Iterator[Finding]:
    if not file.is_file():
        yield _finding(file, "the picture is missing.", remedy)
    elif not QImageReader(str(file)).size().isValid():
        yield _finding(file, "this is not a picture.", remedy)


def _reliefs() -> Iterator[Finding]:
    """Reliefs and plates carry the key of what they were made from."""
    from irexplainer.paint.bake import all_parts, is_fresh
    from irexplainer.paint.plates.bake import stale
    from irexplainer.paint.plates.store import plate_file
    from irexplainer.paint.textures import BODY_SHELLS, baked_file

    old = [plate_file(name) for name in stale()]
    for part in all_parts(load_atlas()).values():
        names = ("", *BODY_SHELLS) if part.key == "body" else ("",)
        old += [baked_file(name or part.key) for name in names if not is_fresh(part, name)]
    for file in old:
        missing = not any(file.with_suffix(suffix).is_file() for suffix in (".png", ".jpg"))
        yield _finding(file, f"the picture is {'missing' if missing else 'older than what it shows'}.", BAKE)
