"""The one state of the program: frozen, comparable, hashable."""

from dataclasses import dataclass, replace

MODES = ("patient", "clinician", "study")
THEMES = ("light", "dark", "high_contrast")
SPEEDS = (0.5, 1.0, 2.0)
TEXT_SCALES = (1.0, 1.25, 1.5, 2.0, 2.5, 3.0)
SECTIONS = (
    "what_it_is",
    "why",
    "before",
    "during",
    "after",
    "benefits",
    "risks",
    "other_choices",
    "when_to_call",
    "questions",
    "sources",
)
"""Pages of the detail pane in reading order. ``step`` is the pane that follows the picture and is none of them."""
PAGES = ("what_is_ir", "compare", "tools", "modalities", "words")
"""Pages over everything."""


@dataclass(frozen=True, slots=True)
class LeftOff:
    """Where somebody stopped watching. choices: sorted (id, option) pairs. playhead: seconds."""

    procedure: str
    choices: tuple[tuple[str, str], ...]
    playhead: float


OF_A_PROCEDURE = (
    "procedure", "group", "choices", "playhead", "playing", "section", "highlighted", "search", "page", "structure",
)  # fmt: skip
"""What leaving a procedure puts back."""


@dataclass(frozen=True, slots=True)
class SessionState:
    """What the program shows.

    mode: patient, clinician, study. procedure/group: ids or None (None, None is home).
    choices: sorted (id, option) pairs. playhead: seconds. speed: 0.5, 1, 2.
    theme: light, dark, high_contrast. text_scale: 1.0 to 3.0.
    section: ``step`` or the page of SECTIONS on show.
    page: page over everything, one of PAGES or "". linked: what is pointed at is marked on both pictures.
    highlighted: id of the semantic node under pointer or focus. left_off: what the home page offers to continue.
    structure: part of the body looked at by itself, over home or over a paused procedure; None for none.
    """

    mode: str = "patient"
    procedure: str | None = None
    group: str | None = None
    choices: tuple[tuple[str, str], ...] = ()
    playhead: float = 0.0
    playing: bool = False
    speed: float = 1.0
    language: str = "en"
    theme: str = "light"
    text_scale: float = 1.0
    reduced_motion: bool = False
    highlighted: str | None = None
    section: str = "step"
    search: str = ""
    page: str = ""
    linked: bool = False
    left_off: LeftOff | None = None
    structure: str | None = None

    def remembered(self) -> "SessionState":
        """With the present place as the one that home offers to continue."""
        if self.procedure is None:
            return self
        return replace(self, left_off=LeftOff(self.procedure, self.choices, round(self.playhead, 3)))

    def at_home(self, group: str | None = None) -> "SessionState":
        """The figure, with a group open or none; what was watched is remembered."""
        away = SessionState(group=group)
        blank = {name: getattr(away, name) for name in OF_A_PROCEDURE}
        return replace(self.remembered(), **blank)
