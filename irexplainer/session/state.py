"""The one state of the program: frozen, comparable, hashable."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SessionState:
    """What the program shows.

    mode: patient, clinician, study. procedure/group: ids or None (None, None is home).
    choices: sorted (id, option) pairs. playhead: seconds. speed: 0.5, 1, 2.
    theme: light, dark, high_contrast. text_scale: 1.0 to 3.0. section: id of the text section on show.
    highlighted: id of the semantic node under pointer or focus. home_region: region card open on the figure.
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
