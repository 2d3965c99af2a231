"""The session: one state, verbs that make the next one, and subscribers who compare what they show."""

from collections.abc import Mapping
from dataclasses import replace

from irexplainer.errors import ConfigError
from irexplainer.session.asked import Shelves, merged, one_of, part_of_body, seconds_at
from irexplainer.session.playback import Playback
from irexplainer.session.state import MODES, PAGES, SECTIONS, THEMES, LeftOff

SEARCH_LIMIT = 80
TEXT_SCALE_MIN, TEXT_SCALE_MAX, TEXT_SCALE_STEP = 1.0, 3.0, 0.25


class Session(Playback):
    """The verbs that make the next state, beside those of time.

    A verb whose storyboard cannot be compiled raises ContentError or ConfigError and leaves the state as it was.
    """

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
