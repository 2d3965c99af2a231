"""One table of commands behind keys, help sheet and menus."""

from collections.abc import Callable
from dataclasses import dataclass

from irexplainer.session.session import Session
from irexplainer.story.frame import Phase

Verb = Callable[[Session], None]


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for lupdate; the window translates it in ``context``."""
    return text


@dataclass(frozen=True, slots=True)
class Command:
    """id: stable name. text: English, context "commands". keys: portable key names, first one is shown.

    group: heading of the help sheet: move, view, program. verb: None where only a window can do it.
    needs_board: only while a procedure is open.
    """

    id: str
    text: str
    keys: tuple[str, ...]
    group: str
    verb: Verb | None = None
    needs_board: bool = False


def _phase(phase: Phase) -> Verb:
    return lambda session: session.go_to_phase(phase)


def _moves() -> tuple[Command, ...]:
    rows: tuple[tuple[str, str, tuple[str, ...], Verb], ...] = (
        ("play", QT_TRANSLATE_NOOP("commands", "Play or pause"), ("Space",), Session.toggle_play),
        ("next_step", QT_TRANSLATE_NOOP("commands", "Next step"), ("Right", "PgDown"), lambda s: s.step(1)),
        ("previous_step", QT_TRANSLATE_NOOP("commands", "Previous step"), ("Left", "PgUp"), lambda s: s.step(-1)),
        ("start", QT_TRANSLATE_NOOP("commands", "To the start"), ("Home",), lambda s: s.seek(0.0)),
        ("end", QT_TRANSLATE_NOOP("commands", "To the end"), ("End",), Session.go_to_end),
        ("imaging", QT_TRANSLATE_NOOP("commands", "Imaging"), ("1",), _phase(Phase.IMAGING)),
        ("incision", QT_TRANSLATE_NOOP("commands", "Small incision"), ("2",), _phase(Phase.INCISION)),
        ("placement", QT_TRANSLATE_NOOP("commands", "Guided placement"), ("3",), _phase(Phase.PLACEMENT)),
        ("treatment", QT_TRANSLATE_NOOP("commands", "Treatment"), ("4",), _phase(Phase.TREATMENT)),
    )
    return tuple(Command(id, text, keys, "move", verb, True) for id, text, keys, verb in rows)


def _views() -> tuple[Command, ...]:
    return (
        Command("up", QT_TRANSLATE_NOOP("commands", "Back, then home"), ("Esc",), "view", Session.up),
        Command("next_part", QT_TRANSLATE_NOOP("commands", "Next part of the body"), ("Shift+PgDown",), "view"),
        Command("previous_part", QT_TRANSLATE_NOOP("commands", "Previous part of the body"), ("Shift+PgUp",), "view"),
        Command("find", QT_TRANSLATE_NOOP("commands", "Search"), ("Ctrl+F",), "view"),
        Command(
            "larger",
            QT_TRANSLATE_NOOP("commands", "Larger text"),
            ("Ctrl++", "Ctrl+="),
            "view",
            lambda s: s.change_text_scale(1),
        ),
        Command(
            "smaller",
            QT_TRANSLATE_NOOP("commands", "Smaller text"),
            ("Ctrl+-",),
            "view",
            lambda s: s.change_text_scale(-1),
        ),
        Command(
            "normal", QT_TRANSLATE_NOOP("commands", "Normal text"), ("Ctrl+0",), "view", lambda s: s.set_text_scale(1.0)
        ),
        Command("full_screen", QT_TRANSLATE_NOOP("commands", "Full screen"), ("F11",), "view"),
    )


def _program() -> tuple[Command, ...]:
    return (
        Command("keys", QT_TRANSLATE_NOOP("commands", "Show the keys"), ("F1",), "program"),
        Command("quit", QT_TRANSLATE_NOOP("commands", "Close the program"), ("Ctrl+Q",), "program"),
    )


COMMANDS: tuple[Command, ...] = (*_moves(), *_views(), *_program())
BY_ID = {command.id: command for command in COMMANDS}


def run_command(session: Session, id: str) -> bool:
    """Run a command that the session can do itself; False when it belongs to the window or does not apply now."""
    command = BY_ID[id]
    waits = session.board is None or session.state.structure is not None
    if command.verb is None or (command.needs_board and waits):
        return False
    command.verb(session)
    return True
