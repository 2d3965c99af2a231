"""Can a window open here? Asked before Qt starts: where none can, Qt ends the whole program without a clear word."""

import ctypes
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QLibraryInfo

from irexplainer.errors import ConfigError

PATIENCE_SECONDS = 3.0
INSTEAD = "Start it on a desktop, or write pictures with 'irexplainer sheet' and 'irexplainer render'."


def need_display() -> None:
    """ConfigError where no window can open: no display named, none that answers, or system libraries missing."""
    wanted = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if not sys.platform.startswith("linux") or wanted not in ("", "xcb", "wayland"):
        return  # other systems have a desktop; a platform asked for by name is Qt's own business
    wayland, x = os.environ.get("WAYLAND_DISPLAY", ""), os.environ.get("DISPLAY", "")
    if not wayland and not x and not wanted:
        raise ConfigError("window", "there is no display here, so no window can open.", INSTEAD)
    if wanted != "xcb" and _wayland_answers(wayland):
        return
    name = f"DISPLAY={x}" if wanted == "xcb" or (x and wanted != "wayland") else f"WAYLAND_DISPLAY={wayland}"
    if not name.startswith("DISPLAY") or not x or not _x_answers():
        raise ConfigError(name, "no display answers there, or it refuses this user.", INSTEAD)
    for problem in missing_libraries():
        remedy = "Run script/run, or install the libraries named in docs/install.md."
        raise ConfigError("window libraries", f"a system library is missing ({problem}).", remedy)


def missing_libraries() -> Iterator[str]:
    """What Qt's windows under X11 need of the system and do not find; nothing where Qt has no such windows."""
    plugin = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms" / "libqxcb.so"
    if plugin.is_file():
        try:
            ctypes.CDLL(str(plugin))
        except OSError as error:
            yield str(error)


def _wayland_answers(name: str) -> bool:
    """A compositor listens where WAYLAND_DISPLAY points: a path, or a name in XDG_RUNTIME_DIR."""
    path = Path(os.environ.get("XDG_RUNTIME_DIR", ""), name or "wayland-0")
    if not path.is_absolute():
        return False
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(PATIENCE_SECONDS)
        try:
            line.connect(str(path))
        except OSError:
            return False
    return True


def _x_answers() -> bool:
    """The X server of DISPLAY lets us in; asked as Qt will ask it. True where that cannot be tried."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # missing libraries have their own message
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.c_void_p)
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = (ctypes.c_void_p,)
    line = xcb.xcb_connect(None, None)
    try:
        return not xcb.xcb_connection_has_error(line)
    finally:
        xcb.xcb_disconnect(line)
