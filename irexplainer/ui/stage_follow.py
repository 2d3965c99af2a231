"""What of the session's state concerns the stage: a step in time only, or anything else."""

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from irexplainer.session.state import SessionState


def other_words(old: "SessionState", new: "SessionState") -> bool:
    """True where the words in the picture are others."""
    return (old.procedure, old.language, old.mode) != (new.procedure, new.language, new.mode)


def only_time(old: "SessionState", new: "SessionState") -> bool:
    """True where nothing that the stage of a procedure shows has changed but the moment."""
    return new.procedure is not None and new.structure is None and _but_time(old) == _but_time(new)


def only_marked(old: "SessionState", new: "SessionState") -> bool:
    """True where nothing but what is pointed at in a procedure has changed."""
    return (
        new.procedure is not None and old != new and replace(old, highlighted=new.highlighted, linked=new.linked) == new
    )


def _but_time(state: "SessionState") -> tuple[object, ...]:
    return (
        state.procedure, state.choices, state.language, state.theme, state.text_scale, state.mode,
        state.reduced_motion, state.highlighted, state.group, state.structure,
    )  # fmt: skip
