"""Words of the content for the interface: what is read in which mode, names of choices and sections."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication

from irexplainer.session.session import Session
from irexplainer.story.frame import Phase

if TYPE_CHECKING:
    from irexplainer.library.load import Library
    from irexplainer.library.types import Procedure, ProcedureText, StepText

PHASES = tuple(Phase)


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for lupdate."""
    return text


_TR = QT_TRANSLATE_NOOP

SECTION_TITLES = {
    "what_it_is": _TR("sections", "What it is"),
    "why": _TR("sections", "Why it is done"),
    "before": _TR("sections", "Before"),
    "during": _TR("sections", "During, step by step"),
    "after": _TR("sections", "After"),
    "benefits": _TR("sections", "Benefits"),
    "risks": _TR("sections", "Risks"),
    "other_choices": _TR("sections", "Other choices"),
    "when_to_call": _TR("sections", "When to call"),
    "questions": _TR("sections", "Questions to ask"),
    "sources": _TR("sections", "Sources"),
}
PHASE_TITLES = {
    Phase.IMAGING: _TR("phases", "Imaging"),
    Phase.INCISION: _TR("phases", "Small incision"),
    Phase.PLACEMENT: _TR("phases", "Guided placement"),
    Phase.TREATMENT: _TR("phases", "Treatment"),
}
CHOICE_TITLES = {"access": _TR("choices", "Way in"), "side": _TR("choices", "Side shown")}
OPTION_TITLES = {
    "groin": _TR("choices", "Groin"),
    "wrist": _TR("choices", "Wrist"),
    "left": _TR("choices", "Left"),
    "right": _TR("choices", "Right"),
}
FACTS = (
    ("whole_treatment", "clock", _TR("facts", "Whole treatment")),
    ("sedation", "droplet", _TR("facts", "Numbing and sleep")),
    ("stay", "bed", _TR("facts", "Hospital stay")),
)
STANDINGS = {
    "guideline": _TR("sources", "Guideline"),
    "society": _TR("sources", "Medical society"),
    "health_service": _TR("sources", "Health service"),
    "study": _TR("sources", "Study"),
    "review": _TR("sources", "Review of studies"),
}


def library_of(session: Session) -> "Library":
    """The session's library with all its words."""
    return cast("Library", session.library)


def text_of(session: Session) -> "ProcedureText | None":
    """Words of the procedure on show."""
    procedure = session.procedure
    return None if procedure is None else procedure.text(session.state.language)


def step_text(session: Session, text: "ProcedureText", step: str) -> "StepText":
    """Words of a step; a step without words (a story ahead of its text) shows its id."""
    from irexplainer.library.types import StepText

    return text.steps.get(step) or StepText(step.replace("_", " ").capitalize(), "", "")


def tr(context: str, text: str) -> str:
    """A text of one of the tables above in the language of the interface."""
    return QCoreApplication.translate(context, text)


def phase_title(phase: Phase) -> str:
    """Name of a phase."""
    return tr("phases", PHASE_TITLES[phase])


def section_title(id: str) -> str:
    """Heading of a section."""
    return tr("sections", SECTION_TITLES[id])


def choice_title(id: str) -> str:
    """Name of a choice."""
    return tr("choices", CHOICE_TITLES[id]) if id in CHOICE_TITLES else id.replace("_", " ").capitalize()


def option_title(id: str) -> str:
    """Name of an option."""
    return tr("choices", OPTION_TITLES[id]) if id in OPTION_TITLES else id.replace("_", " ").capitalize()


def group_title(session: Session, id: str) -> str:
    """Title of a group in the language of the session."""
    texts = library_of(session).group_text(session.state.language)
    return texts[id].title if id in texts else id


def procedures_in(session: Session, group: str) -> tuple[str, ...]:
    """Ids of the procedures of a group, in order."""
    return tuple(library_of(session).procedures.in_group(group))


def name_of(procedure: "Procedure", language: str) -> str:
    """Short name with its abbreviation where it differs."""
    name = procedure.text(language).short_name
    short = procedure.abbreviation
    return f"{name} ({short})" if short and short.casefold() != name.casefold() else name
