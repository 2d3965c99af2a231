"""The session: one state, verbs that make the next one, and subscribers who compare what they show."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from irexplainer.errors import ConfigError
from irexplainer.library.types import Procedure
from irexplainer.session import player
from irexplainer.session.asked import Shelves, merged, one_of, part_of_body, seconds_at
from irexplainer.session.state import MODES, PAGES, SECTIONS, SPEEDS, THEMES, LeftOff, SessionState
from irexplainer.story.frame import Phase

if TYPE_CHECKING:
    from irexplainer.story.storyboard import Storyboard

Boards = Callable[[str, dict[str, str], str], "Storyboard"]
"""(procedure id, choices, language) -> storyboard; may raise ContentError or ConfigError."""
Listener = Callable[[SessionState, SessionState], None]

SEARCH_LIMIT = 80
TEXT_SCALE_MIN, TEXT_SCALE_MAX, TEXT_SCALE_STEP = 1.0, 3.0, 0.25


class Session:
    """Holds the state and tells subscribers of every change, in order, even when a listener calls a verb.

    last_board: the storyboard shown last, so that home can say where somebody left off.
    A verb whose storyboard cannot be compiled raises ContentError or ConfigError and leaves the state as it was.
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

    # where one is

    def home(self) -> None:
        """Show the whole figure."""
        self._put(self._state.at_home(), None)

    def open_group(self, id: str) -> None:
        """Show the procedures of a group beside the whole figure."""
        if id not in self.library.groups:
            raise ConfigError(id, "there is no group of this name.", "Choose one of the list.")
        self._put(self._state.at_home(id), None)

    def open_procedure(self, id: str, at: str | None = None, choices: Mapping[str, str] | None = None) -> None:
        """Open a procedure, paused. at: phase, step id or seconds. choices: overrides of the defaults."""
        procedure = self.library.procedures.get(id)
        if procedure is None:
            raise ConfigError(id, "there is no procedure of this name.", "Choose one of the list.")
        chosen = merged(procedure.default_choices(), choices or {})
        board = self._compile(id, chosen, self._state.language)
        playhead = 0.0 if at is None else seconds_at(board, at)
        state = replace(
            self._state, procedure=id, group=procedure.group, choices=chosen, playhead=playhead, playing=False,
            section="step", highlighted=None, search="", page="", structure=None,
            left_off=LeftOff(id, chosen, round(playhead, 3)),
        )  # fmt: skip
        self._put(state, board)

    def watch(self, id: str) -> None:
        """Open a procedure as somebody does who wants to see it: from its first step, and playing.

        Where motion is reduced it stays paused, as after ``open_procedure``. This is the one place that decides so.
        """
        self.open_procedure(id)
        if self._state.procedure == id and not self._state.reduced_motion:
            self.play()

    def resume(self) -> None:
        """Open what was left off, where it was left off."""
        left = self._state.left_off
        if left is not None and left.procedure in self.library.procedures:
            self.open_procedure(left.procedure, str(left.playhead), dict(left.choices))

    def show_structure(self, id: str) -> None:
        """Look at one part of the body by itself; a procedure on show waits, paused, at the very moment.

        Raises ConfigError for what the atlas cannot show.
        """
        part = part_of_body(id)
        away = replace(self._state, structure=part, playing=False, highlighted=None, search="", page="")
        self._put(away, self._board)

    def leave_structure(self) -> None:
        """Back to where the part of the body was opened from."""
        self._put(replace(self._state, structure=None, highlighted=None), self._board)

    def up(self) -> None:
        """Leave one level: page over everything, part of the body, text page, procedure, group."""
        state = self._state
        if state.page:
            self.open_page("")
        elif state.structure is not None:
            self.leave_structure()
        elif state.procedure is not None and state.section != "step":
            self.select_section("step")
        elif state.procedure is not None and state.group is not None:
            self.open_group(state.group)
        else:
            self.home()

    def select_section(self, id: str) -> None:
        """Show a page of the detail pane (``step`` or one of SECTIONS); at home only ``step`` exists."""
        if id != "step" and id not in SECTIONS:
            raise ConfigError(id, "there is no section of this name.", f"Use one of: step, {', '.join(SECTIONS)}.")
        if self._state.procedure is not None:
            self._put(replace(self._state, section=id), self._board)

    def open_page(self, id: str) -> None:
        """Show a page over everything (one of PAGES), paused, or none ("")."""
        page = one_of("page", id, ("", *PAGES))
        self._put(replace(self._state, page=page, playing=self._state.playing and not page), self._board)

    def set_search(self, text: str) -> None:
        """Remember what is typed in the search field (cut to SEARCH_LIMIT)."""
        self._put(replace(self._state, search=text[:SEARCH_LIMIT]), self._board)

    def highlight(self, id: str | None) -> None:
        """Mark the semantic node under pointer or focus."""
        self._put(replace(self._state, highlighted=id), self._board)

    def set_linked(self, linked: bool) -> None:
        """Mark what is pointed at on both pictures, or not."""
        marked = self._state.highlighted if linked else None
        self._put(replace(self._state, linked=linked, highlighted=marked), self._board)

    # how it is shown

    def set_mode(self, mode: str) -> None:
        """patient, clinician or study."""
        self._put(replace(self._state, mode=one_of("mode", mode, MODES)), self._board)

    def set_theme(self, theme: str) -> None:
        """light, dark or high_contrast."""
        self._put(replace(self._state, theme=one_of("theme", theme, THEMES)), self._board)

    def set_text_scale(self, scale: float) -> None:
        """Size of text, clamped to 1.0 to 3.0."""
        scale = TEXT_SCALE_MIN if scale != scale else min(max(scale, TEXT_SCALE_MIN), TEXT_SCALE_MAX)
        self._put(replace(self._state, text_scale=round(scale, 2)), self._board)

    def change_text_scale(self, steps: int) -> None:
        """Larger (positive) or smaller text."""
        self.set_text_scale(self._state.text_scale + steps * TEXT_SCALE_STEP)

    def set_reduced_motion(self, reduced: bool) -> None:
        """Stills and fades instead of movement."""
        self._put(replace(self._state, reduced_motion=reduced), self._board)

    def set_language(self, language: str) -> None:
        """Language of texts; recompiles the storyboard, whose steps last as long as their words."""
        if language != self._state.language:
            self._recompile(replace(self._state, language=language))

    def choose(self, id: str, option: str) -> None:
        """Choose a side or an access; recompiles the storyboard and keeps the moment."""
        procedure = self.procedure
        if procedure is None:
            return
        chosen = merged(dict(self._state.choices), {id: option})
        choice = next((c for c in procedure.choices if c.id == id), None)
        if choice is None or option not in choice.options:
            raise ConfigError(f"{id}={option}", "there is no such choice.", "Use one of the options shown.")
        self._recompile(replace(self._state, choices=chosen))

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

    # whole

    def reset(self) -> None:
        """Back to the state the session began with; nothing can be forgotten."""
        fresh = self._fresh
        board = None
        if fresh.procedure is not None:
            board = self._compile(fresh.procedure, fresh.choices, fresh.language)
        self._put(fresh, board)

    def reload(self, library: Shelves) -> None:
        """Take a library read anew (preview): recompile what is on show, keep the moment."""
        old, self.library = self.library, library
        id = self._state.procedure
        if id is not None and id not in library.procedures:
            self.home()
            return
        try:
            self._recompile(self._state, tell_always=True)
        except Exception:
            self.library = old
            raise

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
