"""``irexplainer render``: one picture of the window, the stage, the doctor's screen, or a part of the body."""

from argparse import Namespace
from typing import TYPE_CHECKING

from irexplainer.cli.common import HOME, picture_options
from irexplainer.errors import ConfigError

if TYPE_CHECKING:
    from irexplainer.ui.structure_picture import StructureOptions


def run(options: Namespace) -> int:
    """Write the picture; needs no display."""
    if (options.id is None) == (options.structure is None):
        problem = "neither is given." if options.id is None else "both are given."
        raise ConfigError("render ID or --structure NAME", problem, "Name a procedure, 'home', or a part of the body.")
    if options.structure is not None:
        _part(options)
        return 0
    asked = picture_options(options)
    from irexplainer.ui import pictures

    make = {
        "window": pictures.window_image,
        "stage": pictures.stage_picture,
        "monitor": pictures.monitor_picture,
    }[options.view]
    pictures.save(make(asked), options.output)
    return 0


def _part(options: Namespace) -> None:
    """Picture of a part of the body: the window in its anatomy view, or the stage alone."""
    wanted = structure_options(options)
    from irexplainer.ui import pictures

    if options.view == "stage":
        from irexplainer.ui.structure_picture import structure_picture

        pictures.save(structure_picture(wanted), options.output)
        return
    asked = pictures.PictureOptions(
        HOME,
        size=wanted.size,
        theme=wanted.theme,
        language=wanted.language,
        text_scale=wanted.text_scale,
        mode=options.mode,
        captions=wanted.captions,
        structure=wanted.name,
    )
    pictures.save(pictures.window_image(asked), options.output)


def structure_options(options: Namespace) -> "StructureOptions":
    """What the anatomy viewer is asked for. Raises ConfigError before any picture is made."""
    from irexplainer.library.find import find_language
    from irexplainer.library.load import load_library
    from irexplainer.ui.pictures import check_output
    from irexplainer.ui.structure_picture import StructureOptions, structure_id

    check_output(options.output)
    if options.view == "monitor":
        raise ConfigError("--view monitor", "a part of the body has no doctor's screen.", "Use --view stage.")
    if options.choice:
        raise ConfigError("--choice", "a part of the body has no choices.", "Leave it out, or name a procedure.")
    library = load_library()
    language = find_language(library, options.lang)
    id = structure_id(library, options.structure, language)
    return StructureOptions(id, options.size, options.theme, language, options.text_scale, not options.no_captions)
