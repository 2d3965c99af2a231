"""What the interface needs beside the session: atlas, storyboards, words, worker, layers; each made when first used."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from irexplainer.ui.layers import LayerKey, LayerStore, paint_layer
from irexplainer.ui.worker import LATER, Worker, steady_memory

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from irexplainer.atlas.types import Atlas
    from irexplainer.imaging.render import Renderer
    from irexplainer.library.load import Library
    from irexplainer.story.storyboard import Storyboard

BOARDS = 24
"""Storyboards kept: every choice of four procedures and more."""


BOARDS_AHEAD = 8
"""Storyboards compiled ahead, so that a click on one of them need not wait."""
WARM_MODULES = {
    "stage": ("irexplainer.paint.picture", "irexplainer.ui.stage_scene", "irexplainer.story.nodes"),
    "imaging": ("irexplainer.imaging.render", "irexplainer.paint.monitor_picture"),
}
"""What the first picture does without and the first procedure needs."""


class Services(QObject):
    """One per program. Nothing heavy is imported before it is asked for, so that the first picture needs none of it.

    library: the content. load: makes the atlas (tests hand in their own). ``ready`` is emitted in the painting thread
    once the atlas is there.
    """

    ready = Signal()

    def __init__(
        self, library: "Library", load: "Callable[[], Atlas] | None" = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        steady_memory()
        self.library = library
        self.worker = Worker(self)
        self.layers = LayerStore(self.worker, self._paint_layer, self)
        self._load = load or _load_atlas
        self._atlas: Atlas | None = None
        self._lock = threading.RLock()
        self._boards: OrderedDict[Any, Storyboard] = OrderedDict()
        self._renderers: OrderedDict[tuple[int, int], Renderer] = OrderedDict()
        self.worker.done.connect(self._heard)

    def atlas(self) -> "Atlas":
        """The one body; read when first asked for. Any thread; ContentError on bad data."""
        if self._atlas is None:
            with self._lock:
                if self._atlas is None:
                    self._atlas = self._load()
        return self._atlas

    @property
    def warm(self) -> bool:
        """True once the atlas is in memory."""
        return self._atlas is not None

    def board(self, id: str, choices: Mapping[str, str], language: str) -> "Storyboard":
        """Storyboard of a procedure, compiled once per choices and language. Any thread.

        Raises ContentError or ConfigError as ``compile_storyboard`` does.
        """
        key = (id, tuple(sorted(choices.items())), language)
        with self._lock:
            if key in self._boards:
                self._boards.move_to_end(key)
                return self._boards[key]
        from irexplainer.story.compile import compile_storyboard

        board = compile_storyboard(self.library.procedures[id], self.atlas(), dict(choices), language)
        with self._lock:
            self._boards[key] = board
            while len(self._boards) > BOARDS:
                self._boards.popitem(last=False)
        return board

    def words(self, language: str) -> Mapping[str, Any]:
        """Vocabulary of a language: id -> Word(term, plain, definition)."""
        return self.library.vocabulary(language)

    def renderer(self, width: int, height: int) -> "Renderer":
        """Maker of doctor's pictures of one size; the two sizes used last are kept."""
        key = (width, height)
        if key not in self._renderers:
            from irexplainer.imaging.render import Renderer

            self._renderers[key] = Renderer(self.atlas(), width, height)
            while len(self._renderers) > 2:
                self._renderers.popitem(last=False)
        self._renderers.move_to_end(key)
        return self._renderers[key]

    def reload(self, library: "Library") -> None:
        """Take content read anew; storyboards are compiled again when next asked for."""
        self.library = library
        with self._lock:
            self._boards.clear()

    def warm_up(self, first: str | None = None, language: str = "en") -> None:
        """Load atlas, textures, storyboards and what paints them in the background; call after the first paint.

        first: procedure to prepare before the others.

        Each piece is its own job, so that a layer somebody waits for is painted in between.
        """
        if self._atlas is None:
            self.worker.submit(("warm", "atlas"), self.atlas, LATER)
        else:
            self.ready.emit()
        for name in ("stage", "textures", "imaging"):
            self.worker.submit(("warm", name), partial(self._warm, name), LATER)
        ids = list(self.library.procedures)
        for id in sorted(ids, key=lambda id: id != first)[:BOARDS_AHEAD]:
            self.prepare(id, language)

    def prepare(self, id: str, language: str) -> None:
        """Compile a procedure's storyboard in the background; ``worker.done`` tells (warm, board, id, language)."""
        self.worker.submit(("warm", "board", id, language), partial(self._compile_ahead, id, language), LATER)

    def close(self) -> None:
        """End the background thread."""
        self.worker.close()

    def _paint_layer(self, key: LayerKey) -> "QImage":
        return paint_layer(self.atlas(), key)

    def _compile_ahead(self, id: str, language: str) -> None:
        procedure = self.library.procedures[id]
        self.board(id, procedure.default_choices(), language)

    def _warm(self, name: str) -> None:
        """Fill the caches that the first sharp layer and the first screen picture need."""
        if name != "textures":
            for module in WARM_MODULES[name]:
                import_module(module)
            return
        from irexplainer.paint.parts import parts_of
        from irexplainer.paint.textures import texture

        for key, part in parts_of(self.atlas()).items():
            if not key.endswith(".window"):  # one by one: a layer that somebody waits for comes first
                self.worker.submit(("warm", "texture", key), partial(texture, part), LATER)

    def _heard(self, key: object, _result: object) -> None:
        if key == ("warm", "atlas"):
            self.ready.emit()


def _load_atlas() -> "Atlas":
    from irexplainer.atlas.load import load_atlas

    return load_atlas()
