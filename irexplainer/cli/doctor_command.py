"""``irexplainer doctor``: what the program runs on and what is missing."""

import importlib.metadata
import os
import platform
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator

from irexplainer import __version__
from irexplainer.resources import assets_dir, content_dir

_PACKAGES = ("PySide6-Essentials", "numpy", "pyqtgraph", "msgspec", "markdown-it-py", "platformdirs")

Row = tuple[bool, str, str]


def _packages() -> Iterator[Row]:
    for name in _PACKAGES:
        try:
            yield True, name, importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            yield False, name, "missing: run script/run, or pip install irexplainer"


def _qt() -> Iterator[Row]:
    try:
        from PySide6.QtGui import QFontDatabase, QGuiApplication
    except ImportError as error:
        yield False, "Qt", f"cannot be loaded ({error}): install the libraries named in docs/install.md"
        return
    app = QGuiApplication.instance() or QGuiApplication([])
    yield True, "Qt platform", QGuiApplication.platformName()
    yield from _window_libraries()
    fonts = sorted((assets_dir() / "fonts").rglob("*.ttf"))
    loaded = sum(QFontDatabase.addApplicationFont(str(font)) >= 0 for font in fonts)
    yield bool(fonts) and loaded == len(fonts), "fonts", f"{loaded} of {len(fonts)} load"
    del app


def _window_libraries() -> Iterator[Row]:
    """Qt needs further system libraries for windows under X11; without them it ends the program when one is opened."""
    from irexplainer.ui.display import missing_libraries

    missing = list(missing_libraries())
    for problem in missing:
        yield False, "window libraries", f"{problem}: install the libraries named in docs/install.md"
    if not missing:
        yield True, "window libraries", "all there"


def _content() -> Iterator[Row]:
    from irexplainer.errors import ContentError
    from irexplainer.library.load import load_library

    try:
        library = load_library()
        yield True, "procedures", str(len(library.procedures))
    except ContentError as error:
        yield False, "content", str(error)


def rows() -> Iterator[Row]:
    """(fine?, subject, finding) for everything the program leans on."""
    yield True, "irexplainer", __version__
    python = platform.python_version()
    yield sys.version_info >= (3, 11), "Python", python
    yield True, "system", platform.platform()
    yield True, "processors", str(os.cpu_count())
    for folder in (content_dir(), assets_dir(), assets_dir() / "baked"):
        yield folder.is_dir(), "folder", str(folder)
    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or ""
    yield True, "display", display or "none: pictures can be written, no window can open"
    free = shutil.disk_usage(assets_dir()).free // 2**20
    yield free > 200, "free disk", f"{free} MB"
    yield from _packages()
    yield from _qt()
    yield from _content()


def run(_options: Namespace) -> int:
    """Print every finding; 0 when nothing is missing, else 20."""
    fine = True
    for ok, subject, finding in rows():
        fine &= ok
        print(f"{'ok     ' if ok else 'MISSING'}  {subject:20} {finding}")
    return 0 if fine else 20
