"""What several commands need: finding language and procedure, compiling it. Imports late."""

from argparse import Namespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas
    from irexplainer.library.load import Library
    from irexplainer.library.types import Procedure
    from irexplainer.story.storyboard import Storyboard
    from irexplainer.ui.pictures import PictureOptions

HOME = "home"
"""What ``render`` takes in place of a procedure for the page with the whole figure."""


def compile_options(options: Namespace) -> "tuple[Library, Procedure, Atlas, Storyboard]":
    """Load library and atlas and compile the procedure that the options name; ``options.lang`` becomes a known one."""
    from irexplainer.atlas.load import load_atlas
    from irexplainer.library.find import find_language, find_procedure
    from irexplainer.library.load import load_library
    from irexplainer.story.compile import compile_storyboard

    library = load_library()
    options.lang = find_language(library, options.lang)
    procedure = find_procedure(library, options.id)
    atlas = load_atlas()
    board = compile_storyboard(procedure, atlas, dict(options.choice), options.lang)
    return library, procedure, atlas, board


def picture_options(options: Namespace) -> "PictureOptions":
    """What ``render`` and ``sheet`` are asked for. Raises ConfigError before any picture is made."""
    from irexplainer.library.find import find_language, find_procedure
    from irexplainer.library.load import load_library
    from irexplainer.ui.pictures import PictureOptions, check_output

    check_output(options.output)
    library = load_library()
    if options.id != HOME or options.command == "sheet":
        find_procedure(library, options.id)
    own = {name: getattr(options, name) for name in ("at", "size") if hasattr(options, name)}
    return PictureOptions(
        options.id,
        theme=options.theme,
        language=find_language(library, options.lang),
        text_scale=options.text_scale,
        mode=options.mode,
        choices=dict(options.choice),
        captions=not options.no_captions,
        **own,
    )
