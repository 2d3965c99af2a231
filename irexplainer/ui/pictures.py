"""Pictures without a viewer: window, stage, doctor's screen, contact sheet. Same arguments, same bytes.

Words come from the content; fonts are the bundled ones, so pictures do not depend on the machine.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QImageWriter

from irexplainer.errors import ConfigError, ExplainerError
from irexplainer.paint.look import Look
from irexplainer.session.state import SessionState
from irexplainer.story.where import resolve_where

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from irexplainer.library.load import Library
    from irexplainer.library.types import Procedure
    from irexplainer.story.storyboard import Step, Storyboard
    from irexplainer.ui.words import PictureWords

FINEST_SCREEN = 720.0
"""Longest side in px that a doctor's picture is computed at; larger ones are enlarged, as a real screen would."""
LETTERS = ("R", "L")
"""Words that no picture goes without, even where it shall have none."""


@dataclass(frozen=True)
class PictureOptions:
    """How pictures are made. id: procedure or ``home``. at: phase, step or seconds. captions: False for no words.

    structure: part of the body that the window looks at, "" for none.
    """

    id: str
    at: str = "0"
    size: tuple[int, int] = (1920, 1080)
    theme: str = "light"
    language: str = "en"
    text_scale: float = 1.0
    mode: str = "patient"
    choices: Mapping[str, str] = field(default_factory=dict)
    captions: bool = True
    structure: str = ""


def application() -> "QApplication":
    """The application, without a display where there is none."""
    on_linux = sys.platform.startswith("linux")
    if on_linux and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from irexplainer.ui.app import application as make

    return make()


def compiled(options: PictureOptions) -> "tuple[Library, Procedure, Storyboard]":
    """Procedure and storyboard of the options; ConfigError for unknown names."""
    from irexplainer.atlas.load import load_atlas
    from irexplainer.library.find import find_procedure
    from irexplainer.library.load import load_library
    from irexplainer.story.compile import compile_storyboard

    library = load_library()
    procedure = find_procedure(library, options.id)
    board = compile_storyboard(procedure, load_atlas(), dict(options.choices), options.language)
    return library, procedure, board


def window_image(options: PictureOptions) -> QImage:
    """The real window of a size, sharp and at rest."""
    from irexplainer.library.load import load_library
    from irexplainer.session.session import Session
    from irexplainer.ui.clock import FrameClock
    from irexplainer.ui.services import Services
    from irexplainer.ui.settle import settle
    from irexplainer.ui.window import MainWindow

    application()
    library = load_library()
    services = Services(library)
    state = SessionState(
        mode=options.mode, theme=options.theme, language=options.language, text_scale=options.text_scale
    )
    session = Session(library, services.board, state)
    if options.id != "home":
        compiled(options)  # names every error before a window is made
        session.open_procedure(options.id, options.at, options.choices)
    if options.structure:
        session.show_structure(options.structure)
    window = MainWindow(session, services, FrameClock())
    window.resize(*options.size)
    if options.id == "home":
        window.tell_length()  # the program finds it out a moment after its first picture
    if not options.captions:
        window.stage.show_captions(False)
    window.show()
    failed: list[Exception] = []
    services.worker.failed.connect(lambda _key, error: failed.append(error))
    calm = settle(window)
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    window.close()
    services.close()
    if failed:
        raise failed[0]
    if not calm:
        raise ExplainerError("render", "the window did not come to rest.", "Try again on a less busy machine.")
    if (image.width(), image.height()) != options.size:
        image = image.copy(0, 0, *options.size)
    return image


def stage_picture(options: PictureOptions) -> QImage:
    """The stage alone; at home the figure with its call-outs."""
    application()
    if options.id == "home":
        return _home_picture(options)
    library, procedure, board = compiled(options)
    seconds = resolve_where(board, options.at)
    return _stage(library, procedure, board, options, seconds, options.size)


def monitor_picture(options: PictureOptions) -> QImage:
    """The doctor's screen alone."""
    application()
    if options.id == "home":
        raise ConfigError("home", "there is no doctor's screen at home.", "Name a procedure, or use --view stage.")
    library, procedure, board = compiled(options)
    return _monitor(library, procedure, board, options, resolve_where(board, options.at), options.size)


