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


SECTION_TITLES = {
    "what_it_is": QT_TRANSLATE_NOOP("sections", "What it is"),
    "why": QT_TRANSLATE_NOOP("sections", "Why it is done"),
    "before": QT_TRANSLATE_NOOP("sections", "Before"),
    "during": QT_TRANSLATE_NOOP("sections", "During, step by step"),
    "after": QT_TRANSLATE_NOOP("sections", "After"),
    "benefits": QT_TRANSLATE_NOOP("sections", "Benefits"),
    "risks": QT_TRANSLATE_NOOP("sections", "Risks"),
    "other_choices": QT_TRANSLATE_NOOP("sections", "Other choices"),
    "when_to_call": QT_TRANSLATE_NOOP("sections", "When to call"),
    "questions": QT_TRANSLATE_NOOP("sections", "Questions to ask"),
    "sources": QT_TRANSLATE_NOOP("sections", "Sources"),
}
PHASE_TITLES = {
    Phase.IMAGING: QT_TRANSLATE_NOOP("phases", "Imaging"),
    Phase.INCISION: QT_TRANSLATE_NOOP("phases", "Small incision"),
    Phase.PLACEMENT: QT_TRANSLATE_NOOP("phases", "Guided placement"),
    Phase.TREATMENT: QT_TRANSLATE_NOOP("phases", "Treatment"),
}
CHOICE_TITLES = {
    "needles": QT_TRANSLATE_NOOP("choices", "Needles"),
    "access": QT_TRANSLATE_NOOP("choices", "Way in"),
    "side": QT_TRANSLATE_NOOP("choices", "Side shown"),
    "line": QT_TRANSLATE_NOOP("choices", "Kind of line"),
    "method": QT_TRANSLATE_NOOP("choices", "Method"),
    "spheres": QT_TRANSLATE_NOOP("choices", "Kind of beads"),
    "organ": QT_TRANSLATE_NOOP("choices", "Part of the body"),
}
OPTION_TITLES = {
    "one": QT_TRANSLATE_NOOP("choices", "One"),
    "two": QT_TRANSLATE_NOOP("choices", "Two"),
    "groin": QT_TRANSLATE_NOOP("choices", "Groin"),
    "wrist": QT_TRANSLATE_NOOP("choices", "Wrist"),
    "microwave": QT_TRANSLATE_NOOP("choices", "Microwaves"),
    "radiofrequency": QT_TRANSLATE_NOOP("choices", "Radio waves"),
    "liver": QT_TRANSLATE_NOOP("choices", "Liver"),
    "lung": QT_TRANSLATE_NOOP("choices", "Lung"),
    "bone": QT_TRANSLATE_NOOP("choices", "Bone"),
    "thyroid": QT_TRANSLATE_NOOP("choices", "Thyroid"),
    "neck": QT_TRANSLATE_NOOP("choices", "Neck"),
    "glass": QT_TRANSLATE_NOOP("choices", "Glass"),
    "resin": QT_TRANSLATE_NOOP("choices", "Resin"),
    "picc": QT_TRANSLATE_NOOP("choices", "Arm (PICC)"),
    "tunneled": QT_TRANSLATE_NOOP("choices", "Neck, tunneled"),
    "left": QT_TRANSLATE_NOOP("choices", "Left"),
    "right": QT_TRANSLATE_NOOP("choices", "Right"),
}
FACTS = (
    ("whole_treatment", "clock", QT_TRANSLATE_NOOP("facts", "Whole treatment")),
    ("sedation", "droplet", QT_TRANSLATE_NOOP("facts", "Numbing and sleep")),
    ("stay", "bed", QT_TRANSLATE_NOOP("facts", "Hospital stay")),
)
STANDINGS = {
    "guideline": QT_TRANSLATE_NOOP("sources", "Guideline"),
    "society": QT_TRANSLATE_NOOP("sources", "Medical society"),
    "health_service": QT_TRANSLATE_NOOP("sources", "Health service"),
    "study": QT_TRANSLATE_NOOP("sources", "Study"),
    "review": QT_TRANSLATE_NOOP("sources", "Review of studies"),
    "charity": QT_TRANSLATE_NOOP("sources", "Health charity"),
    "reference": QT_TRANSLATE_NOOP("sources", "Reference"),
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

    choices = session.board.choices if session.board is not None else {}
    return text.step(step, choices) or StepText(step.replace("_", " ").capitalize(), "", "")


def table_text(context: str, text: str) -> str:
    """A text of one of the tables above in the language of the interface."""
    return QCoreApplication.translate(context, text)


def phase_title(phase: Phase) -> str:
    """Name of a phase."""
    return table_text("phases", PHASE_TITLES[phase])


def section_title(id: str) -> str:
    """Heading of a section."""
    return table_text("sections", SECTION_TITLES[id])


def choice_title(id: str) -> str:
    """Name of a choice."""
    return table_text("choices", CHOICE_TITLES[id]) if id in CHOICE_TITLES else id.replace("_", " ").capitalize()


def option_title(id: str) -> str:
    """Name of an option."""
    return table_text("choices", OPTION_TITLES[id]) if id in OPTION_TITLES else id.replace("_", " ").capitalize()


def group_title(session: Session, id: str) -> str:
    """Title of a group in the language of the session."""
    texts = library_of(session).group_text(session.state.language)
    return texts[id].title if id in texts else id


def procedures_in(session: Session, group: str) -> tuple[str, ...]:
    """Ids of the procedures of a group, in order."""
    return tuple(library_of(session).procedures.in_group(group))


def name_of(procedure: "Procedure", language: str) -> str:
    """Short name with its abbreviation where it differs."""
    name, short = procedure.text(language).short_name, procedure.badge(language)
    return f"{name} ({short})" if short else name
