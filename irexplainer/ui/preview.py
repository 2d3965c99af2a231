"""``--preview ID``: read the content anew whenever one of its files is saved."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from irexplainer.errors import ExplainerError
from irexplainer.library.load import Library
from irexplainer.session.session import Session
from irexplainer.ui.services import Services
from irexplainer.ui.window import MainWindow

SETTLE_MS = 150
"""Editors save in several strokes; wait until they are done."""


class Preview(QObject):
    """Watches the folder of a procedure, the archetypes and the words beside it."""

    def __init__(self, id: str | None, folder: Path, session: Session, services: Services, window: MainWindow) -> None:
        super().__init__(window)
        self._folder, self._id = folder, id
        self._session, self._services, self._window = session, services, window
        self._watcher = QFileSystemWatcher(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self.reload)
        self._watcher.fileChanged.connect(self._saved)
        self._watcher.directoryChanged.connect(self._saved)
        self._watch()

    def _watch(self) -> None:
        """Files are watched again after every save: many editors replace them."""
        rooms = [self._folder, self._folder / "archetypes", self._folder / "interface", self._folder / "vocabulary"]
        if self._id is not None:
            rooms.append(self._folder / "procedures" / self._id)
        wanted = [str(room) for room in rooms if room.is_dir()]
        wanted += [str(path) for room in rooms if room.is_dir() for path in room.iterdir() if path.is_file()]
        known = {*self._watcher.files(), *self._watcher.directories()}
        fresh = [path for path in wanted if path not in known]
        if fresh:
            self._watcher.addPaths(fresh)

    def _saved(self, _path: str) -> None:
        self._timer.start()

    def reload(self) -> None:
        """Read everything anew; an error is shown in words and the old picture stays."""
        self._watch()
        try:
            library = Library(self._folder)
            if self._id is not None:
                _ = library.procedures[self._id]
            old = self._services.library
            self._services.reload(library)
            try:
                self._session.reload(library)
            except ExplainerError:
                self._services.reload(old)
                raise
        except ExplainerError as error:
            self._window.tell(error)
            return
        self._window.message.close_it()
        self._window.refresh()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        self._watcher.blockSignals(True)
