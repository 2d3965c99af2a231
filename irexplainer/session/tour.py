"""The tour: stretches of storyboards, one after the other, played in a session of its own."""

from collections.abc import Callable, Mapping

from irexplainer.library.page_types import TourChapter
from irexplainer.session.session import Session


class Tour:
    """Plays chapters. session: shows their moments and belongs to the tour alone. changed: called after each change.

    A chapter without a procedure shows the whole body. Paused at a chapter, its step shows its still.
    """

    def __init__(self, session: Session, chapters: Mapping[str, TourChapter], changed: Callable[[], None]) -> None:
        self.session, self.chapters = session, tuple(chapters.values())
        self.index, self.playing = 0, False
        self._changed = changed
        self._elapsed = 0.0
        self._start = 0.0

    @property
    def chapter(self) -> TourChapter:
        """The one on show."""
        return self.chapters[self.index]

    @property
    def length(self) -> float:
        """Seconds of all chapters."""
        return sum(chapter.seconds for chapter in self.chapters)

    @property
    def share(self) -> float:
        """How much of the chapter has been seen, 0 to 1."""
        return min(self._elapsed / self.chapter.seconds, 1.0)

    @property
    def ended(self) -> bool:
        """True at the end of the last chapter."""
        return self.index == len(self.chapters) - 1 and self._elapsed >= self.chapter.seconds

    def go(self, index: int) -> None:
        """Begin a chapter (clamped); playing goes on."""
        self.index = min(max(index, 0), len(self.chapters) - 1)
        self._elapsed = 0.0
        chapter, session = self.chapter, self.session
        if not chapter.procedure:
            session.home()
        else:
            if session.state.procedure != chapter.procedure:
                session.open_procedure(chapter.procedure)
            self._place()
        self._changed()

    def _place(self) -> None:
        board = self.session.board
        if board is None:
            return
        step = next(step for step in board.steps if step.id == self.chapter.step)
        self._start = step.start
        self.session.seek(step.start if self.playing else step.still)
        if self.playing:
            self.session.play()

    def play(self) -> None:
        """Go on; from the end and from a still the chapter, or all, begins anew."""
        self.playing = True
        if self.ended:
            self.go(0)
        elif self.session.board is not None and self._elapsed == 0.0:
            self._place()
        else:
            self.session.play()
        self._changed()

    def pause(self) -> None:
        """Hold the moment."""
        self.playing = False
        self.session.pause()
        self._changed()

    def tick(self, seconds: float) -> None:
        """Time has passed while playing; the session is driven by the clock itself."""
        if not self.playing:
            return
        board = self.session.board
        if board is None:
            self._elapsed += seconds
        else:
            self._elapsed = max(self.session.state.playhead - self._start, 0.0)
        over = self._elapsed >= self.chapter.seconds or (board is not None and not self.session.state.playing)
        if over and self.index + 1 < len(self.chapters):
            self.go(self.index + 1)
        elif over:
            self._elapsed = self.chapter.seconds
            self.pause()
        else:
            self._changed()
