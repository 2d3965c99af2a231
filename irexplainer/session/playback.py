"""What every session has: one state, its storyboard, and subscribers told of every change in order."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from irexplainer.library.types import Procedure
from irexplainer.session import player
from irexplainer.session.asked import Shelves, one_of
from irexplainer.session.state import SPEEDS, SessionState
from irexplainer.story.frame import Phase

if TYPE_CHECKING:
    from irexplainer.story.storyboard import Storyboard

Boards = Callable[[str, dict[str, str], str], "Storyboard"]
"""(procedure id, choices, language) -> storyboard; may raise ContentError or ConfigError."""
Listener = Callable[[SessionState, SessionState], None]


class Playback:
    """State, storyboard and playhead, and who is told of every change, even when a listener calls a verb.

    last_board: the storyboard shown last, so that home can say where somebody left off.
    """

    def __init__(self, library: Shelves, boards: Boards, state: SessionState | None = None) -> None:
        self.library = library
        self._boards = boards
        self._listeners: list[Listener] = []
        self._news: deque[tuple[SessionState, SessionState]] = deque()
        self._telling = False
        self._board: Storyboard | None = None
        self.last_board: Storyboard | None = None
        self._fresh = state or SessionState()
        self._state = self._fresh
        if self._state.procedure is not None:
            self._board = self._compile(self._state.procedure, self._state.choices, self._state.language)

    @property
    def state(self) -> SessionState:
        """What the program shows now."""
        return self._state

    @property
    def board(self) -> "Storyboard | None":
        """Storyboard of the procedure on show, or None at home."""
        return self._board

    @property
    def procedure(self) -> Procedure | None:
        """Procedure on show, or None at home."""
        id = self._state.procedure
        return None if id is None else self.library.procedures[id]

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener(old, new)`` after every change; returns the function that ends it."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    # time

    def play(self) -> None:
        """Let the playhead run; from the end it starts anew. It waits while a part of the body is looked at."""
        if self._board is None or self._state.structure is not None:
            return
        start = 0.0 if self._state.playhead >= self._board.length else self._state.playhead
        self._put(replace(self._state, playing=True, playhead=start), self._board)

    def pause(self) -> None:
        """Stop the playhead."""
        self._put(self._with_playhead(self._state.playhead, playing=False), self._board)

    def toggle_play(self) -> None:
        """Play or pause."""
        if self._state.playing:
            self.pause()
        else:
            self.play()

    def seek(self, seconds: float) -> None:
        """Put the playhead somewhere, clamped to the board."""
        if self._board is not None:
            self._put(self._with_playhead(player.clamp(seconds, self._board)), self._board)

    def step(self, delta: int) -> None:
        """Go whole steps forward or back, and stay there paused: who steps sets the pace."""
        if self._board is not None:
            target = player.step_target(self._state.playhead, delta, self._board)
            self._put(self._with_playhead(target, playing=False), self._board)

    def go_to_phase(self, phase: Phase) -> None:
        """Go to the start of a phase, and stay there paused."""
        if self._board is not None:
            self._put(self._with_playhead(player.phase_target(phase, self._board), playing=False), self._board)

    def go_to_end(self) -> None:
        """Go to the last moment."""
        if self._board is not None:
            self.seek(self._board.length)

    def set_speed(self, speed: float) -> None:
        """0.5, 1 or 2."""
        self._put(replace(self._state, speed=one_of("speed", speed, SPEEDS)), self._board)

    def tick(self, seconds: float) -> None:
        """Real time has passed: move the playhead while playing; stop at the end."""
        if self._board is None or not self._state.playing:
            return
        moved, playing = player.advance(self._state.playhead, seconds, self._state.speed, self._board)
        self._put(replace(self._state, playhead=moved, playing=playing), self._board)

    def _with_playhead(self, seconds: float, playing: bool | None = None) -> SessionState:
        board = self._board
        run = self._state.playing if playing is None else playing
        run = run and board is not None and seconds < board.length
        return replace(self._state, playhead=seconds, playing=run).remembered()

    def _compile(self, id: str, choices: tuple[tuple[str, str], ...], language: str) -> "Storyboard":
        return self._boards(id, dict(choices), language)

    def _recompile(self, state: SessionState, tell_always: bool = False) -> None:
        old = self._board
        if state.procedure is None or old is None:
            self._put(state, None, tell_always)
            return
        board = self._compile(state.procedure, state.choices, state.language)
        playhead = player.carry_over(state.playhead, old, board)
        playing = state.playing and playhead < board.length
        self._put(replace(state, playhead=playhead, playing=playing).remembered(), board, tell_always)

    def _put(self, state: SessionState, board: "Storyboard | None", tell_always: bool = False) -> None:
        if state == self._state and not tell_always:
            return
        old, self._state, self._board = self._state, state, board
        self.last_board = board or self.last_board
        self._news.append((old, state))
        if self._telling:
            return
        self._telling = True
        try:
            while self._news:
                news = self._news.popleft()
                for listener in tuple(self._listeners):
                    listener(*news)
        finally:
            self._telling = False
            self._news.clear()
