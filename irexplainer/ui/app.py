"""``irexplainer`` without a command: the application around the window."""

import sys
import traceback
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QStyleFactory

from irexplainer import __version__
from irexplainer.errors import ConfigError
from irexplainer.library.find import find_language, find_procedure
from irexplainer.library.load import Library, load_library
from irexplainer.session.settings import Settings, load_settings, profile_dir, save_settings
from irexplainer.session.state import SessionState
from irexplainer.ui.clock import FrameClock
from irexplainer.ui.display import need_display
from irexplainer.ui.dress import FAMILIES, load_fonts
from irexplainer.ui.message import PoliteSession
from irexplainer.ui.preview import Preview
from irexplainer.ui.services import Services
from irexplainer.ui.window import MainWindow

SAVE_AFTER_MS = 1000
SIZE = (1600, 900)


def run(options: Namespace) -> int:
    """Open the window and run until it is closed. Returns 0, or 70 after an internal error.

    Raises ConfigError and ContentError for what the command line says in words.
    """
    folder = Path(options.profile) if options.profile else profile_dir()
    library = load_library()
    id = check(options, library)
    if options.lang is not None:
        options.lang = find_language(library, options.lang)
    part = named_part(options, library)
    need_display()
    app = application()
    services = Services(library)
    session = PoliteSession(library, services.board, start_state(options, load_settings(folder)))
    if id is not None:
        session.open_procedure(id, options.at)
    if part is not None:
        session.show_structure(part)
    window = MainWindow(session, services, FrameClock())
    session.on_error = window.tell
    saver = _Saver(folder, session)
    preview = Preview(id, library.folder, session, services, window) if options.preview else None
    _show(window, options, app)
    failed = _Failed(window)
    sys.excepthook = failed
    code = app.exec()
    sys.excepthook = sys.__excepthook__
    saver.save()
    if preview is not None:
        preview.stop()
    services.close()
    return 70 if failed.seen else int(code)


def application() -> QApplication:
    """The one application: Fusion, bundled fonts, no hinting."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["irexplainer"])
    if app.applicationName() == "irexplainer" and app.property("dressed"):
        return app  # a new style would be put on every widget that still lives
    app.setProperty("dressed", True)
    app.setApplicationName("irexplainer")
    app.setApplicationVersion(__version__)
    app.setStyle(QStyleFactory.create("Fusion"))
    load_fonts()
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(15)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(font)
    return app


def check(options: Namespace, library: Library) -> str | None:
    """The procedure to open, or None; ConfigError for one that does not exist."""
    id = options.preview or options.procedure
    if id is None:
        if options.at:
            raise ConfigError("--at", "it needs a procedure.", "Add --procedure ID.")
        return None
    return find_procedure(library, id).id


def named_part(options: Namespace, library: Library) -> str | None:
    """The part of the body to open, or None; ConfigError for a name that nothing has."""
    if options.structure is None:
        return None
    from irexplainer.ui.structure_picture import structure_id

    return structure_id(library, options.structure, options.lang or "en")


def start_state(options: Namespace, settings: Settings) -> SessionState:
    """What was remembered, then what the command line says."""
    given = {
        "mode": options.mode,
        "theme": options.theme,
        "language": options.lang,
        "text_scale": options.text_scale,
    }
    return replace(settings.state(), **{name: value for name, value in given.items() if value is not None})


def _show(window: MainWindow, options: Namespace, app: QApplication) -> None:
    """Show in the size asked for, and warm up what the first picture did not need."""
    screen = app.primaryScreen().availableSize()
    width, height = options.size or (min(SIZE[0], screen.width()), min(SIZE[1], screen.height()))
    window.resize(width, height)
    if options.fullscreen:
        window.showFullScreen()
    elif options.size is None and (screen.width() <= SIZE[0] or screen.height() <= SIZE[1]):
        window.showMaximized()
    else:
        window.show()
    window.stage.setFocus()
    session = window.session
    QTimer.singleShot(0, lambda: window.services.warm_up(session.state.procedure, session.state.language))


class _Saver:
    """Writes the settings a moment after they changed."""

    def __init__(self, folder: Path, session: PoliteSession) -> None:
        self._folder, self._session = folder, session
        self._saved = Settings.of(session.state)
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)
        session.subscribe(lambda _old, new: self._changed(new))

    def _changed(self, new: SessionState) -> None:
        quiet = not new.playing
        if quiet and Settings.of(new) != self._saved and not self._timer.isActive():
            self._timer.start()

    def save(self) -> None:
        """Write if anything is new."""
        now = Settings.of(self._session.state)
        if now != self._saved:
            self._saved = now
            save_settings(self._folder, now)


class _Failed:
    """Hook for errors nobody caught: write them down, close the window, remember."""

    def __init__(self, window: MainWindow) -> None:
        self.seen = False
        self._window = window

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        traceback.print_exception(kind, error, trace)
        if not self.seen:
            self.seen = True
            print("irexplainer: something went wrong inside the program.", file=sys.stderr)
            QTimer.singleShot(0, self._window.close)
