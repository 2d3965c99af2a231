"""What of the session's state concerns the stage: a step in time only, or anything else; what the picture is called."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from irexplainer.session.session import Session
    from irexplainer.session.state import SessionState
    from irexplainer.ui.services import Services


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


def picture_name(session: "Session", services: "Services") -> str:
    """What a screen reader calls the stage: the picture, and what it is of."""
    name, language = QCoreApplication.translate("StageView", "Picture"), session.state.language
    part = session.state.structure
    if part is not None and part in services.words(language):
        return f"{name}: {services.words(language)[part].plain}"
    return name if session.procedure is None else f"{name}: {session.procedure.text(language).title}"
