"""What went wrong, in words: where, what, what to do."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from irexplainer.errors import ExplainerError
from irexplainer.session.asked import Shelves
from irexplainer.session.playback import Boards
from irexplainer.session.session import Session
from irexplainer.session.state import SessionState
from irexplainer.ui.dress import Dress
from irexplainer.ui.sheet import Sheet
from irexplainer.ui.text import Text


class Message(Sheet):
    """A sheet with one error."""

    WIDTH = 560

    def __init__(self, dress: Dress, host: QWidget) -> None:
        super().__init__(dress, host)
        self.error: ExplainerError | None = None

    def tell(self, error: ExplainerError) -> None:
        """Show an error."""
        self.error = error
        self.open_it()

    def fill(self) -> None:
        """Problem, place, remedy."""
        self.title.setText(self.tr("This did not work"))
        if self.error is None:
            return
        problem = self.error.problem[:1].upper() + self.error.problem[1:]
        self.body.box.addWidget(Text(self.dress, "body_ink", problem))
        self.body.box.addWidget(Text(self.dress, "body", self.error.remedy))
        self.body.box.addWidget(Text(self.dress, "small", self.error.where))


class PoliteSession(Session):
    """A session whose verbs never raise at a person: errors go to ``on_error``, the state stays as it was."""

    def __init__(self, library: Shelves, boards: Boards, state: SessionState | None = None) -> None:
        super().__init__(library, boards, state)
        self.on_error: Callable[[ExplainerError], None] = _raise

    def open_procedure(self, id: str, at: str | None = None, choices: Mapping[str, str] | None = None) -> None:
        """As in Session."""
        try:
            super().open_procedure(id, at, choices)
        except ExplainerError as error:
            self.on_error(error)

    def choose(self, id: str, option: str) -> None:
        """As in Session."""
        try:
            super().choose(id, option)
        except ExplainerError as error:
            self.on_error(error)

    def set_language(self, language: str) -> None:
        """As in Session."""
        try:
            super().set_language(language)
        except ExplainerError as error:
            self.on_error(error)


def _raise(error: ExplainerError) -> None:
    raise error