def sheet_picture(options: PictureOptions) -> QImage:
    """Contact sheet: every step's still, the stage beside the doctor's screen."""
    from irexplainer.paint.fonts import family
    from irexplainer.paint.sheet import SheetWords, contact_sheet

    application()
    library, procedure, board = compiled(options)
    text = procedure.text(options.language)
    phases = library.phases(options.language)

    def heading(index: int, step: "Step") -> str:
        words = text.step(step.id, board.choices)
        phase = phases[step.phase.value].title if step.phase.value in phases else step.phase.value
        return f"{index + 1}. {words.title if words else step.id}  ·  {phase}"

    words = SheetWords(text.title, heading) if options.captions else None
    return contact_sheet(
        board,
        Look.of(options.theme),
        lambda seconds, size: _stage(library, procedure, board, options, seconds, size),
        lambda seconds, size: _monitor(library, procedure, board, options, seconds, size),
        words,
        family(),
    )


def check_output(path: str) -> None:
    """ConfigError where no PNG can be written; asked before the work of making it."""
    target = Path(path)
    if path and target.is_dir():
        raise ConfigError(path, "this is a folder.", "Give the name of a file that ends in .png.")
    if target.suffix.lower() != ".png":
        raise ConfigError(path or "''", "pictures are written as PNG.", "Give a file name that ends in .png.")
    if not target.parent.is_dir():
        raise ConfigError(path, f"there is no folder {target.parent}.", "Make it, or choose another one.")
    if not os.access(target if target.exists() else target.parent, os.W_OK):
        raise ConfigError(path, "the file cannot be written.", "Choose another folder.")


def save(image: QImage, path: str) -> None:
    """Write a PNG; ConfigError where that is not possible. No time or program is noted, so bytes repeat."""
    check_output(path)
    writer = QImageWriter(path, b"png")
    if not writer.write(image):
        raise ConfigError(path, f"the file cannot be written ({writer.errorString()}).", "Choose another folder.")


def _words(library: "Library", procedure: "Procedure | None", options: PictureOptions) -> "PictureWords":
    from irexplainer.ui.words import picture_words

    words = picture_words(library, options.language, procedure, options.mode)
    return words if options.captions else lambda key: words(key) if key in LETTERS else ""


def _stage(
    library: "Library", procedure: "Procedure", board: "Storyboard", options: PictureOptions, seconds: float,
    size: tuple[int, int],
) -> QImage:  # fmt: skip
    from irexplainer.atlas.load import load_atlas
    from irexplainer.paint.picture import stage_image

    frame = board.state_at(seconds)
    step = procedure.text(options.language).step(frame.step, board.choices)
    return stage_image(
        board,
        frame,
        load_atlas(),
        Look.of(options.theme),
        size,
        _words(library, procedure, options),
        options.mode,
        options.text_scale,
        options.captions,
        step.caption if step is not None else "",
    )


def _monitor(
    library: "Library", procedure: "Procedure", board: "Storyboard", options: PictureOptions, seconds: float,
    size: tuple[int, int],
) -> QImage:  # fmt: skip
    from irexplainer.atlas.load import load_atlas
    from irexplainer.geom.viewport import Rect
    from irexplainer.imaging.render import render_screen
    from irexplainer.paint.monitor_picture import image_rect, monitor_image
    from irexplainer.story.frame import Modality

    frame, words = board.state_at(seconds), _words(library, procedure, options)
    key = frame.modality.value if frame.modality is not Modality.NONE else ""
    box = image_rect(Rect(0, 0, *size), words, key, options.text_scale)
    shrink = min(1.0, FINEST_SCREEN / max(box.width, box.height))
    width, height = max(round(box.width * shrink), 16), max(round(box.height * shrink), 16)
    screen = render_screen(board, frame, load_atlas(), width, height)
    if not options.captions:
        screen = replace(screen, note_key="")
    look = Look.of(options.theme)
    picture = QImage(*size, QImage.Format.Format_RGB32)
    picture.fill(look.color("panel"))
    from PySide6.QtGui import QPainter

    p = QPainter(picture)
    p.drawImage(0, 0, monitor_image(screen, look, size, words, options.text_scale))
    p.end()
    return picture


def _home_picture(options: PictureOptions) -> QImage:
    from irexplainer.library.load import load_library
    from irexplainer.paint.home import home_image

    library = load_library()
    words = library.regions(options.language)
    regions = {id: (w.title, w.subtitle) for id, w in words.items() if library.groups_of_region(id)}
    return home_image(Look.of(options.theme), options.size, regions if options.captions else {}, options.text_scale)
